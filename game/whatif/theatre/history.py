"""The historical path as a journal to replay: `python -m game.whatif.theatre.history`.

The sheets of the record: every answer as it was given, silence in all else. The cards that nobody answers are drawn, so a seed is
looked for under which they fall as they fell; the journal says which. What was answered against the odds costs its price.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from game.core.words import N_
from game.files.errors import BadFile
from game.files.theatre.decks import deck_folder
from game.files.theatre.joins import load_join
from game.files.theatre.theatres import load_theatre
from game.match.theatre import Sheet, TheatreMatch
from game.match.theatre.engine import theatre_engine
from game.model.battle_result import BattleResult
from game.model.theatre.game import Theatre
from game.whatif.theatre.running import Variant, play_one

THEATRE, JOURNAL = "north-or-south", "history.journal"
TITLE = N_("As it was")
MOST_SEEDS = 2_000_000


def record_battle(theatre: Theatre) -> BattleResult:
    """The record's battle up to its cease-fire: stay or leave is Tokyo's card."""
    return replace(load_join(theatre.id).record, after="")


def historical_sheets(theatre: Theatre, match: TheatreMatch) -> dict[str, Any]:
    """The record's sheets for the turn: each seat's answers as in history, its staff plan, nothing else."""
    found: dict[str, Sheet] = {}
    for seat in theatre.seat_ids:
        cards = {c.id: [o for case in c.cases for o in case.options] for c in match.view(seat).cards}
        wanted = {name: theatre.cards[name].historical for name in cards}
        can = {
            name for name, options in cards.items() if any(o.state == wanted[name] and not o.refusal for o in options)
        }
        found[seat] = Sheet(answers={name: {"": wanted[name]} for name in cards if name in can})
    return found


def replayed(theatre: Theatre, seed: int, battle: BattleResult | None) -> TheatreMatch:
    """The game of the record's sheets under a seed; the battle is the record's own."""
    match = TheatreMatch.new(theatre, seed=seed)
    match.title = TITLE
    while not match.over:
        sheets = historical_sheets(theatre, match)
        for seat, sheet in sheets.items():
            if match.refusal(seat, sheet) is not None:
                sheets[seat] = Sheet()
        match.resolve_sheets(sheets, battle=battle if match.turn.number == theatre.battle.turn else None)
    return match


def is_history(theatre: Theatre, states: dict[str, str]) -> bool:
    """Every card came out as in history."""
    return all(states.get(card) == known.historical for card, known in theatre.cards.items() if states.get(card))


def find_seed(theatre: Theatre, first: int = 1938, most: int = MOST_SEEDS) -> int | None:
    """The first seed under which the record's sheets meet the record's luck, None within so many.

    A game with fixed answers is a good guess and a quick one: only seeds under which it is history are played by sheets.
    """
    battle = record_battle(theatre)
    engine = theatre_engine(theatre, "default")
    answered = {c.id: c.historical for c in theatre.cards.values() if c.seats}
    quick = Variant("history", {**answered, theatre.battle.ends: theatre.cards[theatre.battle.ends].historical})
    for seed in range(first, first + most):
        if is_history(theatre, play_one(engine, quick, seed).states):
            match = replayed(theatre, seed, battle)
            if is_history(theatre, match.states()):
                return seed
    return None


def main(argv: Sequence[str] | None = None) -> int:
    """Looks for the seed and writes the journal into the folder of the strategic game."""
    parser = argparse.ArgumentParser(prog="python -m game.whatif.theatre.history", description=__doc__.split("\n\n")[0])
    parser.add_argument("--theatre", default=THEATRE, metavar="NAME", help=f"which game (default {THEATRE})")
    parser.add_argument("--seed", type=int, default=1938, metavar="N", help="seed to begin looking with (default 1938)")
    parser.add_argument("--out", metavar="FILE", help=f"where to (default {JOURNAL} of the folder)")
    options = parser.parse_args(argv)
    try:
        theatre = load_theatre(options.theatre)
        seed = find_seed(theatre, options.seed)
        if seed is None:
            print("history: no seed found", file=sys.stderr)
            return 2
        match = replayed(theatre, seed, record_battle(theatre))
        match.save(Path(options.out) if options.out else deck_folder(options.theatre) / JOURNAL)
        print(f"seed {seed}: {', '.join(f'{s} {match.score(s).total:.1f}' for s in theatre.seat_ids)}")
    except BadFile as e:
        print(f"history: {e.problems[0]}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
