"""What the strategic game costs: 200 games a second, and a first start of its own."""

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
            match.resolve(Sheet(), Sheet(), Sheet(), trace=False)

    benchmark(game)


def test_a_playout(benchmark):
    """2 ms: a strong seat plays 320 of them to the end of an act in its two seconds."""
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
        match.resolve(Sheet(), Sheet(), Sheet())

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
