"""Why: the factors of an event as the rules wrote them, with names, rules and sources (annex D of the rulebook)."""

import math
from typing import NamedTuple

from game.core.words import _
from game.match.battle.events import Event
from game.model.battle.scenario import Scenario

SUMS = frozenset({"EV_CONTEST", "EV_COUNTER"})  # events whose factors add up; those of the others multiply
FORTUNE = frozenset({"F_FORTUNE", "F_LUCK", "F_DRAW"})


class FactorLine(NamedTuple):
    """One factor. `log`: its natural logarithm where factors multiply, else 0; `is_luck`: drawn, not made."""

    code: str
    name: str
    value: float
    log: float
    rule: str
    rule_title: str
    source: str
    is_luck: bool


class Explanation(NamedTuple):
    """The lines of an event and their product or sum, before chance and with it."""

    lines: tuple[FactorLine, ...]
    expected: float
    with_luck: float
    multiplies: bool


def explain(scenario: Scenario, event: Event) -> Explanation:
    """Every factor of an event. For fire the product of the lines is the expected number of hits.

    For a contest the score before chance and the draw stand as they are; `expected` is the score, `with_luck` adds the draw.
    """
    lines = tuple(_line(scenario, event, code, value) for code, value in event.factors)
    if event.kind in SUMS:
        score = next((line.value for line in lines if line.code == "F_Z"), 0.0)
        luck = next((line.value for line in lines if line.code == "F_LUCK"), 0.0)
        return Explanation(lines, score, score + luck, False)
    expected = math.prod(line.value for line in lines if not line.is_luck) if lines else 0.0
    return Explanation(lines, expected, math.prod(line.value for line in lines) if lines else 0.0, True)


def _line(scenario: Scenario, event: Event, code: str, value: float) -> FactorLine:
    known = next((f for f in scenario.factors if f.code == code), None)
    rule = scenario.rule(known.rule) if known else None
    log = math.log(value) if value > 0 and event.kind not in SUMS else 0.0
    return FactorLine(
        code,
        _(known.name) if known else code.removeprefix("F_").lower(),
        value,
        log,
        rule.number if rule else "",
        _(rule.title) if rule else "",
        rule.source if rule else "",
        code in FORTUNE,
    )
