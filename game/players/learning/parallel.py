"""A learning table as a PettingZoo `ParallelEnv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from gymnasium import spaces
from pettingzoo import ParallelEnv

from game.players.learning.columns import Observation
from game.players.learning.table import LearningTable, Picture

MOST_SEED = 1 << 63
SCALE = 100.0  # points of a score that a reward of 1 stands for

Choice = Any  # a number for each slot: an array of the action space
Step = tuple[dict[str, Observation], dict[str, float], dict[str, bool], dict[str, bool], dict[str, dict[str, Any]]]


class ParallelSeats(ParallelEnv[str, Any, Any]):
    """All seats of a table choose at once, sealed.

    An observation is a vector from 0 to 1, its columns named by `columns(agent)`; an action a number for each slot, which are
    `slots(agent)`, from the acts named by `acts(agent, slot)`. `infos[agent]["action_mask"]` holds an array for each slot: 1
    where the act is lawful alone, as `action_space(agent).sample(mask)` takes it. What is unlawful, alone or together with what
    stands before it, is not ordered; `infos[agent]["dropped"]` counts it.
    """

    def __init__(self, table: LearningTable, reward: str, turns: int, render_mode: str | None) -> None:
        if render_mode not in (None, "rgb_array"):
            raise ValueError(f"render_mode: needed None or 'rgb_array', found {render_mode!r}")
        self.metadata = {"name": f"changkufeng_{table.id}", "render_modes": ["rgb_array"], "is_parallelizable": True}
        self.table, self.reward, self.turns, self.render_mode = table, reward, turns, render_mode
        self.possible_agents = list(table.agents)
        self.agents: list[str] = []
        self.observation_space = cache(self._observation_space)
        self.action_space = cache(self._action_space)
        self._luck = np.random.default_rng()
        self._played = 0
        self._before: dict[str, float] = {}

    def _observation_space(self, agent: str) -> spaces.Space[Any]:
        return spaces.Box(0.0, 1.0, (len(self.table.columns(agent)),), np.float32)

    def _action_space(self, agent: str) -> spaces.Space[Any]:
        return spaces.MultiDiscrete(self.table.sizes(agent))

    def columns(self, agent: str) -> tuple[Any, ...]:
        """Name, unit and scale of each number of the observation."""
        return self.table.columns(agent)

    def slots(self, agent: str) -> tuple[str, ...]:
        """What each number of an action is for."""
        return self.table.slots(agent)

    def acts(self, agent: str, slot: int) -> tuple[str, ...]:
        """What the numbers of a slot mean."""
        return self.table.acts(agent, slot)

    def masks(self, agent: str) -> tuple[Any, ...]:
        """For each slot which acts are lawful alone."""
        return self.table.masks(agent)

    def reset(
        self, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[dict[str, Observation], dict[str, dict[str, Any]]]:
        """A new game. `seed`: its luck, and that of the games after it that are begun without one."""
        if seed is not None:
            self._luck = np.random.default_rng(seed)
        self.table.begin(int(seed if seed is not None else self._luck.integers(MOST_SEED)))
        self.agents, self._played = list(self.possible_agents), 0
        self._before = {agent: self.table.points(agent) for agent in self.agents}
        return self._seen(), self._infos({})

    def step(self, actions: Mapping[str, Choice]) -> Step:
        """A turn of all seats."""
        if not self.agents:
            return {}, {}, {}, {}, {}
        dropped = self.table.play(
            {agent: np.asarray(actions[agent]).tolist() for agent in self.agents if agent in actions}
        )
        self._played += 1
        over = self.table.over
        cut = bool(self.turns) and self._played >= self.turns and not over
        paid = self._paid(is_end=over or cut)
        told = (
            self._seen(),
            paid,
            dict.fromkeys(self.agents, over),
            dict.fromkeys(self.agents, cut),
            self._infos(dropped),
        )
        if over or cut:
            self.agents = []
        return told

    def _paid(self, *, is_end: bool) -> dict[str, float]:
        now = {agent: self.table.points(agent) for agent in self.agents}
        if self.reward == "score":
            paid = {agent: (now[agent] - self._before[agent]) / SCALE for agent in self.agents}
        else:
            paid = dict.fromkeys(self.agents, 0.0)
            if is_end:
                seats = {agent: self.table.points(agent) for agent in self.table.everybody}
                for agent in self.agents:
                    rest = [p for other, p in seats.items() if other != agent]
                    paid[agent] = (seats[agent] - sum(rest) / len(rest)) / SCALE
        self._before = now
        return paid

    def _seen(self) -> dict[str, Observation]:
        return {agent: self.table.see(agent) for agent in self.agents}

    def _infos(self, dropped: Mapping[str, int]) -> dict[str, dict[str, Any]]:
        return {
            agent: {
                "action_mask": self._idle(agent) if self.table.over else self.table.masks(agent),
                "dropped": dropped.get(agent, 0),
            }
            for agent in self.agents
        }

    def _idle(self, agent: str) -> tuple[Any, ...]:
        """Once the game is over nothing is left to order."""
        return tuple(np.eye(1, n, dtype=np.int8)[0] for n in self.table.sizes(agent))

    def render(self) -> Picture | None:
        """The position as it is, of all sides; shape (rows, columns, 3). None without a `render_mode`."""
        return self.table.picture(None) if self.render_mode else None

    def close(self) -> None:
        """Nothing is held open."""
