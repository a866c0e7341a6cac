"""What moves the outcomes, all free parameters together: elementary effects by Morris' method (extra `sensitivity`).

Each trajectory moves one parameter after the other by two thirds of its range, from a place of its own; so an effect is seen in
many places, and one that differs from place to place shows that parameters work together. All games have the same luck.
Source: M. Morris, Technometrics 33 (1991) 161-174; SALib.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from game.core.words import _
from game.whatif import statistics
from game.whatif.battle.calibration import with_parameter
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Runs, Setting, play
from game.whatif.pool import Progress

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

LEVELS = 4  # of each parameter's range


class Moved(NamedTuple):
    """What a parameter does to an outcome over its whole range: mean size of the effect, mean, spread between places.

    In the outcome's unit, shares in points. `within`: half of the 95 % interval of the mean size, by the trajectories.
    """

    parameter: str
    outcome: str
    size: float
    mean: float
    spread: float
    within: float


class Morris(NamedTuple):
    """All effects, the largest parameter of each outcome first. `trajectories`, `games`: how many, and games at each place."""

    moved: tuple[Moved, ...]
    trajectories: int
    games: int

    def of(self, outcome: str) -> list[Moved]:
        """The effects on an outcome, the largest first."""
        return sorted((m for m in self.moved if m.outcome == outcome), key=lambda m: -m.size)


def is_there() -> bool:
    """Whether SALib is installed."""
    return find_spec("SALib") is not None


def morris(
    scenario: Scenario,
    trajectories: int,
    games: int,
    *,
    seed: int = 1938,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Morris:
    """Plays `trajectories` x (parameters + 1) places of `games` games each.

    Raises:
        ModuleNotFoundError: SALib is not installed.
        ValueError: stopped before all places were played, or the scenario has no free parameter.
    """
    free = [p for p in scenario.parameters if p.free]
    if not free:
        raise ValueError(_("{id} has no free parameter").format(id=scenario.id))
    names = [p.name for p in free]
    problem = {"num_vars": len(free), "names": names, "bounds": [[p.low, p.high] for p in free]}
    places = import_module("SALib.sample.morris").sample(problem, trajectories, num_levels=LEVELS, seed=seed)
    found = _played(
        scenario, [dict(zip(names, map(float, row), strict=True)) for row in places], games, seed, workers, progress
    )
    analyse = import_module("SALib.analyze.morris").analyze
    moved: list[Moved] = []
    for o in scenario.outcomes:
        scale = 100.0 if is_share(o) else 1.0
        centres = [statistics.mean(r.outcomes[o.id]) for r in found]
        if any(c is None for c in centres):
            continue  # somewhere it never came about
        y = np.array([scale * c.value for c in centres if c is not None])
        if not y.std():
            continue
        told = analyse(problem, places, y, num_levels=LEVELS, seed=seed)
        columns = [[float(v) for v in told[key]] for key in ("mu_star", "mu", "sigma", "mu_star_conf")]
        moved += [Moved(name, o.id, *values) for name, *values in zip(names, *columns, strict=True)]
    return Morris(tuple(moved), trajectories, games)


def _played(
    scenario: Scenario,
    places: Sequence[dict[str, float]],
    games: int,
    seed: int,
    workers: int | None,
    progress: Progress | None,
) -> tuple[Runs, ...]:
    settings = []
    for k, place in enumerate(places):
        here = scenario
        for name, value in place.items():
            here = with_parameter(here, name, value)
        settings.append(Setting(scenario=here, name=f"place {k}"))
    found: list[Runs] = []
    for k, setting in enumerate(settings):
        part = None if progress is None else _part(progress, k, len(settings))
        (one,) = play([setting], games, seed=seed, workers=workers, progress=part)
        if one.is_partial:
            raise ValueError(
                _("{a}: {k} of {n} places were played; needed all").format(
                    a=one.notice or "stopped", k=k, n=len(settings)
                )
            )
        found.append(one)
    return tuple(found)


def _part(progress: Progress, k: int, parts: int) -> Progress:
    return lambda done, games: progress(k * games + done, parts * games)
