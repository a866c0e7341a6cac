"""Checks of the computer commander's plans: sides, turns, places."""

from typing import TYPE_CHECKING

from game.files.battle.reading import Parts
from game.model.battle.plans import RANGES

if TYPE_CHECKING:
    from game.files.battle.checks import Checks


def check_plans(checks: "Checks", parts: Parts) -> None:
    """Every plan has a side and figures within their ranges, begins at a moment of the calendar and aims at places that exist."""
    for plan in parts.plans:
        checks.known(plan, "side", "side", plan.side, checks.sides)
        for key, (low, high) in RANGES.items():
            checks.within(plan, key, getattr(plan, key), low, high)
        if plan.begins:
            checks.moment(plan, "begins", plan.begins)
        for place in plan.aims:
            checks.known(plan, "aims", "place", place, checks.places)
        if plan.least > plan.ratio:
            checks.note(plan, "least", f"has least = {plan.least:g}; needed at most ratio = {plan.ratio:g}")
