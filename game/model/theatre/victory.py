"""How the strategic game is scored, and the leanings of computer seats."""

from typing import Literal

import msgspec

from game.model.base import Cited, Entry, Prose


class Measure(Entry, frozen=True, kw_only=True):
    """A quantity of the position as a value of 0 (at `low`) to 1 (at `high`).

    `of`: standing of the seat; a variable; what play added to one; divisions or the force of the north against the record;
    oil; aid; dismissals of the act. `hold`: share of the hold on China added to divisions.
    """

    id: str
    title: Prose
    of: Literal["standing", "variable", "play", "divisions", "force", "oil", "aid", "dismissals"]
    low: float
    high: float
    variable: str = ""
    side: str | None = None
    places: tuple[str, ...] = ()
    hold: float = 0.0


class Plus(Entry, frozen=True, kw_only=True):
    """A measure, so many times."""

    measure: str
    times: float


class PartCase(Entry, frozen=True, kw_only=True):
    """A value where cards are in these states and there is so much oil; without conditions always."""

    value: float
    given: dict[str, str] = msgspec.field(default_factory=dict)
    oil: float = 0.0


class Part(Entry, frozen=True, kw_only=True):
    """A part of a seat's score in an act: points times (value of the first case that holds + plus) times the measures."""

    act: int
    seat: str
    id: str
    title: Prose
    points: float
    cases: tuple[PartCase, ...] = ()
    plus: tuple[Plus, ...] = ()
    times: tuple[str, ...] = ()


class RecordScore(Entry, frozen=True, kw_only=True):
    """What the record scores."""

    seat: str
    score: float


class Temperament(Cited, frozen=True, kw_only=True):
    """A computer seat's leaning: log-odds added to answers that reach for force."""

    id: str
    name: Prose
    seat: str
    log_odds: float


class Force(Entry, frozen=True, kw_only=True):
    """An answer that reaches for force."""

    card: str
    state: str
