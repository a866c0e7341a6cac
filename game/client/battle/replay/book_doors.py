"""Buttons of the record: its doors at the top; at the foot steps, eyes, pace and the counter that is followed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.kit.keys import shown
from game.client.kit.widgets import Button, Tabs, Widget
from game.core.words import _, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from game.client.battle.replay.book import RecordScreen

SPEEDS: tuple[float, ...] = (0.5, 1.0, 2.0, 4.0)
WIDE = 1120  # pixels of the drawing that the doors need in one row, and the buttons of the foot
ROW = 44


def is_narrow(screen: RecordScreen) -> bool:
    """The doors have two rows and one button goes through the paces."""
    return screen.size[0] < screen.app.theme.px(WIDE)


def doors(screen: RecordScreen, row: pygame.Rect) -> tuple[list[Widget], int]:
    """The doors in the bar, on a narrow page those in the row below it too; where the room for the title ends."""
    px, narrow = screen.app.theme.px, is_narrow(screen)
    y, high = row.y + px(6), row.h - px(12)
    x = row.right - px(96)
    found: list[Widget] = [Button((x, y, px(88), high), _("Back"), screen.app.pop, key="Esc", style="small")]
    below = px(8)
    for words, act, wide, key, tip in (
        (_("Search"), screen.search, 108, "/", _("A counter, a place or a person")),
        (_("Play on"), screen.leave_history, 126, "Ctrl+B", _("Leave history here, with the record's positions")),
        (_("Tree"), screen.tree, 76, "T", _("The games that left history and one another")),
        (_("Re-enactment"), screen.beside, 168, "R", _("The orders of history under our rules, beside the record")),
    ):
        if narrow:
            box = pygame.Rect(below, row.bottom, px(wide), high)
            below = box.right + px(6)
        else:
            x -= px(wide) + px(6)
            box = pygame.Rect(x, y, px(wide), high)
        found.append(Button(box, words, act, key=shown(key), style="small", tip=tip))
    if narrow and screen.leafing.followed:
        found.append(_following(screen, pygame.Rect(below, row.bottom, row.right - px(8) - below, high), is_short=True))
    x -= px(186)
    found.append(Tabs((x, y, px(180), high), (_("Accounts"), _("Map")), screen.mode, screen.turn_mode))
    return found, x


def controls(screen: RecordScreen, rect: pygame.Rect) -> list[Widget]:
    """The buttons under the timeline."""
    px, leafing, narrow = screen.app.theme.px, screen.leafing, is_narrow(screen)
    names: tuple[tuple[str, Callable[[], None], str, int], ...] = (
        ("|<<", partial(leafing.step_day, -1), _("Day back  Shift ←"), 52),
        ("|<", partial(leafing.step, -1), _("Page back  ←"), 44),
        (_("Pause") if leafing.is_playing else _("Play"), leafing.toggle, _("Space"), 84),
        (">|", partial(leafing.step, 1), _("Page on  →"), 44),
        (">>|", partial(leafing.step_day, 1), _("Day on  Shift →"), 52),
    )
    x = rect.x if narrow else rect.centerx - px(150)
    out: list[Widget] = []
    for label, act, tip, wide in names:
        look = "brass" if label in (_("Play"), _("Pause")) else "plain"
        out.append(Button((x, rect.y + px(3), px(wide), px(36)), label, partial(screen.act, act), look=look, tip=tip))
        x += px(wide + 6)
    speeds = (leafing.speed,) if narrow else SPEEDS
    left = x = rect.right - len(speeds) * px(46)
    for speed in speeds:
        words = "½×" if speed == 0.5 else f"{speed:.0f}×"
        other = SPEEDS[(SPEEDS.index(speed) + 1) % len(SPEEDS)] if narrow else speed
        button = Button((x, rect.y + px(5), px(42), px(32)), words, partial(screen.set_speed, other), style="small")
        button.is_on = leafing.speed == speed
        out.append(button)
        x += px(46)
    eyes = _(screen.scenario.side_names[leafing.eyes]) if leafing.eyes else _("both sides")
    tip = _("The record whole, or what one side had and knew then")
    seen = (left - px(206), rect.y + px(5), px(196), px(32))
    words = _("Seen: {who}").format(who=eyes)
    out.append(Button(seen, words, screen.look_on, style="small", key=shown("V"), tip=tip))
    if leafing.followed and not narrow:
        out.append(_following(screen, pygame.Rect(rect.x, rect.y + px(5), px(270), px(32))))
    return out


def _following(screen: RecordScreen, rect: pygame.Rect, *, is_short: bool = False) -> Button:
    """Who is followed; pressed, nobody is any more."""
    leafing = screen.leafing
    counter = screen.scenario.counter(leafing.followed)
    name = spoken((screen.scenario.formation(counter.formation) if leafing.is_formation else counter).names)
    words, tip = (
        _("Following {unit}").format(unit=name),
        _("Stop following; , and . turn to the pages that speak of it"),
    )
    said, more = (leafing.followed, f"{words}\n{tip}") if is_short else (words, tip)
    return Button(rect, said, partial(screen.follow, ""), style="small", key=shown("F"), tip=more)
