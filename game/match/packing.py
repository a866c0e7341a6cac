"""What a sealed game puts into a journal and takes out of it, at either scale: positions, luck, whose rules, which content."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np

from game.core.words import _
from game.files.errors import BadFile
from game.files.journal import Line

L = TypeVar("L", bound=Line)


def of_rules(line: L, rules: str) -> L:
    """The line of a turn, marked with the rules that played it."""
    marked: Any = line
    made: L = line if line.rules else msgspec.structs.replace(marked, rules=rules)
    return made


def luck_words(luck: int) -> tuple[int, int]:
    """64 bits of luck as the two words that a position's clock begins with."""
    return luck & 0xFFFFFFFF, luck >> 32 & 0xFFFFFFFF


def packed(state: Iterable[Any]) -> bytes:
    """The bytes of a position, as a journal's line takes them."""
    return b"".join(np.ascontiguousarray(a).tobytes() for a in state)


def check_content(path: str | Path, name: str, said: str, here: str) -> None:
    """Refuses a journal of other content than the game at hand.

    Raises:
        BadFile: the digests differ.
    """
    if said != here:
        raise BadFile.of(
            path,
            _("is a game of {name} with content {said}; the one at hand is {here}").format(
                name=name, said=said, here=here
            ),
        )


def shapes_of(state: Any, columns: Mapping[str, int]) -> list[tuple[int, ...]]:
    """The shape of each array of a position where some have other columns than here: `columns`, by the array's name."""
    shapes = zip(state._fields, (a.shape for a in state), strict=True)
    return [(*shape[:-1], columns.get(name, shape[-1])) for name, shape in shapes]
