"""How the rules stand to the record: each target of a scenario against many re-enactments, and what moves it.

A target is documented (D), inferred (I) or a judgement (Q); a tuned one was looked at while the parameters were set, so
only the others are evidence. Source: combat_model.md annexes C and E.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from game.whatif import statistics
from game.whatif.battle.runs import Runs, Setting, play
from game.whatif.charts import figure
from game.whatif.pool import Progress

if TYPE_CHECKING:
    from game.model.battle.measures import Target
    from game.model.battle.scenario import Scenario

KINDS = {"D": "documented", "I": "inferred", "Q": "judgement"}


class Finding(NamedTuple):
    """One target against the games. `percentile` of the record; `share` of the games for 0-or-1 outcomes."""

    name: str
    record: float | None
    low: float
    high: float
    median: float | None
    p05: float | None
    p95: float | None
    share: float | None
    percentile: float | None
    hit: bool
    tuned: bool
    kind: str
    statistic: str
    happened: int  # games in which the thing happened
    source: str

    @property
    def value(self) -> float | None:
        """The number that is compared with the band of the target."""
        return self.share if self.statistic == "share" else self.median


class Swing(NamedTuple):
    """What one free parameter does to every target, from its low end to its high end, all else unchanged."""

    parameter: str
    low: float
    high: float
    at_low: tuple[float | None, ...]
    at_high: tuple[float | None, ...]


def calibrate(runs: Runs) -> tuple[Finding, ...]:
    """Every target of the scenario against these games."""
    return tuple(find(target, runs.outcomes[target.outcome]) for target in runs.setting.scenario.targets)


def find(target: Target, values: statistics.Values) -> Finding:
    """One target against the outcome of each game.

    `share` and `median` hit when that number lies in the target's band; `covers` when the record lies between the
    5th and the 95th percentile of the games.
    """
    share = statistics.share(values)
    median, p05, p95 = (statistics.quantile(values, q) for q in (0.5, 0.05, 0.95))
    is_share = target.statistic == "share"
    return Finding(
        name=target.name,
        record=target.record,
        low=target.low,
        high=target.high,
        median=None if is_share else median,
        p05=None if is_share else p05,
        p95=None if is_share else p95,
        share=share.value if is_share and share else None,
        percentile=None if is_share else statistics.percentile(values, target.record),
        hit=_is_hit(target, share.value if share else None, median, p05, p95),
        tuned=target.tuned,
        kind=target.kind,
        statistic=target.statistic,
        happened=len(statistics.happened(values)),
        source=target.source,
    )


def band_of(f: Finding, unit: str = "") -> str:
    """What a target asks for, in words."""
    scale = 100 if f.statistic == "share" else 1
    return "record covered" if f.statistic == "covers" else f"{figure(scale * f.low)} to {figure(scale * f.high)}{unit}"


def kind_of(f: Finding) -> str:
    """What a target rests on, in words."""
    return KINDS.get(f.kind, f.kind) + (", tuned" if f.tuned else "")


def sensitivity(
    scenario: Scenario,
    *,
    games: int,
    seed: int = 1938,
    workers: int | None = None,
    progress: Progress | None = None,
) -> tuple[Swing, ...]:
    """Each free parameter at both ends of its range, one at a time, with the same luck; largest effect first.

    Effects are not added up: parameters work together, and this shows each alone. Stopped by hand, the parameters that
    were finished are returned.
    """
    free = [p for p in scenario.parameters if p.free]
    swings: list[Swing] = []
    for k, p in enumerate(free):
        ends = [Setting(scenario=with_parameter(scenario, p.name, v), name=f"{p.name}={v:g}") for v in (p.low, p.high)]
        low, high = play(ends, games, seed=seed, workers=workers, progress=_part(progress, k, len(free)))
        if low.is_partial:
            break
        swings.append(Swing(p.name, p.low, p.high, _values(low), _values(high)))
    widths = [t.high - t.low for t in scenario.targets]
    return tuple(sorted(swings, key=lambda s: -_reach(s, widths)))


def with_parameter(scenario: Scenario, name: str, value: float) -> Scenario:
    """The scenario with one parameter set to another value, under a digest of its own."""
    changed = tuple(msgspec.structs.replace(p, value=value) if p.name == name else p for p in scenario.parameters)
    digest = hashlib.sha256(f"{scenario.digest} {name} {value!r}".encode()).hexdigest()[:16]
    return msgspec.structs.replace(scenario, parameters=changed, digest=digest)


def _part(progress: Progress | None, index: int, parts: int) -> Progress | None:
    """Progress of one part of several as progress of the whole."""
    if progress is None:
        return None
    whole = progress
    return lambda done, total: whole(index * total + done, parts * total)


def _is_hit(target: Target, share: float | None, median: float | None, p05: float | None, p95: float | None) -> bool:
    if target.statistic == "covers":
        return target.record is not None and p05 is not None and p95 is not None and p05 <= target.record <= p95
    value = share if target.statistic == "share" else median
    return value is not None and target.low <= value <= target.high


def _values(runs: Runs) -> tuple[float | None, ...]:
    return tuple(f.value for f in calibrate(runs))


def _reach(swing: Swing, widths: Sequence[float]) -> float:
    """The largest move of any target, in widths of its band."""
    moves = [
        abs(b - a) / w
        for a, b, w in zip(swing.at_low, swing.at_high, widths, strict=True)
        if a is not None and b is not None and w > 0
    ]
    return max(moves, default=0.0)
