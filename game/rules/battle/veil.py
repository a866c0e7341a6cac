"""A position as one side knows it, worked out by the table of what it may know (rule 8.3).

The table is handed in: it is declared once, above the rules, column by column. A row of an array belongs to a side or to nobody;
of each column a side is told the whole, nothing, or a part that is worked out here.
"""

from typing import NamedTuple

from game.core.arrays import Grid
from game.core.rule import phase, rule
from game.rules.battle.codes import APPROACH
from game.rules.battle.counter_battery import LOCATED
from game.rules.battle.state import (
    ACT_SIDE,
    CLOCK_COLS,
    DECIDED,
    LOCATED_PM,
    MEN,
    M_GROUP,
    OWNER,
    PLACE_SUM,
    ROW_SIDE,
    SEEN_AT,
    SEEN_HEX,
    SEEN_MEN,
    SEEN_TANKS,
    STAGE,
    State,
    TREATY_FOLLOWS,
    TREATY_STAYS,
    T_BOATS,
    Tables,
    U_SIDE,
    U_TYPE,
    W_SIDE,
    Y_WING,
)

# The table: for each array in the order of State its first column, whose its rows are, whether they are slots
V_FIRST, V_OWNER, V_SLOTS = range(3)
# and for each column of all arrays in a row what is told of it
V_OWN, V_OTHER, V_BLANK, V_OWN_BLANK = range(4)
WHOLE, NOTHING, SEEN_LAST, ESTIMATE, COUNTED, PLACED, ONCE_HEARD, OWN_SCORE, OWN_GROUND, AFTER_TRUCE = range(10)
OF_UNIT, OF_OBSERVER, OF_ATTACKER, OF_GROUP, OF_STRIKE, OF_WING, OF_ACT, OF_SIDE, OF_NOBODY, OF_BOATS = range(10)
UNITS, ROWS, HEXES, MISSIONS, SIDES, PLACES, SEEN, PATHS, CLOCK, CROSSINGS, LEAVES, FORMS, ACCORD, STRIKES, WINGS = (
    range(15)
)
MEDIAN_HEARING_M = 150


class Veil(NamedTuple):
    """What a side may know of every column."""

    arrays: Grid[int]  # i4 (arrays, 3) V_FIRST ...
    columns: Grid[int]  # i4 (columns of all arrays, 4) V_OWN ...


class Sheet(NamedTuple):
    """One array of a position."""

    cells: Grid[int]  # i4 (rows, columns)


Veil.LAYOUT = dict.fromkeys(Veil._fields, ("i4", 2))  # type: ignore[attr-defined]
Sheet.LAYOUT = dict.fromkeys(Sheet._fields, ("i4", 2))  # type: ignore[attr-defined]


@phase
def draw_veil(s: State, o: State, t: Tables, v: Veil, side: int) -> int:
    """Takes out of `s`, a copy of the position `o`, whatever the side cannot know. Rule 8.3."""
    draw_over(s, o, t, v, UNITS, Sheet(s.units), side)
    draw_over(s, o, t, v, ROWS, Sheet(s.rows), side)
    draw_over(s, o, t, v, HEXES, Sheet(s.hexes), side)
    draw_over(s, o, t, v, MISSIONS, Sheet(s.missions), side)
    draw_over(s, o, t, v, SIDES, Sheet(s.sides), side)
    draw_over(s, o, t, v, PLACES, Sheet(s.places), side)
    draw_over(s, o, t, v, SEEN, Sheet(s.seen), side)
    draw_over(s, o, t, v, PATHS, Sheet(s.paths), side)
    draw_over(s, o, t, v, CROSSINGS, Sheet(s.crossings), side)
    draw_over(s, o, t, v, LEAVES, Sheet(s.leaves), side)
    draw_over(s, o, t, v, FORMS, Sheet(s.forms), side)
    draw_over(s, o, t, v, ACCORD, Sheet(s.accord), side)
    draw_over(s, o, t, v, STRIKES, Sheet(s.strikes), side)
    draw_over(s, o, t, v, WINGS, Sheet(s.wings), side)
    for k in range(CLOCK_COLS):
        column = v.arrays[CLOCK, V_FIRST] + k
        if v.columns[column, V_OWN] == NOTHING:
            s.clock[k] = v.columns[column, V_OWN_BLANK]
    mark_known_ground(s, o, t, v, side)
    return 0


