"""The fire plan: pulses across, targets down; fire as bars to draw and to stretch, lifts, assaults as arrows, shells below.

The second main view of a battle. It writes orders through the hand, so `match.refusal` judges every change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pygame

from game.client.battle import facts
from game.client.battle.ribbon import LIGHT
from game.client.kit import palette
from game.client.kit.widgets import Ui, Widget
from game.client.map.position import Hex
from game.client.map.sides import colours
from game.core.words import _, clauses, spoken, written
from game.match.battle import fire_plan
from game.match.battle.fire_plan import Lift, Line

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen

BODY, LEFT, RIGHT, NEW, START = "body", "left", "right", "new", "start"
STRIKES, STANDING = (74, 118, 150), (110, 66, 56)


class PlanChart(Widget):
    """The whole plan of the side for the turn."""

    focusable = True
    clicks_focus = True

    def __init__(self, rect: pygame.Rect, screen: BattleScreen) -> None:
        super().__init__(rect)
        self.screen = screen
        self.top = 0
        self._grip: tuple[str, Line, int] | None = None
        self._span: tuple[int, int] | None = None
        self._known: tuple[object, list[Line], dict[Hex, str]] = (None, [], {})

    # ------------------------------------------------------------ what is planned
    def lines(self) -> list[Line]:
        """Targets with their fire, strikes and assaults, then the guns that have no mission."""
        sitting = self.screen.sitting
        key = (sitting.match.digest, sitting.side, sitting.book.orders)
        if self._known[0] != key:
            self._known = key, fire_plan.plan_lines(sitting.view, sitting.book.orders), {}
        return self._known[1]

    def lift(self, target: Hex) -> Lift | None:
        """How the last shells on a target meet the first assault on it; None without both."""
        return fire_plan.lift(self.lines(), target)

    def hindered(self, target: Hex) -> str:
        """What keeps the shelling of a target from its work; reckoned once for a plan."""
        lines, known = self.lines(), self._known[2]
        if target not in known:
            known[target] = clauses(fire_plan.hindered(self.screen.sitting.view, lines, target))
        return known[target]

    # ------------------------------------------------------------ places
    @property
    def _names(self) -> int:
        """Width of the column of names: two fifths of a narrow plan."""
        return min(self.screen.brush.px(250), self.rect.w * 2 // 5)

    def _room(self, b: object) -> tuple[pygame.Rect, int, float]:
        px = self.screen.brush.px
        room = pygame.Rect(
            self.rect.x + self._names,
            self.rect.y + px(104),
            self.rect.w - self._names - px(16),
            self.rect.h - px(104) - px(96),
        )
        return room, px(28), room.w / max(1, self.screen.sitting.match.turn.pulses)

    def _bar(self, line: Line, y: int, step: float, room: pygame.Rect) -> pygame.Rect:
        x0, x1 = room.x + round(line.first * step), room.x + round(min(line.last, room.w / step) * step)
        return pygame.Rect(x0, y + 4, max(6, x1 - x0), self.screen.brush.px(28) - 8)

    # ------------------------------------------------------------ drawing
    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Hours, light, targets, bars, arrows; the shells of each pulse below."""
        b, s = ui.brush, self.screen
        surface.fill(palette.DESK, self.rect)
        room, row, step = self._room(b)
        turn = s.sitting.match.turn
        title = _("Fire plan, {turn}").format(turn=s.turn_name)
        x, wide = self.rect.x + b.px(20), self.rect.w - b.px(36)
        b.text(surface, title, (x, self.rect.y + b.px(12)), ("title", "heading", "strong"), palette.TEXT, width=wide)
        hint = _(
            "drag across a target to plan fire for the guns in hand; drag bars, their ends, assaults; F4 or Esc goes back"
        )
        fits = b.size(hint, "note")[0] <= wide
        b.paragraph(
            surface,
            hint,
            pygame.Rect(x, self.rect.y + b.px(52 if fits else 42), wide, 0),
            "note" if fits else "key",
            palette.DIM,
            lines=2,
        )
        pulses, hours, light = facts.ribbon_frame(s.sitting, turn)
        for i, name in enumerate(light[:pulses]):
            x = room.x + round(i * step)
            surface.fill(LIGHT.get(name, LIGHT["day"]), (x, room.y - 6, round((i + 1) * step) - round(i * step), 5))
        free = self.rect.x
        for at, words in hours:
            x = room.x + round(at * step)
            pygame.draw.line(surface, palette.LINE, (x, room.y), (x, self.rect.bottom - b.px(20)))
            half = b.size(words, "key")[0] // 2 + 2
            if x - half >= free:
                b.text(surface, words, (x, room.y - b.px(8)), "key", palette.DIM, anchor="midbottom")
                free = x + half
        lines = self.lines()
        fit = max(1, room.h // row)
        self.top = max(0, min(self.top, len(lines) - fit))
        for k, line in enumerate(lines[self.top : self.top + fit]):
            self._line(surface, line, room.y + k * row, room, step)
        if not lines:
            b.text(surface, _("No guns that may fire, no assault ordered."), room.topleft, "body", palette.DIM)
        self._shells(surface, room, step)

    def _line(self, surface: pygame.Surface, line: Line, y: int, room: pygame.Rect, step: float) -> None:
        b, s, row = self.screen.brush, self.screen, self.screen.brush.px(28)
        left, middle = self.rect.x + b.px(20), y + row // 2
        if not line.unit:
            words = _(line.words) if line.target is None else s.sitting.scenario.hex_name(line.target)
            b.text(
                surface, words, (left, middle), "strong", palette.BRASS, anchor="midleft", width=self._names - b.px(28)
            )
            pygame.draw.line(surface, palette.LINE, (left, y + row - 1), (room.right, y + row - 1))
            if line.target is not None:
                self._lift(surface, line.target, y, room, step)
                self._hindered(surface, line.target, y, room)
            return
        lit = line.unit == s.hand.selected
        scenario = s.sitting.scenario
        owner = scenario.wing(line.unit) if scenario.has_wing(line.unit) else scenario.counter(line.unit)
        name = spoken(owner.names)
        ink = palette.TEXT if lit else palette.DIM
        at, room_for, styles = (
            (left + b.px(12), middle),
            self._names - b.px(36),
            ("strong", "small") if lit else ("small",),
        )
        words = name if b.size(name, styles[-1])[0] <= room_for else line.unit  # as it is called on its counter
        b.text(surface, words, at, styles, ink, anchor="midleft", width=room_for)
        if line.last == 0:
            return
        if line.order is not None and line.order.verb.assaults:
            self._assault(surface, line, y, room, step, lit)
            return
        box = self._bar(self._drawn(line), y, step, room)
        flies = line.order is not None and line.order.verb.strikes
        fill = STRIKES if flies else palette.FIRE if not line.standing else STANDING
        b.box(surface, box, fill, palette.BRASS if lit else None, radius=3)
        for x in range(box.x + 6, box.right - 4, 9):
            pygame.draw.line(surface, (150, 44, 22), (x, box.bottom - 3), (x + 5, box.y + 3))
        words = self._words(line)
        if box.w > b.size(words, "key")[0] + b.px(12):
            b.text(surface, words, (box.x + b.px(6), box.centery), "key", palette.PAPER, anchor="midleft")
        else:
            b.text(surface, words, (box.right + b.px(6), box.centery), "key", palette.DIM, anchor="midleft")

    def _drawn(self, line: Line) -> Line:
        """The line as it is drawn: with another span while it is dragged."""
        grip, span = self._grip, self._span
        moved = grip is not None and span is not None and (grip[1].unit, grip[1].order) == (line.unit, line.order)
        return stretched(line, span) if moved and span is not None else line

    def _words(self, line: Line) -> str:
        if line.standing:
            return _("from the plan before")
        if line.order is None:
            return ""
        if line.order.verb.strikes:
            return facts.order_words(self.screen.sitting, line.order)
        return _("{n} rds a pulse").format(n=line.order.rounds)

    def _assault(self, surface: pygame.Surface, line: Line, y: int, room: pygame.Rect, step: float, lit: bool) -> None:
        b = self.screen.brush
        middle = y + b.px(14)
        x = room.x + round(max(0, self._drawn(line).first) * step)
        start = x - b.px(46) if x - b.px(46) > room.x else room.x
        colour = colours(self.screen.sitting.scenario, self.screen.sitting.side).orders
        pygame.draw.line(surface, colour, (start, middle), (x - 2, middle), 4)
        head = [(x + 4, middle), (x - b.px(10), middle - b.px(7)), (x - b.px(10), middle + b.px(7))]
        pygame.draw.polygon(surface, colour, head)
        if lit:
            pygame.draw.polygon(surface, palette.BRASS, head, 2)
        words = self.words_of(line)
        if line.wire > line.first and line is self._drawn(line):
            wire = room.x + round(min(line.wire, self.screen.sitting.match.turn.pulses) * step)
            pygame.draw.line(surface, colour, (x, middle), (wire, middle), 1)
            pygame.draw.line(surface, colour, (wire, middle - b.px(8)), (wire, middle + b.px(8)), 3)
            x = wire
        wide = max(b.px(60), self.rect.right - x - b.px(16))
        b.text(surface, words, (x + b.px(10), middle), "key", palette.TEXT, anchor="midleft", width=wide)

    def words_of(self, line: Line) -> str:
        """When an assault goes in, when it is at the wire, and when it is in its hex if nobody hinders it."""
        sitting, order = self.screen.sitting, line.order
        if order is None:
            return ""
        clock, first = sitting.scenario.calendar.clock_of, sitting.first_pulse
        goes = clock(first + max(0, line.first))
        if line.wire < 0:
            return _("goes in {t}").format(t=goes)
        march = sitting.view.march_on(line.unit) if line.standing else sitting.view.march(order)
        wire = clock(first + line.wire)
        if march is None:
            return _("goes in {t}, at the wire by {u} if unhindered").format(t=goes, u=wire)
        words = _("goes in {t}, at the wire by {u}, there by {v} if unhindered")
        return words.format(t=goes, u=wire, v=clock(march.there))

    def _lift(self, surface: pygame.Surface, target: Hex, y: int, room: pygame.Rect, step: float) -> None:
        found = self.lift(target)
        if found is None:
            return
        b = self.screen.brush
        words, ink = self.lift_words(found)
        if found.lifts < found.fire:
            b.triangle(surface, (room.right - b.px(8), y + b.px(14)))
        b.text(surface, words, (room.right - b.px(22), y + b.px(14)), "small", ink, anchor="midright")
        x = room.x + round(found.fire * step)
        pygame.draw.line(surface, ink, (x, y), (x, y + b.px(28)), 2)

    def lift_words(self, found: Lift) -> tuple[str, tuple[int, ...]]:
        """How shells and assault meet on a target, counted from the wire, and the colour in which that is said."""
        lost, gap = 15 * (found.fire - found.lifts), 15 * (found.wire - found.fire)
        if lost > 0:
            clock = self.screen.sitting.scenario.calendar.clock_of
            words = _("own men too near from {t}: the guns lift, {n} min of fire are lost (3.13)")
            return words.format(t=clock(self.screen.sitting.first_pulse + found.lifts), n=lost), palette.WARN
        if gap > 30:
            return _("{n} min from the last shells to the wire: they come up again").format(n=gap), palette.BRASS
        return _("lifts {n} min before the wire").format(n=gap), palette.GOOD

    def _hindered(self, surface: pygame.Surface, target: Hex, y: int, room: pygame.Rect) -> None:
        words, b = self.hindered(target), self.screen.brush
        if words:
            found = self.lift(target)
            taken = b.size(self.lift_words(found)[0], "small")[0] + b.px(34) if found is not None else 0
            wide = max(b.px(120), room.w - taken - b.px(20))
            at = (room.x + b.px(6), y + b.px(14))
            b.text(surface, words, at, "small", palette.WARN, anchor="midleft", width=wide)

    def _shells(self, surface: pygame.Surface, room: pygame.Rect, step: float) -> None:
        b, s = self.screen.brush, self.screen
        pulses = s.sitting.match.turn.pulses
        each = [0] * pulses
        for line in self.lines():
            if line.order is not None and line.order.verb.fires and not line.standing:
                for k in range(max(0, line.first), min(pulses, line.last)):
                    each[k] += line.order.rounds
        total, left = sum(each), s.sitting.view.shells
        foot = self.rect.bottom - b.px(20)
        high = b.px(52)
        most = max(1, *each)
        for k, n in enumerate(each):
            if n:
                tall = max(2, round(high * n / most))
                surface.fill(palette.FIRE, (room.x + round(k * step) + 1, foot - tall, max(2, round(step) - 2), tall))
        pygame.draw.line(surface, palette.LINE, (room.x, foot), (room.right, foot))
        ink = palette.WARN if total > left else palette.DIM
        x, y, wide = (
            self.rect.x + b.px(20),
            foot - high - b.px(10 if self._names < b.px(250) else 0),
            self._names - b.px(24),
        )
        for words, colour, styles in (
            (_("Shells a pulse, at most {n}").format(n=max(each)), palette.DIM, ("small", "key")),
            (
                _("{n} planned of {m}").format(n=written(total, ","), m=written(left, ",")),
                ink,
                ("strong", "small", "key"),
            ),
        ):
            style = b.style_for(words, wide, *styles)
            y = b.paragraph(surface, words, pygame.Rect(x, y, wide, 0), style, colour, lines=2)

    # ------------------------------------------------------------ pointer
    def _at(self, at: tuple[int, int]) -> tuple[Line | None, int, str]:
        """The line under a point, its pulse, and the part of its bar."""
        room, row, step = self._room(None)
        k = (at[1] - room.y) // row + self.top
        lines = self.lines()
        if at[1] < room.y or not 0 <= k < len(lines):
            return None, 0, ""
        line, pulse = lines[k], int((at[0] - room.x) / step)
        if not line.unit or line.order is None or line.standing:
            return line, pulse, NEW if line.target is not None and at[0] >= room.x else ""
        if line.order.verb.assaults:
            return line, pulse, START if at[0] >= room.x else ""
        box = self._bar(line, room.y + (k - self.top) * row, step, room)
        if abs(at[0] - box.x) <= 6:
            return line, pulse, LEFT
        if abs(at[0] - box.right) <= 6:
            return line, pulse, RIGHT
        return line, pulse, BODY if box.collidepoint(at) else NEW

    def press(self, ui: Ui, at: tuple[int, int]) -> None:
        """Takes the counter of a line; takes hold of its bar, of one of its ends, or begins a new one."""
        line, pulse, part = self._at(at)
        if line is None:
            return
        if line.unit:
            self.screen.hand.select(line.unit)
            if line.order is not None and line.order.verb.strikes and not line.standing:
                self.screen.hand.adjust(line.order)
            self.screen.relaid = True
        if part and self.screen.phase == "orders":
            self._grip = (part, line, pulse)
            self._span = (pulse, pulse + 1) if part == NEW else (line.first, line.last)

    def drag(self, ui: Ui, at: tuple[int, int]) -> None:
        """Stretches or moves the bar."""
        if self._grip is None:
            return
        room, _row, step = self._room(None)
        part, line, start = self._grip
        pulse, most = int((at[0] - room.x) / step), self.screen.sitting.match.turn.pulses
        if part == LEFT:
            self._span = (max(0, min(pulse, line.last - 1)), line.last)
        elif part == RIGHT:
            self._span = (line.first, max(line.first + 1, min(most, pulse + 1)))
        elif part == START:
            first = max(0, min(most - 1, line.first + pulse - start))
            self._span = (first, max(first + 1, line.last))
        elif part == BODY:
            by = max(-line.first, min(pulse - start, most - line.last))
            self._span = (line.first + by, line.last + by)
        else:
            self._span = (max(0, min(start, pulse)), min(most, max(start, pulse) + 1))

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Writes what was drawn."""
        grip, span = self._grip, self._span
        self._grip = self._span = None
        if grip is None or span is None:
            return
        part, line, _start = grip
        hand, sitting = self.screen.hand, self.screen.sitting
        first = sitting.first_pulse
        moments = {"start": sitting.moment(first + span[0]), "until": sitting.moment(first + span[1])}
        if part == NEW and line.target is not None and sitting.is_gun(hand.selected):
            made = hand.made("fire", line.target)
            if made is not None:
                hand.write(msgspec.structs.replace(made, **moments), line.target)
        elif part == START and span[0] != line.first:
            hand.change(start=moments["start"])
        elif part in (BODY, LEFT, RIGHT) and span != (line.first, line.last):
            hand.change(**moments)
        self.screen.relaid = True

    def wheel(self, ui: Ui, steps: int) -> bool:
        """Rolls the lines."""
        self.top -= steps
        return True

    # ------------------------------------------------------------ keys
    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Up, Down choose a line; Left, Right shift it, with Shift its end; + and - the rounds."""
        if event.type != pygame.KEYDOWN or event.mod & pygame.KMOD_CTRL:
            return False
        hand, lines = self.screen.hand, [i for i in self.lines() if i.unit]
        if event.key in (pygame.K_UP, pygame.K_DOWN) and lines:
            at = next((i for i, line in enumerate(lines) if line.unit == hand.selected), -1)
            at = max(0, min(len(lines) - 1, at + (1 if event.key == pygame.K_DOWN else -1)))
            hand.select(lines[at].unit)
        elif event.key in (pygame.K_LEFT, pygame.K_RIGHT):
            way = 1 if event.key == pygame.K_RIGHT else -1
            if event.mod & pygame.KMOD_SHIFT:
                hand.shift_until(way)
            else:
                hand.shift_start(way)
        elif event.key in (pygame.K_PLUS, pygame.K_EQUALS, pygame.K_KP_PLUS, pygame.K_MINUS, pygame.K_KP_MINUS):
            hand.shift_rounds(-1 if event.key in (pygame.K_MINUS, pygame.K_KP_MINUS) else 1)
        else:
            return False
        self.screen.relaid = True
        return True


def stretched(line: Line, span: tuple[int, int]) -> Line:
    """The line with another span, as it is drawn while it is dragged."""
    return line._replace(first=span[0], last=span[1])
