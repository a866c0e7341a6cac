"""What one side knows: its counters whole, contacts as last seen, the engagements it hears, its own score. Nothing hidden."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from game.core.hexes import distance
from game.match.battle.air import KnownStrike, OwnWing
from game.match.battle.contacts import STAGES, KnownMission, KnownRow
from game.match.battle.contacts import Contact as Contact
from game.match.battle.engine import Engine
from game.match.battle.events import Event
from game.match.battle.ferrying import FerryLots, Supplies
from game.match.battle.frames import COLUMNS, rows_known
from game.match.battle.legality import Legality, Refusal
from game.match.battle.marching import Approach, March
from game.match.battle.memory import Memory
from game.match.battle.open_orders import open_orders
from game.match.battle.orders import MISSION_NAMES
from game.match.battle.own_unit import OwnUnit
from game.match.battle.politics import Permission, Talk
from game.match.battle.score import Goal, Score, goals_of, loss_of, men_lost, score_of, shares_now
from game.match.frames import to_frame
from game.model.base import HexAt
from game.model.battle.calendar import Turn
from game.model.battle.decisions import Decision
from game.model.battle.light import LightRow
from game.model.battle.orders import Order
from game.model.battle.politics import Act
from game.model.battle.scenario import Scenario
from game.model.battle.verbs import VERBS
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.counter_battery import LOCATED
from game.rules.battle.state import State

if TYPE_CHECKING:
    from game.match.battle.playout import Playout

PLAIN_MARCH = next(v.name for v in VERBS.values() if v.halts)  # the verb of a march that ends before the enemy


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
        memories: Callable[[], Mapping[str, Memory]] = dict,
    ) -> None:
        self._engine, self._sealed, self._memories = engine, sealed, memories
        self.scenario: Scenario = engine.scenario
        self.side, self.turn, self.events = side, turn, events
        self._index = self.scenario.sides.index(side)
        self.legality = legality or Legality(engine, sealed, side, turn)

    def __repr__(self) -> str:
        return f"View({self.scenario.id}, {self.side}, {self.turn.name}: {len(self.own)} counters, {len(self.contacts)} contacts)"

    # ------------------------------------------------------------ what may be ordered
    def refusal(self, order: Order | Decision, beside: Sequence[Order | Decision] = ()) -> Refusal | None:
        """None, or the rule that forbids an order or decision. `beside`: others of the turn, which book boats too."""
        return self.legality.refusal(order, beside)

    def is_lawful(self, order: Order | Decision, beside: Sequence[Order | Decision] = ()) -> bool:
        """Whether `refusal` is None: quicker, for who needs no reason."""
        return self.legality.is_lawful(order, beside)

    def legal_tasks(self, unit: str) -> tuple[str, ...]:
        """Tasks that a counter may be given, sorted."""
        return self.legality.legal_tasks(unit)

    def legal_mask(self, unit: str) -> NDArray[np.bool_]:
        """Where each verb of an own counter or wing may be aimed. Shape (verbs, rows, columns), verbs in the order of `VERBS`.

        It is what `refusal` says of an order with nothing but verb and target, and one round, lot or flight.

        Raises:
            KeyError: the side has no counter or wing of that id.
        """
        return self.legality.mask(unit)

    def legal_orders(self, unit: str) -> tuple[Order, ...]:
        """Every lawful order of an own counter or wing with nothing but verb and target, by verb, row and column.

        Missions of guns are of one round, ferries of one lot, strikes of one flight. What else an order may say `refusal` judges.

        Raises:
            ValueError: the side has no counter or wing of that id.
        """
        return open_orders(self.legality, unit)

    def to_frame(self, what: str = "units") -> Any:
        """What the side knows now as rows: its "units" with the enemy's as last seen, or the "events" of the last turn.

        A `pandas.DataFrame` where pandas is installed, else a list of dicts.

        Raises:
            ValueError: there is no such table.
        """
        return to_frame(rows_known(self, what), columns=COLUMNS[what])

    def reach_hours(self, unit: str, manner: int = C.OPEN) -> Mapping[HexAt, float]:
        """Hours to every hex that an own counter can reach, round known enemies, at the pace of this moment (rules 5.2, 8.4)."""
        index = self.scenario.unit_index(unit)
        here = self._engine.hex_at(self.legality.rows[index][S.HEX])
        return {} if here is None else self.legality.ways.reach(index, here, manner)

    def hours_beside(self, unit: str, target: HexAt) -> float:
        """Hours from an own counter to the nearest hex beside a target, as `reach_hours` has them; 99 if it can reach none."""
        index = self.scenario.unit_index(unit)
        here = self._engine.hex_at(self.legality.rows[index][S.HEX])
        return 99.0 if here is None else self.legality.ways.reach(index, here).beside(target, 99.0)

    def march(self, order: Order) -> March | None:
        """When a legal order sets its counter out and when that is at its target, unhindered; None for all that do not march."""
        return self.legality.ways.course(order, self.turn).march

    def march_on(self, unit: str) -> March | None:
        """The march that an own counter's task in force still has before it, unhindered; None if it goes nowhere by itself."""
        return self.legality.ways.course_on(self.scenario.unit_index(unit), self.turn).march

    def way(self, order: Order) -> tuple[HexAt, ...]:
        """The hexes that a legal order leads its counter through, where it stands first; it may stop short of its target."""
        return self.legality.ways.course(order, self.turn).way

    def way_on(self, unit: str) -> tuple[HexAt, ...]:
        """The hexes that an own counter's task in force still leads it through, as `way` has them."""
        return self.legality.ways.course_on(self.scenario.unit_index(unit), self.turn).way

    def approach(self, unit: str, order: Order | None = None) -> Approach | None:
        """When a legal order to assault, or the assault in force, brings its counter near the hex, unhindered; else None."""
        return self.legality.ways.approach(order, self.scenario.unit_index(unit), self.turn)

    def march_to(self, unit: str, here: HexAt) -> March | None:
        """The march of an own counter that is ordered to move to a hex now; None if it may not or finds no way."""
        order = Order(unit=unit, task=PLAIN_MARCH, target=here)
        return None if self.refusal(order) else self.march(order)

    # ------------------------------------------------------------ what is known
    @cached_property
    def own(self) -> tuple[OwnUnit, ...]:
        """Every counter of the side, in the order of the scenario."""
        counters, hex_at = self.scenario.counters, self._engine.hex_at
        rows = self.legality.rows.items()
        return tuple([OwnUnit(self, k, counters[k], row, hex_at(row[S.HEX])) for k, row in rows])

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """Enemy counters seen now or before, in the order of the scenario."""
        count, now = len(self.scenario.counters), int(self._sealed.clock[S.NOW])
        seen = self._sealed.seen[self._index * count : (self._index + 1) * count]
        known = np.nonzero((seen[:, S.SEEN_AT] >= 0) & (seen[:, S.SEEN_HEX] >= 0))[0]
        located = (self._sealed.units[known, S.LOCATED_PM] >= LOCATED).tolist()
        columns, counters = self._engine.columns, self.scenario.counters
        return tuple(
            [
                Contact(
                    c.id,
                    c.side,
                    (row[S.SEEN_HEX] % columns, row[S.SEEN_HEX] // columns),
                    row[S.SEEN_MEN],
                    row[S.SEEN_TANKS],
                    c.type,
                    c.formation,
                    max(0, now - row[S.SEEN_AT]),
                    bool(row[S.SEEN_NOW]),
                    is_located,
                )
                for k, row, is_located in zip(known.tolist(), seen[known].tolist(), located, strict=True)
                if (c := counters[k]).side != self.side
            ]
        )

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
        return tuple(
            KnownMission(
                self.scenario.counters[row[S.M_GROUP]].id,
                MISSION_NAMES[row[S.M_KIND]],
                self._engine.hex_at(row[S.M_TARGET]),
                row[S.M_FROM],
                row[S.M_TO],
                row[S.M_ROUNDS],
                row[S.M_FIRED],
            )
            for row in self._sealed.missions[self._sealed.missions[:, S.M_USED] != 0].tolist()
        )

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
        return score_of(self.scenario, self._sealed, self._engine.tables, self.side, shares=self.shares)

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """What each scored place has brought the side and may bring it, as far as it knows."""
        return goals_of(self.scenario, self._sealed, self._engine.tables, self.side)

    def price_of(self, men: int) -> float:
        """Points that so many more own men lost would cost."""
        return loss_of(self.scenario, self._sealed, self._engine.tables, self.side, men)

    @property
    def men_lost(self) -> int:
        """Own men lost so far, as the score counts them."""
        return men_lost(self._sealed, self._engine.tables, self._index)

    @property
    def price(self) -> int:
        """Points of price that the side's acts have cost it (rule 10.2)."""
        return int(self._sealed.sides[self._index, S.PRICE])

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
    def memories(self) -> Mapping[str, Memory]:
        """What the side remembers of each enemy counter that it saw fail or lose men."""
        return self._memories()

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

    def guess(self, seed: int) -> State:
        """A whole position that agrees with what the side knows; what it cannot know is drawn by `seed`, never read."""
        from game.match.battle.guess import Belief

        return Belief(self).guess(seed)

    def playout(self, seed: int) -> "Playout":
        """A game that goes on from such a guess, to try orders on: its luck is not that of the game."""
        from game.match.battle.guess import Belief
        from game.match.battle.playout import Playout

        belief = Belief(self)
        return Playout(self._engine, belief.guess(seed), self.turn, tables=belief.tables)

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
