"""Making what a game is graded by: the scores of many re-enactments (rule 12.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.model.battle.grades import STEPS, Grades, SideScores
from game.whatif.statistics import quantile

if TYPE_CHECKING:
    from game.whatif.battle.runs import Runs

CHECKED = 3  # games whose last positions are kept


def grades_of(runs: Runs) -> Grades:
    """The grades that these re-enactments give.

    Raises:
        ValueError: the scenario does not name the score of each side among its outcomes.
    """
    from game.rules.battle.resolve import RULES_VERSION

    return Grades(
        content=runs.setting.scenario.digest,
        rules=RULES_VERSION,
        games=len(runs.games),
        seed=runs.seed,
        check=tuple(runs.digests[:CHECKED]),
        scores=tuple(_scores(runs, side) for side in runs.setting.scenario.sides),
    )


def _scores(runs: Runs, side: str) -> SideScores:
    outcomes = [o.id for o in runs.setting.scenario.outcomes if o.measure == "score" and o.side == side]
    if not outcomes:
        raise ValueError(f"{runs.setting.scenario.id} has no outcome with the score of {side}")
    values = [quantile(runs.outcomes[outcomes[0]], k / (STEPS - 1)) for k in range(STEPS)]
    return SideScores(side=side, quantiles=tuple(round(v, 2) for v in values if v is not None))
