"""Something to read at length: paragraphs that roll when they are longer than their paper."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.client.kit.widgets.base import Ui, Widget
from game.client.kit.widgets.scroll import Scroll

Block = tuple[str, str, tuple[int, ...]]  # words, style, ink


class Reading(Widget):
    """Blocks one under the other; wheel, arrows and page keys roll them."""

    focusable = True
    clicks_focus = True

    def __init__(
        self, rect: pygame.Rect | tuple[int, int, int, int], blocks: Sequence[Block], *, scroll: Scroll | None = None
    ) -> None:
        super().__init__(rect)
        self.blocks = tuple(blocks)
        self.scroll = scroll or Scroll()

    def height(self, ui: Ui) -> int:
        """Pixels that all blocks take."""
        b = ui.brush
        return sum(b.height(words, style, self.rect.w - b.px(14)) + b.px(8) for words, style, _ink in self.blocks)

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """The part in view, and the bar where there is more."""
        b = ui.brush
        self.scroll.fit(self.height(ui), self.rect.h)
        old = surface.get_clip()
        surface.set_clip(self.rect.clip(old))
        y = self.rect.y - self.scroll.offset
        for words, style, ink in self.blocks:
            room = pygame.Rect(self.rect.x, y, self.rect.w - b.px(14), self.rect.h)
            y = b.paragraph(surface, words, room, style, ink) + b.px(8)
        surface.set_clip(old)
        self.scroll.draw(surface, self.rect, paper=True)

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
        return self.scroll.by(-steps * ui.brush.line("body") * 2) or True

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Arrows roll a line, page keys a page."""
        if event.type != pygame.KEYDOWN or not self.scroll.most:
            return False
        line, page = ui.brush.line("body"), self.rect.h - ui.brush.line("body")
        steps = {pygame.K_UP: -line, pygame.K_DOWN: line, pygame.K_PAGEUP: -page, pygame.K_PAGEDOWN: page}
        if event.key not in steps:
            return False
        self.scroll.by(steps[event.key])
        return True
