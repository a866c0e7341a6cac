"""The strategic map: a staff map of Northeast Asia, drawn from the board alone with the tools of the battle map.

Here its canvas: where degrees lie in pixels, what is land, and per cell of a 24th of a hex which terrain and zone is nearest.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import msgspec
import numpy as np
import pygame
from numpy.typing import ArrayLike, NDArray

from game.client.map.picture import grid, paper
from game.client.map.picture.canvas import NO_GRID, Canvas
from game.client.map.picture.fields import Field, blur
from game.client.map.picture.layout import HEX_M, MARGIN_M, Layout
from game.client.map.picture.lines import F4, Points, along, inside, smooth
from game.core.words import language, spoken
from game.model.theatre.board import OUTSIDE, Board, LonLat, Outline

CELLS = 24  # cells to a hex
BORDERED = (("P", "A", "T"), ("G",), ("U", "I", "N", "Y", "C"), ("K",), ("J",))  # zones that share real borders
KEY = "board"  # of the features that a strategic map is drawn from
Progress = Callable[[float, str], None]


def features_of(board: Board) -> dict[str, Any]:
    """The board as plain values: what a picture's worker is given. Names stand in the language in use."""
    found: dict[str, Any] = msgspec.to_builtins(board)
    if (code := language()) != "en":
        for each in (*found["cities"], *found["letterings"]):
            each["names"][code] = spoken(each["names"])
    return {KEY: found}


def draw_strategic(
    features: dict[str, Any], hex_px: int, *, names: str, progress: Progress | None = None
) -> NDArray[np.uint8]:
    """The picture of a board as (height, width, 3) bytes of red, green, blue."""
    from game.client.map.picture import strategic_ground, strategic_lines, strategic_names

    canvas = BoardCanvas(msgspec.convert(features[KEY], Board), hex_px)
    canvas.has_grid = NO_GRID not in features
    steps: tuple[tuple[str, Callable[[BoardCanvas], None]], ...] = (
        ("ground", strategic_ground.draw),
        ("waters", strategic_ground.waters),
        ("borders", strategic_lines.borders),
        ("ways", strategic_lines.railways),
        ("grid", grid.draw),
        ("frame", strategic_ground.outside),
        ("paper", paper.draw),
    )
    for k, (name, step) in enumerate(steps):
        if progress:
            progress(k / (len(steps) + 1), name)
        step(canvas)
    h, w = canvas.shape
    picture = np.clip(canvas.img + 0.5, 0, 255).astype(np.uint8)
    surface = pygame.image.frombytes(picture.tobytes(), (w, h), "RGB")
    strategic_names.letter(canvas, surface, names)
    if progress:
        progress(1.0, "")
    return np.frombuffer(pygame.image.tobytes(surface, "RGB"), np.uint8).reshape(h, w, 3)


