"""Continue, load and save: dialogs list games with names and dates; a damaged file is one clear line in the dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Button, Field, Label, Listing, Modal, Row, Tabs, Widget
from game.client.kit.worker import Job
from game.core.words import _, counted
from game.files import saves
from game.files.heads import title_of
from game.players.going_on import going_on

if TYPE_CHECKING:
    from game.client.kit.screen import Screen
    from game.players.table import SealedTable

Open = Callable[[Path], str]


def game_row(saved: saves.Saved) -> Row:
    """A saved game in a list: its name, what it is of and how far it came, when it was written."""
    seen = saved.seen
    if seen is None:
        return Row(saved.name, right=saved.day, under=_("cannot be read"), warn=True)
    turns = counted("{n} turn played", "{n} turns played", seen.turns) if seen.turns else _("the first turn")
    return Row(saved.name, right=saved.day, under=f"{_(title_of(seen.played))} · {turns}")


class Newest:
    """The newest game to go on with, looked for beside the window; until that is found, the newest file."""

    def __init__(self) -> None:
        self._first = next(iter(saves.games()), None)
        self._job = Job(lambda: next(going_on(), None)) if self._first is not None else None
        self._is_told = self._job is None

    @property
    def saved(self) -> saves.Saved | None:
        """The game; None if all that there are have been played to their end."""
        if self._job is None or not self._job.is_done or self._job.error is not None:
            return self._first
        return self._job.result

    def is_found(self) -> bool:
        """It has just been found: True once."""
        if self._is_told or self._job is None or not self._job.is_done:
            return False
        self._is_told = True
        return True


class GamesDialog(Modal):
    """A list of saved games. `open_` is given the path and returns "" or the line that says what is wrong with it."""

    def __init__(self, screen: Screen, title: str, act: str, games: Sequence[saves.Saved], open_: Open) -> None:
        px = screen.app.theme.px
        super().__init__(screen.brush, (px(760), px(600)), title, lambda: screen.show(None))
        self.screen, self.act, self.open_, self.games = screen, act, open_, list(games)
        self.at = 0 if self.games else -1

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places list and buttons."""
        px = self.ui.brush.px
        room = self.place(window)
        head = self.heads(room)
        top = head[-1].rect.bottom + px(10) if head else room.y
        rows = [game_row(s) for s in self.games]
        body = pygame.Rect(room.x, top, room.w, room.bottom - px(104) - top)
        listing = Listing(body, rows, self._choose, chosen=self.at, height=px(52), enter=self._open)
        y = room.bottom - px(30)
        told = Label(
            (room.x, room.bottom - px(84), room.w, px(20)),
            ""
            if self.note
            else _("A game goes on in its own file; what another program plays goes on here in a branch."),
        )
        load = Button((room.right - px(150), y, px(150), px(38)), self.act, lambda: self._open(self.at), look="brass")
        load.enabled, load.why_not = bool(self.games), _("no saved games yet: each turn played is saved by itself")
        close = Button((room.right - px(290), y, px(130), px(38)), _("Close"), self.close, key="Esc")
        none = Label((body.x, body.y, body.w, px(60)), "" if self.games else load.why_not)
        self.set([listing, *head, told, none, close, load], focus=listing if self.games else close)

    def heads(self, room: pygame.Rect) -> list[Widget]:
        """What stands over the list."""
        return []

    def _choose(self, i: int) -> None:
        self.at, self.note = i, ""

    def _open(self, i: int) -> None:
        if 0 <= i < len(self.games):
            self.note = self.open_(self.games[i].path)
            self.is_error = bool(self.note)
            if self.note:
                self.lay_out(self.screen.size)


class ContinueDialog(GamesDialog):
    """Games to go on with, newest first: each once, and none that is over."""

    def __init__(self, screen: Screen, open_: Open) -> None:
        super().__init__(screen, _("Continue"), _("Continue"), list(going_on()), open_)


