"""Files of figures that a command reckons beside a scenario: read strictly, with everything wrong at once; how they begin."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from game.files.bounds import read_bytes
from game.files.errors import BadFile, Problem
from game.files.strict import Reader
from game.model.battle.bands import Bands
from game.model.battle.grades import Grades

T = TypeVar("T", bound=msgspec.Struct)


def read_reckoned(path: Path, kind: type[T], check: Callable[[T, Reader], None], *, largest: int) -> T:
    """What a file of at most `largest` bytes holds; `check` tells the reader what its types do not say.

    Raises:
        BadFile: with everything wrong with it.
    """
    reader = Reader(f"{path.parent.name}/{path.name}")
    table = reader.load(read_bytes(path, largest=largest))
    made = reader.read(kind, table) if not reader.problems else None
    if made is not None:
        check(made, reader)
    if made is None or reader.problems:
        raise BadFile(reader.problems)
    return made


def problems_of(path: Path, read: Callable[[Path], object]) -> list[Problem]:
    """What is wrong with a file; nothing where there is none."""
    try:
        if path.is_file():
            read(path)
    except BadFile as e:
        return list(e.problems)
    return []


def first_lines(head: str, made: Bands | Grades) -> list[str]:
    """What such a file begins with: of which scenario, by which rules, from which games."""
    lines = [head, f'content = "{made.content}"', f'rules = "{made.rules}"']
    return [*lines, f"games = {made.games}", f"seed = {made.seed}", f"check = {listed(made.check)}"]


def listed(words: tuple[str, ...]) -> str:
    """Words as a list of the file."""
    return f"[{', '.join(f'{chr(34)}{word}{chr(34)}' for word in words)}]"
