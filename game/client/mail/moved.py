"""The exchange folder lies elsewhere now: its new path is asked for, and the game goes on there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.kit.widgets import Button, Field, Label, Modal
from game.client.mail import doors, folders
from game.core.words import _
from game.files.errors import BadFile

if TYPE_CHECKING:
    from game.client.kit.screen import Screen
    from game.players.mailing.post import Post


class MovedDialog(Modal):
    """A path to type or paste; nothing in either folder is moved or taken away."""

    def __init__(self, screen: Screen, post: Post) -> None:
        px = screen.app.theme.px
        super().__init__(screen.brush, (px(640), px(290)), _("The folder has moved"), lambda: screen.show(None))
        self.screen, self.post = screen, post
        self.field = Field((0, 0, 1, 1), str(post.exchange.folder), self._take, most=folders.LONGEST)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places field and buttons."""
        px = self.ui.brush.px
        room = self.place(window)
        told = Label(
            (room.x, room.y, room.w, px(44)), _("Where the files of this game lie now; no file is moved by this.")
        )
        self.field.rect.update(room.x, told.rect.bottom + px(8), room.w, px(38))
        y = room.bottom - px(30)
        done = Button(
            (room.right - px(190), y, px(190), px(38)), _("Use it"), lambda: self._take(self.field.value), look="brass"
        )
        close = Button((room.right - px(330), y, px(130), px(38)), _("Close"), self.close, key="Esc")
        self.set([self.field, told, close, done], focus=self.field)

    def _take(self, words: str) -> None:
        try:
            folder = folders.typed(words)
            if not folder.is_dir():
                raise BadFile.of(folder, _("is no folder"))
        except BadFile as e:
            self.note, self.is_error = str(e).splitlines()[0], True
            return
        doors.move(self.screen.app, self.post.journal, folder)
