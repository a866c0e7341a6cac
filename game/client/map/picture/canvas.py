"""The paper that the rooms of the map draw on: the picture so far, the features of the map, and where they lie on it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from game.client.map.picture.fields import Field, blur
from game.client.map.picture.layout import HEX_M, MARGIN_M, Layout
from game.client.map.picture.lines import F4, Points, inside, smooth
from game.client.map.picture.relief import CELL_M, height_grid

Feature = dict[str, Any]
NO_GRID = "no_grid"  # of the features of a map whose hexes are not wanted
BAND = 64  # rows of the picture worked on at once: what they need stays in the processor's cache
_LATER = re.compile(r"post-war|19(4[6-9]|[5-9]\d)")


class Canvas:
    """The map at one width of a hex: `img` (height, width, 3) float32 and what the rooms share."""

    has_grid = True

    def __init__(self, data: dict[str, Any], hex_px: int) -> None:
        grid = data["hexgrid"]
        self.has_grid = NO_GRID not in data
        self.data, self.hex_px = data, hex_px
        self.layout = Layout(grid["columns"], grid["rows"], hex_px)
        self.k = hex_px / HEX_M  # pixels to a metre
        self.u = hex_px / 64  # strokes are measured for a hex of 64 pixels
        self.shape = self.layout.size[1], self.layout.size[0]
        self.features = [f for f in data["features"] if stands_in_1938(f)]
        self.img = np.zeros((*self.shape, 3), "f4")
        self.water: NDArray[np.bool_] = np.zeros(self.shape, bool)
        self.shores: list[tuple[Feature, Points]] = []

    # ------------------------------------------------------------ features
    def of(self, *kinds: str) -> list[Feature]:
        """Features of these kinds, in the order of the map."""
        return [f for f in self.features if f["properties"]["kind"] in kinds]

    def px(self, lonlat: ArrayLike) -> Points:
        """Pixels of longitude and latitude."""
        p = np.asarray(lonlat, float)[..., :2]
        grid = self.data["hexgrid"]
        (lon, lat), (mx, my) = grid["hex_0_0_centre_lon_lat"], grid["metres_per_degree"]
        return np.stack([(p[..., 0] - lon) * mx + MARGIN_M, (lat - p[..., 1]) * my + MARGIN_M], -1) * self.k

    def at(self, feature: Feature) -> tuple[float, float]:
        """Pixel of a point."""
        x, y = self.px(feature["geometry"]["coordinates"])
        return float(x), float(y)

    def line(self, feature: Feature, rounds: int = 3) -> Points:
        """A line, or the outline of an area with its first point repeated, bends rounded; in pixels."""
        c = feature["geometry"]["coordinates"]
        if feature["geometry"]["type"] != "Polygon":
            return smooth(self.px(c), rounds)
        ring = c[0][:-1] if c[0][0] == c[0][-1] else c[0]
        p = smooth(self.px(ring), rounds, closed=True)
        return np.vstack([p, p[:1]])

    def is_on_map(self, x: float, y: float, margin: float = 0.0) -> bool:
        """A pixel lies on the picture, at least `margin` from its edge."""
        return margin <= x < self.shape[1] - margin and margin <= y < self.shape[0] - margin

    def is_dry(self, x: float, y: float) -> bool:
        """A pixel lies on land."""
        return self.is_on_map(x, y) and not self.water[int(y), int(x)]

    # ------------------------------------------------------------ ground
    @cached_property
    def z(self) -> F4:
        """Metres above the sea, a cell each 12 m."""
        return height_grid(self.data)

    @cached_property
    def fall(self) -> tuple[F4, F4]:
        """Rise to the south and to the east, metres a metre, a cell each 12 m."""
        gy, gx = np.gradient(self.z, CELL_M)
        return gy.astype("f4"), gx.astype("f4")

    @cached_property
    def slope(self) -> F4:
        """Steepness, metres a metre, a cell each 12 m."""
        return np.hypot(*self.fall)

    def field(self, cells: F4) -> Field:
        """Values of the 12 m cells, to be read at the picture's pixels."""
        return Field(cells, CELL_M * self.k, self.shape[1])

    def cell(self, values: F4, x: float, y: float) -> float:
        """Value of the 12 m cell under a pixel."""
        step = CELL_M * self.k
        return float(values[min(int(y / step), values.shape[0] - 1), min(int(x / step), values.shape[1] - 1)])

    def area_cells(self, *kinds: str, soften_m: float) -> F4:
        """How far each 12 m cell belongs to areas of these kinds, 0 to 1, the edge softened."""
        found = np.zeros(self.z.shape, "f4")
        for f in self.of(*kinds):
            window, mask = inside(self.z.shape, self.line(f) / (CELL_M * self.k))
            found[window][mask] = 1
        return blur(found, max(1, round(soften_m / CELL_M)))

    # ------------------------------------------------------------ work
    def bands(self) -> Iterator[tuple[int, int]]:
        """First row and end of each band of the picture."""
        for first in range(0, self.shape[0], BAND):
            yield first, min(first + BAND, self.shape[0])

    def rng(self, purpose: str) -> np.random.Generator:
        """Chance for one purpose, the same each time the map is drawn."""
        return np.random.default_rng([1938, zlib.crc32(purpose.encode())])


def stands_in_1938(feature: Feature) -> bool:
    """False for what was built after the battle: so marked, or so named."""
    said = feature["properties"]
    return not (said.get("built_after_1938") or _LATER.search(said.get("name", "")))
