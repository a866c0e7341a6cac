"""Save and load: dialogs list the journals with names and dates; a damaged file is one clear line in the dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.client.kit.widgets import Button, Field, Label, Listing, Modal, Row
from game.core.words import _
from game.files import saves

if TYPE_CHECKING:
    from game.client.kit.screen import Screen


class LoadDialog(Modal):
    """The list of saved games. `open_` is given the path and returns "" or the line that says what is wrong with it."""

    def __init__(self, screen: Screen, open_: Callable[[Path], str]) -> None:
        px = screen.app.theme.px
        super().__init__(screen.brush, (px(760), px(560)), _("Load a game"), lambda: screen.show(None))
        self.screen, self.open_ = screen, open_
        self.games = saves.saved_games()
        self.at = 0 if self.games else -1

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places list and buttons."""
        b = self.ui.brush
        px = b.px
        room = self.place(window)
        rows = [Row(s.name, right=s.day) for s in self.games]
        listing = Listing(
            (room.x, room.y, room.w, room.h - px(104)),
            rows,
            self._choose,
            chosen=self.at,
            height=px(34),
            enter=self._open,
        )
        y = room.bottom - px(30)
        load = Button((room.right - px(130), y, px(130), px(38)), _("Load"), lambda: self._open(self.at), look="brass")
        load.enabled, load.why_not = bool(self.games), _("no saved games yet: each turn played is saved by itself")
        close = Button((room.right - px(270), y, px(130), px(38)), _("Close"), self.close, key="Esc")
        words = "" if self.games else load.why_not
        self.set(
            [listing, Label((room.x, room.y, room.w, px(60)), words), close, load],
            focus=listing if self.games else close,
        )

    def _choose(self, i: int) -> None:
        self.at, self.note = i, ""

    def _open(self, i: int) -> None:
        if 0 <= i < len(self.games):
            self.note = self.open_(self.games[i].path)
            self.is_error = bool(self.note)


class SaveDialog(Modal):
    """A name to save the game under."""

    def __init__(self, screen: Screen, name: str, save: Callable[[Path], str]) -> None:
        px = screen.app.theme.px
        super().__init__(screen.brush, (px(560), px(280)), _("Save the game"), lambda: screen.show(None))
        self.screen, self.save = screen, save
        self.field = Field((0, 0, 1, 1), name, self._save)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places field and buttons."""
        px = self.ui.brush.px
        room = self.place(window)
        field = self.field  # the same at every size: what was typed stays
        field.rect.update(room.x, room.y + px(8), room.w, px(38))
        y = room.bottom - px(30)
        done = Button(
            (room.right - px(130), y, px(130), px(38)), _("Save"), lambda: self._save(field.value), look="brass"
        )
        close = Button((room.right - px(270), y, px(130), px(38)), _("Close"), self.close, key="Esc")
        self.set([field, close, done], focus=field)

    def _save(self, name: str) -> None:
        self.note = self.save(saves.path_for(name))
        self.is_error = bool(self.note)
        if not self.note:
            self.close()
