"""History and its variants side by side: what each outcome was in each, and the difference game by game."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.model.battle.measures import Outcome
from game.whatif import statistics
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Runs


class Summary(NamedTuple):
    """One outcome in one variant. For 0-or-1 outcomes the mean is the share, with Wilson's interval."""

    mean: float | None
    lo: float | None
    hi: float | None
    q05: float | None
    q10: float | None
    q50: float | None
    q90: float | None
    q95: float | None
    happened: int
    percentile: float | None  # of the record


class Variant(NamedTuple):
    """A variant's outcomes and effects, by outcome id; history's effects are exactly 0."""

    name: str
    n: int
    outcomes: dict[str, Summary]
    effects: dict[str, statistics.Difference]


def compare(runs: Sequence[Runs]) -> tuple[Variant, ...]:
    """The variants in the order of `runs`, each against the first of them."""
    history = runs[0]
    outcomes = history.setting.scenario.outcomes
    return tuple(
        Variant(
            r.setting.name,
            len(r.games),
            {o.id: summary(o, r.outcomes[o.id]) for o in outcomes},
            {o.id: statistics.paired(history.outcomes[o.id], r.outcomes[o.id], shares=is_share(o)) for o in outcomes},
        )
        for r in runs
    )


def summary(outcome: Outcome, values: statistics.Values) -> Summary:
    """One outcome over the games of one variant."""
    centre = statistics.share(values) if is_share(outcome) else statistics.mean(values)
    mean, lo, hi = centre or (None, None, None)
    q05, q10, q50, q90, q95 = (statistics.quantile(values, q) for q in (0.05, 0.10, 0.50, 0.90, 0.95))
    happened = len(statistics.happened(values))
    return Summary(mean, lo, hi, q05, q10, q50, q90, q95, happened, statistics.percentile(values, outcome.record))


def size(outcome: Outcome, old: Summary, effect: statistics.Difference) -> float:
    """A difference as a share of history's own spread; one game in a hundred counts for outcomes that are 0 or 1."""
    spread = 0.2 if is_share(outcome) else (old.q90 or 0.0) - (old.q10 or 0.0)
    return abs(effect.diff or 0.0) / spread if spread else (float("inf") if effect.diff else 0.0)


SHAPE = ("mean", "lo", "hi", "q05", "q50", "q95")


def facts(runs: Sequence[Runs], variants: Sequence[Variant]) -> dict[str, object]:
    """A comparison as scripts read it: what `compare --json` prints and the laboratory saves."""
    found: dict[str, object] = {
        "scenario": runs[0].setting.scenario.id,
        "seed": runs[0].seed,
        "wall_s": round(runs[0].wall_s, 3),
        "variants": [
            {
                "name": v.name,
                "n": v.n,
                "outcomes": {o: {k: getattr(s, k) for k in SHAPE} for o, s in v.outcomes.items()},
                "effects": {o: {k: getattr(e, k) for k in statistics.EFFECT} for o, e in v.effects.items()},
            }
            for v in variants
        ],
    }
    return {**found, "partial": True, "asked": runs[0].asked} if runs[0].is_partial else found
