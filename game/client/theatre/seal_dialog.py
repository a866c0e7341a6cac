"""Asked before a sheet is sealed: what it leaves to the odds, line by line, and the way back to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.widgets import Button, Modal, Reading
from game.core.words import _


class SealDialog(Modal):
    """The doubts. Enter and Escape go back to the sheet; the key of the seal (`key` as read, `is_key` as pressed) seals."""

    def __init__(
        self,
        brush: Brush,
        doubts: Sequence[str],
        back: Callable[[], None],
        seal: Callable[[], None],
        *,
        key: str,
        is_key: Callable[[pygame.Event], bool],
    ) -> None:
        wide, px = brush.px(720), brush.px
        high = sum(brush.height(line, "body", wide - px(62)) + px(8) for line in doubts)
        super().__init__(brush, (wide, px(220) + min(px(320), high)), _("Not everything is said"), back, paper=True)
        self.doubts, self.seal, self.key, self.is_key = tuple(doubts), seal, key, is_key

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places the lines and the two buttons."""
        px = self.ui.brush.px
        room = self.place(window)
        blocks = [
            (_("The odds decide what nobody says:"), "strong", palette.CLAIM_SOVIET),
            *((line, "body", palette.INK) for line in self.doubts),
        ]
        y = room.bottom - px(40)
        words = Reading((room.x, room.y, room.w, y - room.y - px(10)), blocks)
        back = Button((room.x, y, px(220), px(40)), _("Back to the sheet"), self.close, look="brass", key="Esc")
        seal = Button(
            (room.right - px(300), y, px(300), px(40)), _("Seal all the same"), self.seal, look="paper", key=self.key
        )
        self.set([words, back, seal], focus=back)

    def handle(self, event: pygame.Event) -> bool:
        """The key of the seal, pressed again, seals."""
        if event.type == pygame.KEYDOWN and self.is_key(event):
            self.seal()
            return True
        return super().handle(event)
