"""Titles of games, and seats of scenarios, as they are read."""

from __future__ import annotations

from game.core.words import _, spoken
from game.files.errors import BadFile
from game.files.heads import title_of


def read_title(title: str) -> str:
    """The title of a game: its own, or that of its scenario, which stands there as its id."""
    return _(title_of(title))


def seat_names(scenario: str) -> dict[str, str]:
    """Names of the sides of a battle, or of the seats of a strategic game; none of a scenario that is not at hand."""
    from game.client import library
    from game.client.theatre import doors

    try:
        if scenario in library.scenario_ids():
            return {seat: _(name) for seat, name in library.scenario(scenario).side_names.items()}
        theatre = doors.theatre(scenario)
    except BadFile:
        return {}
    return {seat: spoken(theatre.seat(seat).name) for seat in theatre.seat_ids}
