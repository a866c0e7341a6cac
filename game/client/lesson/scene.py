"""The page that a lesson is played on, whatever its scale: the acts done there, the parts pointed at, the way back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pygame

from game.client.kit.screen import Screen
from game.client.kit.widgets import Button, Widget
from game.match.lesson import Act
from game.players.lessons import written_acts

if TYPE_CHECKING:
    from game.model.lesson import Pointing
    from game.players.table import SealedTable

Hex = tuple[int, int]
STEP = 6  # pixels of the drawing, between places that are tried for a hex


class Scene(ABC):
    """A page in a lesson."""

    def __init__(self, screen: Any) -> None:
        self.screen: Any = screen
        self.played = len(self.table.match.records)  # turns that were played and watched when it was last looked

    @property
    @abstractmethod
    def table(self) -> SealedTable[Any, Any, Any]:
        """The game on the page."""

    @property
    @abstractmethod
    def is_ready(self) -> bool:
        """No turn is being played or watched."""

    @property
    @abstractmethod
    def room(self) -> pygame.Rect:
        """Where the panel may lie best: the map."""

    @abstractmethod
    def looks(self) -> tuple[Act, ...]:
        """What the pupil looks at: acts that stand beside what is written."""

    @abstractmethod
    def part(self, name: str) -> pygame.Rect | None:
        """A part of the page; None where it is not shown."""

    @abstractmethod
    def hex_of(self, unit: str) -> Hex | None:
        """Where a counter of the pupil's stands."""

    @abstractmethod
    def hex_rect(self, here: Hex) -> pygame.Rect | None:
        """A hex on the screen; None while it is not shown."""

    @abstractmethod
    def crowd(self) -> list[pygame.Rect]:
        """What the panel had better not cover, beside what is pointed at."""

    @abstractmethod
    def show(self, here: Hex) -> None:
        """Brings a hex into view."""

    @abstractmethod
    def view(self) -> pygame.Rect:
        """The window of the map on the screen."""

    @abstractmethod
    def on_the_map(self) -> list[pygame.Rect]:
        """What hides parts of the map: its title, buttons, lists."""

    @abstractmethod
    def pan(self, dx: int, dy: int) -> None:
        """Moves the map on the screen by so many pixels, right and down."""

    @abstractmethod
    def refresh(self) -> None:
        """What is written was put back: the page shows it."""

    @abstractmethod
    def open_anew(self, match: Any) -> None:
        """Another position of the same game takes the page over."""

    # ------------------------------------------------------------ for both
    @property
    def px(self) -> Any:
        """Pixels of the drawing at the present scale."""
        return self.screen.brush.px

    def standing(self) -> tuple[Act, ...]:
        """All that stands: written, in hand, shown or open."""
        return (*written_acts(self.table), *self.looks())

    def passing(self) -> tuple[Act, ...]:
        """A turn that was played and watched since this was last asked."""
        played = len(self.table.match.records)
        if not self.is_ready or played <= self.played:
            return ()
        self.played = played
        return (Act("turned"),)

    def place(self, point: Pointing) -> Hex | None:
        """The hex that a step points at, if it does."""
        return self.hex_of(point.unit) if point.unit else point.hex

    def rect(self, point: Pointing) -> pygame.Rect | None:
        """Where on the screen the thing is that a step points at; None while it is not shown."""
        if (here := self.place(point)) is not None:
            return self.hex_rect(here)
        if point.key:
            return capped(top_widgets(self.screen), self.screen.app.keys.of(point.key))
        return self.part(point.part) if point.part else None

    def clear(self, points: Iterable[Pointing], panel: pygame.Rect) -> bool:
        """Moves the map so that the first place pointed at lies free of the panel and what is on the map; whether it moved."""
        here = next((p for p in points if self.place(p) is not None), None)
        rect = self.rect(here) if here is not None else None
        if rect is None:
            return False
        over, room = [panel, *self.on_the_map()], self.view().inflate(-rect.w, -rect.h)
        if rect.collidelist(over) < 0 or room.w <= 0 or room.h <= 0:
            return False
        step = self.px(STEP)
        spots = [
            rect.move(x - rect.centerx, y - rect.centery)
            for y in range(room.top, room.bottom, step)
            for x in range(room.left, room.right, step)
        ]
        free = [s for s in spots if s.collidelist(over) < 0] or [s for s in spots if not s.colliderect(panel)]
        if not free:
            return False
        best = min(free, key=lambda s: abs(s.x - rect.x) + abs(s.y - rect.y))
        self.pan(best.x - rect.x, best.y - rect.y)
        return True

    def rects(self, points: Iterable[Pointing]) -> list[pygame.Rect]:
        """Where on the screen the things are that are shown now, each once."""
        found: list[pygame.Rect] = []
        for rect in map(self.rect, points):
            if rect is not None and rect not in found:
                found.append(rect)
        return found


def top_widgets(screen: Screen) -> list[Widget]:
    """The widgets that take the events now: the dialog's, or the page's."""
    return screen.modal.ui.widgets if screen.modal is not None else screen.ui.widgets


def capped(widgets: Iterable[Widget], key: str) -> pygame.Rect | None:
    """The button that bears a key."""
    return next((w.rect for w in widgets if isinstance(w, Button) and w.visible and w.cap == key), None)


def union(widgets: Iterable[Widget]) -> pygame.Rect | None:
    """The rectangle round widgets; None round none."""
    rects = [w.rect for w in widgets if w.visible]
    return rects[0].unionall(rects[1:]) if rects else None
