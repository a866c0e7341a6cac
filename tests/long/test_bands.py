"""Fresh re-enactments of every scenario lie where its kept bands say; seeds are drawn."""

import pytest

from game.files.battle.scenarios import find_scenarios
from tests.scenarios.bands import misfits


@pytest.mark.parametrize("name", find_scenarios())
def test_fresh_games_of_a_drawn_seed_lie_in_the_bands(name: str):
    seed, wrong = misfits(name, 200)
    assert wrong == [], f"seed {seed}"
