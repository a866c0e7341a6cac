"""How the rules stand to the record: every outcome with a record or a band against many re-enactments, and what moves it.

A target is documented (D), inferred (I) or a judgement (Q); a tuned one was looked at while parameters or orders were set,
so only the others are evidence. Two measures stand side by side: the percentile of the record among the games, which counts,
and whether the games lie inside the author's band. Source: combat_model.md annexes C and E.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from game.core.words import N_, _
from game.whatif import statistics
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Runs, Setting, play
from game.whatif.charts import figure
from game.whatif.pool import Progress

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome, Target
    from game.model.battle.scenario import Scenario

FAR = 1.0  # percentiles from either end within which a record surprises the rules outright
SURPRISED = 5.0  # the middle 90 % begins here
KINDS = {"D": N_("documented"), "I": N_("inferred"), "Q": N_("judgement")}


class Finding(NamedTuple):
    """One target, or an outcome without one, against the games.

    `percentile` of the record, of the middle of the band where there is only a band; games equal to it count half, so a
    share of one event has one too: half of the games in which it fell out as in the record, and all that lie below.
    `inside_90`: the record, or a part of its band, lies in the middle 90 % of the games. `hit`: the games lie inside the
    author's band, where there is none the same as `inside_90`. `low` and `high`: that band, None without one.
    """

    name: str
    record: float | None
    low: float | None
    high: float | None
    median: float | None
    p05: float | None
    p95: float | None
    share: float | None
    percentile: float | None
    hit: bool
    inside_90: bool
    band_only: bool
    tuned: bool
    kind: str
    statistic: str
    happened: int  # games in which the thing happened
    source: str
    at: str = ""  # the turn after which it is taken, empty at the end

    @property
    def value(self) -> float | None:
        """The number that is compared with the band of the target."""
        return self.share if self.statistic == "share" else self.median

    @property
    def distance(self) -> float:
        """How far from the middle of the games the record lies, 0 to 50; 0 where nothing can be said."""
        return 0.0 if self.percentile is None else abs(self.percentile - 50)

    @property
    def is_far(self) -> bool:
        """Outside percentile 1 to 99: the rules hold the record for all but impossible."""
        return self.distance > 50 - FAR


class Swing(NamedTuple):
    """What one free parameter does to every target, from its low end to its high end, all else unchanged."""

    parameter: str
    low: float
    high: float
    at_low: tuple[float | None, ...]
    at_high: tuple[float | None, ...]


def calibrate(runs: Runs) -> tuple[Finding, ...]:
    """Every target of the scenario against these games, then every outcome with a record or a band that has no target."""
    scenario = runs.setting.scenario
    shares = {o.id: is_share(o) for o in scenario.outcomes}
    values, at = runs.outcomes, {o.id: o.at for o in scenario.outcomes}
    found = [find(t, values[t.outcome], shares[t.outcome])._replace(at=at[t.outcome]) for t in scenario.targets]
    aimed = {target.outcome for target in scenario.targets}
    others = (o for o in scenario.outcomes if o.id not in aimed and (o.record, o.record_low) != (None, None))
    return (*found, *(find_outcome(o, values[o.id])._replace(at=o.at) for o in others))


def worst_first(found: Sequence[Finding]) -> list[Finding]:
    """Misses first, then by the distance of the record's percentile from 50."""
    return sorted(found, key=lambda f: (f.inside_90, -f.distance))


def find(target: Target, values: statistics.Values, event: bool = False) -> Finding:
    """One target against the outcome of each game; `event`: 0 or 1 in each.

    `share` and `median` hit when that number lies in the target's band; `covers` when the record lies between the
    5th and the 95th percentile of the games.
    """
    band = None if target.statistic == "covers" else (target.low, target.high)
    found = _finding(values, target.record, band, event or target.statistic == "share")
    return found._replace(
        name=target.name,
        low=target.low,
        high=target.high,
        tuned=target.tuned,
        kind=target.kind,
        statistic=target.statistic,
        source=target.source,
    )


def find_outcome(outcome: Outcome, values: statistics.Values) -> Finding:
    """An outcome that no target asks for; its band is the record's own. Inferred where its confidence is C."""
    low, high = outcome.record_low, outcome.record_high
    band = None if low is None or high is None else (low, high)
    found = _finding(values, outcome.record, band, is_share(outcome))
    kind = "I" if outcome.confidence == "C" else "D"
    return found._replace(name=outcome.name, tuned=outcome.tuned, kind=kind, source=outcome.source)


def _finding(values: statistics.Values, record: float | None, band: tuple[float, float] | None, event: bool) -> Finding:
    """What the games say of a record, a band or both; the words are still to come."""
    low, high = band or (None, None)
    share = statistics.share(values) if event else None
    median, p05, p95 = (None if event else statistics.quantile(values, q) for q in (0.5, 0.05, 0.95))
    value = share.value if share else median
    at = sum(band) / 2 if record is None and band and not event else record
    percentile = statistics.percentile(values, at)
    inside = percentile is not None and SURPRISED <= percentile <= 100 - SURPRISED
    if record is None and band and p05 is not None and p95 is not None:
        inside = band[0] <= p95 and p05 <= band[1]
    return Finding(
        name="",
        record=record,
        low=low,
        high=high,
        median=median,
        p05=p05,
        p95=p95,
        share=share.value if share else None,
        percentile=percentile,
        hit=inside if band is None else value is not None and band[0] <= value <= band[1],
        inside_90=inside,
        band_only=record is None,
        tuned=False,
        kind="",
        statistic="share" if event else "median" if band else "covers",
        happened=len(statistics.happened(values)),
        source="",
    )


def band_of(f: Finding, unit: str = "") -> str:
    """What a target asks for, in words."""
    scale = 100 if f.statistic == "share" else 1
    if f.statistic == "covers" or f.low is None or f.high is None:
        return _("record covered")
    return _("{a} to {a2}{unit}").format(a=figure(scale * f.low), a2=figure(scale * f.high), unit=unit)


def kind_of(f: Finding) -> str:
    """What a target rests on, in words."""
    return _(KINDS.get(f.kind, f.kind)) + (_(", tuned") if f.tuned else "")


def verdict_of(f: Finding) -> str:
    """Where the games stand to the author's band, in words."""
    return (_("inside") if f.hit else _("OUTSIDE")) + (_(", tuned") if f.tuned else "")


def tally(found: Sequence[Finding]) -> str:
    """How many records and bands are met, in words: percentiles first, then the author's bands and which were never tuned."""
    dated = [f for f in found if f.percentile is not None]
    fresh = [f for f in found if not f.tuned]
    return _(
        "{a} of {n} records in the middle 90 %, {a2} outside percentile 1 to 99; {a3} of {n2} inside the "
        "author's band, {a4} of {n3} that were never tuned"
    ).format(
        a=sum(f.inside_90 for f in dated),
        n=len(dated),
        a2=sum(f.is_far for f in dated),
        a3=sum(f.hit for f in found),
        n2=len(found),
        a4=sum(f.hit for f in fresh),
        n3=len(fresh),
    )


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
    widths: list[float] = []
    for k, p in enumerate(free):
        ends = [Setting(scenario=with_parameter(scenario, p.name, v), name=f"{p.name}={v:g}") for v in (p.low, p.high)]
        low, high = play(ends, games, seed=seed, workers=workers, progress=_part(progress, k, len(free)))
        if low.is_partial:
            break
        swings.append(Swing(p.name, p.low, p.high, _values(low), _values(high)))
        widths = [0.0 if f.low is None or f.high is None else f.high - f.low for f in calibrate(low)]
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
