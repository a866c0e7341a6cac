"""What men have made: roads in two lines, tracks broken, the railway in black and white, villages, ferries, boundary stones."""

from __future__ import annotations

import numpy as np

from game.client.kit import palette
from game.client.map.picture.canvas import Canvas, Feature
from game.client.map.picture.lines import along, dash, ink, pen

ROAD_EDGE, ROAD_FACE = (92, 60, 40), (250, 240, 208)
HUT = (64, 34, 30)


def draw(canvas: Canvas) -> None:
    """Ways first, then what stands beside them."""
    for f in canvas.of("road", "railway"):
        _way(canvas, f)
    for f in canvas.of("ferry"):
        _ferry(canvas, f)
    for f in canvas.of("settlement"):
        _village(canvas, f)
    for f in canvas.of("reference point"):
        if f["properties"].get("hex"):
            _stone(canvas, *canvas.at(f))


def is_track(feature: Feature) -> bool:
    """The way is a track: so marked, or so named."""
    said = feature["properties"]
    return bool(said.get("class") == "track" or said["name"].startswith("Track"))


def _way(canvas: Canvas, f: Feature) -> None:
    u, img = max(0.55, canvas.u), canvas.img
    for near in along(canvas.shape, canvas.line(f), 10 * u):
        win, d, s = near.window, near.d, near.s
        if f["properties"]["kind"] == "railway":
            ink(img, win, pen(d, 5.4 * u), palette.INK)
            ink(img, win, pen(d, 2.9 * u) * dash(s, 13 * u, 13 * u), palette.PAPER)
        elif is_track(f):
            ink(img, win, pen(d, 3.4 * u) * 0.5, palette.PAPER)
            ink(img, win, pen(d, 1.7 * u) * dash(s, 8 * u, 4 * u), palette.INK)
        else:
            ink(img, win, pen(d, 5.0 * u) * 0.9, ROAD_EDGE)
            ink(img, win, pen(d, 3.0 * u), ROAD_FACE)


def _ferry(canvas: Canvas, f: Feature) -> None:
    """A broken line from bank to bank where the river is nearest."""
    u, here = max(0.55, canvas.u), np.array(canvas.at(f))
    best: tuple[float, np.ndarray, np.ndarray] | None = None
    for river in canvas.of("river"):
        p = canvas.line(river)
        middle, step = (p[:-1] + p[1:]) / 2, np.diff(p, axis=0)
        k = int(np.argmin(np.hypot(*(middle - here).T)))
        away = float(np.hypot(*(middle[k] - here)))
        if best is None or away < best[0]:
            best = away, middle[k], step[k] / max(1e-6, np.hypot(*step[k]))
    if best is None or best[0] > 1.5 * canvas.hex_px:
        return
    across = np.array([-best[2][1], best[2][0]]) * 36 * canvas.u
    for near in along(canvas.shape, [best[1] - across, best[1] + across], 5 * u):
        ink(canvas.img, near.window, pen(near.d, 3.6 * u) * 0.6, palette.PAPER)
        ink(canvas.img, near.window, pen(near.d, 1.8 * u) * dash(near.s, 6 * u, 4 * u), palette.INK)
    for end in (-1, 1):
        x, y = best[1] + end * across
        _block(canvas, x, y, 3.2 * u, 3.2 * u, palette.INK)


def _village(canvas: Canvas, f: Feature) -> None:
    u, (x, y) = max(0.55, canvas.u), canvas.at(f)
    huts = 4 if "outpost" in f["properties"]["name"] else 15
    for angle, r in zip(np.arange(huts) * 2.4 + 0.4, np.sqrt(np.arange(huts) + 0.3) * 5.2 * u, strict=True):
        cx, cy = x + 1.5 * r * np.cos(angle), y + r * np.sin(angle)
        if canvas.is_dry(cx, cy):
            _block(canvas, cx, cy, 2.6 * u + 0.6, 1.6 * u + 0.6, HUT)


def _stone(canvas: Canvas, x: float, y: float) -> None:
    u = max(0.55, canvas.u)
    _block(canvas, x, y, 4.2 * u, 4.2 * u, palette.INK)
    _block(canvas, x, y, 2.2 * u, 2.2 * u, palette.PAPER)


def _block(canvas: Canvas, x: float, y: float, half_w: float, half_h: float, colour: palette.Colour) -> None:
    """A rectangle about a point, its edges smooth."""
    x0, x1, y0, y1 = int(x - half_w - 2), int(x + half_w + 3), int(y - half_h - 2), int(y + half_h + 3)
    if x0 < 0 or y0 < 0 or x1 > canvas.shape[1] or y1 > canvas.shape[0]:
        return
    dx, dy = np.abs(np.arange(x0, x1) - x)[None, :], np.abs(np.arange(y0, y1) - y)[:, None]
    ink(canvas.img, np.s_[y0:y1, x0:x1], np.clip(half_w + 0.5 - dx, 0, 1) * np.clip(half_h + 0.5 - dy, 0, 1), colour)
