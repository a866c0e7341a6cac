"""The colour of the ground: tints by height, light from the north-west, hollows, wet ground, dunes and grass."""

from __future__ import annotations

import numpy as np

from game.client.kit import palette
from game.client.map.picture.canvas import Canvas
from game.client.map.picture.fields import blur, noise
from game.client.map.picture.lines import F4, dash, ink, pen

EXAGGERATION = 2.6  # of slopes in the light
STOPS_M = (2, 14, 55, 120, 205)
TINTS = (palette.LAND_LOW, palette.LAND_LOW, palette.LAND_MID, palette.LAND_HIGH, palette.LAND_TOP)
SUNLIT = (255, 249, 228)
SHADOW = (0.46, 0.50, 0.40)  # how much of red, green, blue the deepest shade takes: violet is left
SAND = (240, 224, 170)
SAND_DOT = (136, 92, 48)
GRASS = (104, 112, 62)


def draw(canvas: Canvas) -> None:
    """Everything the ground is by itself; waters, lines and lettering come over it."""
    _colour(canvas)
    wet = canvas.area_cells("marsh", soften_m=30) * np.clip((26 - canvas.z) / 10, 0, 1)
    dunes = canvas.area_cells("rough", soften_m=24)
    _marsh(canvas, wet)
    _dunes(canvas, dunes)
    _grass(canvas, wet, dunes)


def light(canvas: Canvas) -> F4:
    """Brightness of each 12 m cell, 0 flat ground, from the north-west with a weaker light from the west."""
    gy, gx = canvas.fall
    nx, ny = -gx * EXAGGERATION, -gy * EXAGGERATION
    length = np.sqrt(nx * nx + ny * ny + 1)
    main, side = (-0.58 * nx - 0.58 * ny + 0.57) / length, (-0.85 * nx + 0.2 * ny + 0.5) / length
    return np.asarray((0.72 * main + 0.28 * side) / 0.555 - 1, np.float32)


def _colour(canvas: Canvas) -> None:
    table = np.stack([np.interp(np.arange(0, 260, 0.1), STOPS_M, [t[c] for t in TINTS]) for c in range(3)], -1).astype(
        "f4"
    )
    tint = canvas.field(canvas.z + 2.0 * noise(canvas.z.shape, 19, canvas.rng("tint")))
    shade = canvas.field(light(canvas))
    hollow = canvas.field(np.clip((blur(canvas.z, 4) - canvas.z) / 14, -0.5, 1))
    for first, last in canvas.bands():
        part = table[np.clip(tint.rows(first, last) * 10, 0, len(table) - 1).astype(np.int32)]
        s = shade.rows(first, last)[..., None]
        part *= 1 - np.clip(-s, 0, 1) * np.array(SHADOW, "f4")
        part += (np.array(SUNLIT, "f4") - part) * (np.clip(s, 0, 0.7) * np.float32(0.62))
        part *= 1 - np.float32(0.16) * hollow.rows(first, last)[..., None]
        canvas.img[first:last] = part


def _marsh(canvas: Canvas, wet: F4) -> None:
    gap = max(4.0, canvas.hex_px * 0.105)
    soft = canvas.field(np.clip(wet * 1.6 - 0.3, 0, 1))
    xx = np.arange(canvas.shape[1], dtype="f4")[None, :]
    for first, last in canvas.bands():
        here = np.clip(soft.rows(first, last), 0, 1)
        if here.max() < 0.01:
            continue
        ink(canvas.img, np.s_[first:last, :], here * 0.42, palette.MARSH_TINT)
        yy = np.arange(first, last, dtype="f4")[:, None]
        row = np.floor(yy / gap)
        rule = pen(np.abs(yy - (row + 0.5) * np.float32(gap)), 0.9)
        rule = rule * dash(xx + row * np.float32(37.7) + 9 * np.sin(row * 12.9), gap * 3.2, gap * 1.9)
        ink(canvas.img, np.s_[first:last, :], rule * here * 0.50, palette.MARSH_RULE)
    scatter(canvas, wet > 0.55, gap * 2.7, tuft(gap), palette.MARSH_TUFT, 0.9)


def _dunes(canvas: Canvas, dunes: F4) -> None:
    soft = canvas.field(dunes)
    for first, last in canvas.bands():
        here = np.clip(soft.rows(first, last), 0, 1)
        if here.max() > 0.01:
            ink(canvas.img, np.s_[first:last, :], here * 0.35, SAND)
    dot = pen(np.hypot(*np.mgrid[-2:3, -2:3].astype("f4")), 1.7)
    scatter(canvas, dunes > 0.5, max(4.0, canvas.hex_px * 0.085), dot, SAND_DOT, 0.75)


def _grass(canvas: Canvas, wet: F4, dunes: F4) -> None:
    gap = max(4.0, canvas.hex_px * 0.105)
    patches = noise(canvas.z.shape, 42, canvas.rng("grass")) > 0.12
    where = (canvas.z > 9) & (canvas.z < 120) & (dunes < 0.1) & (wet < 0.1) & patches
    scatter(canvas, where, gap * 3.4, tuft(gap), GRASS, 0.42)


def tuft(gap: float) -> F4:
    """The stamp of a tuft: four blades from one foot, in a box of about `gap` pixels."""
    r = int(gap) + 1
    yy, xx = np.mgrid[-r : r + 1, -r : r + 1].astype("f4")
    foot = gap * 0.38
    stamp = pen(np.abs(yy - foot), 1.0) * (np.abs(xx) < gap * 0.55) * 0.8
    for base, lean, tall in ((-0.30, -0.38, 0.48), (-0.12, -0.12, 0.72), (0.10, 0.10, 0.78), (0.30, 0.38, 0.50)):
        blade = pen(np.abs(xx - base * gap - lean * (foot - yy)), 1.0) * (yy < foot) * (yy > foot - tall * gap)
        stamp = np.maximum(stamp, blade)
    return np.asarray(stamp, np.float32)


def scatter(canvas: Canvas, where: np.ndarray, gap: float, stamp: F4, colour: palette.Colour, strength: float) -> None:
    """Sets a stamp on a jittered lattice, `gap` pixels wide, where the 12 m cells say so and the ground is dry."""
    h, w = canvas.shape
    sh, sw = stamp.shape
    rng = canvas.rng(f"scatter {colour} {gap:.1f}")
    ys, xs = np.mgrid[gap / 2 : h : gap, gap / 2 : w : gap]
    ys = (ys + rng.uniform(-0.36, 0.36, ys.shape) * gap).astype(int).ravel()
    xs = (xs + rng.uniform(-0.36, 0.36, xs.shape) * gap).astype(int).ravel()
    fits = (ys > sh) & (ys < h - sh) & (xs > sw) & (xs < w - sw)
    ys, xs = ys[fits], xs[fits]
    step = 12.0 * canvas.k
    rows, cols = (ys / step).astype(int), (xs / step).astype(int)
    kept = where[np.minimum(rows, where.shape[0] - 1), np.minimum(cols, where.shape[1] - 1)] & ~canvas.water[ys, xs]
    alpha, paint = (stamp * strength)[..., None], np.asarray(colour, "f4")
    for y, x in zip(ys[kept], xs[kept], strict=True):
        part = canvas.img[y - sh // 2 : y - sh // 2 + sh, x - sw // 2 : x - sw // 2 + sw]
        part += (paint - part) * alpha
