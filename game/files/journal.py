"""Journals: a game as JSON Lines. Save, replay, bug report and the start of every branch.

Line 1 is the header; each further line is one turn: what its seats ordered with a seal apiece, how many events it had, the
digest of the state after it and that state, compressed. Lines are appended and flushed turn by turn; a torn last line is
dropped with a notice. Nothing inside a journal is ever run or followed. What a battle and a strategic game write into their
lines is a `Format` each; all else is here.
"""

import base64
import binascii
import hashlib
import os
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import msgspec

from game.core.words import _
from game.files.bounds import read_bytes, write_whole
from game.files.canonical import canonical
from game.files.errors import BadFile, one_line

FORMAT = 1
LARGEST = 64 * 1024 * 1024
LARGEST_STATE = 1024 * 1024
LARGEST_LINE = 4 * 1024 * 1024
MOST_TURNS = 500
AN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


class Line(Protocol):
    """A turn of any journal."""

    @property
    def turn(self) -> int:
        """Its number."""

    @property
    def digest(self) -> str:
        """Name of the state after it."""

    @property
    def state(self) -> str:
        """That state, packed."""

    @property
    def rules(self) -> str:
        """Version of the rules that played it, "" for the header's."""

    @property
    def luck(self) -> int | None:
        """64 bits of luck that it was given, None where the game's own went on."""


class Head(Protocol):
    """The header of any journal. `digest`: content of what is played; `parent`: digest of the game it branched from, with the
    turn; `game`: its own id, "" of old ones; `seats`: who sits where, empty where that is not said."""

    @property
    def digest(self) -> str:
        """Name of that content."""

    @property
    def rules(self) -> str:
        """Version of the rules it was played by."""

    @property
    def title(self) -> str:
        """Its own title."""

    @property
    def parent(self) -> str:
        """Where it branched off."""

    @property
    def game(self) -> str:
        """Its own id."""

    @property
    def seats(self) -> dict[str, str]:
        """Who sits where."""


H = TypeVar("H", bound=Head)
L = TypeVar("L", bound=Line)


class _AnyLine(msgspec.Struct, frozen=True):
    """A line of which only wholeness is asked."""


class Broken(NamedTuple):
    """Where a journal stops being good: number of the line, what is wrong with it, and whether it was altered or only damaged."""

    line: int
    what: str
    is_altered: bool = False

    def __str__(self) -> str:
        colon = ":" if self.what.startswith("turn") else ""
        return _("line {line}{colon} {what}").format(line=self.line, colon=colon, what=self.what)


@dataclass(frozen=True)
class Journal(Generic[H, L]):
    """A journal as read. `notice` says what was dropped of a torn last line, empty if nothing was; `broken`: behind its good
    turns, why no more are read."""

    header: H
    turns: tuple[L, ...]
    notice: str = ""
    broken: Broken | None = None


