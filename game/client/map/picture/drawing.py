"""The picture in the manner of a 1:25,000 military map of the 1930s, drawn from the map's features alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.client.map.picture import borders, contours, grid, ground, lettering, paper, strategic, waters, ways
from game.client.map.picture.canvas import Canvas

Progress = Callable[[float, str], None]
LEVELS = (24, 32, 40, 56, 80)  # widths of a hex in pixels that the picture is drawn for
LANGUAGES = ("en", "ja", "ru", "zh", "ko")

# Room, share of the time. What lies below comes first; water is found before the ground is drawn, which stops at it.
ROOMS: tuple[tuple[str, Callable[[Canvas], None], float], ...] = (
    ("waters found", waters.find, 0.12),
    ("ground", ground.draw, 0.30),
    ("waters", waters.draw, 0.14),
    ("contours", contours.draw, 0.20),
    ("borders", borders.draw, 0.05),
    ("ways", ways.draw, 0.04),
    ("grid", grid.draw, 0.07),
    ("paper", paper.draw, 0.06),
)


class MapPicture(Canvas):
    """A picture to be drawn: the features of the map at one width of a hex, with names in one language first."""

    def __init__(self, features: dict[str, Any], hex_px: int, *, names: str = "en") -> None:
        """Raises:
        ValueError: a hex narrower than 8 or wider than 160 pixels; a language without names.
        """
        if not 8 <= hex_px <= 160:
            raise ValueError(f"a hex {hex_px} pixels wide: needed 8 to 160")
        if names not in LANGUAGES:
            raise ValueError(f'names in "{names}": needed one of {", ".join(LANGUAGES)}')
        super().__init__(features, hex_px)
        self.names = names

    def draw(self, progress: Progress | None = None) -> NDArray[np.uint8]:
        """The picture, shape (height, width, 3)."""
        done = 0.0
        for name, room, share in ROOMS:
            if progress:
                progress(done, name)
            room(self)
            done += share
        if progress:
            progress(done, "lettering")
        picture = np.empty(self.img.shape, np.uint8)
        for first, last in self.bands():
            picture[first:last] = np.clip(self.img[first:last] + 0.5, 0, 255)
        self.img = np.zeros((0, 0, 3), "f4")
        picture = lettering.lettered(self, picture, self.names)
        if progress:
            progress(1.0, "")
        return picture


def draw_map(
    features: dict[str, Any], hex_px: int, *, names: str = "en", progress: Progress | None = None
) -> NDArray[np.uint8]:
    """The map as (height, width, 3) bytes of red, green, blue, from its parsed GeoJSON, or from a strategic board.

    `names`: language of the names set first; others follow smaller where there is room. `progress(share, room)` is called
    as the work goes on.

    Raises:
        ValueError: a hex narrower than 8 or wider than 160 pixels; a language without names.
    """
    if strategic.KEY in features:
        return strategic.draw_strategic(features, hex_px, names=names, progress=progress)
    return MapPicture(features, hex_px, names=names).draw(progress)
