"""A scenario: everything that a game needs to begin, and everything the record says of it."""

from functools import cached_property
from typing import Any

from game.core.hexes import numbers
from game.core.words import spoken
from game.model.base import Entry, HexAt, Source
from game.model.battle.air import Wing
from game.model.battle.calendar import Almanac, Calendar, Weather
from game.model.battle.decisions import Decision
from game.model.battle.forces import Army, Counter, Formation, Gun, Intelligence, UnitType
from game.model.battle.ground import Crossing, Ground, Place, Terrain, Way
from game.model.battle.look import Look
from game.model.battle.measures import Outcome, ScoredPlace, Scoring, Target
from game.model.battle.options import Option
from game.model.battle.orders import Order
from game.model.battle.plans import PLAIN, Plan, habit
from game.model.battle.politics import Politics
from game.model.battle.record import Keyframe, NamedPlace, Person, RecordDay, RecordTurn, SourceRow
from game.model.battle.record_book import Record
from game.model.battle.switches import Switch
from game.model.battle.whatif import WhatIf
from game.model.ruling import EventText, FactorText, Parameter, Rule


class TurnOrders(Entry, frozen=True, kw_only=True):
    """The orders and decisions that history gave in one turn, by side."""

    turn: int
    side: str
    orders: tuple[Order, ...]
    decisions: tuple[Decision, ...] = ()


