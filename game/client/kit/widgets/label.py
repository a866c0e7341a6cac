"""A label: text that is read, not pressed."""

from __future__ import annotations

import pygame

from game.client.kit import palette
from game.client.kit.widgets.base import Ui, Widget


class Label(Widget):
    """Wrapped text in one style."""

    def __init__(
        self,
        rect: pygame.Rect | tuple[int, int, int, int],
        text: str,
        *,
        style: str = "body",
        colour: tuple[int, ...] = palette.TEXT,
    ) -> None:
        super().__init__(rect)
        self.text, self.style, self.colour = text, style, colour

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Draws the paragraph, cut at the bottom of its rectangle."""
        lines = max(1, self.rect.h // ui.brush.line(self.style))
        ui.brush.paragraph(surface, self.text, self.rect, self.style, self.colour, lines=lines)
