"""Ways over the ground: one search answers for every goal, and answers as a search for the goal alone would."""

import pytest

from game import Match
from game.match.battle.orders import MANNERS
from game.match.battle.ways import Ways
from game.model.battle.scenario import Scenario


@pytest.fixture(scope="module")
def marching(night: Scenario) -> Match:
    """The night after its first turn: both sides have seen each other."""
    match = Match.new(night)
    match.resolve()
    return match


@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_the_reach_of_a_counter_is_the_way_to_each_hex(marching: Match, side: str):
    view = marching.view(side)
    hosted = view.engine.hosted(view.sealed)
    for unit in (u for u in view.own if u.hex is not None):
        reach = Ways(view.engine, view.sealed).reach(marching.scenario.unit_index(unit.id), unit.hex)
        assert reach[unit.hex] == 0.0
        for goal in list(reach)[:: max(1, len(reach) // 12)]:
            cost = view.engine.path_cost(hosted, marching.scenario.unit_index(unit.id), unit.hex, goal, MANNERS["open"])
            assert (
                0 <= cost <= round(1000 * reach[goal])
            )  # the zone of a known enemy is no dearer for who goes there on purpose


@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_a_way_is_open_whether_the_reach_was_known_or_not(marching: Match, side: str):
    view = marching.view(side)
    unit = next(u for u in view.own if u.hex is not None)
    index = marching.scenario.unit_index(unit.id)
    asked, told = Ways(view.engine, view.sealed), Ways(view.engine, view.sealed)
    told.reach(index, unit.hex)
    ground = marching.scenario.ground
    goals = [(c, r) for r in range(0, ground.rows, 5) for c in range(0, ground.columns, 5)]
    for goal in (*goals, *(c.hex for c in view.contacts)):
        assert asked.is_open(index, unit.hex, goal) == told.is_open(index, unit.hex, goal)


def test_hexes_off_the_map_and_beyond_reach_have_no_hours(marching: Match):
    view = marching.view("japan")
    unit = next(u for u in view.own if u.hex is not None)
    reach = view.reach_hours(unit.id)
    for nowhere in ((-1, 3), (3, -1), (marching.scenario.ground.columns, 0), (0, marching.scenario.ground.rows)):
        assert nowhere not in reach
        assert reach.get(nowhere, 99.0) == 99.0
    with pytest.raises(KeyError):
        reach[(-1, 3)]
    assert len(reach) == len(list(reach))
