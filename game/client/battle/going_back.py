"""Back to the turn before in a game against the computer: it is asked first, and what follows is a branch, marked as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.battle.grading import Grading
from game.client.kit import palette
from game.client.kit.widgets import Button, Label, Modal
from game.core.words import _
from game.match.dates import turn_words

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen


def ask_back(screen: BattleScreen) -> None:
    """Asks whether to go back; where that cannot be, says why in a line."""
    wrong = screen.sitting.why_not_back()
    if screen.phase not in ("orders", "over"):
        return
    if wrong:
        screen.app.tell(_("Back to the turn before"), wrong)
    else:
        screen.show(BackDialog(screen))


class BackDialog(Modal):
    """What going back means, and two doors."""

    def __init__(self, screen: BattleScreen) -> None:
        b = screen.brush
        self.screen = screen
        turn = screen.sitting.match.records[-1].turn
        self.words = _(
            "Back to {turn}, with the orders you gave there. What you play from it is a branch in a file of its own, marked as "
            "one; this game stays as it is. The luck is the same."
        ).format(turn=turn_words(turn))
        wide = b.px(600)
        high = b.px(170) + b.height(self.words, "body", wide - b.px(48))
        super().__init__(b, (wide, high), _("Back to the turn before"), lambda: screen.show(None), paper=True)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places the words and both doors."""
        px = self.ui.brush.px
        room = self.place(window)
        y = room.bottom - px(38)
        stay = Button((room.x, y, px(200), px(40)), _("Stay here"), self.close, look="paper", key="Esc")
        back = Button((room.right - px(220), y, px(220), px(40)), _("Go back"), self._back, look="brass")
        words = pygame.Rect(room.x, room.y, room.w, room.h - px(54))
        self.set([Label(words, self.words, colour=palette.INK), stay, back], focus=back)

    def _back(self) -> None:
        s = self.screen
        s.show(None)
        s.sitting.go_back()
        s.turning.run, s.turning.at = [], 0
        s.turning.grading = Grading(s.sitting)
        s.course = s.course[:-1]
        s.phase = "orders"
        s.sit_down()
