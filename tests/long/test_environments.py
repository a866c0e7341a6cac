"""Environments of every battle and every act, whole games, by the checks of their own libraries."""

import pytest

from game import load_scenario, load_theatre, scenarios
from game.players.learning import parallel_env, single_env
from tests.players.learning.test_environments import games, masks_are_right, passes, strict

__all__ = ["strict"]


@pytest.mark.parametrize("battle", sorted(scenarios().battles))
@pytest.mark.parametrize("side", [0, 1])
def test_every_battle_passes_the_checks_of_the_libraries(battle, side):
    scenario = load_scenario(battle)
    one = single_env(scenario, scenario.sides[side], against="plain")
    passes(lambda env: env(scenario, turns=12), one, 12)


@pytest.mark.parametrize("act", [0, 1, 2, 3])
def test_every_act_passes_the_checks_of_the_libraries(act):
    theatre = load_theatre("north-or-south")
    for seat in theatre.seat_ids:
        passes(lambda env: env(theatre, act=act), single_env(theatre, seat, against="plain", act=act), 24)


@pytest.mark.parametrize("battle", sorted(scenarios().battles))
def test_masks_are_what_the_rules_say(battle):
    masks_are_right(parallel_env(battle, turns=8))


def test_masked_choices_are_carried_out():
    env = parallel_env("first-counterattack", turns=2)
    told = [infos[side]["dropped"] for infos in games(env, 3) for side in env.agents]
    assert sum(told) <= 0.02 * sum(len(env.slots(side)) for side in env.possible_agents) * len(told)
