"""The recruit: the staff with one human error a game, made from the first turn to the last and told when the game is over.

His dice and his sight are everybody's; what is wrong is in his orders, so a journal shows it. Which error he makes is a draw of
scenario, seed and side: whoever looks back on the game reckons it again. A side that begins dug in where it scores need not come
at all: to come too late, or by daylight without guns, costs it nothing (measured), and it makes one of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from game.core.dice import new_dice, uniform
from game.core.hexes import distance
from game.core.rule import plain
from game.core.words import N_
from game.match.battle.views import PLAIN_MARCH, View
from game.model.base import HexAt
from game.model.battle.calendar import Calendar, Turn
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.model.battle.verbs import VERBS
from game.players.battle.envoy import decide
from game.players.battle.plain import PlainCommander

Sheet = tuple[Order | Decision, ...]
Given = Sequence[tuple[Turn, Sequence[Order]]]  # turns that were played, with the orders of a side that stood in them
D_ERROR = 4002  # purpose of the draw among errors; the rules of battles and theatres use none so high
LATE_SHARE = 0.5  # of the turns pass before he who holds his men back too long lets them go
ALONE = 1  # counters that go in at a time where men are thrown in piecemeal
GARRISON = 0.25  # share of a side's men on scored places at the beginning, from which it is there to hold them


class Error(NamedTuple):
    """A human error. `told`: what it was, in a sentence; `shown`: what the orders of the game show of it, with `{n}` and `{all}`.

    `does`: the sheet of a turn; `counts`: the two numbers from the orders of a side that stood. `takes`: only who has ground to
    take makes it.
    """

    told: str
    shown: str
    does: Callable[[RecruitCommander, View], Sheet]
    counts: Callable[[Scenario, Given], tuple[int, int]]
    takes: bool = False


class RecruitCommander:
    """The staff of a side with one error. The same view gives the same orders."""

    def __init__(self, side: str, scenario: Scenario, seed: int = 0, *, error: str = "") -> None:
        """`seed`: of the game; `error`: one of ERRORS in place of the one that is drawn.

        Raises:
            KeyError: there is no such error.
        """
        self.side, self.scenario = side, scenario
        self.error = error or error_of(scenario, side, seed)
        self._does = ERRORS[self.error].does
        self.holds = is_garrison(scenario, side)
        self.staff = PlainCommander(side, scenario)

    def orders(self, view: View) -> Sheet:
        """Orders and decisions for the turn of the view, every one of them legal."""
        return self._does(self, view)

    def by(self, **changes: Any) -> PlainCommander:
        """The staff by another habit."""
        return PlainCommander(self.side, self.scenario, plan=replace(self.staff.plan, **changes))


def error_of(scenario: Scenario, side: str, seed: int) -> str:
    """The error that a recruit makes in the game of a seed: one of ERRORS, each that the side can make as likely."""
    among = errors_of(scenario, side)
    return among[int(uniform(plain(new_dice(seed)), scenario.sides.index(side), -1, D_ERROR) * len(among))]


def errors_of(scenario: Scenario, side: str) -> tuple[str, ...]:
    """The errors that a recruit of a side can make."""
    holds = is_garrison(scenario, side)
    return tuple(name for name, error in ERRORS.items() if not (error.takes and holds))


def is_garrison(scenario: Scenario, side: str) -> bool:
    """A side is there to hold what scores: so many of its men stand there at the beginning."""
    places = {scenario.place(p.place).hex for p in scenario.scored}
    men = [(c.men, c.hex in places) for c in scenario.counters if c.side == side and c.hex is not None]
    return sum(n for n, is_there in men if is_there) >= GARRISON * sum(n for n, _ in men)


# ------------------------------------------------------------ the errors
def _piecemeal(he: RecruitCommander, view: View) -> Sheet:
    """Of all that the staff would send in in a turn one counter goes; of a garrison whoever is nearest to an enemy leaves it."""
    sheet = he.staff.orders(view)
    alone = _sally(view) if he.holds else [one for one in sheet if _assaults(one)][:ALONE]
    gone = {one.unit for one in alone if isinstance(one, Order)}
    rest = (one for one in sheet if isinstance(one, Decision) or (one.unit not in gone and not one.verb.assaults))
    return (*rest, *alone)


def _sally(view: View) -> Sequence[Order]:
    """An assault by the counter that is nearest to an enemy it knows of, on that enemy."""
    able = [u for u in view.own if u.hex is not None and not u.verb.assaults and _may_assault(view, u.id)]
    ways = sorted((distance(u.hex, c.hex), u.id, c.hex) for u in able if u.hex is not None for c in view.contacts)
    tries = (Order(unit=unit, task="assault", target=there) for _far, unit, there in ways)
    return [order for order in tries if view.refusal(order) is None][:ALONE]


def _without_guns(he: RecruitCommander, view: View) -> Sheet:
    """By daylight, and no gun or aircraft is given a mission."""
    return tuple(one for one in he.by(by="day").orders(view) if not _shoots(one))


def _too_late(he: RecruitCommander, view: View) -> Sheet:
    """Nobody is sent in, or waits to strike back, before half of the turns are over."""
    if view.turn.number in _early(he.scenario.calendar):
        return he.by(attacks=False, counter_attacks=False).orders(view)
    return he.staff.orders(view)


def _all_on_the_hill(he: RecruitCommander, view: View) -> Sheet:
    """Whoever can assault goes for the heaviest place, from wherever he is; nothing else is ordered but what lies on the desk."""
    top = _top(he.scenario)
    goes = (*(v.name for v in VERBS.values() if v.assaults), PLAIN_MARCH)
    found: list[Order | Decision] = list(decide(view, he.staff.plan))
    able = {u.id for u in view.own if u.hex is not None and _may_assault(view, u.id)}
    for unit in view.own:
        if unit.id in able and unit.hex != top and unit.target != top:
            tries = (Order(unit=unit.id, task=task, target=top) for task in goes)
            found += [order for order in tries if view.refusal(order, found) is None][:1]
    return tuple(found)


def _count_alone(scenario: Scenario, given: Given) -> tuple[int, int]:
    assaults = [sum(map(_assaults, orders)) for _turn, orders in given]
    return sum(n == ALONE for n in assaults), sum(n > 0 for n in assaults)


def _count_unsupported(scenario: Scenario, given: Given) -> tuple[int, int]:
    assaults = sum(sum(map(_assaults, orders)) for _turn, orders in given)
    missions = sum(sum(map(_shoots, orders)) for _turn, orders in given)
    return missions, assaults


def _count_idle(scenario: Scenario, given: Given) -> tuple[int, int]:
    idle = 0
    for _turn, orders in given:
        if any(map(_assaults, orders)):
            break
        idle += 1
    return idle, len(given)


def _count_on_top(scenario: Scenario, given: Given) -> tuple[int, int]:
    goals = [o.target for _turn, orders in given for o in orders if _assaults(o)]
    return sum(goal == _top(scenario) for goal in goals), len(goals)


ERRORS: Mapping[str, Error] = {
    "piecemeal": Error(
        N_("It threw its men in piecemeal: one counter at a time was sent in, and nobody joined it."),
        N_("Turns in which a single counter was sent in: {n} of the {all} in which any was."),
        _piecemeal,
        _count_alone,
    ),
    "guns": Error(
        N_("It forgot its guns: its men went in by daylight, and neither gun nor aircraft was given a mission."),
        N_("Missions of fire: {n}; counters sent in to assault: {all}."),
        _without_guns,
        _count_unsupported,
        takes=True,
    ),
    "late": Error(
        N_("It held its men back too long: nobody was sent in before half of the battle was over."),
        N_("Turns before the first assault: {n} of {all}."),
        _too_late,
        _count_idle,
        takes=True,
    ),
    "hill": Error(
        N_("It overcommitted on the hill: whoever could assault was sent there, and nothing else was ordered."),
        N_("Counters sent in to assault that place: {n} of {all}."),
        _all_on_the_hill,
        _count_on_top,
    ),
}


def _assaults(one: Order | Decision) -> bool:
    return isinstance(one, Order) and one.verb.assaults


def _may_assault(view: View, unit: str) -> bool:
    return any(VERBS[task].assaults for task in view.legal_tasks(unit))


def _shoots(one: Order | Decision) -> bool:
    return isinstance(one, Order) and (one.verb.fires or one.verb.strikes)


def _top(scenario: Scenario) -> HexAt:
    return scenario.place(max(scenario.scored, key=lambda p: p.weight).place).hex


def _early(calendar: Calendar) -> set[int]:
    turns = calendar.played()
    return {turn.number for turn in turns[: int(len(turns) * LATE_SHARE)]}
