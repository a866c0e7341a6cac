"""A notice: a dialog with a few lines and a button to lay it away."""

from __future__ import annotations

from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.widgets.base import Action
from game.client.kit.widgets.button import Button
from game.client.kit.widgets.label import Label
from game.client.kit.widgets.modal import Modal
from game.core.words import _


class Notice(Modal):
    """Words to read, and Close."""

    def __init__(self, brush: Brush, title: str, words: str, close: Action, *, paper: bool = False) -> None:
        width = max(brush.px(560), min(brush.px(1000), brush.size(title, "title")[0] + brush.px(60)))
        super().__init__(
            brush, (width, brush.px(150) + brush.height(words, "body", width - brush.px(48))), title, close, paper=paper
        )
        self.words = words

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places words and button."""
        px = self.ui.brush.px
        room = self.place(window)
        button = Button(
            (room.right - px(120), room.bottom - px(34), px(120), px(38)), _("Close"), self.close, look="brass"
        )
        self.set([Label(room, self.words, colour=palette.INK if self.paper else palette.TEXT), button], focus=button)
