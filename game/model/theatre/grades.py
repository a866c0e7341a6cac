"""Scores of many computer games, by which a score of the strategic game is graded (chapter 14)."""

from bisect import bisect_left, bisect_right

from game.model.base import Entry

WHOLE = "game"


class Grades(Entry, frozen=True, kw_only=True):
    """Quantiles of computer games' scores: by seat, then by act as text or "game", 101 values from the least to the most.

    `made`: how; `rules`: version; `games`: how many games.
    """

    format: int
    rules: str
    made: str
    games: int
    quantiles: dict[str, dict[str, tuple[float, ...]]]

    def percentile(self, seat: str, score: float, act: int | None = None) -> float:
        """Share of computer games in per cent that scored less, those that scored the same counted half; of an act or the game.

        Raises:
            KeyError: there is no such seat or act.
        """
        row = self.quantiles[seat][WHOLE if act is None else str(act)]
        below, above = bisect_left(row, score), bisect_right(row, score)
        if above > below:
            return min(100.0, 0.5 * (below + above - 1))
        if below in (0, len(row)):
            return 0.0 if below == 0 else 100.0
        return below - 1 + (score - row[below - 1]) / (row[below] - row[below - 1])
