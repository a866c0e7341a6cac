"""A game of sealed orders in progress, at either scale: its records, its branches, its journal.

Resolving adds a record; what was stays, so undo and branches are free. What a turn is and how it resolves belong to the scale.
"""

from __future__ import annotations

import datetime as dt
import math
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Generic, NamedTuple, Protocol, Self, TypeVar

import numpy as np

from game.core.words import _
from game.files.errors import BadFile, one_line
from game.files.glance import Mark, mark_of
from game.files.journal import Format, Head, Journal, Line, append_turn, check_position, write_journal
from game.match.copies import Copied
from game.match.packing import luck_words, of_rules, shapes_of

DEFAULT_SEED = 1938
AWAY = "mail"  # who holds a seat in another house, and plays by file
MOST_BRANCHES = 1000  # of one file


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

    @property
    def luck(self) -> int | None:
        """64 bits of luck that the turn was given, None where the game's own went on."""


R = TypeVar("R", bound=Record)
L = TypeVar("L", bound=Line)
S = TypeVar("S")  # a position: a tuple of arrays
Told = Callable[[int, int], None]  # turns verified, turns in all


def nobody(_done: int, _of: int) -> None:
    """Who does not want to be told."""


class SealedGame(Copied, ABC, Generic[R, L, S]):
    """The part of a match that both scales share.

    `game`: its own id, by which its files are known; it has one from the first time it is written, and chance knows nothing of
    it. `seats`: who sits where, as its header says; empty where nobody has said.
    """

    kind: ClassVar[Format[Any, Any]]  # of its journals
    first: int = 0  # what a branch calls the beginning
    rules: ClassVar[str]  # version of the present rules
    past_columns: ClassVar[Mapping[str, Mapping[str, int]]] = {}  # arrays that had fewer columns under older rules

    def __init__(
        self, seed: int, opening: S, records: tuple[R, ...], *, title: str, parent: str, is_read_only: bool
    ) -> None:
        self.seed, self._opening, self.records = seed, opening, records
        self.title, self.parent, self.is_read_only, self.notice = title, parent, is_read_only, ""
        self.played_by = self.rules  # version of the rules it was played by
        self.is_whole = True  # nothing of the file it was read from was left behind
        self.is_apart = False  # a branch of the file it was read from, which is left as it is
        self.luck: int | None = None  # 64 bits of luck for the turn to be ordered, None: the game's own goes on
        self._looked_at: tuple[L, ...] = ()  # lines as they were read of the first turns, where other rules played them
        self._old_header: Any = None  # of a journal of other rules, as it was read
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
    def _outside(self, state: S) -> str:
        """The first number of a position that no table knows, "" if there is none."""

    @abstractmethod
    def _clock_after(self, turn: Any, state: S, luck: tuple[int, int]) -> tuple[int, ...]:
        """The clock of the position after a turn that had this luck, in its two words."""

    @abstractmethod
    def _record_of(self, line: L, state: S) -> R:
        """The record of a turn that is only looked at."""

    # ------------------------------------------------------------ where it stands
    @property
    def is_closed(self) -> bool:
        """It is played by file with somebody away and is not over: each side sees its own view alone, nobody tries a turn."""
        return AWAY in self.seats.values() and not self.over

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
                _("the game is over")
                if self.over
                else _("the game is of other rules and opened read-only: branch to play on")
            )

    def _add(self, record: R) -> None:
        self.records, self.luck = (*self.records, record), None
        self._forget()

    def _beginning(self, count: int, turn: int) -> Self:
        """The same game after its first `count` records, to be played on otherwise; `turn` names where it leaves this one."""
        last = self.records[count - 1] if count else None
        luck = self._luck_after(count, last.luck if last else None)
        if wrong := self._forged(last.state, last.turn, luck) if last else self._outside(self._opening):
            raise ValueError(_("no rule can go on from this position: {wrong}").format(wrong=wrong))
        made = self._bare()
        # Of a game by file that is not over the past may be looked at, no more.
        made.records, made.title, made.notice, made.is_read_only = self.records[:count], "", "", self.is_closed
        made.luck = None
        if AWAY in made.seats.values() and not self.is_closed:
            made.seats = {}  # after the end all is open, and who plays on says who sits where
        made.played_by, made.is_apart, made._old_header = self.rules, True, None
        made._looked_at = tuple(of_rules(line, self.played_by) for line in self._looked_at[:count])
        made.part(turn)
        made._forget()
        return made

    def carry_on(self) -> Self:
        """The game from where it stands as a branch under the present rules; what other rules played stays marked as theirs.

        Raises:
            ValueError: no rule can go on from that position, or the game is played by file and not over.
        """
        if self.is_closed:
            raise ValueError(_("a game by file has no branches while it is played"))
        return self._beginning(len(self.records), self.first + len(self.records))

    def part(self, turn: int | None = None) -> None:
        """From here on it is a branch, with an id and a file of its own. `turn`: where it leaves, without it here."""
        self.parent = f"{self.digest}@{self._branches_at if turn is None else turn}"
        self.game, self.came_from, self._written = "", None, {}

    def _let_go(self) -> None:
        if self.is_closed:
            raise ValueError(_("a game by file has no copies while it is played"))
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
            raise Exchanged.of(path, _("was changed by another program since this game was written there"))
        if last is not None and (last.turns, last.seats) == (len(self.records) - 1, self.seats):
            append_turn(path, self._line(self.records[-1]))
        else:
            self._write_whole(path)
        self._written[path] = Written(len(self.records), dict(self.seats), mark_of(path))

    def is_of(self, path: Path) -> bool:
        """It was read from this file, or has been written there."""
        return path == self.came_from or path in self._written

    def _write_whole(self, path: Path) -> None:
        if self._old_header is not None:  # it stays what it is, whoever looks at it
            write_journal(path, self._old_header, self._looked_at)
            return
        self.game = self.game or secrets.token_hex(8)
        header = self._header(self.played_by, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
        played = self.records[len(self._looked_at) :]
        write_journal(path, header, [*self._looked_at, *(self._line(r) for r in played)])

    def goes_on_in(self, path: Path) -> Path:
        """The file in which a game that came from `path` is saved: that one, or for a branch of it a new one beside it."""
        if not self.is_apart:
            return path
        names = (f"{path.stem} branch{f' {k}' if k > 1 else ''}{path.suffix}" for k in range(1, MOST_BRANCHES))
        return next((p for p in map(path.with_name, names) if not p.exists()), path.with_name(f"{self.digest}.journal"))

    def _take_up(
        self,
        journal: Journal[Any, L],
        path: str | Path,
        *,
        rescue: bool = False,
        is_file: bool = True,
        at_table: bool = False,
        told: Told = nobody,
    ) -> Self:
        """Plays a journal's turns and checks every digest; of other rules they are only looked at, each in its ranges.

        A game by file that is not over is opened `at_table` alone: this is the one gate for every other way in.

        Where it is damaged the game ends: the good turns before are a branch, and `notice` says so. With `rescue` so do those
        before a turn that was altered or ends otherwise. What is read-only is only looked at.
        """
        header: Head = journal.header
        mark = mark_of(Path(path)) if is_file else None
        self.title, self.parent, self.played_by = header.title, header.parent, header.rules
        self.game, self.seats = header.game, dict(header.seats)
        self.is_read_only |= header.rules != self.rules
        stopped = str(journal.broken or "")
        if journal.broken and journal.broken.is_altered and not rescue:
            raise BadFile.of(path, journal.broken.what, line=journal.broken.line)
        for k, line in enumerate(journal.turns):
            told(k, len(journal.turns))
            if wrong := self._one_more(line, path):
                if not rescue or not self.records:
                    raise BadFile.of(path, wrong)
                stopped = wrong
                break
        if self.is_closed and not at_table:
            raise BadFile.of(
                path,
                _(
                    "is a game by file that is not over: until then its own table opens it, `changkufeng mail` with its name"
                ),
            )
        self.is_whole = not journal.notice
        if self.is_read_only:
            self._old_header = header
        other = _("of rules {rules}, this program plays {a}: opened read-only").format(rules=header.rules, a=self.rules)
        self.came_from = Path(path) if is_file else None
        stopped = stopped and self._branch_off(stopped)
        self.notice = "; ".join(filter(None, (journal.notice, stopped, other if header.rules != self.rules else "")))
        if is_file and not self.notice:
            self._written[Path(path)] = Written(len(self.records), dict(self.seats), mark)
        return self

    def _branch_off(self, wrong: str) -> str:
        """Makes a branch of the turns that were good; the line that says so."""
        good = len(self.records)
        turns = f"the {good} turns before it are" if good > 1 else "the turn before it is"
        self.is_apart, self.is_whole = True, False
        if not self.is_read_only:
            self.part(self.first + good)
        return f"{wrong}; {turns} good and opened as a branch, the file stays as it is"

    def _one_more(self, line: L, path: str | Path) -> str:
        """Takes up a turn of a journal; "" or why it cannot stand."""
        if self.over or self.turn.number != line.turn:
            return f"turn {line.turn} does not follow: the game expects turn {self.turn.number}"
        if self.is_read_only or line.rules not in ("", self.rules):
            if len(self._looked_at) < len(self.records):
                return f"turn {line.turn}: is of rules {line.rules} and follows one of rules {self.rules}"
            self._add(self._record_of(line, self._foreign(line, path)))
            self._looked_at = (*self._looked_at, line)
            return ""
        where, before = f"turn {line.turn} ({self.turn.name})", self.records
        try:
            self._play_line(line)
            found = self.digest
            if found != line.digest:
                raise ValueError(
                    _("resolved again it ends in {found}, the journal says {a}").format(
                        found=found, a=one_line(line.digest, most=20)
                    )
                )
            check_position(line)
        except (ValueError, KeyError) as e:
            self.records, self.luck = before, None
            self._forget()
            return f"{where}: {one_line(e)}"
        return ""

    def _foreign(self, line: L, path: str | Path) -> S:
        """A position that the present rules did not make: its digest, size, clock and every column are compared first."""
        where = f"turn {line.turn}: its packed position"
        opening: Any = self._opening
        try:
            data, arrays, at = check_position(line), [], 0
        except ValueError as e:
            raise BadFile.of(path, _("turn {turn}: {e}").format(turn=line.turn, e=e)) from None
        shapes = shapes_of(opening, self.past_columns.get(line.rules or self.played_by, {}))
        if len(data) != (size := sum(a.itemsize * math.prod(shape) for a, shape in zip(opening, shapes, strict=True))):
            raise BadFile.of(
                path,
                _("{where} has {n:,} bytes; needed {size:,} for this game").format(where=where, n=len(data), size=size),
            )
        for array, shape in zip(opening, shapes, strict=True):
            end = at + array.itemsize * math.prod(shape)
            found = np.zeros_like(array)  # a column that those rules did not have is empty
            found[tuple(map(slice, shape))] = np.frombuffer(data[at:end], array.dtype).reshape(shape)
            arrays.append(found)
            at = end
        unpacked: S = type(opening)(*arrays)
        if wrong := self._forged(unpacked, self.turn, self._luck_after(len(self.records) + 1, line.luck)):
            raise BadFile.of(path, _("{where} is forged: {wrong}").format(where=where, wrong=wrong))
        return unpacked

    def _luck_after(self, count: int, luck: int | None) -> tuple[int, int]:
        """The two words of luck in the position after `count` turns, of which the last was given `luck`."""
        if luck is not None:
            return luck_words(luck)
        before: Any = self.records[count - 2].state if count > 1 else self._opening
        return int(before.clock[0]), int(before.clock[1])

    def _forged(self, state: Any, turn: Any, luck: tuple[int, int]) -> str:
        """Why a position cannot be the one after a turn that had this luck, "" if it can."""
        if wrong := self._outside(state):
            return wrong
        clock, needed = tuple(int(c) for c in state.clock), self._clock_after(turn, state, luck)
        return f"clock is {clock}; needed {needed}" if clock != needed else ""
