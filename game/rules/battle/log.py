"""The list and the events: the rows whose product or sum decides a number, and what a rule leaves behind of them.

    term(w, F_RANGE, range_factor(t, gap))
    ...
    hits = poisson(dice, lead, u, D_FIRE, product(w))
    explained(s, w, EV_FIRE, lead, u, ...)

A row that is not written does not count: forecast, result and replay show the rows that were multiplied.
"""

from game.core.rule import rule
from game.rules.battle.codes import F_HOURS, F_HOURS_NEEDED
from game.rules.battle.state import NOW, PULSE, State
from game.rules.battle.work import (
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
    LIST_ROWS,
    MAX_EVENTS,
    MAX_FACTORS,
    N_EVENTS,
    N_FACTORS,
    N_LIST,
    N_TRACE,
    Work,
)

BOTH = 3
DT = 0.25  # hours in a pulse (rule 1.1)


@rule
def new_list(w: Work) -> None:
    """Begins a list without rows. Rule 4.1."""
    w.note[N_LIST] = 0


@rule
def term(w: Work, code: int, value: float) -> None:
    """Writes the next row of the list: the factor and its value. Rule 4.1: what is not listed does not count."""
    n = w.note[N_LIST]
    if n < LIST_ROWS:
        w.list[n, 0] = code
        w.list[n, 1] = value
        w.note[N_LIST] = n + 1


@rule
def rows_written(w: Work) -> int:
    """Rows of the list so far; `back_to` returns to them. Rule 4.1."""
    return w.note[N_LIST]


@rule
def back_to(w: Work, rows: int) -> None:
    """Keeps the first so many rows: what several targets share is written once. Rule 4.1."""
    w.note[N_LIST] = rows


@rule
def product(w: Work) -> float:
    """The rows of the list multiplied in their order: what is expected, or a chance. Rule 4.1."""
    value = 1.0
    for k in range(w.note[N_LIST]):
        value = value * w.list[k, 1]
    return value


@rule
def total(w: Work) -> float:
    """The rows of the list added in their order: a score, or what is above a limit. Rules 2.6, 3.8."""
    value = 0.0
    for k in range(w.note[N_LIST]):
        value = value + w.list[k, 1]
    return value


@rule
def bound(w: Work, code: int, least: float, most: float) -> None:
    """Writes one row more where the product lies under `least` or over `most`, so that it does no longer. Rules 3.6, 9.5."""
    value = product(w)
    if value > 0.0 and value < least:
        term(w, code, least / value)
    elif value > most:
        term(w, code, most / value)


@rule
def hours_over(s: State, w: Work, since: int, pulses: int) -> float:
    """Hours gone by since a pulse, above so many pulses: what was to come is due from nought on. Rule 1.1."""
    new_list(w)
    term(w, F_HOURS, (s.clock[NOW] - since) * DT)
    term(w, F_HOURS_NEEDED, -pulses * DT)
    return total(w)


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
def explained(
    s: State, w: Work, kind: int, actor: int, target: int, here: int, a: int, b: int, c: int, seen: int
) -> int:
    """An event whose number the list decided: it keeps a copy of the rows. Rule 4.1: no factor outside the list."""
    e = event(s, w, kind, actor, target, here, a, b, c, seen)
    first, rows = w.note[N_FACTORS], w.note[N_LIST]
    if e >= 0 and first + rows <= MAX_FACTORS:
        for k in range(rows):
            w.factors[first + k, 0] = w.list[k, 0]
            w.factors[first + k, 1] = w.list[k, 1]
        w.events[e, E_COUNT] = rows
        w.note[N_FACTORS] = first + rows
    return e


@rule
def side_bit(side: int) -> int:
    """The set that holds one side. Rule 8.3."""
    return 1 + side
