"""What a score is graded against: the scores of many re-enactments of the record."""

from game.model.base import Entry

STEPS = 101  # quantiles kept of each side's scores: 0 %, 1 % ... 100 %


class SideScores(Entry, frozen=True, kw_only=True):
    """Quantiles of one side's final scores, points of 100, from the least to the highest: `STEPS` of them."""

    side: str
    quantiles: tuple[float, ...]


class Grades(Entry, frozen=True, kw_only=True):
    """Scores of the re-enactments of a scenario's record (rule 12.5).

    `content`: digest of the scenario that was played, `rules`: the rules version that played it: a game of other content or
    by other rules is not measured by them. `games`, `seed`: game k had the seed `seed + k`; `check`: digests of the
    last positions of the first games, by which anybody can see that the rules at hand still play them so.
    """

    content: str
    rules: str
    games: int
    seed: int
    check: tuple[str, ...]
    scores: tuple[SideScores, ...]

    def percentile(self, side: str, score: float) -> float | None:
        """Per cent of the re-enactments in which the side scored less, between neighbours linear; None for an unknown side."""
        found = next((s.quantiles for s in self.scores if s.side == side), ())
        if len(found) < 2:
            return None
        if score <= found[0]:
            return 0.0
        if score >= found[-1]:
            return 100.0
        above = next(k for k, q in enumerate(found) if q > score)
        low, high = found[above - 1], found[above]
        return 100.0 * (above - 1 + (score - low) / (high - low)) / (len(found) - 1)
