"""`changkufeng play north-or-south`: a seat in the window, the others by computer."""

from __future__ import annotations

import argparse

from game.cli.theatre.asked import dial, first_turn, last_turn, load, open_match, seats
from game.cli.troubles import Trouble

USUAL, HUMAN = "plain", "human"


def run(options: argparse.Namespace) -> int:
    """Opens the window when everything that was typed is right; returns when it is closed."""
    theatre = load(options.scenario)
    seat = options.seat or theatre.seat_ids[0]
    if getattr(options, seat) is not None:
        raise Trouble(f"--{seat}: you sit there yourself (--seat {seat}); needed another seat")
    sits = {**seats(theatre, options, USUAL), seat: HUMAN}
    first, last, chosen = first_turn(theatre, options), last_turn(theatre, options), dial(theatre, options)
    if options.load:
        open_match(theatre, options.load)  # a journal that is damaged is answered before a window opens
    from game.client import launch

    return launch.play_theatre(
        options.scenario, sits, dial=chosen, seed=options.seed, first=first, last=last, load=options.load
    )
