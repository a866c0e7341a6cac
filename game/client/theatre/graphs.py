"""The history of every variable: record, cards and play apart, turn by turn; a turn may be looked at, or played on from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.screen import Screen
from game.client.kit.widgets import Button, Listing, Panel, Reading, Row, Widget
from game.client.pages.turning import is_by_file, why_closed
from game.client.theatre.names import changes_line, variable_colour, variable_name
from game.client.theatre.plot import Line, axes, plot, turn_at, x_of
from game.client.theatre.tracks import track_words
from game.core.words import _, aside

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.theatre.facts import TrackFact
    from game.client.theatre.screen import TheatreScreen


class GraphScreen(Screen):
    """Variables at the left, the one chosen large, the turn under the pointer below."""

    def __init__(self, app: App, game: TheatreScreen, name: str = "") -> None:
        super().__init__(app)
        self.game = game
        ids = [t.id for t in game.facts.tracks]
        self.at = ids.index(name) if name in ids else 0
        self.turn = game.facts.turn
        self.chart = pygame.Rect(0, 0, 1, 1)

    @property
    def track(self) -> TrackFact:
        """The variable that is shown."""
        return self.game.facts.tracks[self.at]

    def layout(self) -> None:
        """Places list, chart, words and doors."""
        px = self.app.theme.px
        w, h = self.size
        margin = px(24)
        names = pygame.Rect(margin, px(84), px(270 if w >= px(900) else 220), h - px(84) - margin)
        right = pygame.Rect(names.right + margin, px(84), w - names.right - 2 * margin, h - px(84) - margin)
        is_narrow = w < px(900)
        low, legend = (px(120), px(16)) if is_narrow else (px(210), 0)
        self.chart = pygame.Rect(right.x + px(44), right.y + px(40), right.w - px(60), right.h - low - px(100) - legend)
        rows = [
            Row(variable_name(t.id), right=f"{t.value:.0f}", under=self._parts(t), dot=variable_colour(t.id))
            for t in self.game.facts.tracks
        ]
        listing = Listing(names, rows, self._choose, chosen=self.at, height=px(50))
        picture = Panel(
            pygame.Rect(right.x, right.y, right.w, right.h - low),
            self._paint,
            lambda: (self.at, self.turn, self.size, px(100)),
        )
        picture.tip = track_words(self.track)
        words = pygame.Rect(right.x, right.bottom - low + px(10), right.w, low - px(64))
        wide = min(px(210), (right.w - px(12)) // 2)
        look = Button((right.x, right.bottom - px(42), wide, px(42)), _("Look at this turn"), self._look, look="plain")
        branch = Button(
            (right.x + wide + px(12), right.bottom - px(42), wide, px(42)),
            _("Play on from here"),
            self._branch,
            look="brass",
        )
        look.enabled = self.turn < self.game.table.match.turn.number
        look.why_not = _("this is the present turn")
        branch.enabled, branch.why_not = look.enabled, look.why_not
        if is_by_file(self.game.table):
            branch.enabled, branch.why_not = False, why_closed()
        branch.look = "brass" if branch.enabled else "plain"
        back = Button((margin, px(24), px(110), px(34)), _("Back"), self.app.pop, key="Esc")
        widgets: list[Widget] = [listing, picture, Reading(words, self._words()), look, branch, back]
        self.ui.set(widgets, focus=listing)

    @staticmethod
    def _parts(track: TrackFact) -> str:
        record, cards, play = track.parts
        return _("record {a}, cards {b}, play {c}").format(a=f"{record:.0f}", b=f"{cards:+.0f}", c=f"{play:+.0f}")

    def _choose(self, i: int) -> None:
        self.at = i
        self.layout()

    # ------------------------------------------------------------ the chart
    def _paint(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b, px, facts, track = self.brush, self.brush.px, self.game.facts, self.track
        surface.fill(palette.PANEL)
        chart = (
            self.chart.move(-self.ui.widgets[1].rect.x, -self.ui.widgets[1].rect.y)
            if len(self.ui.widgets) > 1
            else rect
        )
        b.text(surface, track.meaning, (chart.x, px(8)), ("strong", "small", "key"), palette.TEXT, width=chart.w)
        axes(b, surface, chart, facts.ends, facts.labels, acts=facts.act_ends)
        colour = variable_colour(track.id)
        past = track.past
        lines = [
            Line(tuple(track.record), palette.DIM, is_dashed=True, width=2, has_points=True),
            Line(tuple(p[0] + p[1] for p in past), palette.MARCH_REACH, width=1),
            Line(tuple(p[3] for p in past), colour, width=3, has_points=True),
        ]
        plot(surface, chart, lines, facts.ends)
        x = x_of(chart, facts.ends, min(self.turn, len(facts.ends) - 1))
        pygame.draw.line(surface, palette.BRASS, (x, chart.y), (x, chart.bottom), 1)
        y, at = chart.bottom + px(42), chart.x
        for words, ink, is_dashed in (
            (_("this game"), colour, False), (_("record and cards, without play"), palette.MARCH_REACH, False),
            (_("the record"), palette.DIM, True),
        ):  # fmt: skip
            if at > chart.x and at + px(34) + b.size(words, "small")[0] > rect.w:
                y, at = y + px(16), chart.x
            plot(
                surface,
                pygame.Rect(at, y - px(2), px(26), px(4)),
                [Line((50.0, 50.0), ink, is_dashed=is_dashed)],
                (0.0, 1.0),
            )
            at = b.text(surface, words, (at + px(34), y), "small", palette.TEXT, anchor="midleft").right + px(24)

    def _words(self) -> list[tuple[str, str, tuple[int, ...]]]:
        """The turn at the cursor: its values, and what happened."""
        track, k = self.track, self.turn
        blocks: list[tuple[str, str, tuple[int, ...]]] = []
        theatre = self.game.table.match.theatre
        name = theatre.turns[min(k, len(theatre.turns)) - 1].name
        now = track.past[k][3] if k < len(track.past) else None
        record = track.record[k] if k < len(track.record) else None
        values = _("this game {a}, the record {b}").format(
            a="–" if now is None else f"{now:.0f}", b="–" if record is None else f"{record:.0f}"
        )
        blocks.append((f"{_(name)} · {values}", "strong", palette.TEXT))
        for event in theatre.events:
            if event.turn == k:
                changes = changes_line(event.changes)
                blocks.append((_(event.says) + aside(changes), "small", palette.TEXT))
        return blocks

    # ------------------------------------------------------------ acts
    def _look(self) -> None:
        self.app.pop()
        self.game.look(self.turn)

    def _branch(self) -> None:
        from game.client.theatre.doors import branch_from

        branch_from(self.app, self.game, self.turn)

    def handle(self, event: pygame.Event) -> None:
        """Left and Right move the cursor; a click on the chart puts it there."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self.app.pop()
        elif event.type == pygame.KEYDOWN and event.key in (pygame.K_LEFT, pygame.K_RIGHT):
            self._to(self.turn + (1 if event.key == pygame.K_RIGHT else -1))

    def event(self, event: pygame.Event) -> None:
        """A press on the chart moves the cursor, whatever widget lies there."""
        if (
            event.type == pygame.MOUSEBUTTONDOWN
            and event.button == 1
            and self.chart.inflate(20, 20).collidepoint(event.pos)
        ):
            self._to(turn_at(self.chart, self.game.facts.ends, event.pos[0]))
            self.dirty = True
            return
        super().event(event)

    def _to(self, turn: int) -> None:
        self.turn = max(1, min(self.game.facts.turns, turn))
        self.layout()
        self.dirty = True

    def draw(self, surface: pygame.Surface) -> None:
        """Desk and head."""
        b, px = self.brush, self.app.theme.px
        surface.fill(palette.DESK)
        b.text(surface, variable_name(self.track.id), (px(150), px(22)), "title", palette.TEXT)
