"""The grades that are shipped: made by the rules at hand; no habit of one line beats the staff (rule 12.6)."""

import pytest

from game.files.battle.grades import load_grades
from game.files.battle.scenarios import find_scenarios, load_scenario
from game.match.battle.grade import grades_for
from game.whatif.battle.runs import Setting, play_one

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", find_scenarios())
def test_the_rules_at_hand_play_the_re_enactments_that_were_graded(name: str):
    grades = load_grades(name)
    assert grades is not None
    assert grades.games >= 1000
    scenario = load_scenario(name)
    assert grades.content == scenario.digest
    assert [s.side for s in grades.scores] == list(scenario.sides)
    assert play_one(Setting(scenario=scenario), grades.seed).digest == grades.check[0]


@pytest.mark.parametrize("name", find_scenarios())
def test_a_middling_score_has_a_middling_grade(name: str):
    grades = grades_for(load_scenario(name))
    assert grades is not None
    for scores in grades.scores:
        assert 45 <= grades.percentile(scores.side, scores.quantiles[50]) <= 55


LEAST = 1.0  # standard deviations of the staff's score by which an idle army is below it
GAIN = 3.0  # points over the staff that a habit of one line may have: a gain counts where the lower end of its interval is above


@pytest.mark.parametrize("name", find_scenarios())
def test_no_habit_of_one_line_beats_the_staff(name: str):
    grades = load_grades(name)
    assert grades is not None
    assert [(s.side, s.against) for s in grades.seats] == [(side, "plain") for side in load_scenario(name).sides]
    for seat in grades.seats:
        found = {b.commander: b for b in seat.beside if b.commander.startswith("habit:")}
        assert {"habit:nothing", "habit:withdraw", "habit:summit", "habit:flood", "habit:night"} <= set(found)
        assert [b.commander for b in found.values() if b.gain - b.within > GAIN] == [], seat.side


@pytest.mark.parametrize("name", find_scenarios())
def test_an_idle_army_scores_a_standard_deviation_of_the_staff_below_it(name: str):
    grades = load_grades(name)
    assert grades is not None
    for seat in grades.seats:
        assert seat.mean - seat.idle >= LEAST * seat.sd, seat.side
        assert seat.best >= seat.mean


def test_asking_for_a_halt_at_once_wins_no_campaign():
    grades = load_grades("changkufeng")
    assert grades is not None
    seat = grades.seat("soviet", "plain")
    for habit in ("habit:halt", "habit:halt-and-fight"):
        found = next(b for b in seat.beside if b.commander == habit)
        assert found.gain + found.within < 0.0
        assert found.own < 50.0
