"""Why: the factors of a result as a waterfall on a log scale, each with its rule; the dialog adds the text of the rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.widgets import Action, Button, Listing, Modal, Panel, Row, Scroll, Ui, Widget
from game.core.words import _
from game.match.battle.news import no_rows_words, result_words, row_words
from game.match.battle.rule_text import rule_text

if TYPE_CHECKING:
    from game.match.battle.explain import Explanation, FactorLine
    from game.model.battle.scenario import Scenario

DOWN, LUCK = (98, 158, 206), (150, 132, 178)


def waterfall(
    b: Brush, surface: pygame.Surface, rect: pygame.Rect, why: Explanation, *, row: int = 0, lit: int = -1
) -> int:
    """Draws the factors one under the other, each bar beginning where the one above ended; returns the y below.

    Factors that multiply stand on a log scale; those that add up, as in a contest, on a plain one.
    """
    row = row or b.px(21)
    number, figures = b.px(40), b.px(84)
    names = round((rect.w - number - figures) * 0.55)
    left, wide = rect.x + names, rect.w - names - number - figures - b.px(8)
    spans = _spans(why)
    low, high = min((min(s) for s in spans), default=0.0), max((max(s) for s in spans), default=0.0)
    scale = wide / max(0.4, high - low)
    zero, y = left - low * scale, rect.y
    for i, line in enumerate(why.lines):
        middle = y + row // 2
        if i == lit:
            b.box(surface, pygame.Rect(rect.x - 4, y, rect.w + 8, row), palette.RAISED, None, radius=3)
        b.text(surface, line.name, (rect.x, middle), "small", palette.TEXT, anchor="midleft", width=names - b.px(8))
        if not why.multiplies or line.value > 0:
            x0, x1 = sorted((round(zero + spans[i][0] * scale), round(zero + spans[i][1] * scale)))
            bar = pygame.Rect(x0, middle - b.px(5), max(2, x1 - x0), b.px(10))
            pygame.draw.rect(surface, LUCK if line.is_luck else palette.WARN if line.log >= 0 else DOWN, bar)
            if i + 1 < len(why.lines):
                x = round(zero + spans[i][1] * scale)
                pygame.draw.line(surface, palette.DIM, (x, middle), (x, middle + row))
        b.text(surface, row_words(why, i), (rect.right - number, middle), "time", palette.TEXT, anchor="midright")
        b.text(surface, line.rule, (rect.right, middle), "key", palette.BRASS, anchor="midright")
        y += row
    return y


def _spans(why: Explanation) -> list[tuple[float, float]]:
    """Where each bar begins and ends: on a log scale, which the first, a quantity, begins; sums begin at nought."""
    run, out = 0.0, []
    for i, line in enumerate(why.lines):
        step = line.log if i > 0 or not why.multiplies else 0.0
        out.append((run, run + step))
        run += step
    return out


class WhyDialog(Modal):
    """Every factor of an event, and the rule of the one chosen, in full."""

    def __init__(self, b: Brush, scenario: Scenario, title: str, why: Explanation, close: Action) -> None:
        super().__init__(b, (b.px(1040), b.px(620)), title, close)
        self.scenario, self.why, self.at = scenario, why, 0
        self.parts = (why,) if why.killed is None else (why, why.killed)
        self.scrolls = tuple(Scroll() for _part in self.parts)

    @property
    def lines(self) -> tuple[FactorLine, ...]:
        """The rows of all lists, one after the other."""
        return tuple(line for part in self.parts for line in part.lines)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places list and text."""
        b = self.ui.brush
        room = self.place(window)
        foot = (room.right - b.px(130), room.bottom - b.px(30), b.px(130), b.px(38))
        close = Button(foot, _("Close"), self.close, look="brass", key="Esc")
        room.h -= b.px(44)
        half = round(room.w * 0.56)
        text = Panel((room.x + half + b.px(24), room.y, room.w - half - b.px(24), room.h), self._rule, lambda: self.at)
        lists, first, y = list[FactorList](), 0, room.y
        widgets: list[Widget] = [text]
        below = 0 if self.why.killed is None else b.px(24) * (len(self.why.killed.lines) + 2)
        for part, scroll in zip(self.parts, self.scrolls, strict=True):
            head = b.px(36) if lists else 0
            if head:
                widgets.append(Panel((room.x, y, half, head), self._head, lambda: half))
            high = below if lists or not below else min(room.h - below - b.px(36), b.px(24) * (len(part.lines) + 2))
            high = high or room.h
            box = pygame.Rect(room.x, y + head, half, high)
            at = self.at - first if 0 <= self.at - first < len(part.lines) else -1
            lists.append(FactorList(box, self._chooser(first), part, chosen=at, height=b.px(24), scroll=scroll))
            first, y = first + len(part.lines), box.bottom
        self.set([*lists, *widgets, close], focus=lists[0])

    def _head(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        surface.fill(palette.PANEL)
        self.ui.brush.heading(surface, _("Of those hit, killed"), rect)

    def _chooser(self, first: int) -> Callable[[int], None]:
        def choose(i: int) -> None:
            self.at = first + i
            for k, listing in enumerate(w for w in self.ui.widgets if isinstance(w, FactorList)):
                listing.chosen = self.at - sum(len(p.lines) for p in self.parts[:k])

        return choose

    def _rule(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b = self.ui.brush
        surface.fill(palette.PANEL)
        if not self.lines:
            b.paragraph(surface, no_rows_words(self.why), rect, "body", palette.DIM)
            return
        line = self.lines[self.at]
        rule = self.scenario.rule(line.rule)
        y = b.heading(surface, _("Rule {n}").format(n=line.rule), rect)
        if rule is None:
            return
        y = b.text(surface, _(rule.title), (rect.x, y), "heading", palette.TEXT, width=rect.w).bottom + b.px(8)
        y = b.paragraph(
            surface,
            rule_text(self.scenario, rule),
            pygame.Rect(rect.x, y, rect.w, rect.bottom - y),
            "body",
            palette.TEXT,
            lines=max(1, (rect.bottom - y - b.px(30)) // b.line("body")),
        )
        b.text(
            surface, _("Source: {s}").format(s=rule.source), (rect.x, y + b.px(8)), "note", palette.DIM, width=rect.w
        )


class FactorList(Listing):
    """The waterfall as a list: the chosen factor is lit, what they come to stands under the last."""

    def __init__(
        self,
        rect: pygame.Rect,
        action: Callable[[int], None],
        why: Explanation,
        *,
        chosen: int,
        height: int,
        scroll: Scroll,
    ) -> None:
        rows = [
            Row("", tip=_("{name} {n}: rule {r}").format(name=line.name, n=row_words(why, i), r=line.rule))
            for i, line in enumerate(why.lines)
        ]
        super().__init__(rect, rows, action, chosen=chosen, height=height, scroll=scroll)
        self.why = why
        self.tip = _("What the rows come to")

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Draws the bars for the rows in view."""
        count = len(self.why.lines)
        self.scroll.fit((count + 2) * self.height, self.rect.h)
        old = surface.get_clip()
        surface.set_clip(self.rect.inflate(12, 0).clip(old))
        tall = pygame.Rect(self.rect.x + 4, self.rect.y - self.scroll.offset, self.rect.w - 20, count * self.height)
        y = waterfall(ui.brush, surface, tall, self.why, row=self.height, lit=self.chosen)
        if count:
            pygame.draw.line(surface, palette.LINE, (tall.x, y + 3), (tall.right, y + 3))
            ui.brush.text(
                surface,
                f"=  {result_words(self.why)}" if self.why.whole else result_words(self.why),
                (tall.right, y + ui.brush.px(8)),
                "strong",
                palette.TEXT,
                anchor="topright",
            )
        surface.set_clip(old)
        self.scroll.draw(surface, self.rect)
