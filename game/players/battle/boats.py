"""What the plain commander does with boats: men who are wanted beyond the river cross, the rest of the lots is supply."""

from game.core.hexes import distance
from game.match.battle.ferrying import FerryLots
from game.match.battle.own_unit import OwnUnit
from game.match.battle.views import View
from game.model.base import HexAt
from game.model.battle.orders import Order

SUPPLY_LOTS = (
    4  # lots of supply wanted a turn: a day's need of five battalions in contact; what is over comes up as shells
)


def crossing_orders(view: View, free: dict[str, OwnUnit], places: list[HexAt]) -> list[Order]:
    """Ferry orders for infantry and anti-tank guns that no land joins to a scored place, then for the boats."""
    found: list[Order] = []
    if not view.legality.boats.is_played:
        return found
    lands = {view.engine.land_at(place) for place in places}
    for unit in free.values():
        if _is_wanted(view, unit, lands) and "ferry" in view.legal_tasks(unit.id):
            order = _first_free(view, unit, found)
            if order is not None:
                found.append(order)
    for unit in free.values():
        if view.scenario.unit_type(view.scenario.counter(unit.id)).boats and "ferry" in view.legal_tasks(unit.id):
            order = _supply(view, unit, found)
            if order is not None:
                found.append(order)
    return found


def _is_wanted(view: View, unit: OwnUnit, lands: set[int]) -> bool:
    """Guns that reach over the river stay; of the others those go that no scored place can be walked to from: its `lands`."""
    scenario, engine = view.scenario, view.engine
    kind = scenario.unit_type(scenario.counter(unit.id))
    fights = kind.assaults or kind.at_value > 0
    if kind.boats or not fights or unit.hex is None or unit.verb.ferries:
        return False
    return engine.land_at(unit.hex) not in lands


def _first_free(view: View, unit: OwnUnit, found: list[Order]) -> Order | None:
    """The order for the nearest crossing that has lots for the counter."""
    for crossing in _by_distance(view, unit, found):
        order = Order(unit=unit.id, task="ferry", target=crossing.hex)
        if view.is_lawful(order, found):
            return order
    return None


def _supply(view: View, unit: OwnUnit, found: list[Order]) -> Order | None:
    """The order for the boats: what the men leave of the crossing with most room, at most the lots wanted."""
    rooms = sorted(view.ferries(found), key=lambda c: (-c.free, c.id))
    own = unit.lots if unit.verb.ferries else 0
    lots = min(SUPPLY_LOTS, rooms[0].free + own) if rooms else 0
    if lots < 1 or own == lots:
        return None
    order = Order(unit=unit.id, task="ferry", target=rooms[0].hex, lots=lots)
    return order if view.is_lawful(order, found) else None


def _by_distance(view: View, unit: OwnUnit, found: list[Order]) -> list[FerryLots]:
    here = unit.hex or (0, 0)
    return sorted(view.ferries(found), key=lambda c: (min(distance(here, bank) for bank in c.banks), c.id))
