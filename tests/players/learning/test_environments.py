"""Environments: the checks of their own libraries, masks that are the rules' word, views that tell no more than a side knows."""

import warnings

import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env

from game import Match, load_scenario, load_theatre
from game.match.battle.guess import Belief
from game.players.learning import aec_env, parallel_env, single_env

# isort: split
from pettingzoo.test import (
    api_test,
    parallel_api_test,
    parallel_seed_test,
)  # after ours: it chooses the process's sound


def test_bringing_in_the_environments_leaves_the_sound_of_the_process_alone(run_python):
    code = """
import os
from game.players.learning import parallel_env
from game.players.learning.parallel import ParallelSeats  # PettingZoo is needed here
print(os.environ.get('SDL_AUDIODRIVER'))
"""
    for driver in ("dummy", None):
        assert run_python(code, SDL_AUDIODRIVER=driver).strip() == str(driver)


@pytest.fixture(scope="module")
def theatre():
    return load_theatre("north-or-south")


@pytest.fixture(autouse=True)
def strict():
    """What a checker only warns of is an error here, but for its opinion of which spaces are usual."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for opinion in (
            "Observation is not",
            "(Observation|Action) space for each agent",
            "We recommend agents to be named",
            "(Agents have|Observations are) different",
        ):
            warnings.filterwarnings("ignore", message=opinion)
        yield


def passes(make, one, turns):
    """The checks of PettingZoo for both of its interfaces, and Gymnasium's for a single seat."""
    parallel_api_test(make(parallel_env), num_cycles=turns)
    parallel_seed_test(lambda: make(parallel_env), num_cycles=turns)
    api_test(make(aec_env), num_cycles=2 * turns)
    check_env(one, skip_render_check=True)


def test_a_battle_passes_the_checks_of_the_libraries():
    night = load_scenario("silent-assault")
    passes(lambda env: env(night), single_env(night, "japan", against="history"), 3)


def test_an_act_passes_the_checks_of_the_libraries(theatre):
    passes(lambda env: env(theatre, act=2, turns=2), single_env(theatre, "field", against="staff", act=2, turns=2), 2)


def games(env, seed):
    """A game of masked choices, turn by turn: the infos before each."""
    _, infos = env.reset(seed=seed)
    for agent in env.agents:
        env.action_space(agent).seed(seed)
    while env.agents:
        yield infos
        acts = {a: env.action_space(a).sample(infos[a]["action_mask"]) for a in env.agents}
        _, _, _, _, infos = env.step(acts)


def test_a_mask_is_what_the_rules_say_of_the_act_alone():
    masks_are_right(parallel_env("silent-assault"))


def masks_are_right(env):
    """Every mask of a game against what the rules say, act by act at random."""
    luck = np.random.default_rng()
    lawful = unlawful = 0
    for infos in games(env, int(luck.integers(1 << 32))):
        for side in env.agents:
            view, choices = env.table.view(side), env.table._choices[side]
            for _ in range(40):
                slot = int(luck.integers(len(env.slots(side))))
                act = int(luck.integers(choices.sizes[slot]))
                chosen = np.zeros(len(choices.sizes), int)
                chosen[slot] = act
                sheet, dropped = choices.sheet(view, chosen.tolist())
                may = bool(infos[side]["action_mask"][slot][act])
                assert may == (dropped == 0), (side, env.slots(side)[slot], env.acts(side, slot)[act])
                assert len(sheet) == int(may and act > 0)
                lawful, unlawful = lawful + may, unlawful + (not may)
    assert min(lawful, unlawful) > 20


def test_a_mask_of_the_strategic_game_is_what_the_rules_say_of_the_act_alone(theatre):
    env, luck = parallel_env(theatre, act=1), np.random.default_rng()
    seen = set()
    for infos in games(env, int(luck.integers(1 << 32))):
        for seat in env.agents:
            view, choices = env.table.view(seat), env.table._choices[seat]
            for slot, mask in enumerate(infos[seat]["action_mask"]):
                for act in luck.choice(len(mask), min(8, len(mask)), replace=False).tolist():
                    chosen = [0] * len(choices.slots)
                    chosen[slot] = act
                    _, dropped = choices.sheet(view, chosen)
                    assert bool(mask[act]) == (dropped == 0), (
                        seat,
                        choices.slots[slot].name,
                        env.acts(seat, slot)[act],
                    )
                    seen.add((choices.slots[slot].kind, bool(mask[act])))
    assert {kind for kind, may in seen if may} >= {"policy", "move", "card"}


