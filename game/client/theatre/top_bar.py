"""The top bar of the strategic game: turn and act, standing, oil, Wuhan, score, dial, seat; each says what it is when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Panel, Ui
from game.client.kit.widgets.panel import Spot
from game.client.theatre.names import ACT_NUMERALS, DIALS
from game.core.words import _, written

if TYPE_CHECKING:
    from game.client.theatre.facts import ActScores, Facts, ScoreFact
    from game.client.theatre.sides import Colours


class TopBar(Panel):
    """The bar; leaves room for the menu button at the right."""

    def __init__(self, rect: pygame.Rect, facts: Facts, title: str, own: Colours, scale: float) -> None:
        super().__init__(rect, self._paint, lambda: (id(facts), scale))
        self.facts, self.title, self.own = facts, title, own

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """The bar, painted anew when what it shows has changed."""
        self._ui = ui
        super().draw(ui, surface)

    def _paint(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b, f, spots = self._ui.brush, self.facts, list[Spot]()
        surface.fill(palette.PANEL)
        pygame.draw.line(surface, palette.LINE, (0, rect.bottom - 1), (rect.right, rect.bottom - 1))
        px, middle = b.px, rect.centery
        x, wide = px(16), rect.w >= px(1600)
        if wide:
            x = b.text(surface, self.title, (x, middle), "heading", palette.TEXT, anchor="midleft").right + px(28)
        start = x
        first = b.text(surface, f.name, (x, middle + px(2)), "strong", palette.TEXT, anchor="bottomleft")
        line = _("Turn {n} of {all} · act {act}").format(n=f.turn, all=f.turns, act=ACT_NUMERALS.get(f.act, f.act))
        if wide and f.act_title:
            line += f" · {f.act_title}"
        second = b.text(surface, line, (x, middle - px(1)), "small", palette.DIM)
        x = max(first.right, second.right)
        spots.append((self._span(start, x), turn_words(f)))
        x += px(30)
        right = rect.right - px(56)
        name = b.text(surface, f.seat_name, (right, middle), "strong", palette.TEXT, anchor="midright")
        chip = pygame.Rect(name.x - px(24), middle - px(7), px(14), px(14))
        b.box(surface, chip, self.own.face, self.own.ink, radius=0 if f.side else 4, width=1 if f.side else 2)
        spots.append(
            (self._span(chip.x, name.right), _("The seat whose sheet you write: {seat}").format(seat=f.seat_name))
        )
        right, dial = chip.x - px(22), _(DIALS.get(f.dial, f.dial))
        gauges = [g for g in self._gauges() if g[1] is not None]  # else not this seat's to know
        least = sum(
            b.size(words, "small")[0] + b.size(figure, "time")[0] + px(29) for words, _share, figure, _tip in gauges
        )
        for words, figure, tip in (
            (_("Score"), f"{f.score:.0f}", score_words(f)),
            (
                _("Dial"),
                dial,
                _("How strongly the causes of the thesis pull on the odds of cards: {dial}").format(dial=dial),
            ),
        ):
            size = b.size(words, "small")[0] + b.size(figure, "time")[0] + px(24)
            if figure is dial and x + least > right - size:
                break  # a narrow bar: it was chosen before the game
            value = b.text(surface, figure, (right, middle), "time", palette.BRASS, anchor="midright")
            head = b.text(surface, words, (value.x - px(6), middle), "small", palette.DIM, anchor="midright")
            spots.append((self._span(head.x, value.right), tip))
            right = head.x - px(18)
        meter = px(52) if x + least + px(60) * len(gauges) <= right else 0
        for words, share, figure, tip in gauges:
            if x + b.size(words, "small")[0] + b.size(figure, "time")[0] + px(7) > right:
                break
            start = x
            x = b.text(surface, words, (x, middle), "small", palette.TEXT, anchor="midleft").right + px(7)
            if meter:
                bar = pygame.Rect(x + px(1), middle - px(3), meter, px(7))
                b.box(surface, bar, palette.DESK, palette.LINE, radius=3)
                inner = pygame.Rect(bar.x, bar.y, round(bar.w * min(1.0, max(0.0, share or 0.0))), bar.h)
                if inner.w > 2:
                    b.box(surface, inner, palette.BRASS, None, radius=3)
                x = bar.right + px(7)
            x = b.text(surface, figure, (x, middle), "time", palette.TEXT, anchor="midleft").right
            spots.append((self._span(start, x), tip))
            x += px(22)
        self.spots = tuple(spots)

    def _gauges(self) -> tuple[tuple[str, float | None, str, str], ...]:
        """Names, shares, figures and tips of standing, oil and the drive on Wuhan."""
        f = self.facts
        taken = _("taken") if f.wuhan_fallen else f"{100 * (f.wuhan_share or 0):.0f} %"
        return (
            (_("Standing"), f.standing / max(1, f.standing_most), f"{f.standing}", standing_words(f)),
            (_("Oil"), f.oil if f.oil is None else min(1.0, f.oil / 40), f"{f.oil or 0:.0f}", oil_words(f)),
            (_("Wuhan"), f.wuhan_share, taken, wuhan_words(f)),
        )

    def _span(self, left: int, right: int) -> pygame.Rect:
        return pygame.Rect(left, 0, right - left, self.rect.h)


def turn_words(f: Facts) -> str:
    """What the turn and the act are."""
    ends = [*f.act_ends, f.turns]
    line = _("Turn {n}: {dates}. Act {act} ends with turn {end}; each act is scored alone.")
    end = min(f.turns, next(e for e in ends if e >= f.turn))
    return line.format(n=f.turn, dates=f.name, act=ACT_NUMERALS.get(f.act, f.act), end=end)


def score_words(f: Facts) -> str:
    """What the score is that stands in the bar."""
    if not f.score_games:
        return _("Your score of the act, as it ended. The record scored {record} over the game.").format(
            record=f"{f.score_record:.0f}"
        )
    line = _(
        "Where this act leads if you order nothing more: {n} of 100, the mean of {games} games from what you know. If all that "
        "is open went as in history: {now}. The record scored {record} over the game."
    )
    return line.format(
        n=f"{f.score:.0f}", games=f.score_games, now=f"{f.score_now:.0f}", record=f"{f.score_record:.0f}"
    )


def standing_words(f: Facts) -> str:
    """What standing is for."""
    line = _(
        "Standing: {n} of at most {most}. Answers against the odds, some policies and moves into closed sectors cost it; a new "
        "act brings some. What is left is scored."
    )
    return line.format(n=f.standing, most=f.standing_most)


def oil_words(f: Facts) -> str:
    """What oil is for."""
    line = _("Oil in stock: {n} months. The pressure of the West drains it; it is scored in the last act.")
    return line.format(n=written(f.oil or 0, ".1f"))


def wuhan_words(f: Facts) -> str:
    """How the drive on Wuhan stands."""
    if f.wuhan_fallen:
        return _("The drive on Wuhan: the city is taken.")
    line = _("The drive on Wuhan: progress {progress}. Divisions on the Yangtze carry it on, aid to China slows it.")
    return line.format(progress=f.wuhan)


def total_words(score: ActScores) -> str:
    """What the score of an act is."""
    if score.is_over:
        return _("Score of the act, as it ended: {n} of 100, the sum of its parts").format(n=f"{score.total:.0f}")
    return _("Where this act leads if nothing more is ordered: {n} of 100, the sum of its parts").format(
        n=f"{score.total:.0f}"
    )


def part_words(part: ScoreFact) -> str:
    """A part of the score of an act: points and what they stand for."""
    words = _("{part}: {n} points of {most}").format(
        part=_(part.title), n=written(part.points, ".1f"), most=f"{part.most:.0f}"
    )
    return "\n".join(w for w in (words, part.note) if w)
