"""Tanks against anti-tank guns, bogging and close assault (rules 4.4, 5.7, 5.8)."""

from game.core.dice import Dice, poisson, uniform
from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import (
    D_BOG,
    D_FREE,
    D_GUN_LOST,
    D_TANK,
    D_TANK_CLOSE,
    EV_BOGGED,
    EV_GUNS_OUT,
    EV_TANKS,
    F_BOGGED,
    F_GUNS,
    F_LIGHT,
    F_MUD,
    F_PER_VEHICLE,
    F_RANGE,
    F_RATE,
    F_SLACK,
    F_SUPPRESSED,
    F_SURPRISE,
    F_TANKS,
    F_TANKS_NEAR,
    F_VEHICLES,
    F_WAY,
    HEARD,
)
from game.rules.battle.direct_fire import calm_at
from game.rules.battle.fronts import attacks_in, defends_in, has_infantry, presses, row_of_attacker
from game.rules.battle.ground import hexes_apart, is_present, people, runners
from game.rules.battle.light import is_night, light_now
from game.rules.battle.line_of_sight import has_line_of_sight
from game.rules.battle.log import BOTH, explained, new_list, product, side_bit, term
from game.rules.battle.pace import road_between
from game.rules.battle.state import (
    AT,
    AT_SHOTS,
    BOGGED,
    BROKEN,
    CREW,
    FIRED,
    GAP_M,
    GUNS,
    HEX,
    H_TERRAIN,
    L_MUD,
    MARSH_COUNT,
    MAX_ROWS,
    OPEN_M,
    R_BOGS,
    SEEN_NOW,
    STAGE,
    SUPPLY,
    SUP_PM,
    State,
    TANKS,
    TANKS_LOST,
    T_AT_VALUE,
    T_GUN_KIND,
    Tables,
    USED,
    U_SIDE,
    U_TYPE,
)
from game.rules.battle.work import Work
from game.rules.battle.light import pulse_row

DT = 0.25
DIRECT_GUN = 0.4  # worth of a 70 or 75 mm gun firing direct, in anti-tank guns (rule 5.8)


@rule
def anti_tank_guns(s: State, t: Tables, u: int) -> float:
    """Anti-tank guns of a counter; light guns that fire direct count 0.4. Rule 5.8."""
    k = t.unit[u, U_TYPE]
    direct = s.units[u, GUNS] * DIRECT_GUN if t.kind[k, T_GUN_KIND] == 1 else 0.0
    return s.units[u, AT] * t.kind[k, T_AT_VALUE] + direct


@rule
def range_between(s: State, t: Tables, u: int, v: int) -> float:
    """Metres between two counters: the gap of their row, else whole hexes. Rule 3.2."""
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0:
            if (attacks_in(s, r, u) and defends_in(s, t, r, v)) or (attacks_in(s, r, v) and defends_in(s, t, r, u)):
                return s.rows[r, GAP_M] * 1.0
    return 300.0 * hexes_apart(t, s.units[u, HEX], s.units[v, HEX])


@rule
def tanks_shown(s: State, t: Tables, u: int, v: int) -> float:
    """Share of the fire that finds tanks: all while they drive or press; at rest they stand covered, but for those that are
    bogged. Rules 3.10, 5.8."""
    r = row_of_attacker(s, v)
    if r >= 0 and presses(s, r):
        return 1.0
    stuck = s.units[v, BOGGED] / max(1.0, s.units[v, TANKS] * 1.0)
    return stuck + (1.0 - stuck) * calm_at(s, t, s.units[u, HEX], v)