@dataclass(frozen=True)
class Format(Generic[H, L]):
    """What one kind of journal has of its own.

    `mark`: the field of its header that holds the format's number; `check_header` and `check_turn` raise ValueError on what is
    refused; `altered` says what does not match its seal, "" if all does.
    """

    mark: str
    name: str
    header: type[H]
    turn: type[L]
    check_header: Callable[[H], None]
    check_turn: Callable[[L], None]
    altered: Callable[[L], str]

    def read(self, path: str | Path) -> Journal[H, L]:
        """A journal, its orders checked against their seals.

        Raises:
            BadFile: it is no journal of this kind, of another format, damaged before its last line, or was altered.
        """
        found = self.read_good(path)
        if found.broken:
            raise BadFile.of(Path(path), found.broken.what, line=found.broken.line)
        return found

    def read_good(self, path: str | Path) -> Journal[H, L]:
        """A journal up to the first line that is damaged or altered, one good turn at least.

        Raises:
            BadFile: it is no journal of this kind, of another format, or its first turn is damaged or altered.
        """
        return self.of_lines(Path(path), journal_lines(Path(path)))

    def of_lines(self, path: Path, lines: Sequence[bytes]) -> Journal[H, L]:
        """The same of lines at hand; `path`: what messages call them. Raises what `read_good` raises."""
        header = self._header(path, lines[0])
        turns, notice, broken = read_turns(lines, self._turn)
        for k, turn in enumerate(turns):
            if wrong := self.altered(turn):
                turns, notice, broken = (
                    turns[:k],
                    "",
                    Broken(k + 2, _("turn {turn}: {wrong}").format(turn=turn.turn, wrong=wrong), is_altered=True),
                )
                break
        if broken and not turns:
            raise BadFile.of(path, broken.what, line=broken.line)
        return Journal(header, turns, notice, broken)

    def read_header(self, path: str | Path) -> H:
        """Which game a journal is of, by its first line alone.

        Raises:
            BadFile: it cannot be read or is no journal of this kind.
        """
        path = Path(path)
        return self._header(path, journal_lines(path)[0])

    def is_of(self, path: str | Path) -> bool:
        """Whether the first line of a file is a header of this kind."""
        try:
            return self.is_header(journal_lines(Path(path))[0])
        except BadFile:
            return False

    def is_header(self, line: bytes) -> bool:
        """Whether a line is a header of this kind."""
        return self._number(line) is not None

    def _number(self, line: bytes) -> int | None:
        try:
            found = msgspec.json.decode(line)
        except (ValueError, RecursionError):
            return None
        number = found.get(self.mark) if isinstance(found, dict) else None
        return number if type(number) is int else None

    def _header(self, path: Path, line: bytes) -> H:
        number = self._number(line)
        if number is None:
            raise BadFile.of(path, _("is no {name}: its first line is no header").format(name=self.name), line=1)
        if number != FORMAT:
            raise BadFile.of(
                path,
                _("is a journal of format {number}; this program reads {a}").format(number=number, a=FORMAT),
                line=1,
            )
        try:
            header = msgspec.json.decode(line, type=self.header)
            self.check_header(header)
        except (ValueError, RecursionError) as e:
            raise BadFile.of(path, _("is no journal: {found}").format(found=one_line(e)), line=1) from None
        return header

    def _turn(self, line: bytes) -> L:
        turn = msgspec.json.decode(line, type=self.turn)
        unpack_state(turn.state)  # damage that nobody meant shows here
        self.check_turn(turn)
        return turn


def seal(turn: int, seat: str, written: msgspec.Struct) -> str:
    """Eight hex digits that name one order, decision or sheet of a seat in a turn."""
    return hashlib.sha256(f"{turn}|{seat}|".encode() + canonical(written)).hexdigest()[:8]


def check_luck(luck: int | None) -> None:
    """Refuses luck of more than 64 bits.

    Raises:
        ValueError: it is out of range.
    """
    if luck is not None and not 0 <= luck < 2**64:
        raise ValueError(_("luck: needed 0 to 2**64 - 1"))


def pack_state(arrays: bytes) -> str:
    """The bytes of a state, compressed, as text."""
    return base64.b64encode(zlib.compress(arrays, 6)).decode("ascii")


def unpack_state(text: str) -> bytes:
    """The bytes of a packed state.

    Raises:
        ValueError: the text is damaged, or unpacks to more than any state.
    """
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(text, validate=True), LARGEST_STATE)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise ValueError(_("the state unpacks to more than 1 MB or is cut short"))
    except (zlib.error, binascii.Error) as e:
        raise ValueError(_("the state is damaged: {e}").format(e=e)) from None
    return data


def check_position(line: Line) -> bytes:
    """The bytes of the position after a turn, compared with their digest.

    Raises:
        ValueError: the position is damaged, or another one than its digest names.
    """
    data = unpack_state(line.state)
    found = hashlib.sha256(data).hexdigest()[:16]
    if found != line.digest:
        raise ValueError(
            _("its packed position is {found}; the line names {a}").format(
                found=found, a=one_line(line.digest, most=20)
            )
        )
    return data


