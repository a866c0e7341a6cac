"""What may be typed: commands, options, their help, and one-line answers to what may not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from game.cli import author_options as authors
from game.cli import laboratory_options as laboratory
from game.cli.common_options import add_changes as _changed
from game.cli.common_options import add_json as _json
from game.cli.common_options import add_language as _language
from game.cli.common_options import add_scenario as _scenario
from game.cli.common_options import add_seed as _seed
from game.cli.common_options import add_table as _table
from game.cli.kinds import (
    DEFAULT_SEED,
    MOST_GAMES,
    MOST_SEED,
    MOST_WORKERS,
    commander,
    ending,
    who,
    whole,
)
from game.cli.mail.options import add_options as _mail
from game.cli.reader import Parser
from game.cli.run_options import add_bank as _bank
from game.cli.run_options import add_export as _export
from game.cli.tree_options import add_branch as _branch
from game.cli.tree_options import add_tree as _tree
from game.cli.trial_options import add_options as _trial
from game.core.words import N_, _

Add = Callable[["Parser"], None]
EXITS = N_(
    "Exit code 0: done; 2: bad input, said in one line, or a check that failed; 130: stopped by Ctrl-C, what was done is "
    "printed; 1: a fault in the program."
)


def build(words: Sequence[str] = ()) -> Parser:
    """The command line, with the sides and seats of the scenarios at hand and of those whose folders `words` name.

    `words`: what was typed; the options of the command named there alone are made. Without words all are.
    """
    from game import __version__
    from game.files.heads import scale_of, sides_and_seats

    named = next((word for word in words if word in COMMANDS), "")
    sides, seats = sides_and_seats(words) if named or not words else ((), ())
    scale = scale_of(words)

    parser = Parser(
        prog="changkufeng",
        description=_("Changkufeng 1938: a hex wargame and what-if laboratory. Without a command the game opens."),
        epilog=f"{_('Colours follow the terminal and NO_COLOR.')} {_(EXITS)}",
    )
    parser.add_argument("--version", action="version", version=f"changkufeng {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser, title=_("commands"))
    for name, (line, add) in COMMANDS.items():
        summary = _(line)
        told: dict[str, Any] = {} if name in HIDDEN else {"help": summary}
        description = _("{summary}.").format(summary=f"{summary[0].upper()}{summary[1:]}")
        command = commands.add_parser(
            name, description=description, epilog=_(EXITS), sides=sides, seats=seats, scale=scale, **told
        )
        if name == named or not words:  # nobody asks for the options of the others
            add(command)
            _language(command)
        command.set_defaults(parser=command)
    return parser


def _play(p: Parser) -> None:
    _scenario(p)
    p.add_argument(
        "--seat",
        choices=p.seats,
        action="append",
        help=_("strategic game: the seat you take (default the first); given again, two or three people at one table"),
    )
    _table(p, "plain")
    p.add_argument(
        "--side", metavar="SIDE", help=_("the side you command (default its first); both: two people at one table")
    )
    p.add_argument(
        "--seed",
        type=whole(0, MOST_SEED),
        default=DEFAULT_SEED,
        metavar="N",
        help=_("seed of the dice (default {default_seed})").format(default_seed=DEFAULT_SEED),
    )
    p.add_argument("--load", metavar="FILE", help=_("go on with a saved game (a .journal file)"))
    _changed(p)
    p.add_argument(
        "--text",
        action="store_true",
        help=_("play in the terminal: plain lines, also from a pipe or for a screen reader"),
    )
    p.add_argument(
        "--against",
        type=commander,
        metavar="COMMANDER",
        help=_("who commands the other side (default plain): {who}").format(who=who()),
    )


def _replay(p: Parser) -> None:
    p.add_argument(
        "scenario",
        metavar="SCENARIO|JOURNAL",
        help=_("a scenario, or a game that was played: a .journal file, or the name of a saved game"),
    )
    p.add_argument(
        "--journal",
        metavar="FILE",
        help=_(
            "a saved game: the strategic game's instead of the historical path, a battle's beside the record, and its board in "
            "pictures and films (--text, --json, --out, --film)"
        ),
    )
    p.add_argument(
        "--text", action="store_true", help=_("plain lines instead of the window: the record with its sources")
    )
    p.add_argument(
        "--film",
        type=ending(".html", ".gif"),
        metavar="FILE.html|FILE.gif",
        help=_(
            "battle: write the record as one page for a browser, to step, play and seek offline (.html), or its board turn by "
            "turn as a moving picture (.gif); Ctrl-C ends the drawing, and what is drawn is kept"
        ),
    )
    p.add_argument(
        "--out",
        type=ending(".png"),
        metavar="FILE.png",
        help=_("battle: draw the board by the end of the turn of --at"),
    )
    p.add_argument(
        "--hex",
        type=whole(16, 96),
        metavar="PIXELS",
        help=_("battle: width of a hex in pictures (default 40, in moving ones 24)"),
    )
    _json(p)
    p.add_argument(
        "--seed",
        type=whole(0, MOST_SEED),
        metavar="N",
        help=_(
            "battle: play the re-enactment of this seed beside the record (else none, with --what-if {default_seed})"
        ).format(default_seed=DEFAULT_SEED),
    )
    _changed(p)
    p.add_argument("--side", metavar="SIDE", help=_("battle: that side's account alone, and what it knew"))
    p.add_argument(
        "--at",
        metavar="TURN",
        help=_(
            'the turn or date to begin with, such as "6 Aug Day" or "May 1939"; with --text, --json and --out that one alone'
        ),
    )
    p.add_argument(
        "--from", dest="begin", metavar="TURN", help=_("a part: its first turn or date (--text, --json, --film)")
    )
    p.add_argument("--to", dest="end", metavar="TURN", help=_("a part: its last turn or date (--text, --json, --film)"))


def _validate(p: Parser) -> None:
    p.add_argument(
        "scenario",
        metavar="SCENARIO|PATH",
        help=_("name of a scenario, its folder, a journal file, or a what-if's .toml file"),
    )
    p.add_argument(
        "--for", dest="of", metavar="SCENARIO", help=_("of a what-if: the scenario, where its file names none")
    )
    _json(p)


def _show(p: Parser) -> None:
    _scenario(p)
    p.add_argument("--at", metavar="TURN", help=_('turn or moment, such as "31 Jul Morning" (default: the first)'))
    _changed(p)
    p.add_argument("--side", metavar="SIDE", help=_("whose knowledge is shown (default both)"))
    p.add_argument("--seat", choices=p.seats, help=_("strategic game: whose knowledge is shown (default the first)"))
    p.add_argument(
        "--dial", metavar="DIAL", help=_("strategic game: strength of the contested links (default default)")
    )
    p.add_argument("--journal", metavar="FILE", help=_("the position of a saved game instead of the record"))
    p.add_argument("--out", type=ending(".png"), metavar="FILE.png", help=_("draw the map with its counters"))
    p.add_argument(
        "--hex", type=whole(16, 96), default=40, metavar="PIXELS", help=_("width of a hex in the picture (default 40)")
    )
    p.add_argument("--text", action="store_true", help=_("list the counters (the default without --out)"))
    _seed(p)
    _json(p)


def _review(p: Parser) -> None:
    p.add_argument(
        "journal",
        metavar="JOURNAL",
        help=_(
            "a battle that was played, with --departures a strategic game too: a .journal file, or the name of a saved game"
        ),
    )
    p.add_argument(
        "--side",
        metavar="SIDE",
        help=_(
            "from whose knowledge (default both; of a game that goes on the player's own); a seat of the strategic game"
        ),
    )
    p.add_argument(
        "--html", type=ending(".html"), metavar="FILE.html", help=_("write the last page: one file, needs no network")
    )
    p.add_argument(
        "--departures",
        action="store_true",
        help=_(
            "instead: the first order that is not the record's, and the five that were worth most, with "
            "--html on the page; Ctrl-C ends the games"
        ),
    )
    p.add_argument("--text", action="store_true", help=_("print it (the default without --html and --json)"))
    p.add_argument(
        "--games",
        type=whole(0, MOST_GAMES),
        metavar="N",
        help=_(
            "games of the same orders under other luck, 0 for none (default 100); with --departures pairs (64, then 256)"
        ),
    )
    p.add_argument(
        "--workers", type=whole(1, MOST_WORKERS), metavar="N", help=_("processes (default: one for each core)")
    )
    _json(p)


def _handout(p: Parser) -> None:
    _scenario(p)
    p.add_argument("--out", metavar="FOLDER", required=True, help=_("where the sheets go; made if it is missing"))
    p.add_argument("--pdf", action="store_true", help=_("also as PDF, where a browser is installed that prints them"))
    _json(p)


def _lesson(p: Parser) -> None:
    p.add_argument("lesson", metavar="LESSON", nargs="?", help=_("its name (default: the lessons there are)"))
    p.add_argument("--text", action="store_true", help=_("in the terminal: plain lines, also from a pipe"))
    _json(p)


def _rules(p: Parser) -> None:
    p.add_argument(
        "what",
        nargs="?",
        metavar="NUMBER|WORD",
        help=_("a rule such as 3.8, a chapter such as 3, or a word to look for (default: the list)"),
    )
    p.add_argument(
        "--scenario", default="silent-assault", metavar="SCENARIO", help=_("whose rulebook (default silent-assault)")
    )
    _json(p)


def _deck(p: Parser) -> None:
    p.add_argument(
        "--scenario", default="north-or-south", metavar="SCENARIO", help=_("whose cards (default north-or-south)")
    )
    _json(p)


def _outlook(p: Parser) -> None:
    p.add_argument(
        "--given",
        metavar="CARD=STATE,...",
        action="append",
        help=_("choices made, such as S=withdraw (see `changkufeng cards`)"),
    )
    p.add_argument(
        "--seen", metavar="CARD=STATE,...", action="append", help=_("states observed: they tell about causes too")
    )
    p.add_argument("--dial", metavar="DIAL", help=_("strength of the contested links: thesis, default, sceptic"))
    filled = _("with the cards of filled seats: stay or leave, exploit")
    p.add_argument("--seats", dest="filled", action="store_true", help=filled)
    p.add_argument("--thesis", action="store_true", help=_("which sentence of the thesis survives, under which dial"))
    p.add_argument("--evidence", metavar="CARD", help=_("what speaks for and against the links of a card"))
    p.add_argument("--battle", metavar="JOURNAL", help=_("what may have followed this battle, beside the record's"))
    p.add_argument("--sensitivity", action="store_true", help=_("how far the odds hang on the tables"))
    p.add_argument("--sample", type=whole(1, MOST_GAMES), metavar="N", help=_("draw N histories instead"))
    p.add_argument(
        "--seed",
        type=whole(0, MOST_SEED),
        default=DEFAULT_SEED,
        metavar="N",
        help=_("seed of --sample and --sensitivity (default {default_seed})").format(default_seed=DEFAULT_SEED),
    )
    _deck(p)


def _cards(p: Parser) -> None:
    p.add_argument("what", nargs="?", metavar="CARD", help=_("a card such as W or kanchazu (default: the list)"))
    _deck(p)


def _bench(p: Parser) -> None:
    p.add_argument(
        "--scenario", default="silent-assault", metavar="SCENARIO", help=_("what is measured (default silent-assault)")
    )
    _seed(p)
    p.add_argument(
        "--games", type=whole(1, MOST_GAMES), default=40, metavar="N", help=_("games for the rate (default 40)")
    )
    p.add_argument("--cold", action="store_true", help=_("also compile the rules anew, in a folder of its own"))
    _json(p)


def _what_ifs(p: Parser) -> None:
    _scenario(p)
    _json(p)


def _doctor(p: Parser) -> None:
    p.add_argument(
        "--repair",
        action="store_true",
        help=_("set aside what is damaged and make it anew: settings, catalogues, compiled rules, banks of battles"),
    )
    _json(p)


COMMANDS: dict[str, tuple[str, Add]] = {
    "play": (N_("play a scenario"), _play),
    "lesson": (N_("learn the game by playing it, step by step"), _lesson),
    "mail": (N_("play by file with somebody elsewhere"), _mail),
    "replay": (N_("go through the record, turn by turn, beside a re-enactment"), _replay),
    "branch": (N_("leave the record or a game at a turn and play on otherwise"), _branch),
    "tree": (N_("the branches of history and of games: list, name, note, prune, mail, compare"), _tree),
    "simulate": (N_("play many games and print what came out"), laboratory.add_simulate),
    "compare": (N_("play history and what-ifs with the same luck and report the differences"), laboratory.add_compare),
    "calibrate": (N_("compare many re-enactments with the record"), laboratory.add_calibrate),
    "bank": (N_("play what the what-ifs ask, so that they are answered at once afterwards"), _bank),
    "grades": (N_("re-enact the record and keep the scores that games are graded by"), laboratory.add_grades),
    "bands": (N_("re-enact the record and keep, turn by turn, what was lost and held"), laboratory.add_bands),
    "review": (N_("look back on a battle that was played: verdict, course, luck, as text or as a page"), _review),
    "export": (N_("write events, losses or orders of a battle as a table for other tools"), _export),
    "handout": (
        N_("write what a class is handed on paper: briefings, map, counters, forms, rules, questions"),
        _handout,
    ),
    "show": (N_("show a position without a window, as text or as a picture"), _show),
    "scenarios": (N_("list the scenarios"), _json),
    "what-ifs": (N_("list the what-ifs of a scenario"), _what_ifs),
    "plans": (N_("list the computer commander's plans for a scenario"), _what_ifs),
    "trial": (N_("let commanders meet in pairs of games, sides changed: two, or all for a ladder"), _trial),
    "rules": (N_("read the rulebook"), _rules),
    "outlook": (N_("show what might have followed, as odds, with the evidence"), _outlook),
    "cards": (N_("read the cards of the strategic choice"), _cards),
    "validate": (N_("check the files of a scenario"), _validate),
    "schema": (N_("print the JSON Schema of the scenario files, or write one for each"), authors.add_schema),
    "new": (N_("begin a scenario or a what-if of your own"), authors.add_new),
    "copy": (N_("copy a scenario to change it"), authors.add_copy),
    "where": (N_("say where scenarios lie, and where your own go"), authors.add_where),
    "preview": (N_("draw a scenario's map and counters while you edit it"), authors.add_preview),
    "doctor": (N_("check that everything the game needs is there and whole, and repair it"), _doctor),
    "bench": (N_("measure the rules on this machine"), _bench),
    "completion": (N_("print the script by which bash, zsh or fish completes what you type"), authors.add_completion),
    "complete": (N_("list what may follow the words typed so far"), authors.add_complete),
}
HIDDEN = ("complete",)  # asked by scripts, typed by nobody