@rule
def shoot_tanks(s: State, t: Tables, w: Work, u: int, v: int) -> None:
    """Anti-tank guns of counter `u` fire at the tanks of counter `v` for one pulse. Rules 4.4, 5.7, 5.8."""
    range_m = range_between(s, t, u, v)
    if range_m > max(s.units[u, OPEN_M], t.param[P.AT_OPEN_M]) or range_m > t.param[P.AT_RANGE_M]:
        return
    guns = anti_tank_guns(s, t, u)
    x = range_m / t.param[P.AT_SCALE_M]
    tanks = s.units[v, TANKS] * 1.0
    steady = 1.0 - t.param[P.AT_SUP] * s.units[u, SUP_PM] / 1000.0
    surprise = t.param[P.AT_SURPRISE] if s.units[u, AT_SHOTS] < t.param[P.AT_SURPRISE_PULSES] else 1.0
    bogged = 1.0 + t.param[P.AT_BOG] * s.units[v, BOGGED] / max(tanks, 1.0)
    new_list(w)
    term(w, F_GUNS, guns)
    term(w, F_RATE, t.param[P.K_AT] * DT)
    term(w, F_SUPPRESSED, steady)
    term(w, F_LIGHT, light_now(s, t))
    term(w, F_RANGE, 1.0 / (1.0 + x * x))
    term(w, F_TANKS, tanks / (tanks + 1.0))
    term(w, F_BOGGED, bogged)
    term(w, F_SURPRISE, surprise)
    term(w, F_SLACK, tanks_shown(s, t, u, v))
    lost = min(s.units[v, TANKS], poisson(Dice(w.words, s.clock), u, v, D_TANK, product(w)))
    s.units[u, AT_SHOTS] += 1
    s.units[u, FIRED] = max(1, s.units[u, FIRED])
    knock_out(s, t, w, u, v, lost, int(range_m))
    explained(s, w, EV_TANKS, u, v, s.units[v, HEX], lost, int(range_m), 0, BOTH)