class Scenario(Entry, frozen=True, kw_only=True, dict=True):
    """A whole scenario. `digest` names its content; `road` is the pace on roads; `features` is the drawn map's GeoJSON.

    `supply`: ferries, supply, marsh tracks and recovery are in play (rules 5.6, 5.8, chapter 9).
    """

    id: str
    format: int
    title: str
    subtitle: str
    briefing: dict[str, str]
    sides: tuple[str, str]
    side_names: dict[str, str]
    calendar: Calendar
    almanac: tuple[Almanac, ...]
    weather: tuple[Weather, ...]
    terrain: tuple[Terrain, ...]
    road: Terrain
    ground: Ground
    places: tuple[Place, ...]
    ways: tuple[Way, ...]
    crossings: tuple[Crossing, ...] = ()
    supply: bool = False
    unit_types: tuple[UnitType, ...]
    guns: tuple[Gun, ...]
    armies: tuple[Army, ...]
    formations: tuple[Formation, ...]
    counters: tuple[Counter, ...]
    intelligence: tuple[Intelligence, ...]
    parameters: tuple[Parameter, ...]
    scoring: Scoring
    outcomes: tuple[Outcome, ...]
    targets: tuple[Target, ...]
    rulebook: tuple[Rule, ...]
    factors: tuple[FactorText, ...]
    events: tuple[EventText, ...]
    sources: tuple[Source, ...]
    keyframes: tuple[Keyframe, ...]
    record_turns: tuple[
        RecordTurn, ...
    ] = ()  # these five: what the record tells beside its keyframes; not in the digest
    record_days: tuple[RecordDay, ...] = ()
    record_rows: tuple[SourceRow, ...] = ()
    record_places: tuple[NamedPlace, ...] = ()
    people: tuple[Person, ...] = ()
    history: tuple[TurnOrders, ...]
    what_ifs: tuple[WhatIf, ...]
    features: dict[str, Any]
    wings: tuple[Wing, ...]
    attribution: str
    digest: str
    look: Look  # not in the digest
    politics: Politics | None = None  # chapters 10 and 11, None where they are not in play
    plans: tuple[Plan, ...] = ()  # of the computer commander; not in the digest
    options: tuple[Option, ...] = ()  # of the general; not in the digest
    switches: tuple[Switch, ...] = ()  # rules that a what-if may switch off; not in the digest
    variant: str = "history"  # id of the what-if that it is under

    def __repr__(self) -> str:
        what = "" if self.variant == "history" else f" under {self.variant}"
        return f"Scenario({self.id}{what}, {len(self.counters)} counters, digest {self.digest})"

    @cached_property
    def record(self) -> "Record":
        """The record as a book: `record.at("3 Aug Night")`."""
        return Record(self)

    @cached_property
    def _counters(self) -> dict[str, int]:
        return {c.id: k for k, c in enumerate(self.counters)}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {p.id: p for p in self.places}

    @cached_property
    def _types(self) -> dict[str, UnitType]:
        return {t.id: t for t in self.unit_types}

    @cached_property
    def _terrains(self) -> dict[str, Terrain]:
        return {t.symbol: t for t in self.terrain}

    @cached_property
    def _armies(self) -> dict[str, Army]:
        return {a.side: a for a in self.armies}

    @property
    def scored(self) -> tuple[ScoredPlace, ...]:
        """The places that count for victory."""
        return self.scoring.places

    def unit_index(self, unit: str) -> int:
        """Number of a counter in the arrays.

        Raises:
            KeyError: there is no such counter.
        """
        return self._counters[unit]

    def counter(self, unit: str) -> Counter:
        """A counter by its id.

        Raises:
            KeyError: there is no such counter.
        """
        return self.counters[self._counters[unit]]

    def has_counter(self, unit: str) -> bool:
        """There is a counter of that id."""
        return unit in self._counters

    @cached_property
    def flying(self) -> tuple[Wing, ...]:
        """Wings that have a flight on some day that is played, in the order of the scenario; none where nobody flies."""
        days = {turn.date for turn in self.calendar.played()}
        return tuple(w for w in self.wings if any(w.flights_on(day) for day in days))

    @cached_property
    def _wings(self) -> dict[str, Wing]:
        return {w.id: w for w in self.wings}

    def has_wing(self, unit: str) -> bool:
        """There is a wing of that id, whether it may fly or not."""
        return unit in self._wings

    def wing(self, unit: str) -> Wing:
        """A wing by its id.

        Raises:
            KeyError: there is no such wing.
        """
        return self._wings[unit]

    def wing_index(self, unit: str) -> int:
        """Number of a flying wing in the arrays, -1 if there is none of that id."""
        return self._flying.get(unit, -1)

    @cached_property
    def _flying(self) -> dict[str, int]:
        return {w.id: k for k, w in enumerate(self.flying)}

    def formation(self, formation: str) -> Formation:
        """A formation by its id.

        Raises:
            KeyError: there is no such formation.
        """
        for f in self.formations:
            if f.id == formation:
                return f
        raise KeyError(formation)

    def counters_of(self, formation: str) -> tuple[Counter, ...]:
        """The counters of a formation."""
        return tuple(c for c in self.counters if c.formation == formation)

    def unit_type(self, counter: Counter) -> UnitType:
        """The type of a counter."""
        return self._types[counter.type]

    def terrain_at(self, here: HexAt) -> Terrain:
        """The terrain of a hex."""
        return self._terrains[self.ground.symbol(here)]

    def army(self, side: str) -> Army:
        """The army of a side.

        Raises:
            KeyError: there is no such side.
        """
        return self._armies[side]

    def place(self, place: str) -> Place:
        """A place by its id.

        Raises:
            KeyError: there is no such place.
        """
        return self._places[place]

    def crossing_at(self, here: HexAt) -> Crossing | None:
        """The crossing whose river hex this is, None where boats do not cross."""
        return next((c for c in self.crossings if self.place(c.place).hex == here), None)

    def place_at(self, here: HexAt) -> Place | None:
        """The place in a hex, hills before villages, None where nothing is named."""
        return self._places_at.get(here)

    @cached_property
    def _places_at(self) -> dict[HexAt, Place]:
        found: dict[HexAt, Place] = {}
        for place in sorted(self.places, key=lambda p: p.kind != "hill"):
            found.setdefault(place.hex, place)
        return found

    def hex_name(self, here: HexAt) -> str:
        """A hex by the name of its place in the language in use, or by its numbers "18,26"."""
        place = self.place_at(here)
        return spoken(place.names) if place else numbers(here)

    def orders_of(self, turn: int, side: str) -> tuple[Order, ...]:
        """History's orders of a side in a turn."""
        return tuple(o for t in self.history if t.turn == turn and t.side == side for o in t.orders)

    def decisions_of(self, turn: int, side: str) -> tuple[Decision, ...]:
        """History's decisions of a side in a turn."""
        return tuple(d for t in self.history if t.turn == turn and t.side == side for d in t.decisions)

    def what_if(self, name: str) -> WhatIf:
        """A what-if by its id.

        Raises:
            KeyError: there is no such what-if.
        """
        for w in self.what_ifs:
            if w.id == name:
                return w
        raise KeyError(name)

    def rule(self, number: str) -> Rule | None:
        """A rule by its number, None where the book has none."""
        return next((r for r in self.rulebook if r.number == number), None)

    def parameter(self, name: str) -> float:
        """The value of a parameter.

        Raises:
            KeyError: there is no such parameter.
        """
        for p in self.parameters:
            if p.name == name:
                return p.value
        raise KeyError(name)

    def plans_of(self, side: str) -> tuple[Plan, ...]:
        """The computer commander's plans for a side, in the order of the file, without the plain one's own.

        Those only that can begin here: their turn is played, and who attacks nothing has a scored place to hold.
        """
        return tuple(p for p in self.plans if p.side == side and p.id != PLAIN and self._can_begin(p))

    def _can_begin(self, plan: Plan) -> bool:
        calendar = self.calendar
        if plan.begins and calendar.pulse_of(plan.begins) >= calendar.played()[-1].last_pulse:
            return False
        scored = {self.place(p.place).hex for p in self.scored}
        return plan.attacks or any(c.side == plan.side and c.hex in scored for c in self.counters)

    def habit_of(self, side: str) -> Plan:
        """The plain commander's habit in this scenario."""
        return next((p for p in self.plans if p.side == side and p.id == PLAIN), None) or habit(side)

    def other(self, side: str) -> str:
        """The side across."""
        return self.sides[1 - self.sides.index(side)]
