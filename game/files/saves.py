"""Saved games: journals with names and dates in the user's data folder. No game is written over another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

import platformdirs

from game.core.words import _
from game.files.beside import old_seats, orders_file, seats_file
from game.files.bounds import read_bytes, write_whole
from game.files.errors import BadFile
from game.files.glance import Glance, glance
from game.files.journal import LARGEST
from game.files.mail.private import private_file
from game.files.names import file_stem, shown_name
from game.files.owner import hold

APP = "changkufeng"
SUFFIX = ".journal"
AUTOSAVE = "autosave"
EARLIER = "earlier"  # folder of what files held before they were written on
GENERATIONS = 3  # of each file
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

    @property
    def seen(self) -> Glance | None:
        """What it says of itself; None of a damaged one."""
        return glance(self.path)


def folder() -> Path:
    """The folder of saved games."""
    return Path(platformdirs.user_data_dir(APP)) / "games"


def reports_folder() -> Path:
    """Where reports and figures are saved."""
    return folder().parent / "reports"


def saved_games() -> list[Saved]:
    """Journals in the folder, newest first; what cannot be looked at is left out, and hides nothing else."""
    return _listed(folder())


def earlier_games() -> list[Saved]:
    """What the files of games held before they were last written on, newest first."""
    return _listed(folder() / EARLIER)


def games() -> list[Saved]:
    """Games to go on with, newest first: of each its newest file, not its copies."""
    found: dict[str, Saved] = {}
    for saved in saved_games():
        if seen := saved.seen:
            found.setdefault(seen.game or str(saved.path), saved)
    return list(found.values())


def path_for(name: str) -> Path:
    """Where a game of this name is kept."""
    return folder() / (file_stem(name) + SUFFIX)


def numbered(path: Path) -> Iterator[Path]:
    """A path, and the ones to try where it is taken: "night", "night 2", "night 3"."""
    yield path
    for k in count(2):
        yield path.with_name(f"{path.name.removesuffix(SUFFIX)} {k}{SUFFIX}")


def free_path(name: str) -> Path:
    """The first path of this name, or of it with a number, where nothing is."""
    return next(path for path in numbered(path_for(name)) if not _is_there(path))


def autosave_path(scenario_id: str) -> Path:
    """Where the first game of a scenario is kept; those after it have a number behind the name."""
    return path_for(f"{AUTOSAVE} {scenario_id}")


def read_seats(journal: Path) -> dict[str, str]:
    """Who holds which seat of a saved game; empty where that is not written."""
    seen = glance(journal)
    return dict(seen.seats) if seen is not None and seen.seats else old_seats(journal)


def keep_generation(journal: Path) -> None:
    """Keeps what a file in the folder of saved games holds now, and the two before it, against what may come over it.

    Raises:
        BadFile: that cannot be done.
    """
    if journal.parent != folder() or not journal.is_file():
        return
    kept = [_generation(journal, k) for k in range(1, GENERATIONS + 1)]
    data = read_bytes(journal, largest=LARGEST)
    try:
        kept[0].parent.mkdir(parents=True, exist_ok=True)
        if kept[0].is_file() and kept[0].stat().st_size == len(data) and kept[0].read_bytes() == data:
            return
        for newer, older in zip(kept[-2::-1], kept[:0:-1], strict=True):
            if newer.exists():
                newer.replace(older)
    except OSError as e:
        raise BadFile.of(journal, _("an earlier state cannot be kept: {a}").format(a=e.strerror or e)) from None
    write_whole(kept[0], data)


def put_aside(journal: Path) -> Path:
    """Gives a saved game, with what lies beside it, a name of its own with a number; returns where it is now.

    Raises:
        BadFile: another program plays it, or it cannot be moved.
    """
    held = hold(journal)
    if held is None:
        raise BadFile.of(journal, _("is being played in another program"))
    try:
        there = next(path for path in numbered(journal) if not _is_there(path))
        for beside in (_itself, orders_file, seats_file, private_file):
            if beside(journal).exists():
                beside(journal).rename(beside(there))
        return there
    except OSError as e:
        raise BadFile.of(journal, _("cannot be put aside: {a}").format(a=e.strerror or e)) from None
    finally:
        held.let_go()


def _itself(journal: Path) -> Path:
    return journal


def _generation(journal: Path, k: int) -> Path:
    return journal.parent / EARLIER / f"{journal.name.removesuffix(SUFFIX)} ({k}){SUFFIX}"


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _listed(where: Path) -> list[Saved]:
    found: list[Saved] = []
    try:
        paths = list(where.iterdir())
    except OSError:
        return []
    for path in paths:
        try:
            if path.name.endswith(SUFFIX) and not path.name.startswith(".") and path.is_file():
                when = datetime.fromtimestamp(path.stat().st_mtime)
                found.append(Saved(path, shown_name(path.name.removesuffix(SUFFIX)), when))
        except (OSError, ValueError, OverflowError):
            continue
    return sorted(found, key=lambda saved: saved.when, reverse=True)[:MOST_FILES]