class LoadDialog(GamesDialog):
    """All saved files, named copies among them, and in the second list what they held before they were written on."""

    def __init__(self, screen: Screen, open_: Open) -> None:
        self.page = 0
        super().__init__(screen, _("Load a game"), _("Load"), saves.saved_games(), open_)

    def heads(self, room: pygame.Rect) -> list[Widget]:
        """Which list."""
        px = self.ui.brush.px
        box = (room.x, room.y - px(6), px(420), px(32))
        return [Tabs(box, (_("Saved games"), _("Earlier states")), self.page, self._turn)]

    def _turn(self, page: int) -> None:
        self.page, self.note = page, ""
        self.games = saves.earlier_games() if page else saves.saved_games()
        self.at = 0 if self.games else -1
        self.lay_out(self.screen.size)


class SaveDialog(Modal):
    """A name to save the game under. Over another game it asks; the same name again puts that game aside."""

    def __init__(self, screen: Screen, name: str, table: SealedTable[Any, Any, Any]) -> None:
        px = screen.app.theme.px
        super().__init__(screen.brush, (px(640), px(300)), _("Save the game"), lambda: screen.show(None))
        self.screen, self.table, self.name = screen, table, name
        self.field = Field((0, 0, 1, 1), name, self._save, is_marked=True)
        self.asked, self.question = "", ""  # the name that another game has, and what is asked then

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places field and buttons."""
        px = self.ui.brush.px
        room = self.place(window)
        field = self.field  # the same at every size: what was typed stays
        field.rect.update(room.x, room.y + px(8), room.w, px(38))
        y = room.bottom - px(30)
        told = Label((room.x, room.y + px(56), room.w, px(66)), self.question or self._usual, colour=self._ink)
        words = _("Save over it") if self.asked else _("Save")
        done = Button((room.right - px(190), y, px(190), px(38)), words, lambda: self._save(field.value), look="brass")
        close = Button((room.right - px(330), y, px(130), px(38)), _("Close"), self.close, key="Esc")
        self.set([field, told, close, done], focus=field)

    @property
    def _usual(self) -> str:
        return _("This game goes on in its own file, {name}").format(name=self.table.keeping.name)

    @property
    def _ink(self) -> tuple[int, ...]:
        return palette.WARN if self.question else palette.TEXT

    def _save(self, name: str) -> None:
        self.name = name
        path = saves.path_for(name)
        in_the_way = self.table.keeping.in_the_way(path)
        is_meant = bool(in_the_way) and self.asked == name
        self.asked, self.question, self.note = "", "", ""
        if in_the_way and not is_meant:
            words = _("{why}. Save over it? That game is kept under another name.")
            self.asked, self.question = name, words.format(why=in_the_way)
        else:
            self.note = self.table.save(path, over=is_meant)
        self.is_error = bool(self.note)
        if self.note or self.question:
            self.lay_out(self.screen.size)
        else:
            self.close()


class SeatsDialog(Modal):
    """Who plays which side of a saved game that does not say so. `choices`: names of the answers, with the seats."""

    def __init__(
        self,
        screen: Screen,
        choices: Mapping[str, tuple[str, dict[str, str]]],
        sit: Callable[[dict[str, str]], str],
    ) -> None:
        px = screen.app.theme.px
        size = (px(520), px(190 + 52 * len(choices)))
        super().__init__(screen.brush, size, _("Which side do you play?"), lambda: screen.show(None))
        self.screen, self.choices, self.sit = screen, dict(choices), sit

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places a button for each answer."""
        px = self.ui.brush.px
        room = self.place(window)
        told = Label((room.x, room.y, room.w, px(22)), _("The saved game does not say who plays which side."))
        buttons: list[Widget] = [
            Button((room.x, room.y + px(36 + 52 * k), room.w, px(42)), name, lambda s=seats: self._sit(s))  # type: ignore[misc]
            for k, (name, seats) in enumerate(self.choices.values())
        ]
        close = Button((room.right - px(130), room.bottom - px(34), px(130), px(38)), _("Close"), self.close, key="Esc")
        self.set([told, *buttons, close], focus=buttons[0])

    def _sit(self, seats: dict[str, str]) -> None:
        self.note = self.sit(seats)
        self.is_error = bool(self.note)
