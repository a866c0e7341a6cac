"""Lines of the relief: brown contours every 10 m, the fiftieth heavier, and hachures down the steepest slopes."""

from __future__ import annotations

import numpy as np

from game.client.kit import palette
from game.client.map.picture.canvas import Canvas
from game.client.map.picture.lines import ink, pen

EVERY_M, INDEX_M = 10, 50
COARSE_BELOW_PX = 40  # narrower hexes have contours every 20 m
STEEP = 0.385  # 1 in 2.6


def draw(canvas: Canvas) -> None:
    """Contours, then hachures."""
    _contours(canvas)
    _hachures(canvas)


def _contours(canvas: Canvas) -> None:
    """The distance of a pixel to a level is its difference in height over the slope there."""
    every = EVERY_M * (2 if canvas.hex_px < COARSE_BELOW_PX else 1)
    thick = max(0.7, canvas.hex_px / 70)
    height, slope = canvas.field(canvas.z), canvas.field(canvas.slope)
    for first, last in canvas.bands():
        z, s = height.rows(first, last), slope.rows(first, last)
        seen = np.clip((s - 0.02) / 0.03, 0, 1) * ~canvas.water[first:last]
        metres = np.maximum(s / np.float32(canvas.k), 1e-4)  # a pixel
        for gap, width, strength in ((every, 0.95, 0.62), (INDEX_M, 1.7, 0.80)):
            d = np.abs(np.mod(z / gap + np.float32(0.5), 1) - np.float32(0.5)) * gap / metres
            line = pen(d, width * thick) * seen * np.float32(strength)
            ink(canvas.img, np.s_[first:last, :], line, palette.CONTOUR)


def _hachures(canvas: Canvas) -> None:
    gap = max(3.0, canvas.hex_px * 0.062)
    rng = canvas.rng("hachures")
    ys, xs = np.mgrid[gap : canvas.shape[0] - gap : gap, gap : canvas.shape[1] - gap : gap]
    ys = (ys + rng.uniform(-0.3, 0.3, ys.shape) * gap).ravel()
    xs = (xs + rng.uniform(-0.3, 0.3, xs.shape) * gap).ravel()
    gy, gx = canvas.fall
    step = 12.0 * canvas.k
    rows = np.minimum((ys / step).astype(int), gy.shape[0] - 1)
    cols = np.minimum((xs / step).astype(int), gy.shape[1] - 1)
    steep = canvas.slope[rows, cols]
    kept = (steep > STEEP) & ~canvas.water[ys.astype(int), xs.astype(int)]
    down = np.stack([gx[rows, cols], gy[rows, cols]], -1) / np.maximum(steep, 1e-6)[:, None]
    _strokes(canvas, np.stack([xs, ys], -1)[kept], down[kept], steep[kept], gap)


def _strokes(canvas: Canvas, start: np.ndarray, down: np.ndarray, steep: np.ndarray, gap: float) -> None:
    """Sets strokes `gap` * 1.9 long against `down` from each `start`, heavier where it is steeper, thinning out at their ends."""
    long, reach = np.float32(gap * 1.9), int(np.ceil(gap * 1.9)) + 2
    corner = np.floor(start).astype(int) - reach
    fits = (corner >= 0).all(1) & (corner + 2 * reach + 1 < np.array(canvas.shape[::-1])).all(1)
    start, down, steep, corner = start[fits], down[fits].astype("f4"), steep[fits], corner[fits]
    along = np.arange(2 * reach + 1, dtype="f4")
    for n in range(0, len(start), 512):  # many at once, few enough to stay in the cache
        part = slice(n, n + 512)
        away = (corner[part] - start[part]).astype("f4")
        dx, dy = along[None, None, :] + away[:, 0, None, None], along[None, :, None] + away[:, 1, None, None]
        ux, uy = -down[part, 0, None, None], -down[part, 1, None, None]
        s = np.clip(dx * ux + dy * uy, 0, long)
        d = np.hypot(dx - s * ux, dy - s * uy)
        width = np.minimum(1.9, 0.5 + 2.2 * (steep[part] - 0.3))[:, None, None]
        alpha = np.clip((pen(d, width) - s / np.float32(gap * 3)) * np.float32(0.8), 0, 1)[..., None]
        for (x, y), a in zip(corner[part], alpha, strict=True):
            window = canvas.img[y : y + 2 * reach + 1, x : x + 2 * reach + 1]
            window += (np.asarray(palette.HACHURE, "f4") - window) * a
