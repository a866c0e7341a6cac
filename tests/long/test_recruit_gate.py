"""Whether the recruit is a level of its own: on seeds drawn now it scores at least five points under the staff in every seat.

`pytest tests/long/test_recruit_gate.py -s` prints the table, by the error that was drawn too. The bound leaves two standard
errors of so few games.
"""

import secrets
from math import sqrt
from statistics import fmean, stdev

import pytest

from game.files.battle.scenarios import load_scenario
from game.players.battle.recruit import error_of
from game.whatif.battle.grading import RECRUIT, STAFF
from game.whatif.battle.runs import Setting, play
from game.whatif.battle.trials import score_names
from game.whatif.statistics import student

GAMES = {"silent-assault": 120, "first-counterattack": 80, "hold-the-crest": 40, "changkufeng": 40}
UNDER = 5.0

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]


@pytest.mark.parametrize("name", GAMES)
def test_the_recruit_is_five_points_under_the_staff_in_both_seats(name: str):
    scenario, seed, n = load_scenario(name), 100_000 + secrets.randbits(30), GAMES[name]
    settings = [
        Setting(scenario=scenario, commanders=who) for who in ((STAFF,) * 2, (RECRUIT, STAFF), (STAFF, RECRUIT))
    ]
    staff, *recruits = play(settings, n, seed=seed)
    print(f"\n{name}: {n} games, seeds {seed} to {seed + n - 1}")
    means = []
    for side, outcome, runs in zip(scenario.sides, score_names(scenario), recruits, strict=True):
        own, base = runs.outcomes[outcome], staff.outcomes[outcome]
        gaps = [a - b for a, b in zip(own, base, strict=True)]
        error = stdev(gaps) / sqrt(n)
        drawn: dict[str, list[float]] = {}
        for k, gap in enumerate(gaps):
            drawn.setdefault(error_of(scenario, side, seed + k), []).append(gap)
        each = ", ".join(f"{what} {fmean(found):+.1f} (n {len(found)})" for what, found in sorted(drawn.items()))
        print(
            f"{side}: staff {fmean(base):.1f}, recruit {fmean(gaps):+.1f} ± {student(0.975, n - 1) * error:.1f}; {each}"
        )
        means.append((side, fmean(gaps), error))
    assert [side for side, mean, error in means if mean > -UNDER + 2.0 * error] == []
