"""The map in words: a hex and what lies around it, by the eight winds, each hex in a line of its own."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from game.cli import picking
from game.cli.battle.terminal import names
from game.cli.battle.terminal.names import hex_words
from game.cli.troubles import Trouble
from game.core.hexes import distance, neighbours
from game.core.words import N_, _, clauses, counted, enumerated, spoken, titled
from game.match.battle.overlays import sight, zones
from game.model.base import HexAt

if TYPE_CHECKING:
    from game.match.battle import Contact, OwnUnit
    from game.match.battle.contacts import KnownRow
    from game.match.battle.marching import March
    from game.players.battle.table import Table

SOONEST = 4  # counters whose hours to a hex are told
FARTHEST = 6  # hexes round the middle that the map is told for
ROOT_3_2 = math.sqrt(3) / 2  # height of a row in widths of a hex
WINDS = (
    N_("east"),
    N_("north-east"),
    N_("north"),
    N_("north-west"),
    N_("west"),
    N_("south-west"),
    N_("south"),
    N_("south-east"),
)
ZONES = {
    "S": N_("Soviet soil by both claims"),
    "D": N_("between the two claimed lines"),
    "M": N_("Manchukuo"),
    "K": N_("Korea"),
    "w": N_("the river"),
}


def map_lines(table: Table, words: list[str]) -> list[str]:
    """The ground around a hex or counter, the nearest hexes first; a number at the end says how far.

    Raises:
        Trouble: there is no such hex, or the number is too large.
    """
    far = 1
    if len(words) > 1 and words[-1].isdigit() and words[-1].isascii() and len(words[-1]) < 3:
        if not (len(words) == 2 and words[0].isdigit()):  # "18 26" is a hex
            far, words = int(words[-1]), words[:-1]
    if not 0 <= far <= FARTHEST:
        raise Trouble(_("the map is told for 0 to {most} hexes around, found {n}").format(most=FARTHEST, n=far))
    here = wanted(table, words)
    ground = table.scenario.ground
    around = sorted(
        (
            (c, r)
            for r in range(here[1] - far, here[1] + far + 1)
            for c in range(here[0] - far - 1, here[0] + far + 2)
            if ground.holds((c, r)) and 0 < distance(here, (c, r)) <= far
        ),
        key=lambda h: (distance(here, h), -_bearing(here, h) % 360),
    )
    lines = [_("Here: {hex}").format(hex=hex_line(table, here))]
    lines += [
        _("{way}: {hex}").format(way=way_words(here, there).capitalize(), hex=hex_line(table, there))
        for there in around
    ]
    return lines


def look_lines(table: Table, words: list[str]) -> list[str]:
    """Everything that the side knows of one hex.

    Raises:
        Trouble: there is no such hex.
    """
    here = wanted(table, words)
    scenario, ground, view = table.scenario, table.scenario.ground, table.view
    terrain = next(t for t in scenario.terrain if t.symbol == ground.symbol(here))
    lines = [hex_line(table, here)]
    for place in scenario.places:
        if place.hex == here:
            others = [n for n in (place.names.ja, place.names.ru, place.names.zh, place.names.ko) if n]
            lines.append(
                _("Place: {name}{others}; source {source}, confidence {mark}{note}").format(
                    name=spoken(place.names),
                    others=_(", also {n}").format(n=enumerated(others)) if others else "",
                    source=place.source,
                    mark=place.confidence,
                    note=f"; {_(place.note)}" if place.note else "",
                )
            )
    paces = [
        _("{kind} {n:.0f}").format(kind=kind, n=pace)
        for kind, pace in (
            (_("on foot"), terrain.foot_mph),
            (_("wheels"), terrain.wheel_mph),
            (_("tracks"), terrain.track_mph),
        )
        if pace > 0
    ]
    pace = _("Pace in metres an hour by day: {p} (rule 5.1)").format(p=enumerated(paces))
    lines.append(pace if paces else _("Nobody moves here (rule 5.3)"))
    ways = [w.name for w in scenario.ways if here in w.hexes]
    if ways:
        lines.append(_("Ways through it: {w}").format(w=enumerated(_(w) for w in ways)))
    steps = [
        _("{way} {n:+d} m").format(way=way_words(here, h, steps=False), n=ground.height_m(h) - ground.height_m(here))
        for h in neighbours(*here)
        if ground.holds(h)
    ]
    lines.append(_("The ground around rises or falls: {s}").format(s=enumerated(steps)))
    lines += [_("Own counter here: {u}").format(u=own_words(u)) for u in view.own if u.hex == here]
    lines += [_("Enemy here: {u}").format(u=contact_words(table, c)) for c in view.contacts if c.hex == here]
    lines += [row_line(table, r) for r in view.rows if here in (r.target, r.start)]
    mine, theirs = zones(view)
    if here in mine:
        lines.append(_("Your fire controls this hex (rule 8.4)"))
    if here in theirs:
        lines.append(_("Known enemies control this hex by fire (rule 8.4)"))
    lines += _marches(table, here)
    lines.append(
        _("An observer here would see {n} of the {m} hexes in reach of the eye by day (rule 8.1)").format(
            n=len(sight(view, here).seen), m=len(sight(view, here).seen) + len(sight(view, here).hidden)
        )
    )
    return lines


def _marches(table: Table, here: HexAt) -> list[str]:
    """The own counters that are soonest in a hex if they are ordered there now."""
    found = {u.id: table.view.march_to(u.id, here) for u in table.view.own if u.hex not in (None, here)}
    soon = sorted((m.there, unit, m.hours) for unit, m in found.items() if m is not None)[:SOONEST]
    calendar = table.scenario.calendar
    words = [
        _("{unit} by {t} ({h:.1f} h)").format(unit=unit, t=calendar.clock_of(there), h=hours)
        for there, unit, hours in soon
    ]
    return [_("Ordered here now, unhindered: {w}").format(w=enumerated(words))] if words else []


def there_words(table: Table, march: March) -> str:
    """When a march ends."""
    return _("It is there by {t} after {h:.1f} h of marching, if nobody hinders it").format(
        t=table.moment(march.there), h=march.hours
    )


def places_lines(table: Table, words: list[str]) -> list[str]:
    """Named places, or those with a word in their name, in the order of their names.

    Raises:
        Trouble: none has that word.
    """
    wanted_name = picking.letters(" ".join(words))
    found = [
        p
        for p in sorted(table.scenario.places, key=lambda p: spoken(p.names))
        if any(
            wanted_name in picking.letters(n)
            for n in (p.names.en, p.names.ja, p.names.ru, p.names.zh, p.names.ko, p.kind)
        )
    ]
    if not found:
        known = [spoken(p.names) for p in table.scenario.places]
        picking.pick(" ".join(words), {n: n for n in known}, _("place"))
    scored = {p.place: p.weight for p in table.scenario.scored}
    return [
        _("{name} {c},{r}: {kind}{height}{counts}").format(
            name=spoken(p.names),
            c=p.hex[0],
            r=p.hex[1],
            kind=_(p.kind),
            height=_(", {n} m").format(n=p.height_m) if p.height_m else "",
            counts=_(", counts {w:g} of the score for places").format(w=scored[p.id]) if p.id in scored else "",
        )
        for p in found
    ]


def wanted(table: Table, words: list[str]) -> HexAt:
    """The hex that words name; the heaviest of the places fought for if there are none."""
    if not words:
        heaviest = max(table.scenario.scored, key=lambda p: p.weight)
        return table.scenario.place(heaviest.place).hex
    return names.on_map(table, names.hex_of(table, " ".join(words)))


# ---------------------------------------------------------------- one line each
def hex_line(table: Table, here: HexAt) -> str:
    """A hex in a line: name, ground, height, zone, road, who is known to be there."""
    scenario, ground = table.scenario, table.scenario.ground
    terrain = next(t for t in scenario.terrain if t.symbol == ground.symbol(here))
    parts = [_("{ground}, {h} m").format(ground=_(terrain.name), h=ground.height_m(here))]
    if any(here in pair for pair in ground.roads):
        parts.append(_("road"))
    parts.append(_(ZONES.get(ground.zone(here), "")) or _("no zone"))
    parts += [_("own {u}").format(u=own_words(u)) for u in table.view.own if u.hex == here]
    parts += [_("enemy {u}").format(u=contact_words(table, c)) for c in table.view.contacts if c.hex == here]
    return titled(hex_words(scenario, here), clauses(parts))


def way_words(here: HexAt, there: HexAt, *, steps: bool = True) -> str:
    """The way from one hex to another: "2 hexes north-east"; `steps` False leaves the distance out."""
    wind = _(WINDS[round(_bearing(here, there) / 45) % 8])
    if not steps:
        return wind
    return _("{n} {wind}").format(n=counted("{n} hex", "{n} hexes", distance(here, there)), wind=wind)


def own_words(unit: OwnUnit) -> str:
    """An own counter in a few words."""
    parts = [unit.id]
    if unit.men + unit.crew:
        parts.append(counted("{n} man", "{n} men", unit.men + unit.crew))
    if unit.guns + unit.at:
        parts.append(counted("{n} gun", "{n} guns", unit.guns + unit.at))
    if unit.tanks:
        parts.append(counted("{n} tank", "{n} tanks", unit.tanks))
    state = state_words(unit)
    return enumerated([*parts, state] if state else parts)


def state_words(unit: OwnUnit) -> str:
    """What is wrong with a counter; "" if nothing is."""
    return _("broken") if unit.is_broken else _("disrupted") if unit.is_disrupted else ""


def contact_words(table: Table, contact: Contact) -> str:
    """An enemy counter in a few words: strength as observers put it, and how old the sighting is."""
    strength = counted("about {n} man", "about {n} men", contact.men) if contact.men else _("strength unknown")
    if contact.tanks:
        strength = counted("about {n} tank", "about {n} tanks", contact.tanks)
    return enumerated((contact.id, strength, age_words(contact)))


def age_words(contact: Contact) -> str:
    """How old a sighting is."""
    if contact.now:
        return _("in sight")
    minutes = contact.age_pulses * 15
    return _("seen {n} minutes ago").format(n=minutes) if minutes < 60 else _("seen {n:g} h ago").format(n=minutes / 60)


def row_line(table: Table, row: KnownRow) -> str:
    """An engagement in a line."""
    return _(
        "{side}: {who} from {start} against {target}: gap {gap} m, {stage}, {press}, attackers hold {share:g}% of the hex, "
        "since {since}"
    ).format(
        side=names.side_name(table, row.side),
        who=_(" and ").join(row.attackers),
        start=hex_words(table.scenario, row.start),
        target=hex_words(table.scenario, row.target),
        gap=row.gap_m,
        stage=_(row.stage),
        press=_("pressing") if row.presses else _("not pressing"),
        share=row.share_pm / 10,
        since=table.moment(row.opened),
    )


def _bearing(here: HexAt, there: HexAt) -> float:
    """Degrees from east, counter-clockwise."""
    x = there[0] + (there[1] % 2) / 2 - here[0] - (here[1] % 2) / 2
    y = (here[1] - there[1]) * ROOT_3_2
    return math.degrees(math.atan2(y, x))
