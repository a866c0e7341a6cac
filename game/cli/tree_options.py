"""Options of `changkufeng branch` and `changkufeng tree`."""

from __future__ import annotations

from game.cli.common_options import add_json
from game.cli.kinds import DEFAULT_SEED, MOST_SEED, commander, whole
from game.cli.reader import Parser
from game.core.words import _

ACTS = ("list", "lines", "file", "rename", "note", "mark", "prune", "restore", "export", "import")


def add_branch(p: Parser) -> None:
    """Where it leaves, and who plays on."""
    p.add_argument(
        "what",
        metavar="SCENARIO|JOURNAL",
        help=_(
            "a battle, whose record or branch is left; or a game that was played: a .journal file, or the name of a saved game"
        ),
    )
    p.add_argument(
        "--at",
        metavar="TURN",
        help=_('from the beginning of which turn, such as "3 Aug Morning" (default: where the game or branch stands)'),
    )
    p.add_argument("--of", metavar="BRANCH", help=_("leave a branch of the tree, not the record: its name or id"))
    p.add_argument(
        "--re-enactment",
        action="store_true",
        help=_("with the positions of the record's orders under our rules, not those that the sources have"),
    )
    p.add_argument("--name", metavar="NAME", help=_("what it is called (default: after its turn)"))
    p.add_argument("--note", metavar="TEXT", default="", help=_("a note to it"))
    p.add_argument(
        "--side", metavar="SIDE", help=_("who plays on: a side, or both at one screen (default the first side)")
    )
    p.add_argument(
        "--against", metavar="COMMANDER", type=commander, help=_("who commands the other side (default the staff)")
    )
    p.add_argument(
        "--seed",
        type=whole(0, MOST_SEED),
        default=DEFAULT_SEED,
        metavar="N",
        help=_("its luck where the record is left (default {default_seed})").format(default_seed=DEFAULT_SEED),
    )
    _tree(p)


def add_tree(p: Parser) -> None:
    """What is done with the tree."""
    p.add_argument("scenario", metavar="SCENARIO", help=_("whose tree: name of a scenario or its folder"))
    p.add_argument(
        "act",
        nargs="?",
        choices=ACTS,
        default="list",
        metavar="ACT",
        help=_(
            "list (the default); lines: ground, losses and score of every branch by turn, in the "
            "strategic game scores and variables, beside the record; file BRANCH: the "
            "saved game to play it on in; rename BRANCH NAME; note BRANCH TEXT; mark BRANCH TURN [WORDS]; prune BRANCH; "
            "restore BRANCH; export BRANCH... FILE; import FILE"
        ),
    )
    p.add_argument(
        "words", nargs="*", metavar="WORD", help=_("what the act needs: a branch by its name or id, and what follows")
    )
    _tree(p)


def _tree(p: Parser) -> None:
    p.add_argument(
        "--tree", metavar="FILE.tree", help=_("the tree's file (default: the scenario's, in your data folder)")
    )
    add_json(p)
