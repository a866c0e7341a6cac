"""Saved games: journals with names and dates in the user's data folder, and the small files beside each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec
import platformdirs

from game.files.bounds import read_bytes, write_whole
from game.files.errors import BadFile

T = TypeVar("T")

APP = "changkufeng"
SUFFIX = ".journal"
AUTOSAVE = "autosave"
MOST_FILES = 200
MOST_BESIDE = 1_000_000  # bytes of a small file beside a journal


@dataclass(frozen=True)
class Saved:
    """A journal in the folder."""

    path: Path
    name: str
    when: datetime

    @property
    def day(self) -> str:
        """Date and time of the file as read."""
        return self.when.strftime("%d %b %Y %H:%M")


def folder() -> Path:
    """The folder of saved games."""
    return Path(platformdirs.user_data_dir(APP)) / "games"


def saved_games() -> list[Saved]:
    """Journals in the folder, newest first; a folder that cannot be read has none."""
    found = []
    try:
        for path in folder().glob("*" + SUFFIX):
            found.append(Saved(path, path.name.removesuffix(SUFFIX), datetime.fromtimestamp(path.stat().st_mtime)))
    except OSError:
        return []
    return sorted(found, key=lambda s: s.when, reverse=True)[:MOST_FILES]


def path_for(name: str) -> Path:
    """Where a game of this name is kept; the name loses what a file name may not hold."""
    clean = re.sub(r"[^\w\- ,.()]+", "-", name, flags=re.UNICODE).strip(" .-") or "game"
    return folder() / (clean[:80] + SUFFIX)


def autosave_path(scenario_id: str) -> Path:
    """Where the game in progress is kept after each turn."""
    return path_for(f"{AUTOSAVE} {scenario_id}")


def newest() -> Saved | None:
    """The journal written last."""
    games = saved_games()
    return games[0] if games else None


# ---------------------------------------------------------------- beside a journal
class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What waits for its turn: the position it was written for, whose seat writes now, what each seat has written."""

    digest: str
    side: str
    orders: dict[str, msgspec.Raw]


def orders_file(journal: Path) -> Path:
    """The small file beside a journal that holds what is written for the turn not yet played."""
    return journal.with_suffix(".orders")


def seats_file(journal: Path) -> Path:
    """The small file beside a journal that says who holds which seat."""
    return journal.with_suffix(".seats")


def write_beside(path: Path, value: Kept | Mapping[str, str] | None) -> None:
    """Writes a small file whole; None takes it away.

    Raises:
        BadFile: that cannot be done; the old file is untouched.
    """
    if value is not None:
        write_whole(path, msgspec.json.encode(value))
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as e:
        raise BadFile.of(path, f"cannot be taken away: {e.strerror or e}") from None


def read_kept(journal: Path) -> Kept | None:
    """What was written for the turn not yet played; None where there is nothing, or it is damaged."""
    return _read_small(orders_file(journal), Kept)


def read_seats(journal: Path) -> dict[str, str]:
    """Who holds which seat of a saved game; empty where that was not kept, or is damaged."""
    found = _read_small(seats_file(journal), dict[str, str | tuple[str, str]]) or {}
    return {seat: who if isinstance(who, str) else ":".join(filter(None, who)) for seat, who in found.items()}


def _read_small(path: Path, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(read_bytes(path, largest=MOST_BESIDE), type=kind)
    except (BadFile, ValueError, RecursionError):
        return None
