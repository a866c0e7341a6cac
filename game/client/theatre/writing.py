"""Writing on the sheet of a seat: moves pressed on the map, staff lines struck, sectors closed, incidents met, and steps back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.theatre.names import SEAT_SIDE
from game.core.words import _

if TYPE_CHECKING:
    from game.client.theatre.facts import MoveFact
    from game.client.theatre.screen import TheatreScreen

MOST_A_MOVE = 2


class Writing:
    """The acts of the order sheet, for the page that shows it."""

    def __init__(self, screen: TheatreScreen) -> None:
        self.screen = screen

    def moves_from(self, source: str) -> list[MoveFact]:
        """Moves that are allowed from a place."""
        return [m for m in self.screen.facts.moves if m.source == source]

    def set_move(self, source: str, target: str, divisions: int) -> None:
        """How many divisions a move takes, within what the rules let one move take."""
        most = next((m.most for m in self.moves_from(source) if m.target == target), MOST_A_MOVE)
        self.screen.draft.move(source, target, min(divisions, most))
        self.screen.changed()

    def move_hint(self) -> str:
        """What to do next for a move."""
        if not self.screen.source:
            return _("Press a place of yours on the map, then where its divisions go.")
        return _("From {place}: press where they go. Esc lays it down.").format(
            place=self.screen.place_name(self.screen.source)
        )

    def point(self, name: str) -> None:
        """A place on the map was pressed: the source of a move, then its target."""
        if self.screen.is_history or self.screen.is_busy or self.screen.table.over:
            return
        if self.screen.source and name in self.screen.marks.targets and name != self.screen.source:
            old = next(
                (
                    m.divisions
                    for m in self.screen.draft.now.moves
                    if (m.source, m.target) == (self.screen.source, name)
                ),
                0,
            )
            if not old and len(self.screen.draft.now.moves) >= self.screen.facts.most_moves:
                self.screen.said = _("{n} moves a turn; take one out first").format(n=self.screen.facts.most_moves)
                return
            source, self.screen.source = self.screen.source, ""
            self.set_move(source, name, old + 1)
            return
        if self.moves_from(name) and name != self.screen.source:
            self.screen.source = name
        else:
            if name and not self.screen.source:
                self.screen.said = self.why_no_move(name)
            self.screen.source = ""
        said = self.screen.said
        self.screen.changed()
        self.screen.said = said

    def why_no_move(self, name: str) -> str:
        """Why nothing leaves a place."""
        fact = self.screen.facts.places.get(name)
        side = SEAT_SIDE[self.screen.facts.seat]
        if fact is None or fact.seat[side] != self.screen.facts.seat:
            return _("{place}: not yours to move").format(place=self.screen.place_name(name))
        return _("{place}: no division to move").format(place=self.screen.place_name(name))

    def strike(self, line: str) -> None:
        """Strikes a staff line, or restores it."""
        if not self.screen.is_history:
            self.screen.draft.strike(line)
            self.screen.changed()

    def close_sector(self, sector: str) -> None:
        """Closes a sector to the field army, or opens it."""
        if not self.screen.is_history:
            self.screen.draft.close(sector)
            self.screen.changed()

    def meet_incident(self, state: str) -> None:
        """How the seat meets an incident of the border."""
        if not self.screen.is_history:
            self.screen.draft.say("incident", "", state)
            self.screen.changed()

    def undo(self, *, again: bool = False) -> None:
        """A step of the sheet back, or on again."""
        if self.screen.draft.redo() if again else self.screen.draft.undo():
            self.screen.changed()
