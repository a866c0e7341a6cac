"""The timeline of the record: every page with its date, how hard it was fought, talks, arrivals, silence, and who is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.battle.ribbon import LIGHT
from game.client.kit import palette
from game.client.kit.widgets import Ui, Widget
from game.client.map.sides import colours
from game.core.words import _
from game.match.battle import record_words
from game.match.dates import short_date

if TYPE_CHECKING:
    from game.client.battle.replay.book import RecordScreen
    from game.model.battle.record_page import Page

SPARE = 14  # pixels between two dates
FULL_LIGHT = {"night": "night", "day": "day"}


def page_tip(page: Page) -> str:
    """What a page of the record is."""
    words = _("{page}. What was told of these hours, from the sources: nothing here is reckoned.")
    return words.format(page=record_words.title(page))


class Strip(Widget):
    """Pages across; a click or a drag opens one."""

    focusable = True

    def __init__(self, rect: pygame.Rect, screen: RecordScreen) -> None:
        super().__init__(rect)
        self.screen, self.leafing = screen, screen.leafing

    # ------------------------------------------------------------ places
    def _room(self, ui: Ui) -> pygame.Rect:
        px = ui.brush.px
        return pygame.Rect(self.rect.x + px(8), self.rect.y + px(22), self.rect.w - px(16), self.rect.h - px(42))

    def x_of(self, ui: Ui, k: int) -> int:
        """Left edge of a page."""
        room = self._room(ui)
        return room.x + round(k * room.w / len(self.leafing.names))

    def page_at(self, ui: Ui, x: int) -> int:
        """Number of the page under a pixel across."""
        room, count = self._room(ui), len(self.leafing.names)
        return max(0, min(count - 1, (x - room.x) * count // max(1, room.w)))

    def dates(self, ui: Ui) -> list[tuple[int, str]]:
        """Pages under which a date stands, as many days as there is room for, always the first of the fighting."""
        leafing = self.leafing
        days = [k for k in range(len(leafing.names)) if k == 0 or leafing.date(k) != leafing.date(k - 1)]
        found: dict[int, str] = {}
        taken: list[tuple[int, int]] = []
        for k in sorted(days, key=lambda k: k != leafing.first_turn):
            words = short_date(leafing.date(k))
            x, wide = self.x_of(ui, k), ui.brush.size(words, "key")[0]
            is_free = all(x >= end + SPARE or x + wide + SPARE <= start for start, end in taken)
            if is_free and x + wide <= self.rect.right:
                found[k] = words
                taken.append((x, x + wide))
        return sorted(found.items())

    # ------------------------------------------------------------ drawing
    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Pages, bars, signs, dates and the hand."""
        b, leafing = ui.brush, self.leafing
        room = self._room(ui)
        surface.fill(palette.PANEL, self.rect)
        for k in range(len(leafing.names)):
            self._page(ui, surface, room, k)
        for k in leafing.speaking:
            x = (self.x_of(ui, k) + self.x_of(ui, k + 1)) // 2
            pygame.draw.polygon(
                surface, palette.BRASS, [(x - 4, room.bottom + 1), (x + 4, room.bottom + 1), (x, room.bottom - 6)]
            )
        for k, words in self.dates(ui):
            x = self.x_of(ui, k)
            pygame.draw.line(surface, palette.DIM, (x, room.bottom), (x, room.bottom + b.px(4)))
            b.text(surface, words, (x + 1, room.bottom + b.px(4)), "key", palette.DIM)
        x0, x1 = self.x_of(ui, leafing.at), self.x_of(ui, leafing.at + 1)
        pygame.draw.rect(surface, palette.TEXT, (x0 - 1, room.y - 3, x1 - x0 + 2, room.h + 6), 2)
        self._legend(ui, surface)
        self._note(ui)

    def _page(self, ui: Ui, surface: pygame.Surface, room: pygame.Rect, k: int) -> None:
        b, page = ui.brush, self.leafing.page_at(k)
        x0, x1 = self.x_of(ui, k), self.x_of(ui, k + 1)
        box = pygame.Rect(x0, room.y, x1 - x0 - 1, room.h)
        tone = LIGHT["day"] if page.is_day else LIGHT[FULL_LIGHT.get(page.at.split()[-1].lower(), "dusk")]
        surface.fill(b.mix(tone, palette.PANEL, 0.9 if self.leafing.silent(k) else 0.66), box)
        middle = room.centery
        for n, side in enumerate(page.sides):
            high = round(self.leafing.fought(k).get(side, 0.0) ** 0.5 * (room.h // 2 - 2))
            top = middle - high if n == 0 else middle
            surface.fill(colours(self.screen.scenario, side).light, (box.x + 1, top, max(1, box.w - 2), high))
        x = box.centerx
        if page.of("talk"):
            pygame.draw.circle(surface, palette.BRASS, (x, room.y + b.px(4)), b.px(3))
        if page.of("arrival"):
            y = room.bottom - b.px(4)
            pygame.draw.polygon(surface, palette.GOOD, [(x - 4, y + 3), (x + 4, y + 3), (x, y - 4)])
        if self.leafing.silent(k):
            pygame.draw.line(surface, palette.DIM, (box.x + 2, middle), (box.right - 3, middle))

    def _legend(self, ui: Ui, surface: pygame.Surface) -> None:
        b = ui.brush
        x, y = self.rect.x + b.px(10), self.rect.y + b.px(10)
        for side, name in self.screen.scenario.side_names.items():
            surface.fill(colours(self.screen.scenario, side).light, (x, y - b.px(5), b.px(5), b.px(10)))
            words = _("losses at most, {s}").format(s=_(name))
            x = b.text(surface, words, (x + b.px(9), y), "key", palette.DIM, anchor="midleft").right + b.px(16)
        pygame.draw.circle(surface, palette.BRASS, (x + 3, y), b.px(3))
        x = b.text(surface, _("talks"), (x + b.px(9), y), "key", palette.DIM, anchor="midleft").right + b.px(16)
        pygame.draw.polygon(surface, palette.GOOD, [(x - 1, y + 4), (x + 7, y + 4), (x + 3, y - 3)])
        x = b.text(surface, _("arrivals"), (x + b.px(11), y), "key", palette.DIM, anchor="midleft").right + b.px(16)
        pygame.draw.line(surface, palette.DIM, (x, y), (x + 7, y))
        b.text(surface, _("nothing told"), (x + b.px(11), y), "key", palette.DIM, anchor="midleft")

    def _note(self, ui: Ui) -> None:
        """The tooltip: the page under the pointer with its headline."""
        page = self.leafing.page_at(self.page_at(ui, ui.pointer[0]))
        self.tip = "\n".join(w for w in (record_words.title(page), _(page.headline) or page.silence) if w)

    # ------------------------------------------------------------ pointer and keys
    def press(self, ui: Ui, at: tuple[int, int]) -> None:
        """Opens the page there."""
        self.screen.turn_to(self.page_at(ui, at[0]))

    def drag(self, ui: Ui, at: tuple[int, int]) -> None:
        """Follows the pointer."""
        self.screen.turn_to(self.page_at(ui, at[0]))
