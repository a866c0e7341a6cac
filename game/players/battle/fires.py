"""Guns and aircraft of the computer commander: fire before assaults and on contacts, defensive fire, strikes (chapter 6)."""

from collections import Counter

import msgspec

from game.core.hexes import neighbours
from game.match.battle.own_unit import OwnUnit
from game.model.base import HexAt
from game.model.battle.orders import Order
from game.model.battle.plans import Plan
from game.players.battle.situation import Situation
from game.rules.battle.parameters import L_OBSERVED

LEAST_SHELLS = 40  # of the side's stock, under which no mission is ordered
MOST_STRIKES = 3  # hexes among which a wing divides its flights
DAY_SHARE = 2.0 / 3.0  # of the calendar's pulses, in which observers see
MOST_ROUNDS = 4  # a gun and pulse at a contact: what is slow lasts
STALE_PULSES = 32  # a contact seen longer ago is not fired at
NEAR_PLACE = 2.0  # a contact in or beside a scored place counts so much more
WAYS = 3  # to each held place that guns answer for
SPREAD_GUNS = 4.0  # a contact is worth half once so many guns are laid on it


def order_guns(now: Situation, plan: Plan) -> None:
    """Divides the gun groups among what is to be shelled this turn: assaults are prepared, contacts fired at, ways registered."""
    groups = [u for u in now.free.values() if u.guns and now.may(u, "fire")]
    if groups and now.view.shells >= LEAST_SHELLS:
        fires = _FirePlan(now, plan)
        fires.contacts(fires.preparations(groups))
        fires.ways(groups)
        for group in {o.unit for o in now.found if o.verb.fires}:
            del now.free[group]


class _FirePlan:
    """The gun groups of one turn, assigned: one hex to shell for each, and one way to an own place to answer for."""

    def __init__(self, now: Situation, plan: Plan) -> None:
        self.now, self.plan, self.turn = now, plan, now.view.turn
        self.moment, self.pulse = now.scenario.calendar.moment_of, now.scenario.calendar.pulse_of
        self.rounds = plan.spends * share_of_stock(now)
        self._laid: Counter[HexAt] = Counter()  # guns on a hex

    def preparations(self, groups: list[OwnUnit]) -> list[OwnUnit]:
        """Fire on what is assaulted this turn, which lifts when the assault goes in: most guns where most men lie. The groups
        without one."""
        prepared = self._prepared() if self.plan.preparation else []
        left = []
        for group in groups:
            orders = [self._of(group, self.plan.preparation, o) for o in prepared]
            best = self._best(orders, {o.target: float(self.now.believed(o.target)) for o in prepared if o.target}, 1.0)
            if best is None:
                left.append(group)
            else:
                self._give(best, group)
                self.rounds -= best.rounds * (self.pulse(best.until) - self.pulse(best.start))
        return left

    def contacts(self, groups: list[OwnUnit]) -> None:
        """Slow fire by day on known enemies, at a rate that spends the stock over the calendar."""
        guns, worth = sum(u.guns for u in groups), self._worth()
        if self.now.night or self.rounds <= 0:
            return
        until = self.moment(self.turn.last_pulse)
        for group in groups:
            if not self._may_fire(self.turn.first_pulse + group.delay, self.turn.last_pulse):
                continue
            rate = min(MOST_ROUNDS, self.rounds / self.turn.pulses / guns)
            aims = [Order(unit=group.id, task="fire", target=h, until=until) for h in worth]
            orders = [self._of(group, rate, aim) for aim in aims]
            if rate * group.guns >= 1 and (best := self._best(orders, worth, SPREAD_GUNS)) is not None:
                self._give(best, group)

    def ways(self, groups: list[OwnUnit]) -> None:
        """Defensive fire: each group answers for another way to a held place, those first that are nearest to an enemy."""
        now, until = self.now, self.moment(self.turn.last_pulse)
        ways = dict.fromkeys(h for place in now.held for h in now.ways_to(place)[:WAYS])
        taken: Counter[HexAt] = Counter()
        for group in groups if self.plan.registers else ():
            for here in sorted(ways, key=lambda h: taken[h]):
                rounds = max(1, group.guns * self.plan.registers)
                order = Order(unit=group.id, task="fire", mission="defensive", target=here, rounds=rounds, until=until)
                if now.view.is_lawful(order):
                    now.found.append(order)
                    taken[here] += 1
                    break

    # ------------------------------------------------------------ private
    def _prepared(self) -> list[Order]:
        """Fire before each assault of this turn that is neither silent nor at own men's feet, without a group yet."""
        found: dict[HexAt, Order] = {}
        for o in self.now.found:
            if o.verb.assaults and o.manner != "silent" and o.start and o.target and self.now.believed(o.target):
                lifts = self.pulse(o.start)
                first = max(self.turn.first_pulse, lifts - self.plan.preparation_pulses)
                if o.target not in self.now.close and self._may_fire(first, lifts):
                    fire = Order(unit="", task="fire", target=o.target, start=self.moment(first), until=o.start)
                    found.setdefault(o.target, fire)
        return list(found.values())

    def _may_fire(self, first: int, last: int) -> bool:
        """Fog and rain by day do not suspend fire in every pulse from the first to the last, which is left out (rule 6.11)."""
        begins = self.turn.first_pulse
        rows = self.now.view.light[first - begins : last - begins]
        least = self.now.view.engine.parameters[L_OBSERVED]
        return any(row.night or row.light >= least for row in rows)

    def _worth(self) -> dict[HexAt, float]:
        """Hexes of enemies seen of late that no own men are near or go for, and what each is worth."""
        now = self.now
        going = [o.target for o in now.found if o.verb.assaults] + [u.target for u in now.view.own if u.verb.assaults]
        shut = now.close | set(going)
        fresh = {c.hex for c in now.view.contacts if c.age_pulses <= STALE_PULSES} - shut
        near = {h for p in now.places for h in (p, *neighbours(*p))}
        return {h: men * (NEAR_PLACE if h in near else 1.0) for h, men in now.enemies.items() if men and h in fresh}

    def _of(self, group: OwnUnit, rate: float, aim: Order) -> Order:
        """The fire of a group at so many rounds a gun and pulse."""
        return msgspec.structs.replace(aim, unit=group.id, mission="preparation", rounds=max(1, int(rate * group.guns)))

    def _best(self, orders: list[Order], worth: dict[HexAt, float], spread: float) -> Order | None:
        """The legal order at the hex that is worth most beside the guns laid on it; None without any."""
        ranked = sorted(orders, key=lambda o: -worth[o.target] / (spread + self._laid[o.target]) if o.target else 0.0)
        return next((o for o in ranked if self.now.view.is_lawful(o)), None)

    def _give(self, order: Order, group: OwnUnit) -> None:
        self.now.found.append(order)
        if order.target:
            self._laid[order.target] += group.guns


