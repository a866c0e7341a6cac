"""The card of a counter: who commands it, its companies, its history, where each figure comes from and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.battle import facts, tips
from game.client.kit import palette
from game.client.kit.widgets import Button, Modal, Panel
from game.client.map import tokens
from game.core.words import _, aside, spoken
from game.match.citing import GRADES

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen
    from game.model.battle.scenario import Scenario


class CardDialog(Modal):
    """Paper with everything the data say of a counter of the own side."""

    def __init__(self, screen: BattleScreen, unit: str) -> None:
        b = screen.brush
        counter = screen.sitting.scenario.counter(unit)
        super().__init__(b, (b.px(820), b.px(640)), spoken(counter.names), lambda: screen.show(None), paper=True)
        self.screen, self.unit = screen, unit

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places paper and button."""
        px = self.ui.brush.px
        room = self.place(window)
        y = room.bottom - px(30)
        close = Button((room.right - px(130), y, px(130), px(38)), _("Close"), self.close, look="brass", key="Esc")
        body = pygame.Rect(room.x, room.y, room.w, y - room.y - px(8))
        self._paper = Panel(body, self._paint, lambda: (self.unit, body.size))
        self._paper.tip = _(
            "Strength on paper and where it is from; a figure without a source of its own is an estimate (2.2)"
        )
        self.set([self._paper, close], focus=close)

    def _paint(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b, sitting = self.ui.brush, self.screen.sitting
        scenario = sitting.scenario
        counter = scenario.counter(self.unit)
        surface.fill(palette.PAPER)
        piece = sitting.position.piece(self.unit)
        if piece is not None:
            picture = tokens.picture(scenario, piece, b.px(80))
            surface.blit(
                picture, picture.get_rect(topright=(rect.w, -b.px(10))), special_flags=pygame.BLEND_PREMULTIPLIED
            )
        found = facts.unit_facts(sitting, self.unit)
        y = b.text(
            surface, found.under if found else "", (0, 0), "sub", palette.PAPER_DIM, width=rect.w - b.px(110)
        ).bottom
        others = [n for n in (counter.names.ja, counter.names.ru, counter.names.zh) if n and n != spoken(counter.names)]
        y = b.text(surface, " · ".join(others), (0, y), "body", palette.INK, width=rect.w - b.px(110)).bottom + b.px(8)
        if found:
            y = self._stats(surface, found.stats, y, rect.w - b.px(110)) + b.px(8)
        if counter.companies:
            y = self._head(surface, _("Companies and platoons"), y)
            for company in counter.companies:
                b.text(surface, _(company.name), (0, y), "body", palette.INK, width=b.px(240))
                if company.men:
                    b.text(surface, str(company.men), (b.px(300), y), "time", palette.INK, anchor="topright")
                b.text(surface, _(company.note), (b.px(320), y), "small", palette.PAPER_DIM, width=rect.w - b.px(320))
                y += b.line("body")
        if counter.history:
            y = self._head(surface, _("History"), y)
            y = b.paragraph(
                surface, _(counter.history), pygame.Rect(0, y, rect.w, rect.h - y), "body", palette.INK, lines=8
            )
        y = self._head(surface, _("Sources"), y)
        low, high = counter.men * (1000 - counter.band_pm) // 1000, counter.men * (1000 + counter.band_pm) // 1000
        if counter.men:
            drawn = _("Men by the sources: {n}. Each game draws its own, two in three between {a} and {b}.")
            words = drawn if counter.band_pm else _("Men by the sources: {n}, in every game.")
            words = words.format(n=counter.men, a=low, b=high)
            y = b.paragraph(surface, words, pygame.Rect(0, y, rect.w, rect.h - y), "small", palette.INK)
        for line in sources(scenario, counter.source, counter.confidence, counter.note):
            y = b.paragraph(surface, line, pygame.Rect(0, y, rect.w, rect.h - y), "small", palette.INK, lines=4)

    def _stats(self, surface: pygame.Surface, stats: tuple[facts.Stat, ...], y: int, width: int) -> int:
        """The figures one after the other, each with its tooltip; returns the y below them."""
        b, x, spots = self.ui.brush, 0, []
        for stat in stats:
            words = f"{stat.name} {stat.words}"
            wide = b.size(words, "body")[0]
            if x and x + wide > width:
                x, y = 0, y + b.line("body")
            spots.append((b.text(surface, words, (x, y), "body", palette.INK), tips.stat(stat)))
            x += wide + b.px(18)
        self._paper.spots = spots
        return y + b.line("body")

    def _head(self, surface: pygame.Surface, words: str, y: int) -> int:
        b = self.ui.brush
        y += b.px(6)
        b.text(surface, words, (0, y), "strong", palette.JAPAN_INK)
        y += b.line("body")
        pygame.draw.line(surface, palette.PAPER_LINE, (0, y), (surface.get_width(), y))
        return y + b.px(4)


def sources(scenario: Scenario, source: str, confidence: str, note: str) -> list[str]:
    """What an entry rests on, in lines: title of the source, grade of confidence, note."""
    known = next((s for s in scenario.sources if s.id == source.partition("#")[0]), None)
    title = known.full if known is not None else (_("our own estimate") if source == "estimate" else source)
    lines = [title + aside(source) if known is not None else title]
    lines.append(_("Confidence {grade}: {words}").format(grade=confidence, words=_(GRADES.get(confidence, ""))))
    return lines + ([_(note)] if note else [])
