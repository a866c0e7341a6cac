"""The gate of the forecast: 1,500 forecasts and more of games nobody chose, all scenarios, both sides."""

import secrets

import pytest

from game import load_scenario
from game.rules.battle.resolve import RULES_VERSION
from game.whatif.battle import reliability
from game.whatif.battle.reliability_report import Told, markdown

pytestmark = [pytest.mark.long, pytest.mark.timeout(7200)]

GAMES = {"silent-assault": 60, "first-counterattack": 14, "hold-the-crest": 10, "changkufeng": 10}  # of each side
ENOUGH = 100  # forecasts of a scenario and side that are judged alone


def test_fifteen_hundred_forecasts_keep_their_word():
    seed = secrets.randbits(32)
    scenarios = [load_scenario(name) for name in GAMES]
    jobs = [job for s in scenarios for job in reliability.jobs([s], GAMES[s.id], seed)]
    found, stopped = reliability.play(scenarios, jobs)
    groups = reliability.groups(found)
    print(f"\n{markdown(groups, Told(seed, max(GAMES.values()), RULES_VERSION))}\nplayed: {GAMES}")
    whole, middle, sure = (groups[name][0] for name in ("all", "shown 10 to 90 %", "shown 80 % and more"))
    assert not stopped
    assert whole.n >= 1500
    assert whole.error <= 0.06
    assert middle.error <= 0.10
    assert whole.brier <= 0.095
    assert whole.brier < whole.base
    assert sure.happened >= sure.shown - 0.08
    for side in groups["sides"]:
        assert side.n < ENOUGH or abs(side.gap) <= 0.15, side
