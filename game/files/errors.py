"""What is wrong with a file, all of it at once."""
import difflib
from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing wrong. `line` counts from 1, 0 where no line can be named."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class BadFile(Exception):
    """A file that cannot be used. Prints as one line a problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))

    @classmethod
    def of(cls, file: object, message: str, *, line: int = 0, key: str = "") -> "BadFile":
        """A file with a single problem."""
        return cls([Problem(str(file), line, key, message)])


def nearest(word: str, known: Iterable[str]) -> str:
    """"; nearest is X" if some known word is close, else an empty text."""
    names = [str(k) for k in known]
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    if not close:
        lower = {n.lower(): n for n in names}
        close = [lower[c] for c in difflib.get_close_matches(word.lower(), lower, n=1, cutoff=0.5)]
    return f"; nearest is {close[0]}" if close else ""
