"""The plain commander: holds what it holds, takes the scored places it believes weak, fires where the enemy must come.

It reads its own view only. Its plan each turn: score every scored place by weight and believed garrison; give each to the
freshest counters that can be there, with a start line beside it and one hour for all; by night against few, silently; else
after preparation fire if guns have leave. Garrisons dig, guns register the ways to own places, the rest is reserve.
"""

from collections import Counter

import msgspec

from game.core.hexes import distance, neighbours
from game.match.views import OwnUnit, View
from game.model.base import HexAt
from game.model.decisions import Decision
from game.model.orders import Order
from game.model.scenario import Scenario
from game.players.boats import crossing_orders
from game.players.envoy import decide

SILENT_MEN = 350  # a garrison believed weaker than this is taken silently by night
FORCE_RATIO = 2.0  # men wanted for each defender believed
UNSEEN_MEN = 60  # garrison reckoned with where nobody was seen
FORM_UP_PULSES = 8  # time allowed beyond the longest way to the start lines
MOST_STRIKES = 3  # hexes among which a wing divides its flights
MOST_ATTACKERS = 4  # counters sent against one hex
REACH_HOURS = 6.0  # farther counters are not part of this turn's assault
TANK_LIMIT_PM = 150


class PlainCommander:
    """A computer commander for either side of any battle scenario. The same view gives the same orders."""

    def __init__(self, side: str, scenario: Scenario, level: int = 1) -> None:
        self.side, self.scenario, self.level = side, scenario, level

    def orders(self, view: View) -> tuple[Order | Decision, ...]:
        """Orders and decisions for the turn of the view, every one of them legal."""
        plan = _Plan(view)
        plan.keep_going()
        plan.boats()
        plan.assaults()
        plan.strikes()
        plan.guns()
        plan.garrisons()
        plan.reserves()
        return (*plan.found, *decide(view))


