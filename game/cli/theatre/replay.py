"""`changkufeng replay north-or-south`: the historical path or a saved game, turn by turn, in plain lines."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from game.cli.output import print_json, say
from game.cli.theatre.asked import load, open_match, warm
from game.cli.troubles import Trouble

if TYPE_CHECKING:
    from game.match.theatre import TheatreMatch


def run(options: argparse.Namespace) -> int:
    """Prints the journal that was asked for, by default the historical path shipped with the game."""
    theatre = load(options.scenario)
    warm(quiet=options.json)
    from game.match.theatre.events import NEWS

    path = options.journal or _shipped(options.scenario)
    match = open_match(theatre, path)
    if options.json:
        print_json(facts(match))
        return 0
    say(f"{theatre.title}: {match.title or path} (seed {match.seed}, dial {match.dial})")
    told = [*match.branch(match.first).events(), *(e for r in match.records for e in match.events(None, r))]
    for k, record in enumerate(match.records):
        say(f"T{record.turn.number} {record.turn.name}")
        here = [e for e in told if e.turn == record.turn.number]
        for event in here:
            if event.kind in NEWS:
                say(f"  {event.text}")
        for seat, sheet in record.sheets.items():
            for card, given in (sheet.answers if sheet else {}).items():
                say(f"  {seat} answers {card}: {', '.join(f'{key} {o}'.strip() for key, o in given.items())}")
        for event in here:
            if event.kind not in NEWS:
                say(f"  {event.text}")
        values = {name: s.values[k] for name, s in match.history().items()}
        say("  " + ", ".join(f"{name} {value:.0f}" for name, value in values.items()))
    for seat in theatre.seat_ids:
        found = match.score(seat)
        say(f"{seat}: {', '.join(f'act {a.act} {a.total:.1f}' for a in found.acts)}; {found.total:.1f} in all")
    return 0


def facts(match: TheatreMatch) -> dict[str, Any]:
    """The course of a game for scripts: sheets, states, variables after each turn, scores."""
    from msgspec import to_builtins

    series = match.history()
    return {
        "scenario": match.theatre.id,
        "title": match.title,
        "seed": match.seed,
        "dial": match.dial,
        "states": match.states(),
        "turns": [
            {
                "turn": r.turn.number,
                "name": r.turn.name,
                "digest": r.digest,
                "sheets": {seat: to_builtins(sheet) for seat, sheet in r.sheets.items()},
                "variables": {name: s.values[k] for name, s in series.items()},
                "record": {name: s.record[k] for name, s in series.items()},
            }
            for k, r in enumerate(match.records)
        ],
        "scores": {seat: match.score(seat).total for seat in match.theatre.seat_ids},
    }


def _shipped(name: str) -> str:
    from game.files.theatre.theatres import theatre_folder

    path = theatre_folder(name) / "history.journal"
    if not path.is_file():
        raise Trouble(f"{name} has no historical path; needed --journal FILE")
    return str(path)
