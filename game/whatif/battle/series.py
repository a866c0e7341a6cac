"""What many games were turn by turn, and in what two worlds differ: folded game by game into tables whose size no number of
games changes.

Of each measure of `detail.columns` at the end of each turn: its mean exactly, its bands exactly up to 1,000 and beyond to 2 in
100; of two worlds game by game the differences by turn, by counter, by place and cause, each with what an interval needs. A
game that ended early stays what it was.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.whatif import statistics
from game.whatif.battle import detail
from game.whatif.battle.detail import Column

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.whatif.battle.runs import Game

EXACT, OCTAVE, OCTAVES = 1024, 32, 4  # bins: whole numbers up to 1,024, then 32 to a doubling, up to 16,384
BINS = EXACT + OCTAVE * OCTAVES
MOST = EXACT * 2**OCTAVES - 1

_VALUES = np.arange(MOST + 1)
_BIN = np.where(
    _VALUES < EXACT, _VALUES, EXACT + np.floor(OCTAVE * np.log2(np.maximum(_VALUES, EXACT) / EXACT)).astype("i4")
).astype("i4")
_BOUND = np.searchsorted(_BIN, np.arange(BINS + 1))  # first value of each bin
_MIDDLE = (_BOUND[:-1] + _BOUND[1:] - 1) / 2
BANDS = (0.1, 0.5, 0.9)


class Band(NamedTuple):
    """A measure at the end of a turn: its mean, and what 10, 50 and 90 of 100 games do not exceed."""

    mean: float
    low: float
    median: float
    high: float


class Split(NamedTuple):
    """A part of a difference, such as that of one turn: its name, mean and interval (None where there is none)."""

    name: str
    diff: float
    low: float | None
    high: float | None


class World:
    """The games of one variant, turn by turn."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.columns = scenario, detail.columns(scenario)
        self.turns = [t.name for t in scenario.calendar.played()]
        self.n = 0
        shape = (len(self.turns), len(self.columns))
        self._sum = np.zeros(shape, "i8")
        self._bins = np.zeros((*shape, BINS), "i4")
        self._bands = np.zeros((*shape, len(BANDS)), "f8")
        self._rows, self._across = np.arange(shape[0])[:, None], np.arange(shape[1])[None, :]

    def whole(self, game: Game) -> NDArray[np.int32]:
        """The table of a game with a row for every turn that the scenario plays."""
        found = detail.table(self.scenario, game.turns)
        missing = len(self.turns) - len(found)
        return np.concatenate([found, np.repeat(found[-1:], missing, axis=0)])

    def add(self, table: NDArray[np.int32]) -> None:
        """One more game."""
        self.n += 1
        self._sum += table
        self._bins[self._rows, self._across, _BIN[np.clip(table, 0, MOST)]] += 1

    def close(self) -> None:
        """All games were added: what is kept is their bands."""
        below = np.cumsum(self._bins, axis=2)
        for k, share in enumerate(BANDS):
            self._bands[:, :, k] = _MIDDLE[np.argmax(below >= max(1, math.ceil(share * self.n)), axis=2)]
        self._bins = np.zeros((*self._sum.shape, 0), "i4")

    def band(self, column: Column, turn: str) -> Band:
        """A measure at the end of a turn.

        Raises:
            ValueError: no game was added, or there is no such turn or column.
        """
        if not self.n:
            raise ValueError("no game was played")
        row, k = self.turns.index(turn), self.columns.index(column)
        return Band(float(self._sum[row, k]) / self.n, *map(float, self._bands[row, k]))

    def line(self, kind: str, side: str, of: str = "") -> list[Band]:
        """A measure at the end of each turn."""
        return [self.band(Column(kind, side, of), turn) for turn in self.turns]


class Beside:
    """Two worlds game by game. `old`, `new`: each by itself."""

    def __init__(self, old: Scenario, new: Scenario) -> None:
        self.old, self.new = World(old), World(new)
        shape = self.old._sum.shape
        self._step, self._step_2 = np.zeros(shape, "i8"), np.zeros(shape, "f8")  # of what was added in each turn
        self._end, self._end_2 = np.zeros(shape[1], "i8"), np.zeros(shape[1], "f8")
        self._unit, self._unit_2 = np.zeros(len(old.counters), "i8"), np.zeros(len(old.counters), "f8")

    @property
    def n(self) -> int:
        """Pairs of games."""
        return self.old.n

    def add(self, one: Game, other: Game) -> None:
        """One more pair with the same luck: unchanged and changed."""
        old, new = self.old.whole(one), self.new.whole(other)
        self.old.add(old)
        self.new.add(new)
        gap = (new - old).astype("i8")
        step = np.diff(gap, axis=0, prepend=np.zeros((1, gap.shape[1]), "i8"))
        self._step += step
        self._step_2 += step.astype("f8") ** 2
        self._end += gap[-1]
        self._end_2 += gap[-1].astype("f8") ** 2
        unit = detail.losses(other.units).astype("i8") - detail.losses(one.units)
        self._unit += unit
        self._unit_2 += unit.astype("f8") ** 2

    def whole(self, kind: str, side: str, of: str = "") -> Split:
        """The difference of a measure at the end."""
        k = self.old.columns.index(Column(kind, side, of))
        return _split(of or kind, self._end[k], self._end_2[k], self.n)

    def by_turn(self, kind: str, side: str, of: str = "") -> list[Split]:
        """What each turn adds to the difference of a measure; together they are the whole."""
        k = self.old.columns.index(Column(kind, side, of))
        return [_split(t, self._step[r, k], self._step_2[r, k], self.n) for r, t in enumerate(self.old.turns)]

    def by(self, kind: str, side: str) -> list[Split]:
        """The difference in losses by `cause` or by `place`, or in ground by place (`share`)."""
        return [self.whole(c.kind, c.side, c.of) for c in self.old.columns if (c.kind, c.side) == (kind, side)]

    def by_counter(self, side: str) -> list[Split]:
        """The difference in losses of each counter of a side."""
        counters = self.old.scenario.counters
        return [_split(c.id, self._unit[k], self._unit_2[k], self.n) for k, c in enumerate(counters) if c.side == side]


def beside(old: Scenario, new: Scenario, pairs: Iterable[tuple[Game, Game]]) -> Beside:
    """Two worlds of the same turns, folded from pairs of games with the same luck; games that kept no turns are left out."""
    found = Beside(old, new)
    for one, other in pairs:
        if one.turns and other.turns:
            found.add(one, other)
    found.old.close()
    found.new.close()
    return found


def _split(name: str, total: float, squares: float, n: int) -> Split:
    """A mean with Student's interval, none under ten pairs."""
    if not n:
        return Split(name, 0.0, None, None)
    mean = float(total) / n
    if n < statistics.LEAST_PAIRS:
        return Split(name, mean, None, None)
    variance = max(0.0, (float(squares) - n * mean * mean) / (n - 1))
    half = statistics.student(0.5 + statistics.LEVEL / 2, n - 1) * math.sqrt(variance / n)
    return Split(name, mean, mean - half, mean + half)
