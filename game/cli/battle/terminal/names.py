"""What the words of a line mean: counters, hexes, hours. Names may be cut short while they are unique; fog holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from game.cli.picking import Unclear, pick, shown
from game.cli.troubles import Trouble
from game.core.words import _, spoken
from game.model.base import HexAt, Names
from game.model.battle.calendar import MONTHS

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.players.battle.table import Table

NUMBERS = re.compile(r"(?:.* )?([0-9]{1,2}) ?, ?([0-9]{1,2})|([0-9]{1,2}) ([0-9]{1,2})|([0-9]{2})([0-9]{2})", re.ASCII)
CLOCK = re.compile(r"([0-9]{1,2}):?([0-9]{2})", re.ASCII)


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
