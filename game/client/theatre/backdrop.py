"""The picture behind the page where a strategic game is chosen: its sheet, in the background until it is drawn."""

from __future__ import annotations

import pygame

from game.client.kit import palette
from game.client.theatre import doors
from game.client.theatre.sheets import BoardSheets, board_sheets
from game.files.errors import BadFile

PX = 40


class BoardBackdrop:
    """A desk until the sheet is there, then the sheet, cut to the window."""

    def __init__(self) -> None:
        self._sheets: BoardSheets | None = None
        try:
            self._sheets = board_sheets(doors.board())
        except BadFile:
            self._sheets = None  # told by the page itself

    def tick(self) -> bool:
        """True when a sheet has just come."""
        return self._sheets is not None and self._sheets.tick()

    def draw(self, surface: pygame.Surface) -> None:
        """Fills the window."""
        surface.fill(palette.DESK)
        picture = self._sheets.store.get(PX) if self._sheets is not None else None
        if picture is not None:
            w, h = surface.get_size()
            pw, ph = picture.get_size()
            surface.blit(picture, (min(0, (w - pw) // 2), min(0, (h - ph) // 2)))
            if pw < w or ph < h:
                surface.blit(pygame.transform.smoothscale(picture, (max(w, pw), max(h, ph))), (0, 0))
