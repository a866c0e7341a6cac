"""The outcomes of a comparison one under the other: a list that rolls, each row painted once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.strokes import line, mark
from game.client.kit.widgets import Scroll, Widget
from game.client.kit.widgets.base import Ui
from game.client.pages.laboratory.charts import HISTORY, VARIANT, paint_row, row_height
from game.core.words import _

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.client.pages.laboratory.lines import Line


class Results(Widget):
    """Rows of the outcomes of a what-if against history; wheel, arrows and page keys roll them."""

    focusable = True
    clicks_focus = True

    def __init__(self, rect: pygame.Rect, rows: Sequence[Line], *, scroll: Scroll) -> None:
        super().__init__(rect)
        self.rows, self.scroll = rows, scroll
        self._pictures: dict[tuple[str, int, int], pygame.Surface] = {}

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """The rows in view."""
        b, high = ui.brush, row_height(ui.brush)
        self.scroll.fit(high * len(self.rows), self.rect.h)
        old = surface.get_clip()
        surface.set_clip(self.rect.clip(old))
        for k in range(len(self.rows)):
            y = self.rect.y + k * high - self.scroll.offset
            if y + high >= self.rect.y and y < self.rect.bottom:
                surface.blit(self._row(b, k, high), (self.rect.x, y))
        surface.set_clip(old)
        self.scroll.draw(surface, self.rect, paper=True)

    def _row(self, b: Brush, k: int, high: int) -> pygame.Surface:
        row = self.rows[k]
        key = (row.key, self.rect.w, high)
        if key not in self._pictures:
            picture = pygame.Surface((self.rect.w - b.px(14), high)).convert()
            picture.fill(palette.PAPER)
            paint_row(b, picture, picture.get_rect(), row)
            self._pictures[key] = picture
        return self._pictures[key]

    @staticmethod
    def legend(b: Brush, surface: pygame.Surface, at: tuple[int, int]) -> None:
        """Which line is which: never by colour alone."""
        x, y = at[0], at[1] + b.line("small") // 2
        for words, ink, diamond in ((_("as in history"), HISTORY, False), (_("the what-if"), VARIANT, True)):
            line(surface, [(x, y), (x + b.px(36), y)], ink, b.px(2), dashed=diamond)
            mark(b, surface, (x + b.px(18), y), ink, diamond=diamond)
            x = b.text(surface, words, (x + b.px(44), y), "small", ink, anchor="midleft").right + b.px(24)
        pygame.draw.line(surface, palette.INK, (x, y - b.px(7)), (x, y + b.px(7)), b.px(3))
        b.text(surface, _("the record, with its band"), (x + b.px(10), y), "small", palette.INK, anchor="midleft")

    def press(self, ui: Ui, at: tuple[int, int]) -> None:
        """Takes the scroll bar if the point is on it."""
        self.scroll.press(self.rect, at)

    def drag(self, ui: Ui, at: tuple[int, int]) -> None:
        """Rolls with the bar."""
        self.scroll.drag(self.rect, at)

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Lets the bar go."""
        self.scroll.release()

    def wheel(self, ui: Ui, steps: int) -> bool:
        """Rolls."""
        return self.scroll.by(-steps * row_height(ui.brush) // 2) or True

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Arrows roll a row, page keys a page."""
        if event.type != pygame.KEYDOWN or not self.scroll.most:
            return False
        row = row_height(ui.brush)
        page = max(row, self.rect.h - row)
        steps = {pygame.K_UP: -row, pygame.K_DOWN: row, pygame.K_PAGEUP: -page, pygame.K_PAGEDOWN: page}
        if event.key not in steps:
            return False
        self.scroll.by(steps[event.key])
        return True
