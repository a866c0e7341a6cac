"""`changkufeng review JOURNAL --departures` of a strategic game: where it left history, and what that was worth."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.cli.output import note, print_json, progress, say
from game.cli.theatre.asked import open_match, warm
from game.cli.troubles import STOPPED, Trouble
from game.core.words import _

if TYPE_CHECKING:
    from game.match.theatre import TheatreMatch


def run(options: argparse.Namespace, path: str) -> int:
    """Tells it as text or JSON.

    Raises:
        Trouble: something else of a review was asked for, or the game may not be looked into.
    """
    if not options.departures:
        raise Trouble(
            _("{path} is a strategic game: needed --departures; its turns are read by replay").format(path=path)
        )
    if options.html:
        raise Trouble(_("--html: is of a battle's last page; needed --text or --json"))
    from game.files.errors import BadFile
    from game.files.theatre.journal import THEATRES
    from game.files.theatre.theatres import load_theatre, theatre_folder
    from game.match.theatre import TheatreMatch
    from game.whatif.theatre.departures import COUNTS, eyes, left, weighed
    from game.whatif.theatre.departures_told import facts, told

    try:
        theatre = load_theatre(THEATRES.read_good(path).header.theatre)
        history = theatre_folder(theatre.id) / "history.journal"
        if not history.is_file():
            raise Trouble(_("{id} has no historical path to depart from").format(id=theatre.id))
        warm(quiet=options.json)
        match, record = open_match(theatre, path), TheatreMatch.load(history, theatre)
    except BadFile as e:
        raise Trouble(str(e).splitlines()[0]) from None
    counts = COUNTS if options.games is None else (options.games,)
    try:
        seats = eyes(match, _seat(match, options.side))
        found = left(match, record, seats)
        if match.over and counts[-1] and found.count and not match.is_read_only:
            with progress(_("departures, with the order and without"), quiet=options.json) as report:
                for found in weighed(match, record, seats, counts=counts, workers=options.workers, progress=report):
                    if not options.json and not found.notice and 0 < found.pairs < counts[-1]:
                        note(_("after {pairs} pairs: {told}").format(pairs=found.pairs, told=told(theatre, found)[2]))
    except ValueError as e:
        raise Trouble(f"{path}: {e}") from None
    if options.json:
        print_json(facts(theatre, found))
    else:
        for one in told(theatre, found):
            say(one)
    return STOPPED if found.notice else 0


def _seat(match: TheatreMatch, said: str | None) -> str:
    """The seat asked for, "" for none.

    Raises:
        Trouble: there is none of that name.
    """
    if said is None:
        return ""
    from game.cli.picking import pick

    seats = match.theatre.seat_ids
    return pick(said, {**{s: s for s in seats}, **{match.theatre.seat(s).name.en: s for s in seats}}, "seat")
