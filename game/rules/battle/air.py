"""Air strikes: flights wait for the weather, fly once and go home (rule 6.12).

share of the bombs in the hex = 1 - exp(-r^2 / (2 s^2)),  s = circular error / 1.1774
"""

from game.core.dice import Dice, poisson, uniform
from game.core.exact import exp
from game.core.rule import phase, rule
from game.rules.battle import parameters as P
from game.rules.battle.artillery import burst, friends_too_near, posture_of, shelter_of
from game.rules.battle.codes import (
    D_BOMB,
    D_CLOUD,
    D_PLANE,
    EV_BOMBS,
    EV_STRIKE,
    EV_STRIKE_OFF,
    EV_STRIKE_WAITS,
    F_AIMED,
    F_AIRCRAFT,
    F_BOMBS,
    F_CLOUD,
    F_PLANE_LOSS,
    LEAVE_NONE,
    SKY_BROKEN,
    SKY_CLEAR,
    WAIT_CLOUD,
    WAIT_FLIGHTS,
    WAIT_FOG,
    WAIT_FRIENDS,
    WAIT_LEAVE,
    WAIT_NIGHT,
    STRIKE_AT,
    WAIT_NOTHING,
    WAIT_RAIN,
)
from game.rules.battle.ground import people
from game.rules.battle.light import is_night, pulse_row
from game.rules.battle.log import BOTH, explained, new_list, product, side_bit, term
from game.rules.battle.permissions import act_is_open, note_act
from game.rules.battle.state import (
    FIRST_PULSE,
    HEX,
    H_ZONE,
    LEVEL,
    L_CLOUD,
    L_FOG,
    L_RAIN,
    NOW,
    SHELLED,
    State,
    Tables,
    U_SIDE,
    V_DAY,
    V_FLOWN,
    V_LEAVE,
    V_LOST,
    V_TOTAL,
    W_AIRCRAFT,
    W_BOMBS,
    W_CEP_M,
    W_KG,
    W_LEVEL,
    W_LEVEL_BEYOND,
    W_SIDE,
    Y_FLIGHTS,
    Y_FROM,
    Y_REASON,
    Y_TARGET,
    Y_TRIED,
    Y_UNTIL,
    Y_USED,
    Y_WING,
)
from game.rules.battle.work import Work

HEX_RADIUS_M = 157.0  # of a circle as large as a hex of 300 m
CEP_SIGMA = 1.1774  # circular error over standard deviation, sqrt(2 ln 2)
PULSES_A_DAY = 96


@rule
def flights_left(s: State, t: Tables, v: int) -> int:
    """Flights that a wing can still fly on the present day. Rule 6.12."""
    today = s.clock[NOW] // PULSES_A_DAY
    day, days = today - t.frame[FIRST_PULSE] // PULSES_A_DAY, len(t.flights) // len(t.wing)
    if day < 0 or day >= days:
        return 0
    flown = s.wings[v, V_FLOWN] if s.wings[v, V_DAY] == today else 0
    return max(0, t.flights[v * days + day] - flown)


@rule
def bombs_in_hex(cep_m: float) -> float:
    """Share of the bombs that fall in the target hex, from the circular error of the aim. Rule 6.12."""
    sigma = cep_m / CEP_SIGMA
    return 1.0 - exp(-HEX_RADIUS_M * HEX_RADIUS_M / (2.0 * sigma * sigma))


@rule
def cloud_opens(s: State, t: Tables, w: Work, x: int) -> bool:
    """A gap in the cloud, drawn once for each CLOUD_PULSES that a strike waits; all that wait share it. Rule 6.12."""
    group = s.clock[NOW] // int(t.param[P.CLOUD_PULSES])
    if s.strikes[x, Y_TRIED] == group:
        return False
    s.strikes[x, Y_TRIED] = group
    cloud = t.light[pulse_row(s, t), L_CLOUD]
    chance = t.param[P.FLY_OVERCAST]
    if cloud == SKY_CLEAR:
        chance = t.param[P.FLY_CLEAR]
    elif cloud == SKY_BROKEN:
        chance = t.param[P.FLY_BROKEN]
    term(w, F_CLOUD, chance)
    return uniform(Dice(w.words, s.clock), 0, 0, D_CLOUD) < product(w)


@rule
def obstacle(s: State, t: Tables, w: Work, x: int) -> int:
    """Why a strike does not fly in this pulse (WAIT_*), WAIT_NOTHING if it does. Rules 3.13, 6.12, 10.3."""
    v = s.strikes[x, Y_WING]
    new_list(w)
    if len(s.leaves) > 0:
        if not act_is_open(s, t, int(t.wing[v, W_SIDE]), STRIKE_AT, s.strikes[x, Y_TARGET]):
            return WAIT_LEAVE
    elif s.wings[v, V_LEAVE] == LEAVE_NONE:
        return WAIT_LEAVE
    if s.strikes[x, Y_FLIGHTS] > flights_left(s, t, v):
        return WAIT_FLIGHTS
    if is_night(s, t):
        return WAIT_NIGHT
    if t.light[pulse_row(s, t), L_FOG] > 0:
        return WAIT_FOG
    if t.light[pulse_row(s, t), L_RAIN] > 0:
        return WAIT_RAIN
    if friends_too_near(s, t, int(t.wing[v, W_SIDE]), s.strikes[x, Y_TARGET]):
        return WAIT_FRIENDS
    return WAIT_NOTHING if cloud_opens(s, t, w, x) else WAIT_CLOUD


