"""Whole positions to play a game on from, drawn from what a side knows: a guess, filled with what the print says of the rest.

A guess (`guess.Belief`) holds the enemies that were seen. Here those never seen stand where the printed order of battle has them
by now, those still to come are on their way, the enemy has the shells of the print and knows of us what is likely.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from game.match.battle.guess import Belief
from game.match.battle.playout import Playout
from game.rules.battle import state as S
from game.rules.battle.state import State, Tables

if TYPE_CHECKING:
    from game.match.battle.views import View


class Worlds:
    """The positions that a side reckons with at the start of a turn; world `k` is the same whenever it is asked for.

    `seed`: keeps the worlds of one game off those of another; it is no luck of the game's.
    """

    def __init__(self, view: View, seed: int = 0) -> None:
        self.view, self.engine, self.belief, self.seed = view, view.engine, Belief(view), seed
        self.side, self.enemy = view.side, view.scenario.other(view.side)

    def playout(self, k: int) -> Playout:
        """A game that goes on from world `k`; its own memory."""
        return Playout(self.engine, self._world(k), self.view.turn, tables=self.tables)

    @cached_property
    def tables(self) -> Tables:
        """Those of the belief; the first strength of whoever was never seen is the printed one."""
        tables, never = self.belief.tables, self._never
        tables.unit[never, S.U_MEN0] = self.engine.tables.unit[never, S.U_MEN0]
        return tables

    @cached_property
    def _never(self) -> np.ndarray:
        return np.setdiff1d(self.belief.theirs, self.belief.known)

    def _world(self, k: int) -> State:
        if k not in self._kept:
            seed = (self.view.turn.number << 20) + (self.seed << 8) + k & 0xFFFFFFFF
            state = self.belief.guess(seed, all_there=True)
            opening = self.engine.new_state(seed)
            self.belief.unseen(state, seed)
            coming = self._never[state.units[self._never, S.HEX] < 0]
            state.units[coming] = opening.units[coming]
            state.units[coming, S.HEX] = -1
            other = 1 - self.belief.side
            state.sides[other, S.SHELLS] = opening.sides[other, S.SHELLS]
            self.belief.tell(state, np.random.Generator(np.random.Philox(key=seed)))
            self._kept[k] = state
        return self._kept[k]

    @cached_property
    def _kept(self) -> dict[int, State]:
        return {}
