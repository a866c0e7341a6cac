"""The light on the map, never on counters: day, dusk, night, rain, fog; flares; the veil over ground not in sight."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import Any

import numpy as np
import pygame
from numpy.typing import NDArray

from game.client.kit import palette
from game.client.map.picture import waters
from game.client.map.picture.canvas import Canvas
from game.client.map.picture.fields import blur
from game.client.map.picture.layout import HEX_M, MARGIN_M, ROW_M, Layout

LIGHTS, SKIES = ("day", "dusk", "night"), ("clear", "rain", "fog")
NIGHT_GREY = 0.20  # share of the colour that night takes
FOG_SHARE, FOG_BLUR_PX = 0.40, 3
VEIL_SHARE, VEIL_BLUR_PX = 0.20, 7
FLARE_SIGMA = 1.5  # hexes
SMALL = 5  # the veil is made so many times smaller
WATER_PX = 12  # width of a hex in the mask of waters


def lit(picture: pygame.Surface, light: str, sky: str = "clear") -> pygame.Surface:
    """The picture in this light under this sky: the picture itself by a clear day, else a new picture.

    Raises:
        ValueError: an unknown light or sky.
    """
    if light not in LIGHTS or sky not in SKIES:
        raise ValueError(
            f'light "{light}" and sky "{sky}": needed one of {", ".join(LIGHTS)} and one of {", ".join(SKIES)}'
        )
    if light == "day" and sky == "clear":
        return picture
    out = _blurred(picture) if sky == "fog" else picture.copy()
    if sky == "fog":
        mist = pygame.Surface(out.get_size())
        mist.fill(palette.FOG)
        mist.set_alpha(round(255 * FOG_SHARE))
        out.blit(mist, (0, 0))
    elif sky == "rain":
        out.fill(palette.RAIN, special_flags=pygame.BLEND_RGB_MULT)
    if light == "night":
        grey = pygame.transform.grayscale(out)
        grey.set_alpha(round(255 * NIGHT_GREY))
        out.blit(grey, (0, 0))
        out.fill(palette.NIGHT, special_flags=pygame.BLEND_RGB_MULT)
    elif light == "dusk":
        out.fill(palette.DUSK, special_flags=pygame.BLEND_RGB_MULT)
    return out


def _blurred(picture: pygame.Surface) -> pygame.Surface:
    """The picture out of focus: made smaller and larger again, which is quick."""
    w, h = picture.get_size()
    small = pygame.transform.smoothscale(picture, (max(1, w // FOG_BLUR_PX), max(1, h // FOG_BLUR_PX)))
    return pygame.transform.smoothscale(small, (w, h))


class LitPictures:
    """Pictures in their lights, the last few kept: a change of light costs some 50 ms once."""

    def __init__(self, at_most: int = 3) -> None:
        self.at_most = at_most
        self._kept: OrderedDict[tuple[int, str, str], tuple[pygame.Surface, pygame.Surface]] = OrderedDict()

    def get(self, picture: pygame.Surface, light: str, sky: str = "clear") -> pygame.Surface:
        """The picture in this light; the same picture as long as it is asked for."""
        key = id(picture), light, sky
        found = self._kept.get(key)
        if found is None or found[0] is not picture:
            found = picture, lit(picture, light, sky)
            self._kept[key] = found
        self._kept.move_to_end(key)
        while len(self._kept) > self.at_most:
            self._kept.popitem(last=False)
        return found[1]


def flare(day: pygame.Surface, centre: tuple[float, float], hex_px: int) -> tuple[pygame.Surface, tuple[int, int]]:
    """The patch of the picture that a flare over a pixel lights up, and where its corner goes on the darkened picture."""
    mask = _glow(hex_px)
    box = mask.get_rect(center=(round(centre[0]), round(centre[1])))
    patch = pygame.Surface(box.size, pygame.SRCALPHA)
    patch.blit(day, (0, 0), box)
    patch.fill((*palette.FLARE, 255), special_flags=pygame.BLEND_RGBA_MULT)
    patch.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return patch, box.topleft


@lru_cache(8)
def _glow(hex_px: int) -> pygame.Surface:
    reach = round(3 * FLARE_SIGMA * hex_px)
    d = np.hypot(*np.mgrid[-reach : reach + 1, -reach : reach + 1]) / (FLARE_SIGMA * hex_px)
    out = pygame.Surface(d.shape, pygame.SRCALPHA)
    out.fill((255, 255, 255, 255))
    pygame.surfarray.pixels_alpha(out)[:] = (235 * np.exp(-d * d / 2) * np.clip(3 - d, 0, 1)).astype(np.uint8)
    return out


# ------------------------------------------------------------ unseen ground
def veil(layout: Layout, unseen: NDArray[np.bool_], water: NDArray[np.bool_] | None = None) -> pygame.Surface:
    """A cool veil over the hexes of `unseen` (rows, columns), its edge soft, to be laid over the whole map.

    `water`: the mask of `water_mask`; water stays clear.
    """
    index = _hex_of_pixel(layout)
    covered = unseen.ravel()[np.maximum(index, 0)] & (index >= 0)
    soft = blur(covered.astype("f4"), round(VEIL_BLUR_PX / SMALL))
    if water is not None:
        rows = np.arange(index.shape[0]) * water.shape[0] // index.shape[0]
        cols = np.arange(index.shape[1]) * water.shape[1] // index.shape[1]
        soft = soft * ~water[rows[:, None], cols[None, :]]
    small = pygame.Surface((index.shape[1], index.shape[0]), pygame.SRCALPHA)
    small.fill((*palette.UNSEEN, 0))
    pygame.surfarray.pixels_alpha(small)[:] = (soft.T * 255 * VEIL_SHARE).astype(np.uint8)
    out = pygame.transform.smoothscale(small, layout.size)
    return out.convert_alpha() if pygame.display.get_surface() else out


def water_mask(features: dict[str, Any]) -> NDArray[np.bool_]:
    """Where the map is water, coarsely: an array over the whole map, whatever its zoom."""
    canvas = Canvas(features, WATER_PX)
    waters.find(canvas)
    return canvas.water


@lru_cache(8)
def _hex_of_pixel(layout: Layout) -> NDArray[np.int32]:
    """Index (row * columns + col) of the hex under each pixel of the small veil; -1 off the map."""
    w, h = layout.size[0] // SMALL + 1, layout.size[1] // SMALL + 1
    x = ((np.arange(w) + 0.5) * SMALL / layout.px_per_m - MARGIN_M)[None, :]
    y = ((np.arange(h) + 0.5) * SMALL / layout.px_per_m - MARGIN_M)[:, None]
    best = np.full((h, w), np.inf)
    found = np.full((h, w), -1, np.int32)
    upper = np.floor(y / ROW_M)
    for row in (upper, upper + 1):
        odd = np.mod(row, 2) * HEX_M / 2
        col = np.round((x - odd) / HEX_M)
        d = (x - odd - col * HEX_M) ** 2 + (y - row * ROW_M) ** 2
        # Off the map the nearest hex on it: the veil runs on to the edge of the map.
        on_row, on_col = np.clip(row, 0, layout.rows - 1), np.clip(col, 0, layout.columns - 1)
        nearer = d < best
        best[nearer] = d[nearer]
        found[nearer] = (on_row * layout.columns + on_col).astype(np.int32)[nearer]
    return found
