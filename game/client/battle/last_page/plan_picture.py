"""A phase of the computer's plan on the map: arrows by kind, the enemy as believed and as he stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.client.battle.last_page.leaf import Mark, Piece
from game.client.kit import palette
from game.client.kit.strokes import line
from game.client.map import pictures
from game.client.map.picture.layout import Layout
from game.client.map.sides import colours
from game.whatif.battle import sheet
from game.whatif.battle.last_page.plan_maps import ASSAULT, FIRE

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.model.base import HexAt
    from game.model.battle.scenario import Scenario
    from game.whatif.battle.last_page.plan_maps import Aim, PlanMap, Stood

ROW = 0.866  # height of a row of hexes in widths of a hex
MOST_HIGH = 520  # pixels at 100 %


@dataclass(frozen=True)
class PlanPicture(Piece):
    """The map round the scored places, with a phase on it."""

    scenario: Scenario
    plan: PlanMap

    def _layout(self, b: Brush, wide: int) -> tuple[Layout, pygame.Rect]:
        """The whole map in pixels, and the part of it that is shown."""
        window, ground = sheet.window_of(self.scenario), self.scenario.ground
        columns, rows = window.right - window.left + 1.5, (window.bottom - window.top + 1) * ROW + 0.3
        hex_px = max(8, int(min(wide / columns, b.px(MOST_HIGH) / rows)))
        layout = Layout(ground.columns, ground.rows, hex_px)
        x, y = layout.centre(window.left, window.top)
        shown = pygame.Rect(0, 0, min(wide, round(columns * hex_px)), round(rows * hex_px))
        shown.topleft = round(x - hex_px * (0.5 + 0.5 * (window.top & 1))), round(y - hex_px * 0.6)
        return layout, shown.clamp(pygame.Rect((0, 0), layout.size))

    def height(self, b: Brush, wide: int) -> int:
        """That of the part of the map."""
        return self._layout(b, wide)[1].h

    def paint(self, b: Brush, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """Ground, enemy, own counters, arrows, a frame."""
        layout, shown = self._layout(b, rect.w)
        page = pygame.Surface(shown.size)
        page.fill(palette.PAPER_SHADE)
        small = pictures.pictures_for(self.scenario).small(layout.size)
        if small is not None:
            page.blit(small, (0, 0), shown)
            page.blit(_veil(shown.size), (0, 0))
        draw = _Drawing(b, page, layout, shown.topleft)
        foe = colours(self.scenario, self.scenario.other(self.plan.side)).deep
        own = colours(self.scenario, self.plan.side).deep
        for one in self.plan.enemy:
            draw.enemy(one, foe)
        second = self.scenario.sides.index(self.plan.side) == 1
        for one in self.plan.own:
            if one.hex is not None:
                Mark(own, second).paint(b, page, draw.at(one.hex), b.px(4))
        for aim in self.plan.aims:
            draw.arrow(aim, own)
        surface.blit(page, rect.topleft)
        pygame.draw.rect(surface, palette.PAPER_LINE, pygame.Rect(rect.topleft, shown.size), 1)


def _veil(size: tuple[int, int]) -> pygame.Surface:
    """The ground steps back behind what is drawn on it."""
    veil = pygame.Surface(size)
    veil.fill(palette.PAPER)
    veil.set_alpha(110)
    return veil


class _Drawing:
    """What is drawn on the part of the map."""

    def __init__(self, b: Brush, page: pygame.Surface, layout: Layout, corner: tuple[int, int]) -> None:
        self.b, self.page, self.layout, self.corner = b, page, layout, corner

    def at(self, here: HexAt) -> tuple[int, int]:
        """Pixel of a hex on the page."""
        x, y = self.layout.centre(here)
        return round(x - self.corner[0]), round(y - self.corner[1])

    def arrow(self, aim: Aim, ink: tuple[int, int, int]) -> None:
        """Thick for an assault, thin for a march, dashed for fire."""
        start, end = pygame.Vector2(self.at(aim.start)), pygame.Vector2(self.at(aim.target))
        along = (end - start).normalize()
        wide = self.b.px(3) if aim.kind == ASSAULT else max(1, self.b.px(1))
        tip, head = end - along * self.layout.hex_px * 0.3, self.b.px(4) + 2 * wide
        back, across = tip - along * head, pygame.Vector2(-along.y, along.x) * head * 0.5
        if aim.kind == FIRE:
            line(self.page, [(start.x, start.y), (back.x, back.y)], ink, wide, dashed=True)
        else:
            pygame.draw.line(self.page, ink, start, back, wide)
        pygame.draw.polygon(self.page, ink, [tip, back + across, back - across])

    def enemy(self, one: Stood, ink: tuple[int, int, int]) -> None:
        """A ring where he stood, a cross where he was believed, dashes between."""
        r = max(self.b.px(5), round(self.layout.hex_px * 0.26))
        if one.hex is not None:
            pygame.draw.circle(self.page, ink, self.at(one.hex), r, max(1, self.b.px(2)))
        if one.believed is not None:
            (x, y), k = self.at(one.believed), round(r * 0.7)
            for way in (1, -1):
                pygame.draw.line(self.page, ink, (x - k, y - way * k), (x + k, y + way * k), max(1, self.b.px(2)))
        if one.hex is not None and one.believed is not None and one.hex != one.believed:
            line(self.page, [self.at(one.hex), self.at(one.believed)], ink, 1, dashed=True)