@rule
def draw_over(s: State, o: State, t: Tables, v: Veil, array: int, sheet: Sheet, side: int) -> None:
    """One array: of every row a side is told what the table says of its own rows or of the others. Rule 8.3."""
    first, end, rows = v.arrays[array, V_FIRST], v.arrays[array + 1, V_FIRST], len(sheet.cells)
    owner = v.arrays[array, V_OWNER]
    all_own = owner == OF_NOBODY or (owner == OF_BOATS and has_boatmen(t, side))
    # Rows that are told of alike are looked at together, column by column.
    begun = 0
    while begun < rows:
        own, end_of = all_own or is_own(o, t, owner, begun, side), rows if all_own else begun + 1
        while end_of < rows and is_own(o, t, owner, end_of, side) == own:
            end_of += 1
        for column in range(first, end):
            told = v.columns[column, V_OWN] if own else v.columns[column, V_OTHER]
            if told == NOTHING:
                blank = v.columns[column, V_OWN_BLANK] if own else v.columns[column, V_BLANK]
                for k in range(begun, end_of):
                    sheet.cells[k, column - first] = blank
            elif told != WHOLE:
                blank = v.columns[column, V_BLANK]
                for k in range(begun, end_of):
                    sheet.cells[k, column - first] = part_told(o, t, told, k, column - first, blank, side)
        begun = end_of
    if owner == OF_ATTACKER:
        for k in range(rows):
            if not is_own(o, t, owner, k, side) and not is_heard(o, k):
                clear_row(v, array, sheet, k)  # a row that was not heard is no row
    if v.arrays[array, V_SLOTS] > 0:
        close_up(v, array, sheet)


@rule
def has_boatmen(t: Tables, side: int) -> bool:
    """The side has men with boats in its order of battle. Rule 9.1."""
    for u in range(len(t.unit)):
        if t.unit[u, U_SIDE] == side and t.kind[t.unit[u, U_TYPE], T_BOATS] > 0:
            return True
    return False


@rule
def is_own(o: State, t: Tables, owner: int, k: int, side: int) -> bool:
    """Row `k` of an array is the side's own. Rule 8.3."""
    if owner == OF_UNIT:
        return t.unit[k, U_SIDE] == side
    if owner == OF_OBSERVER:
        return k // len(o.units) == side
    if owner == OF_ATTACKER:
        return o.rows[k, 0] != 0 and o.rows[k, ROW_SIDE] == side
    if owner == OF_GROUP:
        return o.missions[k, 0] != 0 and t.unit[o.missions[k, M_GROUP], U_SIDE] == side
    if owner == OF_STRIKE:
        return o.strikes[k, 0] != 0 and int(t.wing[o.strikes[k, Y_WING], W_SIDE]) == side
    if owner == OF_WING:
        return int(t.wing[k, W_SIDE]) == side
    if owner == OF_ACT:
        return int(t.act[k, ACT_SIDE]) == side
    if owner == OF_SIDE:
        return k == side
    return False


@rule
def is_heard(o: State, r: int) -> bool:
    """Both sides know of the engagement. Rule 3.6."""
    return o.rows[r, 0] != 0 and o.rows[r, STAGE] != APPROACH


