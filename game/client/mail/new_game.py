"""A new game by file: what is played, who sits where, how long a reveal is awaited, and the folder that joins the houses."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pygame

from game.client import library
from game.client.kit import clipboard, palette
from game.client.kit.widgets import Button, Field, Label, Listing, Row, Scroll, Tabs, Widget
from game.client.mail import doors, folders
from game.client.mail.names import seat_names
from game.client.theatre import doors as theatre_doors
from game.client.theatre.names import ACT_NUMERALS
from game.core.words import N_, _, counted
from game.files.errors import BadFile
from game.match.dates import from_to
from game.match.sealed_game import AWAY
from game.players.table import EMPTY, HUMAN
from game.players.theatre.table import USUAL

if TYPE_CHECKING:
    from game.client.mail.page import MailPage

KINDS = (HUMAN, AWAY, USUAL, EMPTY)
KIND_NAMES = (N_("Here"), N_("By file"), N_("Computer"), N_("Empty"))
DAYS = (3, 7, 14, 30)


class Choice(NamedTuple):
    """What may be played: `title` and the line beneath it; of a part of a strategic game its own `name`, first and last turn."""

    scenario: str
    title: str
    under: str
    name: str = ""
    first: int = 1
    last: int = 0


class NewGame:
    """The tab of a new game. A battle has a side here and one by file; each seat of a strategic game is chosen."""

    def __init__(self, page: MailPage) -> None:
        self.page = page
        self.scroll = Scroll()
        self.at, self.side, self.days = 0, 0, DAYS.index(7)
        self.kinds: dict[str, str] = {}
        self.copied = ""
        self.field = Field((0, 0, 1, 1), "", lambda _text: self._begin(), most=folders.LONGEST)
        self._proposed = ""
        battles = [Choice(name, *library.title_of(name)) for name in library.scenario_ids()]
        self.choices = battles + _strategic()
        self._propose()

    @property
    def scenario(self) -> str:
        """Id of what is chosen."""
        return self.choices[self.at].scenario

    @property
    def is_battle(self) -> bool:
        """A battle is chosen, no strategic game."""
        return self.scenario in library.scenario_ids()

    @property
    def seats(self) -> dict[str, str]:
        """Who holds each seat."""
        names = tuple(seat_names(self.scenario))
        if self.is_battle:
            return {seat: HUMAN if k == self.side else AWAY for k, seat in enumerate(names)}
        return {seat: self.kinds.get(seat, HUMAN if seat == names[0] else AWAY) for seat in names}

    def renew(self) -> None:
        """The folder that was proposed may have been taken since."""
        self._propose()

    def _propose(self) -> None:
        """Another folder for another game, unless one was typed."""
        if not self.choices or self.field.value != self._proposed:
            return
        chosen = self.choices[self.at]
        self._proposed = str(folders.proposed(_(chosen.name or chosen.title)))
        self.field.value, self.field.caret = self._proposed, len(self._proposed)

    # ------------------------------------------------------------ layout
    def widgets(self, room: pygame.Rect) -> list[Widget]:
        """The list at the left, the choices at the right."""
        px = self.page.app.theme.px
        rows = [Row(_(c.title), under=_(c.under)) for c in self.choices]
        left = pygame.Rect(room.x, room.y, min(px(340), room.w // (3 if room.w > px(700) else 4)), room.h)
        listing = Listing(left, rows, self._choose, chosen=self.at if rows else -1, height=px(52), scroll=self.scroll)
        x, w = left.right + px(24), room.right - left.right - px(24)
        seats = self._seats(pygame.Rect(x, room.y, w, px(32)))
        y = max((s.rect.bottom for s in seats), default=room.y) + px(10)
        half = min(px(300), w // 2)
        tip = _("All have sealed and one does not reveal: after so many days his turn may be claimed")
        days = [
            Label((x, y + px(6), w - half - px(8), px(22)), _("Days until a claim")),
            Tabs((x + w - half, y, half, px(32)), [str(d) for d in DAYS], self.days, self._days, tip=tip),
        ]
        y += px(42)
        head = Label(
            (x, y, w, px(20)), _("Exchange folder, which all of you see or whose files you mail:"), style="small"
        )
        self.field.rect.update(x, y + px(22), w, px(36))
        low = self.field.rect.bottom + px(10)
        part = min(px(190), (w - px(8)) // 2)
        copy = Button((x, low, part, px(38)), _("Copy the path"), self._copy)
        begin = Button((x + w - part, low, part, px(44)), _("Begin"), self._begin, look="seal", style="heading")
        told = Label(
            (x, begin.rect.bottom + px(10), w, max(px(20), room.bottom - begin.rect.bottom - px(10))),
            self.copied or _("Whoever sits at a disk can open the files on it: a game by file is played among friends."),
            style="small", colour=palette.DIM,
        )  # fmt: skip
        wrong = self._wrong()
        begin.enabled, begin.why_not = not wrong, wrong
        told.visible = begin.rect.bottom + px(28) <= room.bottom
        return [listing, *seats, *days, head, self.field, copy, begin, told]

    def _seats(self, row: pygame.Rect) -> list[Widget]:
        px, names = self.page.app.theme.px, seat_names(self.scenario) if self.choices else {}
        out: list[Widget] = []
        label = max((self.page.brush.size(name, "body")[0] for name in names.values()), default=0) + px(14)
        label = min(max(label, self.page.brush.size(_("You play"), "body")[0] + px(14)), row.w // 3)
        if self.is_battle:
            tip = _("The side you command; the other one is played by file")
            out.append(Label((row.x, row.y + px(6), label, px(22)), _("You play")))
            out.append(
                Tabs((row.x + label, row.y, row.w - label, row.h), list(names.values()), self.side, self._side, tip=tip)
            )
            return out
        for k, (seat, name) in enumerate(names.items()):
            y = row.y + k * px(38)
            out.append(Label((row.x, y + px(6), label, px(22)), name))
            box = (row.x + label, y, row.w - label, row.h)
            chosen = KINDS.index(self.seats[seat])
            out.append(Tabs(box, [_(n) for n in KIND_NAMES], chosen, partial(self._sit, seat)))
        return out

    def _wrong(self) -> str:
        who = tuple(self.seats.values()) if self.choices else ()
        if HUMAN not in who:
            return _("nobody plays here: choose a seat of your own")
        return "" if AWAY in who else _("nobody plays by file: choose a seat for a friend")

    # ------------------------------------------------------------ choices
    def _choose(self, i: int) -> None:
        self.at = i
        self._propose()
        self.page.tell("")

    def _side(self, i: int) -> None:
        self.side = i

    def _sit(self, seat: str, i: int) -> None:
        self.kinds[seat] = KINDS[i]
        self.page.layout()

    def _days(self, i: int) -> None:
        self.days = i

    def _copy(self) -> None:
        copied = clipboard.copy(self.field.value)
        self.copied = _("The path is on the clipboard.") if copied else _("This desktop has no clipboard.")
        self.page.tell("")

    def _begin(self) -> None:
        self.page.act(self._made)()

    def _made(self) -> str:
        from game.players.mailing import games

        if wrong := self._wrong():
            return wrong
        chosen, days = self.choices[self.at], DAYS[self.days]
        try:
            plan = games.Plan(
                chosen.scenario, self.seats, days=days, title=chosen.name, first=chosen.first, last=chosen.last
            )
            post = games.begin(plan, folders.typed(self.field.value))
        except (BadFile, ValueError) as e:
            return str(e).splitlines()[0]
        self._proposed = self.field.value  # the next game has a folder of its own
        doors.go_on(self.page.app, post)
        return ""


def _strategic() -> list[Choice]:
    """The strategic game, whole and by acts; none if it is damaged."""
    try:
        found = theatre_doors.theatre()
    except BadFile:
        return []
    turns = len(found.turns)
    out = [Choice(found.id, _(found.title), counted("{n} turn", "{n} turns", turns), last=turns)]
    for act in found.acts:
        title = _("Act {n}: {title}").format(n=ACT_NUMERALS.get(act.number, act.number), title=_(act.title))
        dates = from_to(_(found.turn(act.first).name), _(found.turn(act.last).name))
        out.append(Choice(found.id, title, dates, _(act.title), act.first, act.last))
    return out
