"""Why a counter may not be given a verb at all, whatever its target: the reason that a dark button tells (rules 7.10-7.17)."""

from collections import Counter as Tally
from collections.abc import Iterator

from game.core.hexes import neighbours
from game.match.battle.views import View
from game.match.refusals import Refusal
from game.model.base import HexAt
from game.model.battle.orders import Order
from game.model.battle.verbs import VERBS, needs_hex


def why_not_open(view: View, unit: str, verb: str, mission: str = "") -> str:
    """The refusal that stands in most of the ways in which the verb could be given, with its rule; "" where one is open."""
    ways = list(_ways(view, unit, verb, mission))
    if any(view.refusal(order) is None for order in ways):
        return ""
    # What a counter is comes before whose leave it would need.
    return _usual([_unable(view, order) for order in ways]) or _usual([view.refusal(order) for order in ways])


def _unable(view: View, order: Order) -> Refusal | None:
    """What in the counter itself forbids the order, leave aside."""
    scenario = view.scenario
    own = next((u for u in view.own if u.id == order.unit), None)
    if own is None or own.hex is None or own.is_broken:
        return view.refusal(order)
    counter = scenario.counter(order.unit)
    return view.legality.checks.refusal(order, counter, scenario.unit_type(counter), ())


def _usual(found: list[Refusal | None]) -> str:
    """The refusal whose rule is the most frequent; "" where something is not refused."""
    refused = [refusal for refusal in found if refusal is not None]
    if len(refused) < len(found) or not refused:
        return ""
    rules = Tally(refusal.rule for refusal in refused)
    rule = max(rules, key=lambda r: rules[r])
    return next(str(refusal) for refusal in refused if refusal.rule == rule)


def _ways(view: View, unit: str, verb: str, mission: str) -> Iterator[Order]:
    lots, rounds, flights = (int(getattr(VERBS[verb], does)) for does in ("ferries", "fires", "strikes"))
    for target in _aims(view, unit) if needs_hex(verb, mission) else (None,):
        yield Order(unit=unit, task=verb, target=target, mission=mission, lots=lots, rounds=rounds, flights=flights)


def _aims(view: View, unit: str) -> list[HexAt]:
    """What the order could mean: the hexes about the counter, and what is fought for."""
    scenario = view.scenario
    here = next((u.hex for u in view.own if u.id == unit), None)
    about = [h for h in neighbours(*here) if scenario.ground.holds(h)] if here is not None else []
    return [*about, *(scenario.place(p.place).hex for p in scenario.scored)]
