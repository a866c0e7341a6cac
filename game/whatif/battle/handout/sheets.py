"""The sheets of a handout: a file each, print-ready, which needs nothing else."""

from __future__ import annotations

from game.core.words import _, language, titled
from game.model.battle.scenario import Scenario
from game.whatif.battle.handout import briefing, counters, forms, questions, rules
from game.whatif.battle.handout.parts import article
from game.whatif.page import page


def sheets(scenario: Scenario) -> dict[str, str]:
    """Every sheet by the name of its file, in the language in use; texts of the scenario and of the rulebook as they are written.

    A side's briefing and counters hold what that side knows at the start and nothing of the enemy beyond it; the answers are the
    teacher's.
    """
    found: dict[str, tuple[str, str]] = {}
    for side in scenario.sides:
        name = _(scenario.side_names[side])
        found[f"briefing-{side}"] = _("Briefing: {side}").format(side=name), briefing.briefing(scenario, side)
        found[f"counters-{side}"] = _("Counters: {side}").format(side=name), counters.counters(scenario, side)
    found["map"] = _("Map sheet"), counters.map_sheet(scenario)
    found["orders"] = _("Orders form"), forms.orders(scenario)
    found["rules"] = _("The rules"), rules.rules(scenario)
    found["questions"] = _("Questions"), questions.asked(scenario)
    found["answers"] = _("Answers, for the teacher"), questions.answered(scenario)
    return {f"{name}.html": _page(scenario, name, head, body) for name, (head, body) in found.items()}


def _page(scenario: Scenario, name: str, head: str, body: str) -> str:
    title = titled(_(scenario.title), head)
    return page(title, article(scenario, name, head, body), [], language=language(), styles=("handout.css",))
