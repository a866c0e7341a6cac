"""Habits of one line: what somebody does who has stopped thinking. A score is sound where none of them beats the staff.

They are measured, never met: `habit:ID` names one in trials and grades, no menu lists them.
"""

from collections.abc import Callable

from msgspec.structs import replace

from game.core.hexes import distance
from game.match.battle.own_unit import OwnUnit
from game.match.battle.views import PLAIN_MARCH, View
from game.model.base import HexAt
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.model.battle.verbs import VERBS
from game.players.battle.plain import PlainCommander

Sheet = tuple[Order | Decision, ...]
GOES = (*(v.name for v in VERBS.values() if v.assaults), PLAIN_MARCH)
FAR_HEXES = 10  # who is so far from every scored place has withdrawn
BOLD = {
    "night": {"by": "night", "silent_men": 3000},
    "mass": {"ratio": 6.0, "least": 0.3, "most": 12},
}


class HabitCommander:
    """A side that does one thing and no other, whatever happens. The same view gives the same orders."""

    def __init__(self, side: str, scenario: Scenario, habit_id: str) -> None:
        """`habit_id`: one of HABITS.

        Raises:
            KeyError: there is no such habit.
        """
        self._does = HABITS[habit_id]
        plan = replace(scenario.habit_of(side), **BOLD.get(habit_id, {}))  # type: ignore[arg-type]
        self._staff = PlainCommander(side, scenario, plan=plan)

    def orders(self, view: View) -> Sheet:
        """Orders and decisions for the turn of the view, every one of them legal."""
        return self._does(self._staff, view)


def _nothing(staff: PlainCommander, view: View) -> Sheet:
    return ()


def _dig(staff: PlainCommander, view: View) -> Sheet:
    able = (u for u in view.own if u.hex is not None and not u.verb.digs)
    return _legal(view, [[Order(unit=u.id, task="dig")] for u in able])


def _withdraw(staff: PlainCommander, view: View) -> Sheet:
    """Everybody near a scored place goes as far from it as this turn's marching allows."""
    places = _places(view)
    tries = []
    for unit in view.own:
        if unit.hex is None or unit.verb.retires or min(distance(unit.hex, p) for p in places) >= FAR_HEXES:
            continue
        reach = sorted(view.reach_hours(unit.id), key=lambda h: (-min(distance(h, p) for p in places), h))
        tries.append([Order(unit=unit.id, task="withdraw", target=h) for h in reach[:4]])
    return _legal(view, tries)


def _summit(staff: PlainCommander, view: View) -> Sheet:
    top = _places(view)[0]
    return _legal(view, [_go(u, [top]) for u in view.own if u.hex not in (None, top) and u.target != top])


def _flood(staff: PlainCommander, view: View) -> Sheet:
    """Everybody at whatever is nearest: an enemy he knows of, or a scored place that the side does not hold."""
    held = {p.place for p in view.scenario.scored if view.shares.get(p.place, 0) == 1000}
    wanted = {view.scenario.place(p.place).hex for p in view.scenario.scored if p.place not in held}
    wanted |= {c.hex for c in view.contacts}
    tries = []
    for unit in view.own:
        if unit.hex is not None and not unit.verb.assaults:
            here = unit.hex
            tries.append(_go(unit, sorted(wanted, key=lambda h: (distance(here, h), h))[:3]))
    return _legal(view, tries)


def _halt(staff: PlainCommander, view: View) -> Sheet:
    return _desk(view)


def _halt_and_fight(staff: PlainCommander, view: View) -> Sheet:
    return (*staff.sheet(view), *_desk(view))


def _desk(view: View) -> Sheet:
    """Asks for a talk at once and signs whatever does not oblige the side itself to go first or to go back."""
    politics, talk = view.scenario.politics, view.talk
    if politics is None or talk is None:
        return ()
    asks = Decision(kind="talk")
    found: list[Order | Decision] = [asks] if view.refusal(asks) is None else []
    if view.talks_today:
        accept = tuple(t.id for t in politics.terms if view.side not in t.clears and t.first != view.side)
        form = Decision(kind="terms", proposal=accept[0], accept=accept)
        found += [form] if accept and view.refusal(form) is None else []
    return tuple(found)


def _staff_orders(staff: PlainCommander, view: View) -> Sheet:
    return staff.orders(view)


HABITS: dict[str, Callable[[PlainCommander, View], Sheet]] = {
    "nothing": _nothing,
    "dig": _dig,
    "withdraw": _withdraw,
    "summit": _summit,
    "night": _staff_orders,
    "mass": _staff_orders,
    "flood": _flood,
    "halt": _halt,
    "halt-and-fight": _halt_and_fight,
}


def _places(view: View) -> list[HexAt]:
    """The scored places, the heaviest first."""
    return [view.scenario.place(p.place).hex for p in sorted(view.scenario.scored, key=lambda p: -p.weight)]


def _go(unit: OwnUnit, targets: list[HexAt]) -> list[Order]:
    """An assault where the counter may, else a march."""
    return [Order(unit=unit.id, task=task, target=h) for h in targets for task in GOES]


def _legal(view: View, tries: list[list[Order]]) -> Sheet:
    """The first legal order of each counter."""
    found: list[Order] = []
    for orders in tries:
        order = next((o for o in orders if view.refusal(o, found) is None), None)
        if order is not None:
            found.append(order)
    return tuple(found)
