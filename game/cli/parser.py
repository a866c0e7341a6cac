"""What may be typed: commands, options, their help, and one-line answers to what may not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.cli.kinds import (
    DEFAULT_SEED,
    LANGUAGES,
    LEVELS,
    MOST_GAMES,
    MOST_SEED,
    MOST_WORKERS,
    commander,
    whole,
)
from game.cli.reader import Parser

Add = Callable[["Parser"], None]


def build(words: Sequence[str] = ()) -> Parser:
    """The whole command line, with the sides and seats of the scenarios at hand and of those whose folders `words` name."""
    from game import __version__
    from game.files.heads import sides_and_seats

    sides, seats = sides_and_seats(words)

    parser = Parser(
        prog="changkufeng",
        description="Changkufeng 1938: a hex wargame and what-if laboratory. Without a command the game opens.",
        epilog="Colours follow the terminal and NO_COLOR. "
        "Exit code 0: done; 2: bad input, said in one line; 130: stopped by Ctrl-C.",
    )
    parser.add_argument("--version", action="version", version=f"changkufeng {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser, title="commands")
    for name, (summary, add) in COMMANDS.items():
        command = commands.add_parser(
            name, help=summary, description=summary[0].upper() + summary[1:] + ".", sides=sides, seats=seats
        )
        add(command)
        command.set_defaults(parser=command)
    return parser


def _scenario(p: Parser) -> None:
    p.add_argument(
        "scenario", metavar="SCENARIO", help="name of a scenario (see `changkufeng scenarios`) or its folder"
    )


def _seed(p: Parser) -> None:
    p.add_argument(
        "--seed",
        type=whole(0, MOST_SEED),
        default=DEFAULT_SEED,
        metavar="N",
        help=f"seed of the first game; game k has N + k (default {DEFAULT_SEED})",
    )


def _json(p: Parser) -> None:
    p.add_argument("--json", action="store_true", help="print the facts as JSON")


def _games(p: Parser, games: int) -> None:
    p.add_argument(
        "--games",
        type=whole(1, MOST_GAMES),
        default=games,
        metavar="N",
        help=f"games of each variant (default {games})",
    )
    _seed(p)
    p.add_argument(
        "--workers",
        type=whole(1, MOST_WORKERS),
        metavar="N",
        help="processes (default: one for each core); results do not depend on it",
    )


def _commanders(p: Parser, usual: str = "history") -> None:
    for side in p.sides:
        p.owner(
            side,
            type=commander,
            metavar="COMMANDER",
            help="who commands: history (the record's orders), plain (the computer), plan:ID (the computer by a plan, see "
            f"`changkufeng plans SCENARIO`), nearest, or random (default {usual})",
        )
    _table(p, "empty")


def _table(p: Parser, usual: str) -> None:
    """Options of the strategic game."""
    for seat in p.seats:
        p.owner(
            seat,
            metavar="LEVEL",
            help=f"strategic game: who sits there, {', '.join(LEVELS)}, with a temperament plain:tsuji (default {usual})",
        )
    p.add_argument("--act", type=whole(1, 9), metavar="N", help="strategic game: this act alone")
    p.add_argument("--dial", metavar="DIAL", help="strategic game: strength of the contested links (default default)")


def _play(p: Parser) -> None:
    _scenario(p)
    p.add_argument(
        "--seat",
        choices=p.seats,
        action="append",
        help="strategic game: the seat you take (default the first); given again, two or three people at one table",
    )
    _table(p, "plain")
    p.add_argument(
        "--language", choices=LANGUAGES, help="of the game (default: as set in the window, then the system's)"
    )
    p.add_argument(
        "--side", metavar="SIDE", help="the side you command (default its first); both: two people at one table"
    )
    p.add_argument(
        "--seed",
        type=whole(0, MOST_SEED),
        default=DEFAULT_SEED,
        metavar="N",
        help=f"seed of the dice (default {DEFAULT_SEED})",
    )
    p.add_argument("--load", metavar="FILE", help="go on with a saved game (a .journal file)")
    p.add_argument(
        "--text", action="store_true", help="play in the terminal: plain lines, also from a pipe or for a screen reader"
    )
    p.add_argument(
        "--against",
        type=commander,
        metavar="COMMANDER",
        help="who commands the other side: plain (default), plan:ID, history, nearest, random",
    )


def _replay(p: Parser) -> None:
    _scenario(p)
    p.add_argument("--journal", metavar="FILE", help="strategic game: a saved game instead of the historical path")
    p.add_argument("--text", action="store_true", help="strategic game: plain lines instead of the window")
    _json(p)
    p.add_argument(
        "--seed",
        type=whole(0, MOST_SEED),
        default=DEFAULT_SEED,
        metavar="N",
        help="seed of the re-enactment beside the record",
    )
    _changed(p)
    p.add_argument("--at", metavar="TURN", help='battle: the turn to begin with, such as "6 Aug Day"')


def _changed(p: Parser) -> None:
    p.add_argument(
        "--what-if", metavar="NAME", help="battle: in the world of a what-if, see `changkufeng what-ifs SCENARIO`"
    )


def _simulate(p: Parser) -> None:
    _scenario(p)
    _games(p, 100)
    _changed(p)
    _commanders(p)
    _json(p)


def _calibrate(p: Parser) -> None:
    p.add_argument(
        "scenario",
        metavar="SCENARIO",
        nargs="?",
        default="all",
        help="name of a scenario or its folder; by default `all`: the campaign and each of its parts",
    )
    _games(p, 1000)
    p.add_argument("--sensitivity", action="store_true", help="also move each free parameter to both ends of its range")
    p.add_argument(
        "--forecast",
        action="store_true",
        help="instead: what forecasts of assaults were worth, in games of seeds drawn now (default 20 of each scenario and side)",
    )
    p.add_argument("--out", metavar="FILE.html", help="also write the table as a page; with --forecast also FILE.md")
    p.set_defaults(games=None, seed=None)
    _json(p)


def _grades(p: Parser) -> None:
    _scenario(p)
    _games(p, 1000)
    p.add_argument("--out", metavar="FILE.toml", help="write them: a scenario's games are graded by its grades.toml")
    _json(p)


def _compare(p: Parser) -> None:
    _scenario(p)
    p.add_argument(
        "--what-if", metavar="NAME", action="append", required=True, help="a variant; may be given several times"
    )
    _games(p, 1000)
    p.add_argument(
        "--commander",
        choices=("follower", "frozen", "plain", "all"),
        help="battle: who commands the side that nothing was changed for: follower (the default: as in the record while it fits, "
        "else the staff; from 250 games on the others are tried in one pair of 25), frozen (the record, whatever "
        "happens), plain (the computer in both worlds), all: the three beside one another in every pair, in twice and a half "
        "the time",
    )
    _commanders(p, "as --commander says")
    p.add_argument("--out", metavar="FILE.html", help="write the report: one file, needs no network")
    _json(p)


def _validate(p: Parser) -> None:
    p.add_argument("scenario", metavar="SCENARIO|PATH", help="name of a scenario, its folder, or a journal file")
    _json(p)


def _show(p: Parser) -> None:
    _scenario(p)
    p.add_argument("--at", metavar="TURN", help='turn or moment, such as "31 Jul Morning" (default: the first)')
    _changed(p)
    p.add_argument("--side", metavar="SIDE", help="whose knowledge is shown (default both)")
    p.add_argument("--seat", choices=p.seats, help="strategic game: whose knowledge is shown (default the first)")
    p.add_argument("--dial", metavar="DIAL", help="strategic game: strength of the contested links (default default)")
    p.add_argument("--journal", metavar="FILE", help="the position of a saved game instead of the record")
    p.add_argument("--out", metavar="FILE.png", help="draw the map with its counters")
    p.add_argument(
        "--hex", type=whole(16, 96), default=40, metavar="PIXELS", help="width of a hex in the picture (default 40)"
    )
    p.add_argument("--text", action="store_true", help="list the counters (the default without --out)")
    _seed(p)
    _json(p)


def _rules(p: Parser) -> None:
    p.add_argument(
        "what",
        nargs="?",
        metavar="NUMBER|WORD",
        help="a rule such as 3.8, a chapter such as 3, or a word to look for (default: the list)",
    )
    p.add_argument(
        "--scenario", default="silent-assault", metavar="SCENARIO", help="whose rulebook (default silent-assault)"
    )
    _json(p)


def _deck(p: Parser) -> None:
    p.add_argument(
        "--scenario", default="north-or-south", metavar="SCENARIO", help="whose cards (default north-or-south)"
    )
    _json(p)


def _outlook(p: Parser) -> None:
    p.add_argument(
        "--given",
        metavar="CARD=STATE,...",
        action="append",
        help="choices made, such as S=withdraw (see `changkufeng cards`)",
    )
    p.add_argument(
        "--seen", metavar="CARD=STATE,...", action="append", help="states observed: they tell about causes too"
    )
    p.add_argument("--dial", metavar="DIAL", help="strength of the contested links: thesis, default, sceptic")
    filled = "with the cards of filled seats: stay or leave, exploit"
    p.add_argument("--seats", dest="filled", action="store_true", help=filled)
    p.add_argument("--thesis", action="store_true", help="which sentence of the thesis survives, under which dial")
    p.add_argument("--evidence", metavar="CARD", help="what speaks for and against the links of a card")
    p.add_argument("--battle", metavar="JOURNAL", help="what may have followed this battle, beside the record's")
    p.add_argument("--sensitivity", action="store_true", help="how far the odds hang on the tables")
    p.add_argument("--sample", type=whole(1, MOST_GAMES), metavar="N", help="draw N histories instead")
    p.add_argument(
        "--seed",
        type=whole(0, MOST_SEED),
        default=DEFAULT_SEED,
        metavar="N",
        help=f"seed of --sample and --sensitivity (default {DEFAULT_SEED})",
    )
    _deck(p)


def _cards(p: Parser) -> None:
    p.add_argument("what", nargs="?", metavar="CARD", help="a card such as W or kanchazu (default: the list)")
    _deck(p)


def _bench(p: Parser) -> None:
    p.add_argument(
        "--scenario", default="silent-assault", metavar="SCENARIO", help="what is measured (default silent-assault)"
    )
    _seed(p)
    p.add_argument(
        "--games", type=whole(1, MOST_GAMES), default=40, metavar="N", help="games for the rate (default 40)"
    )
    p.add_argument("--cold", action="store_true", help="also compile the rules anew, in a folder of its own")
    _json(p)


def _trial(p: Parser) -> None:
    _scenario(p)
    p.add_argument("one", type=commander, metavar="ONE", help="a commander: plain, nearest, random, history")
    p.add_argument(
        "other", type=commander, metavar="OTHER", nargs="?", help="whom it meets on both sides (default nearest)"
    )
    p.add_argument(
        "--plans",
        choices=p.sides,
        help="instead of pairs: every plan of a side against ONE, and how far the best is from the worst",
    )
    _games(p, 400)
    _json(p)


def _what_ifs(p: Parser) -> None:
    _scenario(p)
    _json(p)


def _schema(p: Parser) -> None:
    p.add_argument(
        "what", nargs="?", metavar="NAME", help="one kind of entry, such as WhatIf (default: the whole scenario)"
    )


def _doctor(p: Parser) -> None:
    p.add_argument(
        "--repair",
        action="store_true",
        help="set aside what is damaged and make it anew: settings, catalogues, compiled rules, banks of battles",
    )
    _json(p)


COMMANDS: dict[str, tuple[str, Add]] = {
    "play": ("play a scenario", _play),
    "replay": ("go through the record, turn by turn, beside a re-enactment", _replay),
    "simulate": ("play many games and print what came out", _simulate),
    "compare": ("play history and what-ifs with the same luck and report the differences", _compare),
    "calibrate": ("compare many re-enactments with the record", _calibrate),
    "grades": ("re-enact the record and keep the scores that games are graded by", _grades),
    "show": ("show a position without a window, as text or as a picture", _show),
    "scenarios": ("list the scenarios", _json),
    "what-ifs": ("list the what-ifs of a scenario", _what_ifs),
    "plans": ("list the computer commander's plans for a scenario", _what_ifs),
    "trial": ("let two commanders meet in pairs of games, sides changed", _trial),
    "rules": ("read the rulebook", _rules),
    "outlook": ("show what might have followed, as odds, with the evidence", _outlook),
    "cards": ("read the cards of the strategic choice", _cards),
    "validate": ("check the files of a scenario", _validate),
    "schema": ("print the JSON Schema of the scenario files", _schema),
    "doctor": ("check that everything the game needs is there and whole, and repair it", _doctor),
    "bench": ("measure the rules on this machine", _bench),
}
