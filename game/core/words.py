"""Words for people: every message goes through `_`, so that a gettext catalogue can put it into another language.

Tables of words at the top of a room are marked with `N_` and pass through `_` where they are shown: the language may change
while the program runs. Names of places and counters carry their own translations: `spoken` picks one.
"""

import gettext
from collections.abc import Iterable
from typing import Protocol

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
_BETWEEN = {"ja": "、", "zh": "、"}  # the members of a list
_FULL = {
    "; ": "；",
    ": ": "：",
    ".": "。",
}  # marks that stand between and behind clauses, as Japanese and Chinese write them
_QUOTES = {"ja": "「{}」", "ru": "«{}»"}


class Spoken(Protocol):
    """Something with a name in several languages."""

    def get(self, language: str) -> str:
        """The name in a language."""


def _(message: str) -> str:
    """The message in the language in use; the empty message stays empty."""
    return _catalogue.gettext(message) if message else ""


def N_(message: str) -> str:
    """The message as it stands: a mark for the catalogue, translated by `_` where it is shown."""
    return message


def counted(one: str, many: str, number: int) -> str:
    """`one` or `many`, as the number asks in the language in use, with `{n}` filled in."""
    return _catalogue.ngettext(one, many, number).format(n=number)


def enumerated(words: Iterable[str]) -> str:
    """The words in a row, as the language in use parts the members of a list: "a, b", 「a、b」."""
    return _BETWEEN.get(_language, ", ").join(words)


def clauses(words: Iterable[str]) -> str:
    """The clauses in a row, as the language in use parts them: "a; b", 「a；b」."""
    return _mark("; ").join(words)


def under_head(head: str, words: str) -> str:
    """What is said under a head: "head: words", 「head：words」."""
    return f"{head}{_mark(': ')}{words}"


def sentence(words: str) -> str:
    """The words as a sentence: a capital first, the full stop of the language in use at the end."""
    return f"{words[0].upper()}{words[1:]}{full_stop()}"


def full_stop() -> str:
    """The mark that ends a sentence of the language in use."""
    return _mark(".")


def quoted(words: str) -> str:
    """The words in the quotation marks of the language in use."""
    return _QUOTES.get(_language, "“{}”").format(words)


def _mark(usual: str) -> str:
    return _FULL[usual] if _language in _BETWEEN else usual


def spoken(names: Spoken) -> str:
    """A name in the language in use; where the data have none, as the catalogue translates the English one."""
    found, usual = names.get(_language), names.get("en")
    return _(usual) if found == usual else found


def language() -> str:
    """Code of the language in use: "en", "ja", "ru", "zh"."""
    return _language


def use_catalogue(catalogue: gettext.NullTranslations, code: str = "en") -> None:
    """Messages come from this catalogue from now on."""
    global _catalogue, _language
    _catalogue, _language = catalogue, code
