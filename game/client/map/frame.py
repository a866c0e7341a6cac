"""Round the map: the ruler with the numbers of columns and rows, and the minimap."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.widgets import Ui, Widget
from game.client.map.camera import Camera
from game.client.map.picture import Layout
from game.client.map.pictures import MapPictures
from game.client.map.position import Hex, Position
from game.client.map.sides import colours
from game.model.battle.scenario import Scenario

RULER = 20


def ruler(b: Brush, surface: pygame.Surface, outer: pygame.Rect, camera: Camera) -> None:
    """The paper frame, 20 px at 100 %, with every column and row numbered."""
    w, view = camera.view.x - outer.x, camera.view
    across, down = _strips(b, camera.layout, w)
    x, y = round(camera.x), round(camera.y)
    old = surface.get_clip()
    for at, strip, window in (
        ((view.x - x, outer.y), across, (view.x, outer.y, view.w, w)),
        ((view.x - x, outer.bottom - w), across, (view.x, outer.bottom - w, view.w, w)),
        ((outer.x, view.y - y), down, (outer.x, view.y, w, view.h)),
        ((outer.right - w, view.y - y), down, (outer.right - w, view.y, w, view.h)),
    ):
        surface.set_clip(pygame.Rect(window).clip(old))
        surface.fill(palette.PAPER)
        surface.blit(strip, at)
    surface.set_clip(old)
    for corner in (
        (outer.x, outer.y),
        (outer.right - w, outer.y),
        (outer.x, outer.bottom - w),
        (outer.right - w, outer.bottom - w),
    ):
        surface.fill(palette.PAPER, (*corner, w, w))
    pygame.draw.rect(surface, palette.INK, view.inflate(2, 2), 1)
    pygame.draw.rect(surface, palette.INK, view.inflate(8, 8), 1)


def _strips(b: Brush, layout: Layout, w: int) -> tuple[pygame.Surface, pygame.Surface]:
    """The numbers of all columns and of all rows, painted once for a level and a scale."""
    key = (layout, w, b.theme.scale)
    if key not in _painted:
        if len(_painted) > 8:
            _painted.clear()
        across, down = pygame.Surface((layout.size[0], w)).convert(), pygame.Surface((w, layout.size[1])).convert()
        across.fill(palette.PAPER)
        down.fill(palette.PAPER)
        step = 2 if layout.hex_px < 40 else 1
        for col in range(0, layout.columns, step):
            b.text(across, f"{col:02d}", (layout.centre((col, 0))[0], w // 2), "key", palette.INK, anchor="center")
        for row in range(0, layout.rows, step):
            b.text(down, f"{row:02d}", (w // 2, layout.centre((0, row))[1]), "key", palette.INK, anchor="center")
        _painted[key] = across, down
    return _painted[key]


_painted: dict[object, tuple[pygame.Surface, pygame.Surface]] = {}


class Minimap(Widget):
    """The whole picture in small: who stands where, what the window shows; a click or drag goes there."""

    def __init__(
        self,
        rect: pygame.Rect,
        scenario: Scenario,
        pictures: MapPictures,
        camera: Camera,
        position: Callable[[], Position],
        goals: tuple[Hex, ...] = (),
    ) -> None:
        super().__init__(rect)
        self.goals = goals
        self.scenario, self.pictures, self.camera, self.position = scenario, pictures, camera, position
        self._base: pygame.Surface | None = None

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Picture, dots and the frame of the window."""
        if self._base is None or self._base.get_size() != self.rect.size:
            self._base = self.pictures.small(self.rect.size)
        if self._base is not None:
            surface.blit(self._base, self.rect)
        else:
            surface.fill(palette.PAPER, self.rect)
        w, h = self.camera.layout.size
        fx, fy = self.rect.w / w, self.rect.h / h
        old = surface.get_clip()
        surface.set_clip(self.rect)
        for here in self.goals:
            x, y = self.camera.layout.centre(here)
            at = (round(self.rect.x + x * fx), round(self.rect.y + y * fy))
            pygame.draw.circle(surface, palette.DESK, at, 7, 3)
            pygame.draw.circle(surface, palette.BRASS, at, 6, 2)
        for piece in self.position().pieces:
            x, y = self.camera.layout.centre(piece.hex)
            at = (round(self.rect.x + x * fx), round(self.rect.y + y * fy))
            own = colours(self.scenario, piece.side)
            if piece.side == self.scenario.sides[1]:
                pygame.draw.rect(surface, palette.PAPER, (at[0] - 3, at[1] - 3, 6, 6))
                pygame.draw.rect(surface, own.dark, (at[0] - 2, at[1] - 2, 4, 4))
            else:
                pygame.draw.circle(surface, palette.INK, at, 3)
                pygame.draw.circle(surface, own.face, at, 2)
        view = pygame.Rect(
            round(self.rect.x + self.camera.x * fx),
            round(self.rect.y + self.camera.y * fy),
            round(self.camera.view.w * fx),
            round(self.camera.view.h * fy),
        )
        pygame.draw.rect(surface, palette.SOVIET, view.clip(self.rect), 2)
        surface.set_clip(old)
        pygame.draw.rect(surface, palette.PAPER, self.rect.inflate(4, 4), 2)
        pygame.draw.rect(surface, palette.INK, self.rect.inflate(6, 6), 1)

    def press(self, ui: Ui, at: tuple[int, int]) -> None:
        """Goes there."""
        self.drag(ui, at)

    def drag(self, ui: Ui, at: tuple[int, int]) -> None:
        """The middle of the window follows the pointer."""
        w, h = self.camera.layout.size
        x = (at[0] - self.rect.x) * w / self.rect.w - self.camera.view.w / 2
        y = (at[1] - self.rect.y) * h / self.rect.h - self.camera.view.h / 2
        self.camera.pan(x - self.camera.x, y - self.camera.y)
