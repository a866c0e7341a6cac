"""`changkufeng play north-or-south`: seats in the window, or with `--text` in the terminal; the others by computer."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from game.cli.output import say
from game.cli.scenario import use_rules
from game.cli.text_loop import begin
from game.cli.theatre.asked import dial, first_turn, last_turn, load, said_seats, seats
from game.cli.troubles import Trouble
from game.cli.typed import from_stdin, read_loosely
from game.core.words import _, titled

USUAL, HUMAN = "plain", "human"


def run(options: argparse.Namespace) -> int:
    """Plays until the game or act is over, the input ends or the user leaves."""
    theatre = load(options.scenario)
    humans = dict.fromkeys(options.seat or theatre.seat_ids[:1], HUMAN)
    for seat in humans:
        if getattr(options, seat) is not None:
            raise Trouble(_("--{seat}: you sit there yourself (--seat {seat}); needed another seat").format(seat=seat))
    held = {**seats(theatre, options, USUAL), **humans}
    first, last, chosen = first_turn(theatre, options), last_turn(theatre, options), dial(theatre, options)
    if not options.text:
        os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
        from game.client import launch

        return launch.play_theatre(
            options.scenario, held, dial=chosen, seed=options.seed, first=first, last=last, load=options.load
        )
    use_rules()
    from game.cli.theatre.session import new_table, open_table, theatre_session
    from game.match.theatre import TheatreMatch

    read_loosely()
    if options.load:
        given = said_seats(theatre, options) | (humans if options.seat else {})
        table = open_table(Path(options.load), options.scenario, given, ask=from_stdin)
    else:
        match = TheatreMatch.new(theatre, seed=options.seed, dial=chosen, first=first, last=last)
        table = new_table(match, held)
    hint = _("Lines after # are remarks; help lists the commands; seal hands the sheet in, quit saves")
    return begin(theatre_session(table, from_stdin, say), titled(_(theatre.title), _(theatre.subtitle)), hint)
