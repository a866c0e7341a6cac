"""Saved games: journals with names and dates in the user's data folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import platformdirs

APP = "changkufeng"
SUFFIX = ".journal"
AUTOSAVE = "autosave"
MOST_FILES = 200


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
