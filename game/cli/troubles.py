"""What a command says when it cannot go on: one line, who, what, needed against found, the nearest name."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.words import _, enumerated

BAD_INPUT = 2
STOPPED = 130


class Trouble(Exception):
    """Bad input; its text is the line for the user."""

    def __init__(self, line: str, code: int = BAD_INPUT) -> None:
        super().__init__(" ".join(line.split()))
        self.code = code


def nearest(word: str, names: Iterable[str]) -> str:
    """The name most like `word`, or the empty string if none is like it."""
    from difflib import get_close_matches

    found = {name.lower(): name for name in names}
    close = get_close_matches(word.lower(), list(found), n=1, cutoff=0.5)
    inside = [name for low, name in found.items() if len(word) > 2 and word.lower() in low]
    return found[close[0]] if close else inside[0] if inside else ""


def unknown(kind: str, word: str, names: Iterable[str], *, where: str = "") -> Trouble:
    """The refusal of a name that is not there."""
    known = list(names)
    guess = nearest(word, known)
    listed = enumerated(known[:6]) + (_(" and {n} more").format(n=len(known) - 6) if len(known) > 6 else "")
    place = _(" in {where}").format(where=where) if where else ""
    return Trouble(
        _('no {kind} "{a}"{place}; ').format(kind=_(kind), a=word[:60], place=place)
        + (
            _('nearest: "{guess}"').format(guess=guess)
            if guess
            else _("needed one of: {a}").format(a=listed or _("none is there"))
        )
    )


def file_trouble(error: OSError, what: str) -> Trouble:
    """The refusal of a file that cannot be read or written."""
    return Trouble(f"{what}: {error.strerror or error}")
