"""The plain commander: holds what it holds, takes the scored places it believes weak, fires where the enemy is and must come.

It reads its own view only. Each turn it looks anew where its plan stands: every scored place is weighed by its believed
garrison and given to the freshest counters that can be there, with a start line beside it and one hour for all; by night
against few, silently; else after preparation fire if guns have leave. Garrisons stay and dig, guns fire slowly on known
enemies and register the ways to own places, the rest is reserve. A plan (`game.model.battle.plans`) says how much of each,
and when; events that diverge are met next turn.
"""

from collections.abc import Collection

from game.core.hexes import distance, neighbours
from game.match.battle.orders import MANNERS
from game.match.battle.own_unit import OwnUnit
from game.match.battle.views import View
from game.model.base import HexAt
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.plans import Plan
from game.model.battle.scenario import Scenario
from game.players.battle.boats import crossing_orders
from game.players.battle.envoy import decide
from game.players.battle.fires import order_guns, order_strikes
from game.players.battle.situation import Situation

UNSEEN_MEN = 60  # garrison reckoned with where nobody was seen
FORM_UP_PULSES = 8  # time allowed beyond the longest way to the start lines
REACH_HOURS = 6.0  # farther counters are not part of this turn's assault
TANK_LIMIT_PM = 150
TANKS_AHEAD_PULSES = 4  # by which tanks go in before the infantry where the plan sends them first


class PlainCommander:
    """A computer commander for either side of any battle scenario. The same view gives the same orders."""

    def __init__(self, side: str, scenario: Scenario, level: int = 1, *, plan: Plan | None = None) -> None:
        self.side, self.scenario, self.level = side, scenario, level
        self.plan = plan or scenario.habit_of(side)

    def orders(self, view: View) -> tuple[Order | Decision, ...]:
        """Orders and decisions for the turn of the view, every one of them legal."""
        return (*self.sheet(view), *decide(view, self.plan))

    def sheet(self, view: View, among: Collection[str] | None = None) -> list[Order]:
        """The orders alone. `among`: he commands these counters and no wing, the others have their orders from elsewhere."""
        now = Situation(view)
        if among is not None:
            now.free = {unit: own for unit, own in now.free.items() if unit in among}
        turn = _Turn(now, self.plan)
        turn.keep_going()
        turn.boats()
        turn.assaults()
        if among is None:
            order_strikes(now, self.plan)
        order_guns(now, self.plan)
        turn.garrisons()
        turn.reserves()
        return now.found


