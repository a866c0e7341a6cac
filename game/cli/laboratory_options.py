"""Options of the commands that play many games of a question, a record or a scenario."""

from __future__ import annotations

from game.cli.common_options import add_changes, add_commanders, add_games, add_json, add_scenario
from game.cli.kinds import MOST_GAMES, ending, whole
from game.cli.reader import Parser
from game.cli.run_options import add_answer, add_runs
from game.core.words import _


def add_simulate(p: Parser) -> None:
    """Options of `simulate`."""
    add_scenario(p)
    add_games(p, 100)
    add_runs(p)
    add_changes(p)
    add_commanders(p)
    add_json(p)


def add_calibrate(p: Parser) -> None:
    """Options of `calibrate`."""
    p.add_argument(
        "scenario",
        metavar="SCENARIO",
        nargs="?",
        default="all",
        help=_("name of a scenario or its folder; by default `all`: the campaign and each of its parts"),
    )
    add_games(p, 1000)
    p.add_argument(
        "--sensitivity", action="store_true", help=_("also move each free parameter to both ends of its range")
    )
    p.add_argument(
        "--forecast",
        action="store_true",
        help=_(
            "instead: what forecasts of assaults were worth, in games of seeds drawn now (default 20 of each scenario and side)"
        ),
    )
    p.add_argument(
        "--morris",
        type=whole(2, 1000),
        metavar="N",
        help=_(
            "on the page: what moves each outcome, N trajectories through all free parameters (extra `sensitivity`)"
        ),
    )
    p.add_argument(
        "--forecasts",
        type=whole(1, MOST_GAMES),
        metavar="N",
        help=_("on the page: what forecasts were worth, from N games of each scenario and side"),
    )
    p.add_argument(
        "--out",
        type=ending(".html", ".md"),
        metavar="FILE.html|FILE.md",
        help=_("also write it as a page for readers, by parts"),
    )
    p.set_defaults(games=None, seed=None)
    add_json(p)


def add_grades(p: Parser) -> None:
    """Options of `grades`."""
    p.add_argument(
        "scenario",
        metavar="SCENARIO",
        nargs="?",
        help=_("name of a scenario (see `changkufeng scenarios`) or its folder"),
    )
    add_games(p, 1000)
    p.add_argument(
        "--seats",
        type=whole(0, MOST_GAMES),
        default=100,
        metavar="N",
        help=_("games of our staff in each seat (default 100)"),
    )
    p.add_argument(
        "--beside",
        type=whole(2, MOST_GAMES),
        default=20,
        metavar="N",
        help=_("of them those that everybody else plays, too (default 20)"),
    )
    p.add_argument(
        "--against",
        metavar="COMMANDER",
        action="append",
        help=_("the opponent of a seat (default plain); may be given several times"),
    )
    p.add_argument(
        "--table", action="store_true", help=_("play nothing: print what is kept, of every scenario or of one")
    )
    p.add_argument(
        "--out",
        type=ending(".toml"),
        metavar="FILE.toml",
        help=_("write them: a scenario's games are graded by its grades.toml"),
    )
    add_json(p)


def add_bands(p: Parser) -> None:
    """Options of `bands`."""
    add_scenario(p)
    add_games(p, 1000)
    p.add_argument("--table", action="store_true", help=_("play nothing: print what is kept"))
    p.add_argument("--out", metavar="FILE.toml", help=_("write them: the replay shows a scenario's bands.toml"))
    add_json(p)


def add_compare(p: Parser) -> None:
    """Options of `compare`."""
    add_scenario(p)
    p.add_argument(
        "--what-if",
        metavar="NAME",
        action="append",
        required=True,
        help=_(
            "a variant by name, `one+other` for two at once, or the path of a .toml file; may be given several times"
        ),
    )
    p.add_argument("--cross", action="store_true", help=_("battle: ask them also two and three at once"))
    p.add_argument(
        "--without",
        metavar="RULE",
        action="append",
        default=[],
        help=_(
            "battle: play both worlds once more with a rule switched off, in about a hundred pairs; `all` for every one of them"
        ),
    )
    p.add_argument(
        "--from",
        dest="start",
        metavar="JOURNAL",
        help=_("battle: begin in a position of a saved game; the computer commands"),
    )
    p.add_argument(
        "--at", metavar="TURN", help=_('with --from: the turn, such as "6 Aug Day" (default where the game stands)')
    )
    add_games(p, 1000)
    add_answer(p)
    add_runs(p)
    p.add_argument(
        "--commander",
        choices=("follower", "frozen", "plain", "all"),
        help=_(
            "battle: who commands the side that nothing was changed for: follower (the default: as in the "
            "record while it fits, else the staff; from 250 games on the others are tried in one pair of "
            "25), frozen (the record, whatever happens), plain (the computer in both worlds), all: the "
            "three beside one another in every pair, in twice and a half the time"
        ),
    )
    add_commanders(p, _("as --commander says"))
    p.add_argument(
        "--out", type=ending(".html"), metavar="FILE.html", help=_("write the report: one file, needs no network")
    )
    p.add_argument(
        "--series", action="store_true", help=_("battle, with --json: every measure of both worlds turn by turn")
    )
    add_json(p)
