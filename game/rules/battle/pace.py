"""Pace over the ground, climbs, water, stacking and zones of control (rules 5.1-5.4, 8.4, 8.5, 10.3)."""

from game.core.rule import phase, rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import FOOT, SILENT
from game.rules.battle.ground import climb_m, direction, is_present, runners, stands_in
from game.rules.battle.light import is_night, pulse_row
from game.rules.battle.permissions import may_stand
from game.rules.battle.state import (
    BROKEN,
    CREW,
    HEX,
    H_TERRAIN,
    L_MUD,
    MEN,
    State,
    TANKS,
    T_MOBILITY,
    Tables,
    U_SIDE,
    U_TYPE,
)
from game.rules.battle.strength import men_left, rifle_equivalents


@rule
def mobility_of(t: Tables, u: int) -> int:
    """How a counter moves: on foot, on wheels, on tracks. Rule 5.1."""
    return int(t.kind[t.unit[u, U_TYPE], T_MOBILITY])


@rule
def mud_factor(t: Tables, mud: float, mobility: int) -> float:
    """What mud leaves of the pace: vehicles 1, 0.7, 0.45, 0.25; foot 1, 0.9, 0.8, 0.7. Rule 1.5."""
    if mobility == FOOT:
        return 1.0 - 0.1 * mud
    if mud >= 3:
        return 0.25
    if mud >= 2:
        return 0.45
    if mud >= 1:
        return 0.7
    return 1.0


@rule
def road_between(t: Tables, a: int, b: int) -> bool:
    """A road or track runs from one hex into the other. Rule 5.1."""
    d = direction(t, a, b)
    return d >= 0 and t.edge[a, d] > 0


