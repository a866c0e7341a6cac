"""A scenario and a re-enactment that the tests of this folder look at."""

import pytest

from game import Match, load_scenario
from game.model.battle.scenario import Scenario
from game.players.battle.historical import HistoricalCommander


@pytest.fixture(scope="session")
def night() -> Scenario:
    """The silent assault as shipped."""
    return load_scenario("silent-assault")


def replay(scenario: Scenario, seed: int = 1938, **how: bool) -> Match:
    """A re-enactment played to its end."""
    match = Match.new(scenario, seed=seed)
    seats = [HistoricalCommander(side, scenario) for side in scenario.sides]
    while not match.over:
        match.resolve(**how, **{seat.side: seat.orders(match.view(seat.side)) for seat in seats})
    return match


@pytest.fixture(scope="session")
def replayed(night: Scenario) -> Match:
    """The re-enactment of seed 1938, to its end."""
    return replay(night)
