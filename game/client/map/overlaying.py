"""Overlays on the board: washes over hexes, outlines of a reach, a line of sight with what hides it, hex numbers, ferries."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.map.camera import Camera
from game.client.map.counters.marks import ferry_mark, reach_outline
from game.client.map.position import Hex
from game.core.hexes import numbers

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.client.map.board import Marks

FINE = 3
PATTERNS = ("plain", "hatched", "dotted")
NUMBERED_FROM_PX = 40


@dataclass(frozen=True)
class Tint:
    """A wash over hexes. `pattern` tells it from others without its colour."""

    hexes: frozenset[Hex]
    colour: tuple[int, int, int]
    pattern: str = "plain"
    strength: int = 70


def under(camera: Camera, surface: pygame.Surface, marks: Marks, b: Brush) -> None:
    """What lies below arrows and counters."""
    for tint in marks.tints:
        tile = hex_tile(camera.level, tint.colour, tint.pattern, tint.strength)
        for here in tint.hexes:
            at = camera.to_screen(here)
            if camera.view.inflate(camera.level * 2, camera.level * 2).collidepoint(at):
                surface.blit(tile, tile.get_rect(center=at), special_flags=pygame.BLEND_PREMULTIPLIED)
    for hexes, assault in marks.outlines:
        if hexes:
            picture, (x, y) = reach_outline(hexes, camera.layout, assault=assault)
            cx, cy = camera.corner
            surface.blit(picture, (x + cx, y + cy), special_flags=pygame.BLEND_PREMULTIPLIED)
    if marks.numbered and camera.level >= NUMBERED_FROM_PX:
        _numbers(camera, surface, b)


def over(camera: Camera, surface: pygame.Surface, marks: Marks, b: Brush) -> None:
    """What lies above the counters."""
    for here in marks.ferries:
        mark = ferry_mark(camera.level)
        x, y = camera.to_screen(here)
        surface.blit(mark, mark.get_rect(center=(x, y)), special_flags=pygame.BLEND_PREMULTIPLIED)
    if marks.sight_line is not None:
        _line_of_sight(camera, surface, *marks.sight_line)


def _line_of_sight(camera: Camera, surface: pygame.Surface, start: Hex, end: Hex, by: Hex | None) -> None:
    a, z = camera.to_screen(start), camera.to_screen(end)
    pygame.draw.line(surface, palette.DESK, a, z, 5)
    if by is None:
        pygame.draw.line(surface, palette.GOOD, a, z, 3)
        pygame.draw.circle(surface, palette.DESK, z, 7)
        pygame.draw.circle(surface, palette.GOOD, z, 5)
        return
    steps = max(2, round(math.dist(a, z) / 9))
    for k in range(0, steps, 2):
        p = (a[0] + (z[0] - a[0]) * k / steps, a[1] + (z[1] - a[1]) * k / steps)
        q = (a[0] + (z[0] - a[0]) * (k + 1) / steps, a[1] + (z[1] - a[1]) * (k + 1) / steps)
        pygame.draw.line(surface, palette.WARN, p, q, 3)
    tile = hex_tile(camera.level, palette.WARN, "hatched", 150)
    surface.blit(tile, tile.get_rect(center=camera.to_screen(by)), special_flags=pygame.BLEND_PREMULTIPLIED)


def _numbers(camera: Camera, surface: pygame.Surface, b: Brush) -> None:
    layout, view = camera.layout, camera.view
    drop = round(camera.level * 0.46)
    for row in range(layout.rows):
        for col in range(layout.columns):
            x, y = camera.to_screen((col, row))
            if view.collidepoint(x, y):
                b.text(surface, numbers((col, row)), (x, y + drop), "key", palette.CONTOUR, anchor="midbottom")


@lru_cache(64)
def hex_tile(px: int, colour: tuple[int, int, int], pattern: str, strength: int) -> pygame.Surface:
    """A hex filled with a wash, premultiplied; hatched or dotted to be told apart in grey.

    Raises:
        ValueError: no such pattern.
    """
    if pattern not in PATTERNS:
        raise ValueError(f'pattern "{pattern}": needed one of {", ".join(PATTERNS)}')
    reach = px / math.sqrt(3) * FINE
    size = (px * FINE, round(2 * reach) + 2)
    big = pygame.Surface(size, pygame.SRCALPHA)
    cx, cy = size[0] / 2, size[1] / 2
    corners = [
        (cx + reach * math.sin(math.radians(60 * n)), cy - reach * math.cos(math.radians(60 * n))) for n in range(6)
    ]
    pygame.draw.polygon(big, (*colour, strength // (1 if pattern == "plain" else 3)), corners)
    if pattern != "plain":
        lines = pygame.Surface(size, pygame.SRCALPHA)
        step = max(5, round(px / 6)) * FINE
        for k in range(-size[1], size[0] + size[1], step):
            if pattern == "hatched":
                pygame.draw.line(lines, (*colour, min(255, strength * 2)), (k, size[1]), (k + size[1], 0), 2 * FINE)
            else:
                for y in range(0, size[1], step):
                    pygame.draw.circle(lines, (*colour, min(255, strength * 2)), (k, y), 1.6 * FINE)
        mask = pygame.Surface(size, pygame.SRCALPHA)
        pygame.draw.polygon(mask, (255, 255, 255, 255), corners)
        lines.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
        big.blit(lines, (0, 0))
    return pygame.transform.smoothscale(big.premul_alpha(), (px, round(size[1] / FINE)))
