"""The headline of a turn of the strategic game: the three weightiest things of which a seat learns, in their order of weight."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.words import _
from game.match.theatre.events import TheatreEvent

MOST = 3  # sentences
# Kinds that make a headline, the weightiest first; news and marches are none.
WEIGHTY = (
    "TE_WAR", "TE_FALLS", "TE_FRONT", "TE_CARD", "TE_ANSWERED", "TE_BEYOND", "TE_OFFENSIVE", "TE_FAILS", "TE_WORN", "TE_GRANTED",
    "TE_REFUSED",
)  # fmt: skip


def headline(events: Iterable[TheatreEvent]) -> tuple[str, ...]:
    """At most three sentences from the events that a seat knows of; none in a turn in which nothing of weight happened."""
    told = sorted((e for e in events if e.kind in WEIGHTY), key=lambda e: WEIGHTY.index(e.kind))
    return tuple(_("{what}.").format(what=text.rstrip(".。")) for text in dict.fromkeys(e.text for e in told[:MOST]))
