"""Aircraft at the pointer: the buttons of a wing in hand, the hours it can be over a hex, strikes booked in earlier turns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.battle.hand import strike_gesture
from game.client.kit.widgets import Button, Widget
from game.client.map.position import Hex
from game.core.words import _, spoken
from game.model.battle.verbs import gestures

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen
    from game.client.battle.sitting import Sitting


def hours_words(sitting: Sitting, wing: str) -> str:
    """From when to when a strike ordered now may fly in this turn if no hour is said."""
    clock = sitting.scenario.calendar.clock_of
    return _("over it from {a}, called off by {b} if nothing else is said").format(
        a=clock(sitting.ready_pulse(wing)), b=clock(sitting.last_pulse)
    )


def booked_marks(sitting: Sitting) -> list[tuple[Hex, str]]:
    """Targets of strikes of earlier turns that have not flown, with why they wait; none of a wing with new orders."""
    out: list[tuple[Hex, str]] = []
    for s in sitting.view.strikes:
        if sitting.book.of(s.wing) is None:
            clock = sitting.scenario.calendar.clock_of
            out.append((s.target, s.waits_for or f"{s.wing} ×{s.flights}  {clock(s.first)}–{clock(s.last)}"))
    return out


def task_buttons(s: BattleScreen, rect: pygame.Rect) -> list[Widget]:
    """In the place of a counter's tasks: the strike, calling back, and the side's wings to choose from."""
    px, hand = s.brush.px, s.hand
    wings = s.sitting.view.wings
    gap = px(6)
    h, third = (rect.h - gap) // 2, (rect.w - 2 * gap) // 3

    def strike() -> None:
        hand.waiting = "" if hand.waiting == strike_gesture() else strike_gesture()
        hand.refused, s.relaid = "", True

    def take(wing: str) -> None:
        s.take(wing)
        hand.waiting = strike_gesture()

    def strike_out() -> None:
        hand.strike_out()
        s.relaid = True

    flies = gestures()[strike_gesture()][1]
    doors: tuple[tuple[str, Callable[[], None], str, str], ...] = (
        (_(flies.label), strike, flies.name, _(flies.tip)),
        (_("Call back"), partial(s.task, "hold"), "hold", _("Calls back the strikes that have not flown")),
        (_("Strike"), strike_out, "strike", _("Take the order out")),
    )
    out: list[Widget] = []
    for k, (words, act, name, tip) in enumerate(doors):
        box = (rect.x + k * (third + gap), rect.y, third, h)
        button = Button(box, words, act, key=s.app.keys.of(name), style="small", tip=tip)
        button.enabled = s.phase == "orders" and (name != "strike" or hand.order is not None)
        button.is_on = name == flies.name == hand.waiting
        out.append(button)
    wide = (rect.w - gap * (len(wings) - 1)) // max(1, len(wings))
    for k, wing in enumerate(wings):
        box = (rect.x + k * (wide + gap), rect.y + h + gap, wide, h)
        name = spoken(s.sitting.scenario.wing(wing.id).names)
        button = Button(box, f"{wing.id}  {wing.left}", partial(take, wing.id), style="small", tip=name)
        button.is_on, button.enabled = hand.selected == wing.id, s.phase == "orders"
        out.append(button)
    return out
