"""Where a hex lies on the map: pixels of centres and corners at one width of a hex, and the hex under a pixel."""

from __future__ import annotations

import math
from dataclasses import dataclass

Hex = tuple[int, int]
Point = tuple[float, float]

HEX_M = 300.0  # a hex from flat to flat
ROW_M = 259.81  # from row to row: 300 * sqrt(3) / 2
MARGIN_M = 150.0  # from the outermost centres to the edge of the map


@dataclass(frozen=True)
class Layout:
    """A map of `columns` by `rows` hexes, pointed north and south, odd rows half a hex east; a hex is `hex_px` wide."""

    columns: int
    rows: int
    hex_px: int

    @property
    def px_per_m(self) -> float:
        """Pixels to a metre."""
        return self.hex_px / HEX_M

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture in pixels."""
        width = (self.columns - 0.5) * HEX_M + 2 * MARGIN_M
        height = (self.rows - 1) * ROW_M + 2 * MARGIN_M
        return round(width * self.px_per_m), round(height * self.px_per_m)

    def centre(self, here: Hex | int, row: int | None = None) -> Point:
        """Pixel of a hex's centre, given as `centre((col, row))` or `centre(col, row)`."""
        col, row = here if isinstance(here, tuple) else (here, row or 0)
        k = self.px_per_m
        return ((col + 0.5 * (row & 1)) * HEX_M + MARGIN_M) * k, (row * ROW_M + MARGIN_M) * k

    def corners(self, here: Hex | int, row: int | None = None) -> tuple[Point, ...]:
        """The six corners of a hex, clockwise from the north."""
        x, y = self.centre(here, row)
        reach = self.hex_px / math.sqrt(3)
        turns = [math.radians(60 * n) for n in range(6)]
        return tuple((x + reach * math.sin(a), y - reach * math.cos(a)) for a in turns)

    def hex_at(self, x: float, y: float) -> Hex | None:
        """The hex over a pixel; None off the map."""
        k = self.px_per_m
        near = round((y / k - MARGIN_M) / ROW_M)
        best, found = math.inf, None
        for row in (near - 1, near, near + 1):
            col = round((x / k - MARGIN_M) / HEX_M - 0.5 * (row & 1))
            cx, cy = self.centre(col, row)
            distance = (cx - x) ** 2 + (cy - y) ** 2
            if distance < best:
                best, found = distance, (col, row)
        if found is None or not (0 <= found[0] < self.columns and 0 <= found[1] < self.rows):
            return None
        # The nearest centre is the hex, but beyond the outer row it need not reach as far as the pixel.
        return found if best <= (self.hex_px / math.sqrt(3)) ** 2 * 1.0001 else None
