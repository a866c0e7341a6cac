"""Everything that a side is not told, drawn anew by the declarations of columns, events and factors, by no list of its own."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from game import Match
from game.match.battle.columns import ARRAYS
from game.match.battle.events import RawEvents
from game.match.battle.knowledge import Declared, declared, knows
from game.match.battle.match import TurnRecord
from game.match.battle.sealing import Masks, heard_rows, masks_of, own_rows
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import work as W
from game.rules.battle.counter_battery import LOCATED
from game.rules.battle.state import State, Tables

Luck = np.random.Generator
MOST = 1000  # what is drawn lies below it


def luck_of(*names: object) -> Luck:
    """Draws that are the same for the same names."""
    return np.random.default_rng([ord(c) for c in " ".join(map(str, names))])


# ------------------------------------------------------------------------------------------------ positions
def drawn_anew(state: State, tables: Tables, side: int, luck: Luck) -> State:
    """The same position to a side, with all else in it that it is not told."""
    other, masks = S.copy_state(state), masks_of(tables, side)
    for name, array in ARRAYS.items():
        rows = getattr(other, name)
        rows = rows.reshape(1, -1) if rows.ndim == 1 else rows
        if not len(rows):
            continue
        if array.slots:
            _other_slots(rows, name, masks, luck)
        of, own = _Drawing(state, tables, masks, luck), own_rows(rows, array, masks)
        rest = heard_rows(rows) & ~own if array.owner == "attacker" else ~own & (not array.slots)
        for k, column in array.columns.items():
            for where, told in ((own, column.own), (rest, column.other)):
                if told != "whole" and where.any():
                    WAYS[told](rows, k, where, of)
    return other


class _Drawing:
    """What a way of telling needs to draw anew."""

    def __init__(self, state: State, tables: Tables, masks: Masks, luck: Luck) -> None:
        self.state, self.tables, self.masks, self.luck = state, tables, masks, luck
        count = len(masks.own)
        self.seen = state.seen[masks.side * count : (masks.side + 1) * count]


def _other_slots(rows: np.ndarray, name: str, masks: Masks, luck: Luck) -> None:
    """What the side knows, in other slots, and some other number of rows of the other side."""
    known = own_rows(rows, ARRAYS[name], masks) | (heard_rows(rows) if name == "rows" else False)
    kept = rows[known].copy()
    theirs = {"missions": masks.theirs, "rows": [1 - masks.side], "strikes": np.nonzero(masks.wings != masks.side)[0]}
    rows[:] = luck.integers(MOST, size=rows.shape)
    rows[:, 0] = 0
    order = luck.permutation(len(rows))
    rows[order[: len(kept)]] = kept
    hidden = order[len(kept) :][: luck.integers(len(rows) - len(kept) + 1)] if len(theirs[name]) else order[:0]
    whose = {"missions": S.M_GROUP, "rows": S.ROW_SIDE, "strikes": S.Y_WING}[name]
    rows[:, whose] = np.where(np.isin(np.arange(len(rows)), order[: len(kept)]), rows[:, whose], 0)
    rows[hidden, 0] = 1
    rows[hidden, whose] = luck.choice(theirs[name], size=len(hidden)) if len(hidden) else 0
    if name == "rows":
        rows[hidden, S.STAGE] = C.APPROACH


def _anywhere(rows: np.ndarray, k: int, where: np.ndarray, of: _Drawing) -> None:
    dry = np.asarray(of.tables.terrain)[np.asarray(of.tables.hex)[:, S.H_TERRAIN], S.R_WATER] == 0
    rows[where, k] = of.luck.choice(np.append(np.nonzero(dry)[0], -1), size=int(where.sum()))


def _any(rows: np.ndarray, k: int, where: np.ndarray, of: _Drawing) -> None:
    rows[where, k] = of.luck.integers(MOST, size=int(where.sum()))


def _as_located(rows: np.ndarray, k: int, where: np.ndarray, of: _Drawing) -> None:
    """Guns that were seen stay located or not; how well nobody is told."""
    known = of.seen[:, S.SEEN_AT] >= 0
    low, high = of.luck.integers(LOCATED, size=len(rows)), LOCATED + of.luck.integers(MOST, size=len(rows))
    kept = np.where(rows[:, k] >= LOCATED, high, low)
    rows[where, k] = np.where(known, kept, of.luck.integers(MOST, size=len(rows)))[where]


def _unheard(rows: np.ndarray, k: int, where: np.ndarray, of: _Drawing) -> None:
    """How far off an attack of one's own will be heard."""
    silent = where & ~heard_rows(rows)
    rows[silent, k] = of.luck.integers(50, 300, size=int(silent.sum()))


def _other_score(rows: np.ndarray, k: int, where: np.ndarray, of: _Drawing) -> None:
    if k != (S.PLACE_SUM if of.masks.side == 0 else S.PLACE_SUM_FOE):
        _any(rows, k, where, of)


def _other_ground(rows: np.ndarray, k: int, where: np.ndarray, of: _Drawing) -> None:
    """Ground that is not the side's own: the enemy's, or nobody's."""
    rows[:, k] = np.where(rows[:, k] == of.masks.side, rows[:, k], of.luck.choice([-1, 1 - of.masks.side], len(rows)))


def _unsaid(rows: np.ndarray, k: int, where: np.ndarray, of: _Drawing) -> None:
    """What the other side means to do after the truce, until it is said."""
    treaty, decided = of.tables.treaty, int(of.state.accord[0, S.DECIDED])
    said = {int(treaty[S.TREATY_STAYS]): decided >= 1, int(treaty[S.TREATY_FOLLOWS]): decided == 2}
    if not said.get(1 - of.masks.side, False):
        _any(rows, k, where, of)


