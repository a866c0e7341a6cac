"""A position as one side knows it: own counters whole, the enemy as last seen; `columns.py` declares it column by column."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from game.core.arrays import of_arrays
from game.core.rule import entry, host
from game.match.battle.columns import ARRAYS, Array
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import veil as V
from game.rules.battle.state import State, Tables
from game.rules.battle.veil import Veil

KEPT = 16  # scenarios and sides whose masks stay in memory
# What of a column is told where it is neither the whole nor nothing: the names of the table, as the rules work them out.
WAYS = {
    "last seen": V.SEEN_LAST,
    "estimate": V.ESTIMATE,
    "counted": V.COUNTED,
    "located": V.PLACED,
    "heard": V.ONCE_HEARD,
    "own score": V.OWN_SCORE,
    "own ground": V.OWN_GROUND,
    "after the truce": V.AFTER_TRUCE,
}
TOLD = {"whole": V.WHOLE, "nothing": V.NOTHING} | WAYS
OWNERS = {
    "unit": V.OF_UNIT,
    "observer": V.OF_OBSERVER,
    "attacker": V.OF_ATTACKER,
    "group": V.OF_GROUP,
    "strike": V.OF_STRIKE,
    "wing": V.OF_WING,
    "act": V.OF_ACT,
    "side": V.OF_SIDE,
    "nobody": V.OF_NOBODY,
    "boats": V.OF_BOATS,
}


class Masks(NamedTuple):
    """What of a scenario a side may know, once for all positions. `tables`: whose they are."""

    tables: Tables
    side: int
    theirs: np.ndarray  # counters of the other side, by number
    own: np.ndarray  # true for own counters
    acts: np.ndarray  # true for own acts
    wings: np.ndarray  # side of each wing
    boats: bool  # the side has men with boats


def seal(state: State, tables: Tables, side: int, hosted: Callable[[State], State] = host) -> State:
    """The position with everything taken out that the side cannot know; its own memory.

    `hosted`: how a position is made ready for the rules, where somebody keeps those at hand.
    """
    sealed = S.copy_state(state)
    _step()(hosted(sealed), hosted(state), tables, _veil, side)
    return sealed


def veil_of(arrays: Mapping[str, Array]) -> Veil:
    """The table of what a side may know, as the rules take it."""
    rows: list[tuple[int, int, int]] = []
    columns: list[tuple[int, int, int, int]] = []
    for name in State._fields:
        array = arrays[name]
        rows.append((len(columns), OWNERS[array.owner], int(array.slots)))
        for k in range(len(array.columns)):
            c = array.columns[k]
            columns.append((TOLD[c.own], TOLD[c.other], c.blank, c.own_blank))
    rows.append((len(columns), 0, 0))
    return of_arrays(Veil, np.array(rows, "i4"), np.array(columns, "i4"))


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
@cache
def _step() -> Callable[[State, State, Tables, Veil, int], int]:
    return entry(V.draw_veil)


_veil = veil_of(ARRAYS)
_known: "OrderedDict[tuple[int, int], Masks]" = OrderedDict()
