"""What one side knows: its counters whole, contacts as last seen, the engagements it hears, its own score. Nothing hidden."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from game.core.hexes import distance
from game.core.words import N_
from game.match.battle.air import KnownStrike, OwnWing
from game.match.battle.engine import Engine
from game.match.battle.events import Event
from game.match.battle.ferrying import FerryLots, Supplies
from game.match.battle.legality import Legality, Refusal
from game.match.battle.orders import MANNER_NAMES, MISSION_NAMES, TRIGGER_NAMES, VERBS
from game.match.battle.politics import Permission, Talk
from game.match.battle.score import Score, score_of, shares_now
from game.model.base import HexAt
from game.model.battle.calendar import Turn
from game.model.battle.decisions import Decision
from game.model.battle.forces import Counter
from game.model.battle.light import LightRow
from game.model.battle.orders import Order
from game.model.battle.politics import Act
from game.model.battle.scenario import Scenario
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.state import State

STAGES = {
    C.APPROACH: "approach",
    C.HEARD: "heard",
    C.WIRE_STAGE: "wire",
    C.CREST_STAGE: "crest",
    C.CONTESTED: "contested",
}


def _column(index: int, text: str) -> Any:
    """A property of a counter that is a column of the rules."""

    def read(unit: "OwnUnit") -> int:
        value: int = unit._row[index]
        return value

    return property(read, doc=text)


class OwnUnit:
    """A counter of the side that looks, read from its sealed position. Times are absolute pulses."""

    __slots__ = ("_k", "_row", "_view", "formation", "hex", "id", "type")

    def __init__(self, view: "View", k: int, counter: Counter) -> None:
        self._view, self._k, self._row = view, k, view.legality.rows[k]
        self.id, self.formation, self.type = counter.id, counter.formation, counter.type
        self.hex: HexAt | None = view.engine.hex_at(self._row[S.HEX])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, OwnUnit):
            return NotImplemented
        mine, theirs = ((u.id, u._row, u.path, u.delay, u.lots) for u in (self, other))
        return mine == theirs

    def __hash__(self) -> int:
        return hash((self.id, tuple(self._row)))

    def __repr__(self) -> str:
        return f"OwnUnit({self.id} at {self.hex}: {self.strength} strong, {self.task} {self.target or ''})"

    men = _column(S.MEN, "Infantry present.")
    crew = _column(S.CREW, "Crews of guns, tanks and boats.")
    lmg = _column(S.LMG, "Light machine guns.")
    hmg = _column(S.HMG, "Heavy machine guns.")
    guns = _column(S.GUNS, "Guns.")
    at = _column(S.AT, "Anti-tank guns.")
    tanks = _column(S.TANKS, "Tanks, bogged ones among them.")
    bogged = _column(S.BOGGED, "Tanks that are stuck.")
    suppression_pm = _column(S.SUP_PM, "Suppression, per mille.")
    cohesion_pm = _column(S.COH_PM, "Cohesion, per mille.")
    works_pm = _column(S.WORKS_PM, "Works, per mille.")
    crest = _column(S.CREST, "Thirds of the men on the crest line.")
    line_pm = _column(S.LINE_PM, "Share of the men in the firing line, per mille.")
    ready = _column(S.READY, "Pulse at which the order in force arrives.")
    start = _column(S.START, "Pulse at which an assault goes in.")
    lost = _column(S.LOST, "Men lost so far.")
    killed = _column(S.KILLED, "Men killed so far.")
    lots_over = _column(S.LOTS_OVER, "Lots that are over the river.")

    @property
    def task(self) -> str:
        """The task in force."""
        return VERBS[self._row[S.TASK]]

    @property
    def target(self) -> HexAt | None:
        """The hex of the task in force."""
        return self._view.engine.hex_at(self._row[S.GOAL])

    @property
    def manner(self) -> str:
        """How it goes: open, silent, prepared."""
        return MANNER_NAMES[self._row[S.MANNER]]

    @property
    def start_line(self) -> HexAt | None:
        """The hex in which an assault forms up."""
        return self._view.engine.hex_at(self._row[S.START_LINE])

    @property
    def trigger(self) -> str:
        """What a reserve waits for."""
        return TRIGGER_NAMES[self._row[S.TRIGGER]]

    @property
    def path(self) -> tuple[HexAt, ...]:
        """The way still before it."""
        at, end = self._row[S.PATH_AT], self._row[S.PATH_LEN]
        if at >= end:
            return ()
        hexes = self._view.sealed.paths[self._k][at:end].tolist()
        return tuple(h for h in map(self._view.engine.hex_at, hexes) if h is not None)

    @property
    def is_active(self) -> bool:
        """Order and hour have come."""
        return self._row[S.ACTIVE] > 0

    @property
    def is_disrupted(self) -> bool:
        """Too shaken to go on (rule 2.6)."""
        return self._row[S.DISRUPTED] > 0

    @property
    def is_broken(self) -> bool:
        """Obeys no order until it rallies (rule 2.6)."""
        return self._row[S.BROKEN] > 0

    @property
    def delay(self) -> int:
        """Pulses until an order arrives (rule 7.6)."""
        return self._view.engine.order_delay(self._view.legality.ways.hosted, self.id)

    @property
    def supply(self) -> str:
        """How it is supplied: "" well, "low" on small-arms ammunition, "cut off" from where it comes (rule 9.6)."""
        if self._row[S.HEX] >= 0 and self._row[S.CUT] > 0:
            return N_("cut off")
        return N_("low") if self._row[S.LOW] else ""

    @property
    def lots(self) -> int:
        """Lots of the boats that it has booked (rule 9.3)."""
        return (
            self._view.engine.lots_booked(self._view.legality.ways.hosted, self.id) if self._view.scenario.supply else 0
        )

    @property
    def strength(self) -> int:
        """Tanks of a tank company, guns of a gun group, else men and crews."""
        strength: int = self.tanks or (self.guns if self.men == 0 and self.guns else self.men + self.crew)
        return strength

    @property
    def is_idle(self) -> bool:
        """Holding without an enemy's row on it or a task ahead: yours to order."""
        return self.hex is not None and self.task in ("hold", "dig") and not self.is_broken


