"""Words for people: every message goes through `_`, so that a gettext catalogue can put it into another language.
What `.format` fills into one follows the language's habits with figures; `written` is for a number that stands alone.

Tables of words at the top of a room are marked with `N_` and pass through `_` where they are shown: the language may change
while the program runs. Names of places and counters carry their own translations: `spoken` picks one.
"""

import gettext
from collections.abc import Iterable
from typing import Protocol

from game.core.figures import Pattern, by_habit, has_habits

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
_has_habits = False
MENDED = "name"  # context of names that stand otherwise in the data
_BETWEEN = {"ja": "、", "zh": "、"}  # the members of a list
_CLAUSES = {"ja": "。", "zh": "；"}
_COLON = {"ja": "：", "zh": "："}
_FULL_STOP = {"ja": "。", "zh": "。"}
_ASIDE = {"ja": "（{}）", "zh": "（{}）"}
_QUOTES = {"ja": "「{}」", "ru": "«{}»"}


class Spoken(Protocol):
    """Something with a name in several languages."""

    def get(self, language: str, /) -> str | None:
        """The name in a language."""


def _(message: str) -> str:
    """The message in the language in use; the empty message stays empty."""
    return _pattern(_catalogue.gettext(message)) if message else ""


def N_(message: str) -> str:
    """The message as it stands: a mark for the catalogue, translated by `_` where it is shown."""
    return message


def counted(one: str, many: str, number: int) -> str:
    """`one` or `many`, as the number asks in the language in use, with `{n}` filled in."""
    return _pattern(_catalogue.ngettext(one, many, number)).format(n=number)


def written(value: float, form: str) -> str:
    """A number in a form of `format` as the language in use writes it: "0.5", "1,200" are "0,5", "1 200" in Russian."""
    return by_habit(value, form, _language)


def meant(context: str, message: str) -> str:
    """The message where one word of English is several of another language: a "General" by rank is no heading."""
    said = _catalogue.pgettext(context, message) if message else ""
    return _(message) if said == message else said


def enumerated(words: Iterable[str]) -> str:
    """The words in a row, as the language in use parts the members of a list: "a, b", 「a、b」."""
    return _BETWEEN.get(_language, ", ").join(words)


def clauses(words: Iterable[str]) -> str:
    """Clauses in a row, as the language in use parts them: "a; b", 「a；b」; empty ones are left out."""
    return _CLAUSES.get(_language, "; ").join(filter(None, words))


def titled(head: str, words: object) -> str:
    """What a text is of or who says it, and the text: "a: b", 「a：b」."""
    return f"{head}{_COLON.get(_language, ': ')}{words}"


def aside(words: object) -> str:
    """What is said beside a text, in brackets behind it, nothing where it is empty: " (b)", 「（b）」."""
    return _ASIDE.get(_language, " ({})").format(words) if words else ""


def sentence(words: str) -> str:
    """The words as a sentence: a capital first, the full stop of the language in use at the end."""
    return f"{words[0].upper()}{words[1:]}{full_stop()}"


def full_stop() -> str:
    """The mark that ends a sentence of the language in use."""
    return _FULL_STOP.get(_language, ".")


def quoted(words: str) -> str:
    """The words in the quotation marks of the language in use."""
    return _QUOTES.get(_language, "“{}”").format(words)


def spoken(names: Spoken) -> str:
    """A name in the language in use: as the glossary mends it, as the data have it, as the catalogue translates the English."""
    usual = names.get("en") or ""
    found = names.get(_language) or usual
    mended = _catalogue.pgettext(MENDED, usual)
    return mended if mended != usual else _(usual) if found == usual else found


def language() -> str:
    """Code of the language in use: "en", "ja", "ru", "zh"."""
    return _language


def use_catalogue(catalogue: gettext.NullTranslations, code: str = "en") -> None:
    """Messages come from this catalogue from now on."""
    global _catalogue, _language, _has_habits
    _catalogue, _language, _has_habits = catalogue, code, has_habits(code)


def _pattern(message: str) -> str:
    """The message; one to be filled in, in a language with habits of its own, as a pattern that keeps them."""
    if not _has_habits or "{" not in message:
        return message
    found = Pattern(message)
    found.code = _language
    return found
