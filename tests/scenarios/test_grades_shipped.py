"""The grades that are shipped: made by the rules at hand, from a thousand re-enactments of each battle (rule 12.5)."""

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
