"""Guns and aircraft of the computer commander: preparation of what is to be assaulted, defensive fire, strikes (chapter 6)."""

import msgspec

from game.match.battle.own_unit import OwnUnit
from game.model.base import HexAt
from game.model.battle.orders import Order
from game.model.battle.plans import Plan
from game.players.battle.situation import Situation

LEAST_SHELLS = 40  # of the side's stock, under which no mission is ordered
MOST_STRIKES = 3  # hexes among which a wing divides its flights


def order_guns(now: Situation, plan: Plan) -> None:
    """Guns prepare the assaults of this turn that are not silent, else register the ways to own places."""
    if now.view.shells < LEAST_SHELLS:
        return
    loud = [o for o in now.found if o.verb.assaults and o.manner != "silent" and o.target and now.believed(o.target)]
    registered = {m.group for m in now.view.missions}
    ways: dict[HexAt, list[HexAt]] = {}
    for unit in list(now.free.values()):
        if not unit.guns or not now.may(unit, "fire"):
            continue
        if loud and loud[0].start and plan.preparation:
            _prepare(now, plan, unit, loud[0])
        elif plan.registers and unit.id not in registered:
            _register(now, unit, max(1, unit.guns * plan.registers), ways)


def _prepare(now: Situation, plan: Plan, unit: OwnUnit, assault: Order) -> None:
    """Fire on an assault's target that lifts when the assault goes in."""
    calendar = now.scenario.calendar
    pulse = calendar.pulse_of(assault.start)
    first = max(now.view.turn.first_pulse, pulse - plan.preparation_pulses)
    now.give(
        Order(
            unit=unit.id,
            task="fire",
            mission="preparation",
            target=assault.target,
            rounds=max(1, unit.guns * plan.preparation),
            start=calendar.moment_of(first),
            until=calendar.moment_of(pulse),
        )
    )


def _register(now: Situation, unit: OwnUnit, rounds: int, ways: dict[HexAt, list[HexAt]]) -> None:
    until = now.scenario.calendar.moment_of(now.view.turn.last_pulse)
    for place in now.held:
        if place not in ways:
            ways[place] = now.ways_to(place)
        for here in ways[place]:
            if now.give(Order(unit=unit.id, task="fire", mission="defensive", target=here, rounds=rounds, until=until)):
                return


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
        if now.view.refusal(order) is None:
            return order
    return None
