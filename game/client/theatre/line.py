"""A line of the order sheet: a mark, words, a figure at the right, and small buttons that belong to it."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Ui, Widget

Side = tuple[str, Callable[[], None]]  # sign of a small button, what it does


class Line(Widget):
    """Words to press. `mark`: "done" a dot, "open" a triangle, "struck" a line through the words, "" none."""

    focusable = True

    def __init__(
        self, rect: pygame.Rect | tuple[int, int, int, int], words: str, action: Callable[[], None], *, right: str = "",
        mark: str = "", sides: tuple[Side, ...] = (), tip: str = "", is_on: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(rect, tip=tip)
        self.words, self.action, self.right, self.mark, self.sides, self.is_on = (
            words,
            action,
            right,
            mark,
            sides,
            is_on,
        )

    def part(self, k: int) -> pygame.Rect:
        """Rectangle of a small button, counted from the right."""
        size = self.rect.h
        return pygame.Rect(self.rect.right - size * (len(self.sides) - k), self.rect.y, size, size)

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """The line on slate."""
        b, px, r = ui.brush, ui.brush.px, self.rect
        hot = ui.hot is self and self.enabled
        b.box(
            surface,
            r,
            palette.RAISED if hot or self.is_on else palette.PANEL,
            palette.BRASS if self.is_on else palette.LINE,
            radius=3,
        )
        x, y = r.x + px(9), r.centery
        if self.mark == "done":
            pygame.draw.circle(surface, palette.GOOD, (x + px(4), y), px(4))
            x += px(16)
        elif self.mark == "open":
            b.triangle(surface, (x + px(4), y))
            x += px(18)
        right = r.right - px(8)
        for k, (sign, _act) in enumerate(self.sides):
            box = self.part(k)
            lit = ui.hot is self and box.collidepoint(ui.pointer)
            b.text(surface, sign, box.center, "strong", palette.BRASS if lit else palette.TEXT, anchor="center")
            right = min(right, box.x - px(4))
        if self.right:
            right = b.text(surface, self.right, (right, y), "time", palette.BRASS, anchor="midright").x - px(8)
        ink = palette.TEXT if self.enabled and self.mark != "struck" else b.faded(palette.TEXT)
        box = b.text(surface, self.words, (x, y), "body", ink, anchor="midleft", width=max(10, right - x))
        if self.mark == "struck":
            pygame.draw.line(surface, palette.WARN, (box.x, y), (box.right, y), 2)

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Presses the small button under the pointer, else the line."""
        for k, (_sign, act) in enumerate(self.sides):
            if self.part(k).collidepoint(at):
                act()
                return
        self.action()

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Enter and Space press the line; plus, minus and Delete its small buttons."""
        if event.type != pygame.KEYDOWN or event.mod & pygame.KMOD_CTRL:
            return False
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE):
            self.action()
            return True
        signs = {pygame.K_PLUS: "+", pygame.K_EQUALS: "+", pygame.K_KP_PLUS: "+", pygame.K_MINUS: "−", pygame.K_KP_MINUS: "−",
                 pygame.K_DELETE: "×", pygame.K_BACKSPACE: "×"}  # fmt: skip
        for sign, act in self.sides:
            if signs.get(event.key) == sign:
                act()
                return True
        return False
