"""Levels: who may command a seat without being a person, one entry each, for menus, commands, saved games and the last page."""

from __future__ import annotations

from typing import NamedTuple

from game.core.words import N_


class Level(NamedTuple):
    """A commander that is offered. `id`: his name on a command line and in trials; `seat`: his name in a saved game.

    `title`, `line`: how a menu has him and what he is, in one line; no menu lists him without a title. `told`: what he had in
    mind, for the end of a game. `is_open`: a forecast may reckon with him as he is; else it takes the staff in his place, since
    what he is like is not to be known during the game. `is_slow`: he thinks long, so that the ladder leaves him out unasked.
    """

    id: str
    seat: str
    title: str
    line: str
    told: str
    is_open: bool = True
    is_slow: bool = False


LEVELS = (
    Level(
        "plain",
        "computer",
        N_("Staff"),
        N_("Reckons anew each turn, masses and keeps reserves."),
        N_(
            "The staff's usual habit, without a plan: each scored place in turn, with two men for every defender believed, "
            "and what is held is dug in and counter-attacked for."
        ),
    ),
    Level(
        "general",
        "general",
        N_("The general"),
        N_(
            "Plays a dozen plans on in his head and keeps to his own unless another is clearly better: a second a turn."
        ),
        N_("Plans played on in his head each turn; what he thought is told below."),
        is_open=False,
        is_slow=True,
    ),
    Level(
        "general:long",
        "general:long",
        N_("The general, long in thought"),
        N_("The same with five times as many games in his head: up to five seconds a turn."),
        N_("Plans played on in his head each turn, at length; what he thought is told below."),
        is_open=False,
        is_slow=True,
    ),
    Level(
        "recruit",
        "recruit",
        N_("Recruit"),
        N_("The staff with one human error in each game; which one is told when the battle is over."),
        N_("The staff's usual habit, with one human error."),
        is_open=False,
    ),
    Level(
        "history",
        "record",
        N_("As recorded"),
        N_("Gives the orders of 1938 to the hour, whatever you do."),
        N_("The orders of the record, as far as they could be given."),
    ),
    Level(
        "nearest",
        "nearest",
        N_("Beginner"),
        N_("Every counter goes for the nearest enemy."),
        N_("Every counter goes for the nearest enemy."),
    ),
    Level("random", "random", "", "", N_("Any order that is allowed.")),
)
COMMANDERS = tuple(level.id for level in LEVELS)
SEATS = {level.seat: level for level in LEVELS}


def level_of(name: str) -> Level | None:
    """The level of a commander, by his name or that of his seat; None where he is none of these."""
    return SEATS.get(name) or next((level for level in LEVELS if level.id == name), None)
