"""The supplies of a side on paper: shells, small arms, boats, who is short and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Button, Modal, Reading
from game.core.words import _
from game.match.battle.supplies import supplies_told

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen


class SuppliesDialog(Modal):
    """What the staff of the side that writes knows of its supply, the orders on its sheet counted in."""

    def __init__(self, screen: BattleScreen) -> None:
        b = screen.brush
        super().__init__(b, (b.px(680), b.px(520)), _("Supplies"), lambda: screen.show(None), paper=True)
        sitting = screen.sitting
        self._told = supplies_told(sitting.view, sitting.book.orders)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places paper and button."""
        px = self.ui.brush.px
        room = self.place(window)
        y = room.bottom - px(30)
        close = Button((room.right - px(130), y, px(130), px(38)), _("Close"), self.close, look="brass", key="Esc")
        blocks = [
            block
            for head, lines in self._told
            for block in ((head, "strong", palette.JAPAN_INK), *((line, "body", palette.INK) for line in lines))
        ]
        body = pygame.Rect(room.x, room.y, room.w, y - room.y - px(8))
        self.set([Reading(body, blocks), close], focus=close)
