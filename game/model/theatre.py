"""What the strategic game is played with: turns, acts, places, forces by the record, policies, what moves odds, victory."""
from functools import cached_property
from typing import Literal

import msgspec

from game.model.base import Cited, Entry, Names
from game.model.cards import Card, Deck, Seat
from game.model.ruling import EventText, Parameter, Rule

SideName = Literal["japan", "soviet"]
SIDES: tuple[SideName, SideName] = ("japan", "soviet")


class TheatreTurn(Entry, frozen=True, kw_only=True):
    """A turn: its number from 1, its length in months, the act it belongs to (filled in by the reader), its dates."""

    number: int
    name: str
    months: float
    first: str
    last: str
    act: int = 0


class TheatreAct(Entry, frozen=True, kw_only=True):
    """An act: its first and last turn, and the place that forts of this act strengthen ("ALL": the whole north)."""

    number: int
    title: str
    first: int
    last: int
    fort: str


class SeatAt(Entry, frozen=True, kw_only=True):
    """A seat at the table, and the divisions that it moves in a month."""

    id: Seat
    name: Names
    side: SideName
    who: str
    divisions_a_month: float


class TheatrePlace(Entry, frozen=True, kw_only=True):
    """A place: what the rules count divisions by.

    `seats`: who moves divisions there; `north`: among all forces of the north; `hexes`: Japanese and Soviet hexes of a
    sector; `most`: divisions that it holds, 0 any number; `leads_to`: where a move from it may go, empty anywhere;
    `late`: a move from it arrives a turn later; `needs_depot`: so does a move into it without a depot;
    `supported`: support counts here; `first_of_equals`: of equally hot sectors the clash is here;
    `new_divisions`: where the record's new divisions appear; `oil_beyond_par`: points of pressure for each division
    that play brings here beyond the record.
    """

    id: str
    name: Names
    kind: Literal["sector", "reserve", "front", "box", "pool"]
    seats: tuple[Seat, ...]
    north: bool = False
    hexes: tuple[int, int] = (0, 0)
    most: int = 0
    leads_to: tuple[str, ...] = ()
    late: bool = False
    needs_depot: bool = False
    supported: bool = False
    first_of_equals: bool = False
    new_divisions: bool = False
    oil_beyond_par: float = 0.0


class Par(Cited, frozen=True, kw_only=True):
    """Divisions of a side in a place as the record has them: (turn from which, divisions)."""

    place: str
    side: SideName
    rows: tuple[tuple[int, int], ...]

    def at(self, turn: int) -> int:
        """Divisions in a turn."""
        return next(n for first, n in reversed(self.rows) if first <= turn)


class Reach(Entry, frozen=True, kw_only=True):
    """A share of a reserve's divisions that counts in a sector."""

    at: str
    reserve: str
    side: SideName
    share: float


class TheatreArmy(Cited, frozen=True, kw_only=True):
    """How the divisions of places are called, from one turn to another."""

    id: str
    name: Names
    side: Literal["japan", "soviet", "china"]
    places: tuple[str, ...]
    first: int
    last: int


Band = tuple[float, float]


class Level(Cited, frozen=True, kw_only=True):
    """Forces in a half-year ("1938-2"), each as (low, high); men in thousands. `anchored`: a source states it."""

    half: str
    north_divisions: Band
    soviet_divisions: Band
    soviet_men: Band
    soviet_tanks: Band
    soviet_aircraft: Band
    soviet_submarines: Band
    china_divisions: Band | None = None
    north_men: Band | None = None
    north_tanks: Band | None = None
    north_aircraft: Band | None = None
    anchored: bool = False


class RecordEvent(Cited, frozen=True, kw_only=True):
    """What the record of a month did to the variables, and the turn in whose news it stands.

    `rests_on`: a card and the state without which the changes of the variables in `rests` did not happen.
    """

    month: str
    turn: int
    says: str
    changes: dict[str, float]
    rests_on: dict[str, str] = msgspec.field(default_factory=dict)
    rests: tuple[str, ...] = ()


class Quarter(Cited, frozen=True, kw_only=True):
    """The variables at the end of a quarter ("1938-09") by the record."""

    month: str
    values: dict[str, float]


class Window(Entry, frozen=True, kw_only=True):
    """Turns in which a policy may be chosen, and the mark that it leaves there."""

    first: int
    last: int
    mark: str = ""


class Shipment(Entry, frozen=True, kw_only=True):
    """Divisions that go from a place to another."""

    source: str
    target: str
    divisions: int


class Grant(Entry, frozen=True, kw_only=True):
    """A mark that is granted for some turns, with the logistic chance of (variable - middle) / spread."""

    mark: str
    turns: int
    variable: str
    middle: float
    spread: float


