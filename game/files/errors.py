"""What is wrong with a file, all of it at once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from game.core.figures import spaces_within
from game.core.words import N_, _, language

if TYPE_CHECKING:
    import difflib

# What a name may be of that is not known; what else is not known is said where it is.
KINDS = (
    N_("side"),
    N_("place"),
    N_("option"),
    N_("term"),
    N_("act"),
    N_("turn"),
    N_("keyframe"),
    N_("counter"),
    N_("terms"),
    N_("wing"),
    N_("date"),
    N_("rule"),
    N_("parameter"),
    N_("outcome"),
    N_("formation"),
    N_("gun"),
    N_("type"),
    N_("hq"),
    N_("code"),
    N_("source"),
    N_("month"),
    N_("sector"),
    N_("card"),
    N_("state"),
    N_("seat"),
    N_("policy"),
    N_("variable"),
    N_("parent"),
    N_("mark"),
    N_("measure"),
    N_("key"),
    N_("person"),
    N_("zone"),
    N_("terrain symbol"),
    N_("counter or formation"),
    N_("rule that can be switched off"),
)
LONGEST_WORD = 80  # a longer word is not compared: it is no slip of the hand


class Problem(NamedTuple):
    """One thing wrong. `line` counts from 1, 0 where no line can be named; `key` is the path of the key with dots."""

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
        return cls([Problem(one_line(file), line, key, printable(message))])


def nearest(word: str, known: Iterable[str]) -> str:
    """ "; nearest is X" if some known word is close, else an empty text."""
    found = closest(word, known)
    return _("; nearest is {found}").format(found=found) if found else ""


def unknown(what: str, word: str, known: Iterable[str]) -> str:
    """What is said of a name of some kind that does not exist, with the nearest that does."""
    return _("{what} {word!r} is unknown{near}").format(what=_(what), word=word, near=nearest(word, known))


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that is close to another, empty if none is."""
    if len(word) > LONGEST_WORD:
        return ""
    import difflib  # only bad input pays for it

    names = sorted({str(k) for k in known})
    for changed in (str, str.lower):
        spelt = {changed(name): name for name in names}
        close = difflib.get_close_matches(changed(word), spelt, n=4, cutoff=0.5)
        if close:
            # Of equals, letters merely swapped come first: I/57 was meant to be I/75, not I/76.
            like = difflib.SequenceMatcher(None, "", changed(word))
            return one_line(spelt[max(close, key=lambda c: _likeness(like, c, changed(word)))])
    return ""


def _likeness(like: "difflib.SequenceMatcher[str]", name: str, word: str) -> tuple[float, bool]:
    like.set_seq1(name)
    return like.ratio(), sorted(name) == sorted(word)


def printable(text: object) -> str:
    """A text fit for a terminal, whatever file it comes from: what steers one becomes ?; lines and tabs stay,
    and the spaces within figures of the language in use."""
    said, kept = str(text), "\n\t" + spaces_within(language())
    return said if said.isprintable() else "".join(c if c.isprintable() or c in kept else "?" for c in said)


def one_line(value: object, *, most: int = 400) -> str:
    """A text for a message: one line, no control characters, cut where it grows long."""
    text = "".join(c if c.isprintable() else "?" for c in str(value)[: most + 1])
    return text if len(text) <= most else text[:most] + "..."
