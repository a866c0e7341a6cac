"""Options that several commands share."""

from __future__ import annotations

from game.cli.kinds import (
    DEFAULT_SEED,
    LANGUAGES,
    LEVELS,
    MOST_GAMES,
    MOST_SEED,
    MOST_WORKERS,
    WHO,
    commander,
    whole,
)
from game.cli.reader import Parser


def add_scenario(p: Parser) -> None:
    """Which scenario."""
    p.add_argument(
        "scenario", metavar="SCENARIO", help="name of a scenario (see `changkufeng scenarios`) or its folder"
    )


def add_seed(p: Parser) -> None:
    """The seed of the first game."""
    p.add_argument(
        "--seed",
        type=whole(0, MOST_SEED),
        default=DEFAULT_SEED,
        metavar="N",
        help=f"seed of the first game; game k has N + k (default {DEFAULT_SEED})",
    )


def add_json(p: Parser) -> None:
    """Facts as JSON."""
    p.add_argument("--json", action="store_true", help="print the facts as JSON")


def add_language(p: Parser) -> None:
    """The language of what is told."""
    p.add_argument(
        "--lang",
        "--language",
        dest="language",
        choices=LANGUAGES,
        help="of all that is told (default: as set in the window, then the system's); JSON stays English",
    )


def add_games(p: Parser, games: int) -> None:
    """How many games."""
    p.add_argument(
        "--games",
        type=whole(1, MOST_GAMES),
        default=games,
        metavar="N",
        help=f"games of each variant (default {games})",
    )
    add_seed(p)
    p.add_argument(
        "--workers",
        type=whole(1, MOST_WORKERS),
        metavar="N",
        help="processes (default: one for each core); results do not depend on it",
    )


def add_commanders(p: Parser, usual: str = "history") -> None:
    """Who commands each side."""
    for side in p.sides:
        p.owner(
            side,
            type=commander,
            metavar="COMMANDER",
            help=f"battle: who commands: {WHO}; history is the record's orders, plain the computer, `changkufeng plans SCENARIO` "
            f"lists the plans (default {usual})",
        )
    add_table(p, "empty")


def add_table(p: Parser, usual: str) -> None:
    """Options of the strategic game."""
    for seat in p.seats:
        p.owner(
            seat,
            metavar="LEVEL",
            help=f"strategic game: who sits there, {', '.join(LEVELS)}, with a temperament plain:tsuji (default {usual})",
        )
    p.add_argument("--act", type=whole(1, 9), metavar="N", help="strategic game: this act alone")
    p.add_argument("--dial", metavar="DIAL", help="strategic game: strength of the contested links (default default)")


def add_changes(p: Parser) -> None:
    """A what-if, or several at once."""
    p.add_argument(
        "--what-if",
        metavar="NAME",
        help="battle: in the world of a what-if by name or path, see `changkufeng what-ifs SCENARIO`; `one+other` for two",
    )
