"""Bands by turn: how many re-enactments of a scenario stood by the end of each of its turns, beside the record and a run."""

from typing import Literal

from game.model.base import Entry

LEVELS = (5, 25, 50, 75, 95)  # per cent of the games that stand at a figure or below it
LOW, MIDDLE, HIGH = 0, 2, 4  # places among them: the band that is shown and its median

What = Literal["lost", "tanks", "held"]
Row = tuple[int, int, int, int, int]
Name = tuple[What, str, str]  # of a figure: what, whose, where


class Band(Entry, frozen=True, kw_only=True):
    """One figure by the end of every turn: men `lost` so far, `tanks` out so far, per mille of a place `held`.

    `rows`: by turn, at `LEVELS`.
    """

    what: What
    side: str
    place: str = ""
    rows: tuple[Row, ...]

    @property
    def name(self) -> Name:
        """What, whose, where."""
        return self.what, self.side, self.place


class Bands(Entry, frozen=True, kw_only=True):
    """Bands of `games` re-enactments; re-enactment k had the seed `seed + k`.

    `content`, `rules`, `check`: as with the grades: the digest of the scenario that was played, the rules that played it,
    digests of the last positions of the first games. `turns`: names of the turns; `fought`: games that were not over before
    each. A game that is over keeps its last figures.
    """

    content: str
    rules: str
    games: int
    seed: int
    check: tuple[str, ...]
    turns: tuple[str, ...]
    fought: tuple[int, ...]
    band: tuple[Band, ...]

    def at(self, turn: str) -> dict[Name, Row]:
        """The figures by the end of a turn, by what, whose and where; none of a turn that is not played."""
        if turn not in self.turns:
            return {}
        k = self.turns.index(turn)
        return {band.name: band.rows[k] for band in self.band}
