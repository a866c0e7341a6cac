"""What a staff marks on the map: what a hex overlooks and what hides the rest; the ground each side controls (8.1, 8.4)."""

from game.core.rule import phase
from game.rules.battle.line_of_sight import blocking_hex
from game.rules.battle.pace import exerts_zone
from game.rules.battle.known_ground import BESIDE, CLOSED, look_at_ground
from game.rules.battle.state import (
    HEX,
    State,
    Tables,
    U_SIDE,
)
from game.rules.battle.work import Work

OWN_ZONE, KNOWN_ZONE = 1, 2


@phase
def sight_field(s: State, t: Tables, w: Work, here: int) -> int:
    """Writes into `w.cost` for every hex the hex that hides it from `here`, -1 where the view is free. Rule 8.1."""
    for h in range(len(w.cost)):
        w.cost[h] = -1 if h == here else blocking_hex(t, here, h)
    return 0


@phase
def zones(s: State, t: Tables, w: Work, side: int) -> int:
    """Writes into `w.cost` who controls each hex: OWN_ZONE the side, KNOWN_ZONE an enemy that it knows of. Rule 8.4."""
    look_at_ground(s, t, w, side)
    for h in range(len(w.cost)):
        w.cost[h] = KNOWN_ZONE if w.danger[side, h] % CLOSED == BESIDE else 0
    for u in range(len(s.units)):
        if t.unit[u, U_SIDE] == side and s.units[u, HEX] >= 0 and exerts_zone(s, t, u):
            for d in range(6):
                n = t.near[s.units[u, HEX], d]
                if n >= 0 and w.cost[n] % 2 == 0:
                    w.cost[n] += OWN_ZONE
    return 0
