"""The height of the ground every 12 m: what the rules know of each hex, with ridges, gullies and rills between.

Relief finer than a hex is invented, from a fixed seed, and then corrected: hexes other than crests keep the mean height that the
rules use, and no ground stands above its named summit. The result is an asset, so that drawing does not pay for it:
`python -m game.client.map.picture.relief MAP.geojson` writes it after a change of the map's heights. A map without such an asset
gets its relief when it is drawn (about three seconds).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import numpy as np

from game.client.map.picture.fields import blur, cubic, noise
from game.client.map.picture.layout import HEX_M, MARGIN_M, ROW_M
from game.client.map.picture.lines import F4, along
from game.files.assets import asset

CELL_M = 12.0
SEED = 1938
HIGHEST_M = 6553  # what decimetres in 16 bits can say


def height_grid(data: dict[str, Any]) -> F4:
    """Metres above the sea, a cell each 12 m from the map's north-west corner; read from the assets if they have it."""
    kept = _read(asset("height", f"{digest(data)}.npz"), grid_shape(data))
    return build(data) if kept is None else kept


def grid_shape(data: dict[str, Any]) -> tuple[int, int]:
    """Rows and columns of the height grid."""
    rows, columns = data["hexgrid"]["rows"], data["hexgrid"]["columns"]
    height, width = (rows - 1) * ROW_M + 2 * MARGIN_M, (columns - 0.5) * HEX_M + 2 * MARGIN_M
    return int(height / CELL_M) + 1, int(width / CELL_M) + 1


def digest(data: dict[str, Any]) -> str:
    """Name of the heights: changes with a hex's height or a ridge line, not with names."""
    said = [data["hexgrid"]["elevation_m"], [list(map(list, _cells(data, f))) for f in _ridges(data)]]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def build(data: dict[str, Any]) -> F4:
    """Make the relief anew: bicubic through the hexes, ridge lines, warped, rained on, hex means restored."""
    rng = np.random.default_rng(SEED)
    hexes = np.asarray(data["hexgrid"]["elevation_m"], "f4")
    shape = h, w = grid_shape(data)
    y, x = np.arange(h) * CELL_M - MARGIN_M, np.arange(w) * CELL_M - MARGIN_M
    z = _spread(hexes, y, x)
    for ridge in _ridges(data):  # crests stand a little above the hex's mean
        for near in along(shape, _cells(data, ridge), 14):
            z[near.window] += np.minimum(16, 0.16 * z[near.window]) * np.exp(-((near.d * CELL_M / 75) ** 2))
    z = _warped(z, *(7 * noise(shape, 30, rng) + 3 * noise(shape, 11, rng) for _ in range(2)))
    rough = np.clip((z - 5) / 70, 0, 1)
    for step, metres in ((25, 40), (12, 20), (6, 7)):
        z += rough * (0.5 - np.abs(noise(shape, step, rng))) * metres
    z = _rained(z, rng)
    z = _with_means(z, hexes, y, x)
    z = _under_summits(z, hexes, y, x)
    return blur(np.maximum(z, 2) + 1.3 * noise(shape, 15, rng), 1)


def write(data: dict[str, Any], folder: Path) -> Path:
    """Builds the relief and puts it in a folder, in decimetres, each cell as the difference to its neighbours."""
    dm = np.clip(np.round(build(data) * 10), 0, HIGHEST_M * 10).astype(np.int64)
    steps = np.diff(np.diff(dm, axis=1, prepend=0), axis=0, prepend=0)
    path = folder / f"{digest(data)}.npz"
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, steps=steps.astype(np.int32 if abs(steps).max() > 32000 else np.int16))
    return path


def _read(path: Path, shape: tuple[int, int]) -> F4 | None:
    try:
        with np.load(path, allow_pickle=False) as kept:
            steps = kept["steps"].astype(np.int64)
    except (OSError, ValueError, KeyError, EOFError):
        return None
    return None if steps.shape != shape else (np.cumsum(np.cumsum(steps, 0), 1) / 10).astype("f4")


