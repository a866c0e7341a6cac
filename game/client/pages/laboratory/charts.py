"""One outcome drawn on paper: history and the what-if as curves over one axis, or as shares with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pygame

from game.client.kit import palette
from game.client.kit.strokes import Point, line, mark
from game.core.words import _, aside, titled
from game.whatif.charts import figure
from game.whatif.wording import between, difference, percent

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.client.pages.laboratory.lines import Line, Side

HISTORY, VARIANT = (76, 85, 92), (174, 60, 23)  # grey and solid, red and dashed: never colour alone
BAND = (216, 196, 150)
FILL = 70


NARROW = 640  # pixels at 100 %, under which the drawing stands under the words
DRAWN = 112  # pixels at 100 % that a drawing takes at least

Word = tuple[str, str, tuple[int, ...]]


def row_height(b: Brush, row: Line, width: int) -> int:
    """Pixels of an outcome in a list of this width: its words whole, and room for the drawing."""
    words = sum(b.height(text, style, _words_width(b, width)) for text, style, _ink in _words(row)) + b.px(16)
    return words + b.px(DRAWN) if width < b.px(NARROW) else max(words, b.px(DRAWN + 20))


def paint_row(b: Brush, surface: pygame.Surface, rect: pygame.Rect, row: Line) -> None:
    """Name and figures at the left, the drawing at the right; under them where there is no room beside."""
    words = pygame.Rect(rect.x, rect.y + b.px(6), _words_width(b, rect.w), rect.h - b.px(12))
    y = words.y
    for text, style, ink in _words(row):
        y = b.paragraph(surface, text, pygame.Rect(words.x, y, words.w, words.h), style, ink)
    if rect.w < b.px(NARROW):
        plot = pygame.Rect(rect.x, y + b.px(8), rect.w - b.px(8), rect.bottom - y - b.px(16))
    else:
        left = words.right + b.px(20)
        plot = pygame.Rect(left, rect.y + b.px(10), rect.right - left - b.px(16), rect.h - b.px(20))
    if row.shares:
        _shares(b, surface, plot, row)
    elif row.curves is None:
        _ranges(b, surface, plot, row)
    elif (data := row.curves()) is None:
        room = pygame.Rect(plot.x, plot.y, plot.w, plot.h)
        words_for = _("It came about in none of the games as in history")
        b.paragraph(surface, words_for, room, "note", palette.PAPER_DIM)
    else:
        _curves(b, surface, plot, data, row.old, row.new)
    pygame.draw.line(surface, palette.PAPER_LINE, (rect.x, rect.bottom - 1), (rect.right - b.px(14), rect.bottom - 1))


def _words_width(b: Brush, width: int) -> int:
    return width - b.px(8) if width < b.px(NARROW) else min(b.px(330), round(width * 0.38))


def _words(row: Line) -> list[Word]:
    """Name, unit, both worlds, the difference and what must stand beside it."""
    effect = row.effect
    lines: list[Word] = [(row.name, "strong", palette.INK), (row.unit, "note", palette.PAPER_DIM)]
    for name, found, ink in ((_("history"), row.old, HISTORY), (_("what-if"), row.new, VARIANT)):
        if row.shares:
            n = found.happened
            line = percent(found.mean, n) + aside(between(found.lo, found.hi, n, shares=True))
        else:
            line = _("median {m}, 90 % of games {band}").format(
                m=figure(found.q50), band=_between(found.q05, found.q95)
            )
        lines.append((titled(name, line), "small", ink))
    size, beside = difference(effect, shares=row.shares)
    words = _("difference {d} (95 %: {band})").format(d=size, band=beside) if effect.lo is not None else beside
    if effect.lo is not None and not effect.is_clear:
        words += " · " + _("not to be told from luck")
    lines.append((words, "small", VARIANT if effect.is_clear else palette.PAPER_DIM))
    return [*lines, *([(row.mark, "small", palette.SOVIET_LINE)] if row.mark else [])]


def _between(low: float | None, high: float | None) -> str:
    return _("{a} to {b}").format(a=figure(low), b=figure(high))


# ---------------------------------------------------------------- curves
def _curves(b: Brush, surface: pygame.Surface, rect: pygame.Rect, data: dict[str, Any], old: Side, new: Side) -> None:
    """Both densities over one axis, the record with its band, medians with the middle 90 of 100 games under it."""
    x0, x1 = data["from"], data["to"] if data["to"] > data["from"] else data["from"] + 1
    base = rect.bottom - b.px(42)
    top = max([*data["history"], *(data["variant"] or [0.0])]) or 1.0

    def at(value: float) -> float:
        return float(rect.x + (value - x0) / (x1 - x0) * rect.w)

    if data["low"] is not None and data["high"] is not None:
        left, right = round(at(data["low"])), round(at(data["high"]))
        surface.fill(BAND, (left, rect.y, max(2, right - left), base - rect.y))
    curves = [(data["history"], HISTORY, False)]
    if data["variant"] is not None:
        curves.append((data["variant"], VARIANT, True))
    for heights, ink, dashed in curves:
        points = _outline(data, heights, at, base, (base - rect.y - b.px(4)) / top)
        _fill(surface, rect, points, base, ink)
        line(surface, points, ink, b.px(2), dashed=dashed)
    pygame.draw.line(surface, palette.INK, (rect.x, base), (rect.right, base))
    for value in _ticks(x0, x1):
        b.text(surface, figure(value), (round(at(value)), base + b.px(2)), "key", palette.PAPER_DIM, anchor="midtop")
    if data["record"] is not None:
        x = round(at(data["record"]))
        pygame.draw.line(surface, palette.INK, (x, rect.y - b.px(2)), (x, base), b.px(3))
        side = "topleft" if x < rect.right - b.px(60) else "topright"
        place = (x + b.px(6) * (1 if side == "topleft" else -1), rect.y - b.px(4))
        b.text(surface, figure(data["record"]), place, "figure", palette.INK, anchor=side)
    for k, (found, ink) in enumerate(((old, HISTORY), (new, VARIANT))):
        y = base + b.px(24 + 11 * k)
        if found.q05 is not None and found.q50 is not None and found.q95 is not None:
            ends = [max(rect.x, min(rect.right, at(v))) for v in (found.q05, found.q50, found.q95)]
            line(surface, [(ends[0], y), (ends[2], y)], ink, b.px(2), dashed=k == 1)
            mark(b, surface, (round(ends[1]), y), ink, diamond=k == 1)


def _outline(
    data: dict[str, Any], heights: Sequence[float], at: Callable[[float], float], base: int, scale: float
) -> list[Point]:
    xs = data["x"]
    if not data["stepped"]:
        return [(at(x), base - h * scale) for x, h in zip(xs, heights, strict=False)]
    width, points = xs[1] - xs[0], []
    for x, h in zip(xs, heights, strict=False):
        points += [(at(x), base - h * scale), (at(x + width), base - h * scale)]
    return points


def _fill(surface: pygame.Surface, rect: pygame.Rect, points: Sequence[Point], base: int, ink: tuple[int, ...]) -> None:
    if len(points) < 2:
        return
    veil = pygame.Surface((rect.w + 4, base - rect.y + 6), pygame.SRCALPHA)
    shape = [(x - rect.x, y - rect.y + 4) for x, y in points]
    shape += [(shape[-1][0], base - rect.y + 4), (shape[0][0], base - rect.y + 4)]
    pygame.draw.polygon(veil, (*ink, FILL), shape)
    surface.blit(veil, (rect.x, rect.y - 4))


def _ticks(low: float, high: float) -> list[float]:
    """Three to six round figures on the axis."""
    step = 10.0 ** len(str(int(max(1.0, high - low)))) / 100
    for factor in (1, 2, 5, 10, 20, 50, 100, 200):
        if (high - low) / (step * factor) <= 6:
            step *= factor
            break
    first = -(-low // step) * step
    return [first + k * step for k in range(7) if first + k * step <= high]


# ---------------------------------------------------------------- shares
def _shares(b: Brush, surface: pygame.Surface, rect: pygame.Rect, row: Line) -> None:
    """Shares of the games with their intervals, on 0 to 100 %; the record is a bar at either end."""
    base = rect.bottom - b.px(26)
    for tick in (0, 25, 50, 75, 100):
        x = rect.x + rect.w * tick // 100
        pygame.draw.line(surface, palette.PAPER_LINE, (x, rect.y), (x, base))
        anchor = "midtop" if 0 < tick < 100 else "topleft" if tick == 0 else "topright"
        b.text(surface, f"{tick} %", (x, base + b.px(3)), "key", palette.PAPER_DIM, anchor=anchor)
    if row.record is not None:
        x = rect.x + round(rect.w * row.record)
        pygame.draw.line(surface, palette.INK, (x, rect.y), (x, base), b.px(3))
    for k, (found, ink) in enumerate(((row.old, HISTORY), (row.new, VARIANT))):
        y = rect.y + (base - rect.y) * (2 * k + 1) // 4
        if found.mean is not None and found.lo is not None and found.hi is not None:
            ends = [rect.x + rect.w * v for v in (found.lo, found.mean, found.hi)]
            line(surface, [(ends[0], y), (ends[2], y)], ink, b.px(2), dashed=k == 1)
            mark(b, surface, (round(ends[1]), y), ink, diamond=k == 1)


def _ranges(b: Brush, surface: pygame.Surface, rect: pygame.Rect, row: Line) -> None:
    """Medians with the middle 90 of 100 games, on an axis of their own."""
    known = [v for s in (row.old, row.new) for v in (s.q05, s.q95) if v is not None]
    if not known:
        return
    low, high = min(known), max(known)
    low, high = (low - 1, high + 1) if low == high else (low, high)
    base = rect.bottom - b.px(26)

    def at(value: float) -> float:
        return float(rect.x + (value - low) / (high - low) * rect.w)

    pygame.draw.line(surface, palette.INK, (rect.x, base), (rect.right, base))
    for value in _ticks(low, high):
        b.text(surface, figure(value), (round(at(value)), base + b.px(2)), "key", palette.PAPER_DIM, anchor="midtop")
    for k, (found, ink) in enumerate(((row.old, HISTORY), (row.new, VARIANT))):
        y = rect.y + (base - rect.y) * (2 * k + 1) // 4
        if found.q05 is not None and found.q50 is not None and found.q95 is not None:
            line(surface, [(at(found.q05), y), (at(found.q95), y)], ink, b.px(2), dashed=k == 1)
            mark(b, surface, (round(at(found.q50)), y), ink, diamond=k == 1)
