"""The dialog that leaves history: from which positions, under which name, for which side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pygame

from game.client.kit.widgets import Button, Field, Label, Modal, Tabs, Widget
from game.core.words import _

if TYPE_CHECKING:
    from game.client.kit.screen import Screen
    from game.match.battle import Match
    from game.model.battle.calendar import Turn
    from game.model.battle.scenario import Scenario

Begin = Callable[[str, str], str]  # of a side and a name; "" or why it cannot be


class Start(NamedTuple):
    """Positions to go on from: what they are, in a sentence, and what begins a game there."""

    label: str
    told: str
    begin: Begin


def of_record(screen: Screen, scenario: Scenario, turn: Turn, seed: int) -> Start | None:
    """The record's own positions at the beginning of a turn; None where it cannot be begun from them."""
    from game.files.battle.record_moment import at_record, moments

    if turn not in moments(scenario):
        return None

    def make() -> Match:
        from game.match.battle import Match

        return Match.new(at_record(scenario, turn), seed=seed)

    told = _(
        "Every counter stands where the sources have it, with the men they give. What they leave open is our estimate."
    )
    return Start(_("The record"), told, partial(_begin, screen, make))


def of_game(screen: Screen, label: str, told: str, make: Callable[[], Match]) -> Start:
    """The positions of a game, its past with it."""
    return Start(label, told, partial(_begin, screen, make))


def _begin(screen: Screen, make: Callable[[], Match], side: str, name: str) -> str:
    from game.client import doors

    try:
        match = make()
    except ValueError as e:
        return str(e).splitlines()[0]
    if match.over:
        return _("The battle is over here. Step back to a turn that can still be played.")
    return doors.leave_history(screen.app, match, side, name)


class LeaveDialog(Modal):
    """Which positions, which name, which side plays on."""

    def __init__(self, screen: Screen, scenario: Scenario, starts: Sequence[Start], name: str) -> None:
        px = screen.brush.px
        super().__init__(screen.brush, (px(560), px(380)), _("Play on from here"), lambda: screen.show(None))
        self.screen, self.scenario, self.starts, self.at = screen, scenario, list(starts), 0
        self.field = Field((0, 0, 1, 1), name, lambda _name: None, is_marked=True)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Positions, name, three doors."""
        px = self.ui.brush.px
        room = self.place(window)
        widgets: list[Widget] = []
        y = room.y - px(4)
        if len(self.starts) > 1:
            labels = [start.label for start in self.starts]
            widgets.append(Tabs((room.x, y, room.w, px(34)), labels, self.at, self._choose))
            y += px(42)
        widgets.append(Label((room.x, y, room.w, px(66)), self.starts[self.at].told))
        y += px(74)
        widgets.append(Label((room.x, y, px(80), px(36)), _("Name")))
        self.field.rect = pygame.Rect(room.x + px(84), y, room.w - px(84), px(36))
        widgets.append(self.field)
        w = (room.w - px(16)) // 3
        doors = [
            Button(
                (room.x + k * (w + px(8)), room.bottom - px(50), w, px(46)), words, partial(self._go, side), look=look
            )
            for k, (words, side, look) in enumerate(
                (
                    *(
                        (_(self.scenario.side_names[s]), s, look)
                        for s, look in zip(self.scenario.sides, ("paper", "seal"), strict=True)
                    ),
                    (_("Both, hot-seat"), "both", "plain"),
                )
            )
        ]
        self.set([*widgets, *doors], focus=doors[0])

    def _choose(self, k: int) -> None:
        self.at, self.note = k, ""
        self.lay_out(self.screen.size)

    def _go(self, side: str) -> None:
        self.note = self.starts[self.at].begin(side, self.field.value)
        self.is_error = bool(self.note)
        if self.note:
            self.lay_out(self.screen.size)
