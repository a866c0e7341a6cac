"""A column of the record: lines under their heads with whose they are and how sure; a click opens what is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Scroll, Ui, Widget
from game.client.map.sides import colours
from game.core.words import _
from game.match.citing import GRADES

if TYPE_CHECKING:
    from game.match.battle.record_words import Line
    from game.model.battle.scenario import Scenario

FILLS = {"A": 3, "B": 2, "C": 1}  # of the three bars that show how sure an entry is


def sure(ui: Ui, surface: pygame.Surface, mark: str, right: int, y: int) -> pygame.Rect:
    """The confidence of an entry: its letter, and three bars of which as many are filled as it is sure."""
    b = ui.brush
    box = b.text(surface, mark, (right, y), "key", palette.TEXT, anchor="topright")
    for k in range(3):
        bar = pygame.Rect(box.x - b.px(16) + k * b.px(5), y + b.px(8 - 3 * k), b.px(4), b.px(4 + 3 * k))
        pygame.draw.rect(surface, palette.BRASS, bar, 0 if k < FILLS.get(mark, 0) else 1)
    return box.union(pygame.Rect(box.x - b.px(16), y, b.px(16), b.px(14)))


class Column(Widget):
    """Lines one under the other. `silence`: what it says where there are none; `lit`: counters whose lines are marked."""

    focusable = True
    clicks_focus = True

    def __init__(
        self,
        rect: pygame.Rect,
        scenario: Scenario,
        lines: Sequence[Line],
        opens: Callable[[Any], None],
        *,
        head: str,
        side: str = "",
        silence: str = "",
        lit: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(rect)
        self.scenario, self.lines, self.opens = scenario, tuple(lines), opens
        self.head, self.side, self.silence, self.lit = head, side, silence, lit
        self.scroll, self.chosen = Scroll(), -1
        self._boxes: list[pygame.Rect] = []
        self._pressed_bar = False

    # ------------------------------------------------------------ drawing
    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Head and the lines in view."""
        b = ui.brush
        surface.fill(palette.PANEL, self.rect)
        top = self._top(ui)
        if self.side:
            surface.fill(colours(self.scenario, self.side).face, (self.rect.x, self.rect.y, self.rect.w, b.px(3)))
        at = (self.rect.x + b.px(12), self.rect.y + b.px(9))
        b.text(surface, self.head, at, ("strong", "small", "key"), palette.BRASS, width=self.rect.w - b.px(24))
        window = pygame.Rect(self.rect.x, top, self.rect.w, self.rect.bottom - top)
        old = surface.get_clip()
        surface.set_clip(window.clip(old))
        y = self._lines(ui, surface, top - self.scroll.offset)
        if not self.lines:
            room = pygame.Rect(window.x + b.px(12), y, window.w - b.px(24), 0)
            y = b.paragraph(surface, self.silence, room, "body", palette.DIM)
        surface.set_clip(old)
        self.scroll.fit(y + self.scroll.offset - top + b.px(6), window.h)
        self.scroll.draw(surface, window)

    def _top(self, ui: Ui) -> int:
        return self.rect.y + ui.brush.px(34)

    def _lines(self, ui: Ui, surface: pygame.Surface, y: int) -> int:
        b, part = ui.brush, ""
        self._boxes = []
        for k, line in enumerate(self.lines):
            if line.part and line.part != part:
                part = line.part
                room = pygame.Rect(self.rect.x + b.px(12), y + b.px(4), self.rect.w - b.px(26), 0)
                y = b.heading(surface, part, room)
            y = self._line(ui, surface, k, line, y)
        return y

    def _line(self, ui: Ui, surface: pygame.Surface, k: int, line: Line, y: int) -> int:
        b = ui.brush
        head_h = b.line("small") if line.head else 0
        wide = self.rect.w - b.px(38) - (b.px(34) if line.mark and not line.head else 0)
        high = head_h + b.height(line.text, "body", wide) + b.px(8)
        box = pygame.Rect(self.rect.x + b.px(6), y, self.rect.w - b.px(16), high)
        self._boxes.append(box)
        if box.bottom < self.rect.y or box.y > self.rect.bottom:
            return y + high
        is_lit = bool(self.lit.intersection(getattr(line.entry, "units", ())))
        is_hot = (ui.hot is self and box.collidepoint(ui.pointer)) or (ui.focus is self and k == self.chosen)
        if is_hot or is_lit:
            b.box(surface, box, palette.RAISED, palette.BRASS if is_lit else palette.LINE, radius=4)
        if line.side:
            surface.fill(colours(self.scenario, line.side).light, (box.x, box.y + b.px(3), b.px(3), high - b.px(6)))
        x = box.x + b.px(10)
        mark = sure(ui, surface, line.mark, box.right - b.px(8), y + b.px(3)) if line.mark else box
        b.text(surface, line.head, (x, y + b.px(2)), "small", palette.DIM, width=mark.x - x - b.px(6))
        b.paragraph(surface, line.text, pygame.Rect(x, y + head_h + b.px(2), wide, 0), "body", palette.TEXT)
        return y + high

    # ------------------------------------------------------------ pointer and keys
    def line_at(self, at: tuple[int, int]) -> int:
        """Number of the line under a point, -1 none."""
        return next((k for k, box in enumerate(self._boxes) if box.collidepoint(at)), -1)

    def tip_at(self, at: tuple[int, int]) -> str:
        """When and where a line is told of, and how sure it is."""
        k = self.line_at(at)
        if k < 0:
            return super().tip_at(at)
        line = self.lines[k]
        grade = _("Confidence {grade}: {words}").format(grade=line.mark, words=_(GRADES.get(line.mark, "")))
        rows = (line.head, grade if line.mark else "", _("A click shows who says so."))
        return "\n".join(row for row in rows if row)

    def wheel(self, ui: Ui, steps: int) -> bool:
        """Rolls."""
        self.scroll.by(-steps * ui.brush.line("body") * 3)
        return True

    def press(self, ui: Ui, at: tuple[int, int]) -> None:
        """Takes the bar if the point is on it."""
        self._pressed_bar = self.scroll.press(self._window(ui), at)

    def drag(self, ui: Ui, at: tuple[int, int]) -> None:
        """Rolls with the bar."""
        self.scroll.drag(self._window(ui), at)

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Opens what is known of the line."""
        self.scroll.release()
        if self._pressed_bar:
            self._pressed_bar = False
            return
        k = self.line_at(at)
        if k >= 0:
            self.chosen = k
            self.opens(self.lines[k].entry)

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Up and Down choose a line, Enter opens it."""
        if event.type != pygame.KEYDOWN or not self.lines:
            return False
        if event.key in (pygame.K_UP, pygame.K_DOWN):
            way = 1 if event.key == pygame.K_DOWN else -1
            self.chosen = max(0, min(len(self.lines) - 1, self.chosen + way))
            if self.chosen < len(self._boxes):
                box = self._boxes[self.chosen]
                self.scroll.show(box.y - self._top(ui) + self.scroll.offset, box.h)
            return True
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER) and self.chosen >= 0:
            self.opens(self.lines[self.chosen].entry)
            return True
        return False

    def _window(self, ui: Ui) -> pygame.Rect:
        top = self._top(ui)
        return pygame.Rect(self.rect.x, top, self.rect.w, self.rect.bottom - top)


def marks_words() -> str:
    """What the marks of confidence mean, in a line."""
    return " · ".join(f"{grade} {_(words)}" for grade, words in GRADES.items())
