"""Behind the menu: the map at dawn, dark to the left, made in the background and kept per window size."""

from __future__ import annotations

import pygame

from game.client.kit import palette
from game.client.map.picture.kept import Sheet


class Backdrop:
    """A desk until the picture is there, then the picture with its shade."""

    def __init__(self) -> None:
        self._map: Sheet | None = None
        self._picture: pygame.Surface | None = None
        self._asked = False

    def tick(self) -> bool:
        """Looks for the picture; True when it has just come."""
        from game.client.map.pictures import menu_picture

        if self._map is not None:
            return False
        self._map = menu_picture()
        return self._map is not None

    def forget(self) -> None:
        """Lets the picture go until it is drawn again: eight megabytes in a large window."""
        self._picture = None

    def draw(self, surface: pygame.Surface) -> None:
        """Fills the window."""
        if self._map is None:
            surface.fill(palette.DESK)
            return
        if self._picture is None or self._picture.get_size() != surface.get_size():
            self._picture = _shade(self._map, surface.get_size())
        surface.blit(self._picture, (0, 0))


def _shade(picture: Sheet, size: tuple[int, int]) -> pygame.Surface:
    w, h = size
    out = pygame.Surface(size).convert()
    out.fill(palette.DESK)
    sw, sh = picture.size
    # Changkufeng and the lake stand in the right half of the window.
    x = min(0, max(w - sw, round(w * 0.62 - sw * 0.52)))
    y = min(0, max(h - sh, round(h * 0.5 - sh * 0.55)))
    seen = pygame.Rect(-x, -y, w, h).clip(pygame.Rect(0, 0, sw, sh))
    out.blit(picture.part(seen), (max(0, x), max(0, y)))
    out.fill((255, 240, 214), special_flags=pygame.BLEND_MULT)
    strip = pygame.Surface((64, 1), pygame.SRCALPHA)
    for i in range(64):
        t = i / 63
        strip.set_at((i, 0), (*palette.DESK, round(255 * max(0.0, min(1.0, 1.9 - 2.4 * t)) ** 0.9)))
    out.blit(pygame.transform.smoothscale(strip, size), (0, 0))
    return out
