"""What a finished game is measured by: scored places, outcomes, calibration targets."""

from typing import Literal

from game.model.base import Cited, Entry, HexAt, Prose

Measure = Literal[
    "place_taken",
    "share_at_end",
    "held_at_end",
    "contested_at_end",
    "men_lost",
    "men_killed",
    "killed_share",
    "hours_to_take",
    "tanks_out",
    "score",
    "shells",
]


class ScoredPlace(Cited, frozen=True, kw_only=True):
    """A place that counts for victory, weights summing to 1; `also`: its second hex, if it lies on two (rule 12.1)."""

    place: str
    weight: float
    also: HexAt | None = None


class Aims(Cited, frozen=True, kw_only=True):
    """Weights of the parts of a side's score, summing to 100 (rules 12.2, 12.3).

    `half_loss`: men whose loss halves that part. `task`: share of the places, mean of held so far and held now, with which the
    parts for losses, limits and standing are wholly earned; with less in proportion: nobody is praised for giving up.
    """

    side: str
    hold: float
    line: float
    losses: float
    half_loss: float
    limits: float
    standing: float
    task: float = 0.5


class Outcome(Cited, frozen=True, kw_only=True):
    """A figure of a finished game, beside the record's own. `side` or `place` as the measure needs.

    `at`: the turn after which it is taken, empty for the end of the game. `tuned`: it was looked at while parameters or
    orders were set, so that it is no evidence.
    """

    id: str
    name: Prose
    measure: Measure
    unit: Prose
    side: str = ""
    place: str = ""
    places: tuple[str, ...] = ()  # instead of `place`, for "held_at_end": all of them
    at: str = ""
    record: float | None = None
    record_low: float | None = None
    record_high: float | None = None
    tuned: bool = False


class Target(Cited, frozen=True, kw_only=True):
    """A figure that the rules should reproduce. `kind`: D documented, I inferred, Q judgement of a single event."""

    id: str
    name: Prose
    outcome: str
    statistic: Literal["share", "median", "covers"]
    low: float
    high: float
    record: float | None = None
    kind: Literal["D", "I", "Q"]
    tuned: bool


class Claim(Cited, frozen=True, kw_only=True):
    """What a side claimed in 1938, shown beside the grade (rule 12.5)."""

    side: str
    text: Prose


class Scoring(Entry, frozen=True, kw_only=True):
    """Everything that `scoring.toml` holds."""

    places: tuple[ScoredPlace, ...]
    aims: tuple[Aims, ...]
    claims: tuple[Claim, ...] = ()
