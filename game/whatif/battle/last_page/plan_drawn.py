"""The maps of a plan on the page of a review: one drawing for each phase, on the ground that the page holds already."""

from __future__ import annotations

import math
from html import escape

from game.core.words import _
from game.match.battle import Match
from game.model.base import HexAt
from game.whatif.battle import sheet
from game.whatif.battle.last_page.plan_maps import ASSAULT, FIRE, Aim, PlanMap, Stood, caption, legend

WIDE, THIN = 3.2, 1.3  # an arrow of an assault and any other, in units of the drawing
SHORT = 10.0  # an arrow ends so far from the middle of its hex


def drawn(match: Match, phases: tuple[PlanMap, ...]) -> str:
    """All phases of a side's plan as figures, with what is drawn in words before them."""
    if not phases:
        return ""
    figures = "".join(
        f'<figure class="phase"><div class="map">{_drawing(match, one)}</div>'
        f"<figcaption>{escape(caption(one))}</figcaption></figure>"
        for one in phases
    )
    return f'<p class="key">{escape(legend(phases[0]))}</p><div class="phases">{figures}</div>'


def _drawing(match: Match, found: PlanMap) -> str:
    scenario = match.scenario
    window = sheet.window_of(scenario)
    own, foe = scenario.look.side(found.side), scenario.look.side(scenario.other(found.side))
    pieces = [sheet.Piece(one.unit, found.side, one.hex, "") for one in found.own if one.hex is not None]
    parts = ["".join(_enemy(one, foe.deep) for one in found.enemy)]
    parts.append(sheet.counters(scenario, pieces, window))
    parts += [_arrow(aim, own.deep) for aim in found.aims]
    parts.append(sheet.scored_names(scenario, window))
    name = _("The plan, {turn}: {title}").format(turn=found.turn, title=found.title)
    return sheet.drawing(window, name, "".join(parts))


def _arrow(aim: Aim, colour: str) -> str:
    (x0, y0), (x1, y1) = sheet.centre(aim.start), sheet.centre(aim.target)
    length = math.hypot(x1 - x0, y1 - y0)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    tip, wide = (x1 - ux * SHORT, y1 - uy * SHORT), WIDE if aim.kind == ASSAULT else THIN
    dash = ' stroke-dasharray="4 3"' if aim.kind == FIRE else ""
    head = 3.0 + 2.0 * wide
    back = (tip[0] - ux * head, tip[1] - uy * head)
    side = (-uy * head * 0.5, ux * head * 0.5)
    points = " ".join(
        f"{x:.1f},{y:.1f}"
        for x, y in (tip, (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1]))
    )
    return (
        f'<g class="{aim.kind}"><title>{escape(", ".join(aim.units))}</title>'
        f'<path fill="none" stroke="#{colour}" stroke-width="{wide}"{dash} d="M{x0:.1f} {y0:.1f}L{back[0]:.1f} {back[1]:.1f}"/>'
        f'<polygon fill="#{colour}" points="{points}"/></g>'
    )


def _enemy(one: Stood, colour: str) -> str:
    """A ring where he stood, a cross where he was believed, and the error between them."""
    title, parts = f"<title>{escape(one.unit)}</title>", []
    if one.hex is not None:
        x, y = sheet.centre(one.hex)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="none" stroke="#{colour}" stroke-width="2.2"/>')
    if one.believed is not None:
        x, y = sheet.centre(one.believed)
        parts.append(f'<path stroke="#{colour}" stroke-width="2" d="M{x - 5:.1f} {y - 5:.1f}l10 10m0-10l-10 10"/>')
    if one.hex is not None and one.believed is not None and one.hex != one.believed:
        parts.append(_error(one.hex, one.believed, colour))
    return f"<g>{title}{''.join(parts)}</g>"


def _error(there: HexAt, believed: HexAt, colour: str) -> str:
    (x0, y0), (x1, y1) = sheet.centre(there), sheet.centre(believed)
    return (
        f'<path stroke="#{colour}" stroke-width=".9" stroke-dasharray="2 2" d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"/>'
    )
