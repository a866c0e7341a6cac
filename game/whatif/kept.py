"""Games kept on disk as they are played, so that a run that ended, however that was, goes on where it was.

A file of JSON Lines: first what was asked, then chunks of games in the order in which they came in. A line that was cut short is
dropped, and its games are played again. Who asks for something else is refused: two questions are never mixed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from game.core.words import _
from game.files.bounds import read_lines
from game.files.errors import BadFile
from game.files.owner import Hold, hold
from game.whatif.shelf import Packing, Shelf

FORMAT = 1
LARGEST = 4 << 30
MOST_GAMES = 1_000_000
G = TypeVar("G")


class Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first line: `key` stands for everything that decides a game but its index; `asked` says it in words."""

    format: int
    key: str
    rules: str
    asked: dict[str, Any]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Games of a part from the index `first` on, as they are written."""

    part: int
    first: int
    games: msgspec.Raw


class KeptGames(Generic[G]):
    """The games of a run in a file, read once when it is opened, appended to until it is closed."""

    def __init__(self, path: Path, head: Head, kind: type[G], packing: Packing[G] | None = None) -> None:
        """Opens or begins the file; `kind`: what a game is; `packing`: how those that were read are put away.

        Raises:
            BadFile: it cannot be read, is of another question or of other rules, or another program is writing it.
        """
        self.path, self._head, self._packing = path, head, packing
        self._found: dict[int, dict[int, G] | Shelf[G]] = {}
        self._hold: Hold | None = hold(path)
        if self._hold is None:
            raise BadFile.of(path, _("is being written by another program"))
        try:
            self._end = self._read(kind)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> KeptGames[G]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets others write."""
        if self._hold is not None:
            self._hold.let_go()
            self._hold = None

    def games(self, part: int) -> Mapping[int, G] | Shelf[G]:
        """The games of a part that are there, by index."""
        return self._found.get(part, {})

    def append(self, part: int, first: int, games: Sequence[G]) -> None:
        """Keeps games, on the disk before it returns; what could not be written whole is taken back.

        Raises:
            OSError: they cannot be written.
        """
        line = msgspec.json.encode({"part": part, "first": first, "games": list(games)}) + b"\n"
        if not self._end:
            line = msgspec.json.encode(self._head) + b"\n" + line
        with open(self.path, "r+b" if self.path.exists() else "xb") as file:
            file.seek(self._end)
            file.truncate()
            try:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                os.truncate(self.path, self._end)
                raise
        self._end += len(line)

    def _read(self, kind: type[G]) -> int:
        """Reads what is there; returns where the last whole line ends."""
        if not self.path.exists():
            return 0
        whole = 0
        read = msgspec.json.Decoder(Line).decode
        games = msgspec.json.Decoder(list[kind]).decode  # type: ignore[valid-type]
        for line in read_lines(self.path, largest=LARGEST):
            if not line.endswith(b"\n"):
                break
            if not whole:
                self._check(line)
            whole += len(line)
            if whole == len(line):
                continue
            try:
                one = read(line)
                found = games(one.games)
                if one.part >= 0 and 0 <= one.first <= MOST_GAMES - len(found):
                    self._part(one.part).update(enumerate(found, one.first))
            except (msgspec.MsgspecError, RecursionError, ValueError):
                continue  # damaged: its games are played again
        return whole

    def _part(self, part: int) -> dict[int, G] | Shelf[G]:
        if part not in self._found:
            self._found[part] = {} if self._packing is None else Shelf(self._packing)
        return self._found[part]

    def _check(self, line: bytes) -> None:
        try:
            head = msgspec.json.decode(line, type=Head)
        except (msgspec.MsgspecError, RecursionError):
            raise BadFile.of(self.path, _("holds no games that were kept"), line=1) from None
        if head.format != FORMAT:
            raise BadFile.of(self.path, _("is of format {a}; needed {b}").format(a=head.format, b=FORMAT), line=1)
        if head.rules != self._head.rules:
            raise BadFile.of(
                self.path,
                _("was played by rules {rules}; needed {a}").format(rules=head.rules, a=self._head.rules),
                line=1,
            )
        if head.key != self._head.key:
            raise BadFile.of(self.path, _("is of another question: {a}").format(a=_differs(head, self._head)), line=1)


def _differs(old: Head, new: Head) -> str:
    """What was asked then and is asked now, of the first thing that differs."""
    for key in (*new.asked, *old.asked):
        if old.asked.get(key) != new.asked.get(key):
            return f"{key} was {_short(old.asked.get(key))}, now {_short(new.asked.get(key))}"
    return "its what-if or its scenario was changed since"


def _short(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= 80 else text[:77] + "..."
