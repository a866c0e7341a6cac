"""Options that several commands share."""

from __future__ import annotations

from game.cli.kinds import (
    DEFAULT_SEED,
    LANGUAGES,
    LEVELS,
    MOST_GAMES,
    MOST_SEED,
    MOST_WORKERS,
    commander,
    who,
    whole,
)
from game.cli.reader import Parser
from game.core.words import _, enumerated


def add_scenario(p: Parser) -> None:
    """Which scenario."""
    p.add_argument(
        "scenario", metavar="SCENARIO", help=_("name of a scenario (see `changkufeng scenarios`) or its folder")
    )


def add_seed(p: Parser) -> None:
    """The seed of the first game."""
    p.add_argument(
        "--seed",
        type=whole(0, MOST_SEED),
        default=DEFAULT_SEED,
        metavar="N",
        help=_("seed of the first game; game k has N + k (default {default_seed})").format(default_seed=DEFAULT_SEED),
    )


def add_json(p: Parser) -> None:
    """Facts as JSON."""
    p.add_argument("--json", action="store_true", help=_("print the facts as JSON"))


def add_language(p: Parser) -> None:
    """The language of what is told."""
    p.add_argument(
        "--lang",
        "--language",
        dest="language",
        choices=LANGUAGES,
        help=_("of all that is told (default: as set in the window, then the system's); JSON stays English"),
    )


def add_games(p: Parser, games: int) -> None:
    """How many games."""
    p.add_argument(
        "--games",
        type=whole(1, MOST_GAMES),
        default=games,
        metavar="N",
        help=_("games of each variant (default {games})").format(games=games),
    )
    add_seed(p)
    p.add_argument(
        "--workers",
        type=whole(1, MOST_WORKERS),
        metavar="N",
        help=_("processes (default: one for each core); results do not depend on it"),
    )


def add_commanders(p: Parser, usual: str = "history") -> None:
    """Who commands each side."""
    for side in p.sides:
        p.owner(
            side,
            type=commander,
            metavar="COMMANDER",
            help=_(
                "battle: who commands: {who}; history is the record's orders, plain the computer, `changkufeng "
                "plans SCENARIO` lists the plans (default {usual})"
            ).format(who=who(), usual=usual),
        )
    add_table(p, "empty")


def add_table(p: Parser, usual: str) -> None:
    """Options of the strategic game."""
    for seat in p.seats:
        p.owner(
            seat,
            metavar="LEVEL",
            help=_("strategic game: who sits there, {listed}, with a temperament plain:tsuji (default {usual})").format(
                listed=enumerated(LEVELS), usual=usual
            ),
        )
    p.add_argument("--act", type=whole(1, 9), metavar="N", help=_("strategic game: this act alone"))
    p.add_argument(
        "--dial", metavar="DIAL", help=_("strategic game: strength of the contested links (default default)")
    )


def add_changes(p: Parser) -> None:
    """A what-if, or several at once."""
    p.add_argument(
        "--what-if",
        metavar="NAME",
        help=_(
            "battle: in the world of a what-if by name or path, see `changkufeng what-ifs SCENARIO`; `one+other` for two"
        ),
    )
