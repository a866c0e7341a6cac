"""The one legality function: what a side may order, judged by what that side knows (rules 7.10-7.17, 10.3)."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from game.core.hexes import distance
from game.core.words import _
from game.files.errors import nearest
from game.match.battle.air import Air
from game.match.battle.amiss import amiss, unread
from game.match.battle.checks import TaskChecks
from game.match.battle.decisions import DecisionChecks
from game.match.battle.engine import Engine
from game.match.battle.lawful import Lawful
from game.match.battle.leave import Leave
from game.match.battle.masks import Masks
from game.match.battle.orders import expand
from game.match.battle.politics import Diplomacy
from game.match.refusals import Refusal as Refusal
from game.match.refusals import refuse
from game.model.base import HexAt
from game.model.battle.calendar import Turn
from game.model.battle.decisions import Decision
from game.model.battle.forces import Counter
from game.model.battle.orders import Order
from game.model.battle.verbs import VERBS
from game.rules.battle import state as S
from game.rules.battle.parameters import HQ_REACH_M
from game.rules.battle.state import State


class Refused(ValueError):
    """An order that is not legal was to be carried out."""

    def __init__(self, order: Order | Decision, refusal: Refusal) -> None:
        self.order, self.refusal = order, refusal
        super().__init__(str(refusal))


class Legality:
    """What one side may order in one position that was sealed for it."""

    def __init__(self, engine: Engine, sealed: State, side: str, turn: Turn) -> None:
        self.engine, self.sealed, self.side, self.turn = engine, sealed, side, turn
        self.scenario = engine.scenario
        self.diplomacy = Diplomacy(engine, sealed, side, turn)
        self.leave, self._decisions = Leave(self.diplomacy), DecisionChecks(self.diplomacy)
        self.air = Air(engine, sealed, side, turn, self.leave)
        self.checks = TaskChecks(engine, sealed, side, turn, self.leave)
        self.ways, self.boats, self.rows = self.checks.ways, self.checks.boats, self.checks.rows
        self.lawful = Lawful(self.checks, self.leave)
        self.masks = Masks(self.checks, self.leave, self.lawful)
        self._legal: set[Order] = set()
        self._alone: dict[frozenset[str], Legality] = {}

    def refusal(self, order: Order | Decision, beside: Sequence[Order | Decision] = ()) -> Refusal | None:
        """None, or the rule that forbids an order or decision. A formation's is refused if every one of its counters' is.

        `beside`: the rest of the side's sheet for the turn, which books lots of the boats (rule 9.3) and on which the
        commander may have resolved to act alone (rule 10.3).
        """
        if isinstance(order, Decision):
            return self._decisions.refusal(order)
        orders = beside
        if beside and any(isinstance(one, Decision) for one in beside):
            orders = [o for o in beside if isinstance(o, Order)]
            legality = self.beside([d for d in beside if isinstance(d, Decision)])
            if legality is not self:
                return legality.refusal(order, orders)
        with suppress(TypeError):  # what no set can hold is no order either
            if order in self._legal:
                return None
        found = unread(order)
        if found is None and not self.lawful.allows(order):
            shared = cast(Sequence[Order], orders)
            found = self._judge(order, [o for o in shared if unread(o) is None] if order.verb.ferries else shared)
        if found is None and not order.verb.ferries:
            self._legal.add(order)
        return found

    def is_lawful(self, order: Order | Decision, beside: Sequence[Order | Decision] = ()) -> bool:
        """Whether `refusal` is None: quicker, since a no mostly needs no reason."""
        if beside or not isinstance(order, Order) or unread(order) is not None or not self.lawful.is_sure(order):
            return self.refusal(order, beside) is None
        if self.lawful.allows(order):
            self._legal.add(order)
        return order in self._legal

    def _judge(self, order: Order, beside: Sequence[Order]) -> Refusal | None:
        scenario = self.scenario
        if scenario.has_counter(order.unit):
            return self._one(order, beside)
        if scenario.has_wing(order.unit):
            return amiss(order, self.scenario, self.turn) or self.air.refusal(order)
        formations = [f.id for f in scenario.formations if f.side == self.side]
        if order.unit not in formations:
            known = [c.id for c in scenario.counters if c.side == self.side] + formations
            return refuse(
                "7.1",
                "no counter or formation {unit!r} of {side}{hint}",
                unit=order.unit,
                side=_(scenario.side_names[self.side]),
                hint=nearest(order.unit, known),
            )
        if order.verb.assaults:
            far = self._far_from_headquarters(order.unit)
            if far:
                return far
        found: list[Refusal | None] = []
        taken = list(beside)
        for one in expand(scenario, order):
            found.append(self._one(one, taken))
            if found[-1] is None:
                taken.append(one)
        return None if any(f is None for f in found) else found[0]

    def beside(self, decisions: Sequence[Decision]) -> "Legality":
        """What the side may order when these decisions, all of them legal, stand on its sheet: acts that it does alone (10.3)."""
        acts = frozenset(d.act for d in decisions if d.kind == "alone")
        if acts and acts not in self._alone:
            state = S.copy_state(self.sealed)
            for act in acts:
                self.engine.act_alone(state, self.scenario.politics.act_index(act) if self.scenario.politics else 0)
            self._alone[acts] = Legality(self.engine, state, self.side, self.turn)
        return self._alone[acts] if acts else self

    def legal_tasks(self, unit: str) -> tuple[str, ...]:
        """Tasks that a counter may be given with some target, sorted."""
        found = self._tasks.get(unit)
        if found is None:
            found = self.air.tasks(unit) if self.scenario.has_wing(unit) else ()
            self._tasks[unit] = found
        return found

    @cached_property
    def _tasks(self) -> dict[str, tuple[str, ...]]:
        return {self.scenario.counters[k].id: self.lawful.tasks(k) for k in self.rows}

    def mask(self, unit: str) -> NDArray[np.bool_]:
        """Where each verb of an own counter or wing may be aimed: shape (verbs, rows, columns), verbs in the order of `VERBS`.

        An order is meant with nothing but verb and target, and one round, lot or flight. A verb without target may have any.

        Raises:
            KeyError: the side has no counter or wing of that id.
        """
        ground, wing = self.scenario.ground, self.scenario.has_wing(unit)
        owner = self.scenario.wing(unit) if wing else self.scenario.counter(unit)
        if owner.side != self.side:
            raise KeyError(unit)
        if wing:
            found = np.zeros((len(VERBS), ground.rows, ground.columns), np.bool_)
        else:
            everywhere = np.arange(ground.rows * ground.columns)[None]
            found = self.masks.of([self.scenario.unit_index(unit)], everywhere)
            found = found.reshape(-1, ground.rows, ground.columns)
        tasks = self.legal_tasks(unit)
        for row, verb in enumerate(VERBS.values()):
            if verb.name in tasks and (verb.for_wings if wing else verb.ferries):
                for here in self._crossings if verb.ferries else self._everywhere:
                    order = Order(unit=unit, task=verb.name, target=here, lots=int(verb.ferries))
                    found[row, here[1], here[0]] = self.refusal(order) is None
        return found

    @cached_property
    def _crossings(self) -> list[HexAt]:
        return [self.scenario.place(c.place).hex for c in self.scenario.crossings]

    @cached_property
    def _everywhere(self) -> list[HexAt]:
        ground = self.scenario.ground
        return [(column, row) for row in range(ground.rows) for column in range(ground.columns)]

    # ------------------------------------------------------------ one counter
    def _one(self, order: Order, beside: Sequence[Order]) -> Refusal | None:
        counter = self.scenario.counter(order.unit)
        if counter.side != self.side:
            return refuse(
                "7.1", "{unit} is not a counter of {side}", unit=order.unit, side=_(self.scenario.side_names[self.side])
            )
        kind = self.scenario.unit_type(counter)
        wrong = self._unfit(counter) or amiss(order, self.scenario, self.turn)
        wrong = wrong or self.leave.of_order(order, counter, kind, self.checks.at(counter))
        return wrong or self.checks.refusal(order, counter, kind, beside)

    def _unfit(self, counter: Counter) -> Refusal | None:
        row = self.checks.row(counter)
        if row[S.HEX] < 0:
            return refuse("7.10", "{unit} is not on the map", unit=counter.id)
        if row[S.BROKEN]:
            return refuse(
                "7.10", "{unit} is broken: cohesion {found}, obeys again at 400", unit=counter.id, found=row[S.COH_PM]
            )
        return None

    def _far_from_headquarters(self, formation: str) -> Refusal | None:
        """A formation's assault needs two of its counters near its headquarters, if it has one on the map (rule 7.7)."""
        members = [
            (c, self.checks.at(c)) for c in self.scenario.counters_of(formation) if self.checks.row(c)[S.HEX] >= 0
        ]
        heads = [here for c, here in members if self.scenario.unit_type(c).hq]
        able = [here for c, here in members if self.scenario.unit_type(c).assaults]
        if not heads or len(able) < 2:
            return None
        reach_m = self.engine.parameters[HQ_REACH_M]
        near = sum(300 * distance(heads[0], here) <= reach_m for here in able)
        if near >= 2:
            return None
        return refuse(
            "7.7",
            "{formation} cannot assault as a whole: {near} of its counters within {reach:,.0f} m of its "
            "headquarters, needed 2",
            formation=formation,
            near=near,
            reach=reach_m,
        )
