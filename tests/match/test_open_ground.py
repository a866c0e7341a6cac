"""Counters that share a stretch of ground share the answer where they can get: it is the answer that each would get alone."""

import random

import numpy as np
import pytest

from game import Match, load_scenario
from game.match.battle.engine import FAR
from game.match.battle.open_ground import _even
from game.players.battle.staffs import commander
from game.rules.battle import codes as C


@pytest.mark.parametrize("name", ["silent-assault", "hold-the-crest"])
def test_what_is_shared_is_what_each_would_find_alone(name):
    scenario, luck = load_scenario(name), random.Random(name)
    match = Match.new(scenario, seed=luck.randrange(1000))
    seats = {s: commander("random", s, scenario, 7) for s in scenario.sides}
    shared = asked = 0
    for _ in range(2):
        for side in scenario.sides:
            view, ways = match.view(side), match.view(side).legality.ways
            for unit in view.own:
                if unit.hex is not None:
                    k = scenario.unit_index(unit.id)
                    alone = np.asarray(view.engine.reach(ways.hosted, k, unit.hex, C.OPEN)) < FAR
                    assert np.array_equal(ways._open.reached(k, unit.hex), alone), (match, unit.id)
                    asked += 1
            units = np.array([scenario.unit_index(u.id) for u in view.own if u.hex is not None])
            starts = np.array([view.engine.hex_index(u.hex) for u in view.own if u.hex is not None])
            hexes = np.array([[luck.randrange(1656) for _ in range(30)] for _ in units])
            together = match.view(side).legality.ways._open.reached_by(units, starts, hexes)
            for k, unit in enumerate(units.tolist()):
                alone = (
                    np.asarray(view.engine.reach(ways.hosted, unit, view.engine.hex_at(int(starts[k])), C.OPEN)) < FAR
                )
                assert np.array_equal(together[k], alone[hexes[k]])
            shared += sum(len(found) for found in ways._open._known.values())
        if not match.over:
            match.resolve(trace=False, **{s: c.orders(match.view(s)) for s, c in seats.items()})
    assert shared < asked / 2


def test_on_foot_no_step_is_barred_in_one_direction_alone():
    engine = Match.new(load_scenario("silent-assault"))._engine
    assert _even(engine, "foot").sum() > 1000


def test_ground_that_a_side_knows_alike_is_searched_once(monkeypatch):
    """Another game with other luck begins on the same ground: nobody searches it again, and the masks are the same."""
    scenario = load_scenario("silent-assault")
    view, other = (Match.new(scenario, seed=seed).view("soviet") for seed in (41, 42))
    units = [scenario.unit_index(u.id) for u in view.own if u.hex is not None]
    hexes = np.array([range(1656)] * len(units))
    found = view.legality.masks.of(units, hexes)
    monkeypatch.setattr(type(view.engine), "reach", lambda *_: pytest.fail("the ground was searched again"))
    assert np.array_equal(other.legality.masks.of(units, hexes), found)