@rule
def knock_out(s: State, t: Tables, w: Work, u: int, v: int, lost: int, range_m: int) -> None:
    """Tanks out of action: the bogged ones among them in proportion, half of each crew gets away unhurt. Rule 5.8."""
    if lost <= 0:
        return
    per_tank = s.units[v, CREW] // max(1, s.units[v, TANKS])
    s.units[v, BOGGED] -= min(s.units[v, BOGGED], lost * s.units[v, BOGGED] // max(1, s.units[v, TANKS]))
    s.units[v, TANKS] -= lost
    s.units[v, TANKS_LOST] += lost
    s.units[v, BOGGED] = min(s.units[v, BOGGED], s.units[v, TANKS])
    w.acc[v, 4] += lost * per_tank * 0.5


@rule
def close_assault(s: State, t: Tables, w: Work, u: int, v: int) -> None:
    """Infantry goes for tanks that have come close without infantry of their own. Rule 5.8."""
    rate = t.param[P.CLOSE_ASSAULT_NIGHT] if is_night(s, t) else t.param[P.CLOSE_ASSAULT]
    new_list(w)
    term(w, F_RATE, rate * DT)
    term(w, F_TANKS, s.units[v, TANKS] * 1.0)
    lost = min(s.units[v, TANKS], poisson(Dice(w.words, s.clock), u, v, D_TANK_CLOSE, product(w)))
    if lost > 0:
        knock_out(s, t, w, u, v, lost, 0)
        explained(s, w, EV_TANKS, u, v, s.units[v, HEX], lost, 0, 0, BOTH)


@rule
def guns_lost(s: State, t: Tables, w: Work, u: int, v: int) -> None:
    """Tanks find anti-tank guns that have fired and put them out. Rule 5.8."""
    x = range_between(s, t, u, v) / t.param[P.AT_LOSS_M]
    new_list(w)
    term(w, F_RATE, t.param[P.AT_LOSS] * DT)
    term(w, F_TANKS_NEAR, runners(s, v) * 1.0)
    term(w, F_RANGE, 1.0 / (1.0 + x * x))
    out = min(s.units[u, AT], poisson(Dice(w.words, s.clock), v, u, D_GUN_LOST, product(w)))
    s.units[u, AT] -= out
    if out > 0:
        explained(s, w, EV_GUNS_OUT, v, u, s.units[u, HEX], out, 0, 0, side_bit(t.unit[u, U_SIDE]))


@rule
def tanks_and_guns(s: State, t: Tables, w: Work) -> int:
    """Anti-tank fire on every tank in view, close assault, bogged tanks freed. Rules 1.6, 5.7, 5.8."""
    units = len(s.units)
    for v in range(units):
        if s.units[v, TANKS] <= 0 or s.units[v, HEX] < 0:
            continue
        side = 1 - t.unit[v, U_SIDE]
        for u in range(units if s.seen[side * units + v, SEEN_NOW] > 0 else 0):
            if t.unit[u, U_SIDE] != side or not is_present(s, t, u) or s.units[u, BROKEN] > 0 or s.units[v, TANKS] <= 0:
                continue
            if anti_tank_guns(s, t, u) > 0.0:
                if has_line_of_sight(t, w, s.units[u, HEX], s.units[v, HEX]):
                    shoot_tanks(s, t, w, u, v)
                    if s.units[u, AT_SHOTS] > 0 and s.units[u, AT] > 0:
                        guns_lost(s, t, w, u, v)
        for r in range(MAX_ROWS):
            if s.rows[r, USED] > 0 and s.rows[r, STAGE] >= HEARD and attacks_in(s, r, v):
                if s.rows[r, GAP_M] <= t.param[P.CLOSE_ASSAULT_M] and not has_infantry(s, t, r):
                    for u in range(units):
                        if defends_in(s, t, r, u) and people(s, t, u) > 0 and s.units[u, BROKEN] == 0:
                            close_assault(s, t, w, u, v)
        if s.units[v, BOGGED] > 0 and w.acc[v, 3] == 0.0:
            if uniform(Dice(w.words, s.clock), v, v, D_FREE) < t.param[P.FREE_BOGGED]:
                s.units[v, BOGGED] -= 1
    return 0


@rule
def off_the_track(s: State, t: Tables, u: int, came: int, here: int, mud: float) -> int:
    """Vehicles that find no firm ground in a marsh hex: all without a track, those beyond its ten in a wet spell. Rule 5.6."""
    if t.frame[SUPPLY] == 0 or not road_between(t, came, here):
        return runners(s, u)
    if mud < 1:
        s.hexes[here, MARSH_COUNT] = 0
        return 0
    before = s.hexes[here, MARSH_COUNT]
    s.hexes[here, MARSH_COUNT] += runners(s, u)
    firm = max(0, int(t.param[P.TRACK_FIRM]) - before)
    return max(0, runners(s, u) - firm)


@rule
def bog(s: State, t: Tables, w: Work, u: int, came: int, here: int) -> None:
    """Vehicles entering marsh bog, the more in mud: times 1, 1.5, 2.5, 4. `came`: the hex they come from. Rules 1.5, 5.5."""
    rate = t.terrain[t.hex[here, H_TERRAIN], R_BOGS]
    if rate <= 0.0 or runners(s, u) == 0:
        return
    mud = t.light[pulse_row(s, t), L_MUD]
    loose = off_the_track(s, t, u, came, here, mud)
    if loose == 0:
        return
    worse = 1.0
    if mud >= 3:
        worse = 4.0
    elif mud >= 2:
        worse = 2.5
    elif mud >= 1:
        worse = 1.5
    new_list(w)
    term(w, F_PER_VEHICLE, rate * t.param[P.P_BOG])
    term(w, F_MUD, worse)
    term(w, F_VEHICLES, loose * 1.0)
    term(w, F_WAY, 3.0)
    stuck = min(loose, poisson(Dice(w.words, s.clock), u, here, D_BOG, product(w)))
    if stuck > 0:
        s.units[u, BOGGED] += stuck
        explained(s, w, EV_BOGGED, u, u, here, stuck, 0, 0, side_bit(t.unit[u, U_SIDE]))
