"""The limits that orders would cross, and what that costs, told before it is done (rules 10.1-10.3, 12.3)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from game.core.words import N_, _
from game.match.battle.score import LIMIT_POINTS
from game.match.battle.views import View
from game.model.base import HexAt
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.rules.battle import codes as C

DISPUTED = "D"  # of the zones of the map
ASSAULT = N_("An assault on disputed ground")


class Crossing(NamedTuple):
    """An act that orders would do for the first time. `points`: of the limits; `units`: who would do it; `alone`: no leave
    is held."""

    name: str
    level: int
    points: int
    units: tuple[str, ...]
    alone: bool

    @property
    def line(self) -> str:
        """The crossing and its price in one line."""
        words = (
            _("{act}: {points} of {most:.0f} points of the limits, once, without leave (level {level}, rule 10.2)")
            if self.alone
            else _("{act}: {points} of {most:.0f} points of the limits, once (level {level}, rule 10.2)")
        )
        return words.format(act=_(self.name), points=self.points, most=LIMIT_POINTS, level=self.level)


def crossings(view: View, orders: Sequence[Order], decisions: Sequence[Decision] = ()) -> tuple[Crossing, ...]:
    """What legal orders would do for the first time and at a price, lowest level first; nothing that is free or done already.

    `decisions`: of the same sheet; an act on which the commander resolves alone has its other price.
    """
    if view.scenario.politics is None:
        return _assaults(view, orders)
    legality = view.legality.beside(decisions)
    politics, leave, by = view.scenario.politics, legality.leave, dict[str, list[str]]()
    for order in orders:
        for what, here in _uses(view, order):
            held = [
                k for k in view.engine.acts_opening(leave.known.index, what, here) if leave.is_held(politics.acts[k].id)
            ]
            if held:
                by.setdefault(politics.acts[held[0]].id, []).append(order.unit)
        own = view.scenario.counter(order.unit) if view.scenario.has_counter(order.unit) else None
        if own is not None and own.leave and order.verb.assaults:
            by.setdefault(own.leave, []).append(order.unit)
    found = []
    for act, units in by.items():
        now = legality.diplomacy.permission(politics.act(act))
        if now.costs:
            found.append(Crossing(now.name, now.level, now.costs, tuple(dict.fromkeys(units)), now.status == "alone"))
    return tuple(sorted(found, key=lambda c: (c.level, c.name)))


def standing_price(view: View) -> Crossing | None:
    """In a battle without politics what the first assault on disputed ground will cost; None where it is free or was made."""
    army = next(a for a in view.scenario.armies if a.side == view.side)
    if view.scenario.politics is not None or view.level >= army.assault_level or not army.assault_price:
        return None
    return Crossing(ASSAULT, army.assault_level, army.assault_price, (), alone=False)


def _assaults(view: View, orders: Sequence[Order]) -> tuple[Crossing, ...]:
    zone, price = view.scenario.ground.zone, standing_price(view)
    units = tuple(o.unit for o in orders if o.verb.assaults and o.target and zone(o.target) == DISPUTED)
    return (price._replace(units=tuple(dict.fromkeys(units))),) if price is not None and units else ()


def _uses(view: View, order: Order) -> Iterator[tuple[int, HexAt]]:
    """Kinds of act, with their hexes, that an order would do if it went as ordered (rule 10.1)."""
    scenario, target = view.scenario, order.target
    if order.verb.strikes:
        if target is not None:
            yield C.STRIKE_AT, target
        return
    if not scenario.has_counter(order.unit):
        return
    here = next((u.hex for u in view.own if u.id == order.unit), None)
    march = view.march(order)
    for on_the_way in march.way[1:] if march is not None else ():
        yield C.MOVE_TO, on_the_way
        if scenario.unit_type(scenario.counter(order.unit)).tank:
            yield C.TANKS_ON, on_the_way
    if order.verb.assaults and target is not None:
        yield C.ASSAULT_AT, target
    if order.verb.fires and here is not None and target is not None:
        yield C.FIRE_FROM, here
        yield C.FIRE_AT, target
