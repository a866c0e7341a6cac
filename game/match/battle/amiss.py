"""What is amiss with any order, whoever it goes to: unknown words, hours that are past, hexes off the map (rules 7.2, 7.13)."""

import typing

from game.core.words import N_, _
from game.files.errors import nearest, one_line
from game.match.refusals import Refusal, misfit, refuse
from game.model.battle.calendar import Turn
from game.model.battle.orders import RANGES, Order
from game.model.battle.scenario import Scenario

WORDS = {  # fields of an order that take one of a few words
    name: typing.get_args(kind)
    for name, kind in typing.get_type_hints(Order).items()
    if typing.get_origin(kind) is typing.Literal
}


def unread(order: Order) -> Refusal | None:
    """None, or the rule against an order whose fields are not what an order's fields are: a program wrote it, no file."""
    problem = misfit(order)
    if not problem:
        return None
    for field, known in WORDS.items():
        found = getattr(order, field)
        if found not in known:
            return refuse(
                "7.2",
                "{unit}: {field} {found!r} is unknown{hint}",
                unit=one_line(order.unit),
                field=_(field),
                found=one_line(found, most=40),
                hint=nearest(str(found), filter(None, known)),
            )
    for field, least, most, rule in RANGES:
        found = getattr(order, field)
        if type(found) is int and not least <= found <= most:
            return refuse(
                rule,
                "{unit}: {field} {found}; needed {least} to {most}",
                unit=one_line(order.unit),
                field=_(field),
                found=found,
                least=max(0, least),
                most=most,
            )
    return refuse("7.2", "{unit}: {problem}", unit=one_line(order.unit), problem=problem)


def amiss(order: Order, scenario: Scenario, turn: Turn) -> Refusal | None:
    """None, or the rule against a moment or a hex that an order names."""
    return _moments(order, scenario, turn) or _hexes(order, scenario)


def _moments(order: Order, scenario: Scenario, turn: Turn) -> Refusal | None:
    calendar = scenario.calendar
    for what, moment in ((N_("start"), order.start), (N_("until"), order.until)):
        try:
            pulse = calendar.pulse_of(moment) if moment else turn.first_pulse
        except ValueError as e:
            return refuse("7.2", "{unit}: {what}: {problem}", unit=order.unit, what=_(what), problem=e)
        if pulse < turn.first_pulse:
            return refuse(
                "7.2",
                "{unit}: {what} {moment} lies before the turn, which begins {begins}",
                unit=order.unit,
                what=_(what),
                moment=moment,
                begins=calendar.moment_of(turn.first_pulse),
            )
    return None


def _hexes(order: Order, scenario: Scenario) -> Refusal | None:
    ground = scenario.ground
    for what, here in (
        (N_("target"), order.target),
        (N_("start line"), order.start_line),
        (N_("fallback"), order.fallback),
    ):
        if here is not None and not ground.holds(here):
            return refuse(
                "7.13",
                "{unit}: {what} {column},{row} lies off the map of {columns} x {rows} hexes",
                unit=order.unit,
                what=_(what),
                column=here[0],
                row=here[1],
                columns=ground.columns,
                rows=ground.rows,
            )
    return None