WAYS: dict[str, Callable[[np.ndarray, int, np.ndarray, _Drawing], None]] = {
    "nothing": _any,
    "last seen": _anywhere,
    "estimate": _any,
    "counted": _any,
    "located": _as_located,
    "heard": _unheard,
    "own score": _other_score,
    "own ground": _other_ground,
    "after the truce": _unsaid,
}


# ------------------------------------------------------------------------------------------------ news
def other_news(match: Match, raw: RawEvents, side: str, luck: Luck) -> RawEvents:
    """The same news to a side, with other hidden numbers, actors and factors, and other events of which it does not learn."""
    scenario, table = match.scenario, declared(match.scenario)
    bit, events, factors = 1 + scenario.sides.index(side), [], [tuple(f) for f in raw.factors.tolist()]
    for row in raw.events.tolist():
        if luck.random() < 0.2:
            events.append(_unheard_of(row, 3 - bit))
        if row[W.E_SEEN] & bit and row[W.E_A] >= table.events[row[W.E_KIND]].least:
            events.append(_other_event(match, table, row, factors, side, luck))
        elif luck.random() < 0.5:
            events.append(row)
    array = np.array(events, raw.events.dtype).reshape(-1, W.EVENT_COLS)
    return RawEvents(raw.turn, raw.first_pulse, array, np.array(factors, "f8").reshape(-1, 2))


def _unheard_of(row: list[int], told: int) -> list[int]:
    """An event that only the other side learns of."""
    made = list(row)
    made[W.E_SEEN], made[W.E_A] = told, row[W.E_A] + 3
    return made


def _other_event(
    match: Match, table: Declared, row: list[int], factors: list[tuple[float, float]], side: str, luck: Luck
) -> list[int]:
    scenario, kind, made = match.scenario, row[W.E_KIND], list(row)
    told, acting = table.events[kind], acting_in(match, row)
    for column, owner in zip((W.E_A, W.E_B, W.E_C), told.numbers, strict=True):
        if not knows(owner, side, acting):
            made[column] = int(luck.integers(MOST))
    if not knows(told.actor, side, acting) and 0 <= row[W.E_ACTOR] < len(scenario.counters):
        alike = [k for k, c in enumerate(scenario.counters) if c.side == scenario.counters[row[W.E_ACTOR]].side]
        made[W.E_ACTOR] = int(luck.choice(alike))
    if luck.random() < 0.5:
        made[W.E_SEEN] = row[W.E_SEEN] ^ (3 - (1 + scenario.sides.index(side)))
    listed = range(row[W.E_FIRST], row[W.E_FIRST] + row[W.E_COUNT])
    hidden = [k for k in listed if not knows(table.owner(kind, int(factors[k][0])), side, acting)]
    banded = [k for k in hidden if table.factors[int(factors[k][0])].other == "band"]
    made[W.E_FIRST], copies = len(factors), [factors[k] for k in listed]
    at = {k: len(factors) + n for n, k in enumerate(listed)}
    factors += copies
    for k in set(hidden) - set(banded):
        factors[at[k]] = (factors[k][0], float(luck.normal()))
    _other_band(table, factors, [at[k] for k in banded], told.form == "product", luck)
    return made


def _other_band(
    table: Declared, factors: list[tuple[float, float]], rows: Sequence[int], multiplies: bool, luck: Luck
) -> None:
    """The rows of a band drawn anew, so that all told they fall into the same one."""
    if not rows:
        return
    values = [factors[k][1] for k in rows]
    whole, inside = (math.prod(values) if multiplies else math.fsum(values)), 0.01 + 0.98 * luck.random()
    if multiplies and whole <= 0.0:
        return
    parts = luck.normal(size=len(rows))
    if multiplies:
        wanted = 2.0 ** (math.floor(math.log2(whole)) + inside)
        new = np.exp(parts + (math.log(wanted) - parts.sum()) / len(rows))
    else:
        wanted = table.step * (math.floor(whole / table.step) + inside)
        new = parts + (wanted - parts.sum()) / len(rows)
    for k, value in zip(rows, new.tolist(), strict=True):
        factors[k] = (factors[k][0], value)


def acting_in(match: Match, row: list[int]) -> str:
    """The side that acts in an event, "" if none does."""
    scenario, table = match.scenario, declared(match.scenario)
    if table.events[row[W.E_KIND]].side_in_b:
        return scenario.sides[row[W.E_B]]
    people = [c.side for c in scenario.counters] + [w.side for w in scenario.flying]
    for number, flips in ((row[W.E_ACTOR], False), (row[W.E_TARGET], True)):
        if 0 <= number < len(people):
            return scenario.other(people[number]) if flips else people[number]
    return ""


# ------------------------------------------------------------------------------------------------ games
def with_everything_hidden_drawn_anew(match: Match, side: str, luck: Luck) -> Match:
    """The same game to a side: other hidden things in its positions, the frames of its last turn, and its news."""
    index, tables = match.scenario.sides.index(side), match.tables
    other = match.branch(len(match.records))
    other._opening = drawn_anew(match.opening, tables, index, luck)
    other.records = tuple(_other_record(match, record, side, luck) for record in match.records)
    other._forget()
    return other


def _other_record(match: Match, record: TurnRecord, side: str, luck: Luck) -> TurnRecord:
    index, tables = match.scenario.sides.index(side), match.tables
    state = drawn_anew(record.state, tables, index, luck)
    frames = tuple(drawn_anew(frame, tables, index, luck) for frame in record.frames)
    orders = {s: given if s == side else () for s, given in record.orders.items()}
    raw = other_news(match, record.raw, side, luck)
    return TurnRecord(record.turn, orders, raw, state, S.digest(state), frames, {})
