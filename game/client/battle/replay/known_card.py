"""The card of something in the record: claim, other reading, sources in full, how sure; what it names, where it is told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Button, Listing, Modal, Reading, Row, Widget
from game.client.kit.widgets.reading import Block
from game.client.map.sides import colours
from game.core.words import _
from game.match.battle.record_known import UNIT, Topic, known, name_of

if TYPE_CHECKING:
    from game.client.battle.replay.book import RecordScreen

MOST_TOPICS = 12  # doors to what a statement names


class KnownCard(Modal):
    """Paper with all that is known; Esc goes back to what lay open before."""

    def __init__(self, screen: RecordScreen, entry: Any) -> None:
        self.screen, self.found = screen, known(screen.scenario, screen.leafing.page, entry)
        self.before = screen.modal
        b = screen.brush
        super().__init__(b, (b.px(820), b.px(680)), self.found.title, self._back, paper=True)

    def _back(self) -> None:
        self.screen.show(self.before)

    def blocks(self) -> tuple[Block, ...]:
        """What stands on the paper: words, style, ink."""
        found: list[Block] = [(self.found.under, "note", palette.PAPER_DIM)] if self.found.under else []
        for part in self.found.parts:
            found.append((part.head, "strong", palette.JAPAN_INK))
            found += [(line, "body", palette.INK) for line in part.lines]
        return tuple(found)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Paper above; statements and doors below."""
        px, found = self.ui.brush.px, self.found
        room = self.place(window)
        y = room.bottom - px(30)
        widgets: list[Widget] = []
        own = next((t for t in found.topics if t.kind == UNIT and self._is_own(t)), None)
        if own is not None:
            one, whole = partial(self._follow, own.id), partial(self._follow, own.id, whole=True)
            widgets.append(Button((room.x, y, px(160), px(38)), _("Follow it"), one, look="paper"))
            beside = (room.x + px(168), y, px(260), px(38))
            widgets.append(Button(beside, _("Follow its formation"), whole, look="paper"))
        close = Button((room.right - px(130), y, px(130), px(38)), _("Close"), self.close, look="brass", key="Esc")
        widgets.append(close)
        low = y - px(8)
        if found.told:
            high = min(px(190), px(44) * len(found.told))
            low -= high
            widgets.append(self._statements(pygame.Rect(room.x, low, room.w, high)))
            low -= px(6)
        doors = [] if own is not None else self._doors(room, low)
        if doors:
            low = doors[0].rect.y - px(8)
        widgets += doors
        body = Reading((room.x, room.y - px(6), room.w, low - room.y), self.blocks())
        self.set([body, *widgets], focus=close)

    def _is_own(self, topic: Topic) -> bool:
        """The card is this counter's own."""
        return self.found.topics == (topic,) and self.found.title == name_of(self.screen.scenario, topic)

    def _doors(self, room: pygame.Rect, low: int) -> list[Button]:
        """A button for each thing named, in rows that end at `low`."""
        b = self.ui.brush
        x, y, found = room.x, 0, []
        for topic in self.found.topics[:MOST_TOPICS]:
            words = name_of(self.screen.scenario, topic)
            wide = min(room.w, b.size(words, "small")[0] + b.px(28))
            if x + wide > room.right:
                x, y = room.x, y + b.px(34)
            found.append(
                Button((x, y, wide, b.px(28)), words, partial(self.screen.open, topic), look="paper", style="small")
            )
            x += wide + b.px(6)
        for button in found:
            button.rect.y += low - y - b.px(28)
        return found

    def _statements(self, rect: pygame.Rect) -> Listing:
        """Where it is told of; a choice turns to that page."""
        scenario, rows = self.screen.scenario, []
        for at, told in self.found.told:
            dot = colours(scenario, told.side).deep if told.side else None
            rows.append(Row(_(told.text), right=told.confidence, under=self.screen.title_of(at), dot=dot))
        return Listing(rect, rows, lambda _k: None, height=self.ui.brush.px(44), enter=self._turn, paper=True)

    def _turn(self, k: int) -> None:
        at, told = self.found.told[k]
        self.screen.leafing.open(at)
        self.screen.show(None)
        self.screen.turned()
        self.screen.open(next((t for t in self.screen.page.told if t.text == told.text), told))

    def _follow(self, unit: str, *, whole: bool = False) -> None:
        self.screen.show(None)
        self.screen.follow(unit, whole=whole)
