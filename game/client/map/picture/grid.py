"""A hex grid that is only just there: faint sides, small stars at the corners."""

from __future__ import annotations

import numpy as np

from game.client.map.picture.canvas import Canvas
from game.client.map.picture.layout import HEX_M, MARGIN_M, ROW_M
from game.client.map.picture.lines import ink, pen

COLOUR = (60, 48, 40)
SIDE, STAR = 0.20, 0.42
_H = np.float32(np.sqrt(3) / 2)


def draw(canvas: Canvas) -> None:
    """The grid over the whole map, where it is wanted."""
    if not canvas.has_grid:
        return
    x = (np.arange(canvas.shape[1], dtype="f4") / np.float32(canvas.k) - np.float32(MARGIN_M))[None, :]
    for first, last in canvas.bands():
        y = (np.arange(first, last, dtype="f4") / np.float32(canvas.k) - np.float32(MARGIN_M))[:, None]
        dx, dy = _from_centre(x, y)
        # Distance from the centre along the three normals of a hex; its sides lie at 150 m.
        a, b, c = np.abs(dx), np.abs(dx / 2 + dy * _H), np.abs(dx / 2 - dy * _H)
        most = np.maximum(np.maximum(a, b), c)
        middle = a + b + c - most - np.minimum(np.minimum(a, b), c)
        side = pen((HEX_M / 2 - most) * canvas.k, 1.0)
        star = pen((HEX_M / 2 - most) * canvas.k, 1.3) * np.clip(1 - (HEX_M / 2 - middle) / (HEX_M * 0.13), 0, 1)
        line = side * np.float32(SIDE * min(1.0, 0.5 + canvas.hex_px / 112)) + star * np.float32(STAR)
        ink(canvas.img, np.s_[first:last, :], line, COLOUR)


def _from_centre(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Metres east and south of the nearest hex centre."""
    best_x = best_y = None
    upper = np.floor(y / np.float32(ROW_M))
    for row in (upper, upper + 1):
        odd = np.mod(row, 2) * np.float32(HEX_M / 2)
        dx = x - odd - np.round((x - odd) / np.float32(HEX_M)) * np.float32(HEX_M)
        dy = np.broadcast_to(y - row * np.float32(ROW_M), dx.shape)
        if best_x is None or best_y is None:
            best_x, best_y = dx, dy
        else:
            nearer = dx * dx + dy * dy < best_x * best_x + best_y * best_y
            best_x, best_y = np.where(nearer, dx, best_x), np.where(nearer, dy, best_y)
    assert best_x is not None
    assert best_y is not None
    return best_x, best_y
