"""Tracks: small lines at the foot of the map, and the dialog that shows record, cards and play of every variable apart."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.keys import shown
from game.client.kit.widgets import Button, Modal, Panel, Ui, Widget
from game.client.theatre.names import ACT_NUMERALS, variable_colour, variable_name
from game.client.theatre.plot import Line, plot
from game.client.theatre.top_bar import oil_words, part_words, standing_words, total_words, wuhan_words
from game.core.words import _, written

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.client.kit.widgets.panel import Spot
    from game.client.theatre.facts import Facts, TrackFact

COLUMNS = (5, 4, 2)  # of charts beside the log: as many as have room for their names; two of names alone
GAPS = 38  # pixels of the drawing that a chart needs beside its name, for its figure
CHART = 27  # the height of a name with a chart under it


class Tracks(Widget):
    """Ten small charts; each says under the pointer what it is, a click opens the graphs at that variable."""

    focusable = True

    def __init__(self, rect: pygame.Rect, facts: Facts, action: Callable[[str], None]) -> None:
        super().__init__(rect)
        self.facts, self.action = facts, action
        self.columns = COLUMNS[0]

    def cell(self, i: int) -> pygame.Rect:
        """Rectangle of one chart."""
        row, col = divmod(i, self.columns)
        w, h = self.rect.w // self.columns, self.rect.h // math.ceil(len(self.facts.tracks) / self.columns)
        return pygame.Rect(self.rect.x + col * w, self.rect.y + row * h, w, h)

    def tip_at(self, at: tuple[int, int]) -> str:
        """What the track under a point is."""
        return next((track_words(t) for i, t in enumerate(self.facts.tracks) if self.cell(i).collidepoint(at)), "")

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """All charts."""
        b, px = ui.brush, ui.brush.px
        wide = max(b.size(variable_name(t.id), "key")[0] for t in self.facts.tracks) + px(GAPS)
        self.columns = next((n for n in COLUMNS if wide <= self.rect.w // n), COLUMNS[-1])
        for i, track in enumerate(self.facts.tracks):
            cell = self.cell(i)
            if ui.hot is self and cell.collidepoint(ui.pointer):
                surface.fill(palette.RAISED, cell)
            colour = variable_colour(track.id)
            room = cell.inflate(-px(12), -px(4))
            figure = b.text(surface, f"{track.value:.0f}", (room.right, room.y), "time", colour, anchor="topright")
            b.text(
                surface,
                variable_name(track.id),
                (room.x, room.y),
                "key",
                palette.TEXT,
                width=figure.x - room.x - px(4),
            )
            if room.h >= px(CHART):
                chart = pygame.Rect(room.x, room.y + px(17), room.w, max(px(8), room.h - px(19)))
                plot(surface, chart, spark(track), self.facts.ends)

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Opens the graphs."""
        for i, track in enumerate(self.facts.tracks):
            if self.cell(i).collidepoint(at):
                self.action(track.id)

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Enter opens the graphs."""
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_RETURN, pygame.K_SPACE) and self.facts.tracks:
            self.action(self.facts.tracks[0].id)
            return True
        return False


def track_words(track: TrackFact) -> str:
    """A track in words: what it means, where it stands and what made it so."""
    line = _("{name}: {value} of 100 ({meaning}). By the record {record}, by cards {cards}, by play {play}.")
    record, cards, play = track.parts
    return line.format(
        name=variable_name(track.id), value=f"{track.value:.0f}", meaning=track.meaning, record=f"{record:.0f}",
        cards=f"{cards:+.0f}", play=f"{play:+.0f}",
    )  # fmt: skip


def spark(track: TrackFact) -> list[Line]:
    """The record's line dashed, the game's solid over it."""
    dim = tuple(round(c * 0.55 + 30) for c in variable_colour(track.id))
    record = Line(tuple(track.record), (dim[0], dim[1], dim[2]), is_dashed=True, width=1)
    game = Line(tuple(p[3] for p in track.past), variable_colour(track.id), width=2)
    return [record, game]


class TracksDialog(Modal):
    """Every variable as record + cards + play; standing, oil, Wuhan; the score so far by its parts."""

    def __init__(self, brush: Brush, facts: Facts, close: Callable[[], None], graphs: Callable[[str], None]) -> None:
        super().__init__(brush, (brush.px(1120), brush.px(690)), _("All tracks"), close, paper=True)
        self.facts, self.graphs = facts, graphs
        self.act = next((k for k, a in enumerate(facts.scores) if a.act == facts.act), -1)  # whose score is shown
        self._window = (0, 0)
        self.is_narrow = self.is_scored = False  # one at a time: the variables, or what stands in store and the score

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places both halves and the buttons."""
        self._window = window
        px = self.ui.brush.px
        room = self.place(window)
        self.is_narrow = room.w < px(900)
        half = room.w if self.is_narrow else round(room.w * 0.58)
        left = Panel((room.x, room.y, half, room.h - px(40)), self._variables, lambda: (self.facts.turn, half))
        step = self._step(left.rect)
        left.spots = [
            (pygame.Rect(0, px(26) + k * step, half, step), track_words(t)) for k, t in enumerate(self.facts.tracks)
        ]
        right = Panel(
            (room.x + half + px(24), room.y, room.w - half - px(24), room.h - px(40)),
            self._rest,
            lambda: (self.facts.turn, half, self.act),
        )
        if self.is_narrow:
            right.rect.update(left.rect)
            left.visible, right.visible = not self.is_scored, self.is_scored
        right.spots = self._rest_spots(right.rect)
        y = room.bottom - px(34)
        first = self.facts.tracks[0].id if self.facts.tracks else ""
        graphs = Button(
            (room.x, y, px(170), px(40)), _("Graphs"), lambda: self.graphs(first), look="paper", key=shown("G")
        )
        done = Button((room.right - px(130), y, px(130), px(40)), _("Close"), self.close, look="brass", key="Esc")
        turn: list[Widget] = []
        if self.is_narrow:
            words = _("All tracks") if self.is_scored else _("Score")
            turn = [Button((room.x + px(178), y, px(150), px(40)), words, self._turn_leaf, look="paper")]
        acts = self._acts(y) if self.is_scored or not self.is_narrow else []
        self.set([left, right, graphs, *turn, *acts, done], focus=done)

    def _turn_leaf(self) -> None:
        self.is_scored = not self.is_scored
        self.lay_out(self._window)

    def _acts(self, y: int) -> list[Widget]:
        """A button for each act that has a score, where there are several."""
        px, scores = self.ui.brush.px, self.facts.scores
        if len(scores) < 2:
            return []
        x = self.rect.right - px(170 if self.is_narrow else 190) - len(scores) * px(90 if not self.is_narrow else 60)
        return [
            Button(
                (x + k * px(60 if self.is_narrow else 90), y, px(56 if self.is_narrow else 80), px(40)),
                _("Act {n}").format(n=ACT_NUMERALS.get(a.act, a.act)),
                partial(self._show_act, k),
                look="brass" if k == self.act else "paper",
            )
            for k, a in enumerate(scores)
        ]

    def _show_act(self, k: int) -> None:
        self.act = k
        self.lay_out(self._window)

    def handle(self, event: pygame.Event) -> bool:
        """G goes on to the graphs."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_g and self.facts.tracks:
            self.graphs(self.facts.tracks[0].id)
            return True
        return super().handle(event)

    def _variables(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b, px = self.ui.brush, self.ui.brush.px
        surface.fill(palette.PAPER)
        columns = [rect.w - px(196), rect.w - px(136), rect.w - px(76), rect.w - px(4)]
        for x, words in zip(columns, (_("record"), _("cards"), _("play"), _("stands at")), strict=True):
            b.text(surface, words, (x, 0), "small", palette.PAPER_DIM, anchor="topright", width=px(74))
        step = self._step(rect)
        for k, track in enumerate(self.facts.tracks):
            y = px(26) + k * step
            b.text(surface, variable_name(track.id), (0, y), "strong", palette.INK, width=columns[0] - px(60))
            if step >= px(40):
                b.text(surface, track.meaning, (0, y + px(19)), "small", palette.PAPER_DIM, width=columns[0] - px(60))
            for x, value, is_sum in zip(columns, (*track.parts, track.value), (False, False, False, True), strict=True):
                words = f"{value:.0f}" if is_sum or x == columns[0] else f"{value:+.0f}" if abs(value) >= 0.5 else "0"
                b.text(surface, words, (x, y + px(2)), "figure" if is_sum else "time", palette.INK, anchor="topright")
            bar = pygame.Rect(columns[0] - px(20), y + px(24), columns[3] - columns[0] + px(20), px(7))
            if step < px(40):
                bar.y, bar.h = y + step - px(5), px(3)
            self._bar(surface, bar, track)

    def _bar(self, surface: pygame.Surface, rect: pygame.Rect, track: TrackFact) -> None:
        """Record as the ground, cards and play as steps from it to where the variable stands."""
        pygame.draw.rect(surface, palette.PAPER_SHADE, rect)
        at = track.parts[0]
        pygame.draw.rect(surface, palette.PAPER_LINE, (rect.x, rect.y, self._x(rect, at) - rect.x, rect.h))
        for value, colour in zip(track.parts[1:], (palette.CLAIM_JAPAN, palette.CLAIM_SOVIET), strict=True):
            a, z = sorted((self._x(rect, at), self._x(rect, at + value)))
            if z > a:
                pygame.draw.rect(surface, colour, (a, rect.y, z - a, rect.h))
            at += value
        x = self._x(rect, track.value)
        pygame.draw.rect(surface, palette.INK, (x - 1, rect.y - 3, 3, rect.h + 6))

    def _step(self, rect: pygame.Rect) -> int:
        px = self.ui.brush.px
        return min(px(54), (rect.h - px(26)) // max(1, len(self.facts.tracks)))

    def _rest_spots(self, rect: pygame.Rect) -> list[Spot]:
        """The tooltips of the right half, row by row as it is painted."""
        px, f = self.ui.brush.px, self.facts
        words = (standing_words(f), oil_words(f) if f.oil is not None else "", wuhan_words(f))
        spots = [(pygame.Rect(0, k * px(46), rect.w, px(46)), said) for k, said in enumerate(words)]
        if 0 <= self.act < len(f.scores):
            y, score = len(words) * px(46), f.scores[self.act]
            spots.append((pygame.Rect(0, y, rect.w, px(40)), total_words(score)))
            spots += [
                (pygame.Rect(0, y + px(40) + k * px(36), rect.w, px(36)), part_words(part))
                for k, part in enumerate(score.parts)
            ]
        return spots

    @staticmethod
    def _x(rect: pygame.Rect, value: float) -> int:
        return rect.x + round(rect.w * min(100.0, max(0.0, value)) / 100)

    def _rest(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b, px, f = self.ui.brush, self.ui.brush.px, self.facts
        surface.fill(palette.PAPER)
        y = 0
        for name, words, share in (
            (_("Standing"), f"{f.standing} / {f.standing_most}", f.standing / max(1, f.standing_most)),
            (
                _("Oil in store"),
                _("{n} months").format(n="?" if f.oil is None else written(f.oil, ".1f")),
                min(1.0, (f.oil or 0) / 40),
            ),
            (_("Wuhan"), _("taken") if f.wuhan_fallen else f.wuhan, f.wuhan_share or 0.0),
        ):
            b.text(surface, name, (0, y), "strong", palette.INK)
            b.text(surface, words, (rect.w, y), "time", palette.INK, anchor="topright")
            bar = pygame.Rect(0, y + px(22), rect.w, px(8))
            pygame.draw.rect(surface, palette.PAPER_SHADE, bar)
            pygame.draw.rect(
                surface, palette.CLAIM_JAPAN, (bar.x, bar.y, round(bar.w * min(1.0, max(0.0, share))), bar.h)
            )
            y += px(46)
        if not 0 <= self.act < len(f.scores):
            return
        score = f.scores[self.act]
        if score.is_over:
            head = _("Score of act {n}").format(n=ACT_NUMERALS.get(score.act, score.act))
        else:
            head = _("This act, if nothing more is ordered")
        b.text(surface, head, (0, y), "heading", palette.INK)
        b.text(surface, f"{score.total:.0f}", (rect.w, y), "heading", palette.CLAIM_SOVIET, anchor="topright")
        y += px(40)
        for part in score.parts:
            b.text(surface, _(part.title), (0, y), "body", palette.INK, width=rect.w - px(90))
            b.text(
                surface,
                f"{written(part.points, '.1f')} / {part.most:.0f}",
                (rect.w, y),
                "time",
                palette.INK,
                anchor="topright",
            )
            bar = pygame.Rect(0, y + px(21), rect.w, px(5))
            pygame.draw.rect(surface, palette.PAPER_SHADE, bar)
            pygame.draw.rect(
                surface, palette.BRASS, (bar.x, bar.y, round(bar.w * part.points / max(1.0, part.most)), bar.h)
            )
            y += px(36)
