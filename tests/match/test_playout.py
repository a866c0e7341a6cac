"""A position played on: the same digests as the match it is of, from a true position and from a guess."""

import pytest

from game import Match, load_scenario
from game.match.battle.guess import Belief
from game.match.battle.legality import Refused
from game.match.battle.playout import Playout
from game.model.battle.orders import Order
from game.players.battle.staffs import commander
from game.rules.battle import state as S

TURNS = {"silent-assault": 4, "first-counterattack": 4, "hold-the-crest": 6, "changkufeng": 9}


def staffs(scenario, *names):
    return {side: commander(name, side, scenario).orders for side, name in zip(scenario.sides, names, strict=True)}


def playout(match: Match, state: S.State | None = None) -> Playout:
    return Playout(match._engine, match.state if state is None else state, match.turn)


@pytest.mark.parametrize("name", TURNS)
def test_staffs_that_think_every_turn_play_the_game_of_a_match(name):
    scenario = load_scenario(name)
    match = Match.new(scenario, seed=77)
    played = playout(match)
    seats, others = staffs(scenario, "plain", "history"), staffs(scenario, "plain", "history")
    while len(match.records) < TURNS[name] and not match.over:
        match.resolve(trace=False, **{side: orders(match.view(side)) for side, orders in seats.items()})
        assert played.play_on(others, turns=1) == 1
        assert (played.digest, played.turn, played.over) == (match.digest, match.turn, match.over)
    for side in scenario.sides:
        assert played.score(side) == match.score(side)
        assert played.view(side).own == match.view(side).own
        assert played.view(side).contacts == match.view(side).contacts


def test_between_two_thoughts_silence_continues():
    scenario = load_scenario("hold-the-crest")
    match, seats = Match.new(scenario, seed=5), staffs(scenario, "plain", "plain")
    played = playout(match)
    assert played.play_on(staffs(scenario, "plain", "plain"), turns=4, every=3) == 4
    for turn in range(4):
        given = {side: orders(match.view(side)) for side, orders in seats.items()} if turn % 3 == 0 else {}
        match.resolve(trace=False, **given)
    assert played.digest == match.digest


def test_a_game_played_on_is_over_where_the_scenario_ends():
    match = Match.new(load_scenario("silent-assault"), seed=3)
    played, turns = playout(match), len(match.scenario.calendar.played())
    assert played.play_on({}) == turns
    assert (played.over, played.turn) == (True, match.scenario.calendar.played()[-1])
    with pytest.raises(ValueError, match="over"):
        played.step()


def test_a_guess_is_played_on_and_stays_as_it_was():
    match = Match.new(load_scenario("hold-the-crest"), seed=2)
    belief = Belief(match.view(match.scenario.sides[0]))
    state = belief.guess(8)
    before = S.digest(state)
    first, again = (Playout(match._engine, state, match.turn, tables=belief.tables) for _ in range(2))
    for played in (first, again):
        played.play_on(staffs(match.scenario, "plain", "plain"), turns=3)
    assert first.digest == again.digest != before
    assert S.digest(state) == before
    assert match.digest == S.digest(match.opening)


def test_an_order_that_is_not_legal_stops_the_turn_and_changes_nothing():
    match = Match.new(load_scenario("silent-assault"), seed=1)
    played = playout(match)
    with pytest.raises(Refused):
        played.step({"japan": [Order(unit="I/75", task="move", target=(20, 24))]})
    with pytest.raises(ValueError, match="no side 'nobody'"):
        played.step({"nobody": []})
    assert (played.digest, played.turn) == (match.digest, match.turn)
