"""The one legality function: what a side may order, judged by what that side knows (rules 7.10-7.17, 10.3)."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import cast

from game.core.hexes import distance
from game.core.words import _, spoken
from game.files.errors import nearest
from game.match.battle.air import Air
from game.match.battle.amiss import amiss
from game.match.battle.decisions import DecisionChecks
from game.match.battle.engine import Engine
from game.match.battle.ferrying import Ferrying
from game.match.battle.leave import Leave
from game.match.battle.orders import expand
from game.match.battle.politics import Diplomacy
from game.match.battle.ways import Ways
from game.match.refusals import Refusal as Refusal
from game.match.refusals import refuse
from game.model.base import HexAt
from game.model.battle.calendar import Turn
from game.model.battle.decisions import Decision
from game.model.battle.forces import Counter, UnitType
from game.model.battle.orders import Order
from game.rules.battle import state as S
from game.rules.battle.parameters import COH_ATTACK, HQ_REACH_M, PINNED, SHELLS_LOW
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
        self.ways = Ways(engine, sealed)
        own = [k for k, c in enumerate(self.scenario.counters) if c.side == side]
        # Each own counter by its number, in the columns of the rules.
        self.rows: dict[int, list[int]] = dict(zip(own, sealed.units[own].tolist(), strict=True))
        self._legal: set[Order] = set()
        self._tasks: dict[str, tuple[str, ...]] = {}
        self._checks: dict[str, Callable[[Order, Counter, UnitType], Refusal | None]] = {
            "hold": self._hold,
            "dig": self._dig,
            "reserve": self._reserve,
            "move": self._move,
            "withdraw": self._move,
            "assault": self._assault,
            "fire": self._fire,
            "strike": self._strike,
        }
        self.boats = Ferrying(engine, sealed, side, turn)
        self._alone: dict[frozenset[str], Legality] = {}

    def refusal(self, order: Order | Decision, beside: Sequence[Order | Decision] = ()) -> Refusal | None:
        """None, or the rule that forbids an order or decision. A formation's is refused if every one of its counters' is.

        `beside`: the rest of the side's sheet for the turn, which books lots of the boats (rule 9.3) and on which the
        commander may have resolved to act alone (rule 10.3).
        """
        if isinstance(order, Decision):
            return self._decisions.refusal(order)
        decided = [d for d in beside if isinstance(d, Decision)]
        orders = [o for o in beside if isinstance(o, Order)] if decided else cast(Sequence[Order], beside)
        alone = frozenset(d.act for d in decided if d.kind == "alone")
        if alone:
            return self._with_alone(alone).refusal(order, orders)
        if order in self._legal:
            return None
        found = self._judge(order, orders)
        if found is None and order.task != "ferry":
            self._legal.add(order)
        return found

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
        if order.task == "assault":
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

    def _with_alone(self, acts: frozenset[str]) -> "Legality":
        """The same position with some acts resolved on without leave."""
        if acts not in self._alone:
            state = S.copy_state(self.sealed)
            for act in acts:
                self.engine.act_alone(state, self.scenario.politics.act_index(act) if self.scenario.politics else 0)
            self._alone[acts] = Legality(self.engine, state, self.side, self.turn)
        return self._alone[acts]

    def legal_tasks(self, unit: str) -> tuple[str, ...]:
        """Tasks that a counter may be given with some target, sorted."""
        if unit not in self._tasks:
            self._tasks[unit] = self._list_tasks(unit)
        return self._tasks[unit]

    def _list_tasks(self, unit: str) -> tuple[str, ...]:
        if self.scenario.has_wing(unit):
            return self.air.tasks(unit)
        if not self.scenario.has_counter(unit):
            return ()
        counter = self.scenario.counter(unit)
        if counter.side != self.side:
            return ()
        row = self._row(counter)
        if row[S.HEX] < 0 or row[S.BROKEN]:
            return ()
        kind = self.scenario.unit_type(counter)
        tasks = ["hold", "move", "reserve", "withdraw"]
        if kind.assaults and row[S.COH_PM] >= self.engine.parameters[COH_ATTACK]:
            tasks.append("assault")
        if kind.digs and self._digs(counter):
            tasks.append("dig")
        if kind.gun and row[S.GUNS] > 0 and not kind.assaults and self._released(counter):
            tasks.append("fire")
        if self.boats.may_go(kind):
            tasks.append("ferry")
        if self.diplomacy.in_truce:
            tasks = [task for task in tasks if task not in ("assault", "fire")]
        return tuple(sorted(tasks))

    # ------------------------------------------------------------ one counter
    def _one(self, order: Order, beside: Sequence[Order]) -> Refusal | None:
        counter = self.scenario.counter(order.unit)
        if counter.side != self.side:
            return refuse(
                "7.1", "{unit} is not a counter of {side}", unit=order.unit, side=_(self.scenario.side_names[self.side])
            )
        kind = self.scenario.unit_type(counter)
        wrong = self._unfit(counter) or amiss(order, self.scenario, self.turn)
        wrong = wrong or self.leave.of_order(order, counter, kind, self._at(counter))
        if wrong or order.task == "ferry":
            return wrong or self._ferry(order, counter, kind, beside)
        return self._checks[order.task](order, counter, kind)

    def _row(self, counter: Counter) -> list[int]:
        return self.rows[self.scenario.unit_index(counter.id)]

    def _parameter(self, index: int) -> float:
        return self.engine.parameters[index]

    def _unfit(self, counter: Counter) -> Refusal | None:
        row = self._row(counter)
        if row[S.HEX] < 0:
            return refuse("7.10", "{unit} is not on the map", unit=counter.id)
        if row[S.BROKEN]:
            return refuse(
                "7.10", "{unit} is broken: cohesion {found}, obeys again at 400", unit=counter.id, found=row[S.COH_PM]
            )
        return None

    # ------------------------------------------------------------ verbs
    def _hold(self, order: Order, counter: Counter, kind: UnitType) -> Refusal | None:
        if not -1 <= order.crest <= 3:
            return refuse(
                "6.1",
                "{unit}: needed 0 to 3 thirds on the crest line, found {crest}",
                unit=counter.id,
                crest=order.crest,
            )
        return None

    def _dig(self, order: Order, counter: Counter, kind: UnitType) -> Refusal | None:
        if not kind.digs:
            return refuse("7.11", "{unit} is {kind} and does not dig", unit=counter.id, kind=_(kind.name))
        if not self._digs(counter):
            return refuse(
                "7.11", "{unit} cannot dig in {place}: wet ground", unit=counter.id, place=self._name(self._at(counter))
            )
        return None

    def _digs(self, counter: Counter) -> bool:
        return self.scenario.terrain_at(self._at(counter)).digs != "no"

    def _reserve(self, order: Order, counter: Counter, kind: UnitType) -> Refusal | None:
        if order.trigger and order.trigger != "tanks_near" and order.target is None:
            return refuse(
                "7.2",
                "{unit}: a reserve that waits for {trigger} needs the hex",
                unit=counter.id,
                trigger=_(order.trigger.replace("_", " ")),
            )
        return None

    def _move(self, order: Order, counter: Counter, kind: UnitType) -> Refusal | None:
        if order.target is None:
            return refuse("7.2", "{unit}: {task} needs a goal", unit=counter.id, task=_(order.task))
        return self._way(order, counter, kind, self._at(counter), order.target)

    def _assault(self, order: Order, counter: Counter, kind: UnitType) -> Refusal | None:
        row = self._row(counter)
        if order.target is None:
            return refuse("7.2", "{unit}: an assault needs a target hex", unit=counter.id)
        if not kind.assaults:
            return refuse("7.2", "{unit} is {kind} and does not assault", unit=counter.id, kind=_(kind.name))
        if row[S.COH_PM] < self.engine.parameters[COH_ATTACK]:
            return refuse(
                "7.15",
                "{unit} is too shaken to assault: cohesion {found}, needed {needed:.0f}",
                unit=counter.id,
                found=row[S.COH_PM],
                needed=self.engine.parameters[COH_ATTACK],
            )
        if row[S.SUP_PM] >= self._parameter(PINNED):
            return refuse(
                "2.5",
                "{unit} is pinned: suppression {found}, needed under {needed:.0f}",
                unit=counter.id,
                found=row[S.SUP_PM],
                needed=self._parameter(PINNED),
            )
        if kind.tank and order.manner == "silent":
            return refuse("7.4", "{unit}: tanks cannot assault silently", unit=counter.id)
        if order.start_line is not None:
            wrong = self._way(order, counter, kind, self._at(counter), order.start_line)
            if wrong:
                return wrong
        return self._way(order, counter, kind, order.start_line or self._at(counter), order.target)

    def _released(self, counter: Counter) -> bool:
        """The group has leave to fire: from the start, by the scale of chapter 10, or without one by now."""
        if self.scenario.politics:
            return counter.released or self.leave.releases(counter, self._at(counter))
        given = counter.released_from
        return counter.released or bool(given and self.turn.first_pulse >= self.scenario.calendar.pulse_of(given))

    def _fire(self, order: Order, counter: Counter, kind: UnitType) -> Refusal | None:
        row = self._row(counter)
        gun = next((g for g in self.scenario.guns if g.id == kind.gun), None)
        if gun is None or kind.assaults or row[S.GUNS] <= 0:
            return refuse("7.14", "{unit} has no guns for fire missions", unit=counter.id)
        if not self._released(counter):
            return refuse(
                "10.3",
                "{unit} may not fire: {reason}",
                unit=counter.id,
                reason=counter.released_note or _("no permission"),
            )
        if order.target is None:
            return refuse("7.2", "{unit}: a fire mission needs a target hex", unit=counter.id)
        range_m = 300 * distance(self._at(counter), order.target)
        if not gun.min_range_m <= range_m <= gun.range_m:
            return refuse(
                "7.14",
                "{unit} cannot reach {goal}: {found:,} m, needed {least} to {most:,}",
                unit=counter.id,
                goal=self._name(order.target),
                found=range_m,
                least=gun.min_range_m,
                most=gun.range_m,
            )
        most = row[S.GUNS] * gun.rounds_per_pulse
        if not 1 <= order.rounds <= most:
            return refuse(
                "6.6",
                "{unit}: {rounds} rounds a pulse; needed 1 to {most} for {guns} guns",
                unit=counter.id,
                rounds=order.rounds,
                most=most,
                guns=row[S.GUNS],
            )
        stock = int(self.sealed.sides[self.scenario.sides.index(self.side), S.SHELLS])
        if stock <= 0:
            return refuse("9.5", "{unit} has no shells left", unit=counter.id)
        if self.boats.shells_low and order.mission in ("", "preparation"):
            return refuse(
                "9.5",
                "{unit} may not fire preparation: {stock:,} shells left, needed {least:,.0f}, a quarter of the first stock",
                unit=counter.id,
                stock=stock,
                least=self._parameter(SHELLS_LOW) * self.boats.army.shells,
            )
        if order.mission != "defensive" and self._friends_in(order.target):
            return refuse(
                "3.13",
                "{unit} may not fire on {goal}: own men are there",
                unit=counter.id,
                goal=self._name(order.target),
            )
        return None

    def _ferry(self, order: Order, counter: Counter, kind: UnitType, beside: Sequence[Order]) -> Refusal | None:
        here = self._at(counter)
        problem = self.boats.problem(order, counter, kind, here, beside)
        if problem:
            rule, template, words = problem
            return Refusal(rule, template.format(**words))
        crossing = self.scenario.crossing_at(order.target) if order.target else None
        landing = self.boats.near_bank(crossing, here) if crossing else None
        return None if landing is None or kind.boats else self._way(order, counter, kind, here, landing)

    def _far_from_headquarters(self, formation: str) -> Refusal | None:
        """A formation's assault needs two of its counters near its headquarters, if it has one on the map (rule 7.7)."""
        members = [(c, self._at(c)) for c in self.scenario.counters_of(formation) if self._row(c)[S.HEX] >= 0]
        heads = [here for c, here in members if self.scenario.unit_type(c).hq]
        able = [here for c, here in members if self.scenario.unit_type(c).assaults]
        if not heads or len(able) < 2:
            return None
        reach_m = self._parameter(HQ_REACH_M)
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

    def _strike(self, order: Order, counter: Counter, kind: UnitType) -> Refusal | None:
        return refuse("7.2", "{unit} is {kind} and does not fly", unit=counter.id, kind=_(kind.name))

    # ------------------------------------------------------------ ways
    def _way(self, order: Order, counter: Counter, kind: UnitType, start: HexAt, goal: HexAt) -> Refusal | None:
        ground = self.scenario.ground
        terrain = self.scenario.terrain_at(goal)
        if terrain.water:
            return refuse(
                "5.3",
                "{unit} cannot enter {goal}: {ground}",
                unit=counter.id,
                goal=self._name(goal),
                ground=_(terrain.name),
            )
        if not self.leave.may_stand(goal):
            return refuse(
                "10.3",
                "{unit} may not enter {goal}: it lies beyond the line that {side} may cross",
                unit=counter.id,
                goal=self._name(goal),
                side=_(self.scenario.side_names[self.side]),
            )
        pace = {"foot": terrain.foot_mph, "wheel": terrain.wheel_mph, "track": terrain.track_mph}[kind.mobility]
        if pace <= 0 and goal not in ground.on_roads:
            return refuse(
                "5.1",
                "{unit} ({kind}) cannot move in {ground} at {goal}",
                unit=counter.id,
                kind=_(kind.name),
                ground=_(terrain.name),
                goal=self._name(goal),
            )
        if not self.ways.is_open(self.scenario.unit_index(counter.id), start, goal):
            return refuse(
                "7.13",
                "{unit} finds no way from {start} to {goal}",
                unit=counter.id,
                start=self._name(start),
                goal=self._name(goal),
            )
        return None

    def _friends_in(self, here: HexAt) -> bool:
        return self.engine.hex_index(here) in self._own_hexes

    @cached_property
    def _own_hexes(self) -> frozenset[int]:
        """Hexes in which own counters stand."""
        hexes = self.sealed.units[:, S.HEX].tolist()
        return frozenset(h for h, c in zip(hexes, self.scenario.counters, strict=True) if c.side == self.side)

    def _at(self, counter: Counter) -> HexAt:
        here = self.engine.hex_at(self._row(counter)[S.HEX])
        assert here is not None
        return here

    def _name(self, here: HexAt) -> str:
        place = self.scenario.place_at(here)
        return f"{spoken(place.names)} ({here[0]},{here[1]})" if place else f"{here[0]},{here[1]}"
