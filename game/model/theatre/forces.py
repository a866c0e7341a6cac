"""Forces of the strategic game by the record, and what the record did month by month."""

import msgspec

from game.model.base import Cited, Entry, Names, Prose

Band = tuple[float, float]


class Par(Cited, frozen=True, kw_only=True):
    """Divisions of a side in a place as the record has them: (turn from which, divisions)."""

    place: str
    side: str
    rows: tuple[tuple[int, int], ...]

    def at(self, turn: int) -> int:
        """Divisions in a turn."""
        return next(n for first, n in reversed(self.rows) if first <= turn)


class Reach(Entry, frozen=True, kw_only=True):
    """A share of a reserve's divisions that counts in a sector."""

    at: str
    reserve: str
    side: str
    share: float


class TheatreArmy(Cited, frozen=True, kw_only=True):
    """How the divisions of places are called, from one turn to another."""

    id: str
    name: Names
    side: str
    places: tuple[str, ...]
    first: int
    last: int


class Level(Cited, frozen=True, kw_only=True):
    """Forces in a half-year ("1938-2"), each as (low, high); men in thousands. `anchored`: a source states it."""

    half: str
    north_divisions: Band
    soviet_divisions: Band
    soviet_men: Band
    soviet_tanks: Band
    soviet_aircraft: Band
    soviet_submarines: Band
    china_divisions: Band | None = None
    north_men: Band | None = None
    north_tanks: Band | None = None
    north_aircraft: Band | None = None
    anchored: bool = False


class RecordEvent(Cited, frozen=True, kw_only=True):
    """What the record of a month did to the variables, and the turn in whose news it stands.

    `rests_on`: a card and the state without which the changes of the variables in `rests` did not happen.
    """

    month: str
    turn: int
    says: Prose
    changes: dict[str, float]
    rests_on: dict[str, str] = msgspec.field(default_factory=dict)
    rests: tuple[str, ...] = ()


class Quarter(Cited, frozen=True, kw_only=True):
    """The variables at the end of a quarter ("1938-09") by the record."""

    month: str
    values: dict[str, float]


class Incident(Cited, frozen=True, kw_only=True):
    """A border incident of the record, and where one like it may happen."""

    id: str
    when: str
    place: str
    title: Prose
