"""Forces of both sides by half-years: a band for each from least to most by the sources, what Tokyo reckoned dashed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.strokes import line, mark
from game.core.words import _, written
from game.match.theatre.road_words import side_of

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.client.kit.palette import Colour
    from game.model.theatre.road import Half, Road

VEIL = 70  # of 255


def room_of(b: Brush, rect: pygame.Rect) -> pygame.Rect:
    """Where the curves lie."""
    return pygame.Rect(rect.x + b.px(54), rect.y + b.px(34), rect.w - b.px(80), rect.h - b.px(64))


def x_of(room: pygame.Rect, road: Road, k: int) -> int:
    """Pixel of the end of a half-year."""
    return room.x + round((k + 0.5) * room.w / len(road.halves))


def half_at(room: pygame.Rect, road: Road, x: int) -> int:
    """The half-year under a pixel."""
    return max(0, min(len(road.halves) - 1, (x - room.x) * len(road.halves) // max(1, room.w)))


def draw(
    b: Brush, surface: pygame.Surface, rect: pygame.Rect, road: Road, series: str, chosen: int, inks: dict[str, Colour]
) -> None:
    """Axes, bands, what Tokyo reckoned, the half chosen."""
    surface.fill(palette.PAPER)
    room, halves = room_of(b, rect), road.halves
    top = max(sum(e.high for e in bands) for half in halves for bands in half.of(series).values())
    step = _step(top)
    top = step * -(-top // step)

    def y_of(value: float) -> int:
        return room.bottom - round(room.h * value / top)

    for k in range(round(top / step) + 1):
        pygame.draw.line(surface, palette.PAPER_LINE, (room.x, y_of(k * step)), (room.right, y_of(k * step)))
        b.text(
            surface,
            written(k * step, "g"),
            (room.x - b.px(6), y_of(k * step)),
            "key",
            palette.PAPER_DIM,
            anchor="midright",
        )
    for k, half in enumerate(halves):
        if half.name.endswith("-1"):
            left = room.x + k * room.w // len(halves)
            pygame.draw.line(surface, palette.PAPER_LINE, (left, room.bottom), (left, room.bottom + b.px(6)))
            b.text(surface, half.first[:4], (left + b.px(4), room.bottom + b.px(6)), "key", palette.PAPER_DIM)
    x = x_of(room, road, chosen)
    wide = max(3, room.w // len(halves))
    surface.fill(palette.PAPER_SHADE, (x - wide // 2, room.y, wide, room.h))
    for k, side in enumerate(road.sides):
        _side(surface, room, road, series, side.id, y_of, b, inks[side.id], is_first=k == 0)
    _heads(b, surface, rect, road, series, inks)


def _side(
    surface: pygame.Surface,
    room: pygame.Rect,
    road: Road,
    series: str,
    side: str,
    y_of: Callable[[float], int],
    b: Brush,
    ink: Colour,
    *,
    is_first: bool,
) -> None:
    """The band of a side, its likelier figures, what was reckoned of it. `is_first`: of the two marks the diamond."""
    halves: tuple[Half, ...] = road.halves
    bands = [(k, half.of(series)[side]) for k, half in enumerate(halves) if side in half.of(series)]
    if not bands:
        return
    high = [(x_of(room, road, k), y_of(sum(e.high for e in band))) for k, band in bands]
    low = [(x_of(room, road, k), y_of(sum(e.low for e in band))) for k, band in bands]
    veil = pygame.Surface(surface.get_size(), pygame.SRCALPHA)
    pygame.draw.polygon(veil, (*ink, VEIL), high + low[::-1])
    surface.blit(veil, (0, 0))
    for edge in (high, low):
        pygame.draw.aalines(surface, ink, False, edge)
    for k, band in bands:  # a mark where one figure is likelier, or the only one
        best = [e.low if e.low == e.high else e.best for e in band]
        if None not in best:
            at = x_of(room, road, k), y_of(sum(v for v in best if v is not None))
            mark(b, surface, at, ink, diamond=is_first, r=b.px(4))
    reckoned = [(s.year, s.of(series).get(side)) for s in road.staff]
    dashes = [(_year_x(room, road, year), y_of(value)) for year, value in reckoned if value is not None]
    if len(dashes) > 1:
        line(surface, dashes, ink, b.px(2), dashed=True)


def _year_x(room: pygame.Rect, road: Road, year: int) -> int:
    k = next(k for k, half in enumerate(road.halves) if half.name == f"{year}-1")
    return room.x + (k + 1) * room.w // len(road.halves)


def _heads(
    b: Brush, surface: pygame.Surface, rect: pygame.Rect, road: Road, series: str, inks: dict[str, Colour]
) -> None:
    """Which mark is whose, and what the dashes are."""
    x, y = rect.x + b.px(54), rect.y + b.px(16)
    for k, side in enumerate(road.sides):
        ink = inks[side.id]
        mark(b, surface, (x + b.px(5), y), ink, diamond=k == 0, r=b.px(4))
        end = b.text(surface, side_of(side, series), (x + b.px(14), y), "small", ink, anchor="midleft")
        x = end.right + b.px(18)
    if any(s.of(series) for s in road.staff):
        line(surface, [(x, y), (x + b.px(26), y)], palette.INK, b.px(2), dashed=True)
        words, at = _("as the Japanese General Staff reckoned"), (x + b.px(32), y)
        b.text(surface, words, at, "small", palette.INK, anchor="midleft", width=rect.right - x - b.px(40))


def _step(top: float) -> float:
    """A round step, at most eight of which reach the top."""
    return next(float(step) for step in (n * int(10**k) for k in range(6) for n in (1, 2, 5)) if top / step <= 8)
