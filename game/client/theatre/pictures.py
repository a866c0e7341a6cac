"""The strategic map for the screens: drawn by a process of its own and kept, never waited for."""

from __future__ import annotations

import atexit
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.memory import give_back
from game.client.map.picture.cache import PictureStore
from game.client.map.picture.strategic import features_of
from game.client.map.pictures import gridded, options
from game.core.words import _, language

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.model.theatre.board import Board

LEVELS = (24, 32, 40, 56)  # widths of a hex that the map zooms over


class BoardPictures:
    """Pictures of a board by the width of a hex. `picture` gives what there is; `tick` says when there is more."""

    levels = LEVELS

    def __init__(self, board: Board) -> None:
        self.board = board
        self.store = PictureStore(gridded(features_of(board)), names=language())
        atexit.register(self.store.close)
        self.share: float | None = None  # of the picture that is being drawn, 0 to 1; None: nothing is waited for
        self._stretched: tuple[object, pygame.Surface] | None = None
        self._whole: tuple[int, pygame.Surface] | None = None

    def picture(self, px: int, size: tuple[int, int]) -> pygame.Surface | None:
        """The picture; meanwhile the nearest at hand stretched to `size`; None while there is none."""
        found = self.store.get(px)
        if found is not None:
            self._stretched = None
            if self._whole is None or self._whole[0] != px:
                self._whole = px, found.whole()
            return self._whole[1]
        near = self.store.best(px)
        if near is None:
            return None
        key = (id(near[0]), size)
        if self._stretched is None or self._stretched[0] != key:
            self._stretched = key, pygame.transform.scale(near[0].whole(), size)
        return self._stretched[1]

    def tick(self, px: int = 0) -> bool:
        """Takes in what has been drawn; True if a picture has come, or more of the one that is wanted at `px` a hex is done."""
        came, before = self.store.poll(), self.share
        self.share = self.store.drawing(px) if px else None
        if came:
            give_back()
        return came or self.share != before

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


def draw_progress(b: Brush, surface: pygame.Surface, room: pygame.Rect, share: float | None) -> None:
    """At the foot of the map: how much of its picture is drawn; nothing while none is awaited."""
    if share is None:
        return
    px = b.px
    box = pygame.Rect(0, 0, px(320), px(46))
    box.midbottom = (room.centerx, room.bottom - px(30))
    b.box(surface, box, palette.PANEL, palette.LINE, radius=4)
    words = _("The map is being drawn: {n} %").format(n=round(100 * share))
    b.text(surface, words, (box.centerx, box.y + px(16)), "small", palette.TEXT, anchor="center", width=box.w - px(16))
    bar = pygame.Rect(box.x + px(16), box.bottom - px(14), box.w - px(32), px(4))
    surface.fill(palette.LINE, bar)
    surface.fill(palette.BRASS, (bar.x, bar.y, round(bar.w * share), bar.h))