def _ridges(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [f for f in data["features"] if f["properties"]["kind"] == "ridge"]


def _cells(data: dict[str, Any], feature: dict[str, Any]) -> list[tuple[float, float]]:
    """A feature's points in cells of the grid, to a tenth."""
    grid = data["hexgrid"]
    (lon, lat), (mx, my) = grid["hex_0_0_centre_lon_lat"], grid["metres_per_degree"]
    return [
        (round(((p[0] - lon) * mx + MARGIN_M) / CELL_M, 1), round(((lat - p[1]) * my + MARGIN_M) / CELL_M, 1))
        for p in feature["geometry"]["coordinates"]
    ]


def _spread(hexes: F4, y: np.ndarray, x: np.ndarray) -> F4:
    """Values of hexes as a smooth surface at metres `y`, `x`: bicubic on the staggered lattice."""
    last = hexes.shape[1] - 1
    lines = [cubic(row, np.clip(x / HEX_M - 0.5 * (r & 1), 0, last), 0) for r, row in enumerate(hexes)]
    return cubic(np.stack(lines).astype("f4"), np.clip(y / ROW_M, 0, len(hexes) - 1), 0).astype("f4")


def _warped(z: F4, dy: F4, dx: F4) -> F4:
    """The surface read at displaced places (bilinear): breaks straight ridges."""
    y = np.clip(np.arange(z.shape[0])[:, None] + dy, 0, z.shape[0] - 1.001)
    x = np.clip(np.arange(z.shape[1]) + dx, 0, z.shape[1] - 1.001)
    i, j = y.astype(int), x.astype(int)
    a, b = (y - i).astype("f4"), (x - j).astype("f4")
    return np.asarray(
        (z[i, j] * (1 - b) + z[i, j + 1] * b) * (1 - a) + (z[i + 1, j] * (1 - b) + z[i + 1, j + 1] * b) * a, np.float32
    )


def _rained(z: F4, rng: np.random.Generator, drops: int = 40000, steps: int = 48, batches: int = 4) -> F4:
    """The surface after drops of rain have run down it: rills cut, hollows filled."""
    h, w = z.shape
    ground = z.astype("f8").ravel()
    for _ in range(batches):
        y, x = rng.uniform(2, h - 3, drops), rng.uniform(2, w - 3, drops)
        vy, vx, load = np.zeros(drops), np.zeros(drops), np.zeros(drops)
        for _ in range(steps):
            i, j = y.astype(int), x.astype(int)
            a, b, at = y - i, x - j, i * w + j
            p, q, r, s = ground[at], ground[at + 1], ground[at + w], ground[at + w + 1]
            gy, gx = (r - p) * (1 - b) + (s - q) * b, (q - p) * (1 - a) + (s - r) * a
            here = (p * (1 - b) + q * b) * (1 - a) + (r * (1 - b) + s * b) * a
            vy, vx = 0.35 * vy - gy, 0.35 * vx - gx
            speed = np.hypot(vy, vx) + 1e-6
            y, x = np.clip(y + vy / speed, 2, h - 3), np.clip(x + vx / speed, 2, w - 3)
            fall = here - ground[y.astype(int) * w + x.astype(int)]
            room = np.clip(fall, 0, 6) * 0.9
            cut = np.where(load > room, -0.25 * (load - room), 0.22 * np.minimum(room - load, fall))
            moved = np.where(fall <= 0, -np.minimum(load, -fall), cut)
            load += moved
            for k, share in ((0, (1 - a) * (1 - b)), (1, (1 - a) * b), (w, a * (1 - b)), (w + 1, a * b)):
                ground -= np.bincount(at + k, moved * share, h * w)
    return ground.reshape(h, w).astype("f4")


def _with_means(z: F4, hexes: F4, y: np.ndarray, x: np.ndarray) -> F4:
    """Every hex keeps the height of the rules."""
    row, col = np.arange(hexes.shape[0])[:, None], np.arange(hexes.shape[1])
    iy = np.minimum(np.round((row * ROW_M + MARGIN_M) / CELL_M).astype(int), z.shape[0] - 1)
    ix = np.minimum(np.round(((col + 0.5 * (row % 2)) * HEX_M + MARGIN_M) / CELL_M).astype(int), z.shape[1] - 1)
    for _ in range(2):
        z = z + _spread(hexes - blur(z, 4)[iy, ix], y, x)
    return z


def _under_summits(z: F4, hexes: F4, y: np.ndarray, x: np.ndarray) -> F4:
    """No ground stands above the highest hex around it."""
    edge = np.pad(hexes, 1, mode="edge")
    h, w = hexes.shape
    top = np.max([edge[i : i + h, j : j + w] for i in range(3) for j in range(3)], 0)
    over = (z - _spread(top, y, x) - 1.0) / 4
    return z - np.asarray(4 * np.log1p(np.exp(np.clip(over, -30, 30))), np.float32)


def main() -> None:
    """Writes the height grid of a map into the assets."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("map", type=Path, help="the map's features, GeoJSON")
    path = write(json.loads(parser.parse_args().map.read_text(encoding="utf-8")), asset("height"))
    print(f"{path.name}: {os.path.getsize(path) // 1024} KB")


if __name__ == "__main__":
    main()
