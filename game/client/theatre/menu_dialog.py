"""The dialog behind the three bars of the strategic game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client import doors
from game.client.kit.widgets import Button, Modal
from game.core.words import _

if TYPE_CHECKING:
    from game.client.theatre.screen import TheatreScreen


class TheatreMenu(Modal):
    """Buttons one under the other."""

    def __init__(self, screen: TheatreScreen) -> None:
        px = screen.brush.px
        super().__init__(screen.brush, (px(420), px(650)), _("Game"), lambda: screen.show(None))
        self.screen = screen

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places the buttons."""
        s, px = self.screen, self.ui.brush.px
        room = self.place(window)
        acts = (
            (_("Back to the map"), self.close, "Esc"),
            (_("Tracks"), s.open_tracks, s.app.keys.of("t_tracks")),
            (_("Graphs"), s.open_graphs, s.app.keys.of("t_graphs")),
            (_("The thesis"), s.open_thesis, s.app.keys.of("t_thesis")),
            (_("Save the game"), self._save, ""),
            (_("Load a game"), lambda: doors.load(s), ""),
            (_("Settings"), lambda: doors.settings(s), ""),
            (_("Help"), lambda: doors.help_over(s), "F1"),
            (_("To the menu"), s.app.home, ""),
            (_("Leave the program"), s.app.quit, ""),
        )
        step = min(px(54), room.h // len(acts))
        buttons = [
            Button((room.x, room.y + i * step, room.w, step - px(10)), words, act, key=key)
            for i, (words, act, key) in enumerate(acts)
        ]
        self.set(buttons, focus=buttons[0])

    def _save(self) -> None:
        s = self.screen
        name = f"{s.title}, {s.table.match.turn.name}"
        doors.save(s, name, lambda path: s.table.save(path))
