"""The fitted values of computer seats: `values.json` of a strategic game's folder."""

from pathlib import Path

import msgspec

from game.files.bounds import read_bytes, write_whole
from game.files.decks import deck_folder
from game.files.errors import BadFile, one_line
from game.model.theatre_values import FittedValues

VALUES = "values.json"
LARGEST = 4 * 1024 * 1024


def load_values(name: str | Path) -> FittedValues:
    """The fitted values of the strategic game of that id or folder.

    Raises:
        BadFile: there are none, or they are damaged.
    """
    folder = deck_folder(name)
    try:
        return msgspec.json.decode(read_bytes(folder / VALUES, largest=LARGEST), type=FittedValues)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as e:
        raise BadFile.of(f"{folder.name}/{VALUES}", f"holds no fitted values: {one_line(e)}") from None


def save_values(path: Path, values: FittedValues) -> None:
    """Writes fitted values.

    Raises:
        BadFile: they cannot be written; an older file is untouched.
    """
    write_whole(path, msgspec.json.format(msgspec.json.encode(values), indent=1) + b"\n")
