"""Making what a game is graded by: the scores of many re-enactments, and of our staff in each seat (rule 12.6)."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.core.words import _
from game.model.battle.grades import STEPS, Beside, Grades, SeatScores, SideScores
from game.whatif.battle import runs as many
from game.whatif.battle.trials import score_names
from game.whatif.pool import Progress
from game.whatif.statistics import quantile, student

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.whatif.battle.runs import Runs

CHECKED = 3  # games whose last positions are kept
STAFF, RECRUIT, IDLE = "plain", "recruit", "habit:nothing"
LEVEL = 0.05  # two-tailed


def grades_of(runs: Runs, seats: Sequence[SeatScores] = ()) -> Grades:
    """The grades that these re-enactments give, and the seats beside them.

    Raises:
        ValueError: the scenario does not name the score of each side among its outcomes.
    """
    from game.rules.battle.resolve import RULES_VERSION

    scenario = runs.setting.scenario
    named = score_names(scenario)
    return Grades(
        content=scenario.digest,
        rules=RULES_VERSION,
        games=len(runs.games),
        seed=runs.seed,
        check=tuple(runs.digests[:CHECKED]),
        scores=tuple(
            SideScores(side=side, quantiles=_quantiles([v or 0.0 for v in runs.outcomes[name]]))
            for side, name in zip(scenario.sides, named, strict=True)
        ),
        seats=tuple(seats),
    )


def shipped(scenario: Scenario, side: str) -> tuple[str, ...]:
    """The commanders of whom the best of a seat is taken: the staff, the record's sheet, every plan."""
    return (STAFF, "history", *(f"plan:{plan.id}" for plan in scenario.plans_of(side)))


def commanders(scenario: Scenario, side: str) -> tuple[str, ...]:
    """Whoever is played in a seat: the shipped ones, the recruit and every habit of one line that differs there."""
    from game.players.battle.staffs import habits

    desk = scenario.politics is not None
    return (*shipped(scenario, side), RECRUIT, *(h for h in habits() if desk or "halt" not in h))


def seat_scores(
    scenario: Scenario,
    side: str,
    against: str = STAFF,
    *,
    games: int,
    beside_games: int,
    seed: int = 1938,
    workers: int | None = 1,
    progress: Progress | None = None,
) -> SeatScores:
    """Plays a seat against an opponent: the staff and an idle army `games` times, everybody else in the first `beside_games`.

    Raises:
        ValueError: the scenario does not name the score of each side among its outcomes, a name is not known, or the games
            were stopped before they were done.
    """
    beside_games = min(games, beside_games)
    everybody = commanders(scenario, side)
    own, foe = _played(scenario, side, against, everybody, beside_games, seed, workers, progress)
    more, _ = _played(
        scenario, side, against, (STAFF, IDLE), games - beside_games, seed + beside_games, workers, progress
    )
    staff, idle = own[STAFF] + more[STAFF], own[IDLE] + more[IDLE]
    best = [max(own[name][k] for name in shipped(scenario, side)) - own[STAFF][k] for k in range(beside_games)]
    mean = statistics.fmean(staff)
    return SeatScores(
        side=side,
        against=against,
        games=games,
        seed=seed,
        mean=round(mean, 2),
        sd=round(statistics.pstdev(staff), 2),
        idle=round(statistics.fmean(idle), 2),
        best=round(mean + statistics.fmean(best), 2),
        staff=_quantiles(staff),
        beside_games=beside_games,
        beside=tuple(_beside(name, own[name], own[STAFF], foe[name]) for name in everybody),
    )


def _played(
    scenario: Scenario,
    side: str,
    against: str,
    names: Sequence[str],
    games: int,
    seed: int,
    workers: int | None,
    progress: Progress | None,
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Scores of the seat and of the other side, by the commander of the seat, game by game."""
    if games <= 0:
        return {name: [] for name in names}, {name: [] for name in names}
    k, outcomes = scenario.sides.index(side), score_names(scenario)
    pairs = [(name, against) if k == 0 else (against, name) for name in names]
    settings = [
        many.Setting(scenario=scenario, name=name, commanders=pair) for name, pair in zip(names, pairs, strict=True)
    ]
    found = many.play(settings, games, seed=seed, workers=workers, progress=progress)
    if any(r.is_partial for r in found):
        raise ValueError(_("{a}; a seat wants every game that was asked for").format(a=found[0].notice or "stopped"))
    return (
        {r.setting.name: [v or 0.0 for v in r.outcomes[outcomes[k]]] for r in found},
        {r.setting.name: [v or 0.0 for v in r.outcomes[outcomes[1 - k]]] for r in found},
    )


def _beside(name: str, own: list[float], staff: list[float], foe: list[float]) -> Beside:
    gains = [a - b for a, b in zip(own, staff, strict=True)]
    n = len(gains)
    within = student(1.0 - LEVEL / 2.0, n - 1) * statistics.stdev(gains) / n**0.5 if n > 1 else 0.0
    figures = (statistics.fmean(own), statistics.pstdev(own), statistics.fmean(gains), within, statistics.fmean(foe))
    own_mean, sd, gain, half, other = (round(x, 2) for x in figures)
    return Beside(commander=name, own=own_mean, sd=sd, gain=gain, within=half, foe=other)


def _quantiles(values: Sequence[float]) -> tuple[float, ...]:
    found = [quantile(list(values), k / (STEPS - 1)) for k in range(STEPS)]
    return tuple(round(v, 2) for v in found if v is not None)
