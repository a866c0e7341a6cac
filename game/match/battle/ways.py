"""Ways over the ground in one position, as one side knows it: each is searched for once (rules 5.2, 7.13, 8.4)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from game.core.hexes import neighbours
from game.match.battle.engine import FAR, Engine
from game.match.battle.marching import Approach, Course, approach, course, course_on
from game.match.battle.open_ground import OpenGround
from game.model.base import HexAt
from game.model.battle.calendar import Turn
from game.model.battle.orders import Order
from game.rules.battle import codes as C
from game.rules.battle.state import State


class Hours(Mapping[HexAt, float]):
    """Hours to every hex that a counter can reach, round the enemies that its side knows of; the others are not in it."""

    def __init__(self, cost: Sequence[int], columns: int) -> None:
        self._cost, self._columns, self._rows = cost, columns, len(cost) // columns

    def __getitem__(self, here: HexAt) -> float:
        hours: float | None = self.get(here)
        if hours is None:
            raise KeyError(here)
        return hours

    def get(self, here: HexAt, default: Any = None) -> Any:
        """Hours to a hex, `default` where no way leads."""
        column, row = here
        if not (0 <= column < self._columns and 0 <= row < self._rows):
            return default
        cost = self._cost[row * self._columns + column]
        return cost / 1000.0 if cost < FAR else default

    def beside(self, here: HexAt, default: float) -> float:
        """Hours to the nearest hex beside one, `default` where no way leads to any."""
        cost = self._cost
        found = min([cost[k] for k in _beside(here, self._columns, self._rows)], default=FAR)
        return found / 1000.0 if found < FAR else default

    def __contains__(self, here: object) -> bool:
        return self.get(cast(HexAt, here)) is not None

    def __iter__(self) -> Iterator[HexAt]:
        return ((h % self._columns, h // self._columns) for h, cost in enumerate(self._cost) if cost < FAR)

    def __len__(self) -> int:
        return sum(cost < FAR for cost in self._cost)


@lru_cache(maxsize=4096)
def _beside(here: HexAt, columns: int, rows: int) -> tuple[int, ...]:
    """The numbers of the hexes beside one."""
    return tuple(r * columns + c for c, r in neighbours(*here) if 0 <= c < columns and 0 <= r < rows)


class Ways:
    """The ways of one side's counters in one sealed position, which does not change while they are asked for."""

    def __init__(self, engine: Engine, sealed: State) -> None:
        self._engine, self._sealed = engine, sealed
        self._mobility = engine.mobility
        self._reaches: dict[tuple[str, HexAt, int], Hours] = {}
        self._lengths: dict[tuple[int, HexAt, HexAt], bool] = {}
        self._open = OpenGround(engine, sealed)
        self._courses: dict[Order | int, Course] = {}
        self._approaches: dict[tuple[Order | None, int], Approach | None] = {}

    @property
    def hosted(self) -> State:
        """The position as the rules take it now."""
        return self._engine.hosted(self._sealed)

    def reach(self, unit: int, start: HexAt, manner: int = C.OPEN) -> Hours:
        """Hours from `start` to every hex that a counter can reach; all that move alike share it. Rule 5.2."""
        key = (self._mobility[unit], start, manner)
        if key not in self._reaches:
            cost = self._engine.reach(self.hosted, unit, start, manner)
            self._reaches[key] = Hours(cost, self._engine.columns)
        return self._reaches[key]

    def reached_by(
        self, units: NDArray[np.intp], starts: NDArray[np.intp], hexes: NDArray[np.intp]
    ) -> NDArray[np.bool_]:
        """Whether each of many counters finds a way to its targets, all hexes by number; shape (counters, targets). Rule 7.13."""
        return self._open.reached_by(units, starts, hexes)

    def course(self, order: Order, turn: Turn) -> Course:
        """The course of a legal order given in `turn`; an empty one for all that do not march. Rules 5.2, 7.6."""
        if order not in self._courses:
            self._courses[order] = course(self._engine, self._sealed, turn, order)
        return self._courses[order]

    def course_on(self, unit: int, turn: Turn) -> Course:
        """The course that a counter's task in force still has before it in `turn`. Rules 5.2, 7.1."""
        if unit not in self._courses:
            self._courses[unit] = course_on(self._engine, self._sealed, turn, unit)
        return self._courses[unit]

    def approach(self, order: Order | None, unit: int, turn: Turn) -> Approach | None:
        """When a counter's assault, ordered or in force, nears its hex in `turn`. Rules 3.5, 3.13."""
        if (order, unit) not in self._approaches:
            self._approaches[order, unit] = approach(self._engine, self._sealed, turn, order, unit)
        return self._approaches[order, unit]

    def is_open(self, unit: int, start: HexAt, goal: HexAt) -> bool:
        """A counter finds a way from `start` to `goal`; how it goes changes the hours, never the ground. Rule 7.13."""
        known = self._reaches.get((self._mobility[unit], start, C.OPEN))
        if known is not None:
            return goal in known
        reached = self._open.known(unit, start)
        if reached is not None:
            return bool(reached[self._engine.hex_index(goal)])
        key = (unit, start, goal)
        if key not in self._lengths:
            self._lengths[key] = self._engine.path_cost(self.hosted, unit, start, goal, C.OPEN) >= 0
        return self._lengths[key]
