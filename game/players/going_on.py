"""Saved games that can be gone on with: those that are over are looked at, not continued."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from game.files import saves
from game.files.battle.journal import BATTLES
from game.files.errors import BadFile
from game.files.theatre.journal import THEATRES


def going_on() -> Iterator[saves.Saved]:
    """Games to go on with, newest first, each once and as it is asked for; what cannot be opened is told of when it is."""
    return (saved for saved in saves.games() if not is_over(saved.path))


def is_over(path: Path) -> bool:
    """The game of a journal has been played to its end; of a file that cannot be read nothing is known."""
    try:
        at = path.stat()
    except OSError:
        return False
    return _is_over(path, at.st_mtime_ns, at.st_size)


@lru_cache(512)
def _is_over(path: Path, _when: int, _size: int) -> bool:
    from game.match.battle import Match
    from game.match.theatre import TheatreMatch

    try:
        if THEATRES.is_of(path):
            return bool(TheatreMatch.load(path, only_looks=True).over)
        return bool(BATTLES.read_good(path).turns) and Match.look(path).over
    except (BadFile, OSError, ValueError):
        return False
