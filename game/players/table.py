"""A sealed game and the seats at it, at either scale: who sits where, what each writes, sealing, handing on, saving."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import msgspec

from game.core.words import _
from game.files import beside, saves
from game.files.errors import BadFile
from game.files.owner import hold
from game.match.draft import Draft
from game.match.sealed_game import Exchanged, SealedGame
from game.players.keeping import Keeping

HUMAN, EMPTY = "human", "empty"

G = TypeVar("G", bound=SealedGame[Any, Any, Any])
D = TypeVar("D", bound=Draft[Any])
V = TypeVar("V")  # what a seat sees


class SeatsMissing(Exception):
    """A saved game does not say who sits where: whoever opens it is asked. `choices`: names of the answers, with the seats."""

    def __init__(self, choices: Mapping[str, tuple[str, dict[str, str]]]) -> None:
        super().__init__(_("the saved game does not say who plays which side"))
        self.choices = dict(choices)


class SealedTable(ABC, Generic[G, D, V]):
    """A game and its seats. `seat` is the one that writes now; what the others wrote stays hidden in their drafts.

    `order`: all seats in the order of writing; `seats`: who holds each: a human, nobody, or a computer by its name. What is
    written is on the disk at every stroke, beside the journal, so that nothing waits for the end of the program.
    """

    is_by_file: ClassVar[bool] = False  # some seats are held in other houses

    def __init__(self, match: G, seats: Mapping[str, str], order: Sequence[str], *, path: Path | None = None) -> None:
        self.match, self.seats, self.order = match, dict(seats), tuple(order)
        self.keeping = Keeping(match, path)
        self._writing = threading.RLock()  # a turn is saved beside the window
        self._wrong = ""  # what was last told of a failure to keep what is written
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

    @property
    def is_sealed(self) -> bool:
        """What is ordered here is sealed and waits for other houses: nothing more is written until the turn is played."""
        return False

    def draft_of(self, seat: str) -> D:
        """What a seat writes."""
        if seat not in self.drafts:
            self._lay(seat, self._blank(seat))
        return self.drafts[seat]

    def _lay(self, seat: str, draft: D) -> None:
        self.drafts[seat] = draft
        draft.changed = self.keep

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
        if not waiting:
            return ""
        self.seat = waiting[0]
        self.keep()
        return self.seat

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

    @property
    def path(self) -> Path:
        """The file of the game."""
        return self.keeping.path

    @property
    def news(self) -> list[str]:
        """Lines to be told about the file of the game: it is a branch now, or what is written could not be kept."""
        return self.keeping.news

    def keep(self) -> None:
        """What is written goes to the disk; what is wrong with that is told once."""
        if self.match.is_read_only or self.over:
            return
        wrong = self._save(None, over=False)
        if wrong and wrong != self._wrong:
            self.news.append(_("Not saved: {why}").format(why=wrong))
        self._wrong = wrong

    def save(self, path: Path | None = None, *, over: bool = False) -> str:
        """Writes the journal with its seats, and what is written beside it; "" or the line that says why it could not be done.

        `path`: a copy under another name; where another game is, only with `over`, and that game is put aside first.
        """
        self.keeping.is_wanted = True
        return self._save(path, over=over)

    def _save(self, path: Path | None, *, over: bool) -> str:
        with self._writing:
            self.match.seats = dict(self.seats)
            try:
                if path is None or self.keeping.is_same(path):
                    self._save_own()
                else:
                    self._save_copy(path, over=over)
            except OSError as e:
                name = (path or self.path).name
                return _("{name} could not be written: {why}").format(name=name, why=e.strerror or e)
            except BadFile as e:
                return str(e).splitlines()[0]
        return ""

    def carry_on(self) -> None:
        """Goes on from where the game stands as a branch under the present rules, saved in a file of its own, drafts too.

        Raises:
            ValueError: no rule can go on from that position.
        """
        self.match, old, drafts = self.match.carry_on(), self.keeping, self.drafts
        self.keeping = Keeping(self.match, self.match.goes_on_in(old.path))
        old.let_go()
        self.begin_turn()
        for seat, draft in drafts.items():
            self._lay(seat, draft)
        if self.is_written:
            self.keep()

    def _save_own(self) -> None:
        if self.match.is_read_only:
            return  # a game of other rules stays what it is, whoever looks at it
        self.keeping.claim()
        self.keeping.begin()
        try:
            self.match.save(self.path)
        except Exchanged:
            self.keeping.leave_as_branch(_("{name} was changed by another program").format(name=self.keeping.name))
            self.match.save(self.path)
        self._write_beside(self.path)

    def _save_copy(self, path: Path, *, over: bool) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if in_the_way := self.keeping.in_the_way(path):
            if not over:
                raise BadFile.of(path, in_the_way)
            saves.put_aside(path)
        held = hold(path)
        if held is None:
            raise BadFile.of(path, "is being played in another program")
        try:
            self.match.save(path)
            self._write_beside(path)
        finally:
            held.let_go()

    def _write_beside(self, path: Path) -> None:
        beside.write_kept(path, self._kept() if self.is_written else None)

    def put_away(self) -> str:
        """The table is left: what is written is saved, the file let go; "" or why that could not be done."""
        if self.keeping.was_passed_on:
            return ""
        wrong = self.save() if self.is_written and not self.match.is_read_only else ""
        if not self.match.records and not self.is_written:
            self.keeping.discard()
        self.keeping.let_go()
        return wrong

    def _kept(self) -> beside.Kept:
        game, now = self.match.game, {s: msgspec.json.encode(self.drafts[s].now) for s in self._writers}
        written = {s: beside.encoded(game, self._at, s, data) for s, data in now.items()}
        return beside.Kept(self._at, self.seat, written, self._choice)

    @property
    def _choice(self) -> str:
        """What the table as a whole has chosen for the turn, beside its drafts."""
        return ""

    def _choose(self, choice: str) -> None:
        """Takes up what the table had chosen."""

    def recall(self, path: Path) -> bool:
        """The game of this file goes on here: takes up what was kept beside it for this position; whether there was something."""
        game, self.keeping.opened = self.match.game, path
        if not self.match.is_read_only and not self.over:
            try:
                self.keeping.claim()
            except BadFile as e:
                self.news.append(str(e).splitlines()[0])
        kept = beside.read_kept(path)
        if kept is None or kept.digest != self.match.digest or kept.side not in self.humans or self.over:
            return False
        try:
            written = {s: bytes(kept.orders[s]) for s in self.humans if s in kept.orders}
            clear = {s: beside.decoded(game, kept.digest, s, data) for s, data in written.items()}
            drafts = {s: self._standing(s, data) for s, data in clear.items()}
        except (ValueError, RecursionError):
            return False
        for seat, draft in drafts.items():
            self._lay(seat, draft)
        self.seat = kept.side
        self._choose(kept.battle)
        return True


def seats_of(path: Path, order: Sequence[str], is_known: Callable[[str], bool]) -> dict[str, str]:
    """Who holds the seats of a saved game; empty where that is not written, or cannot be."""
    found = saves.read_seats(path)
    return found if set(found) == set(order) and all(map(is_known, found.values())) else {}
