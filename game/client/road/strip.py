"""The time line of the road: decisions above, incidents below, each where it falls; a click takes the nearest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Ui, Widget

if TYPE_CHECKING:
    from game.model.theatre.road import RoadEvent

FIRST, LAST = 1904, 1939
CROWDED = 1931  # from here on a year is as wide as four before it
WIDER = 4


def share(date: str) -> float:
    """How far along the line a date lies, 0 to 1; what is older than the line stands at its beginning."""
    year, month, day = (int(p) for p in (date + "-01-01").split("-")[:3])
    at = year + (dt.date(year, month, day).timetuple().tm_yday - 1) / 365.25
    whole = (CROWDED - FIRST) + WIDER * (LAST - CROWDED)
    gone = min(at, CROWDED) - FIRST + WIDER * max(0.0, at - CROWDED)
    return max(0.0, min(1.0, gone / whole))


class RoadStrip(Widget):
    """Years across, the events of the list on them. `words`: what is said of an event under the pointer."""

    focusable = True

    def __init__(
        self,
        rect: pygame.Rect,
        events: Sequence[RoadEvent],
        chosen: int,
        choose: Callable[[int], None],
        *,
        words: Callable[[RoadEvent], str],
    ) -> None:
        super().__init__(rect)
        self.events, self.chosen, self.choose, self.words = events, chosen, choose, words

    def x_of(self, date: str) -> int:
        """Pixel of a date."""
        return self.rect.x + 14 + round((self.rect.w - 28) * share(date))

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Years, marks, the one chosen."""
        b, middle = ui.brush, self.rect.y + self.rect.h // 2 - ui.brush.px(6)
        surface.fill(palette.PANEL, self.rect)
        pygame.draw.line(surface, palette.LINE, (self.rect.x + 14, middle), (self.rect.right - 14, middle), 2)
        end = 0
        for year in range(FIRST, LAST + 1):
            x = self.x_of(f"{year}")
            pygame.draw.line(surface, palette.LINE, (x, middle - b.px(3)), (x, middle + b.px(3)))
            if x >= end and x + b.size(str(year), "key")[0] < self.rect.right:
                end = b.text(surface, str(year), (x, self.rect.bottom - b.px(17)), "key", palette.DIM).right + b.px(10)
        for k, event in enumerate(self.events):
            if k != self.chosen:
                self._mark(ui, surface, event, middle, is_chosen=False)
        if 0 <= self.chosen < len(self.events):
            self._mark(ui, surface, self.events[self.chosen], middle, is_chosen=True)

    def _mark(self, ui: Ui, surface: pygame.Surface, event: RoadEvent, middle: int, *, is_chosen: bool) -> None:
        b, x = ui.brush, self.x_of(event.date)
        high = b.px(20 if is_chosen else 12)
        up = -1 if event.kind != "incident" else 1
        ink = palette.TEXT if is_chosen else palette.WARN if event.kind == "incident" else palette.BRASS
        pygame.draw.line(surface, ink, (x, middle), (x, middle + up * high), 3 if event.kind == "card" else 2)
        if event.kind == "card" or is_chosen:
            pygame.draw.circle(surface, ink, (x, middle + up * high), b.px(4 if is_chosen else 3))

    def nearest(self, at: tuple[int, int]) -> int:
        """Number of the event whose mark is nearest to a point, of its half of the strip if there is any."""
        is_below = at[1] > self.rect.y + self.rect.h // 2
        own = [k for k, e in enumerate(self.events) if (e.kind == "incident") == is_below] or range(len(self.events))
        return min(own, key=lambda k: abs(self.x_of(self.events[k].date) - at[0]), default=-1)

    def tip_at(self, at: tuple[int, int]) -> str:
        """The event whose mark is nearest, with its date."""
        k = self.nearest(at)
        return self.words(self.events[k]) if k >= 0 else super().tip_at(at)

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Chooses the nearest."""
        if (k := self.nearest(at)) >= 0:
            self.choose(k)

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Left and Right go from one to the next."""
        if event.type != pygame.KEYDOWN or event.key not in (pygame.K_LEFT, pygame.K_RIGHT):
            return False
        way = 1 if event.key == pygame.K_RIGHT else -1
        self.choose(max(0, min(len(self.events) - 1, self.chosen + way)))
        return True
