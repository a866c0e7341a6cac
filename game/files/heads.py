"""Where scenarios live, and the sides and seats that their heads name: for a command line built before any is opened."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from game.files.bounds import decode_text, read_bytes
from game.files.errors import BadFile

LARGEST = 1024 * 1024
BATTLE, STRATEGIC = "scenario.toml", "theatre.toml"
_AN_OPTION = re.compile(r"[a-z][a-z0-9_-]*")


def scenarios_folder() -> Path:
    """Where scenarios live: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_scenarios"
    return inside if inside.is_dir() else package.parent / "scenarios"


def sides_and_seats(words: Sequence[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the sides of all battles and of the seats of all strategic games at hand, and of folders among `words`.

    A head that is damaged names none: whoever opens the scenario is told what is wrong with it.
    """
    folders = [*sorted(scenarios_folder().glob("*")), *(Path(w) for w in words if "/" in w)]
    sides = (side for head in _heads(folders, BATTLE) for side in head.get("sides", ()))
    seats = (seat.get("id") for head in _heads(folders, STRATEGIC) for seat in head.get("seat", ()))
    return _options(sides), _options(seats)


@lru_cache(64)
def title_of(name: str) -> str:
    """The title of a scenario or strategic game at hand, by its id; of one that is not here its id."""
    if not _AN_OPTION.fullmatch(name):
        return name
    folder = [scenarios_folder() / name]
    titles = (head.get("title") for kind in (BATTLE, STRATEGIC) for head in _heads(folder, kind))
    return next((title for title in titles if isinstance(title, str)), name)


def _heads(folders: Iterable[Path], name: str) -> list[dict[str, Any]]:
    found = []
    for path in (folder / name for folder in folders):
        try:
            if path.is_file():
                found.append(tomllib.loads(decode_text(path, read_bytes(path, largest=LARGEST))))
        except (OSError, ValueError, BadFile, RecursionError):
            continue
    return found


def _options(names: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if isinstance(n, str) and _AN_OPTION.fullmatch(n)))
