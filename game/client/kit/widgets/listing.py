"""A list: rows of one height, one chosen, rolled by wheel and keys, drawn only where seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.client.kit import palette
from game.client.kit.widgets.base import Ui, Widget
from game.client.kit.widgets.scroll import Scroll


@dataclass(frozen=True)
class Row:
    """A line of a list: text, a figure at the right, a colour dot and a second, dimmer line. `tip`: instead of its own words."""

    text: str
    right: str = ""
    under: str = ""
    dot: tuple[int, int, int] | None = None
    mark: str = ""
    warn: bool = False
    tip: str = ""


class Listing(Widget):
    """Rows to choose from; `chosen` -1 is none. `action` hears of the choice, `enter` of Enter or a second click."""

    focusable = True
    clicks_focus = True

    def __init__(
        self,
        rect: pygame.Rect | tuple[int, int, int, int],
        rows: Sequence[Row],
        action: Callable[[int], None],
        *,
        chosen: int = -1,
        height: int = 28,
        enter: Callable[[int], None] | None = None,
        paper: bool = False,
        scroll: Scroll | None = None,
    ) -> None:
        super().__init__(rect)
        self.rows, self.action, self.enter, self.chosen = tuple(rows), action, enter, chosen
        self.height, self.paper, self.scroll = height, paper, scroll or Scroll()
        self.scroll.fit(len(self.rows) * height, self.rect.h)

    def tip_at(self, at: tuple[int, int]) -> str:
        """All words of the row under a point, which may have been cut."""
        i = (at[1] - self.rect.y + self.scroll.offset) // self.height
        if not 0 <= i < len(self.rows):
            return self.tip
        row = self.rows[i]
        return row.tip or "  ".join(w for w in (row.mark, row.text, row.right, row.under) if w)

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Draws the rows in view."""
        self.scroll.fit(len(self.rows) * self.height, self.rect.h)
        old = surface.get_clip()
        surface.set_clip(self.rect.clip(old))
        first = self.scroll.offset // self.height
        for i in range(first, min(len(self.rows), first + self.rect.h // self.height + 2)):
            self._row(ui, surface, i)
        surface.set_clip(old)
        self.scroll.draw(surface, self.rect, paper=self.paper)

    def _row(self, ui: Ui, surface: pygame.Surface, i: int) -> None:
        b, row = ui.brush, self.rows[i]
        box = pygame.Rect(
            self.rect.x, self.rect.y + i * self.height - self.scroll.offset, self.rect.w - 10, self.height
        )
        ink, dim = (palette.INK, palette.PAPER_DIM) if self.paper else (palette.TEXT, palette.DIM)
        hot = ui.hot is self and box.collidepoint(ui.pointer)
        if i == self.chosen:
            b.box(
                surface,
                box.inflate(0, -2),
                palette.PAPER_SHADE if self.paper else palette.RAISED,
                palette.BRASS,
                radius=3,
            )
        elif hot:
            b.box(surface, box.inflate(0, -2), palette.PAPER_SHADE if self.paper else palette.RAISED, None, radius=3)
        x = box.x + b.px(8)
        if row.dot is not None:
            pygame.draw.circle(
                surface, row.dot, (x + 3, box.centery if not row.under else box.y + self.height // 3), b.px(3.5)
            )
            x += b.px(14)
        if row.mark:
            x = b.text(
                surface, row.mark, (x, box.centery), "time", palette.BRASS if not self.paper else dim, anchor="midleft"
            ).right + b.px(10)
        right = box.right - b.px(6)
        if row.right:
            right = b.text(
                surface, row.right, (right, box.centery), "time", palette.WARN if row.warn else ink, anchor="midright"
            ).x
        room = right - x - b.px(6)
        if row.under:
            lines = max(1, (box.h - b.px(8) - b.line("strong")) // b.line("small"))
            tall = b.line("strong") + b.height(row.under, "small", room, lines=lines)
            y = box.centery - tall // 2
            b.text(surface, row.text, (x, y), ("strong", "small"), ink, width=room)
            under = pygame.Rect(x, y + b.line("strong"), room, tall)
            b.paragraph(surface, row.under, under, "small", dim, lines=lines)
        else:
            b.text(
                surface,
                row.text,
                (x, box.centery),
                ("body", "small"),
                palette.WARN if row.warn else ink,
                anchor="midleft",
                width=room,
            )

    def row_at(self, at: tuple[int, int]) -> int:
        """Number of the row under a point, -1 none."""
        i = (at[1] - self.rect.y + self.scroll.offset) // self.height
        return i if self.rect.collidepoint(at) and 0 <= i < len(self.rows) else -1

    def choose(self, i: int) -> None:
        """Chooses a row and rolls it into view."""
        if 0 <= i < len(self.rows):
            self.chosen = i
            self.scroll.fit(len(self.rows) * self.height, self.rect.h)
            self.scroll.show(i * self.height, self.height)
            self.action(i)

    def press(self, ui: Ui, at: tuple[int, int]) -> None:
        """Takes the scroll bar if the point is on it."""
        self.scroll.press(self.rect, at)

    def drag(self, ui: Ui, at: tuple[int, int]) -> None:
        """Rolls with the bar."""
        self.scroll.drag(self.rect, at)

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Chooses the row; again on the chosen row: enters it."""
        self.scroll.release()
        bar = self.scroll.bar(self.rect)
        i = self.row_at(at)
        if i < 0 or (bar is not None and at[0] >= bar.x - 4):
            return
        if i == self.chosen and self.enter is not None:
            self.enter(i)
        else:
            self.choose(i)

    def wheel(self, ui: Ui, steps: int) -> bool:
        """Rolls three rows a step."""
        return self.scroll.by(-steps * self.height * 2) or True

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Up, Down, Home, End, page keys choose; Enter enters."""
        if event.type != pygame.KEYDOWN or event.mod & pygame.KMOD_CTRL or not self.rows:
            return False
        page = max(1, self.rect.h // self.height - 1)
        steps = {pygame.K_UP: -1, pygame.K_DOWN: 1, pygame.K_PAGEUP: -page, pygame.K_PAGEDOWN: page}
        if event.key in steps:
            self.choose(max(0, min(len(self.rows) - 1, self.chosen + steps[event.key])))
        elif event.key in (pygame.K_HOME, pygame.K_END):
            self.choose(0 if event.key == pygame.K_HOME else len(self.rows) - 1)
        elif event.key in (pygame.K_RETURN, pygame.K_KP_ENTER) and self.chosen >= 0:
            (self.enter or self.action)(self.chosen)
        else:
            return False
        return True
