"""The lessons there are: a list over the menu; a damaged one is one clear line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import doors
from game.client.kit.widgets import Button, Label, Listing, Modal, Row, Scroll
from game.core.words import _, counted
from game.files.heads import title_of
from game.files.lessons import find_lessons

if TYPE_CHECKING:
    from game.client.kit.screen import Screen


class LessonsDialog(Modal):
    """The lessons of all scenarios at hand, in the order of their numbers."""

    def __init__(self, screen: Screen) -> None:
        px = screen.app.theme.px
        super().__init__(screen.brush, (px(760), px(520)), _("Lessons"), lambda: screen.show(None))
        self.screen, self.found, self.scroll = screen, find_lessons(), Scroll()
        self.at = 0 if self.found else -1

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places list and buttons."""
        px = self.ui.brush.px
        room = self.place(window)
        body = pygame.Rect(room.x, room.y, room.w, room.h - px(104))
        rows = [
            Row(
                _(f.lesson.title),
                right=counted("{n} minute", "{n} minutes", f.lesson.minutes),
                under=f"{_(title_of(f.scenario))} · {_(f.lesson.about)}",
            )
            for f in self.found
        ]
        listing = Listing(
            body, rows, self._choose, chosen=self.at, height=px(52), enter=self._begin, scroll=self.scroll
        )
        y = room.bottom - px(30)
        begin = Button(
            (room.right - px(150), y, px(150), px(38)), _("Begin"), lambda: self._begin(self.at), look="brass"
        )
        begin.enabled = bool(self.found)
        begin.why_not = _("no lesson lies with the scenarios")
        close = Button((room.right - px(290), y, px(130), px(38)), _("Close"), self.close, key="Esc")
        told = "" if self.note else _("What is played in a lesson is not kept unless you play on after it.")
        self.set(
            [listing, Label((room.x, room.bottom - px(84), room.w, px(20)), told), close, begin],
            focus=listing if self.found else close,
        )

    def _choose(self, i: int) -> None:
        self.at, self.note = i, ""

    def _begin(self, i: int) -> None:
        if 0 <= i < len(self.found):
            self.screen.show(None)
            wrong = doors.lesson(self.screen.app, self.found[i])
            if wrong:
                self.note, self.is_error = wrong, True
                self.screen.show(self)
