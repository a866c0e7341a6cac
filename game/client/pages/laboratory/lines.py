"""An answer at either scale: its sentence, and a line for each outcome in history and in the what-if. No pygame."""

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


Block = tuple[str, str]  # a kind, one of "title", "note", "head", "body", "warn", "small"; the words


class Told(NamedTuple):
    """An answer in words: what moves most and how sure that is, what to beware of, whose orders and where it lies, and what was
    asked, with why it was open."""

    answer: str
    warnings: tuple[str, ...]
    whose: tuple[str, ...]
    asked: tuple[Block, ...]
