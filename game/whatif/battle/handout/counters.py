"""Counters to cut out, and the map to lay them on."""

from __future__ import annotations

from game.core.words import _, counted, spoken
from game.model.battle.forces import Counter
from game.model.battle.scenario import Scenario
from game.whatif.battle import sheet
from game.whatif.battle.handout.briefing import strengths
from game.whatif.battle.handout.parts import listed
from game.whatif.page import plain


def counters(scenario: Scenario, side: str) -> str:
    """A side's counters, each with its id, kind and strength, in the side's colours; where it begins stands below it."""
    look = scenario.look.side(side)
    style = f"background:#{look.face};color:#{look.ink};border-color:#{look.dark}"
    cells = "".join(_piece(scenario, c, style) for c in scenario.counters if c.side == side and (c.hex or c.arrives))
    hint = _("Cut along the edges. A counter stands on one hex; write its losses on the orders form.")
    return f'<p class="hint">{plain(hint)}</p><div class="pieces">{cells}</div>'


def map_sheet(scenario: Scenario) -> str:
    """The map round the scored places, every second hex with its numbers, and what its signs mean."""
    window = sheet.window_of(scenario)
    numbers = "".join(
        _number(c, r) for r in range(window.top, window.bottom + 1) for c in range(window.left, window.right + 1)
    )
    drawn = sheet.drawing(window, _("Map sheet"), numbers + sheet.scored_names(scenario, window))
    legend = [
        _("A hex is {n} m wide; ringed places count for victory.").format(n=300),
        _("Brown: the higher, the darker; darkest the crests. Blue: water. Green: marsh."),
        *(_(words) for words in scenario.look.map.claims.values()),
    ]
    ground = sheet.ground(scenario, window=window)
    stock = f'<svg width="0" height="0" aria-hidden="true" class="stock"><defs>{ground}</defs></svg>'
    return f'{stock}<div class="map">{drawn}</div>{listed(legend)}'


def _number(column: int, row: int) -> str:
    if column % 2:
        return ""
    x, y = sheet.centre((column, row))
    return f'<text class="number" x="{x:.0f}" y="{y - 8:.0f}" text-anchor="middle">{column},{row}</text>'


def _piece(scenario: Scenario, counter: Counter, style: str) -> str:
    men, _machine_guns, guns, tanks = strengths(counter)
    strength = (
        sheet.strength_words(counter.men, guns, tanks)
        if counter.men or guns or tanks
        else counted("{n} man", "{n} men", men)
    )
    kind = _(scenario.unit_type(counter).name)
    where = f"{counter.hex[0]},{counter.hex[1]}" if counter.hex and not counter.arrives else counter.arrives
    return (
        f'<div class="piece"><div class="face" style="{style}"><b>{plain(counter.id)}</b><span>{plain(kind)}</span>'
        f"<span>{plain(strength)}</span></div><small>{plain(where)} {plain(spoken(counter.names))}</small></div>"
    )
