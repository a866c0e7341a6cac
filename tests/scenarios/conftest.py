"""The scenario whose data these tests read."""

import pytest

from game.files.battle.scenarios import load_scenario
from game.model.battle.scenario import Scenario


@pytest.fixture(scope="session")
def night() -> Scenario:
    """The silent assault, as it ships."""
    return load_scenario("silent-assault")
