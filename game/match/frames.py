"""Rows for other tools: a list of dicts, or a data frame where pandas is installed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from game.files.errors import nearest, one_line

Row = dict[str, Any]


def to_frame(rows: Iterable[Mapping[str, Any]], *, columns: Iterable[str] = ()) -> Any:
    """A `pandas.DataFrame` of the rows where pandas is installed, else a list of dicts: the same names and values in both.

    `columns`: their names, for a frame that has no row.
    """
    found = [dict(row) for row in rows]
    if find_spec("pandas") is None:
        return found
    return import_module("pandas").DataFrame(found, columns=list(found[0]) if found else list(columns))


def known(what: str, word: object, names: Iterable[str]) -> str:
    """The word, which is one of the names.

    Raises:
        ValueError: it is none, with the nearest.
    """
    there = list(names)
    if word in there:
        return str(word)
    raise ValueError(f"no {what} {one_line(repr(word), most=60)}; needed one of {', '.join(there)}{_near(word, there)}")


def needed(what: str, found: object, kinds: type | tuple[type, ...]) -> None:
    """Refuses what is of another kind than was asked for.

    Raises:
        TypeError: in a sentence.
    """
    if not isinstance(found, kinds):
        names = " or ".join(k.__name__ for k in (kinds if isinstance(kinds, tuple) else (kinds,)))
        raise TypeError(f"{what}: needed {names}, found {one_line(repr(found), most=60)}")


def _near(word: object, names: list[str]) -> str:
    return nearest(word, names) if isinstance(word, str) else ""
