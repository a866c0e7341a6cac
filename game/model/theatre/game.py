"""What the strategic game is played with: turns, acts, seats, places, and all its tables as one."""

from functools import cached_property
from typing import Literal

import msgspec

from game.model.base import Entry, Names, Prose
from game.model.battle_result import Join
from game.model.ruling import Parameter, Rule, Wording
from game.model.theatre.cards import Card, Deck
from game.model.theatre.forces import Incident, Level, Par, Quarter, Reach, RecordEvent, TheatreArmy
from game.model.theatre.look import TheatreLook
from game.model.theatre.policies import (
    Asked,
    Heats,
    Later,
    Marches,
    Offence,
    PolicyCard,
    Pull,
    Tilt,
    Wear,
)
from game.model.theatre.victory import Force, Measure, Part, RecordScore, Temperament


class TheatreTurn(Entry, frozen=True, kw_only=True):
    """A turn: its number from 1, its length in months, the act it belongs to (filled in by the reader), its dates."""

    number: int
    name: Prose
    months: float
    first: str
    last: str
    act: int = 0


class TheatreAct(Entry, frozen=True, kw_only=True):
    """An act: its first and last turn, and the place that forts of this act strengthen ("ALL": the whole north)."""

    number: int
    title: Prose
    first: int
    last: int
    fort: str


class SeatAt(Entry, frozen=True, kw_only=True):
    """A seat at the table, and the divisions that it moves in a month."""

    id: str
    name: Names
    side: str
    who: Prose
    divisions_a_month: float


class TheatrePlace(Entry, frozen=True, kw_only=True):
    """A place: what the rules count divisions by.

    `seats`: who moves divisions there; `north`: among all forces of the north; `hexes`: Japanese and Soviet hexes of a
    sector; `most`: divisions that it holds, 0 any number; `leads_to`: where a move from it may go, empty anywhere;
    `late`: a move from it arrives a turn later; `needs_depot`: so does a move into it without a depot;
    `supported`: support counts here; `quiet`: no fight of divisions begins here; `first_of_equals`: of equally hot
    sectors the clash is here; `new_divisions`: where the record's new divisions appear; `oil_beyond_par`: points of
    pressure for each division that play brings here beyond the record.
    """

    id: str
    name: Names
    kind: Literal["sector", "reserve", "front", "box", "pool"]
    seats: tuple[str, ...]
    north: bool = False
    hexes: tuple[int, int] = (0, 0)
    most: int = 0
    leads_to: tuple[str, ...] = ()
    late: bool = False
    needs_depot: bool = False
    supported: bool = False
    quiet: bool = False
    first_of_equals: bool = False
    new_divisions: bool = False
    oil_beyond_par: float = 0.0


class Keep(Entry, frozen=True, kw_only=True):
    """Divisions that a place keeps in a turn while the drive goes on."""

    turn: int
    place: str
    divisions: int


class Drive(Entry, frozen=True, kw_only=True):
    """The drive whose success a card tells.

    It runs in turns `first` to `last`, from `needs_leave_from` only with the card in state `runs`, halved in turns of
    `flood`, and may succeed from `falls_from` on; if it has not by the end of `last` the card becomes `fails`. Card
    `reads` is decided after it.
    """

    card: str
    runs: str
    fails: str
    place: str
    reads: str
    first: int
    last: int
    needs_leave_from: int
    falls_from: int
    flood: tuple[int, ...]
    keeps: tuple[Keep, ...]


class Clash(Entry, frozen=True, kw_only=True):
    """The card that begins a fight in the hottest sector, and the one that ends it, with the stages between."""

    card: str
    fought: str
    result: str
    stages: tuple[str, ...]


class Support(Entry, frozen=True, kw_only=True):
    """The mark under which a side's force counts more in supported places."""

    mark: str
    factor: float
    side: str


class GeneralWar(Entry, frozen=True, kw_only=True):
    """The cards, and their state, that say a general war has begun."""

    cards: tuple[str, str]
    state: str


class Roles(Entry, frozen=True, kw_only=True):
    """Which variables and places the rules mean: escalation on the border (incidents), pressure on oil, control of the
    field army, the fronts that the Chinese offensive tries."""

    escalation: str
    pressure: str
    control: str
    fronts: tuple[str, ...]


class OilAt(Entry, frozen=True, kw_only=True):
    """The card, and its state, from which on oil drains at the full rate."""

    card: str
    state: str


class BattleAt(Entry, frozen=True, kw_only=True):
    """The battle that may be played in a turn, where it is fought, and the cards that its result sets.

    `readiness`: the variable that losses move.
    """

    turn: int
    place: str
    throne: str
    attack: str
    answer: str
    reinforce: str
    ends: str
    crest: str
    crest_shared: str
    crest_settled: str
    readiness: str


class StaffLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the staff plan: divisions that the record moves in a turn. An empty end is outside the theatre."""

    id: str
    turn: int
    seat: str
    side: str
    source: str
    target: str
    divisions: int


class Theatre(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The whole strategic game as the files give it. `digest` names its content."""

    id: str
    title: str
    subtitle: str
    briefing: str
    digest: str
    deck: Deck
    turns: tuple[TheatreTurn, ...]
    acts: tuple[TheatreAct, ...]
    seats: tuple[SeatAt, ...]
    places: tuple[TheatrePlace, ...]
    drive: Drive
    clash: Clash
    support: Support
    war: GeneralWar
    battle: BattleAt
    oil: OilAt
    roles: Roles
    pars: tuple[Par, ...]
    reaches: tuple[Reach, ...]
    armies: tuple[TheatreArmy, ...]
    levels: tuple[Level, ...]
    events: tuple[RecordEvent, ...]
    quarters: tuple[Quarter, ...]
    policies: tuple[PolicyCard, ...]
    pulls: tuple[Pull, ...]
    tilts: tuple[Tilt, ...]
    asked: tuple[Asked, ...]
    wears: tuple[Wear, ...]
    offences: tuple[Offence, ...]
    heats: tuple[Heats, ...]
    marches: tuple[Marches, ...]
    later: tuple[Later, ...]
    terms: tuple[Card, ...]
    incidents: tuple[Incident, ...]
    measures: tuple[Measure, ...]
    parts: tuple[Part, ...]
    record: tuple[RecordScore, ...]
    temperaments: tuple[Temperament, ...]
    force: tuple[Force, ...]
    parameters: tuple[Parameter, ...]
    rulebook: tuple[Rule, ...] = ()
    event_texts: tuple[Wording, ...] = ()
    lines: tuple[StaffLine, ...] = ()
    join: Join | None = None
    look: TheatreLook = TheatreLook()  # not in the digest

    def __repr__(self) -> str:
        return f"Theatre({self.id}, {len(self.turns)} turns, digest {self.digest})"

    @cached_property
    def cards(self) -> dict[str, Card]:
        """All cards by id, those of filled seats and the terms among them."""
        return {c.id: c for c in (*self.deck.cards, *self.terms)}

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """Ids of the variables, in their order."""
        return tuple(v.id for v in self.deck.variables)

    @cached_property
    def place_ids(self) -> tuple[str, ...]:
        """Ids of the places, in their order."""
        return tuple(p.id for p in self.places)

    @cached_property
    def seat_ids(self) -> tuple[str, ...]:
        """Ids of the seats, in the order in which they move."""
        return tuple(s.id for s in self.seats)

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """The two sides, in the order of their first seats: rules know a side by its place here."""
        return tuple(dict.fromkeys(s.side for s in self.seats))

    def side_of(self, seat: str) -> int:
        """The side of a seat, by its place in `sides`."""
        return self.sides.index(self.seat(seat).side)

    @cached_property
    def sectors(self) -> tuple[str, ...]:
        """Ids of the border sectors."""
        return tuple(p.id for p in self.places if p.kind == "sector")

    def place(self, name: str) -> TheatrePlace:
        """The place of that id."""
        return self.places[self.place_ids.index(name)]

    def seat(self, name: str) -> SeatAt:
        """The seat of that id."""
        return self.seats[[s.id for s in self.seats].index(name)]

    def policy(self, name: str, seat: str) -> PolicyCard:
        """The policy of that id that the seat may choose."""
        return next(p for p in self.policies if p.id == name and seat in p.seats)

    def turn(self, number: int) -> TheatreTurn:
        """The turn of that number."""
        return self.turns[number - 1]

    def act(self, number: int) -> TheatreAct:
        """The act of that number."""
        return self.acts[number - 1]

    def par(self, place: str, side: str, turn: int) -> int:
        """Divisions that the record has in a place, 0 where it knows none."""
        found = self._pars.get((place, side))
        return found.at(turn) if found else 0

    def value(self, name: str) -> float:
        """The value of a parameter."""
        return self._values[name]

    def record_at(self, month: str) -> dict[str, float]:
        """The variables at the end of a month ("1939-09") by the record, each within 0 to 100 all along."""
        values = {v.id: v.start for v in self.deck.variables}
        for event in self.events:
            if event.month <= month:
                for name, change in event.changes.items():
                    values[name] = min(100.0, max(0.0, values[name] + change))
        return values

    @cached_property
    def _pars(self) -> dict[tuple[str, str], Par]:
        return {(p.place, p.side): p for p in self.pars}

    @cached_property
    def _values(self) -> dict[str, float]:
        return {p.name: p.value for p in self.parameters}
