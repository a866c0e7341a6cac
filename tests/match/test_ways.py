"""Ways over the ground: one search answers for every goal, and answers as a search for the goal alone would."""

import pytest

from game import Match
from game.core.hexes import neighbours
from game.match.battle.orders import MANNERS
from game.match.battle.ways import Ways
from game.model.battle.scenario import Scenario
from game.players.battle.staffs import commander


@pytest.fixture(scope="module")
def marching(night: Scenario) -> Match:
    """The night after its first turn: both sides have seen each other."""
    match = Match.new(night)
    match.resolve()
    return match


@pytest.fixture(scope="module")
def met(night: Scenario) -> Match:
    """The night after three turns of both staffs: strong enemies are known at hand."""
    match = Match.new(night, seed=5)
    seats = {side: commander("plain", side, night) for side in night.sides}
    for _ in range(3):
        match.resolve(trace=False, **{side: seat.orders(match.view(side)) for side, seat in seats.items()})
    return match


@pytest.mark.parametrize("side", ["japan", "soviet"])
@pytest.mark.parametrize("when", ["marching", "met"])
def test_hours_shown_are_those_of_the_way_that_an_order_takes_to_every_hex(request, when: str, side: str):
    match = request.getfixturevalue(when)
    view, ground = match.view(side), match.scenario.ground
    hosted = view.engine.hosted(view.sealed)
    near = {c.hex for c in view.contacts} | {h for c in view.contacts for h in neighbours(*c.hex) if ground.holds(h)}
    goals = near | {(c, r) for r in range(1, ground.rows, 7) for c in range(1, ground.columns, 5)}
    assert len(near) > 6
    for unit in [u for u in view.own if u.hex is not None and u.men + u.crew][::3]:
        index = match.scenario.unit_index(unit.id)
        reach = Ways(view.engine, view.sealed).reach(index, unit.hex)
        for goal in goals:
            cost = view.engine.path_cost(hosted, index, unit.hex, goal, MANNERS["open"])
            assert reach.get(goal, -0.001) * 1000 == pytest.approx(cost), (unit.id, unit.hex, goal)


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


def test_hours_beside_a_target_are_those_to_the_nearest_hex_around_it(night):
    view = Match.new(night).view("japan")
    unit = next(u.id for u in view.own if u.hex is not None)
    reach = view.reach_hours(unit)
    for target in ((18, 26), (0, 0), (20, 24), (35, 45)):
        around = [reach[h] for h in neighbours(*target) if h in reach]
        assert view.hours_beside(unit, target) == (min(around) if around else 99.0)
    assert len(list(reach)) == len(reach) > 0
    assert view.reach_hours(unit).beside((99, 99), 7.0) == 7.0
