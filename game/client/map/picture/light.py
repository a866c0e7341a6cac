"""The light on the map, never on counters: day, dusk, night, rain, fog; flares; the veil over ground not in sight.

All are tints: contours, lines and names keep their contrast to the ground they stand on, in fog and by night as by day.
"""

from __future__ import annotations

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
FOG_SHARE, FOG_OVER_ALL = 0.62, 0.10  # of the ground's tone; of everything, lines too
HAZE = 12  # pixels over which the tone of the ground is taken: finer things stand out of the fog
VEIL_SHARE, VEIL_BLUR_PX = 0.20, 7
FLARE_SIGMA = 1.5  # hexes
PIECE = 240  # pixels: the side of what is lit at once, whole numbers of HAZE, SMALL and SMALLER, so that they join without a seam
SMALL, SMALLER = 5, 10  # the veil is made so many times smaller; where a hex is wider than COARSE_PX, the second
COARSE_PX = 40
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
    if light == "day" and sky != "rain":
        return picture
    out = picture.copy()
    if sky == "rain":
        out.fill(palette.RAIN, special_flags=pygame.BLEND_RGB_MULT)
    if light == "night":
        grey = pygame.transform.grayscale(out)
        grey.set_alpha(round(255 * NIGHT_GREY))
        out.blit(grey, (0, 0))
        out.fill(palette.NIGHT, special_flags=pygame.BLEND_RGB_MULT)
    elif light == "dusk":
        out.fill(palette.DUSK, special_flags=pygame.BLEND_RGB_MULT)
    return out


def hazed(picture: pygame.Surface) -> pygame.Surface:
    """The middle of the picture in fog, HAZE / 2 less on every side: the tone of the ground goes towards that of the fog, what is
    finer than HAZE keeps its contrast to it.
    """
    w, h = picture.get_width() - HAZE, picture.get_height() - HAZE
    coarse = pygame.transform.smoothscale(picture, (w // HAZE + 1, h // HAZE + 1))
    darker = pygame.transform.smoothscale(coarse, (w, h))
    share = round(255 * FOG_SHARE)
    darker.fill((share, share, share), special_flags=pygame.BLEND_RGB_MULT)
    goal = tuple(round(c * FOG_SHARE) for c in palette.FOG)
    lighter = darker.copy()
    lighter.fill(goal)
    lighter.blit(darker, (0, 0), special_flags=pygame.BLEND_RGB_SUB)
    darker.fill(goal, special_flags=pygame.BLEND_RGB_SUB)
    out = picture.subsurface((HAZE // 2, HAZE // 2, w, h)).copy()
    out.blit(lighter, (0, 0), special_flags=pygame.BLEND_RGB_ADD)
    out.blit(darker, (0, 0), special_flags=pygame.BLEND_RGB_SUB)
    lighter.fill(palette.FOG)
    lighter.set_alpha(round(255 * FOG_OVER_ALL))
    out.blit(lighter, (0, 0))
    return out


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
    """A cool veil over the hexes of `unseen` (rows, columns), its edge soft: SMALL or SMALLER times smaller than the map.

    It covers whole pieces of the map, and a pixel more to the right and below: as many of its pixels stretch over each piece.
    `water`: the mask of `water_mask`; water stays clear.
    """
    index, step = _hex_of_pixel(layout), _step(layout)
    soft = blur(unseen.ravel()[index].astype("f4"), round(VEIL_BLUR_PX / step))
    if water is not None:
        (w, h), (down, across) = layout.size, water.shape
        rows = np.minimum(np.arange(index.shape[0]) * step * down // h, down - 1)
        cols = np.minimum(np.arange(index.shape[1]) * step * across // w, across - 1)
        soft = soft * ~water[rows[:, None], cols[None, :]]
    small = pygame.Surface((index.shape[1], index.shape[0]), pygame.SRCALPHA)
    small.fill((*palette.UNSEEN, 0))
    pygame.surfarray.pixels_alpha(small)[:] = (soft.T * 255 * VEIL_SHARE).astype(np.uint8)
    return small


def water_mask(features: dict[str, Any]) -> NDArray[np.bool_]:
    """Where the map is water, coarsely: an array over the whole map, whatever its zoom."""
    canvas = Canvas(features, WATER_PX)
    waters.find(canvas)
    return canvas.water


def _step(layout: Layout) -> int:
    return SMALL if layout.hex_px <= COARSE_PX else SMALLER


@lru_cache(4)
def _hex_of_pixel(layout: Layout) -> NDArray[np.int32]:
    """Index (row * columns + col) of the hex under each pixel of the small veil, off the map of the nearest."""
    step = _step(layout)
    w, h = (-(-side // PIECE) * PIECE // step + 1 for side in layout.size)
    x = (np.arange(w) * step / layout.px_per_m - MARGIN_M)[None, :]
    y = (np.arange(h) * step / layout.px_per_m - MARGIN_M)[:, None]
    best = np.full((h, w), np.inf)
    found = np.zeros((h, w), np.int32)
    upper = np.floor(y / ROW_M)
    for row in (upper, upper + 1):
        odd = np.mod(row, 2) * HEX_M / 2
        col = np.round((x - odd) / HEX_M)
        d = (x - odd - col * HEX_M) ** 2 + (y - row * ROW_M) ** 2
        on_row, on_col = np.clip(row, 0, layout.rows - 1), np.clip(col, 0, layout.columns - 1)
        nearer = d < best
        best[nearer] = d[nearer]
        found[nearer] = (on_row * layout.columns + on_col).astype(np.int32)[nearer]
    return found
