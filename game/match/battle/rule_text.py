"""The rulebook as it is read: a rule in the user's language, the values of its parameters in the place of their names."""

from __future__ import annotations

import re

from game.core.words import _, written
from game.model.battle.scenario import Scenario
from game.model.ruling import Rule

METRES = ("m", "m/h")  # units that are written behind a figure
_PARAMETER = re.compile(
    r"(?<![A-Za-z0-9_])([A-Z][A-Z0-9_]+)(?![A-Za-z0-9_])( metres)?"
)  # kana and Han may stand beside it


def rule_text(scenario: Scenario, rule: Rule) -> str:
    """The text of a rule of this scenario, with figures and without names of parameters."""
    return in_figures(scenario, _(rule.text))


def in_figures(scenario: Scenario, text: str) -> str:
    """A text with the values of the scenario's parameters in the place of their names."""
    known = {p.name: p for p in scenario.parameters}

    def value(found: re.Match[str]) -> str:
        parameter = known.get(found[1])
        if parameter is None:
            return found[0]
        unit = f" {parameter.unit}" if parameter.unit in METRES and not found[2] else ""
        return f"{written(parameter.value, 'g')}{unit}{found[2] or ''}"

    return _PARAMETER.sub(value, text)
