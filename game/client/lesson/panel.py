"""The panel of a lesson: its step in words with the buttons that lead through it, laid where it covers nothing it points at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.widgets import Button, Ui

Act = tuple[str, str, Callable[[], None], bool, str]  # words, key, what is done, can it be done, look
WIDTH = 420
STYLES = (("body", "body"), ("small", "small"))  # of what is said and of how it is done, larger first


@dataclass(frozen=True)
class Words:
    """What the panel says. `head`: lesson and number of the step; `how`: what to do; `told`: a line on what is done already."""

    head: str
    title: str
    say: str
    how: str
    told: str = ""


class StepPanel:
    """A panel over everything else on the page; it takes no event but those on itself."""

    def __init__(self, brush: Brush) -> None:
        self.ui = Ui(brush)
        self.rect = pygame.Rect(0, 0, 0, 0)
        self.words = Words("", "", "", "")
        self.is_folded = False
        self._styles = STYLES[0]

    # ------------------------------------------------------------ laying
    def lay(
        self,
        words: Words,
        acts: Sequence[Act],
        window: pygame.Rect,
        room: pygame.Rect,
        keep_off: Sequence[tuple[pygame.Rect, int]],
        fold: Act,
    ) -> None:
        """Sizes the panel to its words, or to its head alone while it is folded, and places it. `fold`: the act that folds it.

        `room`: where it may lie best; `keep_off`: what it should not cover, by weight.
        It stays where it is while that is as good as any other place.
        """
        b, px = self.ui.brush, self.ui.brush.px
        self.words = words
        if self.is_folded:
            size = (min(b.size(words.told or words.head, "small")[0] + px(84), window.w - px(16)), px(36))
            self.rect = min(_places(size, window, room, px(8)), key=lambda place: _cost(place, room, keep_off))
            self._buttons((), fold)
            return
        wide = max(px(260), min(px(WIDTH), room.w - px(16), window.w - px(16)))
        for styles in STYLES:
            self._styles, high = styles, self._height(wide, styles)
            if high <= room.h * 0.62:
                break
        size = (wide, min(high, window.h - px(8)))
        old = self.rect if self.rect.size == size and window.contains(self.rect) else None
        places = ([old] if old is not None else []) + _places(size, window, room, px(8))
        self.rect = min(places, key=lambda place: _cost(place, room, keep_off))
        self._buttons(acts, fold)

    def _height(self, wide: int, styles: tuple[str, str]) -> int:
        b, px = self.ui.brush, self.ui.brush.px
        inner = wide - px(28)
        parts = [b.height(self.words.say, styles[0], inner), b.height(self.words.how, styles[1], inner)]
        parts += [b.height(self.words.told, "note", inner)] if self.words.told else []
        return px(10) + b.line("small") + b.line("heading") + sum(parts) + px(8) * len(parts) + px(46)

    def _buttons(self, acts: Sequence[Act], fold: Act) -> None:
        px, gap = self.ui.brush.px, self.ui.brush.px(6)
        row = pygame.Rect(self.rect.x + px(14), self.rect.bottom - px(40), self.rect.w - px(28), px(30))
        wide = (row.w - gap * (len(acts) - 1)) // max(1, len(acts))
        made = []
        for k, (label, key, act, can, look) in enumerate(acts):
            box = (row.x + k * (wide + gap), row.y, wide, row.h)
            made.append(Button(box, label, act, key=key, look=look, style="small", tip=f"{label}  {key}"))
            made[-1].enabled = can
        label, key, act, _can, look = fold
        corner = (self.rect.right - px(52), self.rect.y + px(5), px(44), px(24))
        sign = "+" if self.is_folded else "–"
        made.append(Button(corner, sign, act, key=key, look=look, style="small", tip=f"{label}  {key}"))
        self.ui.widgets = list(made)
        if self.ui.hot not in self.ui.widgets:
            self.ui.hot = None

    # ------------------------------------------------------------ events and drawing
    def takes(self, event: pygame.Event) -> bool:
        """True of an event that belongs to the panel: on it, or a button that is held."""
        if event.type == pygame.MOUSEMOTION:
            self.ui.handle(event)
            return self.ui.held is not None  # else the page hears where the pointer is, too
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            held = self.ui.held is not None
            if held or self.rect.collidepoint(event.pos):
                self.ui.handle(event)
                return held or event.type == pygame.MOUSEBUTTONDOWN
        return event.type == pygame.MOUSEWHEEL and self.rect.collidepoint(pygame.mouse.get_pos())

    def draw(self, surface: pygame.Surface, pointed: Sequence[pygame.Rect]) -> None:
        """Rings round what is pointed at, a line to the first, and the panel."""
        b, px = self.ui.brush, self.ui.brush.px
        for rect in pointed:
            ring = rect.inflate(px(8), px(8))
            pygame.draw.rect(surface, palette.DESK, ring.inflate(4, 4), px(6), border_radius=px(9))
            pygame.draw.rect(surface, palette.BRASS, ring, px(3), border_radius=px(8))
        if pointed:
            _arrow(surface, self.rect, pointed[0].inflate(px(10), px(10)), px(10))
        b.shadow(surface, self.rect)
        b.box(surface, self.rect, palette.PANEL, palette.BRASS, radius=6, width=2)
        room = self.rect.inflate(-px(28), -px(20))
        y = room.y
        head, ink = self.words.head, palette.BRASS
        if self.is_folded and self.words.told:
            head, ink = self.words.told, palette.GOOD
        b.text(surface, head, (room.x, y), "small", ink, width=room.w - px(46))
        if self.is_folded:
            self.ui.draw(surface)
            return
        y += b.line("small")
        fits = b.size(self.words.title, "heading")[0] <= room.w
        b.text(surface, self.words.title, (room.x, y), "heading" if fits else "strong", palette.TEXT, width=room.w)
        y += b.line("heading")
        low = self.rect.bottom - px(46)
        shown = ((self.words.say, self._styles[0], palette.TEXT), (self.words.how, self._styles[1], palette.BRASS))
        for words, style, colour in (*shown, (self.words.told, "note", palette.GOOD)):
            if words:
                lines = max(1, (low - y) // b.line(style))
                box = pygame.Rect(room.x, y, room.w, 0)
                y = b.paragraph(surface, words, box, style, colour, lines=lines) + px(8)
        self.ui.draw(surface)


def _places(size: tuple[int, int], window: pygame.Rect, room: pygame.Rect, gap: int) -> list[pygame.Rect]:
    """Where a panel of this size may lie: along the edges and in the middle of the map and of the window."""
    found = []
    for area in (room, window):
        inner = area.inflate(-2 * gap, -2 * gap)
        xs = (inner.x, inner.centerx - size[0] // 2, inner.right - size[0])
        ys = (inner.bottom - size[1], inner.y, inner.centery - size[1] // 2)
        found += [pygame.Rect((x, y), size).clamp(window) for y in ys for x in xs]
    return found


def _cost(place: pygame.Rect, room: pygame.Rect, keep_off: Sequence[tuple[pygame.Rect, int]]) -> int:
    """What a place would cover, by weight; pixels outside the map count, too."""
    over = sum(weight * _area(place.clip(rect)) for rect, weight in keep_off)
    return over + _area(place) - _area(place.clip(room))


def _area(rect: pygame.Rect) -> int:
    return rect.w * rect.h


def _arrow(surface: pygame.Surface, start: pygame.Rect, end: pygame.Rect, head: int) -> None:
    """A line from the edge of one rectangle to the edge of another, with a head."""
    if start.colliderect(end):
        return
    first, last = end.clipline(start.center, end.center), start.clipline(start.center, end.center)
    if not first or not last:
        return
    tip, tail = pygame.Vector2(first[0]), pygame.Vector2(last[1])
    if (tip - tail).length() < head:
        return
    along = (tip - tail).normalize()
    across = pygame.Vector2(-along.y, along.x)
    points = [tip, tip - along * head * 1.6 + across * head * 0.7, tip - along * head * 1.6 - across * head * 0.7]
    pygame.draw.line(surface, palette.DESK, tail, tip, 7)
    pygame.draw.line(surface, palette.BRASS, tail, tip, 3)
    pygame.draw.polygon(surface, palette.BRASS, points)
    pygame.draw.polygon(surface, palette.DESK, points, 1)
