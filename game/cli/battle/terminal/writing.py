"""Writing orders in the terminal: give, list, strike out, take back, and ask for the odds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from game.cli import picking
from game.cli.battle.terminal import names
from game.cli.battle.terminal.country import there_words
from game.cli.battle.terminal.names import hex_words
from game.cli.battle.terminal.order_line import order_words, read_order
from game.cli.text_loop import check_open
from game.cli.troubles import Trouble
from game.core.words import _, counted
from game.match.battle.doubts import doubts
from game.match.battle.prices import price_told
from game.match.battle.standing_tasks import standing_tasks

if TYPE_CHECKING:
    from game.match.battle.forecast import Forecast
    from game.model.battle.orders import Order
    from game.players.battle.table import Table


def order_lines(table: Table, words: list[str]) -> list[str]:
    """Writes an order for a counter, or for every counter of a formation that can carry it out.

    Raises:
        Trouble: it is not understood, or a rule forbids it.
    """
    check_open(table)
    order = read_order(table, words)
    if table.scenario.has_counter(order.unit) or table.scenario.has_wing(order.unit):
        order = _completed(table, order)
        refused = table.refusal_text(order)
        if refused:
            raise Trouble(refused)
        table.book.give_beside((order,))
        price = price_told(table.view, order, table.book.decisions)
        told = [price] if price else []
        return [_("Written: {o}").format(o=order_words(table, order)), *told, *_arrival(table, order)]
    return _whole(table, order)


def example_lines(table: Table) -> list[str]:
    """Orders that the side might give now, as they are typed."""
    scenario, calendar = table.scenario, table.scenario.calendar
    column, row = scenario.place(max(scenario.scored, key=lambda p: p.weight).place).hex
    first, last = (calendar.clock_of(table.first_pulse + n) for n in (8, 10))
    able = [u for u in table.view.own if "assault" in table.legal_tasks(u.id)]
    lines = []
    if able:
        lines += [
            _("Example: order {u} assault {c},{r} silent from {t} limit 30%").format(
                u=able[0].id, c=column, r=row, t=first
            ),
            _("Example: order {u} reserve {c},{r} trigger hex-lost").format(u=able[-1].id, c=column, r=row),
            _("Example: order {f} dig, for every counter of the formation that can").format(f=able[0].formation),
        ]
    gun = next((u.id for u in table.view.own if table.is_gun(u.id)), None)
    if gun is not None:
        lines.append(
            _("Example: order {u} fire {c},{r} preparation from {a} until {b} rounds {n}").format(
                u=gun, c=column, r=row, a=first, b=last, n=table.usual_rounds(gun)
            )
        )
    return lines


def _whole(table: Table, order: Order) -> list[str]:
    members = [u.id for u in table.view.own if u.formation == order.unit and u.hex is not None]
    made = [_completed(table, msgspec.structs.replace(order, unit=u)) for u in members]
    refused = {o.unit: table.refusal_text(o) for o in made}
    able = tuple(o for o in made if not refused[o.unit])
    if not able:
        raise Trouble(
            next(iter(refused.values()), _("no counter of {f} is on the map (rule 7.10)").format(f=order.unit))
        )
    table.book.give_beside(able)
    lines = [_("Written: {o}").format(o=order_words(table, o)) for o in able]
    return lines + [_("Takes no part: {why}").format(why=why) for why in refused.values() if why]


def _completed(table: Table, order: Order) -> Order:
    """A fire mission without a rate gets the usual one of its guns."""
    if order.verb.fires and order.rounds == 0 and table.is_gun(order.unit):
        return msgspec.structs.replace(order, rounds=table.usual_rounds(order.unit))
    return order


def _arrival(table: Table, order: Order) -> list[str]:
    ready, march = table.ready_pulse(order.unit), table.view.march(order)
    lines = []
    if order.start and table.pulse(order.start) < ready:
        lines.append(
            _("It reaches {unit} at {t}, later than the hour written (rule 7.6)").format(
                unit=order.unit, t=table.moment(ready)
            )
        )
    return [*lines, there_words(table, march)] if march is not None else lines


def orders_lines(table: Table) -> list[str]:
    """The orders written, numbered; without one a counter goes on with its task."""
    lines = []
    for n, order in enumerate(table.book.orders, 1):
        march = table.view.march(order)
        lines.append(_("Order {n}: {o}").format(n=n, o=order_words(table, order)))
        lines += [there_words(table, march)] if march is not None else []
    lines = lines or [_("No order is written; counters without one go on with their tasks (rule 7.1)")]
    return [*lines, *standing_lines(table), *doubt_lines(table)]


def standing_lines(table: Table) -> list[str]:
    """The tasks that go on without a new order, with the march that is still before each."""
    lines = []
    for task in standing_tasks(table.view, {o.unit for o in table.book.orders}):
        lines.append(_("Goes on: {o}").format(o=order_words(table, task.order)))
        lines += [there_words(table, task.march)] if task.march is not None else []
    return lines


def doubt_lines(table: Table) -> list[str]:
    """What is doubtful about the sheet, a line each."""
    found = doubts(table.view, table.book.orders, table.book.decisions)
    return [_("Doubt: {line}").format(line=doubt.line) for doubt in found]


def cancel_lines(table: Table, words: list[str]) -> list[str]:
    """Strikes out the orders of a counter or formation, one by its number, or all.

    Raises:
        Trouble: there is no such order.
    """
    check_open(table)
    said = " ".join(words)
    orders = table.book.orders
    if not said:
        raise Trouble(_("needed: cancel UNIT, a number from the list of orders, or all"))
    if not orders:
        raise Trouble(_("no order is written, so there is none to cancel"))
    if said.lower() == "all":
        gone = orders
    elif said.isdigit() and said.isascii() and len(said) < 4 and 1 <= int(said) <= len(orders):
        gone = (orders[int(said) - 1],)
    elif said.isdigit() and said not in {f.id for f in table.scenario.formations if f.side == table.side}:
        raise Trouble(_("no order {n}; {m} are written").format(n=picking.shown(said), m=len(orders)))
    else:
        unit = names.subject(table, said)
        scenario = table.scenario
        members = {unit} if scenario.has_counter(unit) else {c.id for c in scenario.counters_of(unit)}
        gone = tuple(o for o in orders if o.unit in members)
        if not gone:
            raise Trouble(_("no order is written for {unit}").format(unit=unit))
    table.book.strike(gone)
    return [_("Cancelled: {o}").format(o=order_words(table, o)) for o in gone]


def undo_lines(table: Table) -> list[str]:
    """Takes back the last change of the orders.

    Raises:
        Trouble: there is none.
    """
    check_open(table)
    return _changed(table, table.book.undo, _("nothing was written that could be taken back"), _("Taken back"))


def redo_lines(table: Table) -> list[str]:
    """Makes a change again that was taken back.

    Raises:
        Trouble: there is none.
    """
    check_open(table)
    return _changed(table, table.book.redo, _("nothing was taken back that could be done again"), _("Done again"))


def _changed(table: Table, change: Callable[[], object], nothing: str, done: str) -> list[str]:
    before = table.book.orders
    if not change():
        raise Trouble(nothing)
    after = table.book.orders
    lines = [_("{done}, gone: {o}").format(done=done, o=order_words(table, o)) for o in before if o not in after]
    return lines + [
        _("{done}, stands: {o}").format(done=done, o=order_words(table, o)) for o in after if o not in before
    ]


def forecast_lines(table: Table, words: list[str]) -> list[str]:
    """The odds of the assaults written, of one counter's assault, or on one hex.

    Raises:
        Trouble: no assault is meant.
    """
    check_open(table)
    from game.match.battle.forecast import forecast

    targets = _targets(table, " ".join(words))
    staff = table.expected(table.scenario.other(table.side))
    lines: list[str] = []
    for target in targets:
        lines += _forecast_lines(table, forecast(table.view, table.book.orders, target, staff))
    return lines


def _targets(table: Table, said: str) -> list[tuple[int, int]]:
    assaults = [o for o in table.book.orders if o.verb.assaults and o.target is not None]
    running = [u for u in table.view.own if u.verb.assaults and u.target is not None and not table.book.of(u.id)]
    by_unit = {o.unit: o.target for o in assaults} | {u.id: u.target for u in running}
    if not said:
        found = list(dict.fromkeys(t for t in by_unit.values() if t is not None))
        if not found:
            raise Trouble(_("no assault is ordered; the odds are those of an assault: order one, or name a hex"))
        return found
    unit = next((u for u in by_unit if u.casefold() == said.casefold()), None)
    if unit is not None:
        target = by_unit[unit]
        return [target] if target is not None else []
    own = next((u.id for u in table.view.own if u.id.casefold() == said.casefold()), None)
    if own is not None:
        raise Trouble(_("{unit} is not ordered to assault; the odds are those of an assault").format(unit=own))
    return [names.on_map(table, names.hex_of(table, said))]


def _forecast_lines(table: Table, found: Forecast) -> list[str]:
    target = hex_words(table.scenario, found.target)
    lines = [
        _("Forecast for {hex}: taken {n} % ({a} to {b})").format(
            hex=target, n=round(100 * found.shown), a=round(100 * found.interval[0]), b=round(100 * found.interval[1])
        ),
        _("Its parts at {hex}: {a} % if he stays as last seen, {b} % if he does as his staff usually does").format(
            hex=target, a=round(100 * found.stays[0]), b=round(100 * found.usual[0])
        ),
        _("Own loss to be reckoned with at {hex}: {m} men, {a} to {b} in eight games of ten").format(
            hex=target, m=found.own_median, a=found.own_loss[0], b=found.own_loss[1]
        ),
        _("Enemy loss to be reckoned with at {hex}: {m} men, {a} to {b} in eight games of ten").format(
            hex=target, m=found.enemy_median, a=found.enemy_loss[0], b=found.enemy_loss[1]
        ),
    ]
    rule = table.scenario.rule(found.driver_rule)
    if rule is not None:
        lines.append(
            _("Main driver at {hex}: {d} (rule {r}, {t})").format(
                hex=target, d=found.driver, r=rule.number, t=_(rule.title)
            )
        )
    lines.append(
        _("Played for each: {games}, from what you know, with luck of their own; no promise").format(
            games=counted("{n} game", "{n} games", found.games)
        )
    )
    return lines
