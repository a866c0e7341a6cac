"""The top bar: date and turn, light, weather, the objective and how it stands, the score, the side, the menu."""

from __future__ import annotations

import math

import pygame

from game.client.battle.facts import Facts
from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.palette import Colour
from game.client.map.sides import colours
from game.core.words import _
from game.model.battle.scenario import Scenario

Parts = dict[str, pygame.Rect]  # "turn", "sky", "crest", "score", "side": where each is said


def paint(b: Brush, surface: pygame.Surface, rect: pygame.Rect, scenario: Scenario, facts: Facts) -> Parts:
    """Draws the bar for the facts of a side; leaves room for the menu button at the right. Returns where each part stands."""
    parts: Parts = {}
    surface.fill(palette.PANEL)
    pygame.draw.line(surface, palette.LINE, rect.bottomleft, (rect.right, rect.bottom - 1))
    pygame.draw.line(surface, palette.LINE, (0, rect.bottom - 1), (rect.right, rect.bottom - 1))
    middle, wide = rect.centery, rect.w >= b.px(1600)
    x = b.px(16)
    if wide:
        x = b.text(surface, "Changkufeng 1938", (x, middle), "heading", palette.TEXT, anchor="midleft").right + b.px(16)
        pygame.draw.line(surface, palette.LINE, (x, b.px(8)), (x, rect.bottom - b.px(9)))
        x += b.px(16)
    first = b.text(surface, facts.date, (x, middle + b.px(2)), "strong", palette.TEXT, anchor="bottomleft")
    second = b.text(surface, facts.turn_line, (x, middle - b.px(1)), "small", palette.DIM)
    parts["turn"] = first.union(second)
    x = max(first.right, second.right) + b.px(28)
    sky_icon(b, surface, (x + b.px(8), middle), facts.light, facts.sky)
    said = b.text(surface, facts.sky_line, (x + b.px(34), middle), "body", palette.TEXT, anchor="midleft")
    parts["sky"] = pygame.Rect(x, said.y, said.right - x, said.h)
    x = said.right + b.px(28)
    right = rect.right - b.px(56)
    name = b.text(
        surface, _(scenario.side_names[facts.side]), (right, middle), "strong", palette.TEXT, anchor="midright"
    )
    chip = pygame.Rect(name.x - b.px(24), middle - b.px(7), b.px(14), b.px(14))
    own = colours(scenario, facts.side)
    if facts.side == scenario.sides[1]:
        b.box(surface, chip, own.face, own.ink)
    else:
        b.box(surface, chip, own.face, own.ink, radius=4, width=2)
    parts["side"] = name.union(chip)
    right = chip.x - b.px(24)
    if facts.score is not None:
        words = b.text(surface, f"{facts.score:.0f}", (right, middle), "figure", palette.BRASS, anchor="midright")
        head = b.text(surface, _("Score"), (words.x - b.px(8), middle), "body", palette.DIM, anchor="midright")
        parts["score"] = head.union(words)
        right = head.x - b.px(24)
    _objective(b, surface, x, right, middle, facts, (own.face, colours(scenario, scenario.other(facts.side)).face))
    parts["crest"] = pygame.Rect(x, rect.y, max(0, right - x), rect.h)
    return parts


def _objective(
    b: Brush, surface: pygame.Surface, x: int, right: int, middle: int, facts: Facts, faces: tuple[Colour, Colour]
) -> None:
    """Hexagons of the scored places in the face of their holder, own side first; brass while contested."""
    own, foe = faces
    if not facts.places or right - x < b.px(120):
        return
    cells = len(facts.places) * b.px(16)
    room = right - x - cells - b.px(20)
    label = b.text(
        surface, _("Crest"), (x, middle), "body", palette.DIM, anchor="midleft", width=max(20, room // 3)
    ).right + b.px(10)
    r = b.px(7)
    for _name, share in facts.places:
        points = [
            (label + r + r * math.sin(math.radians(60 * k)), middle - r * math.cos(math.radians(60 * k)))
            for k in range(6)
        ]
        fill = palette.DESK if share is None else own if share >= 0.99 else foe if share <= 0.01 else palette.BRASS
        pygame.draw.polygon(surface, fill, points)
        pygame.draw.polygon(surface, palette.TEXT, points, 1)
        label += b.px(16)
    if right - label > b.px(60):
        b.text(
            surface,
            facts.objective,
            (label + b.px(6), middle),
            "body",
            palette.TEXT,
            anchor="midleft",
            width=right - label - b.px(6),
        )


def sky_icon(b: Brush, surface: pygame.Surface, at: tuple[int, int], light: str, sky: str) -> None:
    """Sun, half sun, moon; with cloud, rain or fog across it."""
    x, y = at
    r = b.px(7)
    if light == "night":
        pygame.draw.circle(surface, palette.TEXT, at, r)
        pygame.draw.circle(surface, palette.PANEL, (x + r // 2, y - r // 4), r - 1)
    else:
        colour = (238, 182, 62) if light == "day" else (226, 130, 70)
        pygame.draw.circle(surface, colour, at, r - 2)
        for k in range(8):
            c, s = math.cos(math.radians(45 * k)), math.sin(math.radians(45 * k))
            pygame.draw.line(surface, colour, (x + c * r, y + s * r), (x + c * (r + 3), y + s * (r + 3)), 1)
    if sky in ("overcast", "rain", "fog"):
        for dx, dy, k in ((2, 3, 5), (8, 1, 6), (13, 4, 5)):
            pygame.draw.circle(surface, (190, 192, 190), (x + b.px(dx) - 2, y + b.px(dy)), b.px(k))
    if sky == "rain":
        for dx in (2, 7, 12):
            pygame.draw.line(
                surface, (130, 176, 206), (x + b.px(dx), y + b.px(10)), (x + b.px(dx) - 2, y + b.px(15)), 2
            )
    if sky == "fog":
        for dy in (9, 13):
            pygame.draw.line(surface, palette.DIM, (x - b.px(2), y + b.px(dy)), (x + b.px(16), y + b.px(dy)), 2)
