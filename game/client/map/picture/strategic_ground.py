"""Ground and waters of the strategic map: tints by country, hills lit from the north-west, zones washed, the sea lined."""

from __future__ import annotations

import numpy as np

from game.client.kit import palette
from game.client.kit.palette import Colour, rgb
from game.client.map.picture import waters as battle_waters
from game.client.map.picture.fields import blur, noise
from game.client.map.picture.ground import SHADOW, SUNLIT
from game.client.map.picture.lines import F4, along, dash, ink, pen, smooth
from game.client.map.picture.strategic import CELLS, BoardCanvas

TINTS: dict[str, Colour] = {
    "plain": rgb("E9E8CC"), "forest": rgb("D3DDB8"), "steppe": rgb("F1E7C2"), "desert": rgb("F2DDAE"),
    "marsh": palette.MARSH_TINT, "mountain": rgb("E6CB9C"), "sea": rgb("E9E8CC"), "lake": rgb("E9E8CC"),
}  # fmt: skip
WASHES: dict[str, tuple[Colour, float]] = {  # of a zone: colour and strength over its whole; the rim is stronger
    "P": (rgb("C8584A"), 0.12), "A": (rgb("C8584A"), 0.12), "T": (rgb("C8584A"), 0.12), "G": (rgb("D88A3A"), 0.12),
    "U": (rgb("8A8FB4"), 0.17), "K": (rgb("5672A8"), 0.20), "J": (rgb("5672A8"), 0.24), "I": (rgb("9A7CA8"), 0.18),
    "N": (rgb("6F86AE"), 0.22), "Y": (rgb("6F86AE"), 0.22), "C": (rgb("6E9A5C"), 0.17),
}  # fmt: skip
RIM = 0.34
SOFT = CELLS // 4
EXAGGERATION = 1.25
HATCH: Colour = rgb("C9B996")


def draw(canvas: BoardCanvas) -> None:
    """Colour of the land with hills, forests and deserts, and the wash of each zone."""
    board = canvas.board
    shares: dict[str, F4] = {k.look: np.zeros(canvas.cells, "f4") for k in board.kinds}
    for kind in board.kinds:
        shares[kind.look] += blur(canvas.cells_of(board.terrain, kind.symbol), SOFT)
    dry = np.stack([s for look, s in shares.items() if look not in ("sea", "lake")])
    land = np.maximum(dry.sum(0), 1e-3).astype("f4")
    rough = (shares["mountain"] / land).astype("f4")
    light = canvas.spread(_light(canvas, rough))
    tints = [canvas.spread(_tint(canvas, shares, land, c)) for c in range(3)]
    for first, last in canvas.bands():
        part = np.stack([t.rows(first, last) for t in tints], -1)
        s = light.rows(first, last)[..., None]
        part *= 1 - np.clip(-s, 0, 1) * np.array(SHADOW, "f4")
        part += (np.array(SUNLIT, "f4") - part) * (np.clip(s, 0, 0.7) * np.float32(0.6))
        canvas.img[first:last] = part
    _hachures(canvas, rough)
    _zones(canvas)


def _tint(canvas: BoardCanvas, shares: dict[str, F4], land: F4, channel: int) -> F4:
    found = sum(s / land * TINTS[look][channel] for look, s in shares.items() if look not in ("sea", "lake"))
    return np.where(land > 2e-3, found, TINTS["plain"][channel]).astype("f4")


def _light(canvas: BoardCanvas, rough: F4) -> F4:
    """Brightness of each cell: ridges where the board has mountains, lit from the north-west."""
    rng = canvas.rng("hills")
    z = np.zeros(canvas.cells, "f4")
    for step, size in ((CELLS * 0.9, 1.0), (CELLS * 0.4, 0.6), (CELLS * 0.19, 0.36), (CELLS * 0.1, 0.2)):
        z += size * (0.6 - np.abs(noise(canvas.cells, step, rng)))
    z = blur(z * np.clip(rough * 1.25 - 0.12, 0, 1) * 9 + noise(canvas.cells, CELLS * 0.7, rng) * 0.35, 1)
    gy, gx = np.gradient(z)
    nx, ny = -gx * EXAGGERATION, -gy * EXAGGERATION
    length = np.sqrt(nx * nx + ny * ny + 1)
    main, side = (-0.58 * nx - 0.58 * ny + 0.57) / length, (-0.85 * nx + 0.2 * ny + 0.5) / length
    return np.asarray((0.72 * main + 0.28 * side) / 0.555 - 1, np.float32) * np.float32(0.8)


