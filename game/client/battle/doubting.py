"""Before orders are sealed: the doubts about them on a slip of paper, and two doors: back, or seal all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.keys import key_name
from game.client.kit.widgets import Button, Modal, Reading
from game.core.words import _
from game.match.battle.doubts import Doubt, doubts

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen

LINES = 12  # of doubts that are seen without rolling


def doubts_of(screen: BattleScreen) -> tuple[Doubt, ...]:
    """What is doubtful about the sheet of the side that sits here."""
    sitting = screen.sitting
    return doubts(sitting.view, sitting.book.orders, sitting.book.decisions)


class DoubtsDialog(Modal):
    """One line a doubt. `seal`: seals all the same."""

    def __init__(self, screen: BattleScreen, found: Sequence[Doubt], seal: Callable[[], None]) -> None:
        b = screen.brush
        self.screen, self.doubts, self.seal = screen, tuple(found), seal
        wide = b.px(760)
        high = sum(b.height(self._words(d), "body", wide - b.px(70)) + b.px(8) for d in self.doubts)
        high = min(high, LINES * b.line("body"))
        super().__init__(b, (wide, high + b.px(170)), _("Before you seal"), lambda: screen.show(None), paper=True)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places the lines and both doors."""
        px = self.ui.brush.px
        room = self.place(window)
        lines = [(self._words(d), "body", palette.INK) for d in self.doubts]
        read = Reading((room.x, room.y, room.w, room.h - px(56)), lines)
        y, keys = room.bottom - px(36), self.screen.app.keys
        back = Button((room.x, y, px(220), px(42)), _("Back to the orders"), self.close, look="paper", key="Esc")
        words = _("Seal all the same")
        seal = Button((room.right - px(280), y, px(280), px(42)), words, self._seal, look="brass", key=keys.of("seal"))
        self.set([read, back, seal], focus=back)

    def handle(self, event: pygame.Event) -> bool:
        """The keys that seal and run do it all the same."""
        if event.type == pygame.KEYDOWN:
            keys = self.screen.app.keys
            if key_name(event) in (*keys.keys("seal"), *keys.keys("run")):
                self._seal()
                return True
        return super().handle(event)

    def _seal(self) -> None:
        self.screen.show(None)
        self.seal()

    def _words(self, doubt: Doubt) -> str:
        return f"–  {doubt.line}"
