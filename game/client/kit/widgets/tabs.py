"""Tabs: one of several pages, by click or by left and right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.widgets.base import Ui, Widget

GAP = 8  # pixels beside a word of a tab
STEPS = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1}


class Tabs(Widget):
    """A row of words, the chosen one on brass."""

    focusable = True
    clicks_focus = True

    def __init__(
        self,
        rect: pygame.Rect | tuple[int, int, int, int],
        labels: Sequence[str],
        chosen: int,
        action: Callable[[int], None],
        *,
        tip: str = "",
        upright: bool = False,
    ) -> None:
        super().__init__(rect, tip=tip)
        self.upright = upright
        self.labels, self.chosen, self.action = tuple(labels), chosen, action
        self._widths: tuple[float, ...] = ()  # of the tabs, where one word needs more than its share

    def part(self, i: int) -> pygame.Rect:
        """Rectangle of one tab."""
        if self.upright:
            h = self.rect.h / len(self.labels)
            return pygame.Rect(self.rect.x, round(self.rect.y + i * h), self.rect.w, round(h) - 4)
        w = self.rect.w / len(self.labels)
        if self._widths:
            return pygame.Rect(
                round(self.rect.x + sum(self._widths[:i])), self.rect.y, round(self._widths[i]) - 2, self.rect.h
            )
        return pygame.Rect(round(self.rect.x + i * w), self.rect.y, round(w) - 2, self.rect.h)

    def tip_at(self, at: tuple[int, int]) -> str:
        """Its tooltip; without one the word under a point, which may have been cut."""
        words = (word for i, word in enumerate(self.labels) if self.part(i).collidepoint(at))
        return super().tip_at(at) or next(words, "")

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """All words side by side; a word that is longer than its share takes room from shorter ones."""
        self._widths = () if self.upright else self._shares(ui.brush)
        for i, word in enumerate(self.labels):
            box, on = self.part(i), i == self.chosen
            fill, ink = palette.RAISED, palette.TEXT
            if on:
                fill, ink = palette.BRASS, palette.INK
            if not self.enabled:
                fill, ink = palette.RAISED, palette.LINE
            ui.brush.box(surface, box, fill, None, radius=4)
            ui.brush.text(
                surface,
                word,
                box.center,
                ui.brush.style_for(word, box.w - GAP, "strong" if on else "body", "small"),
                ink,
                anchor="center",
                width=box.w - GAP,
            )

    def _shares(self, b: Brush) -> tuple[float, ...]:
        needed = [max(b.size(word, style)[0] for style in ("strong", "body")) + GAP + 2 for word in self.labels]
        if max(needed) <= self.rect.w / len(needed):
            return ()
        spare = self.rect.w - sum(needed)
        return tuple(n + spare / len(needed) if spare > 0 else n * self.rect.w / sum(needed) for n in needed)

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Chooses the tab under the pointer."""
        for i in range(len(self.labels)):
            if self.part(i).collidepoint(at):
                self.choose(i)

    def choose(self, i: int) -> None:
        """Chooses a tab by number."""
        self.chosen = i % len(self.labels)
        self.action(self.chosen)

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Left and right choose."""
        if event.type == pygame.KEYDOWN and event.key in STEPS and not event.mod & pygame.KMOD_CTRL:
            self.choose(self.chosen + STEPS[event.key])
            return True
        return False
