"""Why something came out as it did: the odds it was drawn from, factor by factor, each with its rule and source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Button, Modal, Panel
from game.core.words import _

if TYPE_CHECKING:
    from game.client.kit.paint import Brush


@dataclass(frozen=True)
class FactorLine:
    """A factor: its words, its figure as read, its size for a bar (None: no bar), rule and source."""

    words: str
    figure: str
    size: float | None = None
    rule: str = ""
    source: str = ""


class WhyDialog(Modal):
    """A table of factors."""

    def __init__(self, brush: Brush, title: str, lines: Sequence[FactorLine], close: Callable[[], None]) -> None:
        high = min(brush.px(720), brush.px(170) + len(lines) * brush.px(46))
        super().__init__(brush, (brush.px(860), high), title, close)
        self.lines = tuple(lines)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places table and button."""
        px = self.ui.brush.px
        room = self.place(window)
        table = Panel((room.x, room.y, room.w, room.h - px(44)), self._paint, lambda: self.ui.brush.theme.scale)
        done = Button(
            (room.right - px(120), room.bottom - px(34), px(120), px(38)),
            _("Close"),
            self.close,
            look="brass",
            key="Esc",
        )
        self.set([table, done], focus=done)

    def _paint(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b, px = self.ui.brush, self.ui.brush.px
        surface.fill(palette.PANEL)
        names, figures = round(rect.w * 0.52), px(80)
        middle = names + (rect.w - names - figures - px(60)) // 2
        most = max((abs(line.size) for line in self.lines if line.size is not None), default=1.0) or 1.0
        half = (rect.w - names - figures - px(60)) // 2
        step = min(px(46), rect.h // max(1, len(self.lines)))
        for k, line in enumerate(self.lines):
            y = k * step
            b.text(surface, line.words, (0, y + px(2)), "body", palette.TEXT, width=names - px(12))
            b.text(surface, line.source, (0, y + px(21)), "small", palette.DIM, width=names - px(12))
            if line.size is not None:
                w = round(half * abs(line.size) / most)
                x = middle if line.size >= 0 else middle - w
                colour = palette.WARN if line.size >= 0 else (98, 158, 206)
                pygame.draw.rect(surface, colour, (x, y + px(6), max(2, w), px(10)))
                pygame.draw.line(surface, palette.LINE, (middle, y), (middle, y + step))
            b.text(surface, line.figure, (rect.w - px(54), y + px(10)), "time", palette.TEXT, anchor="midright")
            b.text(surface, line.rule, (rect.w, y + px(10)), "key", palette.BRASS, anchor="midright")
