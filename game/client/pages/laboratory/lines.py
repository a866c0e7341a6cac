"""A line of an answer, at either scale: one outcome in history and in the what-if, and what differs. No pygame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from game.whatif.statistics import Difference


class Side(NamedTuple):
    """An outcome in one world: mean (a share of 0-or-1 outcomes) with its 95 % interval, quantiles, games it came about in."""

    mean: float | None
    lo: float | None
    hi: float | None
    q05: float | None
    q50: float | None
    q95: float | None
    happened: int


class Line(NamedTuple):
    """What is drawn of an outcome. `mark`: words that must stand beside the effect; `curves`: what is drawn, None for none."""

    key: str
    name: str
    unit: str
    shares: bool
    old: Side
    new: Side
    effect: Difference
    mark: str
    record: float | None
    curves: Callable[[], dict[str, Any] | None] | None
