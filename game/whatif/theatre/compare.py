"""A what-if of the strategic game held against history with the same luck: shares, scores, paired differences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from game.model.theatre.whatif import TheatreWhatIf
from game.whatif import statistics
from game.whatif.pool import Progress

if TYPE_CHECKING:  # an answer that was kept is read without the rules
    from game.match.theatre.engine import TheatreEngine
    from game.whatif.theatre.running import Ending

LEAST = 0.01  # of the games: a smaller change of a share is not listed


class Column(NamedTuple):
    """One outcome in history and in the what-if: mean, interval, quantiles; and the paired difference."""

    name: str
    is_share: bool
    history: Figures
    here: Figures
    effect: statistics.Difference


class Figures(NamedTuple):
    """A mean (a share for 0-or-1 outcomes) with its interval and quantiles."""

    mean: float
    lo: float | None
    hi: float | None
    q05: float
    q50: float
    q95: float


class Comparison(NamedTuple):
    """A what-if compared over `n` pairs of games."""

    what_if: TheatreWhatIf
    n: int
    columns: tuple[Column, ...]
    notice: str = ""  # why there are fewer pairs than asked for

    def column(self, name: str) -> Column:
        """The outcome of that name, such as "W=on_time" or "score_tokyo"."""
        return next(c for c in self.columns if c.name == name)


def compare(
    engine: TheatreEngine,
    what_if: TheatreWhatIf,
    games: int,
    *,
    seed: int,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> Comparison:
    """History and the what-if, game by game with the same luck; of the pairs that were played, if it was stopped."""
    from game.whatif.theatre.running import play_many, variants_of

    variants = variants_of(engine.theatre, what_if)
    found = play_many(engine, variants, games, seed=seed, workers=workers, progress=progress)
    olds, news = (outcomes(engine, part) for part in found.parts)
    nothing = [0.0] * len(found.parts[0])
    names = list(dict.fromkeys((*olds, *news)))
    columns = (_column(n, "=" in n or n == "general_war", olds.get(n, nothing), news.get(n, nothing)) for n in names)
    return Comparison(what_if, len(nothing), tuple(columns) if nothing else (), found.notice)


def is_told(one: Comparison, column: Column) -> bool:
    """The what-if did not choose it, and it moves by a hundredth of the games, or a point of a score."""
    chosen = column.name.partition("=")[0] in one.what_if.fix
    return not chosen and abs(column.effect.diff or 0.0) >= (LEAST if column.is_share else 100 * LEAST)


def outcomes(engine: TheatreEngine, games: Sequence[Ending]) -> dict[str, list[float]]:
    """Every outcome in every game: 1 or 0 for each state of each card, scores, a general war."""
    found: dict[str, list[float]] = {}
    for card, known in engine.theatre.cards.items():
        if any(g.states.get(card) for g in games):
            for state in known.states:
                found[f"{card}={state}"] = [float(g.states[card] == state) for g in games]
    for seat in engine.theatre.seat_ids:
        found[f"score_{seat}"] = [_mean(g.scores[seat]) for g in games]
    found["general_war"] = [float(g.general_war) for g in games]
    return found


def _mean(scores: tuple[float, ...]) -> float:
    played = [s for s in scores if s >= 0.0]
    return sum(played) / max(1, len(played))


def _column(name: str, is_share: bool, old: list[float], new: list[float]) -> Column:
    effect = statistics.paired(old, new, shares=is_share)
    return Column(name, is_share, _figures(old, is_share), _figures(new, is_share), effect)


def _figures(values: list[float], is_share: bool) -> Figures:
    centre = statistics.share(values) if is_share else statistics.mean(values)
    quantiles = [statistics.quantile(values, q) or 0.0 for q in (0.05, 0.50, 0.95)]
    return Figures(*(centre or (0.0, None, None)), *quantiles)


def facts(name: str, found: Sequence[Comparison], seed: int, took: float, at: str) -> dict[str, Any]:
    """The facts that scripts rely on; each what-if stands against its own history, since some choices are held in both."""
    variants = []
    for one in found:
        variants.append(
            {
                "name": one.what_if.id,
                "n": one.n,
                "outcomes": {c.name: _shape(c.here) for c in one.columns},
                "history": {c.name: _shape(c.history) for c in one.columns},
                "effects": {c.name: {k: getattr(c.effect, k) for k in statistics.EFFECT} for c in one.columns},
            }
        )
    return {"scenario": name, "dial": at, "seed": seed, "wall_s": round(took, 3), "variants": variants}


def _shape(figures: Figures) -> dict[str, float | None]:
    return dict(figures._asdict())
