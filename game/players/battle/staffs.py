"""Computer commanders by name: the levels, `plan:ID` for a plan of the scenario's, and whoever was enlisted as one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from game.files.errors import nearest
from game.players.battle.levels import COMMANDERS

if TYPE_CHECKING:
    from game.match.battle.views import View
    from game.model.battle.decisions import Decision
    from game.model.battle.orders import Order
    from game.model.battle.scenario import Scenario
    from game.model.battle.thoughts import Thought

GENERAL = "general"  # after a colon how long he thinks: `general:long`
PLAN = "plan:"
HABIT = "habit:"  # habits of one line, for trials and grades
DRAWN = "drawn"  # a seat whose commander the seed of the game draws: `drawn`
D_PLAN = 4001  # its purpose among the draws; the rules of battles and theatres use none so high


class Commander(Protocol):
    """Whoever is given a view and returns orders and decisions for its turn."""

    def orders(self, view: View) -> tuple[Order | Decision, ...]:
        """Orders and decisions, every one of them legal."""
        ...


@runtime_checkable
class Thinker(Commander, Protocol):
    """A commander with a plan that lives on: `thought` is what he thought last, and is given back to him who goes on with it."""

    thought: Thought | None


def names(scenario: Scenario, side: str) -> tuple[str, ...]:
    """The commanders that a side of the scenario can have."""
    return (*COMMANDERS, *(PLAN + plan.id for plan in scenario.plans_of(side)))


def habits() -> tuple[str, ...]:
    """The habits of one line, as commanders by name."""
    from game.players.battle.habits import HABITS

    return tuple(HABIT + habit for habit in HABITS)


def trouble(name: str, scenario: Scenario, side: str) -> str:
    """Why a side cannot have a commander of that name, in one line; empty if it can."""
    from game.players.battle.own import enlisted

    known = names(scenario, side)
    if name in known or name in habits() or name in enlisted():
        return ""
    return f"no commander {name[:60]!r} for {side} in {scenario.id}{nearest(name, known)}; known: {', '.join(known)}"


def thinks(name: str) -> bool:
    """The commander of that name plays plans on before he orders: it takes him a second or more a turn."""
    return name.partition(":")[0] == GENERAL


def drawn(scenario: Scenario, side: str, seed: int) -> str:
    """The commander that the seed of a game draws for a side: `plain` or one of the side's plans, each as likely; the same
    seed draws the same one.
    """
    from game.core.dice import new_dice, uniform
    from game.core.rule import plain

    among = ("plain", *(PLAN + plan.id for plan in scenario.plans_of(side)))
    return among[int(uniform(plain(new_dice(seed)), scenario.sides.index(side), -1, D_PLAN) * len(among))]


def commander(name: str, side: str, scenario: Scenario, seed: int = 0) -> Commander:
    """Who gives a side's orders: `history` the record's, `plain` the computer's, `plan:ID` the computer's by a plan of the
    scenario's, `recruit` those with the error that `seed` draws, `general` plays plans on before he orders, `nearest` goes for
    the nearest enemy, `random` any that are allowed, by `seed`; and whoever was enlisted under the name.

    Raises:
        ValueError: there is none of that name.
    """
    if line := trouble(name, scenario, side):
        raise ValueError(line)
    if name == "history":
        from game.players.battle.historical import HistoricalCommander

        return HistoricalCommander(side, scenario)
    if name == "nearest":
        from game.players.battle.nearest import NearestCommander

        return NearestCommander(side, scenario)
    if name == "random":
        from game.players.battle.random import RandomCommander

        return RandomCommander(side, scenario, seed=seed)
    if name == "recruit":
        from game.players.battle.recruit import RecruitCommander

        return RecruitCommander(side, scenario, seed)
    if name.startswith(HABIT):
        from game.players.battle.habits import HabitCommander

        return HabitCommander(side, scenario, name.removeprefix(HABIT))
    if thinks(name):
        from game.players.battle.general.commander import General

        return General(side, scenario, name.partition(":")[2] or "quick", seed=seed)
    from game.players.battle.own import OwnCommander, enlisted

    if name in enlisted():
        return OwnCommander(name, side, scenario)
    from game.players.battle.plain import PlainCommander

    plan: Any = next((p for p in scenario.plans_of(side) if PLAN + p.id == name), None)
    return PlainCommander(side, scenario, plan=plan)
