"""`changkufeng bench --scenario north-or-south`: what the strategic game costs on this machine."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from game.cli.figures import rows
from game.cli.output import print_json, say, table
from game.cli.theatre.asked import load, warm
from game.core.words import N_, _


def run(options: argparse.Namespace) -> int:
    """Measures and prints; the same figures as JSON for a log."""
    theatre = load(options.scenario)
    warm(quiet=options.json)
    found = measure(theatre, options.scenario, options.games, options.seed)
    if options.json:
        print_json({"scenario": theatre.id, "python": sys.version.split()[0], "cores": os.cpu_count(), **found})
    else:
        title = _("{scenario}, Python {python}, {n} cores")
        title = title.format(scenario=theatre.id, python=sys.version.split()[0], n=os.cpu_count())
        table(title, [N_("what"), N_("measured")], rows(found))
        say(
            _(
                "an empty game is the whole game with nobody at the table; a turn of a seat is its thinking, view and all"
            )
        )
    return 0


def measure(theatre: Any, name: str, games: int, seed: int) -> dict[str, float]:
    """Every figure by name; units in the names. Rates are by processor time of this process."""
    from game.files.theatre.theatres import load_theatre
    from game.match.theatre import TheatreMatch
    from game.match.theatre.engine import theatre_engine
    from game.whatif.theatre.running import Variant, play_many
    from game.whatif.theatre.seated import Table, play_table, seated_match

    begun = time.perf_counter()
    load_theatre(name)
    found = {"load_ms": 1e3 * (time.perf_counter() - begun)}
    engine = theatre_engine(theatre, "default")
    play_many(engine, [Variant("history")], 20, seed=seed)
    many = 50 * games
    begun = time.process_time()
    play_many(engine, [Variant("history")], many, seed=seed)
    found["empty_games_per_s_one_core"] = many / (time.process_time() - begun)
    for level in ("random", "plain", "general"):
        seats = dict.fromkeys(theatre.seat_ids, level)
        begun = time.process_time()
        count = max(1, games // (10 if level == "general" else 1))
        played = play_table(Table(name, seats), count, seed=seed).parts[0]
        found[f"{level}_games_per_s_one_core"] = count / (time.process_time() - begun)
        found[f"{level}_slowest_turn_of_a_seat_s"] = max(p.slowest[s] for p in played for s in theatre.seat_ids)
    match, _, _ = seated_match(Table(name, dict.fromkeys(theatre.seat_ids, "plain")), seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.journal"
        match.save(path)
        begun = time.perf_counter()
        TheatreMatch.load(path, theatre)
        found["journal_verify_ms"] = 1e3 * (time.perf_counter() - begun)
    return found
