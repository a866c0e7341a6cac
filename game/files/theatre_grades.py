"""The grades of the strategic game: `grades.json` of its folder."""

from pathlib import Path

import msgspec

from game.files.bounds import read_bytes, write_whole
from game.files.decks import deck_folder
from game.files.errors import BadFile, one_line
from game.model.theatre_grades import Grades

GRADES = "grades.json"
LARGEST = 1024 * 1024


def load_grades(name: str | Path) -> Grades:
    """The grades of the strategic game of that id or folder.

    Raises:
        BadFile: there are none, or they are damaged.
    """
    folder = deck_folder(name)
    try:
        return msgspec.json.decode(read_bytes(folder / GRADES, largest=LARGEST), type=Grades)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as e:
        raise BadFile.of(f"{folder.name}/{GRADES}", f"holds no grades: {one_line(e)}") from None


def save_grades(path: Path, grades: Grades) -> None:
    """Writes grades.

    Raises:
        BadFile: they cannot be written; an older file is untouched.
    """
    write_whole(path, msgspec.json.format(msgspec.json.encode(grades), indent=1) + b"\n")
