"""The report at the end of a turn: its headline, what it cost, then the events folded by place; each is shown and explained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.battle.log import COLOURS, clock
from game.client.kit import palette
from game.client.kit.keys import shown
from game.client.kit.widgets import Button, Chip, Listing, Modal, Panel, Row, Scroll, Widget
from game.core.words import _
from game.match.battle.news import GROUP_NAMES, GROUPS, group_of

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.match.battle import Event
    from game.match.battle.headline import Fold


MOST_STOPS = 5  # lines on why Run stopped


@dataclass(frozen=True)
class Page:
    """A page of the report: its title, figures and events, and how their hour is written: of several turns with its day.

    `headline`: at most three sentences; `places`: the events folded by place.
    """

    title: str
    figures: Sequence[tuple[str, str]]
    events: Sequence[Event]
    when: Callable[[Event], str] = clock
    headline: str = ""
    places: Callable[[Sequence[Event]], Sequence[Fold]] = lambda _events: ()


@dataclass(frozen=True)
class Line:
    """A line of the list: an event, or the place that several are folded under."""

    event: Event
    fold: Fold | None = None
    is_inside: bool = False  # of a place that is unfolded


class ReportDialog(Modal):
    """Paper over the map: headline, figures, events, and three doors: show, why, go on. After a Run its turns are leafed
    through. A place is unfolded by Enter or by a second click."""

    def __init__(
        self,
        brush: Brush,
        pages: Sequence[Page],
        *,
        stops: Sequence[str] = (),
        show: Callable[[Event], None],
        why: Callable[[Event], None],
        close: Callable[[], None],
    ) -> None:
        super().__init__(brush, (brush.px(860), brush.px(700)), pages[0].title, close, paper=True)
        self.pages, self.page, self.stops = tuple(pages), 0, tuple(stops)
        self.show, self.why = show, why
        self.shown = set(GROUPS)
        self.unfolded: set[str] = set()
        self._style = "heading"
        self.at = 0 if self.events else -1
        self.scroll = Scroll()

    @property
    def figures(self) -> Sequence[tuple[str, str]]:
        """Figures of the page that lies open."""
        return self.pages[self.page].figures

    @property
    def events(self) -> Sequence[Event]:
        """Events of the page that lies open."""
        return self.pages[self.page].events

    def leaf(self, way: int) -> None:
        """The next page, or the one before."""
        self.page = max(0, min(len(self.pages) - 1, self.page + way))
        self.title, self.unfolded = self.pages[self.page].title, set()
        self.at, self.scroll.offset = 0 if self.events else -1, 0
        self.lay_out(self._window)

    @property
    def listed(self) -> tuple[Event, ...]:
        """Events of the chips that are on."""
        return tuple(e for e in self.events if group_of(e.kind) in self.shown)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the list: each place with its events behind it if it is unfolded; one event needs no place."""
        found: list[Line] = []
        for fold in self.pages[self.page].places(self.listed):
            alone = len(fold.events) == 1
            found.append(Line(fold.chief, None if alone else fold))
            if fold.place in self.unfolded and not alone:
                found += [Line(event, is_inside=True) for event in fold.events]
        return tuple(found) or tuple(Line(event) for event in self.listed)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places figures, chips, events and buttons."""
        b, px = self.ui.brush, self.ui.brush.px
        self._window = window
        room = self.place(window)
        widgets: list[Widget] = []
        words = self.pages[self.page].headline
        self._style = "heading" if room.h >= px(440) else "strong"
        tall = b.height(words, self._style, room.w, lines=3) + px(10) if words else 0
        head = pygame.Rect(room.x, room.y, room.w, tall)
        headline = Panel(head, self._paint_headline, lambda: (self.page, words, head.size))
        headline.tip = _("Of this page's turns, as your side knows them; losses are killed, wounded and taken.")
        widgets.append(headline)
        figures = pygame.Rect(room.x, head.bottom, room.w, px(56))
        told = Panel(figures, self._paint_figures, lambda: (self.page, self.figures, figures.w))
        told.tip = _("Of this page's turns, as your side knows them; losses are killed, wounded and taken.")
        widgets.append(told)
        why_stopped = pygame.Rect(
            room.x, figures.bottom + px(6), room.w, b.line("strong") * len(self.stops[:MOST_STOPS])
        )
        widgets.append(Panel(why_stopped, self._paint_stops, lambda: (self.stops, figures.w)))
        x, y = room.x, why_stopped.bottom + px(8)
        for name in GROUPS:
            w = b.size(_(GROUP_NAMES[name]), "small")[0] + px(18)
            widgets.append(
                Chip((x, y, w, px(22)), _(GROUP_NAMES[name]), partial(self._switch, name), on=name in self.shown)
            )
            x += w + px(6)
        lines = self.lines
        rows = [self._row(line) for line in lines]
        listing = Listing(
            (room.x, y + px(30), room.w, room.bottom - y - px(80)),
            rows,
            self._choose,
            chosen=min(self.at, len(rows) - 1),
            height=px(26),
            enter=self._enter,
            paper=True,
            scroll=self.scroll,
        )
        y = room.bottom - px(34)
        show = Button((room.x, y, px(150), px(40)), _("Show on the map"), lambda: self._with(self.show), look="paper")
        why = Button(
            (room.x + px(160), y, px(110), px(40)), _("Why"), lambda: self._with(self.why), look="paper", key=shown("E")
        )
        done = Button((room.right - px(170), y, px(170), px(40)), _("Go on"), self.close, look="brass", key="Esc")
        show.enabled = why.enabled = bool(lines)
        if len(self.pages) > 1:
            widgets += self._leaves(room)
        self.set([*widgets, listing, show, why, done], focus=listing if rows else done)

    def _row(self, line: Line) -> Row:
        """A place with how much happened there and the weightiest of it, or an event under its hour."""
        if line.fold is not None:
            mark = "–" if line.fold.place in self.unfolded else "+"
            return Row(line.fold.line, mark=mark, dot=COLOURS[group_of(line.event.kind)])
        hour = self.pages[self.page].when(line.event)
        mark = f"      {hour}" if line.is_inside else hour
        return Row(line.event.text, mark=mark, dot=COLOURS[group_of(line.event.kind)])

    def _enter(self, i: int) -> None:
        """A place is unfolded or folded, an event explained."""
        fold = self.lines[i].fold
        if fold is None:
            self.why(self.lines[i].event)
            return
        self.unfolded ^= {fold.place}
        self.at = i
        self.lay_out(self._window)

    def _leaves(self, room: pygame.Rect) -> list[Widget]:
        """At the right of the title: a page back, which page, a page on."""
        b, px = self.ui.brush, self.ui.brush.px
        y, right = room.y - px(46), room.right
        words = _("whole Run") if self.page == 0 else _("turn {n} of {m}").format(n=self.page, m=len(self.pages) - 1)
        on = Button(
            (right - px(36), y, px(36), px(32)), "›", partial(self.leaf, 1), look="paper", tip=_("Next turn  →")
        )
        place = pygame.Rect(right - px(40) - px(130), y, px(130), px(32))
        back = Button(
            (place.x - px(40), y, px(36), px(32)), "‹", partial(self.leaf, -1), look="paper", tip=_("Turn before  ←")
        )
        back.enabled, on.enabled = self.page > 0, self.page + 1 < len(self.pages)

        def paint(surface: pygame.Surface, rect: pygame.Rect) -> None:
            surface.fill(palette.PAPER)
            b.text(surface, words, (rect.w // 2, rect.h // 2), "small", palette.INK, anchor="center", width=rect.w)

        return [back, Panel(place, paint, lambda: (self.page, words)), on]

    def handle(self, event: pygame.Event) -> bool:
        """E explains the event chosen; left and right leaf."""
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_LEFT, pygame.K_RIGHT):
            self.leaf(1 if event.key == pygame.K_RIGHT else -1)
            return True
        if event.type == pygame.KEYDOWN and event.key == pygame.K_e:
            self._with(self.why)
            return True
        return super().handle(event)

    def _with(self, act: Callable[[Event], None]) -> None:
        lines = self.lines
        if 0 <= self.at < len(lines):
            act(lines[self.at].event)

    def _choose(self, i: int) -> None:
        self.at = i

    def _switch(self, name: str) -> None:
        self.shown ^= {name}
        self.at = 0
        self.lay_out(self._window)

    def _paint_stops(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b, y = self.ui.brush, 0
        surface.fill(palette.PAPER)
        head = b.text(surface, _("Run stopped"), (0, 0), "strong", palette.SOVIET) if self.stops else None
        for words in self.stops[:MOST_STOPS]:
            x = head.right + b.px(14) if head is not None else 0
            b.text(surface, words, (x, y), "body", palette.INK, width=rect.w - x)
            y += b.line("strong")

    def _paint_headline(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        surface.fill(palette.PAPER)
        self.ui.brush.paragraph(surface, self.pages[self.page].headline, rect, self._style, palette.INK, lines=3)

    def _paint_figures(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b = self.ui.brush
        surface.fill(palette.PAPER)
        wide = rect.w // max(1, len(self.figures))
        for i, (name, words) in enumerate(self.figures):
            b.text(surface, name, (i * wide, 0), "small", palette.PAPER_DIM, width=wide - 8)
            b.text(surface, words, (i * wide, b.px(20)), "strong", palette.INK, width=wide - 8)
        pygame.draw.line(surface, palette.PAPER_LINE, (0, rect.h - 1), (rect.w, rect.h - 1))
