"""The fitted values of computer seats: `values.json` of a strategic game's folder."""

from pathlib import Path

from game.files.theatre.kept import load_kept, save_kept
from game.model.theatre.values import FittedValues

VALUES = "values.json"
LARGEST = 4 * 1024 * 1024


def load_values(name: str | Path) -> FittedValues:
    """The fitted values of the strategic game of that id or folder.

    Raises:
        BadFile: there are none, or they are damaged.
    """
    return load_kept(name, VALUES, FittedValues, largest=LARGEST, what="fitted values")


def save_values(path: Path, values: FittedValues) -> None:
    """Writes fitted values.

    Raises:
        BadFile: they cannot be written; an older file is untouched.
    """
    save_kept(path, values)
