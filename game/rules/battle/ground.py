"""The ground under the counters: distance, what stands in a hex, height between two hexes."""

from game.core.hexes import axial_distance
from game.core.rule import rule
from game.rules.battle.state import (
    BOGGED,
    CREW,
    HEX,
    H_ELEVATION_M,
    H_Q,
    H_R,
    MEN,
    OWNER,
    State,
    TANKS,
    T_TANK,
    Tables,
    U_SIDE,
    U_TYPE,
)


@rule
def hexes_apart(t: Tables, a: int, b: int) -> int:
    """Distance in hexes between two hexes. Rule 3.2: hex centres are 300 m apart."""
    return axial_distance(t.hex[a, H_Q], t.hex[a, H_R], t.hex[b, H_Q], t.hex[b, H_R])


@rule
def people(s: State, t: Tables, u: int) -> int:
    """Men of a counter who can be hit by small arms: infantry and gun crews, not men behind armour. Rule 2.1."""
    if t.kind[t.unit[u, U_TYPE], T_TANK] > 0:
        return s.units[u, MEN]
    return s.units[u, MEN] + s.units[u, CREW]


@rule
def runners(s: State, u: int) -> int:
    """Tanks of a counter that can still move. Rule 5.7."""
    return max(0, s.units[u, TANKS] - s.units[u, BOGGED])


@rule
def is_present(s: State, t: Tables, u: int) -> bool:
    """A counter counts while it is on the map with men or tanks left. Rule 2.1."""
    return s.units[u, HEX] >= 0 and s.units[u, MEN] + s.units[u, CREW] > 0


@rule
def stands_in(s: State, t: Tables, u: int, side: int, here: int) -> bool:
    """A counter of `side` with people or tanks left stands in hex `here`. Rule 2.1."""
    return s.units[u, HEX] == here and t.unit[u, U_SIDE] == side and is_present(s, t, u)


@rule
def is_held(s: State, t: Tables, side: int, here: int) -> bool:
    """Some counter of `side` stands in the hex. Rule 3.1."""
    for u in range(len(s.units)):
        if stands_in(s, t, u, side, here):
            return True
    return False


@rule
def climb_m(t: Tables, a: int, b: int) -> int:
    """Metres that the ground rises from hex `a` to hex `b`; negative downhill. Rule 5.2."""
    return t.hex[b, H_ELEVATION_M] - t.hex[a, H_ELEVATION_M]


@rule
def direction(t: Tables, a: int, b: int) -> int:
    """Hexside of `a` that leads to `b`, 0-5 from east turning left; -1 when they are not adjacent. Rule 3.1."""
    for d in range(6):
        if t.near[a, d] == b:
            return d
    return -1


@rule
def owner_of(s: State, here: int) -> int:
    """Side that last held the hex, -1 nobody. Rule 3.15."""
    return s.hexes[here, OWNER]
