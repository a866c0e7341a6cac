"""Figures in words, the same in report, laboratory and commands: shares, differences, what a few games cannot tell."""

from __future__ import annotations

import math

from game.core.words import _, written
from game.whatif.charts import figure, interval
from game.whatif.statistics import Difference

FINE = 10_000  # games from which a share of them bears a decimal of a percent: its interval is then under 2 points wide


def percent(share: float | None, games: int, *, sign: bool = False) -> str:
    """A share (0 to 1) in percent, with the decimals that so many games bear; a dash for none."""
    return figure(None if share is None else round(100 * share, 1 if games >= FINE else 0), sign=sign)


def percents(low: float, high: float, games: int, *, sign: bool = False) -> str:
    """Two ends of an interval of shares in percent."""
    return _("{a} to {b}").format(a=percent(low, games, sign=sign), b=percent(high, games, sign=sign))


def between(low: float | None, high: float | None, games: int, *, shares: bool, sign: bool = False) -> str:
    """Two ends as they are printed, empty where there is no interval."""
    if low is None or high is None:
        return ""
    return percents(low, high, games, sign=sign) if shares else interval(low, high, sign=sign)


def amount(value: float | None, games: int, *, shares: bool, sign: bool = False) -> str:
    """A figure or a share in percent."""
    return percent(value, games, sign=sign) if shares else figure(value, sign=sign)


def bearable(value: float, low: float, high: float) -> float:
    """A figure with no more digits than its interval bears: the step is the leading digit of half its width, or a tenth of
    that where this digit is 1 or 2."""
    half = (high - low) / 2
    if half <= 0:
        return value
    step = math.floor(math.log10(half))
    return round(value, -step if half / 10**step >= 3 else 1 - step)


def difference(effect: Difference, *, shares: bool) -> tuple[str, str]:
    """A paired difference and what stands beside it: its interval, or why there is none. Shares in points of percent."""
    if effect.diff is None:
        return "–", _("no pairs of games to compare")
    if not effect.differs:
        most = percent(effect.at_most, effect.n)
        return _("none"), _("no game of {n} differed: at most {x} in 100 do").format(n=written(effect.n, ","), x=most)
    size = amount(effect.diff, effect.n, shares=shares, sign=True)
    ends = between(effect.lo, effect.hi, effect.n, shares=shares, sign=True)
    if ends:
        return size, ends
    mean, low, high = effect.when or (0.0, 0.0, 0.0)
    words = _("differs in {k} of {n} pairs, when it does by {m} ({band})")
    band = between(low, high, effect.n, shares=shares, sign=True)
    return size, words.format(k=effect.differs, n=written(effect.n, ","), m=figure(mean, sign=True), band=band)