def test_an_observation_tells_no_more_than_the_side_knows():
    """Everything that a side cannot know is drawn anew: the side sees the same numbers."""
    env = parallel_env("silent-assault")
    for _ in games(env, 11):
        match = env.table.match
        for side in env.possible_agents:
            sight, view = env.table._sights[side], match.view(side)
            other = match.view_at(side, Belief(view).guess(5), match.turn)
            old, new = (dict(zip(sight.columns, sight.see(v, 0.0), strict=True)) for v in (view, other))
            hidden = {c.id for c in match.scenario.counters if c.side != side}
            differ = {c.name for c in old if old[c] != new[c]}
            assert not differ - {name for name in differ if name.rsplit(" ", 1)[0] in hidden}, differ
    assert len({c.name for c in sight.columns}) == len(sight.columns)


def test_the_columns_name_what_they_hold():
    env = parallel_env("silent-assault")
    seen, _ = env.reset(seed=4)
    values = {c.name: (c, float(x)) for c, x in zip(env.columns("japan"), seen["japan"], strict=True)}
    for unit in env.table.match.view("japan").own:
        column, value = values[f"{unit.id} men"]
        assert value * column.high == pytest.approx(min(unit.men, column.high), abs=0.01)
        if unit.hex is not None:
            column, value = values[f"{unit.id} row"]
            assert value * column.high == pytest.approx(unit.hex[1], abs=0.01)


def test_the_reward_of_a_game_is_what_its_score_became():
    env = parallel_env("silent-assault")
    _, infos = env.reset(seed=8)
    first = {a: env.table.points(a) for a in env.agents}
    total = dict.fromkeys(env.agents, 0.0)
    while env.agents:
        acts = {a: env.action_space(a).sample(infos[a]["action_mask"]) for a in env.agents}
        _, paid, over, cut, infos = env.step(acts)
        total = {a: total[a] + paid[a] for a in total}
    for side, gained in total.items():
        assert 100.0 * gained == pytest.approx(env.table.match.score(side).total - first[side])
    assert all(over.values())
    assert not any(cut.values())


def test_the_margin_is_paid_at_the_end_and_sums_to_nothing():
    env = parallel_env("silent-assault", reward="margin")
    paid = []
    _, infos = env.reset(seed=8)
    while env.agents:
        _, rewards, _, _, infos = env.step({a: env.action_space(a).sample(infos[a]["action_mask"]) for a in env.agents})
        paid.append(rewards)
    assert all(set(r.values()) == {0.0} for r in paid[:-1])
    assert sum(paid[-1].values()) == pytest.approx(0.0)


def test_the_seed_is_that_of_the_game():
    env = parallel_env("silent-assault")
    env.reset(seed=21)
    while env.agents:
        env.step({a: np.zeros(len(env.slots(a)), int) for a in env.agents})
    match = Match.new("silent-assault", seed=21)
    while not match.over:
        match.resolve()
    assert env.table.match.digest == match.digest


def test_a_picture_is_an_array_that_shows_what_the_seat_knows(theatre):
    for env in (
        single_env("silent-assault", "japan", against="history", render_mode="rgb_array"),
        single_env(theatre, "tokyo", against="empty", render_mode="rgb_array"),
    ):
        env.reset(seed=2)
        before = env.render()
        assert before.dtype == np.uint8
        assert before.ndim == 3
        assert len(np.unique(before.reshape(-1, 3), axis=0)) > 4
    assert single_env(theatre, "tokyo", against="empty").render() is None


def test_what_is_asked_for_wrongly_is_told():
    for wrong, said in (
        (lambda: single_env("silent-assault", "japn"), "no side 'japn'"),
        (lambda: single_env("silent-assault", "japan", against="plian"), "no commander 'plian'"),
        (lambda: parallel_env("silent-assault", reward="points"), "needed one of score, margin"),
        (lambda: parallel_env("silent-assault", act=1), "without acts"),
        (lambda: parallel_env("silent-assault", render_mode="human"), "rgb_array"),
        (lambda: single_env("silent-assault", "japan", agianst="plain"), "no option 'agianst'"),
    ):
        with pytest.raises((ValueError, TypeError), match=said):
            wrong()