@phase
def survey_paces(t: Tables) -> int:
    """Fills the tables of gaits and paces: what the ground allows over every hexside, once for a scenario. Rules 5.1-5.4."""
    hexes = len(t.hex)
    for a in range(hexes):
        for mobility in range(len(t.pace) // hexes):
            row = mobility * hexes + a
            for d in range(6):
                t.gait[row, d] = gait_over(t, mobility, a, d) if t.near[a, d] >= 0 else -1
                t.pace[row, d] = gait_pace(t, mobility, t.gait[row, d])
    return 0


@rule
def ground_pace(t: Tables, mobility: int, a: int, d: int) -> float:
    """Metres an hour in the dry by day over hexside `d` of hex `a`; 0 where ground or climb bars it. Rules 5.1-5.4."""
    return t.pace[mobility * len(t.hex) + a, d]


@rule
def gait_over(t: Tables, mobility: int, a: int, d: int) -> int:
    """What sets the pace over hexside `d` of hex `a`: terrain or road, and the climb for vehicles; -1 barred. Rules 5.1-5.4.

    Twice the row of the terrain table, and 1 more where the climb halves the pace.
    """
    b = t.near[a, d]
    ground, road = t.hex[b, H_TERRAIN], len(t.terrain) - 1  # the last row of the terrain table is the road
    if t.edge[a, d] > 0 and t.terrain[road, mobility] > t.terrain[ground, mobility]:
        ground = road
    if t.terrain[ground, mobility] <= 0.0:
        return -1
    if mobility == FOOT:
        return 2 * ground
    climb = climb_m(t, a, b)
    if abs(climb) > t.param[P.CLIMB_MAX_M] and t.edge[a, d] == 0:
        return -1
    return 2 * ground + 1 if climb > t.param[P.CLIMB_HALF_M] else 2 * ground


@rule
def gait_pace(t: Tables, mobility: int, gait: int) -> float:
    """Metres an hour in the dry by day at a gait; 0 where it is barred. Rules 5.1, 5.4."""
    if gait < 0:
        return 0.0
    pace = t.terrain[gait // 2, mobility]
    return pace * 0.5 if gait % 2 > 0 else pace


@rule
def pace_over(
    s: State, t: Tables, side: int, mobility: int, a: int, d: int, mud: float, night: float, most: float
) -> float:
    """Metres an hour over hexside `d`; 0 if the counter may not pass. Rules 1.5, 5.2, 10.3.

    `mud`, `night`: what they leave of the pace. `most`: the greatest pace in the manner of going.
    """
    pace = min(ground_pace(t, mobility, a, d) * mud * night, most)
    return pace if pace > 0.0 and may_stand(s, t, side, t.near[a, d]) else 0.0


@rule
def may_enter(s: State, t: Tables, u: int, a: int, b: int) -> bool:
    """Ground or road, climb and zone let a counter step from `a` to the adjacent `b`. Rules 5.1, 5.3, 5.4, 10.3."""
    d = direction(t, a, b)
    return d >= 0 and ground_pace(t, mobility_of(t, u), a, d) > 0.0 and may_stand(s, t, t.unit[u, U_SIDE], b)


@rule
def mud_now(s: State, t: Tables, mobility: int) -> float:
    """What today's mud leaves of the pace. Rule 1.5."""
    return mud_factor(t, t.light[pulse_row(s, t), L_MUD], mobility)


@rule
def night_now(s: State, t: Tables) -> float:
    """What darkness leaves of the pace. Rule 5.1."""
    return t.param[P.NIGHT_PACE] if is_night(s, t) else 1.0


@rule
def most_pace(t: Tables, manner: int) -> float:
    """The greatest pace in a manner of going: men who must not be heard creep. Rule 7.4."""
    return t.param[P.SILENT] if manner == SILENT else 1000000.0


@rule
def pace_mh(s: State, t: Tables, u: int, a: int, b: int, manner: int) -> float:
    """Metres an hour of a counter from hex `a` into the adjacent `b`; 0 if it may not enter. Rules 1.5, 5.1, 5.2."""
    d = direction(t, a, b)
    if d < 0:
        return 0.0
    mobility = mobility_of(t, u)
    return pace_over(
        s, t, t.unit[u, U_SIDE], mobility, a, d, mud_now(s, t, mobility), night_now(s, t), most_pace(t, manner)
    )


@rule
def has_room(s: State, t: Tables, side: int, here: int, men: int, vehicles: int) -> bool:
    """The hex takes so many more men and vehicles of a side: 900 men, 24 vehicles at most. Rule 8.5."""
    for v in range(len(s.units)):
        if stands_in(s, t, v, side, here):
            vehicles += s.units[v, TANKS]
            men += s.units[v, MEN] + s.units[v, CREW]
    return men <= t.param[P.STACK_MEN] and vehicles <= t.param[P.STACK_VEHICLES]


@rule
def stacks(s: State, t: Tables, u: int, here: int) -> bool:
    """The hex has room for the counter, which may stand in it already. Rule 8.5."""
    side = t.unit[u, U_SIDE]
    if s.units[u, HEX] == here:
        return has_room(s, t, side, here, 0, 0)
    return has_room(s, t, side, here, s.units[u, MEN] + s.units[u, CREW], s.units[u, TANKS])


@rule
def exerts_zone(s: State, t: Tables, v: int) -> bool:
    """An enemy line of 200 rifle-equivalents and more, in order, controls the hexes around it. Rule 8.4."""
    if s.units[v, BROKEN] > 0 or not is_present(s, t, v):
        return False
    return rifle_equivalents(s, t, v, 300.0) * men_left(s, t, v) >= t.param[P.ZOC_RE]


@rule
def in_enemy_zone(s: State, t: Tables, side: int, here: int) -> bool:
    """Some enemy of `side` that controls ground stands beside the hex. Rule 8.4."""
    for v in range(len(s.units)):
        if t.unit[v, U_SIDE] != side and s.units[v, HEX] >= 0 and direction(t, here, s.units[v, HEX]) >= 0:
            if exerts_zone(s, t, v):
                return True
    return False


@rule
def moves_on_its_own(s: State, t: Tables, u: int) -> bool:
    """The counter is on the map and not wholly bogged. Rule 5.7."""
    return is_present(s, t, u) and (s.units[u, TANKS] == 0 or runners(s, u) > 0)
