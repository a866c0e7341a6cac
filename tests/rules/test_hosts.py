"""Determinism: compiled and interpreted, bounds-checked, in one process or two: the same digests."""

import pytest

pytestmark = pytest.mark.digest

GAME = """
from game import Match, load_scenario
from game.players.battle.historical import HistoricalCommander
from game.players.battle.plain import PlainCommander
night = load_scenario("silent-assault")
for seed, kind in ((1938, HistoricalCommander), (7, PlainCommander)):
    match = Match.new(night, seed=seed)
    seats = [kind(side, night) for side in night.sides]
    while not match.over:
        match.resolve(**{s.side: s.orders(match.view(s.side)) for s in seats})
    print(" ".join(r.digest for r in match.records))
"""


@pytest.fixture(scope="module")
def compiled(run_python):
    return run_python(GAME)


def test_interpreted_rules_give_the_digests_of_compiled_ones(run_python, compiled):
    assert run_python(GAME, CHANGKUFENG_RULES="plain") == compiled


@pytest.mark.slow
@pytest.mark.checked("battle")
def test_bounds_checked_rules_give_the_same_digests(run_python, compiled):
    assert run_python(GAME, NUMBA_BOUNDSCHECK="1") == compiled


def test_an_interpreted_turn_takes_under_five_seconds_of_the_processor(run_python):
    seconds = run_python(
        """
import time
from game import Match, load_scenario
match = Match.new(load_scenario("silent-assault"))
begun = time.process_time()
match.resolve(japan=match.scenario.orders_of(6, "japan"))
print(time.process_time() - begun)
""",
        CHANGKUFENG_RULES="plain",
    )
    assert float(seconds) < 5.0
