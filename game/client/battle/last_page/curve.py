"""The score over time on paper: a line for each side, bands where it turned, a turn chosen by click or arrows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client.battle.last_page.telling import mark_of
from game.client.kit import palette
from game.client.kit.strokes import line
from game.client.kit.widgets import Widget
from game.core.words import _, enumerated, titled
from game.match.dates import short_date

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.client.kit.widgets import Ui
    from game.whatif.battle.last_page.review import Review

LEVELS = (0, 25, 50, 75, 100)
STEPS = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1}


class Curve(Widget):
    """The scores after each turn; `chosen`: place of a turn among the steps of the review."""

    focusable = True
    clicks_focus = True

    def __init__(self, rect: pygame.Rect, review: Review, chosen: int, choose: Callable[[int], None]) -> None:
        super().__init__(rect)
        self.review, self.chosen, self.choose = review, chosen, choose
        self._room, self._pointer = pygame.Rect(rect), (-1, -1)

    # ------------------------------------------------------------ where things stand
    def band(self, k: int) -> pygame.Rect:
        """The strip of a turn."""
        room, count = self._room, len(self.review.steps)
        left, right = room.x + room.w * k // count, room.x + room.w * (k + 1) // count
        return pygame.Rect(left, room.y, max(1, right - left), room.h)

    def point(self, side: str, k: int) -> tuple[float, float]:
        """Where the score of a side after a turn stands."""
        points = max(0.0, min(100.0, self.review.steps[k].scores[side].total))
        return float(self.band(k).centerx), self._room.bottom - self._room.h * points / 100

    def turn_at(self, at: tuple[int, int]) -> int:
        """The turn under a point, -1 none."""
        return next((k for k in range(len(self.review.steps)) if self.band(k).collidepoint(at)), -1)

    def line_of(self, k: int) -> str:
        """A turn and its scores in a line."""
        step = self.review.steps[k]
        scores = enumerated(f"{self.review.name(s)} {step.scores[s].total:.0f}" for s in self.review.sides)
        return titled(step.name, scores)

    @property
    def tip(self) -> str:
        """The turn under the pointer and its scores."""
        k = self.turn_at(self._pointer)
        if k < 0:
            return _(
                "The score of each side after every turn; bands mark the turns in which it turned. Left and right choose."
            )
        return self.line_of(k)

    @tip.setter
    def tip(self, words: str) -> None:
        assert not words, "each turn has its own"

    # ------------------------------------------------------------ drawing
    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Grid, bands, dates, both lines, the turn chosen."""
        b, self._pointer = ui.brush, ui.pointer
        self._room = pygame.Rect(
            self.rect.x + b.px(34), self.rect.y + b.px(26), self.rect.w - b.px(44), self.rect.h - b.px(50)
        )
        self._heads(b, surface)
        for turn in self.review.turned:
            surface.fill(palette.PAPER_SHADE, self.band(turn.step))
        for points in LEVELS:
            y = self._room.bottom - self._room.h * points // 100
            pygame.draw.line(surface, palette.PAPER_LINE, (self._room.x, y), (self._room.right, y))
            b.text(surface, str(points), (self._room.x - b.px(6), y), "key", palette.PAPER_DIM, anchor="midright")
        self._dates(b, surface)
        pygame.draw.rect(surface, palette.BRASS, self.band(self.chosen), max(2, b.px(2)), border_radius=3)
        steps = range(len(self.review.steps))
        for k, side in enumerate(self.review.sides):
            mark, r = mark_of(self.review.match, side), b.px(5 if self.band(0).w >= b.px(24) else 3)
            path = [self.point(side, i) for i in steps]
            if len(path) > 1:
                line(surface, path, mark.colour, b.px(2), dashed=k == 1)
            for across, up in path:
                mark.paint(b, surface, (round(across), round(up)), r)

    def _heads(self, b: Brush, surface: pygame.Surface) -> None:
        """What the curve is, and which line is whose."""
        y = self.rect.y + b.px(10)
        right = self.rect.right - b.px(8)
        for side in reversed(self.review.sides):
            mark = mark_of(self.review.match, side)
            right = b.text(surface, self.review.name(side), (right, y), "small", mark.colour, anchor="midright").x
            mark.paint(b, surface, (right - b.px(10), y))
            right -= b.px(34)
        at = (self.rect.x, y)
        b.text(surface, _("Score over time"), at, "strong", palette.SOVIET, anchor="midleft", width=right - at[0])

    def _dates(self, b: Brush, surface: pygame.Surface) -> None:
        """The first turn of each day, as many as there is room for."""
        turns = [record.turn for record in self.review.match.records]
        end = 0
        for k, turn in enumerate(turns):
            if k and turn.date == turns[k - 1].date:
                continue
            words = short_date(turn.date)
            wide = b.size(words, "key")[0]
            left = max(self._room.x, self.band(k).centerx - wide // 2)
            if left >= end and left + wide <= self.rect.right:
                b.text(surface, words, (left, self._room.bottom + b.px(6)), "key", palette.PAPER_DIM)
                end = left + wide + b.px(10)

    # ------------------------------------------------------------ choosing
    def take(self, k: int) -> None:
        """Chooses a turn."""
        self.chosen = max(0, min(len(self.review.steps) - 1, k))
        self.choose(self.chosen)

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Chooses the turn under the pointer."""
        if (k := self.turn_at(at)) >= 0:
            self.take(k)

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Left and right, Home and End choose."""
        if event.type != pygame.KEYDOWN or event.mod & pygame.KMOD_CTRL:
            return False
        if event.key in STEPS:
            self.take(self.chosen + STEPS[event.key])
        elif event.key in (pygame.K_HOME, pygame.K_END):
            self.take(0 if event.key == pygame.K_HOME else len(self.review.steps) - 1)
        else:
            return False
        return True
