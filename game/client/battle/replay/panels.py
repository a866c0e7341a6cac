"""Beside the boards of a replay: title bar, table of differences with its grades, both accounts."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

import pygame

from game.client.battle.replay.column import Column
from game.client.battle.replay.record import EARLY, GOOD, Difference
from game.client.battle.top_bar import sky_icon
from game.client.kit import palette
from game.client.kit.keys import shown
from game.client.kit.widgets import Panel, Scroll, Tabs, Ui, Widget
from game.core.words import _
from game.match.citing import GRADES
from game.match.dates import moment_words

if TYPE_CHECKING:
    from game.client.battle.replay.screen import ReplayScreen


def title_bar(screen: ReplayScreen, surface: pygame.Surface, rect: pygame.Rect) -> None:
    """Date, turn, light; what this page is."""
    b, place = screen.brush, screen.place
    surface.fill(palette.PANEL)
    pygame.draw.line(surface, palette.LINE, (0, rect.bottom - 1), (rect.right, rect.bottom - 1))
    x, middle = b.px(16), rect.centery
    if rect.w >= b.px(1600):
        x = b.text(surface, "Changkufeng 1938", (x, middle), "heading", palette.TEXT, anchor="midleft").right + b.px(32)
    turns = screen.rerun.turns
    name = turns[place.turn].name if place.turn < len(turns) else _("being resolved")
    title = _("Replay: {t}").format(t=_(screen.rerun.title))
    at = (x, middle + b.px(2))
    tabs = next((w.rect.x for w in screen.ui.widgets if isinstance(w, Tabs)), rect.right)
    room = min(b.px(330), tabs - x - b.px(8))
    first = b.text(surface, title, at, ("strong", "small", "key"), palette.TEXT, anchor="bottomleft", width=room)
    words = (
        _("{t} · pulse {n} of {m}").format(t=name, n=place.pulse, m=place.pulses)
        if turns
        else _("the re-enactment is being resolved")
    )
    second = b.text(surface, words, (x, middle - b.px(1)), ("small", "key"), palette.DIM, width=tabs - x - b.px(8))
    x = max(first.right, second.right) + b.px(30)
    if rect.w >= b.px(1200):
        sky_icon(b, surface, (x + b.px(8), middle), place.position.light, place.position.sky)
        x = b.text(
            surface, moment_words(place.position.moment), (x + b.px(30), middle), "body", palette.TEXT, anchor="midleft"
        ).right + b.px(30)
    if rect.w >= b.px(1700) and screen.rerun.is_history:
        box = pygame.Rect(x, b.px(9), b.px(330), rect.h - b.px(18))
        b.box(surface, box, b.mix(palette.PANEL, palette.BRASS, 0.2), palette.BRASS, radius=14)
        b.text(
            surface,
            _("Replaying history · {key} opens a branch").format(key=shown("Ctrl+B")),
            box.center,
            "body",
            palette.BRASS,
            anchor="center",
            width=box.w - 20,
        )


class TitleBar(Panel):
    """The title bar, which says in full what it is."""

    def __init__(self, rect: tuple[int, int, int, int], screen: ReplayScreen, key: Callable[[], Hashable]) -> None:
        super().__init__(rect, lambda surface, room: title_bar(screen, surface, room), key)
        self.screen = screen

    def tip_at(self, at: tuple[int, int]) -> str:
        """The turn, and what a pulse is."""
        place, turns = self.screen.place, self.screen.rerun.turns
        if place.turn >= len(turns):
            return _("the re-enactment is being resolved")
        line = _("{t} · pulse {n} of {m}").format(t=turns[place.turn].name, n=place.pulse, m=place.pulses)
        words = _("{date}. {turn}. Orders of both sides are carried out together in pulses of 15 minutes (1.1).")
        return words.format(date=moment_words(place.position.moment), turn=line)


class BoardHead(Widget):
    """The line over a board: whose luck it is, or whose word."""

    def __init__(self, board: pygame.Rect, screen: ReplayScreen, *, is_record: bool) -> None:
        high = screen.brush.px(30)
        super().__init__((board.x, board.y - high, board.w, high))
        self.screen, self.is_record = screen, is_record

    def tip_at(self, at: tuple[int, int]) -> str:
        """What the board shows."""
        if self.is_record:
            return _("Where the sources have everybody at that hour; a dashed ring means that they are not sure.")
        words = _(
            "The orders of this game under our rules; the seed gives its luck: the same seed, the same run ({n})."
        )
        return words.format(n=self.screen.rerun.seed)


class Table(Widget):
    """Lines of the table: name and grade, remark, board and record; rolled by the wheel."""

    focusable = True

    def __init__(self, rect: pygame.Rect, screen: ReplayScreen, scroll: Scroll) -> None:
        super().__init__(rect)
        self.screen, self.scroll = screen, scroll

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Draws the lines in view."""
        b, lines = ui.brush, self.screen.table
        row = b.px(46)
        surface.fill(palette.PANEL, self.rect)
        self.scroll.fit(len(lines) * row, self.rect.h)
        old = surface.get_clip()
        surface.set_clip(self.rect.clip(old))
        for i, line in enumerate(lines):
            y = self.rect.y + i * row - self.scroll.offset
            if self.rect.y - row < y < self.rect.bottom:
                self._line(ui, surface, line, pygame.Rect(self.rect.x, y, self.rect.w - b.px(12), row))
        surface.set_clip(old)
        self.scroll.draw(surface, self.rect)

    def _line(self, ui: Ui, surface: pygame.Surface, line: Difference, box: pygame.Rect) -> None:
        b = ui.brush
        right = box.right - b.px(2)
        if not line.mark:
            surface.fill(palette.RAISED, (box.x - b.px(8), box.y, box.w + b.px(8), box.h - 1))
        badge = pygame.Rect(right - b.px(20), box.y + b.px(4), b.px(20), b.px(18))
        if line.grade:
            b.box(surface, badge, palette.RAISED, palette.LINE, radius=4)
            b.text(surface, line.grade, badge.center, "key", palette.TEXT, anchor="center")
        b.text(surface, line.name, (box.x, box.y + b.px(3)), "strong", palette.TEXT, width=badge.x - box.x - b.px(6))
        columns = box.x + round(box.w * 0.56)
        at = (box.x + b.px(6), box.bottom - b.px(14))
        if line.mark == GOOD:
            pygame.draw.circle(surface, palette.GOOD, at, b.px(4))
        elif line.mark == EARLY:
            pygame.draw.polygon(
                surface,
                palette.WARN,
                [(at[0], at[1] - b.px(5)), (at[0] + b.px(5), at[1] + b.px(4)), (at[0] - b.px(5), at[1] + b.px(4))],
            )
        elif line.mark:
            pygame.draw.rect(surface, palette.DIM, (at[0] - b.px(4), at[1] - b.px(4), b.px(8), b.px(8)), 1)
        b.text(
            surface,
            line.remark,
            (box.x + b.px(16), box.bottom - b.px(6)),
            "small",
            palette.DIM,
            anchor="bottomleft",
            width=columns - box.x - b.px(20),
        )
        b.text(surface, line.board, (columns, box.bottom - b.px(6)), "time", palette.TEXT, anchor="bottomleft")
        b.text(surface, line.record, (right, box.bottom - b.px(6)), "time", palette.BRASS, anchor="bottomright")
        pygame.draw.line(surface, palette.LINE, (box.x, box.bottom - 1), (box.right, box.bottom - 1))

    def tip_at(self, at: tuple[int, int]) -> str:
        """Both figures of the line under a point, and how sure the record's is."""
        row = self.screen.brush.px(46)
        k = (at[1] - self.rect.y + self.scroll.offset) // row
        if not 0 <= k < len(self.screen.table):
            return super().tip_at(at)
        line = self.screen.table[k]
        if not line.mark:
            return line.name
        told = _("{name}: this run {board}, the record {record}.")
        grade = _("Confidence {grade}: {words}").format(grade=line.grade, words=_(GRADES.get(line.grade, "")))
        rows = (
            told.format(name=line.name, board=line.board or "–", record=line.record or "–"),
            line.remark,
            grade if line.grade else "",
        )
        return "\n".join(row for row in rows if row)

    def wheel(self, ui: Ui, steps: int) -> bool:
        """Rolls two lines a step."""
        self.scroll.by(-steps * ui.brush.px(92))
        return True

    def press(self, ui: Ui, at: tuple[int, int]) -> None:
        """Takes the bar."""
        self.scroll.press(self.rect, at)

    def drag(self, ui: Ui, at: tuple[int, int]) -> None:
        """Rolls with the bar."""
        self.scroll.drag(self.rect, at)

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Lets the bar go."""
        self.scroll.release()

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Up and Down roll while focused."""
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_UP, pygame.K_DOWN):
            self.scroll.by(ui.brush.px(46) * (1 if event.key == pygame.K_DOWN else -1))
            return True
        return False


