"""What the strategic game is while it is played: a few small arrays, the static tables beside them, and scratch.

`Position` is everything that changes; copying it is a memcpy, its digest a hash of its bytes. `Book` never changes during a
game; it is built for one dial. `Desk` is scratch of one turn. Numbers of places, cards, variables, policies and marks are
their order in the files; -1 is none. Sets of places and seats are bits.
"""

import hashlib
from typing import NamedTuple

import numpy as np

from game.core.arrays import Grid, Line, of_arrays

SEATS = 3
ALL_SEATS = 7  # as bits
JAPAN, SOVIET = 0, 1

# ------------------------------------------------------------------ places: what changes
# DEVIATION + side: divisions beyond the record's; COMING + side: arriving next turn; WORN + 3 * side + k: divisions worn for
# k + 1 more turns; HEAT: incidents and patrols so far; LOST: hexes that Japan lost here, negative: won (10.3).
DEVIATION, COMING, WORN, HEAT, LOST = 0, 2, 4, 10, 11
PLACE_COLS = 12
WORN_TURNS = 3

# ------------------------------------------------------------------ tracks: the ledgers of each variable (6.1)
RECORD, NETWORK, PLAY = range(3)
TRACK_COLS = 3

# ------------------------------------------------------------------ cards
CARD_STATE, CARD_HOW, CARD_TURN = range(3)  # state -1: open
CARD_COLS = 3
OPEN, DRAWN, ANSWERED, FOUGHT, BY_RECORD, READ_OFF = range(6)  # how a card got its state

# ------------------------------------------------------------------ seats
STANDING, LAST_POLICY, HALF_UNTIL, SHARP_IN, SAT = range(5)  # SHARP_IN: turn of sharper sight; SAT: filled last turn
SEAT_COLS = 5

# ------------------------------------------------------------------ policies, marks
USED, USED_IN = range(2)  # times; turn of the last time, 0 never
MARK_COUNT, MARK_UNTIL = range(2)  # MARK_UNTIL 0: for good

# ------------------------------------------------------------------ acts
ACT_SCORE, ACT_DISMISSED, ACT_FORTS = 0, 3, 4  # ACT_SCORE + seat: -1 before the act is scored
ACT_COLS = 5

# ------------------------------------------------------------------ the rest
(
    OIL,
    HOLD,
    DRIVEN,
    FALLEN,
    AID,
    AID_FELT,
    DEPOTS_J,
    DEPOTS_S,
    OFFENCE_AT,
    WAR_AT,
    WAR_ACT,
    CLASH_AT,
    CLOSED,
    CLOSING,
    INCIDENT,
    OVER,
    BEYOND,
) = range(17)
REST_COLS = 17
# DRIVEN: progress of the drive; FALLEN: turn in which it succeeded, 0 not; WAR_AT: turn of a general war, 0 none; CLASH_AT:
# sector of the fight, -1 none; CLOSED: sectors closed now, CLOSING: from the next turn on; INCIDENT: number of the incident in
# the news, -1 none; BEYOND: divisions beyond the record that have cost oil already.

# ------------------------------------------------------------------ clock
SEED0, SEED1, TURN, PULSE, FIRST, LAST = range(6)  # first four are the key of the dice; FIRST, LAST: turns of this game
CLOCK_COLS = 6


class Position(NamedTuple):
    """The game between two turns. All arrays C-ordered. `clock[TURN]` is the turn to be played."""

    places: Grid[int]  # i4 (places, PLACE_COLS)
    tracks: Grid[float]  # f8 (variables, TRACK_COLS)
    cards: Grid[int]  # i4 (cards, CARD_COLS)
    seats: Grid[int]  # i4 (3, SEAT_COLS)
    policies: Grid[int]  # i4 (policies, 2)
    marks: Grid[int]  # i4 (marks, 2)
    acts: Grid[float]  # f8 (acts, ACT_COLS)
    asked: Grid[float]  # f8 (cards, MOST_STATES) odds kept for cards that are asked later; 0 elsewhere
    seen: Grid[float]  # f8 (3, places) strength of the other side in each place as a seat sees it this turn
    rest: Line[float]  # f8 (REST_COLS,)
    clock: Line[int]  # i8 (CLOCK_COLS,)


