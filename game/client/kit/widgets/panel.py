"""A panel: a surface that is painted only when what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import pygame

from game.client.kit.widgets.base import Ui, Widget

Spot = tuple[pygame.Rect, str]  # a part of a panel, from its corner, and the words of its tooltip
Painter = Callable[[pygame.Surface, pygame.Rect], None]


class Panel(Widget):
    """A rectangle with a painter and a key: the same key means the same picture.

    `spots`: parts that have tooltips of their own, set by the painter; elsewhere the panel's own stands.
    """

    def __init__(
        self,
        rect: pygame.Rect | tuple[int, int, int, int],
        painter: Painter,
        key: Callable[[], Hashable],
        *,
        clear: bool = False,
    ) -> None:
        super().__init__(rect)
        self.painter, self.state = painter, key
        self.clear = clear
        self.spots: Sequence[Spot] = ()
        self._picture: pygame.Surface | None = None
        self._key: Hashable = object()

    def tip_at(self, at: tuple[int, int]) -> str:
        """The words of the part under a point, the last painted first."""
        x, y = at[0] - self.rect.x, at[1] - self.rect.y
        return next((words for box, words in reversed(self.spots) if box.collidepoint(x, y)), super().tip_at(at))

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Blits the picture, painting it first if its key is new."""
        key = self.state()
        if self._picture is None or self._picture.get_size() != self.rect.size or key != self._key:
            flags = pygame.SRCALPHA if self.clear else 0
            if self._picture is None or self._picture.get_size() != self.rect.size:
                self._picture = pygame.Surface(self.rect.size, flags)
                self._picture = self._picture.convert_alpha() if self.clear else self._picture.convert()
            if self.clear:
                self._picture.fill((0, 0, 0, 0))
            self._key = key
            self.painter(self._picture, self._picture.get_rect())
        surface.blit(self._picture, self.rect)
