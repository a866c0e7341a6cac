"""The grades of the strategic game: `grades.json` of its folder."""

from pathlib import Path

from game.files.theatre.kept import load_kept, save_kept
from game.model.theatre.grades import Grades

GRADES = "grades.json"
LARGEST = 1024 * 1024


def load_grades(name: str | Path) -> Grades:
    """The grades of the strategic game of that id or folder.

    Raises:
        BadFile: there are none, or they are damaged.
    """
    return load_kept(name, GRADES, Grades, largest=LARGEST, what="grades")


def save_grades(path: Path, grades: Grades) -> None:
    """Writes grades.

    Raises:
        BadFile: they cannot be written; an older file is untouched.
    """
    save_kept(path, grades)
