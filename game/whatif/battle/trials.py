"""Trials: two commanders meet in pairs of games with the same luck, sides changed, so that no side's better ground counts.

Game 2k of a pair has `one` on the first side, game 2k + 1 on the second; both have the seed `seed + k`. The margin of a pair is
what `one` scored on both sides less what the other scored on both; `one` wins the pair if that is above zero.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.core.words import _
from game.whatif.battle import runs
from game.whatif.pool import Progress
from game.whatif.statistics import Interval, wilson

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

SCORE = "score"  # the measure that an outcome of each side must have


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Pairs of games between two commanders. `margins`: points by which `one` was better, pair by pair.

    `told`: what was wrong with the orders of commanders of one's own.
    """

    scenario: str
    one: str
    other: str
    seed: int
    margins: tuple[float, ...]
    wall_s: float
    is_partial: bool = False
    told: tuple[str, ...] = ()

    @property
    def wins(self) -> float:
        """Pairs that `one` won; an even pair counts half."""
        return sum(1.0 if m > 0 else 0.5 if m == 0 else 0.0 for m in self.margins)

    @property
    def share(self) -> Interval | None:
        """Share of pairs won with its Wilson interval, None without pairs."""
        return wilson(int(self.wins), len(self.margins))


def trial(
    scenario: Scenario,
    one: str,
    other: str,
    *,
    pairs: int,
    seed: int = 1938,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> Trial:
    """Plays the pairs. Commanders by the names that `runs.commander` knows.

    Raises:
        ValueError: the scenario has no score of each side among its outcomes, or a name is not known.
    """
    first, second = score_names(scenario)
    settings = [
        runs.Setting(scenario=scenario, name="first", commanders=(one, other)),
        runs.Setting(scenario=scenario, name="second", commanders=(other, one)),
    ]
    as_first, as_second = runs.play(settings, pairs, seed=seed, workers=workers, progress=progress)
    gaps = zip(_gaps(as_first, first, second), _gaps(as_second, second, first), strict=True)
    return Trial(
        scenario=scenario.id,
        one=one,
        other=other,
        seed=seed,
        margins=tuple(a + b for a, b in gaps),
        wall_s=as_first.wall_s,
        is_partial=as_first.is_partial,
        told=(*as_first.told, *as_second.told),
    )


def score_names(scenario: Scenario) -> tuple[str, str]:
    """The outcomes that are the scores of the two sides.

    Raises:
        ValueError: the scenario does not measure them.
    """
    found = {o.side: o.id for o in scenario.outcomes if o.measure == SCORE}
    missing = [side for side in scenario.sides if side not in found]
    if missing:
        raise ValueError(
            _("{id} has no outcome that is the score of {listed}").format(id=scenario.id, listed=" and ".join(missing))
        )
    return found[scenario.sides[0]], found[scenario.sides[1]]


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Plans of one side against one opponent with the same luck. `scores`: the side's own score, plan by plan, game by game."""

    scenario: str
    side: str
    against: str
    seed: int
    scores: dict[str, tuple[float, ...]]

    def means(self) -> dict[str, float]:
        """Mean score of each plan, the best first."""
        found = {plan: statistics.fmean(values) for plan, values in self.scores.items()}
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    @property
    def deviation(self) -> float:
        """Standard deviation of the score within one plan: luck alone, the root of the mean variance."""
        return math.sqrt(statistics.fmean(statistics.pvariance(values) for values in self.scores.values()))

    @property
    def in_deviations(self) -> float:
        """How far the best plan is from the worst, in standard deviations of one plan."""
        means = list(self.means().values())
        return (means[0] - means[-1]) / max(self.deviation, 1e-9)


def spread(
    scenario: Scenario,
    side: str,
    plans: Sequence[str],
    *,
    games: int,
    against: str = "plain",
    seed: int = 1938,
    workers: int | None = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Spread:
    """Plays every plan of a side `games` times with the same seeds.

    Raises:
        ValueError: the scenario does not measure the score of both sides.
    """
    k = scenario.sides.index(side)
    name = score_names(scenario)[k]
    seats = [(plan, against) if k == 0 else (against, plan) for plan in plans]
    settings = [runs.Setting(scenario=scenario, name=plan, commanders=c) for plan, c in zip(plans, seats, strict=True)]
    played = runs.play(settings, games, seed=seed, workers=workers, progress=progress)
    scores = {r.setting.name: tuple(v or 0.0 for v in r.outcomes[name]) for r in played}
    return Spread(scenario=scenario.id, side=side, against=against, seed=seed, scores=scores)


def _gaps(played: runs.Runs, own: str, foe: str) -> list[float]:
    found = played.outcomes
    return [(a or 0.0) - (b or 0.0) for a, b in zip(found[own], found[foe], strict=True)]
