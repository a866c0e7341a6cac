"""History and its variants side by side: what each outcome was in each, and the difference game by game."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.model.measures import Outcome
from game.whatif import statistics
from game.whatif.outcomes import is_share
from game.whatif.runs import Runs


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


class Effect(NamedTuple):
    """Variant less history, mean of the pairs of games with the same luck, 95 % interval."""

    diff: float | None
    lo: float | None
    hi: float | None
    pairs: int


class Variant(NamedTuple):
    """A variant's outcomes and effects, by outcome id; history's effects are exactly 0."""

    name: str
    n: int
    outcomes: dict[str, Summary]
    effects: dict[str, Effect]


def compare(runs: Sequence[Runs]) -> tuple[Variant, ...]:
    """The variants in the order of `runs`, each against the first of them."""
    history = runs[0]
    outcomes = history.setting.scenario.outcomes
    return tuple(
        Variant(
            r.setting.name,
            len(r.games),
            {o.id: summary(o, r.outcomes[o.id]) for o in outcomes},
            {o.id: effect(history.outcomes[o.id], r.outcomes[o.id]) for o in outcomes},
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


def effect(history: statistics.Values, variant: statistics.Values) -> Effect:
    """The paired difference of one outcome."""
    pairs = sum(a is not None and b is not None for a, b in zip(history, variant, strict=True))
    diff, lo, hi = statistics.paired(history, variant) or (None, None, None)
    return Effect(diff, lo, hi, pairs)
