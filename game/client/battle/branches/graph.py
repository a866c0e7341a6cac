"""The lines of a tree drawn over the turns: the record dotted within its band, the branches drawn through, one chosen strong."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.strokes import line, mark
from game.client.kit.widgets import Widget
from game.client.map.sides import colours
from game.core.words import N_, _, titled, written
from game.match.dates import short_date, turn_words

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.client.kit.widgets import Ui
    from game.model.battle.scenario import Scenario
    from game.whatif.battle.tree_lines import Line, Point

GROUND, LOST, SCORE = range(3)
TIPS = (
    N_("Per cent of the scored places; by the record of the hills that it tells of"),
    N_("Men lost since the start; of a branch from the record together with the middle of the record's band"),
    N_("The score if the game ended then; the record has none"),
)
TOLD = 6  # lines of which the tooltip tells, the one chosen first
STEPS = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1}
FAINT = 0.62  # how far lines that are not chosen are mixed with the paper
BAND = 0.82
Band = dict[int, tuple[float, float]]  # of the model, by turn: what nine games in ten lie between


class Graph(Widget):
    """One measure of one side by turn. `chosen`: id of the line that is drawn strong; `turn`: number of the turn chosen, -1 none.

    `model`: the band of many re-enactments, where there is one.
    """

    focusable = True
    clicks_focus = True

    def __init__(
        self,
        rect: pygame.Rect,
        scenario: Scenario,
        lines: Sequence[Line],
        *,
        measure: int,
        side: str,
        chosen: str,
        turn: int,
        choose: Callable[[int], None],
        model: Band | None = None,
    ) -> None:
        super().__init__(rect)
        self.scenario, self.lines, self.measure, self.side = scenario, tuple(lines), measure, side
        self.chosen, self.turn, self.choose, self.model = chosen, turn, choose, model or {}
        self.turns = scenario.calendar.played()
        self._room = rect
        values = [v for one in self.lines for p in one.points if (v := self.value(p)) is not None]
        highs = [p.high[side] for one in self.lines for p in one.points if measure == LOST and side in p.high]
        highs += [round(high) for _low, high in self.model.values()]
        self.top = 4 * _step(max([*values, *highs, 4.0]) / 4) if measure == LOST else 100.0

    # ------------------------------------------------------------ where things stand
    def value(self, point: Point) -> float | None:
        """The measure at the end of a turn; None where nobody may know it, or no source tells."""
        return (point.ground, point.lost, point.score)[self.measure].get(self.side)

    def x_of(self, turn: int) -> float:
        """Where the end of a turn stands."""
        k = turn - self.turns[0].number + 1
        return self._room.x + self._room.w * k / max(1, len(self.turns))

    def y_of(self, value: float) -> float:
        """Where a value stands."""
        return self._room.bottom - self._room.h * max(0.0, min(1.0, value / self.top))

    def path(self, one: Line) -> list[tuple[float, float]]:
        """The points of a line that are known."""
        return [(self.x_of(p.turn), self.y_of(v)) for p in one.points if (v := self.value(p)) is not None]

    # ------------------------------------------------------------ drawing
    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Paper, levels, dates, bands, lines, the turn chosen."""
        b = ui.brush
        b.box(surface, self.rect, palette.PAPER, palette.PAPER_LINE, radius=3)
        self._room = pygame.Rect(
            self.rect.x + b.px(46), self.rect.y + b.px(12), self.rect.w - b.px(62), self.rect.h - b.px(40)
        )
        for k in range(5):
            value = self.top * k / 4
            y = round(self.y_of(value))
            pygame.draw.line(surface, palette.PAPER_LINE, (self._room.x, y), (self._room.right, y))
            b.text(
                surface,
                written(value, ",.0f"),
                (self._room.x - b.px(6), y),
                "key",
                palette.PAPER_DIM,
                anchor="midright",
            )
        self._dates(b, surface)
        ink = colours(self.scenario, self.side).deep
        self._bands(b, surface, ink)
        for one in sorted(self.lines, key=lambda one: one.id == self.chosen):
            self._line(b, surface, one, ink)
        if self.turn >= 0:
            x = round(self.x_of(self.turn))
            pygame.draw.line(surface, palette.BRASS, (x, self._room.y), (x, self._room.bottom), max(2, b.px(2)))
        if not any(self.path(one) for one in self.lines):
            words, room = _("No source tells of it, and no branch has been played."), self._room
            b.text(surface, words, room.center, "body", palette.PAPER_DIM, anchor="center", width=room.w)

    def _bands(self, b: Brush, surface: pygame.Surface, ink: tuple[int, ...]) -> None:
        """The record's band of losses, and the model's."""
        bands: list[Band] = [self.model]
        if self.measure == LOST:
            points = [p for one in self.lines if one.is_record for p in one.points if self.side in p.low]
            bands.append({p.turn: (p.low[self.side], p.high[self.side]) for p in points})
        for band, share in zip(bands, (BAND + 0.1, BAND), strict=False):
            if len(band) > 1:
                low = [(self.x_of(t), self.y_of(v[0])) for t, v in band.items()]
                high = [(self.x_of(t), self.y_of(v[1])) for t, v in band.items()]
                pygame.draw.polygon(surface, b.mix(tuple(ink), palette.PAPER, share), [*low, *reversed(high)])

    def _line(self, b: Brush, surface: pygame.Surface, one: Line, ink: tuple[int, ...]) -> None:
        path, is_chosen = self.path(one), one.id == self.chosen
        if not path:
            return
        shade = palette.INK if one.is_record else ink if is_chosen else b.mix(tuple(ink), palette.PAPER, FAINT)
        if one.is_record:
            for x, y in path:
                pygame.draw.circle(surface, shade, (round(x), round(y)), b.px(2.5))
        elif len(path) > 1:
            line(surface, path, shade, b.px(3 if is_chosen else 1.5), dashed=False)
        if not one.is_record:
            x, y = path[-1]
            mark(b, surface, (round(x), round(y)), shade, diamond=self.side == self.scenario.sides[1])

    def _dates(self, b: Brush, surface: pygame.Surface) -> None:
        """The first turn of each day, as many as there is room for."""
        end = 0
        for k, turn in enumerate(self.turns):
            if k and turn.date == self.turns[k - 1].date:
                continue
            words = short_date(turn.date)
            left, wide = round(self.x_of(turn.number - 1)), b.size(words, "key")[0]
            if left >= end and left + wide <= self.rect.right:
                b.text(surface, words, (left, self._room.bottom + b.px(6)), "key", palette.PAPER_DIM)
                end = left + wide + b.px(10)

    def tip_at(self, at: tuple[int, int]) -> str:
        """The turn under a point, and where each line stands at its end."""
        k = max(0, min(len(self.turns) - 1, self._turn_at(at[0])))
        turn = self.turns[k]
        rows = [turn_words(turn)]
        for one in sorted(self.lines, key=lambda one: one.id != self.chosen)[:TOLD]:
            values = [v for p in one.points if p.turn == turn.number and (v := self.value(p)) is not None]
            rows += [titled(one.name, written(v, ",.0f")) for v in values]
        return "\n".join([*rows, _(TIPS[self.measure])])

    def _turn_at(self, x: int) -> int:
        return (x - self._room.x) * len(self.turns) // max(1, self._room.w)

    # ------------------------------------------------------------ choosing
    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Chooses the turn under the pointer."""
        self._take(self._turn_at(at[0]))

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Left and right choose."""
        if event.type != pygame.KEYDOWN or event.mod & pygame.KMOD_CTRL or event.key not in STEPS:
            return False
        first = self.turns[0].number
        self._take((self.turn - first if self.turn >= 0 else -1) + STEPS[event.key])
        return True

    def _take(self, k: int) -> None:
        self.turn = self.turns[max(0, min(len(self.turns) - 1, k))].number
        self.choose(self.turn)


def _step(least: float) -> float:
    """The first of 1, 2, 2.5, 5 and 10 times a power of ten that is no less."""
    power = 10.0 ** math.floor(math.log10(least))
    return power * next(k for k in (1, 2, 2.5, 5, 10) if k * power >= least)
