"""A position as one side knows it: its own counters whole, the enemy as last seen, no luck, nothing else."""

from collections import OrderedDict
from typing import NamedTuple

import numpy as np

from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.counter_battery import LOCATED
from game.rules.battle.state import State, Tables

MEDIAN_HEARING_M = 150


KEPT = 16  # scenarios and sides whose masks stay in memory


class _Masks(NamedTuple):
    """What of a scenario a side may know, once for all positions. `tables`: whose they are."""

    tables: Tables
    theirs: np.ndarray  # counters of the other side, by number
    own: np.ndarray  # true for own counters
    acts: np.ndarray  # acts of the other side
    wings: np.ndarray  # side of each wing
    boats: bool  # the side has men with boats


_BLANK = np.zeros(S.UNIT_COLS, "i4")
_BLANK[[S.HEX, S.GOAL, S.START_LINE, S.FALLBACK, S.TRIGGER_HEX]] = -1
_BLANK[[S.COH_PM, S.FORTUNE_PM, S.LINE_PM]] = 1000
_BLANK[S.BREAK_PM], _BLANK[S.QUIET], _BLANK[S.CREST], _BLANK[S.TASK], _BLANK[S.ACTIVE] = 400, 999, 3, C.HOLD, 1
_UNSEEN = np.zeros(S.SEEN_COLS, "i4")
_UNSEEN[[S.SEEN_HEX, S.SEEN_AT]] = -1
_NO_LEAVE = np.zeros(S.LEAVE_COLS, "i4")
_NO_LEAVE[[S.LEAVE_ASKED, S.LEAVE_DUE, S.LEAVE_DONE]] = -1
_known: "OrderedDict[tuple[int, int], _Masks]" = OrderedDict()


def seal(state: State, tables: Tables, side: int) -> State:
    """The position with everything taken out that the side cannot know; its own memory, ready for the rules."""
    count, masks = len(state.units), _masks(tables, side)
    sealed = S.copy_state(state)
    _seal_units(sealed, sealed.seen[side * count : (side + 1) * count], masks)
    sealed.seen[(1 - side) * count : (2 - side) * count] = _UNSEEN
    missions = sealed.missions
    missions[(missions[:, S.M_USED] == 0) | ~masks.own[missions[:, S.M_GROUP]]] = 0
    _seal_air(sealed, masks, side)
    _seal_rows(sealed, side)
    sealed.sides[1 - side] = 0
    if not masks.boats:
        sealed.crossings[:] = 0  # how the other side's boats fare shows only in what stands on the far bank
        sealed.crossings[:, S.X_SEEN_AT] = -1
    sealed.hexes[:, S.MARSH_COUNT : S.SHELLED + 1] = 0
    owner = sealed.hexes[:, S.OWNER]
    owner[owner != side] = -1
    sealed.hexes[:, S.TAKEN_AT] = -1
    seen_in = sealed.units[masks.theirs, S.HEX]
    owner[seen_in[seen_in >= 0]] = 1 - side
    sealed.paths[masks.theirs] = 0
    _seal_politics(sealed, tables, masks, side)
    sealed.places[:, S.PLACE_SUM if side == 1 else S.PLACE_SUM_FOE] = 0  # of the enemy's score a side knows nothing
    sealed.clock[[S.SEED0, S.SEED1]] = 0
    return sealed


def _masks(tables: Tables, side: int) -> _Masks:
    key = (id(tables), side)
    found = _known.get(key)
    if found is None or found.tables is not tables:
        unit = np.asarray(tables.unit)
        own = unit[:, S.U_SIDE] == side
        boats = bool(np.asarray(tables.kind)[unit[own, S.U_TYPE], S.T_BOATS].any())
        acts = np.nonzero(np.asarray(tables.act)[:, S.ACT_SIDE] != side)[0]
        wings = np.asarray(tables.wing)[:, S.W_SIDE].astype("i4")
        found = _known[key] = _Masks(tables, np.nonzero(~own)[0], own, acts, wings, boats)
        while len(_known) > KEPT:
            _known.popitem(last=False)
    return found


def _seal_politics(sealed: State, tables: Tables, masks: _Masks, side: int) -> None:
    """The other side's petitions and its form go; what was said aloud at the talks and what it chose after them stays."""
    if not len(sealed.accord):
        return
    sealed.leaves[masks.acts] = _NO_LEAVE
    form, decided = sealed.forms[1 - side], int(sealed.accord[0, S.DECIDED])
    known = {column: int(form[column]) for column in (S.FORM_SAID, S.FORM_ALONE, S.FORM_REQUESTS, S.FORM_AFTER_PM)}
    if int(tables.treaty[S.TREATY_STAYS]) == 1 - side and decided >= 1:
        known[S.FORM_CHOICE] = int(form[S.FORM_CHOICE])
    if int(tables.treaty[S.TREATY_FOLLOWS]) == 1 - side and decided == 2:
        known[S.FORM_CHOICE] = int(form[S.FORM_CHOICE])
    form[:] = 0
    form[[S.FORM_PROPOSAL, S.FORM_ATTACKED]] = -1
    for column, value in known.items():
        form[column] = value


def _seal_units(sealed: State, seen: np.ndarray, masks: _Masks) -> None:
    units = sealed.units
    located = units[:, S.LOCATED_PM].copy()
    units[masks.theirs] = _BLANK
    units[masks.own, S.LOCATED_PM] = 0  # what the enemy has heard of one's guns he does not tell
    known = masks.theirs[seen[masks.theirs, S.SEEN_AT] >= 0]
    men, tanks = seen[known, S.SEEN_MEN], seen[known, S.SEEN_TANKS]
    units[known, S.HEX], units[known, S.TANKS] = seen[known, S.SEEN_HEX], tanks
    units[known, S.LOCATED_PM] = np.where(located[known] >= LOCATED, LOCATED, 0)
    armour = tanks > 0
    units[known[armour], S.CREW] = men[armour]
    units[known[~armour], S.MEN] = men[~armour]
    seen[:, S.SEEN_SIZE_PM] = 1000  # how far the estimate is off nobody knows


def _seal_air(sealed: State, masks: _Masks, side: int) -> None:
    """Of the enemy's aircraft a side knows neither plans nor leave, nor how many flights are left."""
    if len(masks.wings):
        sealed.wings[masks.wings != side] = 0
        sealed.strikes[masks.wings[sealed.strikes[:, S.Y_WING]] != side] = 0


def _seal_rows(sealed: State, side: int) -> None:
    rows = sealed.rows
    open_, own = rows[:, S.USED] != 0, rows[:, S.ROW_SIDE] == side
    unheard = open_ & (rows[:, S.STAGE] == C.APPROACH)
    blank = ~open_ | (unheard & ~own)  # what a row held once is no more to be known than an attack not heard
    rows[blank] = 0
    rows[blank, S.ATTACKER : S.ATTACKER_2 + 1] = -1
    rows[unheard & own, S.HEAR_M] = MEDIAN_HEARING_M
    rows[blank | own, S.COUNTER_AT] = -1
