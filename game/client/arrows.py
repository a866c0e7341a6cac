"""Arrows of orders: solid assault, dashed march, dotted silent; drawn once at three times the size, then kept."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

import pygame

Point = tuple[float, float]
FINE = 3  # drawn so many times larger, then scaled down smoothly
PALE = (248, 238, 214)
FILLS = {"soviet": (190, 44, 32), "japan": (58, 96, 168)}
DARKS = {"soviet": (96, 20, 16), "japan": (24, 40, 84)}


def arrow(points: tuple[Point, ...], side: str, look: str, hex_px: int) -> tuple[pygame.Surface, tuple[int, int]]:
    """The arrow's picture and where its corner goes, for points in sheet pixels.

    `look`: "assault", "silent", "move", "withdraw" or "ghost" (an order being drawn).
    """
    x0, y0 = min(p[0] for p in points), min(p[1] for p in points)
    pad = round(hex_px * 0.6)
    moved = tuple((round(x - x0, 1), round(y - y0, 1)) for x, y in points)
    return _picture(moved, side, look, hex_px, pad), (round(x0) - pad, round(y0) - pad)


@lru_cache(160)
def _picture(points: tuple[Point, ...], side: str, look: str, hex_px: int, pad: int) -> pygame.Surface:
    w = round(max(p[0] for p in points)) + 2 * pad
    h = round(max(p[1] for p in points)) + 2 * pad
    big = pygame.Surface((w * FINE, h * FINE), pygame.SRCALPHA)
    line = _curve([((x + pad) * FINE, (y + pad) * FINE) for x, y in points])
    fill, dark = FILLS.get(side, FILLS["soviet"]), DARKS.get(side, DARKS["soviet"])
    thick = hex_px * 0.085 * FINE
    if look == "assault":
        _solid(big, line, thick, hex_px * FINE, fill, dark)
    else:
        pattern = {"silent": (0.10, 0.16), "ghost": (0.12, 0.12)}.get(look, (0.30, 0.16))
        _dashed(
            big,
            line,
            thick * (0.95 if look == "silent" else 0.75),
            [d * hex_px * FINE for d in pattern],
            hex_px * FINE,
            fill,
            dark,
            round_=look == "silent",
        )
    small = pygame.transform.smoothscale(big.premul_alpha(), (w, h))
    return small


def _curve(points: list[Point]) -> list[Point]:
    """The polyline with a slight bow between two points and rounded bends through more."""
    if len(points) == 2:
        (xa, ya), (xb, yb) = points
        bow = 0.06
        control = ((xa + xb) / 2 + (yb - ya) * bow, (ya + yb) / 2 - (xb - xa) * bow)
        points = [points[0], control, points[1]]
    ends = [points[0], *points, points[-1]]
    out: list[Point] = []
    for i in range(1, len(ends) - 2):
        p0, p1, p2, p3 = ends[i - 1], ends[i], ends[i + 1], ends[i + 2]
        for k in range(16):
            t = k / 16
            out.append(
                tuple(
                    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)  # type: ignore[arg-type]
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    out.append(points[-1])
    return out


def _lengths(line: list[Point]) -> list[float]:
    total = [0.0]
    for a, b in pairwise(line):
        total.append(total[-1] + math.hypot(b[0] - a[0], b[1] - a[1]))
    return total


def _normal(line: list[Point], i: int) -> Point:
    a, b = line[max(0, i - 1)], line[min(len(line) - 1, i + 1)]
    d = math.hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    return -(b[1] - a[1]) / d, (b[0] - a[0]) / d


def _head(line: list[Point], total: list[float], length: float) -> int:
    """Index of the point where the head begins."""
    return max((i for i, t in enumerate(total) if t <= total[-1] - length), default=0)


def _solid(
    big: pygame.Surface, line: list[Point], thick: float, hex_px: float, fill: tuple[int, ...], dark: tuple[int, ...]
) -> None:
    total = _lengths(line)
    head = _head(line, total, hex_px * 0.42)
    for grow, colour in ((3.2, (*dark, 255)), (2.0, (*PALE, 255)), (0.0, (*fill, 255))):
        extra = grow * FINE * hex_px / FINE / 56
        left, right = [], []
        for i in range(head + 1):
            nx, ny = _normal(line, i)
            half = thick * (0.45 + 0.55 * (total[i] / max(1.0, total[-1]))) + extra
            x, y = line[i]
            left.append((x + nx * half, y + ny * half))
            right.append((x - nx * half, y - ny * half))
        pygame.draw.polygon(big, colour, left + right[::-1])
        _point(big, line, head, thick * 2.3 + extra * 1.6, extra * 1.4, colour)


def _point(
    big: pygame.Surface, line: list[Point], head: int, half: float, extra: float, colour: tuple[int, ...]
) -> None:
    (x, y), tip = line[head], line[-1]
    nx, ny = _normal([line[head], tip], 0)
    dx, dy = ny, -nx
    back = (x - dx * extra, y - dy * extra)
    pygame.draw.polygon(
        big,
        colour,
        [
            (back[0] + nx * half, back[1] + ny * half),
            (tip[0] + dx * extra * 1.5, tip[1] + dy * extra * 1.5),
            (back[0] - nx * half, back[1] - ny * half),
        ],
    )


def _dashed(
    big: pygame.Surface,
    line: list[Point],
    thick: float,
    pattern: list[float],
    hex_px: float,
    fill: tuple[int, ...],
    dark: tuple[int, ...],
    *,
    round_: bool,
) -> None:
    total = _lengths(line)
    head = _head(line, total, hex_px * 0.34)
    end = total[head]
    for grow, colour in ((1.6, (*PALE, 255)), (0.0, (*fill, 255))):
        extra = grow * hex_px / 56
        at = 0.0
        while at < end:
            a, b = _at(line, total, at), _at(line, total, min(end, at + pattern[0]))
            if round_:
                pygame.draw.circle(big, colour, a, thick + extra)
            else:
                nx, ny = _normal([a, b], 0)
                half = thick + extra
                pygame.draw.polygon(
                    big,
                    colour,
                    [
                        (a[0] + nx * half, a[1] + ny * half),
                        (b[0] + nx * half, b[1] + ny * half),
                        (b[0] - nx * half, b[1] - ny * half),
                        (a[0] - nx * half, a[1] - ny * half),
                    ],
                )
            at += pattern[0] + pattern[1] if not round_ else pattern[0] + pattern[1] + thick
        _point(big, line, head, thick * 2.6 + extra * 1.6, extra * 1.4, colour)


def _at(line: list[Point], total: list[float], place: float) -> Point:
    for i in range(1, len(line)):
        if total[i] >= place:
            span = total[i] - total[i - 1] or 1.0
            t = (place - total[i - 1]) / span
            return line[i - 1][0] + (line[i][0] - line[i - 1][0]) * t, line[i - 1][1] + (
                line[i][1] - line[i - 1][1]
            ) * t
    return line[-1]
