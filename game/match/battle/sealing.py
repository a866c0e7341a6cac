"""A position as one side knows it: own counters whole, the enemy as last seen; `columns.py` declares it column by column."""

from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from game.match.battle.columns import ARRAYS, Array
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.counter_battery import LOCATED
from game.rules.battle.state import State, Tables

MEDIAN_HEARING_M = 150
KEPT = 16  # scenarios and sides whose masks stay in memory


class _Blank(NamedTuple):
    """Columns of an array of which a side is not told the whole, and what stands there: in rows of others and in its own."""

    columns: np.ndarray
    values: np.ndarray
    own_columns: np.ndarray
    own_values: np.ndarray


class Masks(NamedTuple):
    """What of a scenario a side may know, once for all positions. `tables`: whose they are."""

    tables: Tables
    side: int
    theirs: np.ndarray  # counters of the other side, by number
    own: np.ndarray  # true for own counters
    acts: np.ndarray  # true for own acts
    wings: np.ndarray  # side of each wing
    boats: bool  # the side has men with boats


class Eyes(NamedTuple):
    """The true position, and what a side has seen in it: enemy counters by number, and what is kept of each."""

    state: State
    masks: Masks
    known: np.ndarray
    seen: np.ndarray


def seal(state: State, tables: Tables, side: int) -> State:
    """The position with everything taken out that the side cannot know; its own memory, ready for the rules."""
    sealed, masks = S.copy_state(state), masks_of(tables, side)
    for name, array in ARRAYS.items():
        rows = getattr(sealed, name)
        if len(rows):
            _blank_out(rows.reshape(1, -1) if rows.ndim == 1 else rows, array, _blanks[name], masks)
    eyes = _eyes_of(state, masks)
    for way in WAYS.values():
        way(sealed, eyes)
    for name, array in ARRAYS.items():
        if array.slots:
            _close_up(getattr(sealed, name), name)
    return sealed


def masks_of(tables: Tables, side: int) -> Masks:
    """Whose the rows of a scenario's arrays are, for one side."""
    key = (id(tables), side)
    found = _known.get(key)
    if found is None or found.tables is not tables:
        unit = np.asarray(tables.unit)
        own = unit[:, S.U_SIDE] == side
        boats = bool(np.asarray(tables.kind)[unit[own, S.U_TYPE], S.T_BOATS].any())
        acts = np.asarray(tables.act)[:, S.ACT_SIDE] == side
        wings = np.asarray(tables.wing)[:, S.W_SIDE].astype("i4")
        found = _known[key] = Masks(tables, side, np.nonzero(~own)[0], own, acts, wings, boats)
        while len(_known) > KEPT:
            _known.popitem(last=False)
    return found


def own_rows(rows: np.ndarray, array: Array, masks: Masks) -> np.ndarray:
    """True for each row of an array that is the side's own; of "nobody" every row is; rows not in use are nobody's own."""
    side, found = masks.side, np.full(len(rows), masks.boats or array.owner == "nobody")
    if array.owner == "unit":
        found = masks.own
    elif array.owner == "observer":
        found = np.arange(len(rows)) // len(masks.own) == side
    elif array.owner == "attacker":
        found = (rows[:, S.USED] != 0) & (rows[:, S.ROW_SIDE] == side)
    elif array.owner == "group":
        found = (rows[:, S.M_USED] != 0) & masks.own[rows[:, S.M_GROUP]]
    elif array.owner == "strike":
        found = (rows[:, S.Y_USED] != 0) & (masks.wings[rows[:, S.Y_WING]] == side)
    elif array.owner == "wing":
        found = masks.wings == side
    elif array.owner == "act":
        found = masks.acts
    elif array.owner == "side":
        found = np.arange(len(rows)) == side
    return found


def heard_rows(rows: np.ndarray) -> np.ndarray:
    """True for each engagement that both sides know of (rule 3.6)."""
    found: np.ndarray = (rows[:, S.USED] != 0) & (rows[:, S.STAGE] != C.APPROACH)
    return found


# ------------------------------------------------------------ private
def _blank_out(rows: np.ndarray, array: Array, blank: _Blank, masks: Masks) -> None:
    own = own_rows(rows, array, masks)
    if array.owner == "attacker":  # a row that was not heard is no row
        told = own | heard_rows(rows)
        rows[~told] = [column.blank for column in array.columns.values()]
        own, other = np.nonzero(own)[0], np.nonzero(told & ~own)[0]
    else:
        own, other = np.nonzero(own)[0], np.nonzero(~own)[0]
    if len(blank.columns) and len(other):
        at = other if len(blank.columns) == len(array.columns) else (other[:, None], blank.columns)
        rows[at] = blank.values
    if len(blank.own_columns) and len(own):
        rows[own[:, None], blank.own_columns] = blank.own_values


