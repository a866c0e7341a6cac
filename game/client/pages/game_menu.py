"""The dialog behind the three bars of a game's page: save, load, the keys, the menu, leaving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from game.client import doors
from game.client.kit.widgets import Button, Modal
from game.client.pages.turning import is_by_file
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
        height += 54 * is_by_file(table)
        super().__init__(screen.brush, (px(420), px(height)), _("Game"), lambda: screen.show(None))
        self.screen, self.table, self.name, self.more = screen, table, name[:60], tuple(more)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places the buttons."""
        s, px = self.screen, self.ui.brush.px
        room = self.place(window)
        acts: tuple[Act, ...] = (
            (_("Back to the map"), self.close, "Esc" if self.more else ""),
            *self.more,
            *self._by_file(),
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
        if is_by_file(self.table):
            saving = next(b for b in buttons if b.label == _("Save the game"))
            saving.enabled, saving.why_not = (
                False,
                _("A game by file is kept by itself, and has no copies until it is over."),
            )
        self.set(buttons, focus=buttons[0])

    def _by_file(self) -> tuple[Act, ...]:
        """Of a game by file: the page that says how it stands with the others."""
        if not is_by_file(self.table):
            return ()

        def show() -> None:
            from game.client.mail.waiting import MailWaiting

            table: Any = self.table
            self.close()
            self.screen.app.push(MailWaiting(self.screen.app, table.post, self.name, None, looks=table))

        return ((_("Play by file"), show, ""),)