class _Plan:
    """One turn's plan while it is made."""

    def __init__(self, view: View) -> None:
        self.view, self.scenario = view, view.scenario
        self.free = {u.id: u for u in view.own if u.hex is not None and not u.is_broken}
        self.found: list[Order] = []
        self.places = sorted(((p.weight, self.scenario.place(p.place).hex) for p in self.scenario.scored), reverse=True)
        self.enemies: Counter[HexAt] = Counter()
        for c in view.contacts:
            self.enemies[c.hex] += max(c.men, 8 * c.tanks)
        self.place_ids = {self.scenario.place(p.place).hex: p.place for p in reversed(self.scenario.scored)}
        self.standing = Counter(u.hex for u in view.own if u.hex is not None)
        self._could: list[OwnUnit] | None = None
        self._ways_to: dict[HexAt, list[HexAt]] = {}
        self.night = bool(view.light and view.light[len(view.light) // 2].night)

    def give(self, order: Order) -> bool:
        """Takes an order up if it is legal; the counter is then spoken for."""
        if order.unit not in self.free or self.view.refusal(order, self.found) is not None:
            return False
        self.found.append(order)
        del self.free[order.unit]
        return True

    def keep_going(self) -> None:
        """Counters in a pressing row, or on their way to one, are left alone."""
        busy = {unit for row in self.view.rows if row.presses for unit in row.attackers}
        for unit in list(self.free.values()):
            if unit.id in busy or (unit.task == "assault" and not unit.is_disrupted and self._is_worth(unit)):
                del self.free[unit.id]

    def boats(self) -> None:
        """Men who are wanted beyond the river cross; men with boats bring supply; those who wait for a boat go on waiting."""
        if not self.scenario.supply:
            return
        for order in crossing_orders(self.view, self.free, [place for _, place in self.places]):
            self.give(order)
        for unit in list(self.free.values()):
            if unit.task == "ferry":
                del self.free[unit.id]

    def _is_worth(self, unit: OwnUnit) -> bool:
        return unit.target is not None and self.believed(unit.target) > 0

    # ------------------------------------------------------------ belief
    def believed(self, here: HexAt) -> int:
        """Enemy men believed in a hex."""
        return self.enemies[here]

    def holds(self, here: HexAt) -> bool:
        """The side believes that it holds the hex."""
        return here in self.standing or (
            self.view.shares.get(self.place_ids.get(here, ""), 0) > 500 and not self.believed(here)
        )

    # ------------------------------------------------------------ assaults
    def assaults(self) -> None:
        """Goes for each scored place that is not held, the heaviest first, and for what stands beside it in the way."""
        for _, place in self.places:
            if self.holds(place) and not self.believed(place):
                continue
            beside = [h for h in neighbours(*place) if self.believed(h) > 0]
            for target in (place, *sorted(beside)):
                self._assault(target)

    def _assault(self, target: HexAt) -> None:
        garrison = self.believed(target) or UNSEEN_MEN
        lines = self._start_lines(target)
        able = self._able()
        if not lines or sum(sorted(map(_weight, able))[-MOST_ATTACKERS:]) < garrison - 1:
            return  # not even the strongest would do: no ways are searched for
        attackers = self._attackers(target, able, garrison * FORCE_RATIO)
        if sum(_weight(u) for u in attackers) < garrison:
            return
        silent = self.night and garrison < SILENT_MEN
        longest = 0.0
        chosen: list[tuple[OwnUnit, HexAt]] = []
        for k, unit in enumerate(attackers):
            line = min(lines, key=lambda h, u=unit, k=k: (distance(u.hex or h, h), (lines.index(h) + k) % len(lines)))  # type: ignore[misc]
            chosen.append((unit, line))
            longest = max(longest, self.view.reach_hours(unit.id).get(line, REACH_HOURS))
        start = self._start(longest * (3.0 if silent else 1.0))
        for unit, line in chosen:
            self.give(
                Order(
                    unit=unit.id,
                    task="assault",
                    target=target,
                    manner="silent" if silent and not unit.tanks else "open",
                    start=start,
                    start_line=line if line != unit.hex else None,
                    limit_pm=TANK_LIMIT_PM if unit.tanks else 0,
                )
            )

    def _able(self) -> list[OwnUnit]:
        if self._could is None:
            own = self.free.values()
            self._could = [u for u in own if "assault" in self.view.legal_tasks(u.id) and not self._is_garrison(u)]
        return [u for u in self._could if u.id in self.free]

    def _attackers(self, target: HexAt, able: list[OwnUnit], wanted: float) -> list[OwnUnit]:
        hours = {u.id: self._hours(u, target) for u in able}
        able = sorted((u for u in able if hours[u.id] <= REACH_HOURS), key=lambda u: (hours[u.id], u.id))
        chosen: list[OwnUnit] = []
        for unit in able:
            if sum(_weight(u) for u in chosen) >= wanted or len(chosen) >= MOST_ATTACKERS:
                break
            chosen.append(unit)
        return chosen

    def _hours(self, unit: OwnUnit, target: HexAt) -> float:
        reach = self.view.reach_hours(unit.id)
        return min(reach.get(h, 99.0) for h in neighbours(*target))

    def _is_garrison(self, unit: OwnUnit) -> bool:
        return unit.hex is not None and unit.hex in self.place_ids and self.standing.get(unit.hex) == 1

    def _start_lines(self, target: HexAt) -> list[HexAt]:
        """Dry hexes beside the target on the side's own side of the line, away from other known enemies."""
        ground = self.scenario.ground
        return [
            h
            for h in neighbours(*target)
            if ground.holds(h)
            and self.view.may_stand(h)
            and not self.scenario.terrain_at(h).water
            and not self.believed(h)
        ]

    def _start(self, hours: float) -> str:
        turn = self.view.turn
        pulse = turn.first_pulse + min(turn.pulses - 4, int(hours * 4) + FORM_UP_PULSES)
        return self.scenario.calendar.moment_of(pulse)

    # ------------------------------------------------------------ the rest
    def guns(self) -> None:
        """Guns prepare the assaults of this turn that are not silent, else register the ways to own places."""
        targets = [
            o
            for o in self.found
            if o.task == "assault" and o.manner != "silent" and o.target and self.believed(o.target)
        ]
        for unit in list(self.free.values()):
            if "fire" not in self.view.legal_tasks(unit.id) or self.view.shells < 40:
                continue
            rounds = max(1, unit.guns * 2)
            if targets and targets[0].start:
                pulse = self.scenario.calendar.pulse_of(targets[0].start)
                first = max(self.view.turn.first_pulse, pulse - 3)
                self.give(
                    Order(
                        unit=unit.id,
                        task="fire",
                        mission="preparation",
                        target=targets[0].target,
                        rounds=rounds * 2,
                        start=self.scenario.calendar.moment_of(first),
                        until=self.scenario.calendar.moment_of(pulse),
                    )
                )
            elif not any(m.group == unit.id for m in self.view.missions):
                self._register(unit, rounds)

    def _register(self, unit: OwnUnit, rounds: int) -> None:
        until = self.scenario.calendar.moment_of(self.view.turn.last_pulse)
        for _, place in self.places:
            if not self.holds(place):
                continue
            for here in self._ways(place):
                if self.give(
                    Order(unit=unit.id, task="fire", mission="defensive", target=here, rounds=rounds, until=until)
                ):
                    return

    def _ways(self, place: HexAt) -> list[HexAt]:
        """Hexes beside a place, those first that are nearest to a known enemy."""
        if place not in self._ways_to:
            enemies = list(self.enemies) or [self.places[0][1]]
            nearest = {h: min(distance(h, e) for e in enemies) for h in neighbours(*place)}
            self._ways_to[place] = sorted(nearest, key=lambda h: (nearest[h], h))
        return self._ways_to[place]

    def strikes(self) -> None:
        """Aircraft bomb what is to be assaulted this turn before the assault goes in, else the strongest enemies known."""
        for wing in self.view.wings:
            if wing.booked or "strike" not in self.view.legal_tasks(wing.id):
                continue
            orders = [o for o in (self._strike(wing.id, target) for target in self._bomb_targets()) if o is not None]
            orders = orders[: min(wing.left, MOST_STRIKES)]
            for k, order in enumerate(orders):
                flights = wing.left // len(orders) + (k < wing.left % len(orders))
                self.found.append(msgspec.structs.replace(order, flights=flights))

    def _bomb_targets(self) -> list[HexAt]:
        assaulted = [o.target for o in self.found if o.task == "assault" and o.target and self.believed(o.target)]
        strongest = sorted(self.enemies, key=lambda h: (-self.enemies[h], h))
        return list(dict.fromkeys([*assaulted, *strongest]))

    def _strike(self, wing: str, target: HexAt) -> Order | None:
        """A strike that is over before the assault on its target goes in, if there is time; None where none is allowed."""
        starts = [o.start for o in self.found if o.task == "assault" and o.target == target and o.start]
        for until in (*starts[:1], ""):
            order = Order(unit=wing, task="strike", target=target, flights=1, until=until)
            if self.view.refusal(order) is None:
                return order
        return None

    def garrisons(self) -> None:
        """Counters on scored places hold the crest; the others who lie near an enemy dig."""
        for unit in list(self.free.values()):
            near = any(unit.hex and distance(unit.hex, e) <= 6 for e in self.enemies)
            if unit.task == "dig" or (unit.task == "hold" and not near and not self._is_garrison(unit)):
                self.free.pop(unit.id, None)
            elif self._is_garrison(unit) or near:
                self.give(
                    Order(unit=unit.id, task="dig" if "dig" in self.view.legal_tasks(unit.id) else "hold", crest=3)
                )

    def reserves(self) -> None:
        """Fresh infantry out of contact waits for the loss of the heaviest place that the side holds."""
        held = [place for _, place in self.places if self.holds(place)]
        for unit in list(self.free.values()):
            if held and "assault" in self.view.legal_tasks(unit.id) and unit.task != "reserve":
                self.give(Order(unit=unit.id, task="reserve", target=held[0], trigger="hex_lost"))


def _weight(unit: OwnUnit) -> float:
    """Men that an attacker counts for; a shaken or worn one counts less."""
    return (unit.men + 12 * unit.tanks) * unit.cohesion_pm / 1000.0
