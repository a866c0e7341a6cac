"""Behind the page where a strategic game is chosen: the picture of its map, in the background until it is drawn."""

from __future__ import annotations

import pygame

from game.client.kit import palette
from game.client.theatre import doors
from game.client.theatre.pictures import BoardPictures, board_pictures
from game.files.errors import BadFile

PX = 40


class BoardBackdrop:
    """A desk until the picture is there, then the picture, cut to the window."""

    def __init__(self) -> None:
        self._pictures: BoardPictures | None = None
        try:
            self._pictures = board_pictures(doors.board())
        except BadFile:
            self._pictures = None  # told by the page itself

    def tick(self) -> bool:
        """True when a picture has just come."""
        return self._pictures is not None and self._pictures.tick()

    def _picture(self) -> pygame.Surface | None:
        found = self._pictures
        return None if found is None or found.store.get(PX) is None else found.picture(PX, (0, 0))

    def draw(self, surface: pygame.Surface) -> None:
        """Fills the window."""
        surface.fill(palette.DESK)
        picture = self._picture()
        if picture is not None:
            w, h = surface.get_size()
            pw, ph = picture.get_size()
            surface.blit(picture, (min(0, (w - pw) // 2), min(0, (h - ph) // 2)))
            if pw < w or ph < h:
                surface.blit(pygame.transform.smoothscale(picture, (max(w, pw), max(h, ph))), (0, 0))
