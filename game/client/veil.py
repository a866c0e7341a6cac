"""Unseen ground as a cool veil with a soft edge, the glow of flares, hatched target rings; made once, kept."""

from __future__ import annotations

import math
from functools import lru_cache

import pygame

from game.client.position import Hex
from game.client.sheet import Layout

UNSEEN, ALPHA = (44, 54, 70), 66
SMALL = 5  # the veil is drawn so many times smaller, which blurs its edge


def corners(cx: float, cy: float, px: float) -> list[tuple[float, float]]:
    """Corners of a hex of width `px` round a centre, its points north and south."""
    r = px / math.sqrt(3)
    return [(cx + r * math.sin(math.radians(60 * k)), cy - r * math.cos(math.radians(60 * k))) for k in range(6)]


_kept: dict[int, tuple[frozenset[Hex], pygame.Surface]] = {}


def picture(layout: Layout, px: int, seen: frozenset[Hex], clear: frozenset[Hex]) -> pygame.Surface:
    """The veil over a whole sheet: every hex not in sight, water left clear."""
    known = _kept.get(px)
    if known is not None and (known[0] is seen or known[0] == seen):
        return known[1]
    w, h = layout.size
    small = pygame.Surface((w // SMALL + 1, h // SMALL + 1), pygame.SRCALPHA)
    small.fill((*UNSEEN, ALPHA))
    for here in seen | clear:
        x, y = layout.centre(here)
        pygame.draw.polygon(small, (*UNSEEN, 0), corners(x / SMALL, y / SMALL, px / SMALL + 1.5))
    small = pygame.transform.gaussian_blur(small, max(1, round(7 / SMALL)))
    whole = pygame.transform.smoothscale(small, (w, h)).convert_alpha()
    _kept[px] = (seen, whole)
    return whole


@lru_cache(8)
def glow(px: int) -> pygame.Surface:
    """The light of a flare: a soft round patch, sigma 1.5 hexes, added to the map."""
    r = round(px * 3.2)
    small = pygame.Surface((64, 64))
    for y in range(64):
        for x in range(64):
            d = math.hypot(x - 31.5, y - 31.5) / 31.5 * 3.2
            v = math.exp(-d * d / (2 * 1.5 * 1.5)) if d < 3.2 else 0.0
            v *= max(0.0, 1 - d / 3.2)
            small.set_at((x, y), (round(110 * v), round(105 * v), round(80 * v)))
    return pygame.transform.smoothscale(small, (2 * r, 2 * r)).convert()


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
