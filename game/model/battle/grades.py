"""What a score is graded against: games of our staff in the same seat against the same opponent, and of the record's sheet."""

from game.model.base import Entry

STEPS = 101  # quantiles kept of scores: 0 %, 1 % ... 100 %


class SideScores(Entry, frozen=True, kw_only=True):
    """Quantiles of one side's final scores, points of 100, from the least to the highest: `STEPS` of them."""

    side: str
    quantiles: tuple[float, ...]


class Beside(Entry, frozen=True, kw_only=True):
    """Games of another commander in a seat with the luck of the staff's games there.

    `own`, `sd`: mean and standard deviation of the seat's score; `gain`: mean of its differences from the staff's score,
    `within`: half of the 95 % interval of that; `foe`: mean score of the other side. Points of 100.
    """

    commander: str
    own: float
    sd: float
    gain: float
    within: float
    foe: float


class SeatScores(Entry, frozen=True, kw_only=True):
    """Games in the seat of `side` against one opponent.

    `staff`: quantiles of our staff's score in `games` games, game k with the seed `seed + k`; `mean`, `sd` of them; `idle`: mean
    score of an army that is given no order in the same games. `best`: what the best commander of each game would have brought:
    `mean` and the mean of its gains over the staff in the first `beside_games` of them, in which the others were played too.
    """

    side: str
    against: str
    games: int
    seed: int
    mean: float
    sd: float
    idle: float
    best: float
    staff: tuple[float, ...]
    beside_games: int
    beside: tuple[Beside, ...] = ()

    def place(self, score: float) -> float:
        """Games of a hundred of our staff's that the score beats."""
        return percentile(self.staff, score)

    def standing(self, mean: float) -> float | None:
        """Where a mean score stands: 0 nothing ordered, 50 the staff, 100 the best of the seat; straight between, none past them.

        None where the staff does no better there than an idle army: such a scale would be upside down.
        """
        if self.mean <= self.idle:
            return None
        if mean <= self.mean:
            return max(0.0, 50.0 * (mean - self.idle) / (self.mean - self.idle))
        if self.best <= self.mean:
            return 100.0
        return min(100.0, 50.0 + 50.0 * (mean - self.mean) / (self.best - self.mean))


class Grades(Entry, frozen=True, kw_only=True):
    """Scores of a scenario's re-enactments, and of seats against opponents (rule 12.6).

    `content`: digest of the scenario that was played, `rules`: the rules version that played it: a game of other content or
    by other rules is not measured by them. `games`, `seed`: re-enactment k had the seed `seed + k`; `check`: digests of the
    last positions of the first ones, by which anybody can see that the rules at hand still play them so.
    """

    content: str
    rules: str
    games: int
    seed: int
    check: tuple[str, ...]
    scores: tuple[SideScores, ...]
    seats: tuple[SeatScores, ...] = ()

    def percentile(self, side: str, score: float) -> float | None:
        """Per cent of the re-enactments in which the side scored less, between neighbours linear; None for an unknown side."""
        found = next((s.quantiles for s in self.scores if s.side == side), ())
        return percentile(found, score) if len(found) >= 2 else None

    def seat(self, side: str, against: str) -> SeatScores | None:
        """The games of a seat against an opponent; None where none are kept."""
        return next((s for s in self.seats if (s.side, s.against) == (side, against)), None)


def percentile(quantiles: tuple[float, ...], score: float) -> float:
    """Per cent of the scores that lie below one, by their quantiles, between neighbours linear; of equal ones half count."""
    last = len(quantiles) - 1
    below, equal = sum(q < score for q in quantiles), sum(q == score for q in quantiles)
    if equal:
        return 100.0 * (below + (equal - 1) / 2.0) / last
    if below in (0, len(quantiles)):
        return 100.0 if below else 0.0
    low, high = quantiles[below - 1], quantiles[below]
    return 100.0 * (below - 1 + (score - low) / (high - low)) / last
