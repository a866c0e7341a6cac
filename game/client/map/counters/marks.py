"""Marks on the map: arrows of orders, ellipses of fire, the outline of a reach, rings round a hex.

Each is drawn once, at three times the size, and kept by whoever asks for it; all are premultiplied: blit them with
`BLEND_PREMULTIPLIED` at the corner that is returned with them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pygame

from game.client.kit import palette
from game.client.kit.palette import Colour
from game.client.map.picture.layout import Layout

Point = tuple[float, float]
Placed = tuple[pygame.Surface, tuple[int, int]]
FINE = 3
HALO: Colour = (250, 240, 216)
MARCH: Colour = (204, 146, 34)
_UNDER: Colour = (74, 58, 40)  # the hairline that keeps a pale ring apart from the paper


def assault_arrow(points: Sequence[Point], px: int, colour: Colour = palette.ORDER) -> Placed:
    """A solid arrow through map pixels, growing toward its head; its picture and the corner it goes to."""
    return _arrow(tuple(points), px, colour, "assault")


def march_arrow(points: Sequence[Point], px: int, colour: Colour = MARCH) -> Placed:
    """A dashed arrow: a march."""
    return _arrow(tuple(points), px, colour, "march")


def silent_arrow(points: Sequence[Point], px: int, colour: Colour = palette.ORDER) -> Placed:
    """A dotted arrow: an assault without preparation."""
    return _arrow(tuple(points), px, colour, "silent")


def fire_ellipse(width: int, height: int, colour: Colour = palette.FIRE) -> pygame.Surface:
    """A hatched ellipse where shells will fall, to be centred on its target."""
    return _ellipse(width, height, colour)


def reach_outline(hexes: Collection[tuple[int, int]], layout: Layout, *, assault: bool) -> Placed:
    """The line round a set of hexes: solid where they may be assaulted, dashed where they may only be marched to."""
    return _outline(frozenset(hexes), layout, assault)


@lru_cache(24)
def ring(px: int, kind: str = "selected") -> pygame.Surface:
    """A ring round a hex: "selected" ivory and black, "hover" pale, "focus" brass, "goal" broad brass; to be centred on it."""
    styles = {
        "selected": ((palette.SELECTED_BLACK, 4.6, 0.5), (palette.SELECTED_IVORY, 2.2, 0.5)),
        "hover": ((_UNDER, 3.8, 0.8), (palette.HOVER, 2.0, 0.8)),
        "goal": ((palette.DESK, 6.4, 2.0), (palette.BRASS, 4.0, 2.0), (palette.PAPER, 1.2, 2.0)),
        "focus": ((_UNDER, 4.2, 2.6), (palette.BRASS, 2.4, 2.6)),
    }
    if kind not in styles:
        raise ValueError(f'ring "{kind}": needed one of {", ".join(styles)}')
    size = round(px * 1.16) + 6, round(px * 1.16) + 10
    big = pygame.Surface((size[0] * FINE, size[1] * FINE), pygame.SRCALPHA)
    for colour, width, inset in styles[kind]:
        reach = (px / math.sqrt(3) - inset) * FINE
        corners = [_turned(big.get_rect().center, reach, n) for n in range(6)]
        _line(big, [*corners, corners[0]], colour, width * FINE)
    return pygame.transform.smoothscale(big.premul_alpha(), size)


@lru_cache(24)
def ferry_mark(px: int, colour: Colour = palette.SHORE) -> pygame.Surface:
    """A boat on two waves in a round badge: a ferry works here; to be centred on its hex or landing."""
    size = max(14, round(px * 0.42))
    s = size * FINE
    big = pygame.Surface((s, s), pygame.SRCALPHA)
    middle = (s / 2, s / 2)
    pygame.draw.circle(big, palette.INK, middle, s * 0.49)
    pygame.draw.circle(big, palette.PAPER, middle, s * 0.49 - max(FINE, s * 0.045))
    hull = [(s * 0.20, s * 0.46), (s * 0.80, s * 0.46), (s * 0.69, s * 0.62), (s * 0.31, s * 0.62)]
    pygame.draw.polygon(big, colour, hull)
    _line(big, [(s * 0.50, s * 0.46), (s * 0.50, s * 0.20)], colour, s * 0.05)
    pygame.draw.polygon(big, colour, [(s * 0.55, s * 0.22), (s * 0.55, s * 0.40), (s * 0.74, s * 0.40)])
    for y in (0.71, 0.81):
        reach = 0.27 if y < 0.75 else 0.16
        stops = np.linspace(0.5 - reach, 0.5 + reach, 17)
        wave = [(float(x * s), float((y + 0.022 * math.sin(x * 38)) * s)) for x in stops]
        _line(big, wave, colour, s * 0.04)
    return pygame.transform.smoothscale(big.premul_alpha(), (size, size))


def forget() -> None:
    """Draws every mark again when it is next asked for: another palette is in use."""
    for kept in (ring, ferry_mark, _arrow, _ellipse, _outline):
        kept.cache_clear()


# ---------------------------------------------------------------- arrows
@lru_cache(200)
def _arrow(points: tuple[Point, ...], px: int, colour: Colour, kind: str) -> Placed:
    if len(points) < 2:
        raise ValueError(f"an arrow through {len(points)} points: needed 2 or more")
    path = np.asarray(points, float)
    pad, shape = round(px * 0.55), bowed(path)  # a long arrow bows far out of the box of its ends
    low = np.floor(shape.min(0)).astype(int) - pad
    size = tuple(int(v) for v in np.ceil(shape.max(0)).astype(int) + pad - low)
    curve = bowed((path - low) * FINE)
    big = pygame.Surface((size[0] * FINE, size[1] * FINE), pygame.SRCALPHA)
    u = px / 56 * FINE
    body, head = _cut(curve, 17 * u)
    dark: Colour = (round(colour[0] * 0.30), round(colour[1] * 0.25), round(colour[2] * 0.25))
    if kind == "assault":
        _solid(big, body, head, u, colour, dark)
    else:
        pattern = (11 * u, 6 * u) if kind == "march" else (0.1 * u, 9.5 * u)
        _broken(big, body, head, u, colour, dark, pattern)
    small = pygame.transform.smoothscale(big.premul_alpha(), size)
    return small, (int(low[0]), int(low[1]))


def bowed(points: np.ndarray) -> np.ndarray:
    """A smooth curve through points; a straight line between two gets a slight bow."""
    if len(points) == 2:
        a, b = points
        points = np.stack([a, (a + b) / 2 + np.array([b[1] - a[1], a[0] - b[0]]) * 0.06, b])
    p = np.vstack([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    t = (np.arange(20) / 20)[:, None]
    parts = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:], strict=True)
    ]
    return np.vstack([*parts, points[-1:]])


def _cut(curve: np.ndarray, head: float) -> tuple[np.ndarray, np.ndarray]:
    """The curve without its last `head` pixels, and from there to the tip."""
    where = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(curve, axis=0).T))])
    at = max(0.0, where[-1] - min(head, where[-1] * 0.6))
    neck = np.array([np.interp(at, where, curve[:, 0]), np.interp(at, where, curve[:, 1])])
    return np.vstack([curve[where < at], neck]), np.stack([neck, curve[-1]])


def _normals(line: np.ndarray) -> np.ndarray:
    along = np.gradient(line, axis=0)
    return np.asarray(np.stack([-along[:, 1], along[:, 0]], -1) / np.maximum(np.hypot(*along.T), 1e-6)[:, None], float)


def _head(head: np.ndarray, half: float, grow: float) -> list[Point]:
    neck, tip = head
    along = (tip - neck) / max(1e-6, float(np.hypot(*(tip - neck))))
    across = np.array([-along[1], along[0]])
    back = neck - along * grow * 0.9
    return [tuple(p) for p in (tip + along * grow * 1.9, back + across * (half + grow), back - across * (half + grow))]


def _solid(big: pygame.Surface, body: np.ndarray, head: np.ndarray, u: float, colour: Colour, dark: Colour) -> None:
    half = np.linspace(3.4, 5.4, len(body))[:, None] * u
    normals = _normals(body)
    for paint, grow in ((HALO, 2.4 * u), (dark, 1.2 * u), (colour, 0.0)):
        line, wide = body.copy(), normals * (half + grow)
        line[0] -= (body[1] - body[0]) / max(1e-6, float(np.hypot(*(body[1] - body[0])))) * grow
        pygame.draw.polygon(big, paint, _head(head, 11 * u, grow))
        pygame.draw.polygon(big, paint, [tuple(p) for p in (*(line + wide), *(line - wide)[::-1])])
    light = (min(255, colour[0] + 70), min(255, colour[1] + 70), min(255, colour[2] + 70))
    ends = len(body) // 12
    shine = (body - normals * 1.2 * u)[ends : max(2, len(body) - ends)]
    if len(shine) > 1:
        _line(big, [tuple(p) for p in shine], light, 1.1 * u)


def _broken(
    big: pygame.Surface,
    body: np.ndarray,
    head: np.ndarray,
    u: float,
    colour: Colour,
    dark: Colour,
    pattern: tuple[float, float],
) -> None:
    where = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(body, axis=0).T))])
    dashes = []
    at = 0.0
    while at < where[-1] - pattern[0] * 0.3:
        stops = np.linspace(at, min(at + pattern[0], where[-1]), 6)
        dashes.append([(float(np.interp(s, where, body[:, 0])), float(np.interp(s, where, body[:, 1]))) for s in stops])
        at += sum(pattern)
    for paint, grow in ((HALO, 2.2 * u), (dark, 1.1 * u), (colour, 0.0)):
        for dash in dashes:
            _line(big, dash, paint, 6 * u + 2 * grow)
        pygame.draw.polygon(big, paint, _head(head, 8 * u, grow))


# ---------------------------------------------------------------- areas
@lru_cache(64)
def _ellipse(width: int, height: int, colour: Colour) -> pygame.Surface:
    w, h = width * FINE, height * FINE
    yy, xx = np.mgrid[0:h, 0:w].astype("f4")
    # Distance from the rim in pixels, positive inside.
    r = np.hypot((xx - w / 2) / (w / 2), (yy - h / 2) / (h / 2))
    rim = (1 - r) * min(w, h) / 2
    stripe = np.mod(xx + yy, 9 * FINE) < 1.7 * FINE
    alpha = np.where(rim > 0, 38 + 95 * stripe, 0)
    alpha = np.where((rim > 0) & (rim < 2.2 * FINE), 240, alpha)
    big = pygame.Surface((w, h), pygame.SRCALPHA)
    big.fill((*colour, 0))
    pygame.surfarray.pixels_alpha(big)[:] = alpha.T.astype(np.uint8)
    return pygame.transform.smoothscale(big.premul_alpha(), (width, height))


@lru_cache(32)
def _outline(hexes: frozenset[tuple[int, int]], layout: Layout, assault: bool) -> Placed:
    sides: list[tuple[Point, Point]] = []
    for here in hexes:
        corners = layout.corners(here)
        for n, other in enumerate(_neighbours(here)):
            if other not in hexes:
                sides.append((corners[n], corners[(n + 1) % 6]))
    if not sides:
        return pygame.Surface((1, 1), pygame.SRCALPHA), (0, 0)
    ends = np.array(sides).reshape(-1, 2)
    low = np.floor(ends.min(0)).astype(int) - 6
    size = tuple(int(v) for v in np.ceil(ends.max(0)).astype(int) + 6 - low)
    scale = 2 if max(size) < 2500 else 1
    big = pygame.Surface((size[0] * scale, size[1] * scale), pygame.SRCALPHA)
    u = max(0.6, layout.hex_px / 56) * scale
    colour = palette.ASSAULT_REACH if assault else palette.MARCH_REACH
    dashes = ((0.07, 0.35), (0.65, 0.93)) if layout.hex_px >= 40 else ((0.25, 0.75),)
    for paint, width in (
        (((40, 30, 20), 6.0 * u), (colour, 4.0 * u)) if assault else ((HALO, 6.4 * u), (colour, 4.0 * u))
    ):
        for a, b in sides:
            start, end = (np.array(a) - low) * scale, (np.array(b) - low) * scale
            pieces = ((0.0, 1.0),) if assault else dashes
            for p, q in pieces:
                _line(big, [tuple(start + (end - start) * p), tuple(start + (end - start) * q)], paint, width)
    return pygame.transform.smoothscale(big.premul_alpha(), size), (int(low[0]), int(low[1]))


def _neighbours(here: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """The hexes beyond each side, in the order of the corners: north-east first, clockwise."""
    col, row = here
    odd = row & 1
    east, west = col + odd, col + odd - 1
    return (east, row - 1), (col + 1, row), (east, row + 1), (west, row + 1), (col - 1, row), (west, row - 1)


def _turned(centre: Point, reach: float, n: int) -> Point:
    return centre[0] + reach * math.sin(math.radians(60 * n)), centre[1] - reach * math.cos(math.radians(60 * n))


def _line(surface: pygame.Surface, points: Sequence[Point], colour: Colour, width: float) -> None:
    """A thick polyline with round joints."""
    for (xa, ya), (xb, yb) in pairwise(points):
        long = math.hypot(xb - xa, yb - ya)
        if long > 1e-6:
            nx, ny = (yb - ya) / long * width / 2, (xa - xb) / long * width / 2
            pygame.draw.polygon(
                surface, colour, [(xa + nx, ya + ny), (xb + nx, yb + ny), (xb - nx, yb - ny), (xa - nx, ya - ny)]
            )
    for x, y in points:
        pygame.draw.circle(surface, colour, (x, y), width / 2)
