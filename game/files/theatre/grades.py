"""The grades of the strategic game: `grades.json` of its folder."""

from pathlib import Path

from game.core.words import _
from game.files.errors import BadFile
from game.files.theatre.kept import load_kept, save_kept
from game.files.theatre.theatres import load_theatre
from game.model.theatre.game import Theatre
from game.model.theatre.grades import Grades

GRADES = "grades.json"
LARGEST = 1024 * 1024


def load_grades(name: str | Path) -> Grades:
    """The grades of the strategic game of that id or folder.

    Raises:
        BadFile: there are none, or they are damaged.
    """
    return load_kept(name, GRADES, Grades, largest=LARGEST, what="grades")


def grades_for(theatre: Theatre, rules: str) -> Grades:
    """The grades of a strategic game by the rules of that version: those in its folder are of what stands in that folder.

    Raises:
        BadFile: there are none, they are damaged, or are of other content or other rules.
    """
    grades = load_grades(theatre.id)
    if grades.rules != rules or load_theatre(theatre.id).digest != theatre.digest:
        raise BadFile.of(f"{theatre.id}/{GRADES}", _("is of other content or other rules than the game at hand"))
    return grades


def save_grades(path: Path, grades: Grades) -> None:
    """Writes grades.

    Raises:
        BadFile: they cannot be written; an older file is untouched.
    """
    save_kept(path, grades)
