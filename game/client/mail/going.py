"""The games by file that are going on: a list, newest first, and going on with one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pygame

from game.client.kit.widgets import Button, Label, Listing, Row, Scroll, Tabs, Widget
from game.client.mail import doors
from game.client.mail.names import read_title, seat_names
from game.core.words import N_, _, enumerated, meant

if TYPE_CHECKING:
    from game.client.mail.page import MailPage
    from game.players.mailing.games import MailGame

SORTS = (N_("Newest"), N_("Title"), N_("Turn"))
ORDERS: tuple[Callable[[Any], Any], ...] = (lambda g: 0, lambda g: read_title(g.title).casefold(), lambda g: -g.turn)
DAY = "%d %b %Y %H:%M"


class Going:
    """The tab of games going on."""

    def __init__(self, page: MailPage) -> None:
        self.page = page
        self.sort, self.chosen, self.scroll = 0, 0, Scroll()
        self._found: list[MailGame] = []

    @property
    def games(self) -> list[MailGame]:
        """All games, as they are sorted."""
        return sorted(self._found, key=ORDERS[self.sort])

    def renew(self) -> None:
        """Looks what is there."""
        from game.players.mailing import games

        self._found = games.mail_games()
        self.chosen = min(self.chosen, max(0, len(self._found) - 1))

    def widgets(self, room: pygame.Rect) -> list[Widget]:
        """Order of the list, list, and the button that goes on."""
        px, found = self.page.app.theme.px, self.games
        tabs = Tabs((room.x, room.y, min(px(420), room.w), px(32)), [_(s) for s in SORTS], self.sort, self._sort)
        body = pygame.Rect(room.x, tabs.rect.bottom + px(10), room.w, room.h - px(42) - px(50))
        listing = Listing(
            body, [self._row(g) for g in found], self._choose, chosen=self.chosen if found else -1, height=px(52),
            enter=lambda _i: self._go(), scroll=self.scroll,
        )  # fmt: skip
        y = room.bottom - px(38)
        none = Label(body, "" if found else _("No game by file is going on: begin one, or join one."))
        go = Button((room.right - px(160), y, px(160), px(38)), _("Go on"), self._go, look="brass")
        go.enabled, go.why_not = bool(found), none.text
        again = Button((room.right - px(330), y, px(160), px(38)), _("Look again"), self._again)
        return [listing if found else tabs, tabs, none, again, go] if found else [tabs, none, again, go]

    def _row(self, game: MailGame) -> Row:
        names = seat_names(game.scenario)
        own = enumerated(names.get(seat, seat) for seat in game.own)
        if game.trouble:
            return Row(game.name, right=game.when.strftime(DAY), under=game.trouble, warn=True)
        if game.is_over:
            stand = _("over")
        else:
            turn = meant("of a game", "opening") if game.turn < 0 else _("turn {n}").format(n=game.turn + 1)
            disputes = [_("Dispute: {line}").format(line=line) for line in game.disputes]
            stand = " · ".join((turn, *disputes, game.waiting))
        return Row(
            f"{read_title(game.title)} · {own}", right=game.when.strftime(DAY), under=stand, warn=bool(game.disputes)
        )

    def _sort(self, i: int) -> None:
        self.sort = i
        self.page.layout()

    def _choose(self, i: int) -> None:
        self.chosen = i

    def _again(self) -> None:
        self.renew()
        self.page.tell("")

    def _go(self) -> None:
        found = self.games
        if found:
            self.page.act(lambda: doors.open_path(self.page.app, found[self.chosen].path))()
