"""A line to write in: the name of a saved game, the path of a folder."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.client.kit import clipboard, palette
from game.client.kit.widgets.base import Ui, Widget

MOST = 60


class Field(Widget):
    """One line of text with a caret; Enter hands it over, Ctrl+V writes what is on the clipboard, Ctrl+A marks it all.

    `most`: characters; `is_marked`: what is written first takes the place of the text; `typed`: hears of every change.
    """

    focusable = True
    clicks_focus = True

    def __init__(
        self,
        rect: pygame.Rect | tuple[int, int, int, int],
        text: str,
        enter: Callable[[str], None],
        *,
        tip: str = "",
        most: int = MOST,
        is_marked: bool = False,
        typed: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(rect, tip=tip)
        self.value, self.enter, self.caret, self.most = text, enter, len(text), most
        self.is_marked, self.typed = is_marked and bool(text), typed

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """The text, its caret while focused; of a text that is too long the part about the caret."""
        b, old = ui.brush, surface.get_clip()
        b.box(surface, self.rect, palette.DESK, palette.BRASS if ui.focus is self else palette.LINE, radius=3)
        room = self.rect.inflate(-b.px(12), 0)
        ahead = b.size(self.value[: self.caret], "body")[0]
        x = room.x + b.px(2) - max(0, ahead - room.w + b.px(8))
        surface.set_clip(room.clip(old))
        if self.is_marked and ui.focus is self:
            wide, high = b.size(self.value, "body")
            surface.fill(palette.LINE, (x, self.rect.centery - high // 2, wide, high))
        b.text(surface, self.value, (x, self.rect.centery), "body", palette.TEXT, anchor="midleft")
        if ui.focus is self:
            x += ahead + 1
            pygame.draw.line(surface, palette.BRASS, (x, self.rect.y + b.px(6)), (x, self.rect.bottom - b.px(7)), 2)
        surface.set_clip(old)

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Letters write, the usual keys edit."""
        before = self.value
        used = self._edit(event)
        if self.value != before and self.typed is not None:
            self.typed(self.value)
        return used

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """What is marked stays as it is: a click goes to its end."""
        self.is_marked = False

    def _edit(self, event: pygame.Event) -> bool:
        if event.type == pygame.TEXTINPUT:
            self._write(event.text)
            return True
        if event.mod & pygame.KMOD_CTRL and event.key == pygame.K_a:
            self.is_marked = bool(self.value)
            return True
        if event.mod & pygame.KMOD_CTRL:
            if event.key != pygame.K_v:
                return False
            self._write(clipboard.pasted())
            return True
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.enter(self.value)
        elif event.key in (pygame.K_BACKSPACE, pygame.K_DELETE) and self.is_marked:
            self._clear()
        elif event.key == pygame.K_BACKSPACE and self.caret:
            self.value = self.value[: self.caret - 1] + self.value[self.caret :]
            self.caret -= 1
        elif event.key == pygame.K_DELETE:
            self.value = self.value[: self.caret] + self.value[self.caret + 1 :]
        elif event.key in (pygame.K_LEFT, pygame.K_RIGHT):
            self.caret = max(0, min(len(self.value), self.caret + (1 if event.key == pygame.K_RIGHT else -1)))
            self.is_marked = False
        elif event.key in (pygame.K_HOME, pygame.K_END):
            self.caret = 0 if event.key == pygame.K_HOME else len(self.value)
            self.is_marked = False
        else:
            return event.key not in (pygame.K_ESCAPE, pygame.K_UP, pygame.K_DOWN)
        return True

    def _clear(self) -> None:
        self.value, self.caret, self.is_marked = "", 0, False

    def _write(self, text: str) -> None:
        if self.is_marked and text:
            self._clear()
        text = "".join(c for c in text if c.isprintable())[: self.most - len(self.value)]
        self.value = self.value[: self.caret] + text + self.value[self.caret :]
        self.caret += len(text)
