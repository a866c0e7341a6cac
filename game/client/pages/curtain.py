"""The hand-over of a hot-seat game: a folded letter with the next side's seal over a bare desk; no map, nothing to peek at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.palette import Colour
from game.client.kit.screen import Screen
from game.client.kit.widgets import Button
from game.core.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from game.client.app import App


class CurtainScreen(Screen):
    """Waits for Enter, or a click on it, by whom the board is passed to. `seal`: its colour, and that of the letter on it."""

    is_passing = True

    def __init__(
        self, app: App, seal: tuple[Colour, Colour], name: str, remark: str, go_on: Callable[[], None]
    ) -> None:
        super().__init__(app)
        self.seal, self.name, self.remark, self.go_on = seal, name, remark, go_on

    def layout(self) -> None:
        """The key to press, with the mouse too."""
        b, letter = self.brush, self._letter()
        box = pygame.Rect(0, 0, b.px(150), b.px(36))
        box.midtop = (letter.centerx, letter.bottom - b.px(80))
        self.ui.set([Button(box, "Enter", self.lift, look="brass")])

    def lift(self) -> None:
        """Lifts the letter: the page beneath shows what that side knows."""
        self.app.pop()
        self.go_on()

    def _letter(self) -> pygame.Rect:
        letter = pygame.Rect(0, 0, min(self.brush.px(640), self.size[0] - 40), self.brush.px(400))
        letter.center = (self.size[0] // 2, self.size[1] // 2)
        return letter

    def draw(self, surface: pygame.Surface) -> None:
        """The desk, the letter, the seal."""
        b = self.brush
        surface.fill(palette.DESK)
        letter = self._letter()
        b.paper(surface, letter)
        for i in (1, 2):
            y = letter.y + letter.h * i // 3
            pygame.draw.line(surface, palette.PAPER_LINE, (letter.x, y), (letter.right - 1, y))
            pygame.draw.line(surface, (252, 246, 230), (letter.x, y + 1), (letter.right - 1, y + 1))
        fill, ink = self.seal
        seal, r = (letter.centerx, letter.y + b.px(104)), b.px(52)
        pygame.draw.circle(surface, b.mix(fill, (0, 0, 0), 0.3), (seal[0] + 2, seal[1] + 3), r)
        pygame.draw.circle(surface, fill, seal, r)
        pygame.draw.circle(surface, ink, seal, r - b.px(7), 2)
        b.text(surface, self.name[:1], seal, "title", ink, anchor="center")
        line = _("Pass to {name}").format(name=self.name)
        b.text(surface, line, (letter.centerx, letter.y + b.px(212)), "title", palette.INK, anchor="center")
        b.text(
            surface,
            self.remark,
            (letter.centerx, letter.y + b.px(256)),
            "body",
            palette.PAPER_DIM,
            anchor="center",
            width=letter.w - 40,
        )
        b.text(
            surface,
            _("when the other has looked away"),
            (letter.centerx, letter.bottom - b.px(28)),
            "note",
            palette.PAPER_DIM,
            anchor="center",
        )

    def handle(self, event: pygame.Event) -> None:
        """Enter lifts the letter."""
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.lift()
