"""Tasks in force that go on without a new order (rule 7.1): what each counter was told before, as an order, and its march."""

from collections.abc import Collection
from typing import NamedTuple

from game.match.battle.marching import March
from game.match.battle.own_unit import OwnUnit
from game.match.battle.views import View
from game.model.battle.orders import Order


class Standing(NamedTuple):
    """A task in force. `order`: as it would be written now; `first`, `last`: absolute pulses, the last excluded; `march`: what
    is still before it, unhindered."""

    order: Order
    first: int
    last: int
    march: March | None = None


def standing_tasks(view: View, ordered: Collection[str] = ()) -> tuple[Standing, ...]:
    """What own counters, guns and wings go on with that have no new order: `ordered` names those that have one.

    Who holds, digs or waits is not among them: nothing is ahead of him.
    """
    turn, found = view.turn, []
    for unit in view.own:
        if unit.id in ordered or unit.hex is None or unit.is_broken or not _is_ahead(unit):
            continue
        march = view.march_on(unit.id)
        first = max(turn.first_pulse, march.sets_out if march is not None else unit.ready)
        last = march.there if march is not None else turn.first_pulse + turn.pulses
        found.append(Standing(_order(view, unit), first, last, march))
    moment = view.scenario.calendar.moment_of
    for m in view.missions:
        if m.group not in ordered and m.last > turn.first_pulse:
            until = moment(m.last)
            order = Order(unit=m.group, task="fire", target=m.target, mission=m.mission, rounds=m.rounds, until=until)
            found.append(Standing(order, max(turn.first_pulse, m.first), m.last))
    for s in view.strikes:
        if s.wing not in ordered:
            order = Order(unit=s.wing, task="strike", target=s.target, flights=s.flights, until=moment(s.last))
            found.append(Standing(order, max(turn.first_pulse, s.first), s.last))
    return tuple(found)


def _is_ahead(unit: OwnUnit) -> bool:
    verb = unit.verb
    return (verb.marches or verb.assaults or verb.ferries) and unit.target is not None


def _order(view: View, unit: OwnUnit) -> Order:
    start = view.scenario.calendar.moment_of(unit.start) if unit.start > view.turn.first_pulse else ""
    return Order(
        unit=unit.id,
        task=unit.task,
        target=unit.target,
        manner=unit.manner,  # type: ignore[arg-type]
        start=start,
        start_line=unit.start_line,
    )
