"""Figures that a command makes and keeps as JSON in the folder of a strategic game: grades, fitted values."""

from pathlib import Path
from typing import TypeVar

import msgspec

from game.core.words import _
from game.files.bounds import read_bytes, write_whole
from game.files.errors import BadFile, one_line
from game.files.theatre.decks import deck_folder

K = TypeVar("K")


def load_kept(name: str | Path, file: str, kind: type[K], *, largest: int, what: str) -> K:
    """What a file of the strategic game of that id or folder keeps; `what`: in words, for the refusal.

    Raises:
        BadFile: there is none, or it is damaged.
    """
    folder = deck_folder(name)
    try:
        return msgspec.json.decode(read_bytes(folder / file, largest=largest), type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as e:
        raise BadFile.of(
            f"{folder.name}/{file}", _("holds no {what}: {found}").format(what=what, found=one_line(e))
        ) from None


def save_kept(path: Path, kept: msgspec.Struct) -> None:
    """Writes them, a key a line.

    Raises:
        BadFile: they cannot be written; an older file is untouched.
    """
    write_whole(path, msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n")
