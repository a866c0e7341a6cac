"""The order of battle at the left of the map: formations with their counters; it stays open and a click centres the map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygame

from game.client.battle.hand import strike_gesture
from game.client.kit import palette
from game.client.kit.widgets import Listing, Panel, Row, Scroll, Tabs, Widget
from game.client.map import tokens
from game.core.words import N_, _, counted, enumerated, spoken
from game.match.battle.force_words import off_the_map, own_words

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen
    from game.match.battle import OwnUnit

SORTS = (N_("Formation"), N_("Strength"), N_("No task"))


class Tree:
    """The own side's counters in a list that stays open."""

    def __init__(self, screen: BattleScreen) -> None:
        self.screen = screen
        self.is_open = False
        self.sort = 0
        self._scroll = Scroll()

    def widgets(self, rect: pygame.Rect) -> list[Widget]:
        """The widgets of the list in a rectangle at the left of the map."""
        s, px = self.screen, self.screen.brush.px
        entries = self.entries()

        def paint(surface: pygame.Surface, box: pygame.Rect) -> None:
            surface.fill(palette.PANEL)
            pygame.draw.rect(surface, palette.LINE, box, 1)
            s.brush.heading(surface, _("Order of battle"), pygame.Rect(px(10), px(8), box.w - px(20), box.h))

        def sort(i: int) -> None:
            self.sort = i
            s.layout()

        def choose(i: int) -> None:
            unit = entries[i][0]
            if unit:
                s.take(unit)
                if s.hand.is_wing:
                    s.hand.waiting = strike_gesture()
                here = s.sitting.hex_of(unit)
                if here is not None:
                    s.camera.centre(here)

        tabs = Tabs((rect.x + px(8), rect.y + px(36), rect.w - px(16), px(28)), [_(n) for n in SORTS], self.sort, sort)
        body = pygame.Rect(rect.x + px(6), rect.y + px(72), rect.w - px(10), rect.h - px(78))
        at = next((i for i, (unit, _row) in enumerate(entries) if unit and unit == s.hand.selected), -1)
        rows = [row for _unit, row in entries]
        return [
            Panel(rect, paint, lambda: (rect.size, s.sitting.side, px(100))),
            tabs,
            Listing(body, rows, choose, chosen=at, height=px(26), scroll=self._scroll),
        ]

    def entries(self) -> list[tuple[str, Row]]:
        """Counter ids with their rows; heads of formations have the id ""."""
        sitting = self.screen.sitting
        own = list(sitting.view.own)
        if self.sort:
            idle = {u.id for u in own if sitting.book.of(u.id) is None and u.is_idle}
            own.sort(key=lambda u: -u.strength if self.sort == 1 else (u.id not in idle))
            return [(u.id, self._row(u)) for u in own]
        out: list[tuple[str, Row]] = []
        for formation in sitting.scenario.formations:
            members = [u for u in own if u.formation == formation.id]
            if members:
                here = [u for u in members if u.hex is not None]
                colour = tokens.formation_colour(sitting.scenario, formation.id)
                out.append(("", Row(spoken(formation.names), right=_total(here), dot=colour)))
                out += [(u.id, self._row(u)) for u in members]
        wings = sitting.view.wings
        if wings:
            out.append(("", Row(_("Aircraft"), right=str(sum(w.left for w in wings)))))
        for w in wings:
            mark = "✓" if sitting.book.of(w.id) is not None else "·"
            out.append((w.id, Row(spoken(sitting.scenario.wing(w.id).names), right=str(w.left), mark=mark)))
        return out

    def _row(self, unit: OwnUnit) -> Row:
        sitting = self.screen.sitting
        order = sitting.book.of(unit.id)
        counter = sitting.scenario.counter(unit.id)
        words = spoken(counter.names)
        mark = "✓" if order is not None else "·"
        where = off_the_map(sitting.view, unit) or own_words(unit)
        return Row(words, right=where, mark=mark, warn=unit.is_broken)


def _total(units: Sequence[OwnUnit]) -> str:
    """Men, tanks and guns of a formation on the map, kept apart."""
    men = sum(u.men + (0 if u.tanks or (u.guns and not u.men) else u.crew) for u in units)
    guns, tanks = sum(u.guns for u in units), sum(u.tanks for u in units)
    told = [counted("{n} man", "{n} men", men)] if men else []
    told += [counted("{n} gun", "{n} guns", guns)] if guns else []
    told += [counted("{n} tank", "{n} tanks", tanks)] if tanks else []
    return enumerated(told)