Position.LAYOUT = dict(  # type: ignore[attr-defined]
    places=("i4", 2),
    tracks=("f8", 2),
    cards=("i4", 2),
    seats=("i4", 2),
    policies=("i4", 2),
    marks=("i4", 2),
    acts=("f8", 2),
    asked=("f8", 2),
    seen=("f8", 2),
    rest=("f8", 1),
    clock=("i8", 1),
)

# ------------------------------------------------------------------ tables
MOST_STATES = 4
MOST_CASES = 16
# card: DUE turn; number of states; the record's; parents and rows in their tables; seats that answer as bits; ADDED: only where
# seats are filled; TERMS: not at all where none is; KEPT: its odds were kept when another card was decided
(N_DUE, N_STATES, N_HISTORY, N_PARENTS, N_PARENT_COUNT, N_ROWS, N_OWNERS, N_ADDED, N_TERMS, N_KEPT) = range(10)
NODE_COLS = 10
S_NODE, S_STATE, S_VARIABLE, S_PER_POINT = range(4)
(PU_NODE, PU_STATE, PU_KIND, PU_PLACE, PU_SIDE, PU_PER, PU_MARK, PU_STRONGER, PU_PLACES) = range(9)
PULL_SECTOR, PULL_CLASH, PULL_ALL, PULL_STRENGTH, PULL_PLACES = range(5)
(TI_NODE, TI_STATE, TI_LOG, TI_MARK, TI_MOST, TI_DEPOTS, TI_NODE_A, TI_STATE_A, TI_NODE_B, TI_STATE_B) = range(10)
# effect: by ledger NETWORK or PLAY; EF_TURN: 0 at once
EF_NODE, EF_STATE, EF_LEDGER, EF_TURN, EF_VARIABLE, EF_AMOUNT = range(6)
NW_TURN, NW_NODE, NW_STATE = range(3)  # news; NW_NODE: card that it rests on
NC_NEWS, NC_VARIABLE, NC_AMOUNT, NC_RESTS = range(4)
(
    PL_SECTOR,
    PL_SEATS,
    PL_NORTH,
    PL_MOST,
    PL_LATE,
    PL_DEPOT,
    PL_SUPPORTED,
    PL_FIRST,
    PL_LEADS,
    PL_HEX_J,
    PL_HEX_S,
    PL_OIL,
) = range(12)
RE_AT, RE_RESERVE, RE_SIDE, RE_SHARE = range(4)
LI_TURN, LI_SEAT, LI_SIDE, LI_SOURCE, LI_TARGET, LI_DIVISIONS, LI_NUMBER = range(7)  # LI_NUMBER: among the turn's
TU_MONTHS, TU_ACT, TU_FLOOD = range(3)
(
    PO_SEATS,
    PO_PRICE,
    PO_SECTOR,
    PO_STANDING,
    PO_BELOW,
    PO_OIL,
    PO_NEEDS_OIL,
    PO_HOLD,
    PO_DRIVE,
    PO_FORT,
    PO_DEPOT,
    PO_AID,
    PO_HEAT,
    PO_MOST,
    PO_ONCE,
    PO_NOT_TWICE,
    PO_WITHIN,
    PO_OFFENDS,
    PO_DISMISSES,
    PO_HALVES,
    PO_SHARPENS,
    PO_GRANT,
    PO_GRANT_TURNS,
    PO_GRANT_VARIABLE,
    PO_GRANT_MIDDLE,
    PO_GRANT_SPREAD,
    PO_PUBLIC,
) = range(27)
POLICY_COLS = 27
# after: what a card's state does beside the variables
AF_NODE, AF_STATE, AF_KIND, AF_A, AF_B, AF_C = range(6)
AFTER_WEAR, AFTER_OFFENCE, AFTER_HEAT, AFTER_MARCH = range(4)
AS_NODE, AS_SOURCE, AS_STATE, AS_OF, AS_TIMES = range(5)
ME_KIND, ME_VARIABLE, ME_SIDE, ME_PLACES, ME_LOW, ME_HIGH, ME_HOLD = range(7)
(ME_STANDING, ME_TRACK, ME_PLAYED, ME_DIVISIONS, ME_FORCE, ME_OIL, ME_AID, ME_DISMISSALS) = range(8)
PA_ACT, PA_SEAT, PA_POINTS = range(3)
CA_PART, CA_VALUE, CA_OIL, CA_NODE_A, CA_STATE_A, CA_NODE_B, CA_STATE_B = range(7)
PP_PART, PP_MEASURE, PP_TIMES = range(3)
(
    FR_TURNS,
    FR_ACTS,
    FR_SUPPORT,
    FR_CLASH,
    FR_CLASH_STATE,
    FR_RESULT,
    FR_DRIVE,
    FR_RUNS,
    FR_FAILS,
    FR_DRIVE_PLACE,
    FR_READS,
    FR_DRIVE_FIRST,
    FR_DRIVE_LAST,
    FR_LEAVE_FROM,
    FR_FALLS_FROM,
    FR_WAR_A,
    FR_WAR_B,
    FR_BATTLE_AT,
    FR_OIL_CARD,
    FR_OIL_STATE,
    FR_SUPPORT_PM,
    FR_SUPPORT_SIDE,
    FR_ESCALATION,
    FR_PRESSURE,
    FR_HOLD_PLACES,
    FR_CONTROL,
) = range(26)


