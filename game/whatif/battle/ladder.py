"""The ladder: every commander and every habit of one line meets every other in pairs, and all are rated on one scale.

A pair is two games with the same luck and sides changed, as in a trial; who scored more over both, by own less foe's, won it.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from game.core.words import _
from game.files import kept_rules
from game.players.battle.levels import LEVELS
from game.players.battle.own import enlist_all, travelling
from game.whatif.battle.runs import Setting, play_one
from game.whatif.battle.trials import score_names
from game.whatif.pool import Progress, play_all
from game.whatif.ratings import Floats, ratings
from game.whatif.statistics import Interval

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

BY = "plain"  # whose rating all are measured by


class Pairing(NamedTuple):
    """Two who meet in a scenario. `scenario`: its place in the list."""

    scenario: int
    one: str
    other: str


class Met(NamedTuple):
    """A pair that was played: what each scored, as first side and as second, and what was wrong with their orders."""

    one: tuple[float, float]
    other: tuple[float, float]
    told: tuple[str, ...] = ()

    @property
    def margin(self) -> float:
        """Points by which the one was better over both games."""
        return sum(self.one) - sum(self.other)

    @property
    def won(self) -> float:
        """1 where the one won the pair, 0 where the other did, a half for an even one."""
        return 1.0 if self.margin > 0 else 0.5 if self.margin == 0 else 0.0


class Rung(NamedTuple):
    """One on the ladder. `rating`: 1000 is the staff; `share`: of his pairs that he won; `own`: his mean score in a game;
    `margin`: mean points by which he was better in a pair.
    """

    commander: str
    rating: Interval
    share: float
    own: float
    margin: float
    pairs: int


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """Ratings from the highest down. `games`: pairs of each two in each scenario; `told`: what was wrong with orders."""

    scenarios: tuple[str, ...]
    rungs: tuple[Rung, ...]
    games: int
    asked: int
    seed: int
    wall_s: float
    told: tuple[str, ...] = ()
    notice: str = ""

    @property
    def is_partial(self) -> bool:
        """Fewer pairs were played than asked for."""
        return self.games < self.asked


def contestants(scenario: Scenario) -> tuple[str, ...]:
    """Whoever can sit on both sides of a scenario and thinks quickly: the levels, plans that both sides have, and the habits."""
    from game.players.battle.staffs import PLAN, habits

    one, other = ([PLAN + plan.id for plan in scenario.plans_of(side)] for side in scenario.sides)
    levels = (level.id for level in LEVELS if not level.is_slow)
    desk = scenario.politics is not None
    return (*levels, *(p for p in one if p in other), *(h for h in habits() if desk or "halt" not in h))


def ladder(
    scenarios: Sequence[Scenario],
    *,
    games: int,
    more: Sequence[str] = (),
    without: Sequence[str] = (),
    seed: int = 1938,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> Ladder:
    """Plays `games` pairs of every two in every scenario and rates them; fewer where it was interrupted, with a notice.

    `more`: others who take part; `without`: who does not.

    Raises:
        ValueError: fewer than two are left, a name is not known, or a scenario does not measure the score of each side.
    """
    fields = [_field(scenario, more, without) for scenario in scenarios]
    pairings = [Pairing(k, *two) for k, names in enumerate(fields) for two in combinations(names, 2)]
    scored = tuple(score_names(scenario) for scenario in scenarios)
    if not kept_rules.is_warm():
        kept_rules.warm_up(progress)
    begun = time.perf_counter()
    work = _Work(tuple(scenarios), scored, tuple(pairings), seed, travelling(workers))
    found = play_all(work, games, chunk=1, workers=workers, progress=progress)
    names = list(dict.fromkeys(name for field in fields for name in field))
    played = len(found.parts[0])
    return Ladder(
        scenarios=tuple(s.id for s in scenarios),
        rungs=_rungs(names, pairings, found.parts, len(scenarios)) if played else (),
        games=played,
        asked=games,
        seed=seed,
        wall_s=time.perf_counter() - begun,
        told=tuple(line for part in found.parts for met in part for line in met.told),
        notice=found.notice,
    )


def _field(scenario: Scenario, more: Sequence[str], without: Sequence[str]) -> list[str]:
    from game.players.battle.staffs import trouble

    for name in (*more, *without):
        for side in scenario.sides:
            if line := trouble(name, scenario, side):
                raise ValueError(line)
    names = [name for name in dict.fromkeys((*contestants(scenario), *more)) if name not in without]
    if len(names) < 2:
        raise ValueError(_("{id}: a ladder of {n}; needed 2 and more").format(id=scenario.id, n=len(names)))
    return names


def _rungs(
    names: list[str], pairings: Sequence[Pairing], parts: Sequence[Sequence[Met]], scenarios: int
) -> tuple[Rung, ...]:
    index = {name: k for k, name in enumerate(names)}
    tables: list[Floats] = [np.zeros((len(parts[0]), len(names), len(names))) for _ in range(scenarios)]
    own: dict[str, list[float]] = {name: [] for name in names}
    margins: dict[str, list[float]] = {name: [] for name in names}
    for pairing, part in zip(pairings, parts, strict=True):
        i, j = index[pairing.one], index[pairing.other]
        for k, met in enumerate(part):
            tables[pairing.scenario][k, i, j] = met.won
            tables[pairing.scenario][k, j, i] = 1.0 - met.won
            own[pairing.one] += met.one
            own[pairing.other] += met.other
            margins[pairing.one].append(met.margin)
            margins[pairing.other].append(-met.margin)
    won = np.sum([t.sum((0, 2)) for t in tables], axis=0)
    rated = ratings(tables, index.get(BY))
    rungs = [
        Rung(name, rated[k], float(won[k]) / len(margins[name]), statistics.fmean(own[name]),
             statistics.fmean(margins[name]), len(margins[name]))
        for name, k in index.items()
    ]  # fmt: skip
    return tuple(sorted(rungs, key=lambda rung: (-rung.rating.value, rung.commander)))


@dataclass(frozen=True)
class _Work:
    """Pairs of every two, for a process of its own."""

    scenarios: tuple[Scenario, ...]
    scored: tuple[tuple[str, str], ...]
    pairings: tuple[Pairing, ...]
    seed: int
    own: dict[str, Any]

    @property
    def parts(self) -> int:
        """One for every two in a scenario."""
        return len(self.pairings)

    def load(self) -> None:
        """The rules of the battle, and commanders of one's own."""
        kept_rules.load()
        enlist_all(self.own)

    def play(self, part: int, k: int) -> Met:
        """Pair `k` of two: the same luck, sides changed."""
        place, one, other = self.pairings[part]
        scenario, (first, second) = self.scenarios[place], self.scored[place]
        there = play_one(Setting(scenario=scenario, commanders=(one, other)), self.seed + k)
        back = play_one(Setting(scenario=scenario, commanders=(other, one)), self.seed + k)
        return Met(
            (there.outcomes[first] or 0.0, back.outcomes[second] or 0.0),
            (there.outcomes[second] or 0.0, back.outcomes[first] or 0.0),
            (*there.told, *back.told),
        )
