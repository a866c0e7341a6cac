"""Ways over the ground in one position, as one side knows it: each is searched for once (rules 5.2, 7.13, 8.4)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from game.match.battle.engine import FAR, Engine
from game.match.battle.marching import March, march
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

    def __contains__(self, here: object) -> bool:
        return self.get(cast(HexAt, here)) is not None

    def __iter__(self) -> Iterator[HexAt]:
        return ((h % self._columns, h // self._columns) for h, cost in enumerate(self._cost) if cost < FAR)

    def __len__(self) -> int:
        return sum(cost < FAR for cost in self._cost)


class Ways:
    """The ways of one side's counters in one sealed position, which does not change while they are asked for."""

    def __init__(self, engine: Engine, sealed: State) -> None:
        self._engine, self._sealed, self.hosted = engine, sealed, engine.hosted(sealed)
        self._mobility = engine.mobility
        self._reaches: dict[tuple[str, HexAt, int], Hours] = {}
        self._lengths: dict[tuple[int, HexAt, HexAt], bool] = {}
        self._marches: dict[Order, March | None] = {}

    def reach(self, unit: int, start: HexAt, manner: int = C.OPEN) -> Hours:
        """Hours from `start` to every hex that a counter can reach; all that move alike share it. Rule 5.2."""
        key = (self._mobility[unit], start, manner)
        if key not in self._reaches:
            cost = self._engine.reach(self.hosted, unit, start, manner)
            self._reaches[key] = Hours(cost, self._engine.columns)
        return self._reaches[key]

    def march(self, order: Order, turn: Turn) -> March | None:
        """The march of a legal order given in `turn`; None for all that do not march. Rules 5.2, 7.6."""
        if order not in self._marches:
            self._marches[order] = march(self._engine, self._sealed, turn, order)
        return self._marches[order]

    def is_open(self, unit: int, start: HexAt, goal: HexAt) -> bool:
        """A counter finds a way from `start` to `goal`; how it goes changes the hours, never the ground. Rule 7.13."""
        known = self._reaches.get((self._mobility[unit], start, C.OPEN))
        if known is not None:
            return goal in known
        key = (unit, start, goal)
        if key not in self._lengths:
            self._lengths[key] = self._engine.path_cost(self.hosted, unit, start, goal, C.OPEN) >= 0
        return self._lengths[key]
