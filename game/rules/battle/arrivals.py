"""Arrivals: counters that come onto the map while the game runs (rules 2.1, 8.5)."""

from game.core.rule import rule
from game.rules.battle.codes import EV_ARRIVES, OPEN
from game.rules.battle.contest import mark_taken, who_notices
from game.rules.battle.ground import is_held, owner_of
from game.rules.battle.log import explained, hours_over, new_list, side_bit
from game.rules.battle.pace import stacks
from game.rules.battle.paths import FAR, flood
from game.rules.battle.permissions import is_released
from game.rules.battle.state import (
    CREW,
    FIRST_PULSE,
    HEX,
    MEN,
    NOW,
    OWNER,
    State,
    Tables,
    U_ARRIVES,
    U_ARRIVE_HEX,
    U_SIDE,
)
from game.rules.battle.work import Work


@rule
def is_due(s: State, t: Tables, w: Work, u: int) -> bool:
    """The counter waits off the map, its hour has come, and higher command lets it go; one lost stays lost. Rules 2.1, 10.2."""
    arrives = t.unit[u, U_ARRIVES]
    if s.units[u, HEX] >= 0 or arrives < 0 or s.clock[NOW] < arrives or s.units[u, MEN] + s.units[u, CREW] <= 0:
        return False
    return hours_over(s, w, t.frame[FIRST_PULSE], arrives - t.frame[FIRST_PULSE]) >= 0.0 and is_released(s, t, u)


@rule
def room_for(s: State, t: Tables, w: Work, u: int) -> int:
    """The hex with room that is nearest to the counter's entry hex by its own way, round the enemies known; -1 if none has.

    The enemy never stands in it, seen or not. Equal ways: the lower hex number. Rules 5.2, 8.5.
    """
    entry = t.unit[u, U_ARRIVE_HEX]
    if not is_held(s, t, 1 - t.unit[u, U_SIDE], entry) and stacks(s, t, u, entry):
        return entry
    flood(s, t, w, u, entry, OPEN)
    best, least = -1, FAR
    for here in range(len(w.cost)):
        if w.cost[here] < least and not is_held(s, t, 1 - t.unit[u, U_SIDE], here) and stacks(s, t, u, here):
            best, least = here, w.cost[here]
    return best


@rule
def arrivals(s: State, t: Tables, w: Work) -> int:
    """Counters whose hour has come appear at their entry hex, or as near to it as there is room; else they wait. Rule 2.1.

    The side learns of it; the enemy has to see it. The ground on which they appear is theirs, as if they had marched in.
    """
    for u in range(len(s.units)):
        if is_due(s, t, w, u):
            here, side = room_for(s, t, w, u), t.unit[u, U_SIDE]
            if here >= 0:
                if owner_of(s, here) == 1 - side:
                    new_list(w)
                    mark_taken(s, t, w, here, side, who_notices(s, t, here, side))
                s.hexes[here, OWNER] = side
                is_due(s, t, w, u)  # the list once more: taking ground wrote another
                s.units[u, HEX] = here
                explained(s, w, EV_ARRIVES, u, u, here, 0, 0, 0, side_bit(side))
    return 0
