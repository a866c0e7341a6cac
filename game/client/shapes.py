"""Shapes on the board: corners of a hex, hatched rings of targets; made once, kept."""

from __future__ import annotations

import math
from functools import lru_cache

import pygame


def corners(cx: float, cy: float, px: float) -> list[tuple[float, float]]:
    """Corners of a hex of width `px` round a centre, its points north and south."""
    r = px / math.sqrt(3)
    return [(cx + r * math.sin(math.radians(60 * k)), cy - r * math.cos(math.radians(60 * k))) for k in range(6)]


@lru_cache(8)
def hatched(px: int) -> pygame.Surface:
    """A hatched round target of fire."""
    size = round(px * 1.35)
    fine = 3
    big = pygame.Surface((size * fine, size * fine), pygame.SRCALPHA)
    r = size * fine // 2 - 4
    middle = size * fine // 2
    pygame.draw.circle(big, (186, 44, 30, 46), (middle, middle), r)
    for k in range(-size * fine, size * fine, 14):
        for t in range(-r, r, 2):
            x, y = middle + t, middle + t + k
            if (x - middle) ** 2 + (y - middle) ** 2 < (r - 4) ** 2:
                big.fill((186, 44, 30, 120), (x, y, 3, 3))
    pygame.draw.circle(big, (186, 44, 30, 255), (middle, middle), r, 6)
    return pygame.transform.smoothscale(big, (size, size)).convert_alpha()
