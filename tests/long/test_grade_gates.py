"""Whether grades measure the player: on seeds drawn now, which no table has seen, the staff is middling and an idle army is not.

`pytest tests/long/test_grade_gates.py -s` prints what was found; GRADE_GAMES=15 plays fifteen times as many games, ten minutes
of a core. The bounds leave room for the luck of so few games: by half of a standard error and more beside what the tables
themselves are held to.
"""

import os
import re
import secrets
from math import sqrt
from pathlib import Path
from statistics import fmean, median, pstdev

import pytest

from game.files.battle.scenarios import load_scenario
from game.match.battle.grade import grades_for
from game.whatif.battle.grading import IDLE, STAFF
from game.whatif.battle.runs import Setting, play
from game.whatif.battle.trials import score_names

SHARE = float(os.environ.get("GRADE_GAMES", "1"))
GAMES = {"silent-assault": 60, "first-counterattack": 40, "hold-the-crest": 20, "changkufeng": 20}  # times SHARE
DEVIATIONS = 1.0  # by which an idle army is below the staff
AHEAD = {
    "first-counterattack": 0.12
}  # share of games, else a quarter: the staff masses, the division of the record could not
TOLD_OF = 200  # games, of which README tells
WITHIN = 5.0  # of 50: Place and Standing of the staff

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]


@pytest.fixture(scope="module", params=GAMES)
def found(request):
    """Scores of a battle by who commanded, both sides each game: the staff against itself, then nobody in either seat."""
    scenario, seed = load_scenario(request.param), 100_000 + secrets.randbits(30)
    settings = [Setting(scenario=scenario, commanders=who) for who in ((STAFF, STAFF), (IDLE, STAFF), (STAFF, IDLE))]
    names = score_names(scenario)
    games = max(10, round(GAMES[request.param] * SHARE))
    both, *idle = play(settings, games, seed=seed)
    print(f"\n{request.param}: seeds {seed} to {seed + games - 1}")
    staff = [both.outcomes[name] for name in names]
    return scenario, both, staff, [runs.outcomes[name] for runs, name in zip(idle, names, strict=True)]


def test_the_staff_is_middling_and_an_idle_army_is_not(found):
    scenario, _both, staff, idle = found
    grades = grades_for(scenario)
    for side, own, none in zip(scenario.sides, staff, idle, strict=True):
        seat = grades.seat(side, STAFF)
        places, standing = [seat.place(x) for x in own], seat.standing(fmean(own))
        luck = pstdev(own) / sqrt(len(own))
        a_point = (seat.standing(seat.mean + 0.1) - seat.standing(seat.mean - 0.1)) / 0.2  # of score, in Standing
        gap = (fmean(own) - fmean(none)) / pstdev(own)
        print(
            f"{side}: staff {fmean(own):.1f} (sd {pstdev(own):.1f}), place {median(places):.0f}, standing {standing:.0f}; "
            f"idle {fmean(none):.1f}, {gap:.2f} sd below, place {median([seat.place(x) for x in none]):.0f}"
        )
        assert abs(median(places) - 50.0) <= WITHIN + 200.0 / sqrt(len(own)), (
            "a median of n places has 1.25 * 29 / sqrt n, 5 of them"
        )
        assert abs(fmean(own) - seat.mean) <= WITHIN / a_point + 3.0 * luck, "Standing ends at 100, its luck does not"
        assert median([seat.place(x) for x in none]) < 25.0 + 50.0 / sqrt(len(own))
        assert gap >= DEVIATIONS - 3.0 / sqrt(len(own)), "two standard errors of it"


def test_each_side_comes_out_ahead_in_a_quarter_of_the_games_and_more(found):
    scenario, _both, (first, second), _idle = found
    ahead = fmean(a > b for a, b in zip(first, second, strict=True))
    print(f"{scenario.sides[0]} ahead in {ahead:.0%} of {len(first)} games")
    assert AHEAD.get(scenario.id, 0.25) - 1.0 / sqrt(len(first)) <= ahead <= 0.75 + 1.0 / sqrt(len(first))


def test_readme_says_how_often_japan_is_ahead_and_how_bloody_such_games_are(found, checkout: Path):
    scenario, both, (first, second), _idle = found
    (row,) = re.findall(
        rf"^\| {scenario.id} \| (\d+) % \|(.*)$", (checkout / "README.md").read_text("utf-8"), re.MULTILINE
    )
    ahead, said = fmean(a > b for a, b in zip(first, second, strict=True)), int(row[0]) / 100
    print(f"README says {said:.0%}, found {ahead:.0%}")
    assert abs(ahead - said) <= 3.0 * sqrt(0.25 / len(first) + 0.25 / TOLD_OF)
    told = [[int(n.replace(",", "")) for n in re.findall(r"[\d,]+", cell)] for cell in row[1].split("|")]
    shown = [cell for cell in told if len(cell) == 3]
    for name, (middle, low, high) in zip(("japan_losses", "soviet_losses", "tanks_out"), shown, strict=True):
        values = both.outcomes[name]
        inside = fmean(low <= v <= high for v in values)
        print(f"{name}: README says {middle} ({low} to {high}), found {median(values):.0f}, {inside:.0%} inside")
        assert low <= median(values) <= high
        assert inside >= 0.9 - 3.0 * sqrt(0.09 / len(values) + 0.09 / TOLD_OF)
