"""What a journal says of itself without being opened: which game, how far, who sits there. Nothing of it is checked."""

import os
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from game.files.bounds import read_bytes
from game.files.errors import BadFile, one_line
from game.files.journal import LARGEST

LONGEST = 80  # letters of a word that is shown
EDGE = 4096  # bytes of each end of a file that are remembered


class Glance(NamedTuple):
    """`game`: its own id, "" of old journals; `played`: id of the scenario or of the strategic game; `seats`: who sits where,
    empty where that is not written; `digests`: names of the positions after its turns; `parent`: where it left another game."""

    game: str
    played: str
    seats: dict[str, str]
    digests: tuple[str, ...]
    parent: str = ""

    @property
    def turns(self) -> int:
        """Turns played."""
        return len(self.digests)


class Mark(NamedTuple):
    """By which a program knows a file again that it wrote: its size in bytes and both its ends."""

    size: int
    head: bytes
    tail: bytes


class _Head(msgspec.Struct, frozen=True):
    journal: int = 0
    theatre_journal: int = 0
    scenario: str = ""
    theatre: str = ""
    game: str = ""
    seats: dict[str, str] = {}
    parent: str = ""


class _Turn(msgspec.Struct, frozen=True):
    digest: str


def glance(path: Path) -> Glance | None:
    """What a journal says of itself; None if it is none, or cannot be read."""
    try:
        at = path.stat()
        return _glance(path, at.st_mtime_ns, at.st_size)
    except OSError:
        return None


def mark_of(path: Path) -> Mark | None:
    """The mark of a file as it is now; None if there is none."""
    try:
        with open(path, "rb") as f:
            head = f.read(EDGE)
            size = f.seek(0, os.SEEK_END)
            f.seek(max(0, size - EDGE))
            return Mark(size, head, f.read(EDGE))
    except OSError:
        return None


@lru_cache(512)
def _glance(path: Path, _when: int, _size: int) -> Glance | None:
    try:
        first, *rest = read_bytes(path, largest=LARGEST).split(b"\n")
        head = msgspec.json.decode(first, type=_Head)
    except (BadFile, ValueError, RecursionError):
        return None
    if not (head.journal or head.theatre_journal):
        return None
    seats = {one_line(seat, most=LONGEST): one_line(who, most=LONGEST) for seat, who in head.seats.items()}
    played = one_line(head.scenario or head.theatre, most=LONGEST)
    return Glance(
        one_line(head.game, most=LONGEST), played, seats, tuple(_digests(rest)), one_line(head.parent, most=LONGEST)
    )


def _digests(lines: list[bytes]) -> list[str]:
    """The digests of the turns up to the first line that is none."""
    found: list[str] = []
    for line in lines:
        try:
            found.append(msgspec.json.decode(line, type=_Turn).digest)
        except (ValueError, RecursionError):
            break
    return found
