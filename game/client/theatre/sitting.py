"""A strategic game as people sit at it before the window: a table, and what the pages of each seat show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from game.client.theatre.facts import EventFact, Facts
from game.players.theatre.table import TheatreTable
from game.whatif.theatre.chosen_battle import chosen_battle, has_battle

if TYPE_CHECKING:
    from game.match.theatre import Sheet, TheatreMatch
    from game.model.battle_result import BattleResult
    from game.model.theatre.board import Board


@dataclass(frozen=True)
class Turned:
    """A resolved turn: what each human seat may know of it, and why it could not be saved."""

    events: dict[str, tuple[EventFact, ...]] = field(default_factory=dict)
    save_error: str = ""


class TheatreSitting(TheatreTable):
    """A table with pages on it."""

    def __init__(
        self, match: TheatreMatch, seats: Mapping[str, str], board: Board, *, path: Path | None = None
    ) -> None:
        self.board = board
        super().__init__(match, seats, fight=_fight, path=path)

    @property
    def facts(self) -> Facts:
        """What the seat that writes sees."""
        if self.seat not in self._facts:
            from game.client.theatre.from_match import facts_of

            self._facts[self.seat] = facts_of(self.match, self.seat, self.board)
        return self._facts[self.seat]

    def resolve_now(self) -> Turned:
        """Resolves the turn and saves. Long where computers sit: called beside the window."""
        from game.client.theatre.from_match import events_in

        turn = self.match.turn.number
        self.play_turn()
        known = {seat: events_in(self.match, seat, turn) for seat in self.humans or self.order[:1]}
        return Turned(known, self.save())

    @property
    def has_battle(self) -> bool:
        """The turn to be ordered has a battle, and people sit here to choose how it is settled."""
        return bool(self.humans) and has_battle(self.match)

    def begin_turn(self) -> None:
        """The next turn of writing begins: new sheets and pages, first human seat."""
        self._facts: dict[str, Facts] = {}
        super().begin_turn()


def _fight(match: TheatreMatch, sheets: Mapping[str, Sheet | None], choice: str) -> BattleResult | None:
    from game.client import warm

    warm.start().wait()
    return chosen_battle(match, sheets, choice)