def _hachures(canvas: BoardCanvas, rough: F4) -> None:
    """Short strokes down the slopes of mountain country; trees in the forests stay a tint."""
    if canvas.hex_px < 32:
        return
    field, u = canvas.spread(np.clip(rough * 1.4 - 0.5, 0, 1)), max(0.8, canvas.u)
    x = np.arange(canvas.shape[1], dtype="f4")[None, :]
    gap = 7.0 * u
    for first, last in canvas.bands():
        y = np.arange(first, last, dtype="f4")[:, None]
        row = np.floor(y / gap)
        lean = x + 0.45 * (y - row * gap) + row * 4.7 * u
        stroke = pen(np.abs(np.mod(lean, 5.2 * u) - 2.6 * u), 0.8) * dash(y, 4.2 * u, 2.8 * u)
        ink(canvas.img, np.s_[first:last, :], stroke * field.rows(first, last) * 0.16, palette.HACHURE)


def _zones(canvas: BoardCanvas) -> None:
    zone = canvas.zone_of_cell
    for number, country in enumerate(canvas.board.countries):
        colour, strength = WASHES.get(country.symbol, (palette.PAPER_DIM, 0.08))
        own = (zone == number).astype("f4")
        same = [
            k
            for k, z in enumerate(canvas.board.countries)
            if z.holder == country.holder == "soviet" and z.symbol != "G"
        ]
        block = np.isin(zone, same).astype("f4") if number in same else own
        rim = np.clip(1 - blur(block, CELLS // 3), 0, 0.6) / 0.6
        wash = canvas.spread(blur(own, 1) * (strength + RIM * rim * (strength / 0.2)))
        for first, last in canvas.bands():
            ink(canvas.img, np.s_[first:last, :], np.clip(wash.rows(first, last), 0, 0.6), colour)


def waters(canvas: BoardCanvas) -> None:
    """Sea and lakes with the lines of their shores, and the rivers."""
    img, u = canvas.img, canvas.u
    img[canvas.water] = palette.WATER
    deep = canvas.spread(blur(canvas.cells_of(canvas.board.terrain, "~."), CELLS * 2))
    for first, last in canvas.bands():
        wet = canvas.water[first:last]
        ink(img, np.s_[first:last, :], wet * np.clip(deep.rows(first, last) - 0.8, 0, 0.2) * 1.6, (176, 208, 218))
    reach = 62 * u
    for outline in canvas.outlines("land", "lake"):
        for ring in outline.rings:
            shore = canvas.shore(outline, ring)
            if not canvas.touches(shore, reach):
                continue
            for near in along(canvas.shape, shore, reach):
                win, d = near.window, near.d
                wet = canvas.water[win] & (d < reach)
                ink(img, win, wet * np.exp(-np.minimum(d, reach) / (9 * u)) * 0.5, battle_waters.SHALLOW)
                if outline.kind == "land":
                    ink(img, win, wet * battle_waters._lining(d, 0.62 * u) * 0.8, palette.SHORE)
                ink(img, win, pen(d, 1.5 * max(u, 0.7)), palette.SHORE)
    for outline in canvas.outlines("river", "flood"):
        course = smooth(canvas.px(outline.rings[0]), 3)
        dry = "before" in outline.name
        for near in along(canvas.shape, course, 16 * u):
            on = ~canvas.water[near.window]
            if outline.kind == "flood":
                hatch = dash(near.s, 4 * u, 3 * u)
                ink(img, near.window, pen(near.d, 15 * u) * hatch * on * 0.45, palette.WATER)
                ink(img, near.window, pen(near.d, 1.3 * u) * on, palette.SHORE)
            else:
                line = dash(near.s, 5 * u, 4 * u) if dry else 1.0
                ink(img, near.window, pen(near.d, 2.4 * max(u, 0.6)) * on * 0.55 * line, palette.WATER)
                ink(img, near.window, pen(near.d, 1.5 * max(u, 0.6)) * on * 0.85 * line, palette.SHORE)


def outside(canvas: BoardCanvas) -> None:
    """Hatching over what lies beyond the board."""
    beyond = canvas.spread(blur(canvas.beyond, 1))
    x = np.arange(canvas.shape[1], dtype="f4")[None, :]
    for first, last in canvas.bands():
        y = np.arange(first, last, dtype="f4")[:, None]
        off = np.clip(beyond.rows(first, last) * 2 - 0.5, 0, 1)
        stripe = pen(np.abs(np.mod(x + y, 9 * max(0.7, canvas.u)) - 4.5 * max(0.7, canvas.u)), 0.9)
        ink(canvas.img, np.s_[first:last, :], off * 0.72, palette.PAPER)
        ink(canvas.img, np.s_[first:last, :], off * stripe * 0.55, HATCH)
