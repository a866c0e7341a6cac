"""Lines over the months of the war: a variable of the game solid and round, the record's dashed, on slate or on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pygame

from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.palette import Colour
from game.core.words import written

Values = Sequence[float | None]


@dataclass(frozen=True)
class Line:
    """One line: a value for each turn, None where there is none yet. `is_dashed`: the record's, or another game's."""

    values: tuple[float | None, ...]
    colour: Colour
    is_dashed: bool = False
    width: int = 2
    has_points: bool = False
    words: str = ""


def x_of(rect: pygame.Rect, ends: Sequence[float], turn: int) -> int:
    """Pixel of the end of a turn (0: before the first); `ends` are the months gone by then, from 0."""
    return rect.x + round(rect.w * ends[min(turn, len(ends) - 1)] / max(ends[-1], 1e-6))


def turn_at(rect: pygame.Rect, ends: Sequence[float], x: int) -> int:
    """The turn whose end is nearest to a pixel."""
    return min(range(len(ends)), key=lambda k: abs(x_of(rect, ends, k) - x))


def plot(
    surface: pygame.Surface,
    rect: pygame.Rect,
    lines: Sequence[Line],
    ends: Sequence[float],
    *,
    low: float = 0.0,
    high: float = 100.0,
) -> None:
    """Draws lines into a rectangle; `values[k]` stands at the end of turn k."""
    for line in lines:
        points = [
            (x_of(rect, ends, k), rect.bottom - round(rect.h * (min(high, max(low, v)) - low) / (high - low)))
            for k, v in enumerate(line.values)
            if v is not None
        ]
        if len(points) > 1:
            if line.is_dashed:
                dashed(surface, points, line.colour, line.width)
            else:
                pygame.draw.lines(surface, line.colour, False, points, line.width)
                if line.width == 1:
                    pygame.draw.aalines(surface, line.colour, False, points)
        if points and (line.has_points or not line.is_dashed):
            for at in points if line.has_points else points[-1:]:
                if line.is_dashed:
                    diamond(surface, at, line.colour, 3)
                else:
                    pygame.draw.circle(surface, line.colour, at, line.width + 1)


def diamond(surface: pygame.Surface, at: tuple[int, int], colour: Colour, r: int) -> None:
    """The mark of a line that is not the game's own."""
    x, y = at
    pygame.draw.polygon(surface, colour, [(x, y - r), (x + r, y), (x, y + r), (x - r, y)])


def dashed(
    surface: pygame.Surface,
    points: Sequence[tuple[int, int]],
    colour: Colour,
    width: int = 1,
    on: int = 5,
    off: int = 4,
) -> None:
    """A broken line through points."""
    left, drawing = float(on), True
    for a, b in pairwise(points):
        start, end = pygame.Vector2(a), pygame.Vector2(b)
        length, done = (end - start).length(), 0.0
        while length and done < length:
            step = min(left, length - done)
            if drawing:
                pygame.draw.line(
                    surface, colour, start.lerp(end, done / length), start.lerp(end, (done + step) / length), width
                )
            done, left = done + step, left - step
            if left <= 0:
                drawing = not drawing
                left = float(on if drawing else off)


def axes(
    b: Brush, surface: pygame.Surface, rect: pygame.Rect, ends: Sequence[float], labels: Sequence[tuple[int, str]], *,
    acts: Sequence[int] = (), ink: Colour | None = None, high: float = 100.0,
) -> None:  # fmt: skip
    """Rules at each quarter of the scale, years below, the ends of acts as uprights. `labels`: (turn, words)."""
    ink = ink or palette.DIM
    for k in range(5):
        y = rect.bottom - rect.h * k // 4
        pygame.draw.line(surface, b.mix(ink, palette.PANEL, 0.65), (rect.x, y), (rect.right, y))
        b.text(surface, written(high * k / 4, "g"), (rect.x - b.px(6), y), "key", ink, anchor="midright")
    for turn in acts:
        x = x_of(rect, ends, turn)
        pygame.draw.line(surface, b.mix(ink, palette.PANEL, 0.3), (x, rect.y), (x, rect.bottom))
    last = -1000
    for turn, words in labels:
        x = x_of(rect, ends, turn)
        pygame.draw.line(surface, ink, (x, rect.bottom), (x, rect.bottom + b.px(4)))
        if x - last > b.size(words, "key")[0] + b.px(10):
            b.text(surface, words, (x, rect.bottom + b.px(6)), "key", ink, anchor="midtop")
            last = x
