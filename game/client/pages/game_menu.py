"""The dialog behind the three bars of a game's page: save, load, the keys, the menu, leaving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from game.client import doors
from game.client.kit.widgets import Button, Modal
from game.core.words import _

if TYPE_CHECKING:
    from game.client.kit.screen import Screen
    from game.players.table import SealedTable

Act = tuple[str, Callable[[], None], str]  # words, what is done, key


class GameMenu(Modal):
    """Buttons one under the other. `name`: under which the game is offered to be saved; `more`: acts of the page's own."""

    def __init__(self, screen: Screen, table: SealedTable[Any, Any, Any], name: str, more: Sequence[Act] = ()) -> None:
        px = screen.brush.px
        height = 490 if not more else 492 + 54 * len(more)
        super().__init__(screen.brush, (px(420), px(height)), _("Game"), lambda: screen.show(None))
        self.screen, self.table, self.name, self.more = screen, table, name[:60], tuple(more)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places the buttons."""
        s, px = self.screen, self.ui.brush.px
        room = self.place(window)
        acts: tuple[Act, ...] = (
            (_("Back to the map"), self.close, "Esc" if self.more else ""),
            *self.more,
            (_("Save the game"), lambda: doors.save(s, self.name, self.table), ""),
            (_("Load a game"), lambda: doors.load(s), ""),
            (_("Settings"), lambda: doors.settings(s), ""),
            (_("Help"), lambda: doors.help_over(s), "F1" if self.more else ""),
            (_("To the menu"), s.app.home, ""),
            (_("Leave the program"), s.app.quit, ""),
        )
        step = min(px(54), room.h // len(acts))
        buttons = [
            Button((room.x, room.y + i * step, room.w, step - px(10)), words, act, key=key)
            for i, (words, act, key) in enumerate(acts)
        ]
        self.set(buttons, focus=buttons[0])
