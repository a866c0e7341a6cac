"""Whether the score can be farmed from the general: a habit of one line against him gains no more than he would in its seat.

`pytest tests/long/test_habit_gates.py -m long -s` prints the table, on seeds drawn now and with the same luck for both;
HABIT_GAMES=0.5 plays half as many games of each seat. A habit that is surely behind after FEWEST games is played no further.
What habits gain over the staff against the staff stands in `changkufeng grades --table`.
"""

import os
import secrets
from math import inf, sqrt
from statistics import fmean, stdev

import pytest

from game.files.battle.scenarios import load_scenario
from game.files.kept_rules import warm_up
from game.players.battle.habits import HABITS
from game.whatif.battle.runs import Setting, played
from game.whatif.statistics import student

GENERAL = "general"
GAMES = {"silent-assault": 40, "first-counterattack": 20, "hold-the-crest": 8, "changkufeng": 6}  # of each seat
SHARE = float(os.environ.get("HABIT_GAMES", "1"))
FEWEST = 4
GAIN = 3.0  # points: a gain counts where the lower end of its interval is above
PLAYED_BY_STAFF = {("silent-assault", "soviet"): {"night"}}  # the staff's own way in that seat: it may gain

pytestmark = [pytest.mark.long, pytest.mark.timeout(6 * 3600)]


def scores(scenario, side: str, who: str, seed: int) -> tuple[float, float]:
    """Own score and margin of one game of `who` against the general."""
    pair = (who, GENERAL) if scenario.sides.index(side) == 0 else (GENERAL, who)
    game = played(Setting(scenario=scenario, commanders=pair), seed)
    own, his = game.score(side).total, game.score(scenario.other(side)).total
    return own, own - his


def interval(gaps: list[float]) -> tuple[float, float]:
    """Mean and half of the 95 % interval."""
    half = student(0.975, len(gaps) - 1) * stdev(gaps) / sqrt(len(gaps)) if len(gaps) > 1 else inf
    return fmean(gaps), half


@pytest.mark.parametrize(("name", "seat"), [(name, seat) for name in GAMES for seat in (0, 1)])
def test_no_habit_gains_on_the_general_in_his_own_seat(name: str, seat: int):
    warm_up()
    scenario, seed = load_scenario(name), 100_000 + secrets.randbits(30)
    side, most = scenario.sides[seat], max(FEWEST, round(GAMES[name] * SHARE))
    general: list[tuple[float, float]] = []
    farmed = []
    print(f"\n{name} {side}, seeds {seed} on: habit | n | own score | margin")
    for habit in HABITS:
        if habit.startswith("halt") and scenario.politics is None:
            continue
        gaps: list[list[float]] = [[], []]
        for k in range(most):
            if len(general) == k:
                general.append(scores(scenario, side, GENERAL, seed + k))
            found = scores(scenario, side, f"habit:{habit}", seed + k)
            for gap, a, b in zip(gaps, found, general[k], strict=True):
                gap.append(a - b)
            if k + 1 >= FEWEST and all(sum(interval(gap)) < 0.0 for gap in gaps):
                break
        own, margin = (interval(gap) for gap in gaps)
        print(
            f"{habit} | {len(gaps[0])} | {own[0]:+.1f} ± {own[1]:.1f} | {margin[0]:+.1f} ± {margin[1]:.1f}", flush=True
        )
        gains = any(mean - half > GAIN for mean, half in (own, margin))
        if gains and habit not in PLAYED_BY_STAFF.get((name, side), ()):
            farmed.append(habit)
    assert farmed == []
