"""The timeline of a replay: turns with their light, what the record marks, and a hand to drag; a graph of losses under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.battle.ribbon import LIGHT
from game.client.kit import palette
from game.client.kit.widgets import Ui, Widget
from game.client.map.sides import colours
from game.core.words import _
from game.match.dates import short_date, turn_words
from game.model.battle.bands import HIGH, LOW

if TYPE_CHECKING:
    from game.client.battle.replay.screen import ReplayScreen
    from game.model.battle.bands import Row
    from game.model.battle.record import Keyframe

VEIL = 60  # of 255: how much of its colour a band has


class Timeline(Widget):
    """Pulses of the whole scenario across; a click or drag jumps as far as the re-enactment has been resolved."""

    focusable = True

    def __init__(self, rect: pygame.Rect, screen: ReplayScreen) -> None:
        super().__init__(rect)
        self.screen = screen
        turns = screen.calendar_turns
        self.first = turns[0].first_pulse
        self.last = turns[-1].first_pulse + turns[-1].pulses

    def _room(self, ui: Ui) -> pygame.Rect:
        px = ui.brush.px
        return pygame.Rect(self.rect.x + px(16), self.rect.y + px(20), self.rect.w - px(72), self.rect.h - px(40))

    def _x(self, room: pygame.Rect, pulse: float) -> int:
        return room.x + round((pulse - self.first) / max(1, self.last - self.first) * room.w)

    def dates(self, ui: Ui) -> list[tuple[int, str]]:
        """Where turns begin and their names; the dates alone, as many as there is room for, where turns are narrow."""
        room, turns = self._room(ui), self.screen.calendar_turns
        names = [(self._x(room, t.first_pulse), turn_words(t)) for t in turns]
        ends = [*(x for x, _words in names[1:]), room.right]
        if all(end - x > ui.brush.size(words, "key")[0] + 6 for (x, words), end in zip(names, ends, strict=True)):
            return names
        found: list[tuple[int, str]] = []
        last, after = "", room.x
        for turn, (x, _words) in zip(turns, names, strict=True):
            words = short_date(turn.date)
            if turn.date != last and x >= after:
                found.append((x, words))
                after = x + ui.brush.size(words, "key")[0] + 14
            last = turn.date
        return found

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Turns, keyframes, the resolved stretch, the hand."""
        b, screen = ui.brush, self.screen
        room = self._room(ui)
        surface.fill(palette.PANEL, self.rect)
        for turn in screen.calendar_turns:
            x0, x1 = self._x(room, turn.first_pulse), self._x(room, turn.first_pulse + turn.pulses)
            tone = LIGHT[{"night": "night", "day": "day"}.get(str(turn.phase).lower(), "dusk")]
            surface.fill(b.mix(tone, palette.PANEL, 0.72), (x0, room.y, x1 - x0 - 1, room.h))
        for x, words in self.dates(ui):
            pygame.draw.line(surface, palette.DIM, (x, room.bottom), (x, room.bottom + b.px(4)))
            b.text(surface, words, (x + 3, room.bottom + b.px(3)), "key", palette.DIM)
        legend = self._losses(ui, surface, room)
        for frame in screen.scenario.keyframes:
            x = self._x(room, screen.scenario.calendar.pulse_of(frame.at))
            pygame.draw.line(surface, palette.BRASS, (x, room.y), (x, room.bottom))
            pygame.draw.polygon(surface, palette.BRASS, [(x - 5, room.y - 6), (x + 5, room.y - 6), (x, room.y)])
        done = max((t.first_pulse + len(t.frames) - 1 for t in screen.rerun.turns), default=self.first)
        surface.fill(palette.LINE, (room.x, room.bottom - 3, room.w, 3))
        surface.fill(palette.BRASS, (room.x, room.bottom - 3, self._x(room, done) - room.x, 3))
        x = self._x(room, screen.place.absolute)
        pygame.draw.line(surface, palette.TEXT, (x, room.y - 4), (x, room.bottom + 2), 2)
        pygame.draw.polygon(surface, palette.TEXT, [(x - 7, room.y - 12), (x + 7, room.y - 12), (x, room.y - 2)])
        held = screen.keyframe
        if held is not None:
            words, left, wide = _(held.title), room.x, room.w // 2
            if x - 8 < left + min(wide, b.size(words, "note")[0]):  # beside the hand, not under it
                left = x + b.px(10)
            wide = min(wide, legend - left - b.px(12))
            b.text(surface, words, (left, self.rect.y + b.px(1)), ("note", "key"), palette.BRASS, width=wide)

    def _losses(self, ui: Ui, surface: pygame.Surface, room: pygame.Rect) -> int:
        """Men lost so far by each side: a curve for this run, a veil for the re-enactments, uprights for the record's bands.

        Returns where the names of the sides begin above them.
        """
        curves = self.screen.rerun.losses
        bands = self._bands()
        told = [
            (self.screen.scenario.calendar.pulse_of(f.at), x) for f in self.screen.scenario.keyframes for x in f.losses
        ]
        tops = [v for curve in curves.values() for _p, v in curve]
        tops += [row[HIGH] for band in bands.values() for _p, row in band] + [loss.high for _p, loss in told]
        top = max(tops, default=0)
        if top <= 0:
            return self.rect.right

        def up(men: float) -> int:
            return room.bottom - 5 - round((room.h - 12) * men / top)

        for side, band in bands.items():
            self._band(surface, room, [(self._x(room, p), up(row[HIGH]), up(row[LOW])) for p, row in band], side)
        for pulse, loss in told:
            x, wide = self._x(room, pulse), ui.brush.px(3)
            for y in (up(loss.low), up(loss.high)):
                pygame.draw.line(surface, self._colour(loss.side), (x - wide, y), (x + wide, y), 2)
            pygame.draw.line(surface, self._colour(loss.side), (x, up(loss.low)), (x, up(loss.high)))
        x = self.rect.right - ui.brush.px(16)
        for side in curves:
            words = _("men lost, {s}").format(s=_(self.screen.scenario.side_names.get(side, side)))
            x = ui.brush.text(
                surface, words, (x, self.rect.y + ui.brush.px(1)), "small", self._colour(side), anchor="topright"
            ).x - ui.brush.px(14)
        for side, curve in curves.items():
            colour = self._colour(side)
            points = [(self._x(room, p), up(v)) for p, v in curve]
            if len(points) > 1:
                pygame.draw.lines(surface, colour, False, points, 2)
                ui.brush.text(
                    surface, f"{curve[-1][1]:.0f}", (points[-1][0] + 5, points[-1][1]), "key", colour, anchor="midleft"
                )
        return x

    def _bands(self) -> dict[str, list[tuple[int, Row]]]:
        """Where the losses of the re-enactments lie by the end of each turn: (pulse, figures) by side."""
        found = self.screen.bands
        if found is None:
            return {}
        ends = {t.name: t.last_pulse for t in self.screen.calendar_turns}
        start: list[tuple[int, Row]] = [(self.first, (0, 0, 0, 0, 0))]
        by_side = {band.side: band.rows for band in found.band if band.what == "lost"}
        return {
            s: start + [(ends[t], row) for t, row in zip(found.turns, rows, strict=True)] for s, rows in by_side.items()
        }

    def _band(self, surface: pygame.Surface, room: pygame.Rect, edge: list[tuple[int, int, int]], side: str) -> None:
        """A veil between the highest and the lowest of many games. `edge`: x, upper y, lower y."""
        veil = pygame.Surface(room.size, pygame.SRCALPHA)
        outline = [(x, high) for x, high, _low in edge] + [(x, low) for x, _high, low in reversed(edge)]
        pygame.draw.polygon(veil, (*self._colour(side), VEIL), [(x - room.x, y - room.y) for x, y in outline])
        surface.blit(veil, room)

    def _colour(self, side: str) -> tuple[int, int, int]:
        return colours(self.screen.scenario, side).light

    def tip_at(self, at: tuple[int, int]) -> str:
        """The turn under a point, what each side had lost by then in this run, and what the record is shown at."""
        ui, screen = self.screen.ui, self.screen
        pulse = self._pulse_at(self._room(ui), at[0])
        turn = next((t for t in screen.calendar_turns if pulse < t.last_pulse), screen.calendar_turns[-1])
        rows = [turn_words(turn)]
        for side, curve in screen.rerun.losses.items():
            name, lost = _(screen.scenario.side_names.get(side, side)), [v for p, v in curve if p <= pulse]
            rows.append(f"{_('men lost, {s}').format(s=name)}: {lost[-1] if lost else 0:.0f}")
        frames = [
            f for f in screen.scenario.keyframes if turn.first_pulse <= self._at(f) < turn.first_pulse + turn.pulses
        ]
        return "\n".join([*rows, *(_(f.title) for f in frames)])

    def _at(self, frame: Keyframe) -> int:
        return self.screen.scenario.calendar.pulse_of(frame.at)

    def _pulse_at(self, room: pygame.Rect, x: int) -> int:
        share = min(1.0, max(0.0, (x - room.x) / max(1, room.w)))
        return self.first + round(share * (self.last - self.first))

    def _jump(self, ui: Ui, at: tuple[int, int]) -> None:
        self.screen.place.is_playing = False
        self.screen.place.jump(self._pulse_at(self._room(ui), at[0]))

    def press(self, ui: Ui, at: tuple[int, int]) -> None:
        """Jumps there."""
        self._jump(ui, at)

    def drag(self, ui: Ui, at: tuple[int, int]) -> None:
        """Follows the pointer."""
        self._jump(ui, at)

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Left and right step while focused."""
        if (
            event.type == pygame.KEYDOWN
            and event.key in (pygame.K_LEFT, pygame.K_RIGHT)
            and not event.mod & pygame.KMOD_CTRL
        ):
            self.screen.place.step(1 if event.key == pygame.K_RIGHT else -1)
            return True
        return False
