"""A strategic game as people sit at it before the window: a table, and what the pages of each seat show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from game.client.theatre.facts import EventFact, Facts
from game.core.words import _
from game.match.theatre.doubts import doubts
from game.players.theatre.table import TheatreTable
from game.whatif.theatre.chosen_battle import chosen_battle, has_battle

if TYPE_CHECKING:
    from game.match.theatre import TheatreMatch
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
        super().__init__(match, seats, fight=chosen_battle, path=path)

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
        for seat in known if not self.over else ():
            self.match.expected(seat)  # reckoned here, so that no page waits for it
        return Turned(known, self.save())

    def doubts(self) -> tuple[str, ...]:
        """What the sheet of the human seat that writes leaves to the odds, a line each."""
        if self.seat not in self.humans:
            return ()
        lines = [doubt.text for doubt in doubts(self.view, self.draft.now)]
        if self.has_battle and not self.battle and not self.is_by_file:
            lines.append(_("The battle of August is settled by nobody; it is drawn from its odds"))
        return tuple(lines)

    @property
    def has_battle(self) -> bool:
        """The turn to be ordered has a battle, and people sit here to choose how it is settled."""
        return bool(self.humans) and has_battle(self.match)

    def begin_turn(self) -> None:
        """The next turn of writing begins: new sheets and pages, first human seat."""
        self._facts: dict[str, Facts] = {}
        super().begin_turn()
