"""Trials: pairs with the same luck and changed sides; the plain commander against chance and against a beginner."""

import pytest

from game.files.battle.scenarios import load_scenario
from game.whatif.battle.trials import Trial, score_names, spread, trial


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("silent-assault")


def test_a_commander_is_as_good_as_itself(scenario):
    found = trial(scenario, "plain", "plain", pairs=3, seed=4)
    assert found.margins == (0.0, 0.0, 0.0)
    assert found.wins == 1.5


def test_who_wins_a_pair_loses_it_when_the_names_change_places(scenario):
    there, back = (
        trial(scenario, "plain", "nearest", pairs=3, seed=4),
        trial(scenario, "nearest", "plain", pairs=3, seed=4),
    )
    assert back.margins == pytest.approx([-m for m in there.margins])
    assert there.wins + back.wins == 3


def test_an_even_pair_counts_half_and_the_interval_is_wilsons():
    found = Trial(scenario="x", one="a", other="b", seed=0, margins=(1.0, 0.0, -2.0, 0.0), wall_s=1.0)
    assert found.wins == 2.0
    assert found.share.value == 0.5
    assert found.share.low == pytest.approx(0.15, abs=0.01)


@pytest.mark.parametrize(("other", "least"), [("random", 0.95), ("nearest", 0.75)])
def test_the_plain_commander_beats_chance_and_a_beginner(scenario, other, least):
    """Twenty pairs of the night; four hundred of every battle: `changkufeng trial SCENARIO plain random`."""
    found = trial(scenario, "plain", other, pairs=20, seed=100)
    assert found.wins / 20 >= least


def test_a_spread_names_the_best_plan_first_and_measures_in_deviations_of_one(scenario):
    plans = [f"plan:{p.id}" for p in scenario.plans_of("japan")]
    found = spread(scenario, "japan", plans, games=6, seed=1)
    means = list(found.means().values())
    assert means == sorted(means, reverse=True)
    assert found.in_deviations == pytest.approx((means[0] - means[-1]) / found.deviation)
    assert all(len(values) == 6 for values in found.scores.values())


def test_a_scenario_without_scores_has_no_trials(scenario):
    from msgspec.structs import replace

    bare = replace(scenario, outcomes=tuple(o for o in scenario.outcomes if o.measure != "score"))
    with pytest.raises(ValueError, match="no outcome that is the score of japan and soviet"):
        score_names(bare)