def share_of_stock(now: Situation) -> float:
    """Rounds for this turn if the stock, as it is now, is to last by day to the end of the calendar."""
    turn, end = now.view.turn, now.scenario.calendar.played()[-1].last_pulse
    return now.view.shells * min(1.0, turn.pulses / ((end - turn.first_pulse) * DAY_SHARE))


def order_strikes(now: Situation, plan: Plan) -> None:
    """Aircraft bomb what is to be assaulted this turn before the assault goes in, else the strongest enemies known."""
    for wing in now.view.wings if plan.strikes else ():
        if wing.booked or "strike" not in now.view.legal_tasks(wing.id):
            continue
        orders: list[Order] = []
        for target in _bomb_targets(now):
            if len(orders) < min(wing.left, MOST_STRIKES) and (order := _strike(now, wing.id, target)) is not None:
                orders.append(order)
        for k, order in enumerate(orders):
            flights = wing.left // len(orders) + (k < wing.left % len(orders))
            now.found.append(msgspec.structs.replace(order, flights=flights))


def _bomb_targets(now: Situation) -> list[HexAt]:
    assaulted = [o.target for o in now.found if o.verb.assaults and o.target and now.believed(o.target)]
    strongest = sorted(now.enemies, key=lambda h: (-now.enemies[h], h))
    return list(dict.fromkeys([*assaulted, *strongest]))


def _strike(now: Situation, wing: str, target: HexAt) -> Order | None:
    """A strike that is over before the assault on its target goes in, if there is time; None where none is allowed."""
    starts = [o.start for o in now.found if o.verb.assaults and o.target == target and o.start]
    for until in (*starts[:1], ""):
        order = Order(unit=wing, task="strike", target=target, flights=1, until=until)
        if now.view.is_lawful(order):
            return order
    return None
