"""A game of sealed orders in progress, at either scale: its records, its branches, its journal.

Resolving adds a record; what was stays, so undo and branches are free. What a turn is and how it resolves belong to the scale.
"""

from __future__ import annotations

import copy
import datetime as dt
import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, Generic, NamedTuple, Protocol, Self, TypeVar

import numpy as np

from game.files.errors import BadFile
from game.files.glance import Mark, mark_of
from game.files.journal import Format, Head, Journal, Line, append_turn, unpack_state, write_journal

DEFAULT_SEED = 1938


class Exchanged(BadFile):
    """The file of a game was written by somebody else since this game wrote it."""


class Written(NamedTuple):
    """What a game last wrote to a file: how many turns, with which seats, and the mark of the file."""

    turns: int
    seats: dict[str, str]
    mark: Mark | None


class Record(Protocol):
    """A turn that was played, with the position after it."""

    @property
    def turn(self) -> Any:
        """Which turn."""

    @property
    def state(self) -> Any:
        """The position after it: a tuple of arrays."""

    @property
    def digest(self) -> str:
        """Sixteen hex digits that name that position."""


R = TypeVar("R", bound=Record)
L = TypeVar("L", bound=Line)
S = TypeVar("S")  # a position: a tuple of arrays


class SealedGame(ABC, Generic[R, L, S]):
    """The part of a match that both scales share.

    `game`: its own id, by which its files are known; it has one from the first time it is written, and chance knows nothing of
    it. `seats`: who sits where, as its header says; empty where nobody has said.
    """

    kind: ClassVar[Format[Any, Any]]  # of its journals
    rules: ClassVar[str]  # version of the present rules

    def __init__(
        self, seed: int, opening: S, records: tuple[R, ...], *, title: str, parent: str, is_read_only: bool
    ) -> None:
        self.seed, self._opening, self.records = seed, opening, records
        self.title, self.parent, self.is_read_only, self.notice = title, parent, is_read_only, ""
        self.played_by = self.rules  # version of the rules it was played by
        self.game, self.seats = "", dict[str, str]()
        self.came_from: Path | None = None  # the file it was read from
        self._written: dict[Path, Written] = {}
        self._forget()

    # ------------------------------------------------------------ what the scale says
    @property
    @abstractmethod
    def id(self) -> str:
        """Id of the scenario, or of the strategic game, that is played."""

    @property
    @abstractmethod
    def over(self) -> bool:
        """Nothing more is played."""

    @property
    @abstractmethod
    def turn(self) -> Any:
        """The turn to be ordered; the last one once the game is over."""

    @abstractmethod
    def view(self, seat: str) -> Any:
        """What a seat knows now."""

    @abstractmethod
    def _forget(self) -> None:
        """The position has changed: what was worked out for it is dropped."""

    @abstractmethod
    def _digest_of(self, state: S) -> str:
        """Sixteen hex digits that name a position."""

    @abstractmethod
    def _header(self, rules: str, saved: str) -> Any:
        """The header of its journal. `saved`: when, by the clock."""

    @abstractmethod
    def _line(self, record: R) -> L:
        """The line of a turn in its journal."""

    @abstractmethod
    def _play_line(self, line: L) -> None:
        """Resolves the turn of a journal again; raises ValueError or KeyError on what cannot stand."""

    @abstractmethod
    def _record_of(self, line: L, state: S) -> R:
        """The record of a turn that is only looked at."""

    # ------------------------------------------------------------ where it stands
    @property
    def state(self) -> S:
        """The present position. Not to be changed."""
        now: S = self.records[-1].state if self.records else self._opening
        return now

    @property
    def opening(self) -> S:
        """The position in which the game began. Not to be changed."""
        return self._opening

    @property
    def digest(self) -> str:
        """Sixteen hex digits that name the present position."""
        return self.records[-1].digest if self.records else self._digest_of(self._opening)

    def _check_open(self) -> None:
        if self.over or self.is_read_only:
            raise ValueError(
                "the game is over"
                if self.over
                else "the game is of other rules and opened read-only: branch to play on"
            )

    def _add(self, record: R) -> None:
        self.records = (*self.records, record)
        self._forget()

    def _beginning(self, count: int, turn: int) -> Self:
        """The same game after its first `count` records, to be played on otherwise; `turn` names where it leaves this one."""
        made = copy.copy(self)
        made.records, made.title, made.notice, made.is_read_only = self.records[:count], "", "", False
        made.played_by = self.rules
        made.part(turn)
        made._forget()
        return made

    def part(self, turn: int | None = None) -> None:
        """From here on it is a branch, with an id and a file of its own. `turn`: where it leaves, without it here."""
        self.parent = f"{self.digest}@{self._branches_at if turn is None else turn}"
        self.game, self.came_from, self._written = "", None, {}

    @property
    def _branches_at(self) -> int:
        """What names the present turn in `parent`."""
        return len(self.records)

    # ------------------------------------------------------------ journals
    def save(self, path: str | Path) -> None:
        """Writes the journal: whole the first time, then only the turn that is new.

        Raises:
            Exchanged: somebody else wrote this file since this game did; it is left as it is.
            BadFile: it cannot be written; an older file is untouched.
        """
        path = Path(path)
        last = self._written.get(path) if path.exists() else None
        if last is not None and (last.turns, last.seats) == (len(self.records), self.seats):
            return
        if last is not None and mark_of(path) != last.mark:
            raise Exchanged.of(path, "was changed by another program since this game was written there")
        if last is not None and (last.turns, last.seats) == (len(self.records) - 1, self.seats):
            append_turn(path, self._line(self.records[-1]))
        else:
            self._write_whole(path)
        self._written[path] = Written(len(self.records), dict(self.seats), mark_of(path))

    def is_of(self, path: Path) -> bool:
        """It was read from this file, or has been written there."""
        return path == self.came_from or path in self._written

    def _write_whole(self, path: Path) -> None:
        self.game = self.game or secrets.token_hex(8)
        header = self._header(self.played_by, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
        write_journal(path, header, [self._line(r) for r in self.records])

    def _take_up(self, journal: Journal[Any, L], path: str | Path, *, is_file: bool = True) -> Self:
        """Plays a journal's turns and checks every digest; of other rules they are only looked at."""
        header: Head = journal.header
        mark = mark_of(Path(path)) if is_file else None
        self.title, self.parent, self.played_by = header.title, header.parent, header.rules
        self.game, self.seats = header.game, dict(header.seats)
        self.is_read_only = header.rules != self.rules
        for line in journal.turns:
            if self.over or self.turn.number != line.turn:
                raise BadFile.of(path, f"turn {line.turn} does not follow: the game expects turn {self.turn.number}")
            if self.is_read_only:
                self._add(self._record_of(line, self._unpacked(line, path)))
            else:
                self._again(line, path)
        other = f"of rules {header.rules}, this program plays {self.rules}: opened read-only"
        self.notice = " ".join(filter(None, (journal.notice, other if self.is_read_only else "")))
        self.came_from = Path(path) if is_file else None
        if is_file and not self.notice:
            self._written[Path(path)] = Written(len(self.records), dict(self.seats), mark)
        return self

    def _again(self, line: L, path: str | Path) -> None:
        where = f"turn {line.turn} ({self.turn.name})"
        try:
            self._play_line(line)
        except (ValueError, KeyError) as e:
            raise BadFile.of(path, f"{where}: {e}") from None
        if self.digest != line.digest:
            raise BadFile.of(path, f"{where}: resolved again it ends in {self.digest}, the journal says {line.digest}")

    def _unpacked(self, line: L, path: str | Path) -> S:
        opening: Any = self._opening
        data, arrays, at = unpack_state(line.state), [], 0
        for array in opening:
            part = data[at : at + array.nbytes]
            if len(part) != array.nbytes:
                raise BadFile.of(path, f"turn {line.turn}: its state has {len(data)} bytes, too few for this game")
            arrays.append(np.frombuffer(part, array.dtype).reshape(array.shape).copy())
            at += array.nbytes
        unpacked: S = type(opening)(*arrays)
        return unpacked


def packed(state: Iterable[Any]) -> bytes:
    """The bytes of a position, as a journal's line takes them."""
    return b"".join(np.ascontiguousarray(a).tobytes() for a in state)


def check_content(path: str | Path, name: str, said: str, here: str) -> None:
    """Refuses a journal of other content than the game at hand.

    Raises:
        BadFile: the digests differ.
    """
    if said != here:
        raise BadFile.of(path, f"is a game of {name} with content {said}; the one at hand is {here}")
