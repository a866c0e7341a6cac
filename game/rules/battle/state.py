"""What a battle is while it is played: a few small integer arrays, and the static tables beside them.

`State` is the whole position: copying it is a memcpy, its digest a hash of its bytes. `Tables` never change during a
game. `Work` is scratch of one turn: pending losses, paths, events and factors; nothing in it outlives the turn.
Hex index = row * columns + col. Times are absolute pulses of 15 minutes since the calendar's epoch. Per-mille fields
end in `_PM`.
"""

import hashlib
from typing import NamedTuple

import numpy as np

from game.core.arrays import Grid, Line, of_arrays

# ------------------------------------------------------------------ units: what changes about a counter
(
    HEX,
    STEP_M,
    MEN,
    CREW,
    LMG,
    HMG,
    MORTAR,
    GUNS,
    AT,
    TANKS,
    BOGGED,
    SUP_PM,
    COH_PM,
    WORKS_PM,
    TASK,
    ACTIVE,
    GOAL,
    START,
    READY,
    MANNER,
    START_LINE,
    LIMIT_PM,
    FALLBACK,
    CREST,
    LINE_PM,
    TRIGGER,
    TRIGGER_HEX,
    PATH_AT,
    PATH_LEN,
    DISRUPTED,
    BROKEN,
    GROUP_STATE,
    LOCATED_PM,
    AT_SHOTS,
    MOVED,
    FIRED,
    QUIET,
    BREAK_PM,
    FORTUNE_PM,
    EFFORT_AT,
    EFFORT_MEN,
    LOST,
    KILLED,
    LOST_FIRE,
    LOST_SHELL,
    LOST_CLOSE,
    TANKS_LOST,
    CAPTURED,
    OPEN_M,
    MOVES_UNTIL,
    # chapter 9 and recovery
    LOTS,
    LOTS_OVER,
    LOW,
    CUT,
    STRAYED,
    WORKSHOP,
    WORKSHOP_AT,
    TANKS_COUNTED,
    TANKS_BACK,
) = range(59)
UNIT_COLS = 59
# HEX -1: not on the map. MEN: infantry present; CREW: crews of guns, tanks and boats. TASK..TRIGGER_HEX: the task in
# force (codes.py). ACTIVE: 1 once delay and start are past. READY: pulse at which the order reaches the counter.
# START: pulse at which an assault goes in. START_LINE: hex to form up in first, -1 none. LIMIT_PM: loss share that
# stops an assault. CREST: thirds of the men on the crest line (6.1). LINE_PM: share of the men in the firing line.
# LOTS: supply lots a turn booked by men with boats; LOTS_OVER: lots of a counter that are over the river already. LOW: 1 =
# small-arms ammunition low (9.6). CUT: pulses without a way to supply. STRAYED: men who may come back. WORKSHOP: tanks under
# repair, WORKSHOP_AT since when; TANKS_COUNTED: losses that the workshop has looked at; TANKS_BACK: tanks repaired.
# LOST* count men; QUIET: pulses since the last effort; OPEN_M: range at which anti-tank guns open fire (4.4).

# ------------------------------------------------------------------ rows: one engagement each (rule 3.1)
(
    USED,
    ATTACKER,
    ATTACKER_2,
    FROM,
    TARGET,
    EDGE,
    ROW_SIDE,
    GAP_M,
    STAGE,
    SHARE_PM,
    PRESS,
    REFORM_AT,
    COUNTER_AT,
    LODGED,
    HEAR_M,
    ROW_QUIET,
    OPENED,
    PREPARED,
) = range(18)
ROW_COLS = 18
MAX_ROWS = 32

# ------------------------------------------------------------------ hexes
OWNER, MARSH_COUNT, SHELLED, TAKEN_AT = range(4)  # OWNER: side that last held it, -1 nobody
HEX_COLS = 4

# ------------------------------------------------------------------ missions: planned fire of a gun group (6.4-6.7)
M_USED, M_GROUP, M_KIND, M_TARGET, M_FROM, M_TO, M_ROUNDS, M_FIRED, M_PULSES = range(9)
MISSION_COLS = 9
MAX_MISSIONS = 48

# ------------------------------------------------------------------ aircraft (6.12); no rows where nobody may fly
Y_USED, Y_WING, Y_TARGET, Y_FROM, Y_UNTIL, Y_FLIGHTS, Y_TRIED, Y_REASON = range(
    8
)  # Y_TRIED: group of pulses last drawn
STRIKE_COLS = 8
MAX_STRIKES = 24
V_LEAVE, V_DAY, V_FLOWN, V_TOTAL, V_LOST = range(
    5
)  # V_FLOWN: flights on day V_DAY; V_TOTAL: on all days; V_LOST: aircraft
WING_COLS = 5

