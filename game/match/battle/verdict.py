"""The verdict in words: how each side fared by its own aims, what carried it and what it missed (rules 12.1 to 12.5)."""

from __future__ import annotations

from collections.abc import Sequence

from game.core.words import N_, _
from game.match.battle.match import Match
from game.match.battle.score import Part, Score

# From so many points of a hundred on, the words (design choice: they name fifths of the scale, nothing hangs on them).
FARED = (
    (80.0, N_("{side} has what it came for: {n:.0f} of 100 by its own aims.")),
    (60.0, N_("{side} has most of what it came for: {n:.0f} of 100 by its own aims.")),
    (40.0, N_("{side} has some of what it came for: {n:.0f} of 100 by its own aims.")),
    (20.0, N_("{side} has little of what it came for: {n:.0f} of 100 by its own aims.")),
    (0.0, N_("{side} has next to nothing of what it came for: {n:.0f} of 100 by its own aims.")),
)
EVEN = 5.0  # points, under which no side is called ahead (design choice)
BOTH_WELL = 60.0  # points of each


def verdict(match: Match) -> tuple[str, ...]:
    """Who fared how, as the game stands: a sentence on both, then two for each side."""
    scores = [match.score(side) for side in match.scenario.sides]
    return (between(match, scores), *(line for score in scores for line in fared(match, score)))


def between(match: Match, scores: Sequence[Score]) -> str:
    """One sentence on both sides together."""
    first, second = scores
    names = [_(match.scenario.side_names[score.side]) for score in scores]
    if min(first.total, second.total) >= BOTH_WELL:
        return _("Both sides reached most of their own aims.")
    gap = first.total - second.total
    if abs(gap) < EVEN:
        return _("Neither side came nearer to its aims than the other.")
    ahead, behind = names if gap > 0 else reversed(names)
    return _("{ahead} came nearer to its own aims than {behind} to its own, by {n:.0f} points.").format(
        ahead=ahead, behind=behind, n=abs(gap)
    )


def fared(match: Match, score: Score) -> tuple[str, str]:
    """How a side fared, and which part of its score carried it and which it missed."""
    words = next((words for least, words in FARED if score.total >= least), FARED[-1][1])
    said = _(words).format(side=_(match.scenario.side_names[score.side]), n=score.total)
    parts = [part for part in score.parts if part.most > 0]
    best = max(parts, key=lambda part: part.points / part.most)
    worst = max(parts, key=lambda part: part.most - part.points)
    return said, _("It did best in {best}, and most was missing in {worst}.").format(
        best=_part(best), worst=_part(worst)
    )


def _part(part: Part) -> str:
    return _("{name} ({p:.0f} of {m:g})").format(name=_(part.name), p=part.points, m=part.most)
