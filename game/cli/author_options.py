"""Options of the commands for authors, and of completion."""

from __future__ import annotations

from game.cli.common_options import add_json, add_scenario
from game.cli.kinds import ending, whole
from game.cli.reader import Parser
from game.core.words import N_, _

TO = N_("the folder to make it in (default: that of the user's data, see `changkufeng where`)")


def add_new(p: Parser) -> None:
    """A scenario or what-if of one's own."""
    p.add_argument("name", metavar="NAME", help=_("its name: small letters, figures, hyphens"))
    p.add_argument(
        "--like", default="silent-assault", metavar="SCENARIO", help=_("what it begins as (default silent-assault)")
    )
    p.add_argument("--what-if", metavar="SCENARIO", help=_("instead: a what-if of that scenario"))
    p.add_argument("--to", metavar="FOLDER", help=_(TO))


def add_copy(p: Parser) -> None:
    """A changed copy."""
    add_scenario(p)
    p.add_argument("name", metavar="NAME", help=_("name of the copy: small letters, figures, hyphens"))
    p.add_argument("--to", metavar="FOLDER", help=_(TO))


def add_where(p: Parser) -> None:
    """Where scenarios lie."""
    p.add_argument("scenario", metavar="SCENARIO", nargs="?", help=_("the folder of this one (default: all folders)"))
    add_json(p)


def add_preview(p: Parser) -> None:
    """A picture while one edits."""
    add_scenario(p)
    p.add_argument("--watch", action="store_true", help=_("draw anew at every change of its files, until Ctrl-C"))
    p.add_argument(
        "--out",
        type=ending(".png"),
        metavar="FILE.png",
        help=_("the picture (default: preview.now.png in the scenario's folder)"),
    )
    p.add_argument("--hex", type=whole(16, 96), default=40, metavar="PIXELS", help=_("width of a hex (default 40)"))
    p.add_argument("--looks", type=whole(0, 1_000_000), metavar="N", help=_("with --watch: end after so many looks"))


def add_completion(p: Parser) -> None:
    """A script for a shell."""
    p.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="bash|zsh|fish", help=_("for which shell"))


def add_complete(p: Parser) -> None:
    """What the scripts ask."""
    p.add_argument("words", nargs="*", metavar="WORD", help=_("the words typed so far, the last one unfinished"))


def add_schema(p: Parser) -> None:
    """Forms of files."""
    p.add_argument(
        "what",
        nargs="?",
        metavar="NAME",
        help=_("one kind of entry, such as WhatIf, or of file, such as oob.toml (default: the whole scenario)"),
    )
    p.add_argument(
        "--out", metavar="FOLDER", help=_("write a schema for each kind of file into .schema there, for editors")
    )
