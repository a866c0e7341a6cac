"""Under the timeline of a replay: steps back and on, play and pause, events, pace."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.kit.keys import shown
from game.client.kit.widgets import Button, Widget
from game.core.words import _

if TYPE_CHECKING:
    from game.client.battle.replay.screen import ReplayScreen

SPEEDS: tuple[float, ...] = (0.5, 1.0, 2.0, 4.0)  # of the film


def controls(screen: ReplayScreen, rect: pygame.Rect) -> list[Widget]:
    """The buttons under the timeline: steps, play, events, pace."""
    px, place = screen.app.theme.px, screen.place
    out: list[Widget] = []
    names = (
        ("|<<", lambda: place.step_turn(-1), _("Turn back  Shift ←")),
        ("|<", lambda: place.step(-1), _("Pulse back  ←")),
        (_("Pause") if place.is_playing else _("Play"), screen.toggle, _("Space")),
        (">|", lambda: place.step(1), _("Pulse on  →")),
        (">>|", lambda: place.step_turn(1), _("Turn on  Shift →")),
        (_("Events"), screen.tell, f"{_('What happened, and why')}  {shown('E')}"),
    )
    widths = [px(52), px(44), px(84), px(44), px(52), px(92)]
    x, speeds = rect.centerx - sum(widths) // 2 - px(20), SPEEDS
    room = rect.w - 5 * px(6) - px(12) - len(SPEEDS) * px(46)
    if sum(widths) > room:  # a narrow page: one button goes through the speeds, the others share what is left
        x, speeds, room = rect.x, (place.speed,), room + (len(SPEEDS) - 1) * px(46)
        widths = [round(wide * min(1.0, room / sum(widths))) for wide in widths]
    for (label, act, tip), wide in zip(names, widths, strict=True):
        button = Button(
            (x, rect.y + px(3), wide, px(38)),
            label,
            partial(screen.act, act),
            look="brass" if label in (_("Play"), _("Pause")) else "plain",
            tip=tip,
        )
        out.append(button)
        x += wide + px(6)
    x = rect.right - len(speeds) * px(46)
    for speed in speeds:
        other = speed if len(speeds) > 1 else SPEEDS[(SPEEDS.index(speed) + 1) % len(SPEEDS)]
        button = Button(
            (x, rect.y + px(6), px(42), px(32)),
            "½×" if speed == 0.5 else f"{speed:.0f}×",
            partial(screen.set_speed, other),
            style="small",
        )
        button.is_on = place.speed == speed
        out.append(button)
        x += px(46)
    return out
