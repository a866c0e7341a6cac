"""The bands of re-enactments that are shipped: made by the rules at hand, and fresh games lie where they say."""

import pytest

from game.files.battle.bands import load_bands
from game.files.battle.scenarios import find_scenarios, load_scenario
from game.match.battle.bands import bands_for
from game.whatif.battle.banding import course
from tests.scenarios.bands import luck, misfits


@pytest.mark.slow
@pytest.mark.parametrize("name", find_scenarios())
def test_the_rules_at_hand_play_the_re_enactments_whose_bands_are_kept(name: str):
    bands, scenario = load_bands(name), load_scenario(name)
    assert bands is not None
    assert bands.games >= 1000
    assert bands_for(scenario) == bands
    assert bands.turns == tuple(t.name for t in scenario.calendar.played())
    assert {b.side for b in bands.band if b.what == "lost"} == set(scenario.sides)
    assert {b.place for b in bands.band if b.what == "held"} == {p.place for p in scenario.scored}
    assert course(scenario, bands.seed).digest == bands.check[0]


@pytest.mark.slow
def test_fresh_games_of_a_drawn_seed_lie_in_the_bands():
    seed, wrong = misfits("silent-assault", 150)
    assert wrong == [], f"seed {seed}"


def test_what_was_lost_never_comes_back():
    for name in find_scenarios():
        bands = load_bands(name)
        assert bands is not None
        for band in bands.band:
            for before, after in zip(band.rows, band.rows[1:], strict=False):
                assert band.what == "held" or all(a <= b for a, b in zip(before, after, strict=True)), (name, band.name)


def test_luck_is_the_binomial_tail():
    assert luck(0, 2, 0.5) == 0.25
    assert luck(1, 2, 0.5) == 0.75
