"""The answer on paper: its sentence, the outcomes one under the other, and what was asked; one list that rolls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.strokes import line, mark
from game.client.kit.widgets import Scroll, Widget
from game.client.kit.widgets.base import Ui
from game.client.pages.laboratory.charts import HISTORY, VARIANT, paint_row, row_height
from game.client.pages.laboratory.lines import Line
from game.core.words import _

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.client.kit.widgets.reading import Block

    What = Line | Block | str  # a row, words, or the legend
    Placed = tuple[int, int, What]  # top from the beginning of the list, height, what stands there

LEGEND = "legend"
STEP = 60  # pixels at 100 % that a notch of the wheel or an arrow rolls


class Results(Widget):
    """Words, rows of the outcomes against history, more words; wheel, arrows and page keys roll them.

    `head`, `foot`: blocks above and below the rows, each wrapped whole.
    """

    focusable = True
    clicks_focus = True

    def __init__(
        self,
        rect: pygame.Rect,
        rows: Sequence[Line],
        *,
        scroll: Scroll,
        head: Sequence[Block] = (),
        foot: Sequence[Block] = (),
    ) -> None:
        super().__init__(rect)
        self.rows, self.head, self.foot, self.scroll = rows, tuple(head), tuple(foot), scroll
        self._pictures: dict[tuple[str, int, int], pygame.Surface] = {}
        self._placed: tuple[object, list[Placed], int] | None = None

    @property
    def width(self) -> int:
        """Pixels that words and rows have; the rest is the scroll bar's."""
        return self.rect.w - 14

    def places(self, b: Brush) -> tuple[list[Placed], int]:
        """Everything with its place from the top of the list, and the height of all."""
        key = (self.rect.w, b.theme.scale)
        if self._placed is None or self._placed[0] != key:
            found: list[Placed] = []
            y = 0
            for block in self.head:
                found.append((y, b.height(block[0], block[1], self.width), block))
                y += found[-1][1] + b.px(8)
            if self.rows:
                found.append((y, len(legend_lines(b, self.width)) * b.line("small"), LEGEND))
                y += found[-1][1] + b.px(10)
            for row in self.rows:
                found.append((y, row_height(b, row, self.width), row))
                y += found[-1][1]
            y += b.px(10)
            for block in self.foot:
                found.append((y, b.height(block[0], block[1], self.width), block))
                y += found[-1][1] + b.px(8)
            self._placed = key, found, y
        return self._placed[1], self._placed[2]

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """The part in view."""
        b = ui.brush
        placed, full = self.places(b)
        self.scroll.fit(full, self.rect.h)
        old = surface.get_clip()
        surface.set_clip(self.rect.clip(old))
        for top, high, what in placed:
            y = self.rect.y + top - self.scroll.offset
            if y + high >= self.rect.y and y < self.rect.bottom:
                self._piece(b, surface, pygame.Rect(self.rect.x, y, self.width, high), what)
        surface.set_clip(old)
        self.scroll.draw(surface, self.rect, paper=True)

    def _piece(self, b: Brush, surface: pygame.Surface, rect: pygame.Rect, what: What) -> None:
        if isinstance(what, Line):
            surface.blit(self._row(b, what, rect.size), rect)
        elif isinstance(what, str):
            legend(b, surface, rect)
        else:
            words, style, ink = what
            b.paragraph(surface, words, rect, style, ink)

    def _row(self, b: Brush, row: Line, size: tuple[int, int]) -> pygame.Surface:
        key = (row.key, *size)
        if key not in self._pictures:
            picture = pygame.Surface(size).convert()
            picture.fill(palette.PAPER)
            paint_row(b, picture, picture.get_rect(), row)
            self._pictures[key] = picture
        return self._pictures[key]

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
        return self.scroll.by(-steps * ui.brush.px(STEP)) or True

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Arrows roll a step, page keys a page, Home and End to the ends."""
        if event.type != pygame.KEYDOWN or not self.scroll.most:
            return False
        step = ui.brush.px(STEP)
        page, all_of_it = max(step, self.rect.h - step), self.scroll.full
        steps = {
            pygame.K_UP: -step,
            pygame.K_DOWN: step,
            pygame.K_PAGEUP: -page,
            pygame.K_PAGEDOWN: page,
            pygame.K_HOME: -all_of_it,
            pygame.K_END: all_of_it,
        }
        if event.key not in steps:
            return False
        self.scroll.by(steps[event.key])
        return True


# ---------------------------------------------------------------- which line is which
def legend_lines(b: Brush, width: int) -> list[list[tuple[str, int]]]:
    """The entries of the legend, row by row as they fit: words, each with the pixels that it takes."""
    rows: list[list[tuple[str, int]]] = [[]]
    x = 0
    for k, words in enumerate((_("as in history"), _("the what-if"), _("the record, with its band"))):
        wide = b.px(44 if k < 2 else 10) + b.size(words, "small")[0] + b.px(24)
        if x + wide > width and rows[-1]:
            rows.append([])
            x = 0
        rows[-1].append((words, wide))
        x += wide
    return rows


def legend(b: Brush, surface: pygame.Surface, rect: pygame.Rect) -> None:
    """Which line is which: never by colour alone."""
    looks = ((HISTORY, False), (VARIANT, True), (palette.INK, None))
    k, y = 0, rect.y + b.line("small") // 2
    for row in legend_lines(b, rect.w):
        x = rect.x
        for words, wide in row:
            ink, diamond = looks[k]
            if diamond is None:
                pygame.draw.line(surface, ink, (x, y - b.px(7)), (x, y + b.px(7)), b.px(3))
            else:
                line(surface, [(x, y), (x + b.px(36), y)], ink, b.px(2), dashed=diamond)
                mark(b, surface, (x + b.px(18), y), ink, diamond=diamond)
            b.text(surface, words, (x + b.px(10 if diamond is None else 44), y), "small", ink, anchor="midleft")
            x += wide
            k += 1
        y += b.line("small")
