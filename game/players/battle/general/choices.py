"""What the general may choose among: the options of the scenario as they stand in a view, each a plan for his staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from game.match.battle.views import View
from game.model.battle.decisions import Decision
from game.model.battle.options import FIRST, Option
from game.model.battle.orders import Order
from game.model.battle.plans import Plan, habit
from game.model.battle.scenario import Scenario
from game.players.battle.plain import PlainCommander

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = ":"  # between an option and the place that it goes for
WHOLE = 1000  # per mille of a place
SIGNS, REFUSES = (
    0.05,
    1.01,
)  # odds of the own government's yes from which he signs: what it will hardly refuse, or nothing
Sheet = tuple[Order | Decision, ...]


class Choice(NamedTuple):
    """An option as it stands: `key` names it in journals, `plan` is what the staff is told, `aims` are scored places."""

    key: str
    option: Option
    plan: Plan
    aims: tuple[str, ...]


def first_of(scenario: Scenario, side: str) -> Choice:
    """What a general does who has chosen nothing yet: the staff's habit."""
    return next(_of(scenario, side, option, "") for option in options_of(scenario) if option.id == FIRST)


def choices(view: View, running: Choice) -> tuple[Choice, ...]:
    """The running one first, then every other option of the scenario in the order of its file; those of the desk at talks."""
    found = {running.key: running}
    for choice in _every(view, running):
        found.setdefault(choice.key, choice)
    return tuple(found.values())


def by_key(scenario: Scenario, side: str, key: str) -> Choice | None:
    """The choice of that key; None if the scenario has no such option or place any more."""
    name, _, place = key.partition(AT)
    option = next((o for o in options_of(scenario) if o.id == name and o.each == bool(place) and not o.desk), None)
    if option is None or (place and place not in {p.place for p in scenario.scored}):
        return None
    return _of(scenario, side, option, place)


def sheet(view: View, choice: Choice) -> Sheet:
    """What the staff orders for a choice, every order of it legal."""
    orders: list[Order | Decision] = list(PlainCommander(view.side, view.scenario, plan=choice.plan).orders(view))
    return (*orders, *_halts(view)) if choice.option.breaks_off else tuple(orders)


def options_of(scenario: Scenario) -> tuple[Option, ...]:
    """The scenario's options; where it has none the staff's habit alone."""
    if scenario.options:
        return scenario.options
    return (Option(id=FIRST, title=habit("").title, text="", source="estimate", confidence="C"),)


def _every(view: View, running: Choice) -> Iterator[Choice]:
    scenario, side = view.scenario, view.side
    for option in options_of(scenario):
        if option.desk:
            if view.talks_today:
                signs = SIGNS if option.desk == "sign" else REFUSES
                yield running._replace(key=option.id, option=option, plan=replace(running.plan, signs=signs))
        elif option.each:
            for place in scenario.scored:
                if view.shares.get(place.place, 0) < WHOLE:
                    yield _of(scenario, side, option, place.place)
        else:
            yield _of(scenario, side, option, "")


def _of(scenario: Scenario, side: str, option: Option, place: str) -> Choice:
    aims = (place,) if place else tuple(p.place for p in scenario.scored)
    key = f"{option.id}{AT}{place}" if place else option.id
    return Choice(key, option, option.of(scenario.habit_of(side), place), aims)


def _halts(view: View) -> Iterator[Order]:
    """Own men who press an attack stop where they are."""
    pressing = {unit for row in view.rows if row.presses and row.side == view.side for unit in row.attackers}
    for unit in sorted(pressing):
        order = Order(unit=unit, task="hold")
        if view.refusal(order) is None:
            yield order
