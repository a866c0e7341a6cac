"""What the same luck would have brought our staff in a player's seat, and an army that is given no order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from game.core.words import _
from game.whatif.battle.grading import IDLE, STAFF
from game.whatif.battle.runs import Setting, played

if TYPE_CHECKING:
    from game.match.battle import Match


class SameLuck(NamedTuple):
    """Scores of the seat with the seed of the game, against the same opponent, points of 100."""

    staff: float
    idle: float


def same_luck(match: Match, side: str, against: str) -> SameLuck:
    """Plays the game's seed twice from its first turn: our staff in the seat of `side`, then nobody. Takes up to two seconds.

    Raises:
        ValueError: the opponent is no commander of the scenario.
    """
    scenario = match.scenario
    k = scenario.sides.index(side)
    scores = []
    for own in (STAFF, IDLE):
        pair = (own, against) if k == 0 else (against, own)
        scores.append(float(played(Setting(scenario=scenario, commanders=pair), match.seed).score(side).total))
    return SameLuck(*scores)


def luck_line(found: SameLuck) -> str:
    """That in words."""
    return _("The same luck: our staff in this seat {staff}, an army given no order {idle}").format(
        staff=round(found.staff), idle=round(found.idle)
    )
