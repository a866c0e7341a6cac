"""Where scenarios live, shipped ones and one's own, and the sides and seats that their heads name: before any is opened.

One's own lie in folders that `CHANGKUFENG_PATH` names, as many as one likes, and in the user's data folder. A shipped scenario
keeps its name: a folder of one's own that bears it is not found by it, only by its path.
"""

import os
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
_A_FOLDER = re.compile(r"[\w][\w.-]{0,99}")
_AN_OPTION = re.compile(r"[a-z][a-z0-9_-]*")


def scenarios_folder() -> Path:
    """Where scenarios live: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_scenarios"
    return inside if inside.is_dir() else package.parent / "scenarios"


PATH = "CHANGKUFENG_PATH"


def own_folders() -> tuple[Path, ...]:
    """Folders of scenarios of one's own: those of `CHANGKUFENG_PATH`, last the user's data folder. They may be missing."""
    import platformdirs

    named = [Path(part).expanduser() for part in os.environ.get(PATH, "").split(os.pathsep) if part.strip()]
    return tuple(dict.fromkeys((*named, Path(platformdirs.user_data_dir("changkufeng")) / "scenarios")))


def shelves() -> tuple[Path, ...]:
    """All folders in which scenarios are looked for: the shipped ones first."""
    return (scenarios_folder(), *own_folders())


def on_shelves(head: str) -> dict[str, Path]:
    """The folders that have a file of this name, by their own names; of several of one name the first on the shelves."""
    found: dict[str, Path] = {}
    for shelf in shelves():
        try:
            there = sorted(path.parent for path in shelf.glob(f"*/{head}"))
        except OSError:
            continue
        for folder in there:
            if _A_FOLDER.fullmatch(folder.name):
                found.setdefault(folder.name, folder)
    return found


def scale_of(words: Sequence[str]) -> str:
    """The head of the first scenario among words, `BATTLE` or `STRATEGIC`; "" where they name none."""
    kinds = {**dict.fromkeys(on_shelves(BATTLE), BATTLE), **dict.fromkeys(on_shelves(STRATEGIC), STRATEGIC)}
    for word in words:
        if word in kinds:
            return kinds[word]
        for kind in (BATTLE, STRATEGIC) if "/" in word else ():
            try:
                if (Path(word) / kind).is_file():
                    return kind
            except (OSError, ValueError):
                continue  # no name that a disk knows
    return ""


def sides_and_seats(words: Sequence[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the sides of all battles and of the seats of all strategic games at hand, and of folders among `words`.

    A head that is damaged names none: whoever opens the scenario is told what is wrong with it.
    """
    at_hand = {**on_shelves(STRATEGIC), **on_shelves(BATTLE)}
    folders = [*(at_hand[name] for name in sorted(at_hand)), *(Path(w) for w in words if "/" in w)]
    sides = (side for head in _heads(folders, BATTLE) for side in head.get("sides", ()))
    seats = (seat.get("id") for head in _heads(folders, STRATEGIC) for seat in head.get("seat", ()))
    return _options(sides), _options(seats)


@lru_cache(64)
def title_of(name: str) -> str:
    """The title of a scenario or strategic game at hand, by its id; of one that is not here its id."""
    if not _AN_OPTION.fullmatch(name):
        return name
    folder = [there[name] for there in (on_shelves(BATTLE), on_shelves(STRATEGIC)) if name in there]
    titles = (head.get("title") for kind in (BATTLE, STRATEGIC) for head in _heads(folder, kind))
    return next((title for title in titles if isinstance(title, str)), name)


def _heads(folders: Iterable[Path], name: str) -> list[dict[str, Any]]:
    found = []
    for path in (folder / name for folder in folders):
        try:
            if path.is_file():
                found.append(_read(decode_text(path, read_bytes(path, largest=LARGEST))))
        except (OSError, ValueError, BadFile, RecursionError):
            continue
    return found


@lru_cache(64)
def _read(text: str) -> dict[str, Any]:
    """The tables of a head, read once for each text. Nobody changes them."""
    return tomllib.loads(text)


def _options(names: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if isinstance(n, str) and _AN_OPTION.fullmatch(n)))
