"""A scroll bar's arithmetic: how far a long content is rolled inside a window, by wheel, keys and drag."""

from __future__ import annotations

import pygame

from game.client.kit import palette

BAR = 8


class Scroll:
    """Offset in pixels of a content of `full` pixels seen through `seen` pixels."""

    def __init__(self) -> None:
        self.offset, self.full, self.seen = 0, 0, 0
        self._grip: int | None = None

    def fit(self, full: int, seen: int) -> None:
        """Sets both lengths and keeps the offset inside."""
        self.full, self.seen = full, seen
        self.offset = max(0, min(self.offset, self.most))

    @property
    def most(self) -> int:
        """Largest offset."""
        return max(0, self.full - self.seen)

    def by(self, pixels: int) -> bool:
        """Rolls by some pixels; True if anything moved."""
        before = self.offset
        self.offset = max(0, min(self.offset + pixels, self.most))
        return self.offset != before

    def show(self, top: int, height: int) -> None:
        """Rolls just so far that a piece is in view."""
        if top < self.offset:
            self.offset = max(0, top)
        elif top + height > self.offset + self.seen:
            self.offset = min(self.most, top + height - self.seen)

    def bar(self, window: pygame.Rect) -> pygame.Rect | None:
        """Rectangle of the grip at the right edge of the window; None if all is in view."""
        if self.most == 0 or window.h < 24:
            return None
        size = max(24, window.h * self.seen // self.full)
        return pygame.Rect(window.right - BAR, window.y + (window.h - size) * self.offset // self.most, BAR - 2, size)

    def press(self, window: pygame.Rect, at: tuple[int, int]) -> bool:
        """Takes hold of the grip or pages; True if the point was on the bar."""
        grip = self.bar(window)
        if grip is None or at[0] < grip.x - 4:
            return False
        if grip.collidepoint(at):
            self._grip = at[1] - grip.y
        else:
            self.by(self.seen if at[1] > grip.y else -self.seen)
        return True

    def drag(self, window: pygame.Rect, at: tuple[int, int]) -> None:
        """Follows the pointer while the grip is held."""
        grip = self.bar(window)
        if grip is not None and self._grip is not None and window.h > grip.h:
            self.offset = max(0, min(self.most, (at[1] - self._grip - window.y) * self.most // (window.h - grip.h)))

    def release(self) -> None:
        """Lets go."""
        self._grip = None

    def draw(self, surface: pygame.Surface, window: pygame.Rect, *, paper: bool = False) -> None:
        """Draws the grip."""
        grip = self.bar(window)
        if grip is not None:
            pygame.draw.rect(surface, palette.PAPER_LINE if paper else palette.LINE, grip, border_radius=3)
