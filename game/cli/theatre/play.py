"""`changkufeng play north-or-south`: a seat in the window, or with `--text` in the terminal; the others by computer."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from game.cli.output import note, say
from game.cli.theatre.asked import dial, first_turn, last_turn, load, open_match, seats, warm
from game.cli.troubles import Trouble

USUAL = "plain"


def run(options: argparse.Namespace) -> int:
    """Plays until the game or act is over, the input ends or the user leaves."""
    theatre = load(options.scenario)
    seat = options.seat or theatre.seat_ids[0]
    sits = seats(theatre, options, USUAL)
    first, last, chosen = first_turn(theatre, options), last_turn(theatre, options), dial(theatre, options)
    if getattr(options, seat) is not None:
        raise Trouble(f"--{seat}: you sit there yourself (--seat {seat}); needed another seat")
    if not options.text:
        return _in_the_window(options, seat, sits, first=first, last=last, chosen=chosen)
    warm()
    from game.cli.battle.terminal.session import from_stdin
    from game.cli.theatre.session import Session
    from game.files.errors import BadFile
    from game.match.theatre import TheatreMatch
    from game.players.theatre.seats import computer_seat

    if options.load:
        match = open_match(theatre, options.load)
        if match.over or match.is_read_only:
            raise Trouble(f"{options.load}: {match.notice or 'the game is over'}")
    else:
        match = TheatreMatch.new(theatre, seed=options.seed, dial=chosen, first=first, last=last)
    try:
        names: list[str] = [name for name in theatre.seat_ids if name != seat]
        others = {name: _player(computer_seat, sits[name], name, theatre, match.seed) for name in names}
    except BadFile as e:
        raise Trouble(str(e.problems[0])) from None
    if match.notice:
        note(match.notice)
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    say(f"{theatre.title}: {theatre.subtitle}")
    say("Lines after # are remarks; help lists the commands; seal hands the sheet in, quit leaves")
    Session(match, seat, others, from_stdin, say).run()
    return 0


def _in_the_window(options: Any, seat: str, sits: dict[str, str], *, first: int, last: int, chosen: str) -> int:
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.client import launch

    who = {**sits, seat: "human"}
    return launch.play_theatre(
        options.scenario, who, dial=chosen, seed=options.seed, first=first, last=last, load=options.load
    )


def _player(make: Any, text: str, seat: str, theatre: Any, seed: int) -> Any:
    level, _, temperament = text.partition(":")
    return make(level, seat, theatre, seed=seed, temperament=temperament)
