"""`changkufeng rules`: the rulebook, by number or by word."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.cli import theatre
from game.cli.output import paragraph, print_json, table
from game.cli.scenario import load
from game.cli.troubles import Trouble, nearest
from game.core.words import _

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.model.ruling import Rule
    from game.model.theatre.game import Theatre


def run(options: argparse.Namespace) -> int:
    """Prints the rules asked for, or the list of all."""
    if options.what is not None and theatre.is_theatre(options.what):
        options.scenario, options.what = options.what, None
    scenario = theatre.load(options.scenario) if theatre.is_theatre(options.scenario) else load(options.scenario)
    rules = list(scenario.rulebook)
    found = rules if options.what is None else find(rules, options.what)
    if options.json:
        print_json(
            [
                {
                    "number": r.number,
                    "title": r.title,
                    "text": r.text,
                    "parameters": list(r.parameters),
                    "source": r.source,
                }
                for r in found
            ]
        )
    elif options.what is None:
        table("", [_("rule"), _("title")], [[r.number, _(r.title)] for r in found], left=2)
    else:
        for rule in found:
            _print(rule, scenario)
    return 0


def find(rules: list[Rule], what: str) -> list[Rule]:
    """Rules of that number or chapter, or else with the word in title, text or parameters.

    Raises:
        Trouble: none.
    """
    number = what.strip().rstrip(".")
    found = [r for r in rules if r.number == number] or [r for r in rules if r.number.startswith(number + ".")]
    word = what.strip().lower()
    found = found or [
        r for r in rules if word and (word in r.title.lower() or word in (p.lower() for p in r.parameters))
    ]
    found = found or [r for r in rules if word and word in r.text.lower()]
    if not found:
        words = {w.strip(".,;:()").lower() for r in rules for w in r.title.split()} | {r.number for r in rules}
        guess = nearest(word, sorted(words))
        raise Trouble(
            _('no rule "{a}" and none that speaks of it').format(a=what[:60])
            + (_('; nearest: "{guess}"').format(guess=guess) if guess else "")
        )
    return found


def _print(rule: Rule, scenario: Scenario | Theatre) -> None:
    paragraph(f"{rule.number} {_(rule.title)}", heading=True)
    paragraph(_(rule.text).strip())
    known = {p.name: p for p in scenario.parameters}
    for name in rule.parameters:
        if name in known:
            p = known[name]
            span = _("{low:g} to {high:g}").format(low=p.low, high=p.high)
            paragraph(f"    {p.name} = {p.value:g} {_(p.unit)} ({span}): {_(p.meaning)}")
    paragraph("")