class Contact(NamedTuple):
    """An enemy counter as last seen. `men` is the observers' estimate; `age_pulses` 0 and `now` while it is in sight."""

    id: str
    side: str
    hex: HexAt
    men: int
    tanks: int
    type: str
    formation: str
    age_pulses: int
    now: bool


class KnownRow(NamedTuple):
    """An engagement that the side knows of; `gap_m` and `share_pm` as both see them (rule 3.5)."""

    side: str
    attackers: tuple[str, ...]
    start: HexAt
    target: HexAt
    gap_m: int
    stage: str
    stage_number: int
    share_pm: int
    presses: bool
    opened: int


class KnownMission(NamedTuple):
    """A fire mission of the side's own plan."""

    group: str
    mission: str
    target: HexAt
    first: int
    last: int
    rounds: int
    fired: int


class View:
    """What a side knows at the start of a turn, and what it may order."""

    def __init__(
        self,
        engine: Engine,
        sealed: State,
        side: str,
        turn: Turn,
        events: tuple[Event, ...] = (),
        legality: Legality | None = None,
    ) -> None:
        self._engine, self._sealed = engine, sealed
        self.scenario: Scenario = engine.scenario
        self.side, self.turn, self.events = side, turn, events
        self._index = self.scenario.sides.index(side)
        self.legality = legality or Legality(engine, sealed, side, turn)

    # ------------------------------------------------------------ what may be ordered
    def refusal(self, order: Order | Decision, beside: Sequence[Order | Decision] = ()) -> Refusal | None:
        """None, or the rule that forbids an order or decision. `beside`: others of the turn, which book boats too."""
        return self.legality.refusal(order, beside)

    def legal_tasks(self, unit: str) -> tuple[str, ...]:
        """Tasks that a counter may be given, sorted."""
        return self.legality.legal_tasks(unit)

    def reach_hours(self, unit: str, manner: int = C.OPEN) -> Mapping[HexAt, float]:
        """Hours to every hex that an own counter can reach, round known enemies."""
        index = self.scenario.unit_index(unit)
        here = self._engine.hex_at(int(self._sealed.units[index, S.HEX]))
        return {} if here is None else self.legality.ways.reach(index, here, manner)

    # ------------------------------------------------------------ what is known
    @cached_property
    def own(self) -> tuple[OwnUnit, ...]:
        """Every counter of the side, in the order of the scenario."""
        return tuple(OwnUnit(self, k, c) for k, c in enumerate(self.scenario.counters) if c.side == self.side)

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """Enemy counters seen now or before, in the order of the scenario."""
        count, now = len(self.scenario.counters), int(self._sealed.clock[S.NOW])
        seen = self._sealed.seen[self._index * count : (self._index + 1) * count]
        found = []
        known = np.nonzero((seen[:, S.SEEN_AT] >= 0) & (seen[:, S.SEEN_HEX] >= 0))[0]
        for k, row in zip(known.tolist(), seen[known].tolist(), strict=True):
            c = self.scenario.counters[k]
            here = self._engine.hex_at(row[S.SEEN_HEX])
            if c.side != self.side and here is not None:
                found.append(
                    Contact(
                        c.id,
                        c.side,
                        here,
                        row[S.SEEN_MEN],
                        row[S.SEEN_TANKS],
                        c.type,
                        c.formation,
                        max(0, now - row[S.SEEN_AT]),
                        bool(row[S.SEEN_NOW]),
                    )
                )
        return tuple(found)

    @cached_property
    def rows(self) -> tuple[KnownRow, ...]:
        """Engagements that the side is in and has heard."""
        found = []
        for row in self._sealed.rows[self._sealed.rows[:, S.USED] != 0].tolist():
            stage, start, target = (
                int(row[S.STAGE]),
                self._engine.hex_at(int(row[S.FROM])),
                self._engine.hex_at(int(row[S.TARGET])),
            )
            assert start is not None
            assert target is not None
            attackers = tuple(self.scenario.counters[int(row[c])].id for c in (S.ATTACKER, S.ATTACKER_2) if row[c] >= 0)
            found.append(
                KnownRow(
                    self.scenario.sides[int(row[S.ROW_SIDE])],
                    attackers,
                    start,
                    target,
                    int(row[S.GAP_M]),
                    STAGES[stage],
                    stage,
                    int(row[S.SHARE_PM]),
                    bool(row[S.PRESS]),
                    int(row[S.OPENED]),
                )
            )
        return tuple(found)

    @cached_property
    def missions(self) -> tuple[KnownMission, ...]:
        """The side's own fire plan."""
        found = []
        for row in self._sealed.missions[self._sealed.missions[:, S.M_USED] != 0]:
            target = self._engine.hex_at(int(row[S.M_TARGET]))
            if target is not None:
                found.append(
                    KnownMission(
                        self.scenario.counters[int(row[S.M_GROUP])].id,
                        MISSION_NAMES[int(row[S.M_KIND])],
                        target,
                        int(row[S.M_FROM]),
                        int(row[S.M_TO]),
                        int(row[S.M_ROUNDS]),
                        int(row[S.M_FIRED]),
                    )
                )
        return tuple(found)

    @cached_property
    def wings(self) -> tuple[OwnWing, ...]:
        """The side's aircraft, as many as fly on some day of the scenario."""
        return self.legality.air.wings()

    @cached_property
    def strikes(self) -> tuple[KnownStrike, ...]:
        """The side's own strikes that have not flown."""
        return self.legality.air.strikes()

    @property
    def score(self) -> Score:
        """The side's own score if the game ended now."""
        return score_of(self.scenario, self._sealed, self._engine.tables, self.side)

    @cached_property
    def shares(self) -> dict[str, int]:
        """Share of each scored place that the side believes it holds, per mille."""
        return shares_now(self.scenario, self._sealed, self._engine.tables, self._index)

    @property
    def shells(self) -> int:
        """Rounds that the side has left."""
        return int(self._sealed.sides[self._index, S.SHELLS])

    def ferries(self, beside: Sequence[Order] = ()) -> tuple[FerryLots, ...]:
        """Lots booked and free at every crossing, with the orders `beside` counted in; none without chapter 9 (rule 9.3)."""
        return self.legality.boats.crossings(beside)

    @property
    def supplies(self) -> Supplies:
        """What came and was needed since 04:00, and what is low (rules 9.5, 9.6)."""
        return self.legality.boats.supplies

    @property
    def level(self) -> int:
        """Escalation level of the side's own acts (rule 10.1)."""
        return int(self._sealed.sides[self._index, S.LEVEL])

    @cached_property
    def permissions(self) -> tuple[Permission, ...]:
        """The side's escalation scale with odds, prices and how each leave stands (rules 10.1-10.3)."""
        return self.legality.diplomacy.permissions()

    @cached_property
    def acts(self) -> tuple[tuple[Act, str], ...]:
        """The side's escalation scale in short: each act with the status of its leave, as in `permissions`."""
        return self.legality.diplomacy.standing()

    @property
    def talks_today(self) -> bool:
        """Governments talk in this turn (rule 11.1)."""
        return self.legality.diplomacy.is_talk(self.turn.number)

    @property
    def choices(self) -> tuple[str, ...]:
        """What the side is to decide in this turn after the truce (rule 11.8)."""
        return self.legality.diplomacy.choices()

    @cached_property
    def talk(self) -> Talk | None:
        """The talks and the truce as the side knows them, None where there are none (chapter 11)."""
        return self.legality.diplomacy.talk()

    def may_stand(self, here: HexAt) -> bool:
        """Infantry of the side may be in a hex (rule 10.3)."""
        return self.legality.leave.may_stand(here)

    @property
    def pulse(self) -> int:
        """Absolute pulse at which the view was taken."""
        return int(self._sealed.clock[S.NOW])

    @cached_property
    def light(self) -> tuple[LightRow, ...]:
        """Light and weather of each pulse of the turn, as the almanac and the record's weather have them."""
        return self._engine.light.get(self.turn.number, ())

    def sees(self) -> frozenset[HexAt]:
        """Hexes within two of an own counter: what the board leaves without a veil."""
        ground, found = self.scenario.ground, set()
        for unit in self.own:
            if unit.hex is not None:
                c, r = unit.hex
                found |= {
                    (x, y)
                    for y in range(r - 2, r + 3)
                    for x in range(c - 3, c + 4)
                    if ground.holds((x, y)) and _near((c, r), (x, y), 2)
                }
        return frozenset(found)

    @property
    def sealed(self) -> State:
        """The position with everything hidden taken out: for forecasts from the side's own knowledge."""
        return self._sealed

    @property
    def engine(self) -> Engine:
        """The rules of the scenario."""
        return self._engine


def _near(a: HexAt, b: HexAt, most: int) -> bool:
    return distance(a, b) <= most
