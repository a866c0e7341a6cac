"""What the pages show of a seat's view, in plain values that any game can be read into."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.model.theatre.cards import Card


@dataclass(frozen=True)
class OptionFact:
    """An answer to a card: its odds at the dial as this seat sees them, what it costs, or why it is refused."""

    state: str
    words: str
    odds: float
    price: int
    refusal: str = ""


@dataclass(frozen=True)
class CaseFact:
    """A case in which a card may come up: `key` as answers name it, `words` as read; empty for always."""

    key: str
    words: str
    options: tuple[OptionFact, ...]


@dataclass(frozen=True)
class CardFact:
    """A card that is due. `is_mine`: this seat answers it; else it is drawn, or that of `seats`, by their names."""

    card: Card
    is_mine: bool
    cases: tuple[CaseFact, ...]
    seats: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Id of the card."""
        return self.card.id


@dataclass(frozen=True)
class PolicyFact:
    """A policy of the seat: price, effect in words, refusal; `sectors` where one must be named."""

    id: str
    title: str
    words: str
    price: int
    effect: str
    refusal: str = ""
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True)
class LineFact:
    """A line of the staff plan of this turn."""

    id: str
    source: str
    target: str
    divisions: int
    words: str


@dataclass(frozen=True)
class PlaceFact:
    """A place as the seat sees it: pairs by side; `low` and `high` differ for an estimate."""

    id: str
    low: tuple[int, int]
    high: tuple[int, int]
    worn: tuple[int, int] = (0, 0)
    forts: int = 0
    depots: tuple[int, int] = (0, 0)
    seat: tuple[str, str] = ("", "")
    coming: int = 0
    planned: int = 0


@dataclass(frozen=True)
class SectorFact:
    """A sector: log2 of the force ratio against the record as seen, Soviet over Japanese; forces as read."""

    id: str
    ratio: float
    words: str
    heat: int = 0


@dataclass(frozen=True)
class TrackFact:
    """A variable: by the record, what cards changed, what play changed; values of past turns and the record's line."""

    id: str
    meaning: str
    parts: tuple[float, float, float]
    value: float
    past: tuple[tuple[float, float, float, float], ...] = ()  # H, N, P, value at the end of each turn, from turn 0
    record: tuple[float, ...] = ()


@dataclass(frozen=True)
class MoveFact:
    """A move that is allowed, and whether it arrives this turn or the next."""

    source: str
    target: str
    most: int
    is_late: bool = False


@dataclass(frozen=True)
class ScoreFact:
    """A part of the score: what it gives of what it can."""

    title: str
    points: float
    most: float
    note: str = ""


@dataclass(frozen=True)
class ActScores:
    """What a seat reached in an act, or has so far; `percentile` among computer games, None where none are at hand."""

    act: int
    total: float
    parts: tuple[ScoreFact, ...]
    is_over: bool = True
    percentile: float | None = None


@dataclass(frozen=True)
class EventFact:
    """Something that happened: its words, and the event itself for an explanation; `kind` for colour and filter."""

    words: str
    kind: str
    event: object = None
    place: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything a seat's page shows."""

    seat: str
    seat_name: str
    side: int  # by its place in the game's sides
    turn: int
    turns: int
    name: str
    act: int
    act_title: str
    year: int
    standing: int
    standing_most: int
    oil: float | None
    wuhan: str
    wuhan_share: float | None
    wuhan_fallen: bool
    dial: str
    places: dict[str, PlaceFact]
    sectors: tuple[SectorFact, ...]
    tracks: tuple[TrackFact, ...]
    cards: tuple[CardFact, ...]
    policies: tuple[PolicyFact, ...]
    moves: tuple[MoveFact, ...]
    most_moves: int
    divisions_a_turn: int
    staff: tuple[LineFact, ...]
    news: tuple[str, ...]
    score: float  # of the present act if nothing more is ordered; at the end of the game as it ended
    score_total: float
    scores: tuple[ActScores, ...]  # of every act so far
    can_close: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    incident: str = ""
    meets_incident: bool = False  # the seat's soldiers met: it says whether they stand or yield
    ends: tuple[float, ...] = ()  # months gone by at the end of each turn, from turn 0
    labels: tuple[tuple[int, str], ...] = ()
    act_ends: tuple[int, ...] = ()
    coming: tuple[str, ...] = field(default=())
    score_now: float = 0.0  # as it stands, open cards as in history
    score_record: float = 0.0  # the record's
    score_games: int = 0  # worlds that `score` is the mean of, 0 at the end

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """The cases that this seat answers, each a card and a key."""
        return tuple((c.id, case.key) for c in self.cards if c.is_mine for case in c.cases)

    @property
    def cases_at_hand(self) -> bool:
        """A card asks for this seat's answer, or is to be looked at."""
        return bool(self.cards)