class BoardCanvas(Canvas):
    """The picture of a board at one width of a hex."""

    def __init__(self, board: Board, hex_px: int) -> None:
        self.board, self.hex_px = board, hex_px
        self.layout = Layout(board.grid.columns, board.grid.rows, hex_px)
        self.k = hex_px / HEX_M
        self.u = hex_px / 40  # strokes are measured for a hex of 40 pixels
        self.shape = self.layout.size[1], self.layout.size[0]
        self.features, self.shores = [], []
        self.img = np.zeros((*self.shape, 3), "f4")
        self.water = ~self._mask("land") | self._mask("lake")

    # ------------------------------------------------------------ where things lie
    def px(self, lonlat: ArrayLike) -> Points:
        """Pixels of longitude and latitude."""
        g = self.board.grid
        km = np.array([g.project(lon, lat) for lon, lat in np.asarray(lonlat, float).reshape(-1, 2)])
        east, south = km[:, 0] - g.first_km[0], g.first_km[1] - km[:, 1]
        return (np.stack([east, south], -1) * (HEX_M / g.hex_km) + MARGIN_M) * self.k

    def outlines(self, *kinds: str) -> list[Outline]:
        """Outlines of these kinds."""
        return [o for o in self.board.outlines if o.kind in kinds]

    def shore(self, outline: Outline, ring: tuple[LonLat, ...]) -> Points:
        """A ring in pixels; lakes, which are drawn by hand, with their bends rounded."""
        if outline.kind != "lake":
            return self.px(ring)
        p = smooth(self.px(ring[:-1]), 3, closed=True)
        return np.vstack([p, p[:1]])

    def _mask(self, kind: str) -> NDArray[np.bool_]:
        found = np.zeros(self.shape, bool)
        for outline in self.outlines(kind):
            for k, ring in enumerate(outline.rings):
                shore = self.shore(outline, ring)
                if not self.touches(shore):
                    continue
                window, mask = inside(self.shape, shore)
                found[window] = found[window] | mask if k == 0 else found[window] & ~mask
        return found

    def touches(self, line: Points, margin: float = 0.0) -> bool:
        """Some of the box round a line lies on the picture."""
        (x0, y0), (x1, y1) = line.min(0) - margin, line.max(0) + margin
        return bool(x1 > 0 and y1 > 0 and x0 < self.shape[1] and y0 < self.shape[0])

    # ------------------------------------------------------------ cells
    @cached_property
    def cells(self) -> tuple[int, int]:
        """Rows and columns of cells."""
        step = self.hex_px / CELLS
        return int(self.shape[0] / step) + 1, int(self.shape[1] / step) + 1

    def spread(self, cells: F4) -> Field:
        """Values of the cells, to be read at the picture's pixels."""
        return Field(cells, self.hex_px / CELLS, self.shape[1])

    @cached_property
    def hex_of_cell(self) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
        """Column and row of the hex in which each cell lies, cut to the board."""
        h, w = self.cells
        y, x = (np.mgrid[0:h, 0:w] / CELLS).astype("f4")
        low = np.floor((y - 0.5) / (np.sqrt(3) / 2))
        best, col_of, row_of = np.full((h, w), 1e9, "f4"), np.zeros((h, w), int), np.zeros((h, w), int)
        for row in (low, low + 1, low - 1):
            odd = np.mod(row, 2) / 2
            col = np.round(x - 0.5 - odd)
            d = (x - 0.5 - odd - col) ** 2 + (y - 0.5 - row * np.float32(np.sqrt(3) / 2)) ** 2
            near = d < best
            best[near], col_of[near], row_of[near] = d[near], col[near], row[near]
        return np.clip(col_of, 0, self.layout.columns - 1), np.clip(row_of, 0, self.layout.rows - 1)

    def cells_of(self, rows: tuple[str, ...], symbols: str) -> F4:
        """1 where a cell's hex carries one of these symbols."""
        col, row = self.hex_of_cell
        wanted = np.array([[s in symbols for s in line] for line in rows])
        return wanted[row, col].astype("f4")

    @cached_property
    def beyond(self) -> F4:
        """1 beyond the frame of the board."""
        return self.cells_of(self.board.terrain, OUTSIDE)

    @cached_property
    def zone_of_cell(self) -> NDArray[np.int_]:
        """Number in `board.countries` of the zone of each cell: the nearest, but never across a real border."""
        nearness = np.stack([blur(self.cells_of(self.board.zones, z.symbol), CELLS // 2) for z in self.board.countries])
        nearest: NDArray[np.int_] = nearness.argmax(0)
        symbols = [z.symbol for z in self.board.countries]
        for outline in self.outlines("border"):
            for near in along(self.cells, self.px(outline.rings[0]) * (CELLS / self.hex_px), 0.9 * CELLS):
                win, close = near.window, near.d < 0.9 * CELLS
                for side in (-1, 1):
                    here = close & (near.side == side)
                    group = self._group(nearest[win][here & (near.d > 0.35 * CELLS)], symbols)
                    if group and here.any():
                        kept = nearness[(group, *win)].argmax(0)
                        nearest[win][here] = np.asarray(group)[kept][here]
        return nearest

    @staticmethod
    def _group(found: NDArray[np.int_], symbols: list[str]) -> list[int]:
        """Numbers of the zones of the group that most of these cells belong to."""
        counts = np.bincount(found, minlength=len(symbols))
        groups = [[symbols.index(s) for s in group if s in symbols] for group in BORDERED]
        best = max(groups, key=lambda g: int(counts[g].sum()))
        return best if counts[best].sum() else []