# ------------------------------------------------------------------ sides and scored places
(
    SHELLS,
    LEVEL,
    PRICE,
    SHELLS_FIRED,
    # chapter 9: of the running day
    GOT_KG,
    NEED_KG,
    DAY_PULSES,
    SIDE_LOW,
    LOTS_TURN,
) = range(9)
SIDE_COLS = 9  # LOTS_TURN: supply lots landed in the turn just played
PLACE_SUM, PLACE_SUM_FOE, PLACE_PULSES, PLACE_TAKEN_AT, PLACE_FIRST_ASSAULT = range(5)
PLACE_COLS = 5  # PLACE_SUM: share of side 0 in per mille, summed over pulses

# ------------------------------------------------------------------ seen: row = observing side * units + unit seen
SEEN_HEX, SEEN_AT, SEEN_MEN, SEEN_NOW, SEEN_TANKS, SEEN_SIZE_PM, SEEN_SINCE, SEEN_CAME = range(8)
SEEN_COLS = 8
# SEEN_AT -1: never. SEEN_SIZE_PM: believed over true men. SEEN_SINCE: pulse since which it is known to lie in SEEN_HEX;
# SEEN_CAME: it was seen to come there.

# ------------------------------------------------------------------ crossings of the river (9.1-9.3)
X_ROUNDS, X_SEEN_AT, X_CARRIED, X_LEFT = range(4)  # rounds on it this turn; last observed round by day, -1 never;
CROSSING_COLS = 4  # lots carried in the last turn; lots left while boats go
MAX_CROSSINGS = 8
# ------------------------------------------------------------------ politics (chapters 10, 11); no rows where not in play
# leaves: row = act. LEAVE_HELD: 0 no, 1 by leave, 2 alone. LEAVE_ASKED, LEAVE_DUE, LEAVE_DONE: turn numbers, -1 never; the
# answer comes at the end of turn LEAVE_DUE.
LEAVE_HELD, LEAVE_ASKED, LEAVE_DUE, LEAVE_ODDS_PM, LEAVE_ASKS, LEAVE_REFUSED, LEAVE_DONE = range(7)
LEAVE_COLS = 7
# forms: row = side. FORM_SEALED..FORM_URGED are of one talk and empty between turns. FORM_YES: two bits for each term,
# without and with a commission. FORM_PROPOSAL: term, -1 none. FORM_URGED: term urged + 1. FORM_SAID: what it proposed at the
# last talk, term + 1. FORM_ALONE: talks refused alone. FORM_CHOICE: what it does after the truce (AFTER_*). FORM_ATTACKED:
# pulse of the enemy's first assault, -1 none. FORM_LINE_PM: share of the scored places at the last midnight of a talk;
# FORM_AFTER_PM: after stay or leave, -1 open. FORM_CONTROL: change of the government's hold on its army. FORM_AGAINST_PM:
# how much the terms that were signed go against the own government: 0 where it would rather have signed, 1000 where never.
(
    FORM_SEALED,
    FORM_YES,
    FORM_PROPOSAL,
    FORM_UMPIRE,
    FORM_URGED,
    FORM_SAID,
    FORM_ALONE,
    FORM_REQUESTS,
    FORM_CHOICE,
    FORM_ATTACKED,
    FORM_LINE_PM,
    FORM_AFTER_PM,
    FORM_CONTROL,
    FORM_AGAINST_PM,
) = range(14)
FORM_COLS = 14
# accord: one row. TALK_EXTRA: turn of a talk that was asked for; SIGNED_TURN, TRUCE_TERM: -1 none; TRUCE_AT: pulse from which
# fire stops; TRUCE_BEGUN: turn in which it did; LINE_TURN: talk turn whose lines are kept; DECIDED: 1 stay or leave, 2 all.
TALK_EXTRA, TALKS_HELD, SIGNED_TURN, TRUCE_TERM, COMMISSION, UMPIRE, TRUCE_AT, TRUCE_BEGUN, LINE_TURN, DECIDED = range(
    10
)
ACCORD_COLS = 10

# ------------------------------------------------------------------ clock
SEED0, SEED1, TURN, PULSE, NOW = range(5)  # first four are the key of the dice; NOW: absolute pulse
CLOCK_COLS = 5


class State(NamedTuple):
    """The position at a pulse boundary. All arrays C-ordered."""

    units: Grid[int]  # i4 (units, UNIT_COLS)
    rows: Grid[int]  # i4 (MAX_ROWS, ROW_COLS)
    hexes: Grid[int]  # i4 (hexes, HEX_COLS)
    missions: Grid[int]  # i4 (MAX_MISSIONS, MISSION_COLS)
    sides: Grid[int]  # i4 (2, SIDE_COLS)
    places: Grid[int]  # i4 (places, PLACE_COLS)
    seen: Grid[int]  # i4 (2 * units, SEEN_COLS)
    paths: Grid[int]  # i4 (units, MAX_PATH)
    clock: Line[int]  # i8 (CLOCK_COLS,)
    crossings: Grid[int]  # i4 (MAX_CROSSINGS, CROSSING_COLS)
    leaves: Grid[int]  # i4 (acts, LEAVE_COLS)
    forms: Grid[int]  # i4 (2 or 0, FORM_COLS)
    accord: Grid[int]  # i4 (1 or 0, ACCORD_COLS)
    strikes: Grid[int]  # i4 (MAX_STRIKES or 0, STRIKE_COLS)
    wings: Grid[int]  # i4 (wings that may fly, WING_COLS)


