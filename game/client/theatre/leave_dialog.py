"""The dialog that leaves a strategic game at a turn: under which name, and which seat plays on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.kit.widgets import Button, Field, Label, Modal, Widget
from game.core.words import _
from game.players.table import HUMAN
from game.players.theatre.table import USUAL

if TYPE_CHECKING:
    from game.client.kit.screen import Screen

Begin = Callable[[dict[str, str], str], str]  # of who sits where and a name; "" or why it cannot be


class LeaveDialog(Modal):
    """A name, and a door for each seat; the computer takes the others."""

    def __init__(self, screen: Screen, seats: Sequence[tuple[str, str]], name: str, begin: Begin) -> None:
        px = screen.brush.px
        super().__init__(screen.brush, (px(560), px(310)), _("Play on from here"), lambda: screen.show(None))
        self.screen, self.seats, self.begin = screen, tuple(seats), begin
        self.field = Field((0, 0, 1, 1), name, lambda _name: None, is_marked=True)

    def lay_out(self, window: tuple[int, int]) -> None:
        """What is asked, the name, a door for each seat."""
        px = self.ui.brush.px
        room = self.place(window)
        told = _("The turns before are the past of the branch. Take a seat: the computer takes the others.")
        widgets: list[Widget] = [Label((room.x, room.y - px(4), room.w, px(52)), told)]
        y = room.y + px(58)
        widgets.append(Label((room.x, y, px(80), px(36)), _("Name")))
        self.field.rect = pygame.Rect(room.x + px(84), y, room.w - px(84), px(36))
        widgets.append(self.field)
        many = len(self.seats)
        w = (room.w - (many - 1) * px(8)) // many
        doors = [
            Button((room.x + k * (w + px(8)), room.bottom - px(50), w, px(46)), words, partial(self._go, seat))
            for k, (seat, words) in enumerate(self.seats)
        ]
        self.set([*widgets, *doors], focus=doors[0])

    def _go(self, seat: str) -> None:
        held = {s: HUMAN if s == seat else USUAL for s, _words in self.seats}
        self.note = self.begin(held, self.field.value)
        self.is_error = bool(self.note)
        if self.note:
            self.lay_out(self.screen.size)
