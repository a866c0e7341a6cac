"""Options of `changkufeng trial`: who meets whom."""

from __future__ import annotations

from game.cli.common_options import add_games, add_json
from game.cli.kinds import commander, ending, who
from game.cli.reader import Parser
from game.core.words import _


def add_options(p: Parser) -> None:
    """Who meets: two, the plans of a side, or all."""
    p.add_argument(
        "scenario",
        metavar="SCENARIO",
        nargs="?",
        default="all",
        help=_("name of a scenario or its folder; by default `all`: the ladder of all battles together"),
    )
    p.add_argument(
        "one",
        type=commander,
        metavar="ONE",
        nargs="?",
        help=_(
            "a commander: {who}; without one the ladder: all commanders and habits of one line meet, 10 "
            "pairs of each two, and are rated on one scale"
        ).format(who=who()),
    )
    p.add_argument(
        "other", type=commander, metavar="OTHER", nargs="?", help=_("whom it meets on both sides (default nearest)")
    )
    p.add_argument(
        "--with",
        dest="more",
        type=commander,
        metavar="COMMANDER",
        action="append",
        default=[],
        help=_("ladder: somebody who takes part besides, such as your own; may be given several times"),
    )
    p.add_argument(
        "--without", metavar="COMMANDER", action="append", default=[], help=_("ladder: somebody who does not take part")
    )
    p.add_argument("--out", type=ending(".md"), metavar="FILE.md", help=_("ladder: also write the table for a page"))
    p.add_argument(
        "--plans",
        choices=p.sides,
        help=_("instead of pairs: every plan of a side against ONE, and how far the best is from the worst"),
    )
    add_games(p, 400)
    p.set_defaults(games=None)
    add_json(p)
