"""The exchange folder as it is proposed and as it is typed."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import platformdirs

from game.core.words import _
from game.files import saves
from game.files.errors import BadFile, one_line
from game.files.names import file_stem

OURS = "Changkufeng 1938"
LONGEST = 400  # characters of a typed path


def proposed(title: str) -> Path:
    """A folder for a new game among the user's documents, or else beside the saved games; nothing is there yet."""
    documents = Path(platformdirs.user_documents_dir())
    home = documents / OURS if documents.is_dir() else saves.folder().parent / "exchange"
    stem = file_stem(title)
    return next(path for k in count(1) if not (path := home / (stem if k == 1 else f"{stem} {k}")).exists())


def typed(words: str) -> Path:
    """The folder that a user has typed or pasted.

    Raises:
        BadFile: it is no whole path.
    """
    words = words.strip().strip('"')
    try:
        path = Path(words).expanduser()
    except RuntimeError:
        path = Path()
    if not words or not path.is_absolute():
        what = _("is no whole path of a folder; needed one such as {example}")
        raise BadFile.of(one_line(words, most=60) or "–", what.format(example=saves.folder().parent / "exchange"))
    return path
