"""The exchange folder: any folder that both houses see, a cloud drive's or one that is filled by hand. It holds packets only.

What lies there may be cut short, doubled, renamed, foreign or forged: each file that ends in `.ckf` is read by itself, what is
no whole packet is listed in a line and looked at again when it changes, and doubles are one packet.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from game.core.words import _
from game.files.bounds import read_bytes, write_whole
from game.files.errors import BadFile, one_line
from game.files.mail.packets import ENDING, LARGEST, Packet, decode, encode
from game.files.names import file_stem

MOST_FILES = 5000
MOST_NAMES = 1000  # files of one name that are tried


class Mark(NamedTuple):
    """By which a file is known to be the same as when it was read: name, size in bytes, time of change in nanoseconds."""

    name: str
    size: int
    when: int


class Exchange:
    """A folder of packets as it was last looked at. `packets`: by their names; `ignored`: a line for each other file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.packets: dict[str, Packet] = {}
        self.ignored: tuple[str, ...] = ()
        self.files: dict[str, str] = {}  # name of a packet: the first file that holds it
        self._read: dict[Mark, Packet | str] = {}
        self._marks: tuple[Mark, ...] | None = None

    def look(self) -> bool:
        """Reads what has come or changed since the last look; whether anything has.

        Raises:
            BadFile: the folder cannot be read.
        """
        marks = self._listing()
        if marks == self._marks:
            return False
        self._marks, known = marks, self._read
        self._read = {mark: known[mark] if mark in known else _read(self.folder / mark.name) for mark in marks}
        found: dict[str, tuple[str, Packet]] = {}
        for mark, one in self._read.items():
            if isinstance(one, Packet):
                found.setdefault(one.name, (mark.name, one))
        self.packets = {name: packet for name, (_file, packet) in found.items()}
        self.files = {name: file for name, (file, _packet) in found.items()}
        self.ignored = tuple(one for one in self._read.values() if isinstance(one, str))
        return True

    def put(self, packet: Packet) -> str:
        """Writes a packet into the folder unless it is there whole, whatever its file is called; the name of its file.

        Raises:
            BadFile: the folder cannot be written.
        """
        if packet.name in self.files:
            return self.files[packet.name]
        data = encode(packet)
        for k in range(1, MOST_NAMES):
            path = self.folder / file_name(packet, k)
            if path.exists() or path.is_symlink():
                continue  # nothing in the folder is written over
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
            self.files[packet.name] = path.name
            return path.name
        raise BadFile.of(self.folder, _("holds too many files of one name"))

    def _listing(self) -> tuple[Mark, ...]:
        try:
            with os.scandir(self.folder) as entries:
                names = [e for e in entries if e.name.lower().endswith(ENDING) and not e.name.startswith(".")]
                found = []
                for entry in names:
                    try:
                        at = entry.stat()
                    except OSError:
                        continue  # it has gone since
                    found.append(Mark(entry.name, at.st_size, at.st_mtime_ns))
        except OSError as e:
            raise BadFile.of(self.folder, _("cannot be read: {a}").format(a=e.strerror or e)) from None
        return tuple(sorted(found)[:MOST_FILES])


def file_name(packet: Packet, number: int = 1) -> str:
    """The name under which a packet lies in the folder, for people: game, seat, turn, kind."""
    more = "" if number == 1 else f" {number}"
    return f"{packet.game[:8]} {file_stem(packet.seat)} t{packet.step:02} {packet.kind}{more}{ENDING}"


def read_packet(path: Path) -> Packet:
    """The packet of a file.

    Raises:
        BadFile: it holds none.
    """
    data = read_bytes(path, largest=LARGEST)
    try:
        return decode(data)
    except (ValueError, RecursionError) as e:
        raise BadFile.of(path, _("is no whole packet: {found}").format(found=one_line(e, most=120))) from None


def _read(path: Path) -> Packet | str:
    try:
        return read_packet(path)
    except BadFile as e:
        return _("{file} is ignored: {why}").format(
            file=one_line(path.name, most=80), why=str(e).splitlines()[0].removeprefix(f"{path}: ")
        )
