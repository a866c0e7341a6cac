"""Headquarters: how long an order takes, and who is in their reach (rules 2.6, 7.6, 7.7)."""

from game.core.rule import phase, rule
from game.rules.battle import parameters as P
from game.rules.battle.ground import hexes_apart, is_present
from game.rules.battle.state import (
    CREW,
    HEX,
    MEN,
    State,
    SUP_PM,
    Tables,
    U_DELAY,
    U_HQ,
)
from game.rules.battle.work import Work


@rule
def hq_is_down(s: State, t: Tables, u: int) -> bool:
    """The counter's headquarters is pinned, or was destroyed; one that is not yet on the map still sends orders. Rule 7.6."""
    hq = t.unit[u, U_HQ]
    if hq < 0:
        return False
    if s.units[hq, MEN] + s.units[hq, CREW] == 0:
        return True
    return s.units[hq, HEX] >= 0 and s.units[hq, SUP_PM] >= t.param[P.PINNED]


@rule
def hq_in_reach(s: State, t: Tables, u: int) -> bool:
    """The counter's headquarters stands near enough to rally it; true for a counter that has none. Rule 2.6."""
    hq = t.unit[u, U_HQ]
    if hq < 0:
        return True
    if not is_present(s, t, hq):
        return False
    return 300.0 * hexes_apart(t, s.units[u, HEX], s.units[hq, HEX]) <= t.param[P.HQ_REACH_M]


@rule
def order_delay(s: State, t: Tables, u: int) -> int:
    """Pulses until an order reaches the counter. Rule 7.6."""
    delay = t.unit[u, U_DELAY]
    if hq_is_down(s, t, u):
        delay += int(t.param[P.HQ_DELAY])
    return delay


@phase
def delay_now(s: State, t: Tables, w: Work, u: int) -> int:
    """Pulses until an order given now reaches the counter, for those who write it. Rule 7.6."""
    return order_delay(s, t, u)
