"""What the strategic game costs: 200 games a second, and a first start of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.core.compiled import FOLDER
from game.files.theatre.theatres import load_theatre
from game.match.theatre import Sheet, TheatreMatch
from game.match.theatre.engine import theatre_engine
from game.rules.theatre import state as T

pytestmark = pytest.mark.bench
ROOT = Path(__file__).parents[2]
THEATRE = load_theatre("north-or-south")


def test_a_game_of_silent_seats(benchmark):
    """5 ms, sheets, records and digests included: 200 games a second."""

    def game() -> None:
        match = TheatreMatch.new(THEATRE, seed=1938)
        while not match.over:
            match.resolve_sheets(dict.fromkeys(match.theatre.seat_ids, Sheet()), trace=False)

    benchmark(game)


def test_a_playout(benchmark):
    """2 ms: a general plays some thousand of them, most of them shorter, in its five seconds."""
    engine = theatre_engine(THEATRE, "default")
    first = engine.new_position(1, 1)

    def playout() -> None:
        engine.clear_desk()
        engine.play_on(T.copy_position(first), len(THEATRE.turns))

    benchmark(playout)


def test_all_that_three_seats_are_shown(benchmark):
    """Within a frame or two: what a turn's screens ask for."""
    match = TheatreMatch.new(THEATRE, seed=5)
    while match.turn.number < 8:
        match.resolve_sheets(dict.fromkeys(match.theatre.seat_ids, Sheet()))

    def look() -> None:
        fresh = match.branch(8)
        for seat in THEATRE.seat_ids:
            v = fresh.view(seat)
            assert all((v.places, v.sectors, v.variables, v.moves, v.policies, v.score))
            assert v.cards is not None

    benchmark(look)


def test_a_cold_compile_of_the_strategic_rules(benchmark, tmp_path):
    """Apart from the battle's, when the game is first opened: 30 s on two cores."""
    code = "from game.files import kept_rules; kept_rules.choose_cache(); kept_rules.warm_up(group='theatre')"

    def start() -> None:
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, FOLDER: str(tmp_path)},
            check=True,
        )

    benchmark.pedantic(start, rounds=1)


def test_the_command_measures_the_general_under_five_seconds_a_turn():
    """In a process of its own, on compiled rules."""
    words = ["-m", "game", "bench", "--scenario", "north-or-south", "--games", "1", "--json"]
    found = json.loads(subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True).stdout)
    assert found["empty_games_per_s_one_core"] > 5.0
    assert found["general_slowest_turn_of_a_seat_s"] < 5.0
