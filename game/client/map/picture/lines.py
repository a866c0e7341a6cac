"""Lines on the map: the one primitive `along`, and the pens, dashes and outlines made from it.

`along` tells for each pixel near a polyline how far it is from the line, how far along it and on which side. Road, railway,
border, river and shore are formulas on these three, so every line is smooth without drawing anything larger first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

F4 = NDArray[np.float32]
Points = NDArray[np.float64]
Window = tuple[slice, slice]
TILE = 192  # pixels; tiles the line does not touch cost nothing


@dataclass(frozen=True)
class Near:
    """A tile of the picture near a line: `d` pixels from it, `s` pixels along it, `side` -1 or 1 (0 on it)."""

    window: Window
    d: F4
    s: F4
    side: F4


def along(shape: tuple[int, int], points: ArrayLike, reach: float, *, everywhere: bool = False) -> Iterator[Near]:
    """Tiles within `reach` pixels of a polyline.

    Farther pixels have a `d` of 1e9. `everywhere`: all tiles of the line's bounding box, and `d` is `reach` where it is more.
    """
    p = thinned(np.asarray(points, float))
    a, b = p[:-1], p[1:]
    size = np.hypot(*(b - a).T)
    start = np.concatenate([[0.0], np.cumsum(size)[:-1]])
    low = np.floor(np.minimum(a, b) - reach).astype(int)
    high = np.ceil(np.maximum(a, b) + reach + 1).astype(int)
    x_end, y_end = min(shape[1], int(high[:, 0].max())), min(shape[0], int(high[:, 1].max()))
    far = reach if everywhere else 1e9
    for y in range(max(0, int(low[:, 1].min())), y_end, TILE):
        in_row = (low[:, 1] < y + TILE) & (high[:, 1] > y)
        for x in range(max(0, int(low[:, 0].min())), x_end, TILE):
            hits = np.flatnonzero(in_row & (low[:, 0] < x + TILE) & (high[:, 0] > x))
            if not len(hits) and not everywhere:
                continue
            h, w = min(TILE, y_end - y), min(TILE, x_end - x)
            d, s, side = np.full((h, w), far, "f4"), np.zeros((h, w), "f4"), np.zeros((h, w), "f4")
            for i in hits:
                x0, y0 = max(low[i, 0] - x, 0), max(low[i, 1] - y, 0)
                x1, y1 = min(high[i, 0] - x, w), min(high[i, 1] - y, h)
                if x1 > x0 and y1 > y0:
                    _segment((d, s, side), np.s_[y0:y1, x0:x1], (x, y), a[i], b[i], float(size[i]), float(start[i]))
            yield Near(np.s_[y : y + h, x : x + w], d, s, side)


def _segment(
    out: tuple[F4, F4, F4], box: Window, corner: tuple[int, int], a: Points, b: Points, size: float, start: float
) -> None:
    d, s, side = out
    rows, cols = box
    ux, uy = np.float32((b[0] - a[0]) / size), np.float32((b[1] - a[1]) / size)
    dx = np.arange(cols.start, cols.stop, dtype="f4") + np.float32(corner[0] - a[0])
    dy = (np.arange(rows.start, rows.stop, dtype="f4") + np.float32(corner[1] - a[1]))[:, None]
    t = np.clip(dx * ux + dy * uy, 0, np.float32(size))
    away = np.hypot(dx - t * ux, dy - t * uy)
    nearer = away < d[box]
    d[box][nearer] = away[nearer]
    s[box][nearer] = t[nearer] + np.float32(start)
    side[box][nearer] = np.sign(dx * uy - dy * ux)[nearer]


def thinned(points: Points, gap: float = 1.5) -> Points:
    """The polyline without points closer than `gap` pixels to the last one kept; its ends stay."""
    kept = [0]
    for i in range(1, len(points) - 1):
        if np.hypot(*(points[i] - points[kept[-1]])) >= gap:
            kept.append(i)
    end = points[-1] if np.hypot(*(points[-1] - points[kept[-1]])) > 1e-6 else points[-1] + 1e-3
    return np.vstack([points[kept], end])


def smooth(points: ArrayLike, rounds: int = 3, *, closed: bool = False) -> Points:
    """The polyline with its corners cut (Chaikin); a closed one comes back without its first point repeated."""
    p = np.asarray(points, float)
    for _ in range(rounds):
        a, b = (p, np.roll(p, -1, 0)) if closed else (p[:-1], p[1:])
        q = np.stack([0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b], 1).reshape(-1, 2)
        p = q if closed else np.vstack([p[:1], q, p[-1:]])
    return p


def ragged(outline: Points, size: float, rng: np.random.Generator) -> Points:
    """A closed outline with bays and points of about `size` pixels added along its normals."""
    p = outline[:-1]
    turn = np.linspace(0, 2 * np.pi, len(p), endpoint=False)
    off = np.zeros(len(p))
    for n in range(2, 30):
        off += np.sin(n * turn + rng.uniform(0, 6.3)) * rng.uniform(0.4, 1) / n**0.8
    t = np.roll(p, -1, 0) - np.roll(p, 1, 0)
    normal = np.stack([t[:, 1], -t[:, 0]], 1) / np.maximum(np.hypot(*t.T), 1e-6)[:, None]
    p = p + normal * (off * size * 0.5)[:, None]
    return np.vstack([p, p[:1]])


def inside(shape: tuple[int, int], outline: ArrayLike) -> tuple[Window, NDArray[np.bool_]]:
    """A window of the picture and which of its pixels lie in the polygon (even-odd, pixel centres)."""
    p = np.asarray(outline, float)
    y0, y1 = max(0, int(p[:, 1].min())), min(shape[0], int(np.ceil(p[:, 1].max())) + 1)
    x0, x1 = max(0, int(p[:, 0].min())), min(shape[1], int(np.ceil(p[:, 0].max())) + 1)
    h, w = max(0, y1 - y0), max(0, x1 - x0)
    flips = np.zeros((h, w + 1), np.int32)
    for (xa, ya), (xb, yb) in zip(p - (x0, y0), np.roll(p, -1, 0) - (x0, y0), strict=True):
        if ya == yb:
            continue
        rows = np.arange(max(0, int(np.ceil(min(ya, yb)))), min(h, int(np.ceil(max(ya, yb)))))
        x = np.clip(np.ceil(xa + (rows - ya) * (xb - xa) / (yb - ya)), 0, w).astype(int)
        np.add.at(flips, (rows, x), 1)
    return np.s_[y0:y1, x0:x1], (np.cumsum(flips, 1)[:, :w] & 1).astype(bool)


def ink(img: F4, window: Window, alpha: NDArray[np.generic], colour: tuple[float, ...]) -> None:
    """Lays a colour over a window of the picture; `alpha` 0 to 1 per pixel."""
    a = np.clip(alpha, 0, 1).astype("f4")[..., None]
    part = img[window]
    part += (np.asarray(colour, "f4") - part) * a


def pen(d: F4, width: float | F4) -> F4:
    """Coverage of a line `width` pixels wide at distance `d`."""
    return np.asarray(np.clip(np.float32(0.5) + np.float32(0.5) * np.asarray(width, "f4") - d, 0, 1), np.float32)


def dash(s: F4, *pattern: float) -> F4:
    """Coverage of a dash pattern (on, off, on, off ...; pixels) at place `s`."""
    t, on, at = np.mod(s, np.float32(sum(pattern))), np.zeros_like(s), 0.0
    for n, size in enumerate(pattern):
        if n % 2 == 0:
            on = np.maximum(
                on, np.clip(np.minimum(t - np.float32(at), np.float32(at + size) - t) + np.float32(0.5), 0, 1)
            )
        at += size
    return on
