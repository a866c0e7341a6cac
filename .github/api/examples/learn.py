"""An environment to learn in: masked choices at random, and what they are worth against the staff. Needs the extra `rl`."""

import gymnasium
from gymnasium.utils.env_checker import check_env

from game.players.learning import parallel_env, single_env

env = single_env("silent-assault", "japan", against="plain", render_mode="rgb_array")
assert isinstance(env, gymnasium.Env)
check_env(env, skip_render_check=True)

seen, info = env.reset(seed=1938)
gained, over = 0.0, False
while not over:
    seen, reward, over, cut, info = env.step(env.action_space.sample(info["action_mask"]))
    gained += reward
print(f"{100 * gained:.1f} points by chance; picture {env.render().shape}")
print(env.columns[0], env.slots[0], env.acts(0)[:4])

sides = parallel_env("silent-assault", reward="margin")
seen, infos = sides.reset(seed=7)
while sides.agents:
    acts = {side: sides.action_space(side).sample(infos[side]["action_mask"]) for side in sides.agents}
    seen, rewards, over, cut, infos = sides.step(acts)
print(rewards)