State.LAYOUT = dict.fromkeys(State._fields, ("i4", 2)) | {"clock": ("i8", 1)}  # type: ignore[attr-defined]
MAX_PATH = 64

# ------------------------------------------------------------------ tables
# H_LAND: number of the dry land it is part of; H_Q, H_R: axial coordinates
H_TERRAIN, H_ELEVATION_M, H_ROAD, H_ZONE, H_TRACK, H_SUMMIT, H_LAND, H_Q, H_R = range(9)
HEX_TABLE_COLS = 9
# crossing: river hex, -1 none; landings on either bank
C_HEX, C_BANK_A, C_BANK_B = range(3)
MAX_SOURCES = 8  # railheads and depots of a side
# type of a counter (float64): what the rules need to know about it
(T_MOBILITY, T_GUN, T_AT_VALUE, T_TANK, T_HQ, T_SIGNATURE, T_ASSAULTS, T_DIGS, T_GUN_KIND, T_BOATS) = range(10)
# gun of an indirect group
G_AREA_M2, G_RANGE_M, G_ROUNDS, G_WEIGHT_KG, G_MIN_M = range(5)
# terrain: pace class and properties
R_FOOT, R_WHEEL, R_TRACK, R_BOGS, R_SIGHT_M, R_DIG, R_ROCK, R_WATER = range(8)
# unit, static
(
    U_SIDE,
    U_TYPE,
    U_FORMATION,
    U_HQ,
    U_DELAY,
    U_MEN0,
    U_ARRIVES,
    U_ARRIVE_HEX,
    U_FREE_FROM,
    U_KIND,
    U_OBSERVER,
    U_ALERT,
    U_BAND_PM,
) = range(13)
# U_FREE_FROM: absolute pulse from which guns fire without leave of the scale (chapter 10)
# side, static (float64)
(
    A_MELEE,
    A_RESIST,
    A_BREAK_ATT,
    A_BREAK_DEF,
    A_COUNTER_PULSES,
    A_REFORM_PULSES,
    A_FLARES,
    A_LIFT_M,
    A_ANSWER_PULSES,
    A_ASSAULT_LEVEL,
    A_ASSAULT_PRICE,
    A_EVACUATION,
    A_BREAK_SHARE,
    A_SUPPLY_T,
    A_SUPPLY_MUD_T,
    A_SHELLS_DAY,
    A_SHELLS,
    A_LIFT_TRAINED_M,
    A_TRAINED_FROM,
) = range(19)  # tonnes and rounds a day; rounds at the start
# act (float64); ACT_FREE: no leave is needed
(
    ACT_SIDE,
    ACT_LEVEL,
    ACT_FREE,
    ACT_ODDS,
    ACT_EVERY,
    ACT_DELAY,
    ACT_PRICE,
    ACT_MAY_ALONE,
    ACT_PRICE_ALONE,
    ACT_CONTROL,
) = range(10)
# reach: ground that an act opens; REACH_WHAT is a code (MOVE_TO ...); distances in hexes beyond the side's own ground
REACH_ACT, REACH_WHAT, REACH_ZONE, REACH_NEAREST, REACH_FARTHEST = range(5)
# circumstance (float64): of which act, which (WHEN_*), from which pulse or number of men, odds
WHEN_ACT, WHEN_WHAT, WHEN_VALUE, WHEN_ODDS = range(4)
# term: side that withdraws first, -1 none; sets of zones that sides 0 and 1 leave, as bits
TERM_FIRST, TERM_CLEARS = range(2)  # TERM_CLEARS + side
# will (float64): row = side * terms + term
WILL_BASE, WILL_SHARE, WILL_PAST_HALF, WILL_DAY, WILL_LOSSES, WILL_MEN, WILL_OVER, WILL_BEFORE, WILL_FIGHT = range(9)
# treaty (float64)
(
    TREATY_SHARE_OF,
    TREATY_SINCE,
    TREATY_HOUR,
    TREATY_OVER,
    TREATY_URGE,
    TREATY_UMPIRE,
    TREATY_STAYS,
    TREATY_FOLLOWS,
    TREATY_LEAVE,
    TREATY_LEAVE_SHARE,
    TREATY_LEAVE_CONTROL,
    TREATY_LAST_TURN,
    TREATY_FOUGHT,
) = range(13)
# light, one row per pulse of the scenario (float64), first row = pulse CALENDAR_T0
L_LIGHT, L_RAIN, L_FOG, L_MUD, L_NIGHT, L_TURN, L_PULSE, L_CLOUD = range(8)
# wing, static (float64): side, aircraft and bombs of a flight, kg of a bomb, circular error in m, levels of escalation
W_SIDE, W_AIRCRAFT, W_BOMBS, W_KG, W_CEP_M, W_LEVEL, W_LEVEL_BEYOND = range(7)


