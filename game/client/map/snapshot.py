"""A position drawn to a PNG without a window: the whole map with its counters in a ruler frame, a title line above."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from game.client.map.position import Position
from game.core.words import _

if TYPE_CHECKING:
    import pygame

    from game.match.battle import Match, View
    from game.model.battle.record import Keyframe
    from game.model.battle.scenario import Scenario

HEAD, GAP = 44, 16


class Picture:
    """The whole map in a ruler frame, to be drawn on again and again. `hex_px`: width of a hex in pixels, as the map has levels.

    `side`: whose knowledge is shown, named at the right of the title line; None for both.
    """

    def __init__(self, scenario: Scenario, *, hex_px: int = 40, side: str | None = None) -> None:
        _quiet_display()
        import pygame

        from game.client.kit.paint import Brush
        from game.client.kit.theme import Theme
        from game.client.map import frame, pictures
        from game.client.map.board import Board
        from game.client.map.camera import Camera

        self.scenario, self.side = scenario, side
        store = pictures.pictures_for(scenario)
        px = store.nearest(hex_px)
        store.draw_now(px)
        self._brush = Brush(Theme(1.0))
        self._camera = Camera(scenario.ground.columns, scenario.ground.rows, (px,), px)
        w, h = self._camera.layout.size
        self._outer = pygame.Rect(0, HEAD, w + 2 * frame.RULER, h + 2 * frame.RULER)
        self.surface = pygame.Surface((self._outer.w, self._outer.h + HEAD)).convert()
        self._camera.place(self._outer.inflate(-2 * frame.RULER, -2 * frame.RULER))
        self._board = Board(self._brush, scenario, store, self._camera)

    def draw(self, shown: Position, title: str = "", words: str = "") -> pygame.Surface:
        """The position on the map; the next is drawn over it. `title`: else the scenario's and the moment; `words` beside it."""
        import pygame

        from game.client.kit import palette
        from game.client.map import frame

        brush, surface, outer = self._brush, self.surface, self._outer
        surface.fill(palette.DESK)
        self._board.draw(surface, shown)
        frame.ruler(brush, surface, outer, self._camera)
        right = outer.right - frame.RULER
        if self.side is not None:
            name = _(self.scenario.side_names.get(self.side, self.side))
            right = brush.text(surface, name, (right, HEAD // 2), "strong", palette.BRASS, anchor="midright").left
        head = title or f"{_(self.scenario.title)} · {shown.moment}"
        at, room = (frame.RULER, HEAD // 2), right - 2 * frame.RULER
        end = brush.text(surface, head, at, "heading", palette.TEXT, anchor="midleft", width=room).right + GAP
        if words:
            high = brush.height(words, "note", right - GAP - end, lines=2)
            beside = pygame.Rect(end, (HEAD - high) // 2, right - GAP - end, high)
            brush.paragraph(surface, words, beside, "note", palette.DIM, lines=2)
        return surface


def save_png(
    scenario: Scenario,
    position: Position | View | Match | Keyframe,
    path: str | Path,
    *,
    hex_px: int = 40,
    side: str | None = None,
    title: str = "",
    words: str = "",
) -> None:
    """Draws a position on the whole map and writes it.

    `position`: a `Position` (game.client.map.position) or what one is made from: a side's `View`, a `Match` (both sides, or
    only what `side` knows), a `Keyframe` of the record. `hex_px`: width of a hex in pixels, one of the map's levels. `title`,
    `words`: as `Picture.draw`.

    Raises:
        OSError: the file cannot be written.
    """
    from game.client.battle import from_match

    picture = Picture(scenario, hex_px=hex_px, side=side)
    _write(picture.draw(from_match.position_of(scenario, position, side), title, words), Path(path))


def _write(surface: pygame.Surface, path: Path) -> None:
    import pygame

    try:
        pygame.image.save(surface, str(path))
    except pygame.error as e:
        raise OSError(f"{path}: the picture could not be written ({e})") from None


def _quiet_display() -> None:
    """Pictures need a display to be converted for; without a window a dummy one does."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    import pygame

    if pygame.display.get_init() and pygame.display.get_surface() is not None:
        pygame.font.init()
        return
    before = os.environ.get("SDL_VIDEODRIVER")
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    try:
        pygame.display.init()
        pygame.font.init()
        pygame.display.set_mode((1, 1))
    finally:
        if before is None:
            del os.environ["SDL_VIDEODRIVER"]
        else:
            os.environ["SDL_VIDEODRIVER"] = before
