"""The camera over the map: a zoom level of the map, the corner of the window on it, and gliding from place to place."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.client.map.picture import Layout

Hex = tuple[int, int]
GLIDE_S = 0.18


class Camera:
    """A window of `view` (screen pixels) on the map at one of `levels` (hex widths in pixels)."""

    def __init__(self, columns: int, rows: int, levels: Sequence[int], level: int) -> None:
        self.layouts = {px: Layout(columns, rows, px) for px in levels}
        self.levels = tuple(sorted(levels))
        self.level = level if level in self.layouts else self.levels[0]
        self.view = pygame.Rect(0, 0, 1, 1)
        self.slack = (0, 0, 0, 0)  # left, top, right, bottom: pixels that the map may be moved beyond its edge
        self.x, self.y = 0.0, 0.0
        self._goal: tuple[float, float] | None = None
        self._from, self._gone = (0.0, 0.0), 0.0
        self.glide_s = GLIDE_S

    @property
    def layout(self) -> Layout:
        """The layout of the map at this level."""
        return self.layouts[self.level]

    # ------------------------------------------------------------ places
    def to_screen(self, here: Hex) -> tuple[int, int]:
        """Screen pixel of the centre of a hex."""
        x, y = self.layout.centre(here)
        return round(x - self.x) + self.view.x, round(y - self.y) + self.view.y

    def to_map(self, at: tuple[int, int]) -> tuple[float, float]:
        """Map pixel under a screen pixel."""
        return at[0] - self.view.x + self.x, at[1] - self.view.y + self.y

    def hex_at(self, at: tuple[int, int]) -> Hex | None:
        """Hex under a screen pixel; None outside the map or its window."""
        return self.layout.hex_at(*self.to_map(at)) if self.view.collidepoint(at) else None

    @property
    def corner(self) -> tuple[int, int]:
        """Screen pixel of the map's north-west corner."""
        return self.view.x - round(self.x), self.view.y - round(self.y)

    # ------------------------------------------------------------ motion
    def place(self, view: pygame.Rect) -> None:
        """Gives the camera another window, its middle kept."""
        middle = (self.x + self.view.w / 2, self.y + self.view.h / 2)
        self.view = pygame.Rect(view)
        self._put(middle[0] - view.w / 2, middle[1] - view.h / 2)

    def pan(self, dx: float, dy: float) -> None:
        """Moves at once by screen pixels."""
        self._goal = None
        self._put(self.x + dx, self.y + dy)

    def centre(self, here: Hex, *, glide: bool = True) -> None:
        """Brings a hex to the middle of the window."""
        x, y = self.layout.centre(here)
        goal = self._clamped(x - self.view.w / 2, y - self.view.h / 2)
        if glide and self.glide_s > 0:
            self._goal, self._from, self._gone = goal, (self.x, self.y), 0.0
        else:
            self._goal = None
            self.x, self.y = goal

    def reveal(self, here: Hex, margin: int = 90) -> None:
        """Centres a hex only if it is outside the window or near its edge."""
        if not self.view.inflate(-2 * margin, -2 * margin).collidepoint(self.to_screen(here)):
            self.centre(here)

    def zoom(self, steps: int, about: tuple[int, int] | None = None) -> bool:
        """The next level in or out, keeping the point under the pointer where it is; True if the level changed."""
        at = self.levels.index(self.level)
        new = self.levels[max(0, min(len(self.levels) - 1, at + (1 if steps > 0 else -1)))]
        if new == self.level or steps == 0:
            return False
        about = about if about is not None and self.view.collidepoint(about) else self.view.center
        sx, sy = self.to_map(about)
        (w0, h0), (w1, h1) = self.layout.size, self.layouts[new].size
        self.level = new
        self._goal = None
        self._put(sx * w1 / w0 - (about[0] - self.view.x), sy * h1 / h0 - (about[1] - self.view.y))
        return True

    def tick(self, dt_s: float) -> bool:
        """Glides on; True while it moves."""
        if self._goal is None:
            return False
        self._gone = min(1.0, self._gone + dt_s / self.glide_s)
        t = 1 - (1 - self._gone) ** 3
        self._put(
            self._from[0] + (self._goal[0] - self._from[0]) * t, self._from[1] + (self._goal[1] - self._from[1]) * t
        )
        if self._gone >= 1.0:
            self._goal = None
        return True

    def _put(self, x: float, y: float) -> None:
        self.x, self.y = self._clamped(x, y)

    def _clamped(self, x: float, y: float) -> tuple[float, float]:
        w, h = self.layout.size
        spare_x, spare_y = w - self.view.w, h - self.view.h
        left, top, right, bottom = self.slack
        return _held(x, spare_x, left, right), _held(y, spare_y, top, bottom)


def _held(x: float, spare: float, before: int, behind: int) -> float:
    """A corner of the window held to the map and its slack; a map smaller than the window stands in its middle."""
    low, high = (spare / 2, spare / 2) if spare < 0 else (0.0, spare)
    return max(low - before, min(x, high + behind))
