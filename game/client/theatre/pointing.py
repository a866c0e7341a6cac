"""What the pointer reads on the strategic map: place and divisions, sector and forces, country, towns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.words import _, enumerated, spoken

if TYPE_CHECKING:
    from game.client.theatre.facts import PlaceFact
    from game.client.theatre.screen import TheatreScreen


def tip(screen: TheatreScreen, at: tuple[int, int]) -> str:
    """Lines of the note beside the pointer."""
    board, facts = screen.board, screen.facts
    one, other = (_(name) for name in screen.table.match.theatre.look.names)
    lines: list[str] = []
    name = screen.view.place_at(at, screen.marks)
    if name:
        lines.append(screen.place_name(name))
        fact = facts.places.get(name)
        if fact is not None:
            lines += _divisions(screen, fact)
        sector = next((s for s in facts.sectors if s.id == name), None)
        if sector is not None:
            lines.append(_("Force, {one} against {other}: {words}").format(one=one, other=other, words=sector.words))
            if sector.heat:
                lines.append(_("Heat of the border: {n}").format(n=sector.heat))
    here = screen.camera.hex_at(at)
    if here is not None and board.holds(here):
        zone, kind = board.zone(here), board.kind(here)
        where = f"{spoken(zone.names)} · {spoken(kind.names)}" if zone is not None else spoken(kind.names)
        lines.append(where)
        towns = [spoken(c.names) for c in board.cities if c.hex == here]
        if towns:
            lines.append(enumerated(towns))
        rails = [r for r in board.railways if here in r.hexes]
        for rail in rails[:2]:
            state = "" if rail.is_open(facts.year) else " · " + _("being built, open {year}").format(year=rail.opened)
            lines.append(_("Railway: {name}").format(name=rail.name) + state)
    return "\n".join(lines)


def _divisions(screen: TheatreScreen, fact: PlaceFact) -> list[str]:
    facts, lines = screen.facts, []
    own = facts.side
    theatre = screen.table.match.theatre
    names = [_(name) for name in theatre.look.names]
    place = screen.board.place(fact.id)
    for side in (0, 1):
        if place.stands[side] is None:
            continue
        low, high = fact.low[side], fact.high[side]
        if side == own:
            words = _("{side}: {n} divisions, moved by {seat}").format(
                side=names[side], n=low, seat=spoken(theatre.seat(fact.seat[side]).name)
            )
        else:
            band = str(low) if low == high else f"{low}-{high}"
            words = _("{side}: {n} divisions as seen").format(side=names[side], n=band)
        if fact.worn[side]:
            words += " · " + _("{n} worn").format(n=fact.worn[side])
        lines.append(words)
    if fact.forts:
        lines.append(_("Forts: {n}").format(n=fact.forts))
    if any(fact.depots):
        pair = _("Depots, {one} and {other}: {a} and {b}")
        lines.append(pair.format(one=names[0], other=names[1], a=fact.depots[0], b=fact.depots[1]))
    if fact.coming:
        lines.append(_("{n} arriving next turn").format(n=fact.coming))
    return lines
