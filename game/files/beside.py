"""The small file beside a journal: what its seats have written for the turn not yet played, kept at every stroke.

What is written lies there encoded, with a key made of the game's own id and the position. That hides it from who opens the
file, lists the folder or searches it for the name of a counter; it does not hide it from who takes the trouble to undo it with
this program, for all that is needed lies on the same disk. Two people who cannot trust each other so far play by file.
"""

import base64
import binascii
import hashlib
import secrets
from pathlib import Path
from typing import TypeVar

import msgspec

from game.core.words import _
from game.files.bounds import read_bytes, write_whole
from game.files.errors import BadFile

T = TypeVar("T")

MOST_BYTES = 1_000_000
SALT = 8  # bytes before what is encoded, new at every stroke


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What waits for its turn: the position it was written for, whose seat writes now, what each seat has written, and how the
    battle of the turn is to be settled."""

    digest: str
    side: str
    orders: dict[str, msgspec.Raw]
    battle: str = ""


def orders_file(journal: Path) -> Path:
    """The small file beside a journal that holds what is written for the turn not yet played."""
    return journal.with_suffix(".orders")


def seats_file(journal: Path) -> Path:
    """The small file beside an old journal that says who holds which seat; now the journal's header does."""
    return journal.with_suffix(".seats")


def write_kept(journal: Path, kept: Kept | None) -> None:
    """Writes what waits, whole; None takes it away.

    Raises:
        BadFile: that cannot be done; the old file is untouched.
    """
    path = orders_file(journal)
    if kept is not None:
        write_whole(path, msgspec.json.encode(kept))
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as e:
        raise BadFile.of(path, _("cannot be taken away: {a}").format(a=e.strerror or e)) from None


def read_kept(journal: Path) -> Kept | None:
    """What was written for the turn not yet played; None where there is nothing, or it is damaged."""
    return _read_small(orders_file(journal), Kept)


def old_seats(journal: Path) -> dict[str, str]:
    """Who holds which seat by the small file that was once written for it; empty where there is none, or it is damaged."""
    found = _read_small(seats_file(journal), dict[str, str | tuple[str, str]]) or {}
    return {seat: who if isinstance(who, str) else ":".join(filter(None, who)) for seat, who in found.items()}


def encoded(game: str, digest: str, seat: str, written: bytes) -> msgspec.Raw:
    """What a seat has written, as it lies on the disk."""
    salt = secrets.token_bytes(SALT)
    text = base64.b64encode(salt + _mixed(salt, game, digest, seat, written)).decode("ascii")
    return msgspec.Raw(msgspec.json.encode(text))


def decoded(game: str, digest: str, seat: str, kept: bytes) -> bytes:
    """What a seat has written, of what lies on the disk; what was kept in clear by older programs as it stands.

    Raises:
        ValueError: it is damaged.
    """
    if not kept.lstrip().startswith(b'"'):
        return bytes(kept)
    try:
        data = base64.b64decode(msgspec.json.decode(kept, type=str), validate=True)
    except binascii.Error as e:
        raise ValueError(str(e)) from None
    return _mixed(data[:SALT], game, digest, seat, data[SALT:])


def _mixed(salt: bytes, game: str, digest: str, seat: str, data: bytes) -> bytes:
    stream = hashlib.shake_256(salt + f"{game}|{digest}|{seat}".encode()).digest(len(data))
    return bytes(a ^ b for a, b in zip(data, stream, strict=True))


def _read_small(path: Path, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(read_bytes(path, largest=MOST_BYTES), type=kind)
    except (BadFile, ValueError, RecursionError):
        return None
