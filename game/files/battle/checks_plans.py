"""Checks of the computer commander's plans and of the general's options: sides, turns, places, ranges, branches."""

from typing import TYPE_CHECKING

from game.core.words import _
from game.files.battle.reading import Parts
from game.model.battle.options import FIRST
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
            checks.note(
                plan,
                "least",
                _("has least = {least:g}; needed at most ratio = {ratio:g}"),
                least=plan.least,
                ratio=plan.ratio,
            )
    _check_options(checks, parts)


def _check_options(checks: "Checks", parts: Parts) -> None:
    """Every option changes a plan within its ranges and leads to options that exist; the staff's habit is one of them."""
    ids = tuple(option.id for option in parts.options)
    for option in parts.options:
        for key, value in option.plan.given.items():
            if key in RANGES:
                checks.within(option.plan, key, value, *RANGES[key])
        for branch in option.branches:
            checks.known(branch, "to", "option", branch.to, ids)
        if option.desk and (option.each or option.branches):
            checks.note(option, "desk", _("is a word for one talk; needed without `each` and `branches`"))
    if ids and FIRST not in ids:
        checks.note(
            parts.options[0],
            "id",
            _("is the first of the options; needed one of id = {first!r} among them"),
            first=FIRST,
        )
