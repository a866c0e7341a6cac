"""A strategic game as people sit at it: the match, who holds each seat, the sheets being written, the battle of the turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from game.core.words import _, spoken
from game.files import saves
from game.match.sealed_game import AWAY
from game.match.theatre import Sheet, TheatreMatch, TheatreView
from game.match.theatre.draft import SheetDraft
from game.players import table
from game.players.table import EMPTY, HUMAN, SealedTable, SeatsMissing
from game.players.theatre.seats import FORMER, LEVELS, computer_seat

if TYPE_CHECKING:
    from game.model.battle_result import BattleResult
    from game.model.theatre.game import Theatre

USUAL, ALL = "plain", "all"
RECORD, FOUGHT = "record", "fought"  # ways to settle the battle of a turn, beside a saved game of it
Battle = Callable[[TheatreMatch, Mapping[str, Sheet | None], str], "BattleResult | None"]


class TheatreTable(SealedTable[TheatreMatch, SheetDraft, TheatreView]):
    """The strategic game and its seats. `fight`: settles the battle of the turn in the way that `battle` names."""

    def __init__(
        self, match: TheatreMatch, seats: Mapping[str, str], *, fight: Battle | None = None, path: Path | None = None
    ) -> None:
        self.fight, self._battle = fight, ""
        super().__init__(match, seats, match.theatre.seat_ids, path=path)

    @property
    def battle(self) -> str:
        """How the battle of the turn is settled: a word, or the file of a saved game of it; "": drawn."""
        return self._battle

    @battle.setter
    def battle(self, choice: str) -> None:
        if choice != self._battle:
            self._battle = choice
            self.keep()

    @property
    def is_written(self) -> bool:
        """Somebody here has written, sealed or chosen what no turn has resolved yet."""
        return super().is_written or bool(self._battle and self._at == self.match.digest)

    @property
    def _choice(self) -> str:
        return self._battle

    def _choose(self, choice: str) -> None:
        # A path is followed only to a saved game of the user's own list.
        if choice in (RECORD, FOUGHT) or choice in {str(saved.path) for saved in saves.saved_games()}:
            self._battle = choice

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
        self._battle = ""
        super().begin_turn()


def seats_of(path: Path, theatre: Theatre) -> dict[str, str]:
    """Who holds the seats of a saved game.

    Raises:
        SeatsMissing: that is not written with it.
    """
    order = theatre.seat_ids
    found = table.seats_of(path, order, lambda who: who.partition(":")[0] in (HUMAN, AWAY, EMPTY, *LEVELS, *FORMER))
    if found:
        return found
    choices = {
        one: (spoken(theatre.seat(one).name), {seat: HUMAN if seat == one else USUAL for seat in order})
        for one in order
    }
    raise SeatsMissing({**choices, ALL: (_("All, at one screen"), dict.fromkeys(order, HUMAN))})
