"""The strategic map for the screens: drawn by a process of its own and kept, never waited for."""

from __future__ import annotations

import atexit
from typing import TYPE_CHECKING

import pygame

from game.client.kit.memory import give_back
from game.client.map.picture.cache import PictureStore
from game.client.map.picture.strategic import features_of
from game.client.map.pictures import gridded, options
from game.core.words import language

if TYPE_CHECKING:
    from game.model.theatre.board import Board

LEVELS = (24, 32, 40, 56)  # widths of a hex that the map zooms over


class BoardPictures:
    """Pictures of a board by the width of a hex. `picture` gives what there is; `tick` says when there is more."""

    levels = LEVELS

    def __init__(self, board: Board) -> None:
        self.board = board
        self.store = PictureStore(gridded(features_of(board)), names=language())
        atexit.register(self.store.close)
        self._stretched: tuple[object, pygame.Surface] | None = None

    def picture(self, px: int, size: tuple[int, int]) -> pygame.Surface | None:
        """The picture; meanwhile the nearest at hand stretched to `size`; None while there is none."""
        found = self.store.get(px)
        if found is not None:
            self._stretched = None
            return found
        near = self.store.best(px)
        if near is None:
            return None
        key = (id(near[0]), size)
        if self._stretched is None or self._stretched[0] != key:
            self._stretched = key, pygame.transform.scale(near[0], size)
        return self._stretched[1]

    def tick(self) -> bool:
        """Takes in what has been drawn; True if a picture has come."""
        came = self.store.poll()
        if came:
            give_back()
        return came

    def nearest(self, px: int) -> int:
        """The level nearest to a width."""
        return min(self.levels, key=lambda level: abs(level - px))


_known: dict[tuple[str, str, bool], BoardPictures] = {}


def board_pictures(board: Board) -> BoardPictures:
    """The pictures of a board, lettered in the language in use; every page shares them."""
    key = (board.id, language(), options["grid"])
    if key not in _known:
        for old in [k for k in _known if k[1:] != key[1:]]:
            _known.pop(old).store.close()  # another language was chosen, or the grid
        _known[key] = BoardPictures(board)
    return _known[key]