def _blank_of(array: Array) -> _Blank:
    columns = [(k, c) for k, c in array.columns.items() if c.other != "whole" and array.owner != "nobody"]
    own = [(k, c) for k, c in array.columns.items() if c.own == "nothing"]
    return _Blank(
        np.array([k for k, _ in columns], "i8"),
        np.array([c.blank for _, c in columns], "i8"),
        np.array([k for k, _ in own], "i8"),
        np.array([c.own_blank for _, c in own], "i8"),
    )


def _close_up(rows: np.ndarray, name: str) -> None:
    """Rows in use come first, in the order of what stands in them: gaps and order would tell of the other side's rows."""
    if not len(rows):
        return
    used = sorted(rows[rows[:, 0] != 0].tolist())
    rows[:] = [column.blank for column in ARRAYS[name].columns.values()]
    if used:
        rows[: len(used)] = used


# What of a column is told where it is neither the whole nor nothing, by its name in the table.
def _last_seen(sealed: State, eyes: Eyes) -> None:
    sealed.units[eyes.known, S.HEX] = eyes.seen[:, S.SEEN_HEX]


def _estimate(sealed: State, eyes: Eyes) -> None:
    known, seen = eyes.known, eyes.seen
    armour = seen[:, S.SEEN_TANKS] > 0
    sealed.units[known, S.CREW] = np.where(armour, seen[:, S.SEEN_MEN], 0)
    sealed.units[known, S.MEN] = np.where(armour, 0, seen[:, S.SEEN_MEN])


def _counted(sealed: State, eyes: Eyes) -> None:
    sealed.units[eyes.known, S.TANKS] = eyes.seen[:, S.SEEN_TANKS]


def _located(sealed: State, eyes: Eyes) -> None:
    heard = eyes.state.units[eyes.known, S.LOCATED_PM] >= LOCATED
    sealed.units[eyes.known, S.LOCATED_PM] = np.where(heard, LOCATED, 0)


def _heard(sealed: State, eyes: Eyes) -> None:
    rows = sealed.rows
    own = (rows[:, S.USED] != 0) & (rows[:, S.ROW_SIDE] == eyes.masks.side)
    rows[own & ~heard_rows(rows), S.HEAR_M] = MEDIAN_HEARING_M


def _own_score(sealed: State, eyes: Eyes) -> None:
    sealed.places[:, S.PLACE_SUM if eyes.masks.side == 1 else S.PLACE_SUM_FOE] = 0


def _own_ground(sealed: State, eyes: Eyes) -> None:
    owner = sealed.hexes[:, S.OWNER]
    owner[owner != eyes.masks.side] = -1
    here = eyes.seen[:, S.SEEN_HEX]
    owner[here[here >= 0]] = 1 - eyes.masks.side


def _after_the_truce(sealed: State, eyes: Eyes) -> None:
    state, masks = eyes.state, eyes.masks
    if not len(state.accord):
        return
    other, decided = 1 - masks.side, int(state.accord[0, S.DECIDED])
    first = int(masks.tables.treaty[S.TREATY_STAYS]) == other and decided >= 1
    second = int(masks.tables.treaty[S.TREATY_FOLLOWS]) == other and decided == 2
    if first or second:
        sealed.forms[other, S.FORM_CHOICE] = state.forms[other, S.FORM_CHOICE]


def _eyes_of(state: State, masks: Masks) -> Eyes:
    count = len(masks.own)
    seen = state.seen[masks.side * count : (masks.side + 1) * count]
    known = masks.theirs[seen[masks.theirs, S.SEEN_AT] >= 0]
    return Eyes(state, masks, known, seen[known])


WAYS: dict[str, Callable[[State, Eyes], None]] = {
    "last seen": _last_seen,
    "estimate": _estimate,
    "counted": _counted,
    "located": _located,
    "heard": _heard,
    "own score": _own_score,
    "own ground": _own_ground,
    "after the truce": _after_the_truce,
}
_blanks = {name: _blank_of(array) for name, array in ARRAYS.items()}
_known: "OrderedDict[tuple[int, int], Masks]" = OrderedDict()
