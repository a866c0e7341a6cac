"""What forbids a task to a counter that is in order: one check for each thing that a verb does (rules 7.10-7.17)."""

from collections.abc import Sequence
from functools import cached_property

from game.core.hexes import distance
from game.core.words import _, spoken
from game.match.battle.engine import Engine
from game.match.battle.ferrying import Ferrying
from game.match.battle.leave import Leave
from game.match.battle.ways import Ways
from game.match.refusals import Refusal, refuse
from game.model.base import HexAt
from game.model.battle.calendar import Turn
from game.model.battle.forces import Counter, UnitType
from game.model.battle.orders import Order
from game.model.battle.verbs import mission_row
from game.rules.battle import state as S
from game.rules.battle.parameters import COH_ATTACK, PINNED, SHELLS_LOW
from game.rules.battle.state import State


class TaskChecks:
    """What the verbs of one side ask of its counters in one position that was sealed for it."""

    def __init__(self, engine: Engine, sealed: State, side: str, turn: Turn, leave: Leave) -> None:
        self.engine, self.scenario, self.sealed, self.side, self.turn = engine, engine.scenario, sealed, side, turn
        self.leave, self.ways = leave, Ways(engine, sealed)
        self.boats = Ferrying(engine, sealed, side, turn)
        own = engine.numbers[self.scenario.sides.index(side)]
        # Each own counter by its number, in the columns of the rules.
        self.rows: dict[int, list[int]] = dict(zip(own, sealed.units[own].tolist(), strict=True))

    def refusal(self, order: Order, counter: Counter, kind: UnitType, beside: Sequence[Order]) -> Refusal | None:
        """None, or what forbids the task to a counter: everything that its verb does is looked at."""
        verb = order.verb
        if not verb.for_counters:
            return refuse("7.2", "{unit} is {kind} and does not fly", unit=counter.id, kind=_(kind.name))
        return (
            (self._dig(order, counter, kind) if verb.digs else None)
            or (self._reserve(order, counter) if verb.waits else None)
            or (self._guns(order, counter, kind) if verb.fires or verb.hushes else None)
            or (self._ferry(order, counter, kind, beside) if verb.ferries else None)
            or (self._assault(order, counter, kind) if verb.assaults else None)
            or (self._move(order, counter, kind) if verb.marches else None)
        )

    def row(self, counter: Counter) -> list[int]:
        """The columns of an own counter."""
        return self.rows[self.scenario.unit_index(counter.id)]

    def at(self, counter: Counter) -> HexAt:
        """Where an own counter on the map stands."""
        here = self.engine.hex_at(self.row(counter)[S.HEX])
        assert here is not None
        return here

    def _parameter(self, index: int) -> float:
        return self.engine.parameters[index]

    # ------------------------------------------------------------ verbs
    def _dig(self, order: Order, counter: Counter, kind: UnitType) -> Refusal | None:
        if not kind.digs:
            return refuse("7.11", "{unit} is {kind} and does not dig", unit=counter.id, kind=_(kind.name))
        if not self._digs(counter):
            return refuse(
                "7.11", "{unit} cannot dig in {place}: wet ground", unit=counter.id, place=self._name(self.at(counter))
            )
        return None

    def _digs(self, counter: Counter) -> bool:
        return self.scenario.terrain_at(self.at(counter)).digs != "no"

    def _reserve(self, order: Order, counter: Counter) -> Refusal | None:
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
        return self._way(order, counter, kind, self.at(counter), order.target)

    def _assault(self, order: Order, counter: Counter, kind: UnitType) -> Refusal | None:
        row = self.row(counter)
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
            wrong = self._way(order, counter, kind, self.at(counter), order.start_line)
            if wrong:
                return wrong
        return self._way(order, counter, kind, order.start_line or self.at(counter), order.target)

    def _released(self, counter: Counter) -> bool:
        """The group has leave to fire: from the start, by the scale of chapter 10, or without one by now."""
        if self.scenario.politics:
            return counter.released or self.leave.releases(counter, self.at(counter))
        given = counter.released_from
        return counter.released or bool(given and self.turn.first_pulse >= self.scenario.calendar.pulse_of(given))

    def _has_guns(self, counter: Counter, kind: UnitType) -> bool:
        """Its guns fire missions: those of the infantry do not."""
        return bool(kind.gun) and not kind.assaults and self.row(counter)[S.GUNS] > 0

    def _guns(self, order: Order, counter: Counter, kind: UnitType) -> Refusal | None:
        if not self._has_guns(counter, kind):
            return refuse("7.14", "{unit} has no guns for fire missions", unit=counter.id)
        return self._fire(order, counter, kind) if order.verb.fires else None

    def _fire(self, order: Order, counter: Counter, kind: UnitType) -> Refusal | None:
        if not self._released(counter):
            return refuse(
                "10.3",
                "{unit} may not fire: {reason}",
                unit=counter.id,
                reason=_(counter.released_note) or _("no permission"),
            )
        mission = mission_row(order.mission)
        if mission.aims and order.target is None:
            return refuse("7.2", "{unit}: a fire mission needs a target hex", unit=counter.id)
        if not mission.aims and order.target is not None:
            return refuse(
                "6.9", "{unit}: counter-battery takes no hex: it answers the guns that are located", unit=counter.id
            )
        return self._range(order, counter, kind) or self._rounds(order, counter, kind) or self._own_men(order, counter)

    def _range(self, order: Order, counter: Counter, kind: UnitType) -> Refusal | None:
        gun = next(g for g in self.scenario.guns if g.id == kind.gun)
        range_m = 300 * distance(self.at(counter), order.target) if order.target else gun.min_range_m
        if order.target is None or gun.min_range_m <= range_m <= gun.range_m:
            return None
        return refuse(
            "7.14",
            "{unit} cannot reach {goal}: {found:,} m, needed {least} to {most:,}",
            unit=counter.id,
            goal=self._name(order.target),
            found=range_m,
            least=gun.min_range_m,
            most=gun.range_m,
        )

    def _rounds(self, order: Order, counter: Counter, kind: UnitType) -> Refusal | None:
        gun = next(g for g in self.scenario.guns if g.id == kind.gun)
        guns = self.row(counter)[S.GUNS]
        most = guns * gun.rounds_per_pulse
        if not 1 <= order.rounds <= most:
            return refuse(
                "6.6",
                "{unit}: {rounds} rounds a pulse; needed 1 to {most} for {guns} guns",
                unit=counter.id,
                rounds=order.rounds,
                most=most,
                guns=guns,
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
        return None

    def _own_men(self, order: Order, counter: Counter) -> Refusal | None:
        if order.target is None or not mission_row(order.mission).is_shelling or not self.friends_in(order.target):
            return None
        return refuse(
            "3.13", "{unit} may not fire on {goal}: own men are there", unit=counter.id, goal=self._name(order.target)
        )

    def _ferry(self, order: Order, counter: Counter, kind: UnitType, beside: Sequence[Order]) -> Refusal | None:
        here = self.at(counter)
        problem = self.boats.problem(order, counter, kind, here, beside)
        if problem:
            rule, template, words = problem
            return Refusal(rule, template.format(**words))
        crossing = self.scenario.crossing_at(order.target) if order.target else None
        landing = self.boats.near_bank(crossing, here) if crossing else None
        return None if landing is None or kind.boats else self._way(order, counter, kind, here, landing)

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

    def friends_in(self, here: HexAt) -> bool:
        """Own counters stand in a hex."""
        return self.engine.hex_index(here) in self._own_hexes

    @cached_property
    def _own_hexes(self) -> frozenset[int]:
        """Hexes in which own counters stand."""
        hexes = self.sealed.units[:, S.HEX].tolist()
        return frozenset(h for h, c in zip(hexes, self.scenario.counters, strict=True) if c.side == self.side)

    def _name(self, here: HexAt) -> str:
        place = self.scenario.place_at(here)
        return f"{spoken(place.names)} ({here[0]},{here[1]})" if place else f"{here[0]},{here[1]}"
