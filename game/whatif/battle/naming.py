"""The parts of a difference as read: turns, places, causes of losses; counters keep the names by which they are ordered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.words import N_, _, spoken
from game.match.dates import named
from game.whatif.battle.detail import CAUSES, ELSEWHERE

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

CAUSE_WORDS = dict(
    zip(CAUSES, (N_("direct fire"), N_("shells and bombs"), N_("close combat"), N_("other causes")), strict=True)
)


def part_words(scenario: Scenario, name: str) -> str:
    """A turn, a place or a cause in words; a counter by its id."""
    places = {p.id: p for p in scenario.places}
    if name in places:
        return spoken(places[name].names)
    if name == ELSEWHERE:
        return _("elsewhere")
    return _(CAUSE_WORDS[name]) if name in CAUSE_WORDS else named(name)
