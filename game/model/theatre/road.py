"""The longer road to the hill: decisions and incidents since 1860, forces by half-years, the line of 1886, its places."""

from functools import cached_property
from typing import Literal

from game.model.base import Cited, Confidence, Entry, Names, Prose, Source
from game.model.theatre.board import LonLat
from game.model.theatre.cards import ReadingCard

Series = Literal["men", "divisions", "tanks", "aircraft"]
SERIES: tuple[Series, ...] = ("men", "divisions", "tanks", "aircraft")


class RoadEvent(Entry, frozen=True, kw_only=True):
    """Something on the road. `date`: "1904-02-08"; `last`: its last day; `day` false: only the month is known.

    A `card` is told by the reading card of that id and by nothing else. `at`: where an incident was, `spot` how sure that is.
    """

    id: str
    kind: Literal["decision", "incident", "card"]
    date: str
    last: str = ""
    day: bool = True
    card: str = ""
    title: Prose = ""
    text: Prose = ""
    place: Prose = ""
    at: LonLat | None = None
    spot: Confidence | None = None
    source: str = ""
    confidence: Confidence | None = None
    note: Prose = ""


class RoadSide(Entry, frozen=True, kw_only=True):
    """A side whose forces are counted; `armies`: which of them, by series, empty where it is all in the north."""

    id: str
    name: Prose
    armies: dict[str, Prose]


class Estimate(Entry, frozen=True, kw_only=True):
    """The least and the most that sources give for an army; `best` where one figure is likelier. Men in thousands."""

    side: str
    series: Series
    low: float
    high: float
    best: float | None = None
    source: str
    confidence: Confidence


class Half(Entry, frozen=True, kw_only=True):
    """Forces in the north by the end of a half-year, "1931-1"."""

    name: str
    first: str
    last: str
    forces: tuple[Estimate, ...]

    def of(self, series: str) -> dict[str, tuple[Estimate, ...]]:
        """The figures of a series by side, one for each army that is counted."""
        found: dict[str, tuple[Estimate, ...]] = {}
        for estimate in self.forces:
            if estimate.series == series:
                found[estimate.side] = (*found.get(estimate.side, ()), estimate)
        return found


class Reckoned(Entry, frozen=True, kw_only=True):
    """One figure of the Japanese General Staff."""

    side: str
    series: Series
    number: int


class Believed(Entry, frozen=True, kw_only=True):
    """What the Japanese General Staff reckoned in a year."""

    year: int
    reckoned: tuple[Reckoned, ...]
    source: str
    confidence: Confidence

    def of(self, series: str) -> dict[str, int]:
        """Its figures of a series by side."""
        return {r.side: r.number for r in self.reckoned if r.series == series}


class Clause(Cited, frozen=True, kw_only=True):
    """Something agreed about the line, or what became of its marks, in our words."""

    id: str
    date: str
    title: Prose
    text: Prose
    on_card: bool = False


class LineReading(Cited, frozen=True, kw_only=True):
    """How somebody read the line in 1938 or since, or how it runs today.

    `side`: whose reading it was then; `line`: what the map calls the line that it stands for; `on_card`: told wherever a line is
    clicked.
    """

    id: str
    when: Literal["1938", "since", "today"]
    who: Prose
    text: Prose
    side: str = ""
    line: str = ""
    on_card: bool = False


class RoadPlace(Cited, frozen=True, kw_only=True):
    """A place near the hill. `km`: from the summit as the crow flies; `main`: one of those for which people look."""

    id: str
    at: LonLat
    names: Names
    km: float
    main: bool = False


class RoadFrame(Entry, frozen=True, kw_only=True):
    """The edges of a map, degrees; `battle`: the scenario whose ground is drawn on it, empty for the strategic board."""

    id: str
    west: float
    south: float
    east: float
    north: float
    battle: str = ""

    def holds(self, at: LonLat) -> bool:
        """A place lies on it."""
        return self.west <= at[0] <= self.east and self.south <= at[1] <= self.north


class Road(Entry, frozen=True, kw_only=True, dict=True):
    """All of it, in order of time, with the reading cards that tell of its greater events and every source that is cited."""

    events: tuple[RoadEvent, ...]
    sides: tuple[RoadSide, ...]
    halves: tuple[Half, ...]
    staff: tuple[Believed, ...]
    clauses: tuple[Clause, ...]
    readings: tuple[LineReading, ...]
    places: tuple[RoadPlace, ...]
    frames: tuple[RoadFrame, ...]
    cards: tuple[ReadingCard, ...]
    sources: tuple[Source, ...]

    @cached_property
    def _cards(self) -> dict[str, ReadingCard]:
        return {card.id: card for card in self.cards}

    def card(self, card: str) -> ReadingCard:
        """A reading card by its id.

        Raises:
            KeyError: there is none.
        """
        return self._cards[card]

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    def cited(self, citation: str) -> tuple[Source, ...]:
        """The sources of a citation such as "daolu+jihao", our own estimates left out."""
        return tuple(self._sources[part] for part in citation.split("+") if part in self._sources)

    def frame(self, frame: str) -> RoadFrame:
        """A map by its id.

        Raises:
            KeyError: there is none.
        """
        for found in self.frames:
            if found.id == frame:
                return found
        raise KeyError(frame)
