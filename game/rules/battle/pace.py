"""Pace over the ground, climbs, water, stacking and zones of control (rules 5.1-5.4, 8.4, 8.5, 10.3)."""
from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import FOOT, SILENT
from game.rules.battle.ground import climb_m, direction, is_present, men_in, runners, stands_in
from game.rules.battle.light import is_night, pulse_row
from game.rules.battle.permissions import may_stand
from game.rules.battle.state import (
    BROKEN, CREW, HEX, H_TERRAIN, L_MUD, MEN, State, TANKS, T_MOBILITY, Tables, U_SIDE, U_TYPE,
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


@rule
def may_enter(s: State, t: Tables, u: int, a: int, b: int) -> bool:
    """Ground or road, climb and zone let a counter step from `a` to the adjacent `b`. Rules 5.1, 5.3, 5.4, 10.3."""
    mobility = mobility_of(t, u)
    if t.terrain[t.hex[b, H_TERRAIN], mobility] <= 0.0 and not road_between(t, a, b):
        return False
    if mobility != FOOT and abs(climb_m(t, a, b)) > t.param[P.CLIMB_MAX_M] and not road_between(t, a, b):
        return False
    return may_stand(s, t, t.unit[u, U_SIDE], b)


@rule
def pace_mh(s: State, t: Tables, u: int, a: int, b: int, manner: int) -> float:
    """Metres an hour of a counter from hex `a` into `b`; 0 if it may not enter. Rules 1.5, 5.1, 5.2."""
    if not may_enter(s, t, u, a, b):
        return 0.0
    mobility = mobility_of(t, u)
    pace = t.terrain[t.hex[b, H_TERRAIN], mobility]
    if road_between(t, a, b):
        # The last row of the terrain table is the road.
        pace = max(pace, t.terrain[len(t.terrain) - 1, mobility])
    if mobility != FOOT and climb_m(t, a, b) > t.param[P.CLIMB_HALF_M]:
        pace = pace * 0.5
    pace = pace * mud_factor(t, t.light[pulse_row(s, t), L_MUD], mobility)
    if is_night(s, t):
        pace = pace * t.param[P.NIGHT_PACE]
    if manner == SILENT:
        pace = min(pace, t.param[P.SILENT])
    return pace


@rule
def stacks(s: State, t: Tables, u: int, here: int) -> bool:
    """The hex has room for the counter: 900 men, 24 vehicles a side. Rule 8.5."""
    side = t.unit[u, U_SIDE]
    vehicles = s.units[u, TANKS]
    for v in range(len(s.units)):
        if v != u and stands_in(s, t, v, side, here):
            vehicles += s.units[v, TANKS]
    men = men_in(s, t, side, here)
    if s.units[u, HEX] != here:
        men += s.units[u, MEN] + s.units[u, CREW]
    return men <= t.param[P.STACK_MEN] and vehicles <= t.param[P.STACK_VEHICLES]


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
