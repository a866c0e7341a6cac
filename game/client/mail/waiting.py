"""The page between the seal and the turn of a game by file: what is waited for, since when, what to send, what can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.kit import clipboard, palette
from game.client.kit.screen import Screen
from game.client.kit.widgets import Button, Reading, Scroll, Widget
from game.client.mail.watch import Watch
from game.client.pages.backdrop import Backdrop
from game.core.words import _, titled
from game.files.errors import BadFile

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.mail.watch import Looks
    from game.players.mailing.post import Post

Block = tuple[str, str, tuple[int, ...]]
Act = tuple[str, Callable[[], None], str, str]  # words, what is done, look, key
DAY = "%d %b %Y %H:%M"


class MailWaiting(Screen):
    """Looks by itself; goes on with `go_on` when the turn can be played. Without `go_on` it only tells, and leads back.

    `head`: game and turn, the title of the paper; `looks`: the table, without one the game is opening and let go with the page.
    """

    def __init__(
        self, app: App, post: Post, head: str, go_on: Callable[[], None] | None, *, looks: Looks | None = None
    ) -> None:
        super().__init__(app)
        self.post, self.head, self.go_on = post, head, go_on
        self.watch, self.backdrop, self.scroll = Watch(post, looks), Backdrop(), Scroll()
        self.paper = pygame.Rect(0, 0, 1, 1)
        self._is_opening = looks is None and go_on is not None
        self.said = ""  # what the last act here came to
        self.watch.look()

    # ------------------------------------------------------------ layout
    def layout(self) -> None:
        """Places the paper, what is read on it, and the buttons under it."""
        px, (w, h) = self.app.theme.px, self.size
        self.paper = pygame.Rect(0, 0, min(px(820), w - px(24)), min(px(620), h - px(24)))
        self.paper.center = (w // 2, h // 2)
        room = self.paper.inflate(-px(56), -px(40))
        buttons = self._buttons(room)
        top = room.y + px(54)
        low = min((b.rect.y for b in buttons), default=room.bottom)
        reading = Reading((room.x, top, room.w, low - top - px(10)), self.blocks(), scroll=self.scroll)
        widgets: list[Widget] = [*buttons, reading]
        old = self.ui.widgets.index(self.ui.focus) if self.ui.focus in self.ui.widgets else 0
        self.ui.set(widgets, focus=widgets[min(old, len(widgets) - 1)])
        self.dirty = True

    def _buttons(self, room: pygame.Rect) -> list[Widget]:
        """From the left, in rows from the foot up: looking, copying the path, what may be claimed or agreed to, leaving."""
        now = self.watch.now
        acts: list[Act] = [(_("Look again"), self.look, "brass", "")]
        acts.append((_("Copy the path"), self._copy, "paper", ""))
        acts.append((_("The folder has moved"), self._moved, "paper", ""))
        if now is not None and self.go_on is not None:
            acts += [
                (_("Claim: {name}").format(name=self.post.named(seat)), partial(self._claim, seat), "paper", "")
                for seat in now.claimable
            ]
            if now.is_agreeable:
                acts.append((_("Agree to silence"), self._agree, "paper", ""))
        leave = (_("To the menu"), self.app.home) if self.go_on is not None else (_("Back"), self.app.pop)
        acts.append((*leave, "paper", "Esc"))
        px, b = self.app.theme.px, self.brush
        high, gap = px(38), px(8)
        rows: list[list[tuple[int, Act]]] = [[]]
        left = room.w
        for act in acts:
            wide = min(
                room.w, b.size(act[0], "body")[0] + (b.size(act[3], "key")[0] + px(16) if act[3] else 0) + px(32)
            )
            if wide > left and rows[-1]:
                rows.append([])
                left = room.w
            rows[-1].append((wide, act))
            left -= wide + gap
        out: list[Widget] = []
        y = room.bottom - len(rows) * (high + gap) + gap
        for row in rows:
            x = room.x
            for wide, (words, do, look, key) in row:
                out.append(Button((x, y, wide, high), words, do, look=look, key=key))
                x += wide + gap
            y += high + gap
        return out

    # ------------------------------------------------------------ what is read
    def blocks(self) -> list[Block]:
        """All that is told, one under the other."""
        ink, dim, red = palette.INK, palette.PAPER_DIM, palette.CLAIM_SOVIET
        now, out = self.watch.now, list[Block]()
        if self.said:
            out.append((self.said, "strong", ink))
        if self.watch.trouble:
            out.append((self.watch.trouble, "strong", red))
        if now is None:
            return [*out, (_("Looking into the exchange folder …"), "body", dim)]
        out += [(line, "strong", ink) for line in now.waiting.lines]
        if now.waiting.since is not None and self.go_on is not None:
            out.append((_("Since {when}.").format(when=now.waiting.since.strftime(DAY)), "small", dim))
        out += [(_("Dispute: {line}").format(line=line), "strong", red) for line in now.disputes]
        out += [(line, "body", ink) for line in self.watch.news[-6:] if line not in now.disputes]
        out.append((_("Exchange folder: {folder}").format(folder=now.waiting.folder), "body", ink))
        if now.waiting.files:
            told = _("If nobody else sees that folder, send these files of it, and put what comes by mail into it:")
            out.append((told, "small", dim))
            out += [(f"– {name}", "small", ink) for name in now.waiting.files]
        if now.fingerprints:
            out.append((_("Fingerprints of the keys; compare them by telephone:"), "small", dim))
            out += [(titled(name, words), "body", ink) for name, words in now.fingerprints]
        out += [(line, "small", dim) for line in now.ignored]
        out.append((_("This page looks by itself. It can be left at any time: nothing is lost."), "small", dim))
        return out

    # ------------------------------------------------------------ acts
    def look(self) -> None:
        """Looks into the folder now."""
        self.watch.look()
        self.dirty = True

    def _copy(self) -> None:
        copied = clipboard.copy(str(self.post.exchange.folder))
        self.said = _("The path is on the clipboard.") if copied else _("This desktop has no clipboard.")
        self.layout()

    def _moved(self) -> None:
        from game.client.mail.moved import MovedDialog

        self.show(MovedDialog(self, self.post))

    def _claim(self, seat: str) -> None:
        self._do(lambda: self.post.claim(seat))

    def _agree(self) -> None:
        self._do(self.post.agree)

    def _do(self, act: Callable[[], str]) -> None:
        self.watch.rest()
        try:
            self.said = act()
        except (ValueError, BadFile) as e:
            self.said = str(e).splitlines()[0]
        self.watch.look()
        self.layout()

    # ------------------------------------------------------------ for the app
    def tick(self, dt_s: float) -> bool:
        """Looks when it is time; goes on when the turn can be played."""
        moved = self.backdrop.tick()
        if self.watch.tick(dt_s):
            if self.go_on is not None and self.watch.now is not None and self.watch.now.is_ready:
                self._is_opening = False
                self.app.pop()
                self.go_on()
                return True
            self.layout()
            moved = True
        return moved

    def leave(self) -> None:
        """The page goes away: nothing is read any longer."""
        self.watch.rest()
        if self._is_opening:
            self.post.let_go()

    def draw(self, surface: pygame.Surface) -> None:
        """The darkened map, the paper and its title."""
        b, px = self.brush, self.app.theme.px
        self.backdrop.draw(surface)
        b.dim(surface, surface.get_rect(), 150)
        b.paper(surface, self.paper)
        room = self.paper.inflate(-px(56), -px(40))
        b.text(surface, self.head, room.topleft, "heading", palette.INK, width=room.w)
        y = room.y + px(42)
        pygame.draw.line(surface, palette.PAPER_LINE, (room.x, y), (room.right, y))

    def handle(self, event: pygame.Event) -> None:
        """Escape leaves."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            if self.go_on is not None:
                self.app.home()
            else:
                self.app.pop()
