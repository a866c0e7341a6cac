"""Ratings of whoever meets in pairs, on one scale: the model of Bradley and Terry, with intervals.

The odds that one wins a pair against another are the ratio of their strengths; POINTS points more are ten times the strength.
Each has beside his own pairs one that is drawn against the middle of the field, so that who won or lost all has a rating too.

Source: R. Bradley and M. Terry, Biometrika 39 (1952) 324-345; the scale is that of A. Elo's chess ratings.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.whatif.statistics import LEAST_PAIRS, LEVEL, Interval, student

POINTS, BASE = 400.0, 1000.0  # points for odds of ten to one; rating of the one whom all are measured by
SAMPLES = 400  # of the bootstrap
LONGEST_STEP, MOST_STEPS, NEAR = 2.0, 100, 1e-9  # of the search, on the logarithm of strength

Floats = NDArray[np.float64]


def strengths(wins: Floats) -> Floats:
    """The logarithm of each one's strength. `wins`: pairs that the row won against the column, an even one half to each.

    Shape (..., n, n), any number of tables at once; the result (..., n), its mean about 0.
    """
    wins = np.asarray(wins, np.float64)
    met = wins + np.swapaxes(wins, -1, -2)
    found = np.zeros(wins.shape[:-1])
    for _step in range(MOST_STEPS):
        chance, middle = _chances(found)
        slope = (wins - met * chance).sum(-1) + 0.5 - middle
        step = np.linalg.solve(_information(found, met), slope[..., None])[..., 0]
        found = found + np.clip(step, -LONGEST_STEP, LONGEST_STEP)
        if np.abs(step).max(initial=0.0) < NEAR:
            break
    return found


def ratings(tables: Sequence[Floats], by: int | None = None, *, seed: int = 0) -> list[Interval]:
    """The rating of each one with its interval at 95 %, where there are seeds enough for one.

    `tables`: for each scenario the pairs that the row won against the column, seed by seed, shape (seeds, n, n). Pairs of one
    seed share their luck, so seeds are drawn anew. `by`: whose rating is BASE, without an interval; None for the mean of all.
    """
    total: Floats = np.sum([t.sum(0) for t in tables], axis=0)
    point = _measured(strengths(total), by)
    seeds = sum(len(t) for t in tables)
    if seeds < LEAST_PAIRS:
        return [Interval(BASE + v, None, None) for v in point.tolist()]
    dice = np.random.default_rng(seed)
    drawn = np.zeros((SAMPLES, *total.shape))
    for t in tables:
        often = dice.multinomial(len(t), np.full(len(t), 1 / len(t)), size=SAMPLES).astype(np.float64)
        drawn += np.tensordot(often, t, axes=1)
    freedom = max(1, seeds - len(tables))
    spread = _measured(strengths(drawn), by).std(0) * math.sqrt(seeds / freedom)
    half = student(0.5 + LEVEL / 2, freedom) * np.maximum(spread, _error(total, by))
    if by is not None:
        half[by] = 0.0
    return [Interval(BASE + v, BASE + v - h, BASE + v + h) for v, h in zip(point.tolist(), half.tolist(), strict=True)]


# ------------------------------------------------------------ private
def _measured(found: Floats, by: int | None) -> Floats:
    """In points over the one that all are measured by."""
    zero = found.mean(-1, keepdims=True) if by is None else found[..., by : by + 1]
    over: Floats = (found - zero) * (POINTS / math.log(10))
    return over


def _chances(found: Floats) -> tuple[Floats, Floats]:
    """Chance of each to win a pair against each, and against the middle of the field."""
    gap = found[..., :, None] - found[..., None, :]
    return 1 / (1 + np.exp(-gap)), 1 / (1 + np.exp(-found))


def _information(found: Floats, met: Floats) -> Floats:
    chance, middle = _chances(found)
    beside = met * chance * (1 - chance)
    own = beside.sum(-1) + middle * (1 - middle)
    information: Floats = own[..., None] * np.eye(found.shape[-1]) - beside
    return information


def _error(total: Floats, by: int | None) -> Floats:
    """Standard error by the model itself, in points: what seeds cannot tell of one who won, or lost, all his pairs."""
    found = strengths(total)
    covers = np.linalg.inv(_information(found, total + total.T))
    n = len(found)
    of = np.eye(n) - (np.full((n, n), 1 / n) if by is None else np.eye(n)[by][None, :])
    error: Floats = np.sqrt(np.maximum(0.0, np.einsum("ij,jk,ik->i", of, covers, of))) * (POINTS / math.log(10))
    return error
