"""A game at which some seats learn: what every environment asks of it, at either scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from game.players.learning.battle_acts import Mask
from game.players.learning.columns import Column, Observation

Picture = NDArray[np.uint8]  # (rows, columns, 3): red, green, blue


class LearningTable(Protocol):
    """A game and its seats. A choice of a seat is a number for each of its slots."""

    @property
    def agents(self) -> tuple[str, ...]:
        """The sides or seats."""

    @property
    def everybody(self) -> tuple[str, ...]:
        """All sides or seats, those that do not learn among them."""

    @property
    def id(self) -> str:
        """Id of the scenario."""

    @property
    def over(self) -> bool:
        """Nothing more is played."""

    def begin(self, seed: int) -> None:
        """A new game with this luck."""

    def slots(self, agent: str) -> tuple[str, ...]:
        """What a choice is made for, in its order."""

    def sizes(self, agent: str) -> NDArray[np.intp]:
        """How many acts each slot has."""

    def acts(self, agent: str, slot: int) -> tuple[str, ...]:
        """The names of the acts of a slot."""

    def columns(self, agent: str) -> tuple[Column, ...]:
        """The columns of the observation."""

    def see(self, agent: str) -> Observation:
        """What the seat sees now."""

    def masks(self, agent: str) -> tuple[Mask, ...]:
        """For each slot which acts are lawful alone."""

    def play(self, chosen: Mapping[str, Sequence[int]]) -> dict[str, int]:
        """Plays a turn; for each seat that chose how many of its acts fell away because the rules forbid them."""

    def points(self, agent: str) -> float:
        """The seat's score as it knows it; once the game is over its final score. 0 to 100."""

    def picture(self, agent: str | None) -> Picture:
        """The position as a picture; of a seat as it knows it, None as it is."""
