"""A sealed game and the seats at it, at either scale: who sits where, what each writes, sealing, handing on, saving."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from game.core.words import _
from game.files import saves
from game.files.errors import BadFile
from game.match.draft import Draft
from game.match.sealed_game import SealedGame

HUMAN, EMPTY = "human", "empty"

G = TypeVar("G", bound=SealedGame[Any, Any, Any])
D = TypeVar("D", bound=Draft[Any])
V = TypeVar("V")  # what a seat sees


class SealedTable(ABC, Generic[G, D, V]):
    """A game and its seats. `seat` is the one that writes now; what the others wrote stays hidden in their drafts.

    `order`: all seats in the order of writing; `seats`: who holds each: a human, nobody, or a computer by its name.
    """

    def __init__(self, match: G, seats: Mapping[str, str], order: Sequence[str], *, path: Path | None = None) -> None:
        self.match, self.seats, self.order = match, dict(seats), tuple(order)
        self.path = path or saves.autosave_path(match.id)
        self.seat = (*self.humans, *self.order)[0]
        self.commanders: dict[str, Callable[[V], Any]] = {}
        self.begin_turn()

    # ------------------------------------------------------------ what the scale says
    @abstractmethod
    def _blank(self, seat: str) -> D:
        """The draft with which a seat begins its turn."""

    @abstractmethod
    def _standing(self, seat: str, data: bytes) -> D:
        """What is left under the rules of a draft that was kept; raises ValueError where it is damaged."""

    @abstractmethod
    def _commander(self, seat: str) -> Callable[[V], Any]:
        """The computer at a seat: what it orders in a view."""

    @abstractmethod
    def _resolve(self, given: dict[str, Any]) -> None:
        """Plays the turn with what every seat gives."""

    # ------------------------------------------------------------ who sits here
    @property
    def humans(self) -> tuple[str, ...]:
        """Seats held at this screen, in the order of writing."""
        return tuple(s for s in self.order if self.seats.get(s) == HUMAN)

    @property
    def over(self) -> bool:
        """Nothing more is played."""
        return self.match.over

    @property
    def draft(self) -> D:
        """What the present seat writes."""
        return self.draft_of(self.seat)

    def draft_of(self, seat: str) -> D:
        """What a seat writes."""
        if seat not in self.drafts:
            self.drafts[seat] = self._blank(seat)
        return self.drafts[seat]

    @property
    def view(self) -> V:
        """What the present seat knows."""
        if self.seat not in self._views:
            self._views[self.seat] = self.match.view(self.seat)
        return self._views[self.seat]

    def commander(self, seat: str) -> Callable[[V], Any]:
        """The computer at a seat."""
        if seat not in self.commanders:
            self.commanders[seat] = self._commander(seat)
        return self.commanders[seat]

    # ------------------------------------------------------------ the turn
    def hand_on(self) -> str:
        """The present seat has sealed: the human seat that writes next, or "" if the turn may be resolved."""
        waiting = self.humans[self.humans.index(self.seat) + 1 :] if self.seat in self.humans else ()
        self.seat = waiting[0] if waiting else self.seat
        return self.seat if waiting else ""

    def gather(self) -> dict[str, Any]:
        """What every seat gives for the turn: a human what is written, a computer what it orders, an empty seat None."""
        return {seat: self._given(seat) for seat in self.order}

    def _given(self, seat: str) -> Any:
        who = self.seats.get(seat, EMPTY)
        if who == HUMAN:
            return self.draft_of(seat).now
        return None if who == EMPTY else self.commander(seat)(self.match.view(seat))

    def play_turn(self) -> None:
        """Resolves the turn."""
        self._resolve(self.gather())

    def begin_turn(self) -> None:
        """The next turn of writing begins: new drafts, first human seat."""
        self.drafts: dict[str, D] = {}
        self._at = self.match.digest  # the position that the drafts are for
        self._views: dict[str, V] = {}
        self.seat = (*self.humans, *self.order)[0]

    # ------------------------------------------------------------ files
    @property
    def is_written(self) -> bool:
        """Somebody here has written, or sealed, what no turn has resolved yet."""
        written = self.humans[:1] not in ((), (self.seat,)) or any(self.drafts[s].is_written for s in self._writers)
        return written and self._at == self.match.digest

    @property
    def _writers(self) -> tuple[str, ...]:
        return tuple(s for s in self.humans if s in self.drafts)

    def save(self, path: Path | None = None) -> str:
        """Writes the journal, its seats and what is written; "" or the line that says why it could not be done."""
        target = path or self.path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.match.save(target)
            saves.write_beside(saves.seats_file(target), self.seats)
            saves.write_beside(saves.orders_file(target), self._kept() if self.is_written else None)
        except OSError as e:
            return _("{name} could not be written: {why}").format(name=target.name, why=e.strerror or e)
        except BadFile as e:
            return str(e).splitlines()[0]
        return ""

    def carry_on(self) -> None:
        """Goes on from where the game stands as a branch under the present rules, saved in a file of its own.

        Raises:
            ValueError: no rule can go on from that position.
        """
        self.match = self.match.carry_on()
        self.path = self.match.goes_on_in(self.path)
        self.begin_turn()

    def put_away(self) -> str:
        """Saves what would be lost when the table is left; "" or why that could not be done."""
        return self.save() if self.is_written and not self.match.is_read_only else ""

    def _kept(self) -> saves.Kept:
        written = {s: msgspec.Raw(msgspec.json.encode(self.drafts[s].now)) for s in self._writers}
        return saves.Kept(self._at, self.seat, written)

    def recall(self, path: Path) -> bool:
        """Takes up what was kept beside a journal, if it belongs to this position; whether there was something."""
        kept = saves.read_kept(path)
        if kept is None or kept.digest != self.match.digest or kept.side not in self.humans or self.over:
            return False
        try:
            drafts = {s: self._standing(s, bytes(kept.orders[s])) for s in self.humans if s in kept.orders}
        except (ValueError, RecursionError):
            return False
        self.drafts, self.seat = drafts, kept.side
        return True


def seats_of(path: Path, usual: Mapping[str, str], is_known: Callable[[str], bool]) -> dict[str, str]:
    """Who holds the seats of a saved game: as saved, else as usual."""
    found = saves.read_seats(path)
    return found if set(found) == set(usual) and all(map(is_known, found.values())) else dict(usual)
