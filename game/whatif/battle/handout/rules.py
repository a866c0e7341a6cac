"""The rulebook in four pages: every rule that is in play, in two columns; the chapters of boats and politics where they are."""

from __future__ import annotations

from game.core.words import N_, _
from game.match.battle.rule_text import rule_text
from game.model.battle.scenario import Scenario
from game.whatif.page import plain

CHAPTERS = {
    "1": N_("Time, light, weather"),
    "2": N_("Counters"),
    "3": N_("The assault"),
    "4": N_("Fire"),
    "5": N_("Movement"),
    "6": N_("Guns and aircraft"),
    "7": N_("Orders"),
    "8": N_("Sight and fog"),
    "9": N_("Boats and supply"),
    "10": N_("Leave and its price"),
    "11": N_("Talks and truce"),
    "12": N_("Victory"),
}
SUPPLY, POLITICS = ("9",), ("10", "11")


def rules(scenario: Scenario) -> str:
    """The rules as HTML, chapter by chapter; numbers are those that the game cites."""
    left_out = {*(() if scenario.supply else SUPPLY), *(() if scenario.politics else POLITICS)}
    parts, last = [], ""
    for rule in scenario.rulebook:
        chapter = rule.number.partition(".")[0]
        if chapter in left_out:
            continue
        if chapter != last:
            parts.append(f"<h2>{plain(chapter)} {plain(_(CHAPTERS.get(chapter, '')))}</h2>")
        last = chapter
        parts.append(f"<p><b>{plain(rule.number)} {plain(_(rule.title))}.</b> {plain(rule_text(scenario, rule))}</p>")
    return f'<div class="columns">{"".join(parts)}</div>'
