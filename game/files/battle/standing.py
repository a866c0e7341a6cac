"""The finished games by which a player stands: a line each in his data folder, bounded, and no game twice."""

from pathlib import Path

import msgspec

from game.core.words import _
from game.files import saves
from game.files.bounds import read_bytes, write_whole
from game.files.errors import BadFile

NAME = "finished.jsonl"
LARGEST = 512 * 1024
MOST = 1000  # games kept, the last ones


class Finished(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finished game of a human against a computer. `digest` of its last position: the same game is kept once.

    `scenario`, `content`, `rules`: what was played; `against`: the commander of the other side; `score`: points of 100.
    """

    digest: str
    scenario: str
    content: str
    rules: str
    side: str
    against: str
    score: float


def finished(path: Path | None = None) -> tuple[Finished, ...]:
    """The games that are kept, the oldest first; a line that cannot be read is left out, and hides nothing else."""
    path = path or saves.folder().parent / NAME
    try:
        lines = read_bytes(path, largest=LARGEST).splitlines() if path.is_file() else []
    except (BadFile, OSError):
        return ()
    found = []
    for line in lines:
        try:
            found.append(msgspec.json.decode(line, type=Finished))
        except msgspec.MsgspecError:
            continue
    return tuple(found)


def keep(games: list[Finished], path: Path | None = None) -> tuple[Finished, ...]:
    """Adds games that are not there yet, and returns all of them.

    Raises:
        BadFile: they cannot be written; what was there is untouched.
    """
    path = path or saves.folder().parent / NAME
    there = finished(path)
    known = {(g.digest, g.side) for g in there}
    fresh = [g for g in games if (g.digest, g.side) not in known]
    if not fresh:
        return there
    kept = (*there, *fresh)[-MOST:]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise BadFile.of(path, _("cannot be written: {a}").format(a=e.strerror or e)) from None
    write_whole(path, b"".join(msgspec.json.encode(g) + b"\n" for g in kept))
    return kept
