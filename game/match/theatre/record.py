"""The record of a turn of the strategic game that was played."""

from typing import NamedTuple

from game.match.theatre.events import RawTurn
from game.match.theatre.sheets import Sheet
from game.model.battle_result import BattleResult
from game.model.theatre.game import TheatreTurn
from game.rules.theatre import state as T


class TheatreRecord(NamedTuple):
    """A turn that was played: the sheets that stood (None: empty seat), the battle's result if one was played for it, events
    as the rules left them, the position after it (with the next turn's news) and its digest; `luck`: 64 bits that it was given,
    in games by file."""

    turn: TheatreTurn
    sheets: dict[str, Sheet | None]
    raw: RawTurn
    position: T.Position
    digest: str
    battle: BattleResult | None = None
    luck: int | None = None

    @property
    def state(self) -> T.Position:
        """The position, as both scales call it."""
        return self.position