class _Turn:
    """The infantry and tanks of one turn."""

    def __init__(self, now: Situation, plan: Plan) -> None:
        self.now, self.plan, self.view, self.scenario = now, plan, now.view, now.scenario
        self._could: list[OwnUnit] | None = None

    def keep_going(self) -> None:
        """Counters in a pressing row, or on their way to one, are left alone."""
        busy = {unit for row in self.view.rows if row.presses for unit in row.attackers}
        for unit in list(self.now.free.values()):
            if unit.id in busy or (unit.verb.assaults and not unit.is_disrupted and self._is_worth(unit)):
                del self.now.free[unit.id]

    def boats(self) -> None:
        """Men who are wanted beyond the river cross; men with boats bring supply; those who wait for a boat go on waiting."""
        if not self.scenario.supply:
            return
        for order in crossing_orders(self.view, self.now.free, self.now.places):
            self.now.give(order)
        for unit in list(self.now.free.values()):
            if unit.verb.ferries:
                del self.now.free[unit.id]

    def _is_worth(self, unit: OwnUnit) -> bool:
        return unit.target is not None and self.now.believed(unit.target) > 0

    # ------------------------------------------------------------ assaults
    def assaults(self) -> None:
        """Goes for each place of the plan that is not held, in its order, and for what stands beside it in the way."""
        if not self._is_time():
            return
        for place in self._aims():
            if self.now.holds(place) and not self.now.believed(place):
                for target in self._pursued(place):
                    self._assault(target)
                continue
            beside = [h for h in neighbours(*place) if self.now.believed(h) > 0]
            for target in (place, *sorted(beside)):
                self._assault(target)

    def _is_time(self) -> bool:
        plan, turn = self.plan, self.view.turn
        begins = self.scenario.calendar.pulse_of(plan.begins) if plan.begins else turn.first_pulse
        hour = plan.by == "any" or (plan.by == "night") == self.now.night
        return plan.attacks and hour and turn.first_pulse >= begins

    def _aims(self) -> list[HexAt]:
        """The scored places, those that the plan names first."""
        named = [self.scenario.place(p.place).hex for a in self.plan.aims for p in self.scenario.scored if p.place == a]
        return list(dict.fromkeys([*named, *self.now.places]))

    def _pursued(self, place: HexAt) -> list[HexAt]:
        """Enemies near a place that is held, the nearest first."""
        found = [(distance(place, h), h) for h in self.now.enemies if self.now.enemies[h]] if self.plan.pursues else []
        return [h for far, h in sorted(found) if far <= self.plan.pursues]

    def _assault(self, target: HexAt) -> None:
        garrison = self.now.believed(target) or UNSEEN_MEN
        able, plan = self._able(), self.plan
        if sum(sorted(map(self.now.weight, able))[-plan.most :]) < plan.least * garrison - 1:
            return  # not even the strongest would do: no ways are searched for
        lines = self.now.start_lines(target)
        if not lines:
            return
        attackers = self._attackers(target, able, garrison * plan.ratio)
        if sum(map(self.now.weight, attackers)) < plan.least * garrison:
            return
        silent = self.now.night and garrison < plan.silent_men
        if not self._is_new(target, attackers, silent=silent):
            return
        longest = 0.0
        chosen: list[tuple[OwnUnit, HexAt]] = []
        for k, unit in enumerate(attackers):
            here = unit.hex or target
            line = min([(distance(here, h), (i + k) % len(lines), h) for i, h in enumerate(lines)])[2]
            chosen.append((unit, line))
            manner = MANNERS["silent" if silent and not unit.tanks else "open"]
            longest = max(longest, self.view.reach_hours(unit.id, manner).get(line, REACH_HOURS))
        for unit, line in chosen:
            self._send(unit, target, line, longest, silent=silent)

    def _is_new(self, target: HexAt, attackers: list[OwnUnit], *, silent: bool) -> bool:
        """Not the assault that was just given up: somebody else goes in as well, or guns can prepare it."""
        if not all(self.now.has_stopped(u, target) for u in attackers):
            return True
        return not silent and self.plan.preparation > 0 and target not in self.now.close

    def _send(self, unit: OwnUnit, target: HexAt, line: HexAt, hours: float, *, silent: bool) -> None:
        """One counter of an assault; tanks go in ahead of the others or stay on the start line where the plan says so."""
        ahead = TANKS_AHEAD_PULSES if unit.tanks and self.plan.tanks == "first" else 0
        if unit.tanks and self.plan.tanks == "support":
            if line != unit.hex:
                self.now.give(Order(unit=unit.id, task="move", target=line))
            return
        self.now.give(
            Order(
                unit=unit.id,
                task="assault",
                target=target,
                manner="silent" if silent and not unit.tanks else "open",
                start=self._start(hours, ahead) if self.plan.together else "",
                start_line=line if line != unit.hex else None,
                limit_pm=TANK_LIMIT_PM if unit.tanks else self.plan.limit_pm,
            )
        )

    def _able(self) -> list[OwnUnit]:
        """Counters that may assault, less the share that the plan keeps back: those farthest from the fight."""
        if self._could is None:
            could = [u for u in self.now.free.values() if self.now.may(u, "assault") and not self.now.stays(u)]
            if self.plan.reserve_pm:
                place = self.now.places[0]
                could.sort(key=lambda u: (distance(u.hex or place, place), u.id))
                could = could[: len(could) - len(could) * self.plan.reserve_pm // 1000]
            self._could = could
        return [u for u in self._could if u.id in self.now.free]

    def _attackers(self, target: HexAt, able: list[OwnUnit], wanted: float) -> list[OwnUnit]:
        hours = {u.id: self.now.hours(u, target) for u in able}
        able = sorted((u for u in able if hours[u.id] <= REACH_HOURS), key=lambda u: (hours[u.id], u.id))
        chosen: list[OwnUnit] = []
        men = 0.0
        for unit in able:
            if men >= wanted or len(chosen) >= self.plan.most:
                break
            chosen.append(unit)
            men += self.now.weight(unit)
        return chosen

    def _start(self, hours: float, ahead: int) -> str:
        turn = self.view.turn
        pulse = turn.first_pulse + min(turn.pulses - 4, int(hours * 4) + FORM_UP_PULSES) - ahead
        return self.scenario.calendar.moment_of(max(turn.first_pulse, pulse))

    # ------------------------------------------------------------ the rest
    def garrisons(self) -> None:
        """Counters on scored places hold the crest; the others who lie near an enemy dig."""
        now, crest = self.now, self.plan.crest
        for unit in list(now.free.values()):
            near, verb, garrison = now.is_near_enemy(unit), unit.verb, now.is_garrison(unit)
            rests = verb.rests and not near and not garrison
            if rests or (verb.digs and (unit.crest == crest or not garrison)):
                del now.free[unit.id]
            elif garrison or near:
                now.give(Order(unit=unit.id, task="dig" if now.may(unit, "dig") else "hold", crest=crest))

    def reserves(self) -> None:
        """Fresh infantry out of contact waits for the loss of the heaviest place that the side holds."""
        held = self.now.held
        if not held or not self.plan.counter_attacks:
            return
        for unit in list(self.now.free.values()):
            if not unit.verb.waits and self.now.may(unit, "assault"):
                self.now.give(Order(unit=unit.id, task="reserve", target=held[0], trigger="hex_lost"))
