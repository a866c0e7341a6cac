"""The general against the staff: own score less what the staff scored in the same seat with the same luck, on seeds drawn now.

`pytest tests/long/test_general_gates.py -s -n 2` prints the table of seats; GENERAL_GAMES=0.5 plays half as many games of each
seat, GENERAL_LEVEL=general:long the other length. It takes
half an hour of two cores, the other length two hours and more.
"""

import os
import secrets
import statistics
import time
from math import sqrt

import pytest

from game.files.battle.scenarios import load_scenario
from game.files.kept_rules import warm_up
from game.match.battle import Match
from game.players.battle.staffs import commander
from game.whatif.battle.runs import Setting, played

GAMES = {"silent-assault": 60, "first-counterattack": 30, "hold-the-crest": 8, "changkufeng": 8}  # of each seat
SHARE = float(os.environ.get("GENERAL_GAMES", "1"))
LEVEL = os.environ.get("GENERAL_LEVEL", "general")
MOST_CHANGES = 0.3  # of plan, a turn: the first choice and branches of a plan are none
SECONDS = {"general": 1.0, "general:long": 5.0}  # of CPU a turn
GAIN = 4.0  # points pooled over the seats

pytestmark = [pytest.mark.long, pytest.mark.timeout(6 * 3600)]


def seat_gains(name: str, side: str, games: int) -> tuple[list[float], float]:
    """Gains game by game, and changes of plan a turn."""
    scenario, seed = load_scenario(name), 100_000 + secrets.randbits(30)
    first = scenario.sides.index(side) == 0
    gains, turns, changes = [], 0, 0
    for k in range(games):
        pairs = [(who, "plain") if first else ("plain", who) for who in ("plain", LEVEL)]
        staff, general = (played(Setting(scenario=scenario, commanders=pair), seed + k) for pair in pairs)
        gains.append(general.score(side).total - staff.score(side).total)
        thoughts = [record.thoughts[side] for record in general.records]
        turns += len(thoughts)
        changes += sum(t.why == "gain" for t in thoughts[1:])
    return gains, changes / turns


def test_the_general_beats_the_staff_over_all_seats_and_loses_in_none():
    warm_up()
    means, errors = [], []
    print(f"\n{LEVEL} over plain | n | gain | 95 % | changes a turn")
    for name, games in GAMES.items():
        for side in load_scenario(name).sides:
            gains, changes = seat_gains(name, side, max(2, round(games * SHARE)))
            mean, error = statistics.fmean(gains), statistics.stdev(gains) / sqrt(len(gains))
            print(f"{name} {side} | {len(gains)} | {mean:+.1f} | {1.96 * error:.1f} | {changes:.2f}", flush=True)
            means.append(mean)
            errors.append(error)
            assert mean + 1.96 * error >= 0.0, (name, side)
            assert changes <= MOST_CHANGES, (name, side)
    pooled, half = statistics.fmean(means), 1.96 * sqrt(sum(e * e for e in errors)) / len(errors)
    print(f"pooled over {len(means)} seats: {pooled:+.1f} ± {half:.1f}")
    assert pooled - half > 0.0
    assert pooled >= GAIN


@pytest.mark.parametrize("level", SECONDS)
def test_a_turn_of_the_campaign_on_the_sixth_of_august_stays_within_its_seconds(level):
    """Processor time; a machine that does much else beside it needs more."""
    warm_up()
    scenario = load_scenario("changkufeng")
    spent = []
    for seed in (1, 2, 3):
        match = Match.new(scenario, seed=seed)
        staffs = {side: commander("plain", side, scenario) for side in scenario.sides}
        while match.turn.name != "6 Aug Day" and not match.over:
            match.resolve(trace=False, **{side: staff.orders(match.view(side)) for side, staff in staffs.items()})
        for side in scenario.sides if not match.over else ():
            general, view, begun = commander(level, side, scenario, seed), match.view(side), time.process_time()
            general.orders(view)
            spent.append(time.process_time() - begun)
    print(f"{level}: {', '.join(f'{s:.2f}' for s in sorted(spent))} s")
    assert max(spent) <= SECONDS[level]
    assert len(spent) >= 2
