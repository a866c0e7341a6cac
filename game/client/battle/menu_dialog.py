"""The dialog behind the three bars: save, load, the keys, the menu, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client import doors
from game.client.kit.widgets import Button, Modal
from game.core.words import _

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen


class GameMenu(Modal):
    """Buttons one under the other."""

    def __init__(self, screen: BattleScreen) -> None:
        px = screen.brush.px
        super().__init__(screen.brush, (px(420), px(490)), _("Game"), lambda: screen.show(None))
        self.screen = screen

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places the buttons."""
        s, px = self.screen, self.ui.brush.px
        room = self.place(window)
        acts = (
            (_("Back to the map"), self.close),
            (_("Save the game"), lambda: save_dialog(s)),
            (_("Load a game"), lambda: doors.load(s)),
            (_("Settings"), lambda: doors.settings(s)),
            (_("Help"), lambda: doors.help_over(s)),
            (_("To the menu"), s.app.home),
            (_("Leave the program"), s.app.quit),
        )
        buttons = [
            Button((room.x, room.y + i * px(54), room.w, px(44)), words, act) for i, (words, act) in enumerate(acts)
        ]
        self.set(buttons, focus=buttons[0])


def game_menu(screen: BattleScreen) -> None:
    """Opens the dialog."""
    screen.show(GameMenu(screen))


def save_dialog(screen: BattleScreen) -> None:
    """Opens the line to name the saved game."""
    sitting = screen.sitting
    name = f"{_(sitting.scenario.title)}, {screen.turn_name}"
    doors.save(screen, name, lambda path: sitting.save(path))
