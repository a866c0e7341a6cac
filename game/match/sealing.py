"""A position as one side knows it: its own counters whole, the enemy as last seen, no luck, nothing else."""

import numpy as np

from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.state import State, Tables

UNKNOWN_WORKS_PM = 250  # works a side reckons with where it saw men lie still (design choice)
MEN_PER_LMG, MEN_PER_HMG = 25, 60  # machine guns reckoned with in a force of unknown make (design choice)
MEDIAN_HEARING_M = 150


def seal(state: State, tables: Tables, side: int) -> State:
    """The position with everything taken out that the side cannot know; its own memory, ready for the rules."""
    count = len(state.units)
    sealed = S.copy_state(state)
    whose = np.asarray(tables.unit)[:, S.U_SIDE]
    seen = np.asarray(state.seen)[side * count : (side + 1) * count]
    _seal_units(sealed, seen, whose, side)
    sealed.seen[(1 - side) * count : (2 - side) * count] = 0
    sealed.seen[(1 - side) * count : (2 - side) * count, [S.SEEN_HEX, S.SEEN_AT]] = -1
    own = (sealed.missions[:, S.M_USED] != 0) & (whose[sealed.missions[:, S.M_GROUP]] == side)
    sealed.missions[~own] = 0
    _seal_air(sealed, tables, side)
    _seal_rows(sealed, whose, side)
    sealed.sides[1 - side] = 0
    if not any(np.asarray(tables.kind)[np.asarray(tables.unit)[whose == side, S.U_TYPE], S.T_BOATS]):
        sealed.crossings[:] = 0  # how the other side's boats fare shows only in what stands on the far bank
        sealed.crossings[:, S.X_SEEN_AT] = -1
    sealed.hexes[:, [S.MARSH_COUNT, S.SHELLED]] = 0
    sealed.hexes[sealed.hexes[:, S.OWNER] != side, S.OWNER] = -1
    sealed.hexes[:, S.TAKEN_AT] = -1
    seen_in = sealed.units[whose != side, S.HEX]
    sealed.hexes[seen_in[seen_in >= 0], S.OWNER] = 1 - side
    sealed.paths[whose != side] = 0
    _seal_politics(sealed, tables, side)
    sealed.clock[[S.SEED0, S.SEED1]] = 0
    return sealed


def _seal_politics(sealed: State, tables: Tables, side: int) -> None:
    """The other side's petitions and its form go; what was said aloud at the talks and what it chose after them stays."""
    if not len(sealed.accord):
        return
    theirs = np.asarray(tables.act)[:, S.ACT_SIDE] != side
    sealed.leaves[theirs] = 0
    sealed.leaves[theirs] -= np.isin(np.arange(S.LEAVE_COLS), [S.LEAVE_ASKED, S.LEAVE_DUE, S.LEAVE_DONE]).astype("i4")
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


def _seal_units(sealed: State, seen: np.ndarray, whose: np.ndarray, side: int) -> None:
    blank = np.zeros(S.UNIT_COLS, "i4")
    blank[[S.HEX, S.GOAL, S.START_LINE, S.FALLBACK, S.TRIGGER_HEX]] = -1
    blank[[S.COH_PM, S.FORTUNE_PM, S.LINE_PM]] = 1000
    blank[S.BREAK_PM], blank[S.QUIET], blank[S.CREST], blank[S.TASK], blank[S.ACTIVE] = 400, 999, 3, C.HOLD, 1
    sealed.units[whose != side] = blank
    for u in np.nonzero((whose != side) & (seen[:, S.SEEN_AT] >= 0))[0]:
        known, row = seen[u].tolist(), sealed.units[u]
        row[S.HEX], row[S.TANKS] = known[S.SEEN_HEX], known[S.SEEN_TANKS]
        row[S.CREW if known[S.SEEN_TANKS] > 0 else S.MEN] = known[S.SEEN_MEN]
        if known[S.SEEN_TANKS] == 0:
            row[S.WORKS_PM], row[S.LMG], row[S.HMG] = (
                UNKNOWN_WORKS_PM,
                known[S.SEEN_MEN] // MEN_PER_LMG,
                known[S.SEEN_MEN] // MEN_PER_HMG,
            )


def _seal_air(sealed: State, tables: Tables, side: int) -> None:
    """Of the enemy's aircraft a side knows neither plans nor leave, nor how many flights are left."""
    whose = np.asarray(tables.wing)[:, S.W_SIDE].astype("i4")
    sealed.wings[whose != side] = 0
    if len(whose):
        sealed.strikes[whose[sealed.strikes[:, S.Y_WING]] != side] = 0


def _seal_rows(sealed: State, whose: np.ndarray, side: int) -> None:
    for r in range(S.MAX_ROWS):
        row = sealed.rows[r]
        if row[S.USED] == 0 or row[S.ROW_SIDE] == side:
            if row[S.USED] and row[S.STAGE] == C.APPROACH:
                row[S.HEAR_M] = MEDIAN_HEARING_M
            row[S.COUNTER_AT] = -1
        elif row[S.STAGE] == C.APPROACH:
            row[:] = 0
            row[[S.ATTACKER, S.ATTACKER_2]] = -1