@rule
def part_told(o: State, t: Tables, told: int, k: int, column: int, blank: int, side: int) -> int:
    """What a side reads in row `k` of a column of which it is told a part. Rules 3.6, 6.8, 8.3, 11.8, 12.1."""
    if told == ONCE_HEARD:
        return o.rows[k, column] if is_heard(o, k) else MEDIAN_HEARING_M
    if told == OWN_SCORE:
        return o.places[k, column] if (column == PLACE_SUM) == (side == 0) else 0
    if told == OWN_GROUND:
        return side if o.hexes[k, column] == side else -1
    if told == AFTER_TRUCE:
        return o.forms[k, column] if is_chosen(o, t, k) else blank
    row = side * len(o.units) + k
    if o.seen[row, SEEN_AT] < 0:
        return blank
    if told == SEEN_LAST:
        return o.seen[row, SEEN_HEX]
    if told == COUNTED:
        return o.seen[row, SEEN_TANKS]
    if told == PLACED:
        return LOCATED if o.units[k, LOCATED_PM] >= LOCATED else 0
    armour = o.seen[row, SEEN_TANKS] > 0  # of what is behind armour the estimate is of crews
    return 0 if armour == (column == MEN) else o.seen[row, SEEN_MEN]


@rule
def is_chosen(o: State, t: Tables, chooser: int) -> bool:
    """What a side does after the truce has been chosen and is told. Rule 11.8."""
    decided = o.accord[0, DECIDED]
    first = int(t.treaty[TREATY_STAYS]) == chooser and decided >= 1
    return first or (int(t.treaty[TREATY_FOLLOWS]) == chooser and decided == 2)


@rule
def mark_known_ground(s: State, o: State, t: Tables, v: Veil, side: int) -> None:
    """Where a side knows an enemy to stand the ground is taken for his. Rule 8.3."""
    if v.columns[v.arrays[HEXES, V_FIRST] + OWNER, V_OWN] != OWN_GROUND:
        return
    for u in range(len(o.units)):
        row = side * len(o.units) + u
        if t.unit[u, U_SIDE] != side and o.seen[row, SEEN_AT] >= 0 and o.seen[row, SEEN_HEX] >= 0:
            s.hexes[o.seen[row, SEEN_HEX], OWNER] = 1 - side


# ------------------------------------------------------------------ slots
@rule
def clear_row(v: Veil, array: int, sheet: Sheet, k: int) -> None:
    """A row of which a side is told nothing. Rule 8.3."""
    first, end = v.arrays[array, V_FIRST], v.arrays[array + 1, V_FIRST]
    for column in range(first, end):
        sheet.cells[k, column - first] = v.columns[column, V_BLANK]


@rule
def close_up(v: Veil, array: int, sheet: Sheet) -> None:
    """Rows in use come first, in the order of what they hold: gaps and order would tell of the other side's. Rule 8.3."""
    columns = v.arrays[array + 1, V_FIRST] - v.arrays[array, V_FIRST]
    used = 0
    for k in range(len(sheet.cells)):
        if sheet.cells[k, 0] != 0:
            swap_rows(sheet, columns, used, k)
            used += 1
        else:
            clear_row(v, array, sheet, k)
    for k in range(used):
        least = k
        for j in range(k + 1, used):
            if comes_before(sheet, columns, j, least):
                least = j
        swap_rows(sheet, columns, k, least)


@rule
def swap_rows(sheet: Sheet, columns: int, a: int, b: int) -> None:
    """Two rows change places. Rule 8.3."""
    for c in range(columns if a != b else 0):
        cell = sheet.cells[a, c]
        sheet.cells[a, c] = sheet.cells[b, c]
        sheet.cells[b, c] = cell


@rule
def comes_before(sheet: Sheet, columns: int, a: int, b: int) -> bool:
    """Row `a` comes before row `b`, by the first column in which they differ. Rule 8.3."""
    for c in range(columns):
        if sheet.cells[a, c] != sheet.cells[b, c]:
            return sheet.cells[a, c] < sheet.cells[b, c]
    return False