def write_journal(path: Path, header: Any, turns: Sequence[Any]) -> None:
    """Writes a whole journal, or leaves the old file as it was.

    Raises:
        BadFile: the folder is missing or read-only, or the disk is full.
    """
    lines = [msgspec.json.encode(header), *(msgspec.json.encode(t) for t in turns)]
    write_whole(path, b"\n".join(lines) + b"\n")


def append_turn(path: Path, line: Any) -> None:
    """Adds one turn to a journal and flushes it to the disk. Raises what `append_lines` raises."""
    append_lines(path, [line])


def append_lines(path: Path, lines: Sequence[Any]) -> None:
    """Adds lines to a file of JSON Lines and flushes them to the disk. A torn last line goes first.

    Raises:
        BadFile: the file is gone or cannot be written; a part that was written is dropped on reading. Or the path leads to
            another file by now, and the turn went into the one that was there before.
    """
    try:
        with open(path, "r+b") as f:
            end = f.seek(0, os.SEEK_END)
            f.seek(max(0, end - LARGEST_LINE))
            tail = f.read().rpartition(b"\n")[2]
            if tail and not _is_whole(tail):
                f.truncate(end - len(tail))
                tail = b""
            f.seek(0, os.SEEK_END)
            f.write((b"\n" if tail else b"") + b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
            f.flush()
            os.fsync(f.fileno())
            if not os.path.samestat(os.fstat(f.fileno()), os.stat(path)):
                raise BadFile.of(path, _("was exchanged for another file while a turn was written to it"))
    except OSError as e:
        raise BadFile.of(path, _("cannot be written: {a}").format(a=e.strerror or e)) from None


def journal_lines(path: Path) -> list[bytes]:
    """The lines of a journal, header first, without empty ones at the end.

    Raises:
        BadFile: it cannot be read, is empty, or has more turns than any game.
    """
    lines = read_bytes(path, largest=LARGEST).split(b"\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        raise BadFile.of(path, _("is empty"))
    if len(lines) > MOST_TURNS + 1:
        raise BadFile.of(path, _("has {a:,} turns; at most {most} are read").format(a=len(lines) - 1, most=MOST_TURNS))
    return lines


def read_turns(lines: Sequence[bytes], read: Callable[[bytes], L]) -> tuple[tuple[L, ...], str, Broken | None]:
    """The good turns of a journal in their order, what was dropped of a torn last line, and where the rest is broken."""
    turns: list[L] = []
    for number, line in enumerate(lines[1:], 2):
        try:
            turn = read(line)
        except (ValueError, RecursionError) as e:
            if number < len(lines):
                return tuple(turns), "", Broken(number, _("is damaged: {found}").format(found=one_line(e)))
            return (
                tuple(turns),
                _("line {number} is torn and was dropped; the game goes on after turn {n}").format(
                    number=number, n=len(turns)
                ),
                None,
            )
        if turns and turn.turn != turns[-1].turn + 1:
            return (
                tuple(turns),
                "",
                Broken(number, _("turn {turn} does not follow turn {a}").format(turn=turn.turn, a=turns[-1].turn)),
            )
        turns.append(turn)
    return tuple(turns), "", None


def refuse_hostile(value: Any, *, longest: int, most: int, spaces: str = "", name: str = "a word") -> None:
    """Refuses control characters but those of `spaces`, endless lists and endless words, in all that a line says.

    Raises:
        ValueError: it holds one.
    """
    if isinstance(value, str):
        if len(value) > longest or not (value.isprintable() or all(c.isprintable() or c in spaces for c in value)):
            raise ValueError(
                _("{name} holds control characters, or more than {longest:,} letters").format(
                    name=name, longest=longest
                )
            )
    elif isinstance(value, dict | list | tuple):
        if len(value) > most:
            raise ValueError(_("{n:,} entries; at most {most} are read").format(n=len(value), most=most))
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            refuse_hostile(key, longest=longest, most=most)
            refuse_hostile(inner, longest=longest, most=most, spaces=spaces, name=str(key))


def _is_whole(line: bytes) -> bool:
    try:
        msgspec.json.decode(line, type=_AnyLine)
    except (ValueError, RecursionError):
        return False
    return True
