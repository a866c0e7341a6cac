"""The timeline of a replay: turns with their light, what the record marks, and a hand to drag; a graph of losses under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.battle.ribbon import LIGHT
from game.client.kit import palette
from game.client.kit.widgets import Ui, Widget
from game.client.map.sides import colours
from game.core.words import _
from game.match.dates import turn_words

if TYPE_CHECKING:
    from game.client.battle.replay.screen import ReplayScreen


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

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Turns, keyframes, the resolved stretch, the hand."""
        b, screen = ui.brush, self.screen
        room = self._room(ui)
        surface.fill(palette.PANEL, self.rect)
        for turn in screen.calendar_turns:
            x0, x1 = self._x(room, turn.first_pulse), self._x(room, turn.first_pulse + turn.pulses)
            tone = LIGHT[{"night": "night", "day": "day"}.get(str(turn.phase).lower(), "dusk")]
            surface.fill(b.mix(tone, palette.PANEL, 0.72), (x0, room.y, x1 - x0 - 1, room.h))
            if x1 - x0 > b.px(56):
                b.text(
                    surface,
                    turn_words(turn),
                    ((x0 + x1) // 2, room.bottom + b.px(3)),
                    "key",
                    palette.DIM,
                    anchor="midtop",
                    width=x1 - x0 - 4,
                )
        self._losses(ui, surface, room)
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
            b.text(surface, _(held.title), (room.x, self.rect.y + b.px(1)), "note", palette.BRASS, width=room.w // 2)

    def _losses(self, ui: Ui, surface: pygame.Surface, room: pygame.Rect) -> None:
        """Men lost so far by each side, as curves to the largest of both; named at the head of the graph."""
        curves = self.screen.losses
        top = max((v for curve in curves.values() for _p, v in curve), default=0)
        if top <= 0:
            return
        x = self.rect.right - ui.brush.px(16)
        for side in curves:
            words = _("men lost, {s}").format(s=_(self.screen.scenario.side_names.get(side, side)))
            x = ui.brush.text(
                surface, words, (x, self.rect.y + ui.brush.px(1)), "small", self._colour(side), anchor="topright"
            ).x - ui.brush.px(14)
        for side, curve in curves.items():
            colour = self._colour(side)
            points = [(self._x(room, p), room.bottom - 5 - round((room.h - 12) * v / top)) for p, v in curve]
            if len(points) > 1:
                pygame.draw.lines(surface, colour, False, points, 2)
                ui.brush.text(
                    surface, f"{curve[-1][1]:.0f}", (points[-1][0] + 5, points[-1][1]), "key", colour, anchor="midleft"
                )

    def _colour(self, side: str) -> tuple[int, int, int]:
        return colours(self.screen.scenario, side).light

    def _jump(self, ui: Ui, at: tuple[int, int]) -> None:
        room = self._room(ui)
        share = (at[0] - room.x) / max(1, room.w)
        self.screen.place.is_playing = False
        self.screen.place.jump(self.first + round(share * (self.last - self.first)))

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
