"""A modal dialog of paper or slate over a dimmed screen: nothing behind it takes events while it lies there."""

from __future__ import annotations

from collections.abc import Iterable

import pygame

from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.widgets.base import Action, Ui, Widget


class Modal:
    """A titled dialog with widgets of its own; Escape closes it through `close`."""

    def __init__(self, brush: Brush, size: tuple[int, int], title: str, close: Action, *, paper: bool = False) -> None:
        self.ui, self.title, self.close, self.paper = Ui(brush), title, close, paper
        self.size, self.note, self.is_error = size, "", False
        self.rect = pygame.Rect(0, 0, *size)

    def place(self, window: tuple[int, int]) -> pygame.Rect:
        """Centres the dialog in the window and returns the room for its widgets."""
        b = self.ui.brush
        self.rect = pygame.Rect(0, 0, min(self.size[0], window[0] - 16), min(self.size[1], window[1] - 16))
        self.rect.center = (window[0] // 2, window[1] // 2)
        return pygame.Rect(
            self.rect.x + b.px(24), self.rect.y + b.px(64), self.rect.w - b.px(48), self.rect.h - b.px(88)
        )

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places the dialog and its widgets for a window of this size; dialogs with widgets extend it."""
        self.place(window)

    def set(self, widgets: Iterable[Widget], *, focus: Widget | None = None) -> None:
        """Puts widgets on the dialog."""
        self.ui.set(widgets, focus=focus)

    def handle(self, event: pygame.Event) -> bool:
        """Every event belongs to the dialog while it is shown."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self.close()
            return True
        self.ui.handle(event)
        return True

    def draw(self, surface: pygame.Surface) -> None:
        """Dims the screen and draws the dialog."""
        b = self.ui.brush
        b.dim(surface, surface.get_rect(), 150)
        b.shadow(surface, self.rect)
        fill, line, ink = (
            (palette.PAPER, palette.PAPER_LINE, palette.INK)
            if self.paper
            else (palette.PANEL, palette.LINE, palette.TEXT)
        )
        b.box(surface, self.rect, fill, line, radius=4)
        b.text(
            surface,
            self.title,
            (self.rect.x + b.px(24), self.rect.y + b.px(16)),
            ("title", "heading", "strong"),
            ink,
            width=self.rect.w - b.px(48),
        )
        if self.note:
            at = (self.rect.x + b.px(24), self.rect.bottom - b.px(64))
            b.text(
                surface,
                self.note,
                at,
                "small",
                palette.WARN if self.is_error else palette.DIM,
                width=self.rect.w - b.px(48),
            )
        self.ui.draw(surface)
