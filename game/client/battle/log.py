"""The log on paper: what the side knows to have happened, filtered by chips; a click brings its place to the middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Action, Chip, Listing, Panel, Row, Scroll, Ui, Widget
from game.core.words import N_, _
from game.match.battle.news import GROUP_NAMES, GROUPS, group_of

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.match.battle import Event

COLOURS = {"combat": (196, 62, 30), "movement": (64, 108, 74), "sight": (38, 66, 128)}


class Paper(Panel):
    """The sheet under the list: a click on its head, `head` pixels high, folds it or unfolds it."""

    head = 0
    fold: Action = staticmethod(lambda: None)

    def tip_at(self, at: tuple[int, int]) -> str:
        """What a click on the head does."""
        return _("Fold the log (J)") if at[1] < self.rect.y + self.head else ""

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Folds or unfolds."""
        if at[1] < self.rect.y + self.head:
            self.fold()


class LogPaper:
    """The paper at the foot of the map. It folds to its head line."""

    def __init__(self, brush: Brush, go: Callable[[Event], None]) -> None:
        self.brush, self.go = brush, go
        self.shown = set(GROUPS)
        self.is_folded = False
        self.chosen: Event | None = None
        self.title = N_("Since last turn")
        self.events: tuple[Event, ...] = ()
        self._scroll = Scroll()
        self.rect = pygame.Rect(0, 0, 0, 0)

    def tell(self, events: Sequence[Event]) -> None:
        """New events to read, from the top; folded, for the report has just told of them."""
        self.events, self.is_folded = tuple(events), True
        self._scroll.offset = 0
        self.chosen = None

    @property
    def listed(self) -> tuple[Event, ...]:
        """Events of the chips that are on, small fire left out where a hex has much of it."""
        return tuple(e for e in self.events if group_of(e.kind) in self.shown)

    def widgets(self, area: pygame.Rect, changed: Callable[[], None]) -> list[Widget]:
        """Its widgets in an area of the map's lower left corner, below its middle third; none before the first turn."""
        if not self.events:
            self.rect = pygame.Rect(area.bottomleft, (0, 0))
            return []
        b, px = self.brush, self.brush.px
        head = px(38)
        count = len(self.listed)
        tall = (
            head
            if self.is_folded
            else min(px(212), max(head, area.h // 3 - px(8)), head + px(10) + px(24) * max(2, count))
        )
        wide = min(px(420), area.w)
        self.rect = pygame.Rect(area.x, area.bottom - tall, wide, tall)

        def fold() -> None:
            self.is_folded = not self.is_folded
            changed()

        def switch(name: str) -> Callable[[], None]:
            def act() -> None:
                self.shown ^= {name}
                changed()

            return act

        def paint(surface: pygame.Surface, rect: pygame.Rect) -> None:
            surface.fill(palette.PAPER)
            pygame.draw.rect(surface, palette.PAPER_LINE, rect, 1)
            b.text(surface, _(self.title), (px(14), px(8)), "heading" if wide >= px(400) else "strong", palette.INK)

        paper = Paper(self.rect, paint, lambda: (self.title, self.rect.size, b.theme.scale))
        paper.head, paper.fold = px(38), fold
        out: list[Widget] = [paper]
        x = self.rect.right - px(34)
        out.append(
            Chip(
                (x, self.rect.y + px(9), px(24), px(20)),
                "+" if self.is_folded else "–",
                fold,
                on=False,
                tip=_("Fold the log (J)"),
            )
        )
        if self.is_folded:
            return out
        for name in reversed(GROUPS):
            w = b.size(_(GROUP_NAMES[name]), "small")[0] + px(16)
            x -= w + px(4)
            out.append(
                Chip((x, self.rect.y + px(9), w, px(20)), _(GROUP_NAMES[name]), switch(name), on=name in self.shown)
            )
        events = self.listed
        rows = [Row(e.text, mark=clock(e), dot=COLOURS[group_of(e.kind)]) for e in events]
        body = pygame.Rect(self.rect.x + px(8), self.rect.y + head, self.rect.w - px(12), self.rect.h - head - px(8))

        def choose(i: int) -> None:
            self.chosen = events[i]
            self.go(events[i])

        at = next((i for i, e in enumerate(events) if e is self.chosen), -1)
        out.append(Listing(body, rows, choose, chosen=at, height=px(24), paper=True, scroll=self._scroll))
        return out


def clock(event: Event) -> str:
    """The hour of an event: "02:15"."""
    return str(event.time)[-5:]