# Small tables stand one below the other in `floats` and `ints`; frame[AT_X] .. frame[AT_X + 1] are the rows of X. Rows that
# name a row of such a table (news, measures, parts) give its place there.
FLOATS = ("shift", "pull", "tilt", "effect", "change", "reach", "point", "ask", "measure", "part", "case", "plus")
INTS = ("news", "keep", "line", "window", "ship", "other", "after", "times", "incident", "fort")
(
    AT_SHIFT,
    AT_PULL,
    AT_TILT,
    AT_EFFECT,
    AT_CHANGE,
    AT_REACH,
    AT_POINT,
    AT_ASK,
    AT_MEASURE,
    AT_PART,
    AT_CASE,
    AT_PLUS,
    AT_FLOATS_END,
    AT_NEWS,
    AT_KEEP,
    AT_LINE,
    AT_WINDOW,
    AT_SHIP,
    AT_OTHER,
    AT_AFTER,
    AT_TIMES,
    AT_INCIDENT,
    AT_FORT,
    AT_INTS_END,
) = range(26, 50)
FRAME_COLS = 50
FLOAT_COLS, INT_COLS = 10, 7
# point: policy, variable, points; window: policy, first, last, mark; ship: policy, source, target, divisions;
# other: policy, seat, standing; keep: turn, place, divisions; times: part, measure; incident: place; fort: place


class Book(NamedTuple):
    """What never changes during a game, at one dial."""

    node: Grid[int]  # i4 (cards, NODE_COLS)
    parent: Line[int]  # i4 (parents of all cards,) numbers of cards
    row: Grid[float]  # f8 (combinations of parents of all cards, MOST_STATES)
    place: Grid[float]  # f8 (places, 12)
    par: Grid[int]  # i4 (2 * places, turns + 2) divisions by the record, row 2 * place + side
    turn: Grid[float]  # f8 (turns + 2, 3)
    policy: Grid[float]  # f8 (policies, POLICY_COLS)
    floats: Grid[float]  # f8 (rows of FLOATS, FLOAT_COLS)
    ints: Grid[int]  # i4 (rows of INTS, INT_COLS)
    param: Line[float]  # f8 (parameters,)
    frame: Line[int]  # i8 (FRAME_COLS,)


