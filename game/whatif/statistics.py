"""What many games say: quantiles, means and shares with intervals, paired differences, the record's percentile.

A game in which the thing never happened (a hill never taken has no hour of its taking) is `None` in the lists that come
in; it is left out of every statistic here and counted by `happened`. Intervals are 95 % unless another level is named, and
none is given where none holds: measured coverage of each, by number of games, stands in `tests/whatif/test_coverage.py`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95  # share of intervals that should hold the truth
LEAST_PAIRS = 10  # games, and pairs that differ, under which no interval of a mean holds what it claims
EXACT_RANKS = (
    1000  # games up to which the ranks round a median are counted out; beyond, the normal distribution stands in
)

EFFECT = ("diff", "lo", "hi", "n", "differs", "at_most")  # of a paired difference, as scripts read it
Values = Sequence[float | None]


class Interval(NamedTuple):
    """An estimate and the interval round it; the ends are None where the games cannot tell."""

    value: float
    low: float | None
    high: float | None


class Difference(NamedTuple):
    """Variant less history over `n` pairs of games with the same luck; None where nothing can be said.

    `lo`, `hi`: None where no interval holds; `differs`: pairs that differ; `at_most`: where none does, the share of games that
    may differ all the same; `when`: mean, least and greatest difference of those that do.
    """

    diff: float | None
    lo: float | None
    hi: float | None
    n: int
    differs: int
    at_most: float | None = None
    when: tuple[float, float, float] | None = None

    @property
    def is_clear(self) -> bool:
        """More than luck: the interval leaves out 0."""
        return self.lo is not None and self.hi is not None and (self.lo > 0 or self.hi < 0)


def happened(values: Values) -> NDArray[np.float64]:
    """The games in which the thing happened, in the order of the games."""
    return np.array([v for v in values if v is not None], dtype=np.float64)


def quantile(values: Values, share: float) -> float | None:
    """The value that `share` (0 to 1) of the games do not exceed, linear between neighbours; None without games."""
    found = np.sort(happened(values))
    if not len(found):
        return None
    place = share * (len(found) - 1)
    below = math.floor(place)
    above = min(below + 1, len(found) - 1)
    return float(found[below] + (found[above] - found[below]) * (place - below))


def median(values: Values, *, level: float = LEVEL) -> Interval | None:
    """The median with the interval between two of the values themselves, which holds whatever their distribution is.

    No interval under six games at 95 %: the least and the greatest of five enclose the median too seldom. None without games.
    """
    found = np.sort(happened(values))
    centre = quantile(values, 0.5)
    if centre is None:
        return None
    rank = _median_rank(len(found), level)
    return Interval(centre, float(found[rank - 1]), float(found[-rank])) if rank else Interval(centre, None, None)


def mean(values: Values, *, level: float = LEVEL) -> Interval | None:
    """The mean with Student's interval; no interval under ten games, None without games."""
    found = happened(values)
    if not len(found):
        return None
    centre = float(found.mean())
    if len(found) < LEAST_PAIRS:
        return Interval(centre, None, None)
    half = student(0.5 + level / 2, len(found) - 1) * float(found.std(ddof=1)) / math.sqrt(len(found))
    return Interval(centre, centre - half, centre + half)


def wilson(hits: int, games: int, *, level: float = LEVEL) -> Interval | None:
    """A share with Wilson's interval, which stays inside 0 to 1 and does not shrink to nothing at 0 or 1.

    Source: Wilson 1927; Brown, Cai and DasGupta 2001 recommend it for small n.
    """
    if not games:
        return None
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share = hits / games
    centre = (share + z * z / (2 * games)) / (1 + z * z / games)
    half = z / (1 + z * z / games) * math.sqrt(share * (1 - share) / games + z * z / (4 * games * games))
    low = 0.0 if hits == 0 else max(0.0, centre - half)
    return Interval(share, low, 1.0 if hits == games else min(1.0, centre + half))


def share(values: Values) -> Interval | None:
    """The share of the games in which a 0-or-1 measure is 1, with Wilson's interval."""
    found = happened(values)
    return wilson(int(np.count_nonzero(found > 0.5)), len(found))