class PolicyCard(Cited, frozen=True, kw_only=True):
    """A policy: who may choose it, when, at which price in standing, and what it does.

    `changes`: points of P; `standing`: own standing gained, `standing_below`: only below that; `standing_of`: what other
    seats gain; `oil`, `hold`, `drive`, `fort`, `depot`, `aid`, `heat`: added to what they name; `within_of_offence`: only
    so many turns after one; `offends`, `dismisses`, `halves_prices`, `sharpens`: an offence, a dismissal, halves card
    prices, sharpens the sight of enemy places; `most`: times in a game, 0 any; `sector`: needs one.
    """

    id: str
    title: str
    words: str
    seats: tuple[Seat, ...]
    price: int = 0
    windows: tuple[Window, ...] = ()
    sector: bool = False
    changes: dict[str, float] = msgspec.field(default_factory=dict)
    moves: tuple[Shipment, ...] = ()
    standing: int = 0
    standing_below: int = 0
    standing_of: dict[str, int] = msgspec.field(default_factory=dict)
    oil: float = 0.0
    needs_oil: float = 0.0
    hold: float = 0.0
    drive: float = 0.0
    fort: int = 0
    depot: int = 0
    aid: int = 0
    heat: int = 0
    most: int = 0
    once_an_act: bool = False
    not_twice_running: bool = False
    within_of_offence: int = 0
    offends: bool = False
    dismisses: bool = False
    halves_prices: bool = False
    sharpens: bool = False
    grant: Grant | None = None


class Pull(Entry, frozen=True, kw_only=True):
    """Log-odds of a state for each doubling of a force ratio against the record.

    `where`: a sector, "clash" for that of the fight, "all" for the north; Soviet over Japanese there, or with `of` the
    divisions of one side. `places` instead: divisions of `of` in them, one added. `stronger_by`: a mark, each of
    which makes the pull stronger by the share `stronger`.
    """

    card: str
    state: str
    per_doubling: float
    where: str = ""
    of: SideName | None = None
    places: tuple[str, ...] = ()
    stronger_by: str = ""
    stronger: float = 0.0


class Tilt(Entry, frozen=True, kw_only=True):
    """Log-odds of a state: for each `mark` (up to `most`, 0 any), for each depot that the Soviets have more, or once.

    `given`: only where these cards are in these states.
    """

    card: str
    state: str
    log_odds: float
    mark: str = ""
    most: int = 0
    depots: bool = False
    given: dict[str, str] = msgspec.field(default_factory=dict)


class Weight(Entry, frozen=True, kw_only=True):
    """A state as likely as another card's state, times a weight."""

    state: str
    of: str
    times: float


class Asked(Entry, frozen=True, kw_only=True):
    """Odds of a card, where it is asked, from those of another card when that was decided."""

    card: str
    source: str = msgspec.field(name="from")
    weights: tuple[Weight, ...]


class Wear(Entry, frozen=True, kw_only=True):
    """Divisions worn on each side by a card's state. `where`: a place, or "clash"."""

    card: str
    state: str
    where: str
    japan: int
    soviet: int


class Offence(Entry, frozen=True, kw_only=True):
    """A state after which heads may roll."""

    card: str
    state: str


class Heats(Entry, frozen=True, kw_only=True):
    """A state that heats a sector."""

    card: str
    state: str
    sector: str
    heat: int


class Marches(Entry, frozen=True, kw_only=True):
    """Divisions that move where a seat answers so."""

    card: str
    state: str
    source: str
    target: str
    divisions: int


class Later(Entry, frozen=True, kw_only=True):
    """A state whose changes by the ledger of the cards come in a later turn."""

    card: str
    state: str
    turn: int


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
    side: SideName


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
    """The battle that may be played in a turn, where it is fought, and the cards that its result sets."""

    turn: int
    place: str
    attack: str
    answer: str
    reinforce: str
    ends: str
    crest: str


class Incident(Cited, frozen=True, kw_only=True):
    """A border incident of the record, and where one like it may happen."""

    id: str
    when: str
    place: str
    title: str


class Measure(Entry, frozen=True, kw_only=True):
    """A quantity of the position as a value of 0 (at `low`) to 1 (at `high`).

    `of`: standing of the seat; a variable; what play added to one; divisions or the force of the north against the record;
    oil; aid; dismissals of the act. `hold`: share of the hold on China added to divisions.
    """

    id: str
    title: str
    of: Literal["standing", "variable", "play", "divisions", "force", "oil", "aid", "dismissals"]
    low: float
    high: float
    variable: str = ""
    side: SideName | None = None
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
    seat: Seat
    id: str
    title: str
    points: float
    cases: tuple[PartCase, ...] = ()
    plus: tuple[Plus, ...] = ()
    times: tuple[str, ...] = ()


class RecordScore(Entry, frozen=True, kw_only=True):
    """What the record scores."""

    seat: Seat
    score: float


class Temperament(Cited, frozen=True, kw_only=True):
    """A computer seat's leaning: log-odds added to answers that reach for force."""

    id: str
    name: str
    seat: Seat
    log_odds: float


class Force(Entry, frozen=True, kw_only=True):
    """An answer that reaches for force."""

    card: str
    state: str


class StaffLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the staff plan: divisions that the record moves in a turn. An empty end is outside the theatre."""

    id: str
    turn: int
    seat: Seat
    side: SideName
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
    event_texts: tuple[EventText, ...] = ()
    lines: tuple[StaffLine, ...] = ()

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
    def seat_ids(self) -> tuple[Seat, ...]:
        """Ids of the seats, in the order in which they move."""
        return tuple(s.id for s in self.seats)

    @cached_property
    def sectors(self) -> tuple[str, ...]:
        """Ids of the border sectors."""
        return tuple(p.id for p in self.places if p.kind == "sector")

    def place(self, name: str) -> TheatrePlace:
        """The place of that id."""
        return self.places[self.place_ids.index(name)]

    def seat(self, name: str) -> SeatAt:
        """The seat of that id."""
        return self.seats[[s.id for s in self.seats].index(name)]  # type: ignore[arg-type]

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
