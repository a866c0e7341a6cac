"""The foot of the strategic page: news and events beside the tracks; where both have no room, one at a time under tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.kit.widgets import Listing, Row, Tabs, Widget
from game.client.theatre.tracks import Tracks
from game.client.theatre.turning import colour_of
from game.core.words import _

if TYPE_CHECKING:
    from game.client.theatre.screen import TheatreScreen

BESIDE = 600  # pixels of the drawing that both need side by side
NEWS, TRACKS = range(2)


class Foot:
    """What lies under the map."""

    def __init__(self, screen: TheatreScreen) -> None:
        self.screen, self.tab = screen, TRACKS
        self.room = pygame.Rect(0, 0, 1, 1)

    def height(self, wide: int) -> int:
        """Pixels it takes under a map of this width."""
        px, theme = self.screen.app.theme.px, self.screen.app.theme
        return px(136) if not theme.is_small(self.screen.size) else px(104) if wide >= px(BESIDE) else px(132)

    def widgets(self, room: pygame.Rect) -> list[Widget]:
        """The log and the tracks, or tabs and one of them."""
        self.room, px = room, self.screen.app.theme.px
        half = self._half
        if half:
            log = pygame.Rect(px(8), room.y + px(22), half - px(16), room.h - px(26))
            return [self._log(log), self._tracks(pygame.Rect(half, room.y + px(4), room.w - half, room.h - px(8)))]
        tabs = Tabs(
            (px(8), room.y + px(4), room.w - px(16), px(26)),
            (_("News and events"), _("All tracks")),
            self.tab,
            self._turn,
        )
        below = pygame.Rect(px(8), tabs.rect.bottom + px(2), room.w - px(16), room.bottom - tabs.rect.bottom - px(4))
        return [tabs, self._log(below) if self.tab == NEWS else self._tracks(below)]

    def draw(self, surface: pygame.Surface) -> None:
        """The head over the log, where no tab says it."""
        if half := self._half:
            px = self.screen.app.theme.px
            head = pygame.Rect(px(12), self.room.y + px(5), half - px(28), px(18))
            self.screen.brush.heading(surface, _("News and events"), head)

    @property
    def _half(self) -> int:
        """Width of the log beside the tracks; 0: one at a time."""
        px = self.screen.app.theme.px
        return min(px(470), self.room.w * 3 // 10) if self.room.w >= px(BESIDE) else 0

    def _tracks(self, rect: pygame.Rect) -> Tracks:
        return Tracks(rect, self.screen.facts, self.screen.open_graphs)

    def _turn(self, tab: int) -> None:
        self.tab = tab
        self.screen.layout()

    # ------------------------------------------------------------ the log
    def _log(self, rect: pygame.Rect) -> Listing:
        screen = self.screen
        screen.log = screen.turning.log()
        rows = [Row(words, dot=colour_of(e.kind) if e else None) for words, e in screen.log]
        height = screen.app.theme.px(22)
        return Listing(rect, rows, self._chosen, height=height, scroll=screen.log_scroll, enter=self._entered)

    def _chosen(self, i: int) -> None:
        if (event := self.screen.log[i][1]) and event.place:
            self.screen.go_to(event.place)

    def _entered(self, i: int) -> None:
        if event := self.screen.log[i][1]:
            self.screen.turning.why(event)
