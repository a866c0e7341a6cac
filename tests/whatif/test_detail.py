"""What a game keeps of how it went: every figure is the position's own, and every man is counted once."""

import msgspec
import numpy as np
import pytest

from game import Match
from game.match.battle.score import men_lost
from game.players.battle.staffs import commander
from game.rules.battle import state as S
from game.whatif.battle import detail
from game.whatif.battle.detail import CAUSES, Column
from game.whatif.battle.runs import Game


@pytest.fixture(scope="module")
def match(scenario):
    """A night by the record's orders."""
    match = Match.new(scenario, seed=11)
    seats = {side: commander("history", side, scenario) for side in scenario.sides}
    while not match.over:
        match.resolve(trace=False, **{side: seat.orders(match.view(side)) for side, seat in seats.items()})
    return match


@pytest.fixture(scope="module")
def rows(match):
    table = detail.table(match.scenario, detail.note(match, 0))
    return [dict(zip(detail.columns(match.scenario), row, strict=True)) for row in table.tolist()]


def test_there_is_a_row_for_each_turn_and_what_was_lost_adds_up(match, rows):
    assert len(rows) == len(match.records)
    for record, row in zip(match.records, rows, strict=True):
        for k, side in enumerate(match.scenario.sides):
            lost = men_lost(record.state, match.tables, k)
            assert row[Column("lost", side)] == lost
            assert sum(row[Column("cause", side, cause)] for cause in CAUSES) == lost
            places = [p.place for p in match.scenario.scored]
            assert sum(row[Column("place", side, p)] for p in (*places, "elsewhere")) == lost
    assert rows[-1][Column("lost", "japan")] > 0


def test_ground_and_level_are_those_of_the_game(match, rows):
    for side in match.scenario.sides:
        for place in match.scenario.scored:
            assert rows[-1][Column("share", side, place.place)] == match.share_pm(side, place.place)
        k = match.scenario.sides.index(side)
        assert rows[-1][Column("level", side)] == match.state.sides[k, S.LEVEL]


def test_losses_are_counted_where_the_counter_stands_at_the_end_of_the_turn(match):
    """At three hexes from the summit it is lost there, at four elsewhere; who is gone is counted where he began the turn."""
    scenario, units = match.scenario, np.asarray(match.state.units)
    old, new = units.copy(), units.copy()
    column, row = scenario.place("changkufeng").hex
    old[:, S.LOST] = new[:, S.LOST] = 0
    wide = scenario.ground.columns
    for u, (before, after, men) in enumerate([(0, 3, 10), (9, 4, 20), (1, None, 40)]):
        old[u, S.HEX] = row * wide + column - before if before < 9 else 0
        new[u, S.HEX] = -1 if after is None else row * wide + column - after
        new[u, S.LOST] = men
    found = np.zeros((2, len(scenario.scored) + 1), "i8")
    own = np.zeros(len(units), "i8")
    detail._add_losses(found, detail._zones(scenario), own, old, new)
    assert found[0].tolist() == [50, *[0] * (len(scenario.scored) - 1), 20]


def test_the_end_has_the_parts_of_both_scores(match):
    ending = detail.ending_of(match)
    for side in match.scenario.sides:
        assert sum(ending.parts[side].values()) == pytest.approx(match.score(side).total, abs=0.05)


def test_a_game_is_a_record_with_a_version_that_travels_as_it_is(match):
    game = Game(
        match.digest,
        {"a": 1.0, "b": None},
        None,
        (),
        detail.note(match, 0),
        detail.losses_of(match),
        detail.ending_of(match),
    )
    for codec in (msgspec.json, msgspec.msgpack):
        assert codec.decode(codec.encode(game), type=Game) == game
    assert game.version == 1
    assert len(msgspec.msgpack.encode(game)) < 2000
    assert detail.losses(game.units).tolist() == np.asarray(match.state.units)[:, S.LOST].tolist()


@pytest.mark.parametrize("wrong", [b"", b"x", detail.packed(np.zeros((2, 3), "i4"))])
def test_what_is_no_table_of_the_scenario_is_refused(scenario, wrong):
    with pytest.raises(ValueError, match="the turns of a game cannot be read"):
        detail.table(scenario, wrong)
