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

HEAD = 44


def save_png(
    scenario: Scenario,
    position: Position | View | Match | Keyframe,
    path: str | Path,
    *,
    hex_px: int = 40,
    side: str | None = None,
    title: str = "",
) -> None:
    """Draws a position on the whole map and writes it.

    `position`: a `Position` (game.client.map.position) or what one is made from: a side's `View`, a `Match` (both sides, or
    only what `side` knows), a `Keyframe` of the record. `hex_px`: width of a hex in pixels, one of the map's levels.

    Raises:
        OSError: the file cannot be written.
    """
    _quiet_display()
    import pygame

    from game.client.battle import from_match
    from game.client.kit import palette
    from game.client.kit.paint import Brush
    from game.client.kit.theme import Theme
    from game.client.map import frame, pictures
    from game.client.map.board import Board
    from game.client.map.camera import Camera

    shown = from_match.position_of(scenario, position, side)
    store = pictures.pictures_for(scenario)
    px = store.nearest(hex_px)
    store.draw_now(px)
    brush = Brush(Theme(1.0))
    camera = Camera(scenario.ground.columns, scenario.ground.rows, (px,), px)
    w, h = camera.layout.size
    outer = pygame.Rect(0, HEAD, w + 2 * frame.RULER, h + 2 * frame.RULER)
    surface = pygame.Surface((outer.w, outer.h + HEAD)).convert()
    surface.fill(palette.DESK)
    camera.place(outer.inflate(-2 * frame.RULER, -2 * frame.RULER))
    Board(brush, scenario, store, camera).draw(surface, shown)
    frame.ruler(brush, surface, outer, camera)
    words = title or f"{_(scenario.title)} · {shown.moment}"
    brush.text(surface, words, (frame.RULER, HEAD // 2), "heading", palette.TEXT, anchor="midleft", width=w)
    if side is not None:
        brush.text(
            surface,
            scenario.side_names.get(side, side),
            (outer.right - frame.RULER, HEAD // 2),
            "strong",
            palette.BRASS,
            anchor="midright",
        )
    _write(surface, Path(path))


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
