"""Lines and marks of charts, told apart without colour: solid with discs, dashed with diamonds."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygame

if TYPE_CHECKING:
    from game.client.kit.paint import Brush

Point = tuple[float, float]
DASH, GAP = 7, 4  # pixels


def line(surface: pygame.Surface, points: Sequence[Point], ink: tuple[int, ...], wide: int, *, dashed: bool) -> None:
    """A line through points, `wide` pixels thick."""
    if not dashed:
        for k in range(wide):
            pygame.draw.aalines(surface, ink, False, [(x, y - k * 0.6) for x, y in points])
        return
    run = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        done = 0.0
        while done < length:
            phase = (run + done) % (DASH + GAP)
            step = min(length - done, (DASH if phase < DASH else DASH + GAP) - phase or 1.0)
            if phase < DASH:
                ends = [(x0 + (x1 - x0) * t / length, y0 + (y1 - y0) * t / length) for t in (done, done + step)]
                pygame.draw.line(surface, ink, ends[0], ends[1], wide)
            done += max(step, 0.5)
        run += length


def mark(
    b: Brush, surface: pygame.Surface, at: tuple[int, int], ink: tuple[int, ...], *, diamond: bool, r: int = 0
) -> None:
    """A disc or a diamond about a point, `r` pixels about it."""
    r = r or b.px(5)
    if diamond:
        x, y = at
        pygame.draw.polygon(surface, ink, [(x - r, y), (x, y - r), (x + r, y), (x, y + r)])
    else:
        pygame.draw.circle(surface, ink, at, r)
