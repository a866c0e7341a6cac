"""Waiting for the rules: a page with a bar while they compile for the first time; then it makes room for what was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client import warm
from game.client.kit import palette
from game.client.kit.screen import Screen
from game.client.pages.backdrop import Backdrop
from game.core.words import _

if TYPE_CHECKING:
    from game.client.app import App

SHOWS_AFTER_S = 0.4


class WaitingScreen(Screen):
    """Shown only until the rules are ready; Escape goes back."""

    is_passing = True

    def __init__(self, app: App, go_on: Callable[[], None], group: str = "battle") -> None:
        super().__init__(app)
        self.go_on, self.backdrop = go_on, Backdrop()
        self.warming = warm.start(group)
        self._shown_s = 0.0

    def tick(self, dt_s: float) -> bool:
        """Goes on when the rules are there."""
        self._shown_s += dt_s
        self.backdrop.tick()
        if self.warming.is_over:
            self.app.pop()
            self.go_on()
        return True

    def draw(self, surface: pygame.Surface) -> None:
        """The darkened map, the line and its bar."""
        b, px = self.brush, self.app.theme.px
        self.backdrop.draw(surface)
        b.dim(surface, surface.get_rect(), 120)
        if self._shown_s < SHOWS_AFTER_S:
            return
        box = pygame.Rect(0, 0, px(560), px(120))
        box.center = (self.size[0] // 2, self.size[1] // 2)
        b.paper(surface, box)
        b.text(surface, warm.line(self.warming), (box.centerx, box.y + px(36)), "body", palette.INK, anchor="center")
        bar = pygame.Rect(box.x + px(30), box.y + px(62), box.w - px(60), px(6))
        surface.fill(palette.PAPER_LINE, bar)
        surface.fill(palette.BRASS, (bar.x, bar.y, round(bar.w * self.warming.share), bar.h))
        words = _("About half a minute, once for each version. Esc goes back.")
        b.text(surface, words, (box.centerx, box.y + px(92)), "small", palette.PAPER_DIM, anchor="center")

    def handle(self, event: pygame.Event) -> None:
        """Escape goes back."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self.app.pop()


def when_ready(app: App, go_on: Callable[[], None], group: str = "battle") -> None:
    """Goes on at once if the rules of a group are ready, else when they are."""
    if warm.start(group).is_over:
        go_on()
    else:
        app.push(WaitingScreen(app, go_on, group))
