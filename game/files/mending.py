"""What is damaged is set aside under another name, never deleted, and said in one line, once."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from game.core.words import _

DAMAGED = ".damaged"
MOST = 99  # files set aside under one name; the last is written over

_news: dict[str, bool] = {}  # a line to be said, and whether it was


def set_aside(path: Path) -> Path | None:
    """Renames a damaged file or link to the first free name beside it; None where the folder cannot be written."""
    names = [f"{path.name}{DAMAGED}", *(f"{path.name}{DAMAGED}-{k}" for k in range(2, MOST + 1))]
    free = next((n for n in names if not os.path.lexists(path.with_name(n))), names[-1])
    with suppress(OSError):
        os.replace(path, path.with_name(free))
        return path.with_name(free)
    return None


def mend(path: Path, why: str, instead: str) -> None:
    """Sets a damaged file aside and keeps the line that says so. `why`: what is wrong; `instead`: what is taken."""
    kept = set_aside(path)
    if kept is not None:
        line = _("{file} is damaged ({why}): set aside as {name}; {instead}")
        tell(line.format(file=path, why=why, name=kept.name, instead=instead))
    else:
        tell(_("{file} is damaged ({why}): it is not read; {instead}").format(file=path, why=why, instead=instead))


def tell(line: str) -> None:
    """Keeps a line to be said."""
    _news.setdefault(" ".join(line.split()), False)


def news() -> list[str]:
    """Lines not said yet; each is given once."""
    fresh = [line for line, said in _news.items() if not said]
    _news.update(dict.fromkeys(fresh, True))
    return fresh