class Tables(NamedTuple):
    """What never changes during a game."""

    hex: Grid[int]  # i4 (hexes, 9) H_*
    near: Grid[int]  # i4 (hexes, 6) neighbour by direction, -1 off the map
    edge: Grid[int]  # i4 (hexes, 6) 1 = a road crosses this hexside
    terrain: Grid[float]  # f8 (terrains, 8) R_*
    pace: Grid[float]  # f8 (3 * hexes, 6) metres an hour in the dry by day: row = mobility * hexes + hex, by hexside
    gait: Grid[
        int
    ]  # i1 (3 * hexes, 6) what sets that pace: twice the row of `terrain`, and 1 where a climb halves it; -1 barred
    kind: Grid[float]  # f8 (types, 10) T_*
    gun: Grid[float]  # f8 (guns, 5) G_*
    unit: Grid[int]  # i4 (units, 13) U_*
    side: Grid[float]  # f8 (2, 19) A_*
    light: Grid[float]  # f8 (pulses, 8) L_*
    allowed: Grid[int]  # i4 (2, zones) 1 = infantry of the side may enter the zone
    home: Grid[int]  # i4 (2, hexes) cost of the way home for a man on foot, -1 none (rule 2.8)
    place: Grid[int]  # i4 (places, 3) hex, weight per mille, second hex of the place or -1
    param: Line[float]  # f8 (parameters,)
    frame: Line[int]  # i8 (5,) columns, rows, first pulse of the light table, places, 1 = chapter 9 is in play
    crossing: Grid[int]  # i4 (MAX_CROSSINGS, 3) C_*
    source: Grid[int]  # i4 (2, MAX_SOURCES) hexes from which supply comes, -1 none
    act: Grid[float]  # f8 (acts, 10) ACT_*
    reach: Grid[int]  # i4 (reaches, 5) REACH_*
    when: Grid[float]  # f8 (circumstances, 4) WHEN_*
    needs: Line[int]  # i4 (units,) act whose leave releases the counter, -1 none
    depth: Grid[int]  # i4 (2, hexes) hexes beyond the ground that a side may always enter
    term: Grid[int]  # i4 (terms, 3) TERM_*
    will: Grid[float]  # f8 (2 * terms, 9) WILL_*
    talk: Line[int]  # i4 (talks,) turns of talks
    treaty: Line[float]  # f8 (13,) TREATY_*
    wing: Grid[float]  # f8 (wings that may fly, 7) W_*
    flights: Line[int]  # i4 (wings that may fly * days,) flights of each day from the first of the light table on
    verb: Grid[int]  # i4 (tasks, columns) what each task does: verbs.py


Tables.LAYOUT = dict(  # type: ignore[attr-defined]
    hex=("i4", 2),
    near=("i4", 2),
    edge=("i4", 2),
    terrain=("f8", 2),
    pace=("f8", 2),
    gait=("i1", 2),
    kind=("f8", 2),
    gun=("f8", 2),
    unit=("i4", 2),
    side=("f8", 2),
    light=("f8", 2),
    allowed=("i4", 2),
    home=("i4", 2),
    place=("i4", 2),
    param=("f8", 1),
    frame=("i8", 1),
    crossing=("i4", 2),
    source=("i4", 2),
    act=("f8", 2),
    reach=("i4", 2),
    when=("f8", 2),
    needs=("i4", 1),
    depth=("i4", 2),
    term=("i4", 2),
    will=("f8", 2),
    talk=("i4", 1),
    treaty=("f8", 1),
    wing=("f8", 2),
    flights=("i4", 1),
    verb=("i4", 2),
)
COLUMNS, ROWS, FIRST_PULSE, PLACES, SUPPLY = range(5)


def copy_state(state: State) -> State:
    """A position with its own memory."""
    return of_arrays(State, *(a.copy() for a in state))


def digest(state: State) -> str:
    """Sixteen hex digits that name this position: SHA-256 over the arrays' bytes, little-endian, in fixed order."""
    h = hashlib.sha256()
    for a in state:
        h.update(np.ascontiguousarray(a, a.dtype.newbyteorder("<")).data.cast("B") if a.size else b"")
    return h.hexdigest()[:16]
