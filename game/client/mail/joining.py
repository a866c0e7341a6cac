"""Joining a game by file: the folder of the exchange, the invitation found in it, and the seats that are free."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Button, Field, Label, Listing, Reading, Row, Scroll, Widget
from game.client.mail import doors, folders
from game.client.mail.names import read_title
from game.core.words import _, enumerated, titled
from game.files.errors import BadFile

if TYPE_CHECKING:
    from game.client.mail.page import MailPage
    from game.players.mailing.games import Invitation


class Joining:
    """The tab of joining. `folder`: what stands in its field at first."""

    def __init__(self, page: MailPage, folder: str = "") -> None:
        self.page = page
        self.at, self.seats = 0, set[str]()
        self.found: list[Invitation] = []
        self.has_looked = False
        self.list_scroll, self.scroll = Scroll(), Scroll()
        self.field = Field((0, 0, 1, 1), folder, lambda _text: self._look(), most=folders.LONGEST)

    @property
    def invitation(self) -> Invitation | None:
        """The one that is chosen."""
        return self.found[self.at] if self.at < len(self.found) else None

    def renew(self) -> None:
        """Looks again where something was typed."""
        if self.field.value:
            self.page.note = self._read()

    def _look(self) -> None:
        self.page.act(self._read)()

    def _read(self) -> str:
        from game.players.mailing import games

        old = self.invitation.game if self.invitation else ""
        self.found, self.has_looked = [], True
        try:
            self.found = games.invitations(folders.typed(self.field.value))
        except BadFile as e:
            return str(e).splitlines()[0]
        self._take(next((k for k, i in enumerate(self.found) if i.game == old), 0))
        return "" if self.found else _("There is no invitation in this folder yet.")

    def _take(self, i: int) -> None:
        self.at = i
        free = self.invitation.free if self.invitation else ()
        self.seats = {seat for seat in self.seats if seat in free} or set(free[:1])

    # ------------------------------------------------------------ layout
    def widgets(self, room: pygame.Rect) -> list[Widget]:
        """The field, the invitations at the left, the chosen one at the right."""
        px = self.page.app.theme.px
        head = Label(
            (room.x, room.y, room.w, px(20)), _("Exchange folder of the game you are invited to:"), style="small"
        )
        self.field.rect.update(room.x, room.y + px(22), room.w - px(140), px(36))
        look = Button((room.right - px(130), room.y + px(22), px(130), px(36)), _("Look"), self._look)
        out: list[Widget] = [self.field, head, look]
        top = self.field.rect.bottom + px(14)
        body = pygame.Rect(room.x, top, room.w, room.bottom - top)
        chosen = self.invitation
        if chosen is None:
            words = "" if self.has_looked else _("Type or paste the path (Ctrl+V), then look.")
            return [*out, Label(body, words, colour=palette.DIM)]
        left = pygame.Rect(body.x, body.y, min(px(300), body.w // (3 if body.w > px(700) else 4)), body.h)
        rows = [Row(read_title(i.title), under=enumerated(i.names.get(s, s) for s in i.free)) for i in self.found]
        out.append(Listing(left, rows, self._choose, chosen=self.at, height=px(52), scroll=self.list_scroll))
        right = pygame.Rect(left.right + px(24), body.y, body.right - left.right - px(24), body.h)
        foot = px(44)
        chips, y = self._chips(right, chosen), right.bottom - foot - px(46)
        for chip in chips:
            chip.rect.y = y
        paper = pygame.Rect(right.x, right.y, right.w, y - right.y - px(8))
        out += [Reading(paper, self._words(chosen), scroll=self.scroll), *chips]
        join = Button(
            (right.right - px(190), right.bottom - foot, px(190), foot),
            _("Join"),
            self._join,
            look="seal",
            style="heading",
        )
        wrong = chosen.trouble or doors.why_not_here(chosen.invite)
        join.enabled, join.why_not = not wrong and bool(self.seats), wrong or _("no seat is free")
        return [*out, join]

    def _chips(self, room: pygame.Rect, chosen: Invitation) -> list[Widget]:
        px, b, x = self.page.app.theme.px, self.page.brush, room.x
        out: list[Widget] = []
        for seat in chosen.free:
            name = chosen.names.get(seat, seat)
            wide = max(px(90), b.size(name, "body")[0] + px(24))
            button = Button((x, room.y, wide, px(34)), name, partial(self._toggle, seat))
            button.is_on = seat in self.seats
            button.tip = _("A seat that you play; more than one where several sit at your screen")
            out.append(button)
            x += wide + px(6)
        return out

    def _words(self, chosen: Invitation) -> list[tuple[str, str, tuple[int, ...]]]:
        text, dim = palette.TEXT, palette.DIM
        blocks: list[tuple[str, str, tuple[int, ...]]] = [(read_title(chosen.title), "heading", text)]
        if wrong := chosen.trouble or doors.why_not_here(chosen.invite):
            blocks.append((wrong, "body", palette.WARN))
        free = enumerated(chosen.names.get(seat, seat) for seat in chosen.free) or _("none")
        blocks.append((_("Free seats: {names}").format(names=free), "body", text))
        blocks.append((_("A missing reveal may be claimed after days: {n}").format(n=chosen.days), "small", dim))
        for seat, words in chosen.fingerprints.items():
            blocks.append((titled(chosen.names.get(seat, seat), words), "body", text))
        if chosen.fingerprints:
            blocks.append((_("Fingerprints of the keys; compare them by telephone."), "small", dim))
        return blocks

    # ------------------------------------------------------------ choices
    def _choose(self, i: int) -> None:
        self._take(i)
        self.page.tell("")

    def _toggle(self, seat: str) -> None:
        self.seats ^= {seat}
        self.page.layout()

    def _join(self) -> None:
        self.page.act(self._joined)()

    def _joined(self) -> str:
        from game.players.mailing import games

        chosen = self.invitation
        if chosen is None:
            return ""
        if wrong := doors.why_not_here(chosen.invite):
            return wrong
        seats = tuple(seat for seat in chosen.free if seat in self.seats)
        try:
            post = games.join(folders.typed(self.field.value), chosen, seats)
        except (BadFile, ValueError) as e:
            return str(e).splitlines()[0]
        doors.go_on(self.page.app, post)
        return ""