Book.LAYOUT = dict(  # type: ignore[attr-defined]
    node=("i4", 2),
    parent=("i4", 1),
    row=("f8", 2),
    place=("f8", 2),
    par=("i4", 2),
    turn=("f8", 2),
    policy=("f8", 2),
    floats=("f8", 2),
    ints=("i4", 2),
    param=("f8", 1),
    frame=("i8", 1),
)

# ------------------------------------------------------------------ sheets
(
    H_FILLED,
    H_POLICY,
    H_TARGET,
    H_SOURCE_A,
    H_TARGET_A,
    H_DIVISIONS_A,
    H_SOURCE_B,
    H_TARGET_B,
    H_DIVISIONS_B,
    H_YIELDS,
    H_CLOSED,
    H_STRUCK,
) = range(12)
SHEET_COLS = 12  # H_CLOSED: sectors closed from the next turn on, -1 as they are; H_STRUCK: lines as bits

# ------------------------------------------------------------------ desk
# events (f8): what happened; EV_SEEN: seats that know of it, as bits; factors EV_FIRST .. + EV_COUNT
(EV_KIND, EV_SEAT, EV_WHAT, EV_A, EV_B, EV_C, EV_P, EV_SEEN, EV_FIRST, EV_COUNT) = range(10)
EVENT_COLS = 10
MAX_EVENTS = 256
FA_KIND, FA_WHAT, FA_STATE, FA_VALUE = range(4)
MAX_FACTORS = 2048
N_EVENTS, N_FACTORS, N_TRACE, N_FOUGHT, N_ANY = range(5)  # N_ANY: a seat is filled this turn


class Desk(NamedTuple):
    """Scratch of one turn: sheets in, events and factors out."""

    sheet: Grid[int]  # i4 (3, SHEET_COLS)
    answer: Grid[int]  # i4 (3 * cards, MOST_CASES) state answered in each case, -1 none
    price: Grid[int]  # i4 (3 * cards, MOST_CASES) standing that each answer costs, as seen when the sheet was sealed
    fought: Line[int]  # i4 (cards,) states that a battle set, -1 none, -2: left to the answer that is asked later
    gained: Line[float]  # f8 (variables,) points of the network's ledger that a battle set
    worn: Line[int]  # i4 (2,) divisions worn by a battle
    odds: Line[float]  # f8 (MOST_STATES,) result of the odds
    log: Line[float]  # f8 (MOST_STATES,) log-odds while they are added up
    events: Grid[float]  # f8 (MAX_EVENTS, EVENT_COLS)
    factors: Grid[float]  # f8 (MAX_FACTORS, 4)
    note: Line[int]  # i8 (8,)
    words: Line[int]  # i8 (4,) scratch of the dice


Desk.LAYOUT = dict(  # type: ignore[attr-defined]
    sheet=("i4", 2),
    answer=("i4", 2),
    price=("i4", 2),
    fought=("i4", 1),
    gained=("f8", 1),
    worn=("i4", 1),
    odds=("f8", 1),
    log=("f8", 1),
    events=("f8", 2),
    factors=("f8", 2),
    note=("i8", 1),
    words=("i8", 1),
)


def copy_position(position: Position) -> Position:
    """A position with its own memory."""
    return of_arrays(Position, *(a.copy() for a in position))


def position_digest(position: Position) -> str:
    """Sixteen hex digits that name this position: SHA-256 over the arrays' bytes, little-endian, in fixed order."""
    h = hashlib.sha256()
    for a in position:
        h.update(np.ascontiguousarray(a).astype(a.dtype.newbyteorder("<"), copy=False).tobytes())
    return h.hexdigest()[:16]
