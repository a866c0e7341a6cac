"""Options of the commands that play many games: where they are kept, who plays them, when they are enough."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from game.cli.common_options import add_games, add_json
from game.cli.kinds import MOST_SEED, whole
from game.cli.reader import Parser
from game.core.words import _

if TYPE_CHECKING:
    from game.whatif.battle.asked import Precision


def add_runs(p: Parser) -> None:
    """A folder of results, a cluster, an interval."""
    p.add_argument(
        "--into",
        metavar="FOLDER",
        help=_(
            "keep the games in this folder as they are played, with tables for other tools: the same "
            "command goes on where it ended, and answers from the folder when all are there"
        ),
    )
    p.add_argument(
        "--charts", choices=("png", "svg"), help=_("with --into: also draw each outcome as a picture (extra `report`)")
    )
    p.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help=_(
            "let the workers of a dask cluster play, such as tcp://host:8786 (extra `cluster`); they need this game installed"
        ),
    )
    p.add_argument(
        "--until",
        type=precision,
        metavar="OUTCOME=HALF",
        help=_(
            "battle: stop as soon as the 95 %% interval of this outcome reaches no farther than HALF to "
            "either side: asked after 100 games, 150 and so on; in the outcome's unit, shares in points "
            "(`japan_losses=50`)"
        ),
    )


def add_bank(p: Parser) -> None:
    """Which banks are made, how large, how long it may take."""
    p.add_argument(
        "scenarios",
        metavar="SCENARIO",
        nargs="*",
        help=_("whose bank of results (default: every scenario's, the shortest first)"),
    )
    add_games(p, 60)
    p.add_argument(
        "--minutes", type=whole(1, 10_000), metavar="N", help=_("stop after so many minutes with the games there are")
    )
    p.add_argument("--anew", action="store_true", help=_("keep nothing of what is there"))
    p.add_argument("--list", action="store_true", help=_("play nothing: print what is kept"))
    add_json(p)


def add_export(p: Parser) -> None:
    """What of which game goes where."""
    p.add_argument(
        "source",
        metavar="JOURNAL|RUN",
        help=_("a battle that was played: a .journal file, the name of a saved game, or the folder of a run (--into)"),
    )
    for table, what in (
        ("events", _("what happened, pulse by pulse")),
        ("losses", _("men and tanks by turn, counter and cause")),
        ("orders", _("what was ordered and decided, turn by turn")),
    ):
        p.add_argument(
            f"--{table}",
            dest="table",
            action="store_const",
            const=table,
            default="events",
            help=what + (_(" (the default)") if table == "events" else ""),
        )
    p.add_argument(
        "--side", metavar="SIDE", help=_("as one side knows it; of a game that goes on its player's own alone")
    )
    p.add_argument("--seed", type=whole(0, MOST_SEED), metavar="N", help=_("of a run: the seed of the game"))
    p.add_argument("--variant", metavar="NAME", help=_("of a run: history (the default) or a what-if"))
    p.add_argument(
        "--format",
        choices=("csv", "jsonl", "parquet"),
        help=_("default by the file's name, else csv; parquet: extra `report`"),
    )
    p.add_argument("--out", metavar="FILE", help=_("where to (default: printed)"))


def add_answer(p: Parser) -> None:
    """The bank instead of games."""
    p.add_argument(
        "--bank",
        action="store_true",
        help=_(
            "answer at once from the shipped bank of results, without playing: its games, seeds and rules "
            "are said; a what-if whose answer is missing or stale is played"
        ),
    )


def precision(text: str) -> Precision:
    """OUTCOME=HALF as it is typed."""
    from game.whatif.battle.asked import Precision

    name, equals, half = text.partition("=")
    if not equals or not name or not re.fullmatch(r"\d{1,9}(\.\d{1,6})?", half) or float(half) <= 0:
        raise argparse.ArgumentTypeError(
            _("needed an outcome and half of its interval, such as japan_losses=50, found {a!r}").format(a=text[:40])
        )
    return Precision(name, float(half))
