"""The three ledgers of a variable, luck, and what is told of a turn (chapters 5 and 6 of the strategic rulebook)."""

from game.core.dice import Dice, uniform
from game.core.rule import rule
from game.rules.theatre.codes import P_PLAY_LIMIT
from game.rules.theatre.state import (
    ALL_SEATS,
    Book,
    Desk,
    EV_A,
    EV_B,
    EV_C,
    EV_COUNT,
    EV_FIRST,
    EV_KIND,
    EV_P,
    EV_SEAT,
    EV_SEEN,
    EV_WHAT,
    FA_KIND,
    FA_STATE,
    FA_VALUE,
    FA_WHAT,
    MAX_EVENTS,
    MAX_FACTORS,
    N_EVENTS,
    N_FACTORS,
    N_TRACE,
    NETWORK,
    PLAY,
    Position,
    RECORD,
)


@rule
def luck(s: Position, w: Desk, who: int, at: int, purpose: int) -> float:
    """A number in (0, 1) by seed, turn, card or place, and purpose."""
    return uniform(Dice(w.words, s.clock), who, at, purpose)


@rule
def track_value(s: Position, variable: int) -> float:
    """A variable as it stands: record, network and play together, within 0 to 100 (rule 6.1)."""
    return min(100.0, max(0.0, s.tracks[variable, RECORD] + s.tracks[variable, NETWORK] + s.tracks[variable, PLAY]))


@rule
def add_play(s: Position, b: Book, variable: int, points: float) -> None:
    """Moves what play did to a variable, within its limit (rule 6.1)."""
    limit = b.param[P_PLAY_LIMIT]
    s.tracks[variable, PLAY] = min(limit, max(-limit, s.tracks[variable, PLAY] + points))


@rule
def add_network(s: Position, variable: int, points: float) -> None:
    """Moves what the cards off the record did to a variable (rule 6.5)."""
    s.tracks[variable, NETWORK] = s.tracks[variable, NETWORK] + points


@rule
def add_record(s: Position, variable: int, points: float) -> None:
    """Moves the record's own value, within 0 to 100 (rule 6.1)."""
    s.tracks[variable, RECORD] = min(100.0, max(0.0, s.tracks[variable, RECORD] + points))


@rule
def tell(
    w: Desk, kind: int, seat: int, what: int, a: float, b: float, c: float, p: float, seen: int, first: int
) -> None:
    """Notes an event, with the factors noted since `first`, where the turn is traced."""
    k = w.note[N_EVENTS]
    if w.note[N_TRACE] == 0 or k >= MAX_EVENTS:
        return
    w.events[k, EV_KIND], w.events[k, EV_SEAT], w.events[k, EV_WHAT] = kind, seat, what
    w.events[k, EV_A], w.events[k, EV_B], w.events[k, EV_C], w.events[k, EV_P] = a, b, c, p
    w.events[k, EV_SEEN] = seen
    w.events[k, EV_FIRST], w.events[k, EV_COUNT] = first, w.note[N_FACTORS] - first
    w.note[N_EVENTS] = k + 1


@rule
def tell_all(w: Desk, kind: int, seat: int, what: int, a: float, b: float, c: float, p: float) -> None:
    """Notes an event that everyone knows of."""
    tell(w, kind, seat, what, a, b, c, p, ALL_SEATS, w.note[N_FACTORS])


@rule
def note_factor(w: Desk, kind: int, what: int, state: int, value: float) -> None:
    """Notes a factor of the odds that are being added up, where the turn is traced."""
    k = w.note[N_FACTORS]
    if w.note[N_TRACE] == 0 or k >= MAX_FACTORS:
        return
    w.factors[k, FA_KIND], w.factors[k, FA_WHAT], w.factors[k, FA_STATE], w.factors[k, FA_VALUE] = (
        kind,
        what,
        state,
        value,
    )
    w.note[N_FACTORS] = k + 1
