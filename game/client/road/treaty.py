"""The card of the line of 1886: what was agreed about these hills, and beside one another how both sides read it in 1938."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Button, Modal, Reading, Widget
from game.core.words import _
from game.match.theatre.road_words import known

if TYPE_CHECKING:
    from game.client.kit.palette import Colour
    from game.client.kit.screen import Screen
    from game.client.kit.widgets.reading import Block
    from game.model.theatre.road import Clause, LineReading, Road

LINE = 2  # of the tabs of the road


class TreatyCard(Modal):
    """Paper over a page. `line`: the one that was clicked; its reading is framed, or told first where it is of neither side."""

    def __init__(self, screen: Screen, road: Road, inks: dict[str, Colour], line: str = "") -> None:
        self.screen, self.road, self.before = screen, road, screen.modal
        self.inks = inks
        self.asked = next((r.id for r in road.readings if line and r.line == line), "")
        b = screen.brush
        super().__init__(b, (b.px(1080), b.px(720)), _("The line of 1886"), self._back, paper=True)

    def _back(self) -> None:
        self.screen.show(self.before)

    def lay_out(self, window: tuple[int, int]) -> None:
        """The sentence and what else is read above, both readings beside one another, doors below."""
        px = self.ui.brush.px
        room = self.place(window)
        y = room.bottom - px(38)
        close = Button((room.right - px(130), y, px(130), px(38)), _("Close"), self.close, look="brass", key="Esc")
        every = Button((room.x, y, px(330), px(38)), _("Every clause and reading"), self._all, look="paper")
        high = round((y - room.y) * 0.42)
        top = Reading((room.x, room.y - px(6), room.w, high), self._sentence())
        half = (room.w - px(24)) // 2
        low = y - px(12) - (room.y + high + px(10))
        widgets: list[Widget] = [top]
        for k, side in enumerate(self.road.sides):
            rect = (room.x + k * (half + px(24)), room.y + high + px(10), half, low)
            widgets.append(Reading(rect, self._reading(side.id)))
        self.set([*widgets, every, close], focus=close)

    def _sentence(self) -> tuple[Block, ...]:
        found = [block for c in self.road.clauses if c.on_card for block in self._blocks(c)]
        others = [r for r in self.road.readings if r.on_card and not r.side]
        first = [block for r in others if r.id == self.asked for block in self._blocks(r)]
        return (*first, *found, *(block for r in others if r.id != self.asked for block in self._blocks(r)))

    def _reading(self, side: str) -> tuple[Block, ...]:
        return tuple(block for r in self.road.readings if r.on_card and r.side == side for block in self._blocks(r))

    def _blocks(self, entry: Clause | LineReading) -> list[Block]:
        """Head, sentence, sources."""
        card = known(self.road, entry)
        ink = self.inks.get(getattr(entry, "side", ""), palette.INK)
        found: list[Block] = [(card.title, "heading", ink)]
        for part in card.parts[:-1]:
            found += [(words, "body", palette.INK) for words in part.lines]
        found += [(words, "note", palette.PAPER_DIM) for words in card.parts[-1].lines]
        return found

    def _all(self) -> None:
        from game.client import doors

        self.screen.show(self.before)
        doors.road(self.screen.app, LINE)

    def draw(self, surface: pygame.Surface) -> None:
        """The paper, and a rule between the readings."""
        super().draw(surface)
        left = self.ui.widgets[1].rect
        x = left.right + self.ui.brush.px(12)
        pygame.draw.line(surface, palette.PAPER_LINE, (x, left.y), (x, left.bottom))
        for column, side in zip(self.ui.widgets[1:3], self.road.sides, strict=True):
            if any(r.id == self.asked and r.side == side.id for r in self.road.readings):
                rim = column.rect.inflate(self.ui.brush.px(14), self.ui.brush.px(10))
                pygame.draw.rect(surface, palette.BRASS, rim, 2, border_radius=4)
