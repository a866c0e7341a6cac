"""The course of the battle: the turns of the scenario, where the game stands, and the score of the side turn by turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.battle.ribbon import LIGHT
from game.client.kit import palette
from game.client.kit.paint import Brush
from game.core.words import _
from game.match.dates import short_date, turn_words

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen

PHASE_LIGHT = {"Night": "night", "Evening": "dusk", "Morning": "dusk", "Day": "day"}


def paint_course(b: Brush, surface: pygame.Surface, rect: pygame.Rect, screen: BattleScreen) -> None:
    """Turns across, score up; the present turn in brass."""
    surface.fill(palette.PANEL)
    sitting = screen.sitting
    turns = sitting.scenario.calendar.played()
    b.text(surface, _("Course of the battle"), (b.px(16), b.px(6)), "sub", palette.TEXT)
    room = pygame.Rect(b.px(52), b.px(34), rect.w - b.px(72), rect.h - b.px(56))
    if not turns:
        return
    step = room.w / len(turns)
    now = sitting.match.turn.number
    for i, turn in enumerate(turns):
        x0, x1 = room.x + round(i * step), room.x + round((i + 1) * step)
        surface.fill(LIGHT[PHASE_LIGHT.get(turn.phase, "day")], (x0, room.y - b.px(4), x1 - x0 - 1, b.px(4)))
        is_now = turn.number == now
        words = turn_words(turn) if step >= b.px(84) else short_date(turn.date)
        if step >= b.px(84) or turn.phase == "Morning" or i == 0:
            b.text(
                surface,
                words,
                ((x0 + x1) // 2, rect.h - b.px(4)),
                "key",
                palette.BRASS if is_now else palette.DIM,
                anchor="midbottom",
                width=max(b.px(30), x1 - x0 - 4),
            )
        if is_now:
            pygame.draw.rect(surface, palette.BRASS, (x0, room.y, x1 - x0 - 1, room.h), 1)
    for words, y in (("100", room.y + 2), ("50", room.centery), ("0", room.bottom - 2)):
        b.text(surface, words, (room.x - b.px(6), y), "key", palette.DIM, anchor="midright")
        pygame.draw.line(surface, palette.LINE, (room.x, y), (room.right, y))
    points = []
    for number, score in screen.course_points():
        i = number - turns[0].number
        points.append((room.x + round((i + 1) * step), room.bottom - round(room.h * max(0.0, min(100.0, score)) / 100)))
    if len(points) > 1:
        pygame.draw.lines(surface, (232, 138, 72), False, points, 2)
    for point in points:
        pygame.draw.circle(surface, (232, 138, 72), point, b.px(3))
