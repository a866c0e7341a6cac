"""What the words of a line mean: counters, hexes, hours. Names may be cut short while they are unique; fog holds."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from game.cli.troubles import Trouble
from game.core.words import _, spoken
from game.files.errors import nearest
from game.model.base import HexAt, Names
from game.model.battle.calendar import MONTHS

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.players.battle.table import Table

T = TypeVar("T")
MOST_WORDS = 8  # of a name
LISTED = 6  # names that a refusal lists where a word may mean several
FEW = 12  # names that it lists where a word means none
SHORTEST_PART = 2  # letters that find a name from its middle
NUMBERS = re.compile(r"(?:.* )?([0-9]{1,2}) ?, ?([0-9]{1,2})|([0-9]{1,2}) ([0-9]{1,2})|([0-9]{2})([0-9]{2})", re.ASCII)
CLOCK = re.compile(r"([0-9]{1,2}):?([0-9]{2})", re.ASCII)


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
                        word=shown(word), names=", ".join(listed[:LISTED]), more=more
                    )
                )
    hint = nearest(word, names)
    if not hint and len(names) <= FEW:
        hint = _("; needed one of {names}").format(names=", ".join(names))
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


# ---------------------------------------------------------------- counters
def own_names(table: Table) -> dict[str, str]:
    """Names of the side's own counters, each with its id."""
    return _named((c.id, c.names) for c in table.scenario.counters if c.side == table.side)


def contact_names(table: Table) -> dict[str, str]:
    """Names of the enemy counters that the side has seen, each with its id."""
    known = {c.id for c in table.view.contacts}
    return _named((c.id, c.names) for c in table.scenario.counters if c.id in known)


def formation_names(table: Table) -> dict[str, str]:
    """Names of the side's formations, each with its id."""
    return _named((f.id, f.names) for f in table.scenario.formations if f.side == table.side)


def wing_names(table: Table) -> dict[str, str]:
    """Names of the side's wings that fly on some day of the scenario, each with its id."""
    return _named((w.id, w.names) for w in table.scenario.flying if w.side == table.side)


def own_counter(table: Table, word: str) -> str:
    """Id of an own counter.

    Raises:
        Trouble: there is none of that name.
    """
    return pick(word, own_names(table), _("counter of {side}").format(side=side_name(table)))


def subject(table: Table, word: str) -> str:
    """Id of an own counter, formation or wing, for an order.

    Raises:
        Trouble: there is none of that name.
    """
    what = _("counter or formation of {side}").format(side=side_name(table))
    return pick(word, {**wing_names(table), **formation_names(table), **own_names(table)}, what)


def anyone(table: Table, word: str) -> str:
    """Id of an own counter, own formation, or enemy counter that has been seen.

    Raises:
        Trouble: there is none of that name that the side knows of.
    """
    known = {**contact_names(table), **formation_names(table), **own_names(table)}
    return pick(word, known, _("counter known to {side}").format(side=side_name(table)))


def side_name(table: Table, side: str = "") -> str:
    """A side as spoken of, the one that writes if none is named."""
    side = side or table.side
    return _(table.scenario.side_names.get(side, side))


def _named(things: Iterable[tuple[str, Names]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for thing, names in things:
        found[thing] = thing
        for name in (names.en, names.ja, names.ru, names.zh, names.ko):
            if name:
                found.setdefault(name, thing)
    return found


# ---------------------------------------------------------------- hexes
def hex_of(table: Table, word: str) -> HexAt:
    """A hex by its numbers ("18,26", "1826", "Changkufeng 18,26"), by a place, or by a counter on it that the side knows of.

    Raises:
        Trouble: nothing is called that.
    """
    numbers = NUMBERS.fullmatch(word.strip())
    if numbers:
        column, row = (int(n) for n in numbers.groups() if n is not None)
        return column, row
    places = {n: p.hex for p in table.scenario.places for n in (*_every(p.names), p.id)}
    units = {u.id: u.hex for u in table.view.own if u.hex is not None}
    units |= {c.id: c.hex for c in table.view.contacts}
    exact = next((h for u, h in units.items() if u.casefold() == word.casefold()), None)
    if exact is not None:
        return exact
    try:
        return pick(word, places, _("hex or place"))
    except Unclear:
        raise
    except Trouble as e:
        try:
            return pick(word, units, "")
        except Trouble:
            raise e from None


def on_map(table: Table, here: HexAt) -> HexAt:
    """The hex, if it lies on the map.

    Raises:
        Trouble: it does not (rule 7.13).
    """
    ground = table.scenario.ground
    if ground.holds(here):
        return here
    raise Trouble(
        _("hex {c},{r} lies off the map of {m} x {n} hexes (rule 7.13)").format(
            c=here[0], r=here[1], m=ground.columns, n=ground.rows
        )
    )


def hex_words(scenario: Scenario, here: HexAt) -> str:
    """A hex with its name and its numbers: "Changkufeng 18,26"."""
    place = scenario.place_at(here)
    return f"{spoken(place.names)} {here[0]},{here[1]}" if place else f"{here[0]},{here[1]}"


def _every(names: Names) -> list[str]:
    return [n for n in dict.fromkeys((spoken(names), names.en, names.ja, names.ru, names.zh, names.ko)) if n]


# ---------------------------------------------------------------- hours
def moment_of(table: Table, word: str) -> str:
    """A moment as orders write it: of "02:15" the next after the turn begins, of "31 jul 02:15" or a turn that very one.

    Raises:
        Trouble: it is no moment (rule 7.2).
    """
    calendar = table.scenario.calendar
    text = " ".join(word.split())
    clock = CLOCK.fullmatch(text)
    if clock and int(clock[1]) < 24 and int(clock[2]) % 15 == 0 and int(clock[2]) < 60:
        wanted = int(clock[1]) * 4 + int(clock[2]) // 15
        first = table.first_pulse
        return calendar.moment_of(first + (wanted - first) % 96)
    turn = next((t.name for t in calendar.turns if t.name.casefold() == text.casefold()), "")
    day, _space, rest = text.partition(" ")
    month, _space, rest = rest.partition(" ")
    if turn or (day.isdigit() and month.capitalize() in MONTHS):
        text = turn or f"{day} {month.capitalize()} {rest}"
        try:
            calendar.pulse_of(text)
            return text
        except ValueError:
            pass
    raise Trouble(
        _('no moment "{word}"; needed a quarter of an hour such as 02:15, or "31 Jul 02:15" (rule 7.2)').format(
            word=shown(word)
        )
    )
