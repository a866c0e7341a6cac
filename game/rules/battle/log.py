"""Events and their factors: what a rule leaves behind so that forecast, result and replay can show the same sum."""

from game.core.rule import rule
from game.rules.battle.state import (
    E_A,
    E_ACTOR,
    E_B,
    E_C,
    E_COUNT,
    E_FIRST,
    E_HEX,
    E_KIND,
    E_PULSE,
    E_SEEN,
    E_TARGET,
    MAX_EVENTS,
    MAX_FACTORS,
    N_EVENTS,
    N_FACTORS,
    N_TRACE,
    PULSE,
    State,
    Work,
)

BOTH = 3


@rule
def event(s: State, w: Work, kind: int, actor: int, target: int, here: int, a: int, b: int, c: int, seen: int) -> int:
    """Number of the event just noted, -1 when the trace is off or full.

    `seen` is the set of sides that learn of it (1 first side, 2 second, 3 both). Rule 2.1: facts, not intentions.
    """
    n = w.note[N_EVENTS]
    if w.note[N_TRACE] == 0 or n >= MAX_EVENTS:
        return -1
    w.events[n, E_PULSE] = s.clock[PULSE]
    w.events[n, E_KIND] = kind
    w.events[n, E_ACTOR] = actor
    w.events[n, E_TARGET] = target
    w.events[n, E_HEX] = here
    w.events[n, E_A] = a
    w.events[n, E_B] = b
    w.events[n, E_C] = c
    w.events[n, E_SEEN] = seen
    w.events[n, E_FIRST] = w.note[N_FACTORS]
    w.events[n, E_COUNT] = 0
    w.note[N_EVENTS] = n + 1
    return n


@rule
def factor(w: Work, e: int, code: int, value: float) -> None:
    """Adds a factor to event `e`, which must be the newest. Rule 4.1: no factor outside the list."""
    k = w.note[N_FACTORS]
    if e >= 0 and k < MAX_FACTORS:
        w.factors[k, 0] = code
        w.factors[k, 1] = value
        w.note[N_FACTORS] = k + 1
        w.events[e, E_COUNT] += 1


@rule
def side_bit(side: int) -> int:
    """The set that holds one side. Rule 8.3."""
    return 1 + side
