"""Choosing a strategic game: whole or an act, who holds each seat, the dial, the luck; and what went before, as reading cards."""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client import warm
from game.client.kit import palette
from game.client.kit.screen import Screen
from game.client.kit.widgets import Button, Label, Listing, Reading, Row, Scroll, Tabs, Widget
from game.client.theatre import doors
from game.client.theatre.backdrop import BoardBackdrop
from game.client.theatre.names import ACT_NUMERALS, DIALS, Sources
from game.core.words import N_, _, spoken, titled
from game.files.errors import BadFile
from game.match.dates import from_to
from game.players.table import EMPTY, HUMAN

if TYPE_CHECKING:
    from game.client.app import App
    from game.model.theatre.game import Theatre

USUAL_SEED = 1938
NARROW = 600  # pixels of the drawing under which a page leaves out its head line and writes smaller
KINDS = (HUMAN, "staff", "plain", "general", EMPTY)
KIND_NAMES = (N_("Human"), N_("Staff"), N_("Plain"), N_("The general"), N_("Empty"))


class TheatrePick(Screen):
    """List at the left, paper at the right, the choices under it."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.backdrop = BoardBackdrop()
        self.at, self.dial, self.luck = 1, 1, 0
        self.scroll = Scroll()
        self.paper = pygame.Rect(0, 0, 1, 1)
        self.error = ""
        self.theatre: Theatre | None = None
        warm.start(doors.RULES)
        try:
            self.theatre = doors.theatre()
        except BadFile as e:
            self.error = str(e).splitlines()[0]
        self.seats = self.theatre.seat_ids if self.theatre else ()
        self.kinds = {seat: HUMAN if seat == self.seats[0] else "plain" for seat in self.seats}
        self.tempers = dict.fromkeys(self.seats, "")

    # ------------------------------------------------------------ layout
    def layout(self) -> None:
        """Places list, paper and choices."""
        px = self.app.theme.px
        w, h = self.size
        margin = px(48) if w > px(1400) else px(24)
        found = self.theatre
        listing = pygame.Rect(margin, px(120), min(px(340), w // 3), h - px(120) - margin)
        low = px(216)
        top = px(72) if w - listing.right >= px(NARROW) else margin  # a narrow page needs the room of its head line
        self.paper = pygame.Rect(
            listing.right + px(32), top, w - listing.right - px(32) - margin, h - top - margin - low
        )
        rows = [Row(_("The whole game"), under=_("twenty-four turns, July 1938 to December 1941"))]
        rows += [self._act_row(a.number) for a in (found.acts if found else ())]
        rows.append(Row(_("What went before"), under=_("reading cards, 1886 to June 1938")))
        names = Listing(listing, rows, self._choose, chosen=self.at, height=px(58), enter=lambda _i: self._begin())
        back = Button((margin, px(56), px(110), px(34)), _("Back"), self.app.pop, key="Esc")
        widgets: list[Widget] = [names, self._reading(), *self._seats(), *self._foot(), back]
        old = self.ui.widgets.index(self.ui.focus) if self.ui.focus in self.ui.widgets else 0
        self.ui.set(widgets, focus=widgets[min(old, len(widgets) - 1)])

    @property
    def _is_narrow(self) -> bool:
        """The page has no room for a head line over the paper, nor for all kinds of players in a row."""
        return self.paper.w < self.app.theme.px(NARROW)

    def _act_row(self, number: int) -> Row:
        assert self.theatre is not None
        act = self.theatre.act(number)
        first, last = (_(self.theatre.turn(number).name) for number in (act.first, act.last))
        title = _("Act {n}: {title}").format(n=ACT_NUMERALS.get(number, number), title=_(act.title))
        return Row(title, under=from_to(first, last))

    def _seats(self) -> list[Widget]:
        px = self.app.theme.px
        y = self.paper.bottom + px(14)
        is_narrow = self._is_narrow
        label, more = (px(110), px(150)) if is_narrow else (px(280), px(150))
        made: list[Widget] = []
        for k, look in enumerate(self.theatre.look.seats if self.theatre else ()):
            seat = look.seat
            box = pygame.Rect(self.paper.x, y + k * px(40), label, px(34))
            name = spoken(self.theatre.seat(seat).name) if is_narrow and self.theatre else _(look.long)
            made.append(Label(box.move(0, px(7)), name))
            tabs = (box.right + px(8), box.y, self.paper.right - box.right - more - px(16), px(34))
            tip = _(
                "Human, a computer of a level, or empty: then the record's plan runs and cards are drawn from their odds"
            )
            names, at = [_(n) for n in KIND_NAMES], KINDS.index(self.kinds[seat])
            if is_narrow:  # one button goes through the kinds
                made.append(Button(tabs, names[at], partial(self._sit, seat, (at + 1) % len(KINDS)), tip=tip))
            else:
                made.append(Tabs(tabs, names, at, partial(self._sit, seat), tip=tip))
            temper = Button(
                (self.paper.right - more, box.y, more, px(34)), self._temper_name(seat), partial(self._next_temper, seat),
                style="small",
                tip=_("Temperament of the computer: log-odds added to answers that reach for force"),
            )  # fmt: skip
            temper.enabled = self.kinds[seat] not in (HUMAN, EMPTY) and bool(self._tempers(seat))
            temper.why_not = _("only a computer has a temperament to choose")
            made.append(temper)
        return made

    def _foot(self) -> list[Widget]:
        px = self.app.theme.px
        y = self.paper.bottom + px(14) + 3 * px(40) + px(4)
        begin = px(160 if self._is_narrow else 220)
        wide = self.paper.w - begin - px(20)
        dials = self.theatre.deck.dials if self.theatre else ()
        tip = _("How much the disputed links count: the thesis at full strength, half, or hardly")
        dial = Tabs(
            (self.paper.x, y, wide, px(34)),
            [_(DIALS.get(d.id, d.id)) for d in dials] or ["-"],
            self.dial,
            self._set_dial,
            tip=tip,
        )
        tip = _("Same each time: seed 1938, so that orders alone decide. As it falls: another seed each game.")
        luck = Tabs(
            (self.paper.x, y + px(40), wide, px(34)),
            (_("Same luck each time"), _("As it falls")),
            self.luck,
            self._set_luck,
            tip=tip,
        )
        start = Button(
            (self.paper.right - begin, y, begin, px(44)), _("Begin"), self._begin, look="seal", style="heading"
        )
        replay = Button((self.paper.right - begin, y + px(48), begin, px(30)), _("Replay the record"), self._replay)
        start.enabled = replay.enabled = self.theatre is not None
        start.why_not = replay.why_not = self.error
        if start.enabled and not doors.record_path().is_file():
            replay.enabled, replay.why_not = False, _("there is no journal of the record beside the scenario")
        return [dial, luck, start, replay]

    # ------------------------------------------------------------ choices
    def _choose(self, i: int) -> None:
        self.at = i
        self.scroll.offset = 0
        self.layout()

    def _sit(self, seat: str, i: int) -> None:
        self.kinds[seat] = KINDS[i]
        self.layout()

    def _tempers(self, seat: str) -> list[str]:
        return [t.id for t in self.theatre.temperaments if t.seat == seat] if self.theatre else []

    def _temper_name(self, seat: str) -> str:
        chosen = self.tempers[seat]
        found = next((t for t in self.theatre.temperaments if t.id == chosen), None) if self.theatre else None
        return found.name if found is not None else _("no temperament")

    def _next_temper(self, seat: str) -> None:
        ids = ["", *self._tempers(seat)]
        self.tempers[seat] = ids[(ids.index(self.tempers[seat]) + 1) % len(ids)]
        self.layout()

    def _set_dial(self, i: int) -> None:
        self.dial = i

    def _set_luck(self, i: int) -> None:
        self.luck = i

    def _begin(self) -> None:
        found = self.theatre
        if found is None:
            self.app.tell(_("This scenario cannot be opened"), self.error)
            return
        acts = found.acts
        first = acts[self.at - 1].first if 0 < self.at <= len(acts) else 1
        last = acts[self.at - 1].last if 0 < self.at <= len(acts) else len(found.turns)
        seed = USUAL_SEED if self.luck == 0 else secrets.randbelow(1 << 31)
        computers = [seat for seat in self.seats if self.kinds[seat] not in (HUMAN, EMPTY) and self.tempers[seat]]
        seats = self.kinds | {seat: f"{self.kinds[seat]}:{self.tempers[seat]}" for seat in computers}
        doors.begin(self.app, seats, dial=found.deck.dials[self.dial].id, seed=seed, first=first, last=last)

    def _replay(self) -> None:
        doors.open_record(self.app)

    # ------------------------------------------------------------ paper
    def _reading(self) -> Reading:
        ink, head = palette.INK, palette.CLAIM_SOVIET
        blocks: list[tuple[str, str, tuple[int, ...]]] = []
        found = self.theatre
        if found is None:
            blocks.append((self.error, "body", head))
        elif self.at > len(found.acts):
            sources = Sources(found.deck)
            for card in found.deck.prologue:
                blocks += [(titled(_(card.when), _(card.title)), "heading", ink), (_(card.text), "body", ink)]
                blocks += [(f"– {line}", "small", palette.PAPER_DIM) for line in sources.lines(card.readings)]
        else:
            title = _("The whole game") if self.at == 0 else self._act_row(self.at).text
            blocks += [(title, "heading" if self._is_narrow else "title", ink), (_(found.look.page.brief), "body", ink)]
            for look in found.look.seats:
                blocks += [(spoken(found.seat(look.seat).name), "strong", head), (_(look.aim), "body", ink)]
        px = self.app.theme.px
        room = self.paper.inflate(*((-px(32), -px(20)) if self._is_narrow else (-px(64), -px(48))))
        return Reading((room.x, room.y, min(room.w, self.app.theme.px(900)), room.h), blocks, scroll=self.scroll)

    def draw(self, surface: pygame.Surface) -> None:
        """The darkened map, head line and paper."""
        b, px = self.brush, self.app.theme.px
        self.backdrop.draw(surface)
        b.dim(surface, surface.get_rect(), 150)
        b.dim(surface, pygame.Rect(0, self.paper.bottom, surface.get_width(), surface.get_height()), 150)
        b.dim(surface, self.ui.widgets[0].rect, 120)
        if self.theatre and not self._is_narrow:
            b.text(surface, _(self.theatre.title), (self.paper.x, px(20)), "title", palette.TEXT)
        b.paper(surface, self.paper)

    def tick(self, dt_s: float) -> bool:
        """The picture behind may arrive."""
        return self.backdrop.tick()

    def handle(self, event: pygame.Event) -> None:
        """Escape goes back."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self.app.pop()