def differences_panel(screen: ReplayScreen, rect: pygame.Rect) -> list[Widget]:
    """Head and table."""
    b = screen.brush

    def head(surface: pygame.Surface, room: pygame.Rect) -> None:
        surface.fill(palette.PANEL)
        pygame.draw.line(surface, palette.LINE, (0, 0), (0, room.h))
        b.text(surface, _("Board against record"), (b.px(14), b.px(8)), "heading", palette.TEXT)
        inner = room.w - b.px(40)
        b.text(surface, _("board"), (b.px(14) + round(inner * 0.56), b.px(46)), "small", palette.DIM)
        b.text(surface, _("record"), (room.w - b.px(28), b.px(46)), "small", palette.BRASS, anchor="topright")

    top = b.px(66)
    body = pygame.Rect(rect.x + b.px(14), rect.y + top, rect.w - b.px(16), rect.h - top)
    return [Panel(rect, head, lambda: (rect.size, b.theme.scale)), Table(body, screen, screen.scroll)]


def accounts_panel(screen: ReplayScreen, rect: pygame.Rect) -> Column:
    """What each side says of the turn; a click opens the record there."""
    pulse = screen.place.absolute
    lines, silence = screen.beside.lines(pulse), screen.beside.page(pulse).silence or _("Nothing more is told.")
    return Column(rect, screen.scenario, lines, screen.open_record, head=_("Both sides say"), silence=silence)
