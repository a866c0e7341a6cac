"""What the words of a typed line mean: names may be cut short while they are unique."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from game.cli.troubles import Trouble
from game.core.words import _, enumerated
from game.files.errors import closest

T = TypeVar("T")
MOST_WORDS = 8  # of a name
LISTED = 6  # names that a refusal lists where a word may mean several
FEW = 12  # names that it lists where a word means none
SHORTEST_PART = 2  # letters that find a name from its middle


class Unclear(Trouble):
    """A short name that several names begin with."""


def words_of(line: str) -> list[str]:
    """The words of a line; what stands in quotation marks is one word, what follows # is a remark.

    Raises:
        Trouble: a quotation mark is not closed.
    """
    lexer = shlex.shlex(line, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.commenters, lexer.escape, lexer.quotes = True, "#", "", '"'
    try:
        return list(lexer)
    except ValueError:
        raise Trouble(_('a quotation mark (") is opened and not closed')) from None


def shown(word: str) -> str:
    """What a user typed, fit to be said back: short, on one line, without signs that steer a terminal."""
    return "".join(c if c.isprintable() else "?" for c in word)[:60]


def letters(text: str) -> str:
    """A name as it is compared: lower case, letters and figures only."""
    return "".join(c for c in text.casefold() if c.isalnum())


def pick(word: str, names: Mapping[str, T], what: str) -> T:
    """The one thing that a name, or its beginning, or a part of it, means.

    Raises:
        Unclear: it may mean several.
        Trouble: it means none; the nearest name is said.
    """
    exact = next((v for n, v in names.items() if n.casefold() == word.casefold()), None)
    if exact is not None:
        return exact
    bare = letters(word)
    if bare:
        keys = {name: letters(name) for name in names}
        for fits in _fits(word, bare):
            found = {names[n]: n for n, key in reversed(keys.items()) if fits(n, key)}
            if len(found) == 1:
                return next(iter(found))
            if found:
                listed = sorted(found.values())
                more = _(" and {n} more").format(n=len(listed) - LISTED) if len(listed) > LISTED else ""
                raise Unclear(
                    _('"{word}" may mean {names}{more}').format(
                        word=shown(word), names=enumerated(listed[:LISTED]), more=more
                    )
                )
    near = closest(word, names)
    hint = _("; nearest is {name}").format(name=near) if near else ""
    if not hint and len(names) <= FEW:
        hint = _("; needed one of {names}").format(names=enumerated(names))
    raise Trouble(_('no {what} "{word}"{hint}').format(what=what, word=shown(word), hint=hint))


def _fits(word: str, bare: str) -> Iterable[Callable[[str, str], bool]]:
    yield lambda _name, key: key == bare
    yield lambda name, _key: name.casefold().startswith(word.casefold())
    yield lambda _name, key: key.startswith(bare)
    if len(bare) >= SHORTEST_PART:
        yield lambda _name, key: bare in key


def take(words: list[str], find: Callable[[str], T], stops: Iterable[str] = ()) -> tuple[T, list[str]]:
    """What the longest run of words at the head of a line names, and the words after it.

    Raises:
        Trouble: no run names anything.
    """
    stopping = set(stops)
    length = next((k for k, w in enumerate(words[:MOST_WORDS]) if k and w.lower() in stopping), len(words[:MOST_WORDS]))
    trouble: Trouble | None = None
    for count in range(length, 0, -1):
        try:
            return find(" ".join(words[:count])), words[count:]
        except Unclear as e:
            trouble = e
        except Trouble as e:
            # Of the words that mean nothing the first is the one to speak of; a short name that is unclear says more.
            trouble = trouble if isinstance(trouble, Unclear) else e
    raise trouble or Trouble(_("a name is missing"))
