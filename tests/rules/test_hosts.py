"""Determinism: compiled and interpreted: the same digests. With every index checked: tests/long/test_bounds.py."""

import pytest

from tests.hosts import BATTLE

pytestmark = pytest.mark.digest


@pytest.fixture(scope="module")
def compiled(run_python):
    return run_python(BATTLE)


def test_interpreted_rules_give_the_digests_of_compiled_ones(run_python, compiled):
    assert run_python(BATTLE, CHANGKUFENG_RULES="plain") == compiled


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
