"""A game as people sit at it before the window: a table, and what the board of each side shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game.client.battle import from_match
from game.client.map.position import Position
from game.match.battle import Event, Match
from game.match.battle.standing_tasks import Standing, standing_tasks
from game.match.sealed_game import Told, nobody
from game.players.battle.table import COMPUTER, Hex, Table, seats_for, seats_of
from game.players.table import HUMAN

__all__ = ["COMPUTER", "HUMAN", "Sitting", "Turned", "open_game", "seats_for", "seats_of"]


@dataclass(frozen=True)
class Turned:
    """A resolved turn: what each human side saw of it."""

    films: dict[str, tuple[Position, ...]]
    events: dict[str, tuple[Event, ...]]
    save_error: str = ""


class Sitting(Table):
    """A table with a board on it."""

    _standing_known: tuple[object, tuple[Standing, ...]] = (None, ())

    @property
    def position(self) -> Position:
        """What the board of the present side shows."""
        if self.side not in self._positions:
            self._positions[self.side] = from_match.from_view(self.view)
        return self._positions[self.side]

    @property
    def standing(self) -> tuple[Standing, ...]:
        """What counters without a new order go on with."""
        ordered = frozenset(o.unit for o in self.book.orders)
        key = (self.match.digest, self.side, ordered)
        if self._standing_known[0] != key:
            self._standing_known = key, standing_tasks(self.view, ordered)
        return self._standing_known[1]

    def own_at(self, here: Hex) -> list[str]:
        """Counters of the present side on a hex, the top one last."""
        return [p.unit for p in self.position.at(here) if p.side == self.side and not p.is_contact]

    def pulse_shown(self, film: object) -> int:
        """The pulse the board shows: the film's, or the first of the turn to be ordered."""
        return self.first_pulse if film is None else self.pulse(film.position.moment)  # type: ignore[attr-defined]

    @property
    def columns(self) -> int:
        """Columns of the map."""
        return self.scenario.ground.columns

    @property
    def rows(self) -> int:
        """Rows of the map."""
        return self.scenario.ground.rows

    def resolve_now(self) -> Turned:
        """Resolves the turn: computer orders, rules, films, saving. Long: called beside the window."""
        events, films = from_match.play(self.match, self.gather(), self.humans)
        return Turned(films, events, self.save())

    def begin_turn(self) -> None:
        """The next turn of writing begins: new books, boards and views, first human side."""
        self._positions: dict[str, Position] = {}
        super().begin_turn()


def look_at(path: Path, seats: dict[str, str] | None = None) -> Sitting:
    """The last position of a saved game as its file has it, to be looked at while `open_game` verifies it. Raises the same."""
    match = Match.look(path)
    return Sitting(match, seats or seats_of(path, match.scenario), path=path)


def open_game(path: Path, seats: dict[str, str] | None = None, told: Told = nobody) -> Sitting:
    """A saved game with what was being written; raises what `Match.load` raises. `seats`: those to sit on, else as saved.

    `told` hears how many turns of how many are verified.

    Raises:
        SeatsMissing: who sits where is not written with it.
    """
    match = Match.load(path, rescue=True, told=told)
    sitting = Sitting(match, seats or seats_of(path, match.scenario), path=match.goes_on_in(path))
    sitting.recall(path)
    return sitting
