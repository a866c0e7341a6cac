"""What a masked step of both sides costs, in turns of the calibration loop, which is some ten milliseconds (`paces`)."""

import numpy as np

from game.cli.battle.paces import Task, pace
from game.files import kept_rules
from game.players.learning import parallel_env

MOST = 0.4  # loops a step: 250 steps a second of the processor where a loop takes ten milliseconds
GAMES = 10


def test_a_masked_step_of_a_night_costs_four_milliseconds(capsys):
    kept_rules.warm_up()
    env, luck = parallel_env("silent-assault"), np.random.default_rng(1)
    steps = play(env, luck, GAMES)  # a night has as many turns whatever is chosen
    found = pace(Task(lambda: None, lambda _: play(env, luck, GAMES)), 9)
    with capsys.disabled():
        print(f"\na masked step: {found.loops / steps:.2f} loops, {found.cpu_s / steps * 1000:.1f} ms here")
    assert found.loops / steps <= MOST


def play(env, luck, games):
    """Games of masked choices at random, each begun anew; how many steps that were."""
    steps = 0
    for _ in range(games):
        _, infos = env.reset(seed=int(luck.integers(1 << 40)))
        while env.agents:
            acts = {a: chosen(infos[a]["action_mask"], luck) for a in env.agents}
            _, _, _, _, infos = env.step(acts)
            steps += 1
    return steps


def chosen(masks, luck):
    """An act at random for each slot; all slots of a night are counters, of equally many acts."""
    rows = np.array(masks)
    return (rows * luck.random(rows.shape)).argmax(axis=1)