@rule
def bomb_counter(s: State, t: Tables, w: Work, v: int, u: int, bombs: float) -> None:
    """Bombs of a wing on the hex of a counter: as shells of their weight. Rules 6.5, 6.12."""
    new_list(w)
    term(w, F_BOMBS, bombs)
    term(w, F_AIMED, bombs_in_hex(t.wing[v, W_CEP_M]))
    area = t.param[P.FRONT_MAX] * t.param[P.DEPTH_M]
    posture, shelter = posture_of(s, t, u), shelter_of(s, t, u)
    hits = burst(
        s,
        t,
        w,
        len(s.units) + v,
        u,
        t.param[P.LA_BOMB],
        t.wing[v, W_KG] * t.param[P.BOMB_BLAST],
        area,
        people(s, t, u) * 1.0,
        posture,
        shelter,
        D_BOMB,
    )
    explained(s, w, EV_BOMBS, len(s.units) + v, u, s.units[u, HEX], hits, int(bombs), 0, side_bit(t.unit[u, U_SIDE]))


@rule
def note_flight(s: State, t: Tables, w: Work, v: int, flights: int, lost: int, target: int) -> None:
    """Books flights of the day, aircraft lost and the level of escalation. Rules 6.12, 10.1."""
    today = s.clock[NOW] // PULSES_A_DAY
    if s.wings[v, V_DAY] != today:
        s.wings[v, V_DAY] = today
        s.wings[v, V_FLOWN] = 0
    s.wings[v, V_FLOWN] += flights
    s.wings[v, V_TOTAL] += flights
    s.wings[v, V_LOST] += lost
    side = int(t.wing[v, W_SIDE])
    if len(s.leaves) > 0:
        note_act(s, t, w, side, STRIKE_AT, target)
        return
    level = int(t.wing[v, W_LEVEL])
    if t.allowed[side, t.hex[target, H_ZONE]] == 0:
        level = int(t.wing[v, W_LEVEL_BEYOND])
    s.sides[side, LEVEL] = max(s.sides[side, LEVEL], level)


@rule
def fly(s: State, t: Tables, w: Work, x: int) -> None:
    """A strike over its target: every enemy counter in the hex is bombed, some aircraft do not come home. Rule 6.12."""
    v, target, flights = s.strikes[x, Y_WING], s.strikes[x, Y_TARGET], s.strikes[x, Y_FLIGHTS]
    aircraft = flights * int(t.wing[v, W_AIRCRAFT])
    bombs = flights * int(t.wing[v, W_BOMBS])
    new_list(w)
    term(w, F_AIRCRAFT, aircraft * 1.0)
    term(w, F_PLANE_LOSS, t.param[P.PLANE_LOSS])
    lost = min(aircraft, poisson(Dice(w.words, s.clock), len(s.units) + v, target, D_PLANE, product(w)))
    note_flight(s, t, w, v, flights, lost, target)
    explained(s, w, EV_STRIKE, len(s.units) + v, -1, target, flights, lost, bombs, BOTH)
    for u in range(len(s.units)):
        if s.units[u, HEX] == target and t.unit[u, U_SIDE] != int(t.wing[v, W_SIDE]) and people(s, t, u) > 0:
            bomb_counter(s, t, w, v, u, bombs * 1.0)
    s.hexes[target, SHELLED] = s.clock[NOW]
    s.strikes[x, Y_USED] = 0


@rule
def air_strikes(s: State, t: Tables, w: Work) -> int:
    """Every strike whose hour it is flies, waits, or is called off at its latest pulse. Rules 1.6, 6.12."""
    for x in range(len(s.strikes)):
        if s.strikes[x, Y_USED] == 0 or s.clock[NOW] < s.strikes[x, Y_FROM]:
            continue
        v, target, flights = s.strikes[x, Y_WING], s.strikes[x, Y_TARGET], s.strikes[x, Y_FLIGHTS]
        own = side_bit(int(t.wing[v, W_SIDE]))
        why = obstacle(s, t, w, x)
        if why == WAIT_NOTHING:
            fly(s, t, w, x)
        elif s.clock[NOW] + 1 >= s.strikes[x, Y_UNTIL]:
            explained(s, w, EV_STRIKE_OFF, len(s.units) + v, -1, target, why, flights, 0, own)
            s.strikes[x, Y_USED] = 0
        elif why != s.strikes[x, Y_REASON]:
            s.strikes[x, Y_REASON] = why
            explained(s, w, EV_STRIKE_WAITS, len(s.units) + v, -1, target, why, flights, 0, own)
    return 0


@phase
def add_strike(s: State, t: Tables, v: int, target: int, first: int, last: int, flights: int) -> int:
    """Number of the strike booked for a wing, -1 if nobody could lead more. Rule 6.12.

    `first`, `last`: absolute pulses, the last one excluded.
    """
    for x in range(len(s.strikes)):
        if s.strikes[x, Y_USED] == 0:
            s.strikes[x, Y_USED] = 1
            s.strikes[x, Y_WING] = v
            s.strikes[x, Y_TARGET] = target
            s.strikes[x, Y_FROM] = first
            s.strikes[x, Y_UNTIL] = last
            s.strikes[x, Y_FLIGHTS] = flights
            s.strikes[x, Y_TRIED] = -1
            s.strikes[x, Y_REASON] = WAIT_NOTHING
            return x
    return -1


@phase
def clear_strikes(s: State, t: Tables, v: int) -> int:
    """Takes back every strike of a wing that has not flown. Rule 7.8."""
    for x in range(len(s.strikes)):
        if s.strikes[x, Y_USED] > 0 and s.strikes[x, Y_WING] == v:
            s.strikes[x, Y_USED] = 0
    return 0
