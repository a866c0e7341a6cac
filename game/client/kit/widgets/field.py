"""A line to write in: the name of a saved game."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.client.kit import palette
from game.client.kit.widgets.base import Ui, Widget

MOST = 60


class Field(Widget):
    """One line of text with a caret; Enter hands it over."""

    focusable = True
    clicks_focus = True

    def __init__(
        self, rect: pygame.Rect | tuple[int, int, int, int], text: str, enter: Callable[[str], None], *, tip: str = ""
    ) -> None:
        super().__init__(rect, tip=tip)
        self.value, self.enter, self.caret = text, enter, len(text)

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """The text, its caret while focused."""
        b = ui.brush
        b.box(surface, self.rect, palette.DESK, palette.BRASS if ui.focus is self else palette.LINE, radius=3)
        x = self.rect.x + b.px(8)
        b.text(surface, self.value, (x, self.rect.centery), "body", palette.TEXT, anchor="midleft")
        if ui.focus is self:
            x += b.size(self.value[: self.caret], "body")[0] + 1
            pygame.draw.line(surface, palette.BRASS, (x, self.rect.y + b.px(6)), (x, self.rect.bottom - b.px(7)), 2)

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Letters write, the usual keys edit."""
        if event.type == pygame.TEXTINPUT:
            self._write(event.text)
            return True
        if event.mod & pygame.KMOD_CTRL:
            return False
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.enter(self.value)
        elif event.key == pygame.K_BACKSPACE and self.caret:
            self.value = self.value[: self.caret - 1] + self.value[self.caret :]
            self.caret -= 1
        elif event.key == pygame.K_DELETE:
            self.value = self.value[: self.caret] + self.value[self.caret + 1 :]
        elif event.key in (pygame.K_LEFT, pygame.K_RIGHT):
            self.caret = max(0, min(len(self.value), self.caret + (1 if event.key == pygame.K_RIGHT else -1)))
        elif event.key in (pygame.K_HOME, pygame.K_END):
            self.caret = 0 if event.key == pygame.K_HOME else len(self.value)
        else:
            return event.key not in (pygame.K_ESCAPE, pygame.K_UP, pygame.K_DOWN)
        return True

    def _write(self, text: str) -> None:
        text = "".join(c for c in text if c.isprintable())[: MOST - len(self.value)]
        self.value = self.value[: self.caret] + text + self.value[self.caret :]
        self.caret += len(text)
