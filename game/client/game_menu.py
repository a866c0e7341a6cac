"""The sheet behind the three bars: save, load, the keys, the menu, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.load_dialog import SaveSheet, load_dialog
from game.client.widgets import Button, Modal, Notice
from game.core.words import N_, _

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen

KEYS = N_(
    "N P next, previous counter without an order · arrows move the hex cursor, Enter confirms · Shift arrows pan · + − zoom\n"
    "M move  A assault  S silent assault  H hold  D dig  R retire  F fire  W reserve\n"
    "[ ] start a pulse earlier or later, with Shift an hour · Del strikes the order out · Z undo · Shift Z redo\n"
    "right-drag from a counter: assault where an enemy is known, else march\n"
    "Ctrl Enter seal · F5 run · T report · E why · J log · O orders · F6 panel · F11 full screen · "
    "Ctrl + − size of the interface · Ctrl Q leave\n"
    "Film: Space play or pause · left, right a pulse · , . slower, faster · Enter skip"
)


class GameMenu(Modal):
    """Buttons one under the other."""

    def __init__(self, screen: BattleScreen) -> None:
        px = screen.brush.px
        super().__init__(screen.brush, (px(420), px(440)), _("Game"), lambda: screen.show(None))
        self.screen = screen

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places the buttons."""
        s, px = self.screen, self.ui.brush.px
        room = self.place(window)
        acts = (
            (_("Back to the map"), self.close),
            (_("Save the game"), lambda: save_dialog(s)),
            (_("Load a game"), lambda: load_dialog(s)),
            (_("Keys"), lambda: s.show(Notice(s.brush, _("Keys"), _(KEYS), lambda: s.show(None)))),
            (_("To the menu"), s.app.home),
            (_("Leave the program"), s.app.quit),
        )
        buttons = [
            Button((room.x, room.y + i * px(54), room.w, px(44)), words, act) for i, (words, act) in enumerate(acts)
        ]
        self.set(buttons, focus=buttons[0])


def game_menu(screen: BattleScreen) -> None:
    """Opens the sheet."""
    screen.show(GameMenu(screen))


def save_dialog(screen: BattleScreen) -> None:
    """Opens the line to name the saved game."""
    sitting = screen.sitting
    name = f"{sitting.scenario.title}, {screen.turn_name}"
    screen.show(SaveSheet(screen, name[:60], lambda path: sitting.save(path)))