def paired(history: Values, variant: Values, *, shares: bool, level: float = LEVEL) -> Difference:
    """Variant less history, game by game with the same luck.

    `shares`: both are 0 or 1 in each game; their difference has Tango's interval. All else has Student's, from ten pairs of
    which ten differ. Where no pair differs there is no interval but `at_most`. Pairs in which either game lacks the value are
    left out.

    Raises:
        ValueError: the two lists are not of one length.
    """
    if len(history) != len(variant):
        raise ValueError(f"paired games: {len(history)} of history against {len(variant)} of the variant")
    gaps = np.array([b - a for a, b in zip(history, variant) if a is not None and b is not None], dtype=np.float64)
    if not len(gaps):
        return Difference(None, None, None, 0, 0)
    moved = gaps[gaps != 0]
    if not len(moved):
        return Difference(0.0, None, None, len(gaps), 0, 1 - (1 - level) ** (1 / len(gaps)))
    found: Interval | None = None
    if shares:
        found = tango(int(np.count_nonzero(moved > 0)), int(np.count_nonzero(moved < 0)), len(gaps), level=level)
    elif len(moved) >= LEAST_PAIRS:
        found = mean(list(gaps), level=level)
    low, high = (found.low, found.high) if found else (None, None)
    when = (float(moved.mean()), float(moved.min()), float(moved.max()))
    return Difference(float(gaps.mean()), low, high, len(gaps), len(moved), None, when)


def tango(only_variant: int, only_history: int, pairs: int, *, level: float = LEVEL) -> Interval:
    """The difference of two paired shares with its score interval: where the test of a difference does not reject it.

    `only_variant`, `only_history`: pairs in which the thing happened in one of the two games alone.

    Source: T. Tango, Statistics in Medicine 17 (1998) 891-908.
    """
    z = NormalDist().inv_cdf(0.5 + level / 2)
    value = (only_variant - only_history) / pairs

    def end(low: float, high: float, bound: float) -> float:
        for _step in range(50):  # halves an interval of 2 to less than 1e-14
            middle = (low + high) / 2
            if _score(only_variant, only_history, pairs, middle) > bound:
                low = middle
            else:
                high = middle
        return (low + high) / 2

    return Interval(value, end(-1.0, value, z), end(value, 1.0, -z))


def percentile(values: Values, record: float | None) -> float | None:
    """Where the record lies among the games, 0 to 100; games equal to it count half.

    50 is a record in the middle of what the rules give; under 5 or over 95 the rules find the record surprising.
    """
    found = happened(values)
    if record is None or not len(found):
        return None
    return float(100 * (np.count_nonzero(found < record) + 0.5 * np.count_nonzero(found == record)) / len(found))


def student(probability: float, freedom: int) -> float:
    """The quantile of Student's distribution, within 1e-4 of the tables for two and more degrees of freedom.

    Source: G. W. Hill, Algorithm 396, CACM 13 (1970); one and two degrees are in closed form.
    """
    if probability < 0.5:
        return -student(1 - probability, freedom)
    if freedom == 1:
        return math.tan(math.pi * (probability - 0.5))
    if freedom == 2:
        return (2 * probability - 1) * math.sqrt(2 / (4 * probability * (1 - probability)))
    return _hill(2 * (1 - probability), freedom)


def _score(only_variant: int, only_history: int, pairs: int, difference: float) -> float:
    """The distance of the pairs from a supposed difference, in its standard errors under the likeliest nuisance share."""
    a = 2 * pairs
    b = (a - only_variant + only_history) * difference - only_variant - only_history
    root = math.sqrt(max(0.0, b * b + 4 * a * only_history * difference * (1 - difference)))
    spread = pairs * ((root - b) / a + difference * (1 - difference))
    apart = only_variant - only_history - pairs * difference
    return apart / math.sqrt(spread) if spread > 1e-15 else math.copysign(math.inf, apart) if apart else 0.0


def _median_rank(n: int, level: float) -> int:
    """Which of the least and of the greatest of `n` values enclose the median at this level, 0 where none do."""
    if n > EXACT_RANKS:
        return math.floor(n / 2 - NormalDist().inv_cdf(0.5 + level / 2) * math.sqrt(n) / 2)
    rank, exactly = 0, 0.5**n  # chance that just so many values lie under the median
    below = exactly
    while below <= (1 - level) / 2:
        rank += 1
        exactly *= (n - rank + 1) / rank
        below += exactly
    return rank


def _hill(two_tailed: float, n: int) -> float:
    a = 1 / (n - 0.5)
    b = 48 / (a * a)
    c = ((20700 * a / b - 98) * a - 16) * a + 96.36
    d = ((94.5 / (b + c) - 3) / b + 1) * math.sqrt(a * math.pi / 2) * n
    x = d * two_tailed
    y = x ** (2 / n)
    if y > 0.05 + a:
        x = NormalDist().inv_cdf(two_tailed / 2)
        y = x * x
        if n < 5:
            c += 0.3 * (n - 4.5) * (x + 0.6)
        c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c
        y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
        y = math.expm1(a * y * y)
    else:
        y = ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1) * (n + 1) / (
            n + 2
        ) + 1 / y
    return math.sqrt(n * y)
