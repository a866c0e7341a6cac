"""One seat of a learning table as a Gymnasium `Env`."""

from __future__ import annotations

from typing import Any

import gymnasium
import numpy as np

from game.players.learning.columns import Observation
from game.players.learning.parallel import MOST_SEED, ParallelSeats
from game.players.learning.table import Picture


class SingleSeat(gymnasium.Env[Any, Any]):
    """The seat that learns against the commanders of the others: see `ParallelSeats` for what it sees and chooses."""

    metadata = {"render_modes": ["rgb_array"], "render_fps": 2}  # noqa: RUF012

    def __init__(self, seats: ParallelSeats) -> None:
        self.seats, self.seat = seats, seats.possible_agents[0]
        self.render_mode = seats.render_mode
        self.observation_space = seats.observation_space(self.seat)
        self.action_space = seats.action_space(self.seat)

    @property
    def columns(self) -> tuple[Any, ...]:
        """Name, unit and scale of each number of the observation."""
        return self.seats.columns(self.seat)

    @property
    def slots(self) -> tuple[str, ...]:
        """What each number of an action is for."""
        return self.seats.slots(self.seat)

    def acts(self, slot: int) -> tuple[str, ...]:
        """What the numbers of a slot mean."""
        return self.seats.acts(self.seat, slot)

    def action_masks(self) -> Any:
        """The masks of all slots in one row, as maskable learners ask for them. Shape (sum of the acts,), bool."""
        return np.concatenate(self.seats.masks(self.seat)).astype(np.bool_)

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Observation, dict[str, Any]]:
        """A new game. `seed`: its luck, and that of the games after it that are begun without one."""
        super().reset(seed=seed)
        luck = seed if seed is not None else int(self.np_random.integers(MOST_SEED))
        seen, infos = self.seats.reset(seed=luck)
        return seen[self.seat], infos[self.seat]

    def step(self, action: Any) -> tuple[Observation, float, bool, bool, dict[str, Any]]:
        """A turn of all seats."""
        found = self.seats.step({self.seat: action})
        if not found[0]:
            raise ValueError("the game is over; needed reset() before the next step")
        seen, paid, over, cut, infos = found
        return seen[self.seat], paid[self.seat], over[self.seat], cut[self.seat], infos[self.seat]

    def render(self) -> Picture | None:
        """The position as the seat knows it; shape (rows, columns, 3). None without a `render_mode`."""
        return self.seats.table.picture(self.seat) if self.render_mode else None
