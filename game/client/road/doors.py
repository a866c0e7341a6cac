"""Ways to the longer road: its page, and the card of the line of 1886 over any page."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from game.client.theatre import doors as strategic
from game.core.words import _
from game.files.errors import BadFile

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.kit.screen import Screen
    from game.model.theatre.road import Road


@lru_cache(1)
def the_road() -> Road:
    """The road.

    Raises:
        BadFile: its files are damaged; one line per problem.
    """
    from game.files.theatre.roads import load_road

    return load_road(strategic.THEATRE)


def open_road(app: App, tab: int = 0) -> None:
    """Its page; a line where its files are damaged."""
    from game.client.road.screen import RoadScreen

    try:
        app.push(RoadScreen(app, the_road(), strategic.board(), tab))
    except BadFile as e:
        app.tell(_("The longer road cannot be opened"), str(e).splitlines()[0])


def open_treaty(screen: Screen, line: str = "") -> None:
    """The card of the line of 1886; a line where its files are damaged."""
    from game.client.road.screen import inks_of
    from game.client.road.treaty import TreatyCard

    try:
        screen.show(TreatyCard(screen, the_road(), inks_of(strategic.board()), line))
    except BadFile as e:
        screen.app.tell(_("The longer road cannot be opened"), str(e).splitlines()[0])
