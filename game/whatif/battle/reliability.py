"""Whether forecasts keep their word: shares shown against shares that happened, in games nobody chose.

In each game one side is led by the computer's staff, by `nearest` or by a plan, the other by the staff. Each turn some of the
assaults ordered are forecast from what their side knows; then the true position with the true orders of both sides is played as
often as `TRUTHS` over the same hours, once with the luck of the game. A forecast is judged by the share of these in which an own
counter stands in the target at the end.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from game.core.words import _
from game.whatif.battle.one_part import OnePart
from game.whatif.pool import Progress, play_all

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.model.base import HexAt
    from game.model.battle.scenario import Scenario

TRUTHS = 8
EACH_TURN = (
    3  # assaults of a side that are forecast in a turn at most: a habit that assaults everywhere is not to outweigh all
)
GAMES_A_PART = 64  # the count that a player sees first
RESAMPLES, RESAMPLE_KEY = 400, 19380731  # of games, for intervals: forecasts of one game hang together
FEWEST = 10  # games from which an interval is given
DECILES = 10
LEVEL = 95


class Job(NamedTuple):
    """One game to be played for its forecasts: who leads the side that is judged, against the staff."""

    scenario: str
    side: int
    leader: str
    seed: int


class Trial(NamedTuple):
    """One forecast and what then happened; shares, 0 to 1."""

    job: Job
    side: str
    turn: int
    target: tuple[int, int]
    shown: float
    stays: float
    usual: float
    happened: float


class Group(NamedTuple):
    """Forecasts taken together. `error`: mean gap by decile, weighed by number; `gap`: shown less happened, with its interval by
    game, NaN with fewer than `FEWEST`; `brier`, `base`: mean squared errors of the forecasts and of the share that happened.
    """

    name: str
    n: int
    games: int
    shown: float
    happened: float
    error: float
    gap: float
    gap_low: float
    gap_high: float
    brier: float
    base: float


def jobs(scenarios: Sequence[Scenario], games: int, seed: int) -> list[Job]:
    """So many games of each scenario and side, leaders in turn: staff, nearest, each plan."""
    found = []
    for scenario in scenarios:
        for side, name in enumerate(scenario.sides):
            leaders = ("plain", "nearest", *(f"plan:{p.id}" for p in scenario.plans_of(name)))
            order = np.random.Generator(np.random.Philox(key=seed + side)).permutation(max(games, len(leaders)))
            found += [Job(scenario.id, side, leaders[int(order[k]) % len(leaders)], seed + k) for k in range(games)]
    return found


def play(
    scenarios: Sequence[Scenario], jobs: Sequence[Job], *, workers: int | None = None, progress: Progress | None = None
) -> tuple[list[Trial], bool]:
    """The forecasts of these games, in their order, and whether Ctrl-C ended them early; games run in processes of their own."""
    done = play_all(
        _Work({s.id: s for s in scenarios}, tuple(jobs)), len(jobs), chunk=1, workers=workers, progress=progress
    )
    return [trial for game in done.parts[0] for trial in game], bool(done.notice)


@dataclass(frozen=True)
class _Work(OnePart):
    """Games to be played for their forecasts, for a process of its own."""

    scenarios: dict[str, Scenario]
    jobs: tuple[Job, ...]

    def play(self, part: int, k: int) -> list[Trial]:
        """The forecasts of a game."""
        return trials(self.scenarios[self.jobs[k].scenario], self.jobs[k])


def trials(scenario: Scenario, job: Job, *, games: int = GAMES_A_PART) -> list[Trial]:
    """The forecasts of one game and what happened."""
    from game.match.battle import Match
    from game.match.battle.forecast import forecast
    from game.players.battle.staffs import commander

    match = Match.new(scenario, seed=job.seed)
    leaders = {s: job.leader if k == job.side else "plain" for k, s in enumerate(scenario.sides)}
    seats = {s: commander(name, s, scenario, job.seed) for s, name in leaders.items()}
    side, foe = scenario.sides[job.side], scenario.sides[1 - job.side]
    usual = commander("plain", foe, scenario).orders
    dice, found = np.random.Generator(np.random.Philox(key=job.seed)), list[Trial]()
    while not match.over:
        view = match.view(side)
        given: dict[str, Any] = {s: seat.orders(match.view(s)) for s, seat in seats.items()}
        targets = _targets(given[side])
        for k in sorted(dice.permutation(len(targets))[:EACH_TURN].tolist()):
            told = forecast(view, given[side], targets[k], usual, games=games)
            true = happened(match, given, targets[k], job.side)
            parts = (told.shown, told.stays[0], told.usual[0])
            found.append(Trial(job, side, match.turn.number, targets[k], *parts, true))
        match.resolve(**given)  # with its events: a side remembers who was seen to fail
    return found


def happened(match: Match, given: dict[str, Any], target: HexAt, side: int, *, truths: int = TRUTHS) -> float:
    """Share of plays of the true position with the true orders of both sides in which the side stands in the target."""
    from game.match.battle import orders as written
    from game.match.battle.forecast import horizon, outcome
    from game.model.battle.orders import Order
    from game.rules.battle import state as S
    from game.rules.battle.resolve import resolve_turn

    view = match.view(match.scenario.sides[side])
    engine, scenario, turn = view.engine, match.scenario, match.turn
    theirs = np.nonzero(np.asarray(engine.tables.unit)[:, S.U_SIDE] != side)[0]
    sheets = [
        written.standing(scenario, [o for o in given[s] if isinstance(o, Order) and match.refusal(o, side=s) is None])
        for s in scenario.sides
    ]
    own = [o for o in sheets[side] if view.refusal(o) is None]
    pulses, held = horizon(view, own, target), 0.0
    for k in range(truths):
        state = S.copy_state(match.state)
        state.clock[S.SEED1] ^= k
        with engine.lock:
            for sheet in sheets:
                written.apply(engine, state, turn, tuple(sheet))
            resolve_turn(engine.face(state), engine.tables, engine.work, turn.number, pulses, trace=False)
        held += outcome(state, match.state.units[:, S.LOST], engine.hex_index(target), theirs).taken
    return held / truths


def groups(found: Sequence[Trial]) -> dict[str, list[Group]]:
    """The forecasts by what matters: all, those neither sure nor hopeless, the sure ones, scenario and side, deciles."""
    return {
        "all": [_group(_("all"), found)],
        "shown 10 to 90 %": [_group(_("shown 10 to 90 %"), [t for t in found if 0.1 <= t.shown <= 0.9])],
        "shown 80 % and more": [_group(_("shown 80 % and more"), [t for t in found if t.shown >= 0.8])],
        "sides": _by(found, lambda t: f"{t.job.scenario}, {t.side}"),
        "leaders": _by(found, lambda t: t.job.leader.partition(":")[0]),
        "deciles": _by(
            found, lambda t: _("{a:>2} to {a2} %").format(a=10 * _decile(t.shown), a2=10 * _decile(t.shown) + 10)
        ),
    }


def _by(found: Sequence[Trial], key: Callable[[Trial], str]) -> list[Group]:
    names = sorted({key(t) for t in found})
    return [_group(name, [t for t in found if key(t) == name]) for name in names]


def _group(name: str, found: Sequence[Trial]) -> Group:
    if not found:
        return Group(name, 0, 0, *[float("nan")] * 8)
    shown, true = (np.array([getattr(t, what) for t in found]) for what in ("shown", "happened"))
    low, high = _gap_interval(found)
    base = float(((true - true.mean()) ** 2).mean())
    return Group(
        name,
        len(found),
        len({t.job for t in found}),
        float(shown.mean()),
        float(true.mean()),
        calibration_error(shown, true),
        float((shown - true).mean()),
        low,
        high,
        float(((shown - true) ** 2).mean()),
        base,
    )


def calibration_error(shown: np.ndarray, true: np.ndarray) -> float:
    """Mean distance of shown and happened over the deciles of what was shown, weighed by their number."""
    decile = np.minimum((shown * DECILES).astype(int), DECILES - 1)
    gaps = [abs((shown - true)[decile == d].sum()) for d in range(DECILES)]
    return float(sum(gaps) / len(shown))


def _decile(share: float) -> int:
    return min(int(share * DECILES), DECILES - 1)


def _gap_interval(found: Iterable[Trial]) -> tuple[float, float]:
    """Ends of the mean gap, games drawn anew whole."""
    games: dict[Job, list[float]] = {}
    for t in found:
        games.setdefault(t.job, []).append(t.shown - t.happened)
    if len(games) < FEWEST:
        return math.nan, math.nan
    sums, counts = (np.array([f(g) for g in games.values()], float) for f in (sum, len))
    drawn = np.random.Generator(np.random.Philox(key=RESAMPLE_KEY)).integers(0, len(sums), (RESAMPLES, len(sums)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    return float(low), float(high)


def _targets(orders: Sequence[Any]) -> list[HexAt]:
    """The hexes that orders assault, sorted."""
    from game.model.battle.orders import Order

    return sorted({o.target for o in orders if isinstance(o, Order) and o.verb.assaults and o.target is not None})
