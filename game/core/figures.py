"""Figures as a language writes them: the mark before decimals, what parts thousands, the space before a percent sign.

For whoever reads; files, JSON and what is typed keep the point.
"""

from __future__ import annotations

from decimal import Decimal
from numbers import Real

_NBSP = "\N{NO-BREAK SPACE}"
_HABITS = {"ru": str.maketrans({".": ",", ",": _NBSP, "%": f"{_NBSP}%"})}  # Japanese and Chinese write as English does


def by_habit(value: object, form: str, code: str) -> str:
    """A number in a form of `format`, by the habits of a language."""
    return format(value, form).translate(_HABITS.get(code, {}))


def spaces_within(code: str) -> str:
    """The spaces that stand within figures of a language, in what the program or the catalogue writes."""
    return f"{_NBSP}\N{THIN SPACE}" if code in _HABITS else ""


def has_habits(code: str) -> bool:
    """The language writes figures otherwise than Python does."""
    return code in _HABITS


class Pattern(str):
    """A sentence with places to fill in, in a language with habits of its own: its figures follow them."""

    __slots__ = ("code",)
    code: str

    def format(self, /, *figures: object, **told: object) -> str:
        """The sentence with its places filled in."""
        listed = (_habitual(value, self.code) for value in figures)
        return super().format(*listed, **{name: _habitual(value, self.code) for name, value in told.items()})


class _Figure:
    """A number on its way into a sentence."""

    __slots__ = ("_code", "_value")

    def __init__(self, value: Real | Decimal, code: str) -> None:
        self._value, self._code = value, code

    def __format__(self, form: str) -> str:
        return by_habit(self._value, form, self._code)

    def __repr__(self) -> str:
        return repr(self._value)


def _habitual(value: object, code: str) -> object:
    if isinstance(value, (str, bool)) or not isinstance(value, (Real, Decimal)):
        return value
    return _Figure(value, code)
