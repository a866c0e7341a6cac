"""A strategic game as people sit at it: the match, who holds each seat, the sheets being written, the battle of the turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from game.match.theatre import Sheet, TheatreMatch, TheatreView
from game.match.theatre.draft import SheetDraft
from game.players import table
from game.players.table import EMPTY, HUMAN, SealedTable
from game.players.theatre.seats import LEVELS, computer_seat

if TYPE_CHECKING:
    from game.model.battle_result import BattleResult

USUAL = "plain"
Battle = Callable[[TheatreMatch, Mapping[str, Sheet | None], str], "BattleResult | None"]


class TheatreTable(SealedTable[TheatreMatch, SheetDraft, TheatreView]):
    """The strategic game and its seats. `fight`: settles the battle of the turn in the way that `battle` names."""

    def __init__(
        self, match: TheatreMatch, seats: Mapping[str, str], *, fight: Battle | None = None, path: Path | None = None
    ) -> None:
        self.fight, self.battle = fight, ""
        super().__init__(match, seats, match.theatre.seat_ids, path=path)

    def _blank(self, seat: str) -> SheetDraft:
        view = self.view if seat == self.seat else self.match.view(seat)
        own = seat == self.order[0]  # only headquarters closes sectors (rule 12.1)
        return SheetDraft(tuple(p.id for p in view.places if p.closed) if own else ())

    def _standing(self, seat: str, data: bytes) -> SheetDraft:
        blank, kept = self._blank(seat), msgspec.json.decode(data, type=Sheet)
        return blank if self.match.refusal(seat, kept) else SheetDraft(blank.now.closed, kept)

    def _commander(self, seat: str) -> Callable[[TheatreView], Sheet]:
        level, _colon, temperament = self.seats[seat].partition(":")
        found = computer_seat(level, seat, self.match.theatre, seed=self.match.seed, temperament=temperament)
        assert found is not None, "nobody sits there"
        return found.sheet

    def refusal(self) -> str:
        """Why the sheet as it stands is refused; empty if it is not."""
        found = None if self.over else self.match.refusal(self.seat, self.draft.now)
        return "" if found is None else str(found)

    def _resolve(self, given: dict[str, Sheet | None]) -> None:
        fought = self.fight(self.match, given, self.battle) if self.fight is not None and self.battle else None
        self.match.resolve_sheets(given, battle=fought)

    def begin_turn(self) -> None:
        """The next turn of writing begins: new sheets, the battle is drawn again, first human seat."""
        self.battle = ""
        super().begin_turn()


def seats_of(path: Path, order: tuple[str, ...]) -> dict[str, str]:
    """Who held the seats of a saved game; a human for the first, computers beside him, where nothing was kept."""
    usual = {seat: HUMAN if seat == order[0] else USUAL for seat in order}
    return table.seats_of(path, usual, lambda who: who.partition(":")[0] in (HUMAN, EMPTY, *LEVELS))
