"""Lake and ponds with water lining, the river with its banks, sand bars and flow lines."""

from __future__ import annotations

import numpy as np

from game.client.kit import palette
from game.client.map.picture.canvas import Canvas
from game.client.map.picture.lines import F4, Near, along, dash, ink, inside, pen, ragged

DEEP, SHALLOW, BANK = (222, 236, 232), (132, 180, 194), (132, 176, 184)
SAND, DAMP = (238, 226, 184), (250, 244, 224)
LINES = 13  # of the water lining


def find(canvas: Canvas) -> None:
    """Notes what is water and where its shores run, before anything is drawn."""
    shores(canvas)
    for _, shore in canvas.shores:
        window, mask = inside(canvas.shape, shore)
        canvas.water[window] |= mask
    for f in canvas.of("river"):
        for near in along(canvas.shape, canvas.line(f), 60 * canvas.u):
            canvas.water[near.window] |= near.d < _half(near.s, canvas.u)


def shores(canvas: Canvas) -> None:
    """Notes where the shores of lake and ponds run."""
    for f in canvas.of("lake", "pond"):
        size = (9 if f["properties"]["kind"] == "lake" else 5) * canvas.u
        canvas.shores.append((f, ragged(canvas.line(f, 4), size, canvas.rng(f["properties"]["name"]))))


def draw(canvas: Canvas) -> None:
    """Lakes and ponds, then rivers."""
    for _, shore in canvas.shores:
        _lake(canvas, shore)
    for f in canvas.of("river"):
        for near in along(canvas.shape, canvas.line(f), 60 * canvas.u):
            _river(canvas, near)


def _lake(canvas: Canvas, shore: np.ndarray) -> None:
    u, img = canvas.u, canvas.img
    (rows, cols), mask = inside(canvas.shape, shore)
    whole = np.zeros(canvas.shape, bool)
    whole[rows, cols] = mask
    for near in along(canvas.shape, shore, 90 * u, everywhere=True):
        win, d = near.window, near.d
        wet = whole[win]
        if wet.any():
            ink(img, win, wet, palette.WATER)
            ink(img, win, wet * np.exp(-d / (13 * u)) * 0.55, SHALLOW)
            ink(img, win, wet * np.clip((d - 26 * u) / (60 * u), 0, 1) * 0.40, DEEP)
            ink(img, win, wet * _lining(d, u), palette.SHORE)
        ink(img, win, ~wet * np.exp(-d / (3.5 * u)) * 0.35, DAMP)
        ink(img, win, pen(d, 1.7 * max(u, 0.7)), palette.SHORE)


def _lining(d: F4, u: float) -> F4:
    """Coverage of the lines within the shore: ever wider apart, ever fainter."""
    found = np.zeros_like(d)
    at, gap = 3.2 * u, 3.0 * u
    thin = 0.8 * min(1.0, max(0.55, u * 1.3))
    for n in range(LINES):
        found = np.maximum(found, pen(np.abs(d - np.float32(at)), thin) * np.float32(0.50 - 0.036 * n))
        at, gap = at + max(gap, 1.6), gap * 1.13
    return found


def _half(s: F4, u: float) -> F4:
    """Half the width of the river at place `s`, in pixels."""
    return np.asarray((25 + 5 * np.sin(s / (47 * u)) + 4 * np.sin(s / (19 * u) + 1.3)) * u, np.float32)


def _river(canvas: Canvas, near: Near) -> None:
    u, img, win, d, s = canvas.u, canvas.img, near.window, near.d, near.s
    side = np.where(near.side == 0, 1, near.side)
    half = _half(s, u)
    bar = (15 * np.clip(np.sin(s / (88 * u) + near.side * 1.6), 0, 1) ** 2) * u  # sand bars on alternate banks
    wet = d < half
    ink(img, win, np.clip(half - d + 0.5, 0, 1), palette.WATER)
    ink(img, win, wet * np.clip((d - half + 9 * u) / (9 * u), 0, 1) ** 2 * 0.6, BANK)
    for n in (-0.62, -0.3, 0.0, 0.3, 0.62):
        off = np.abs(d * side - n * half)
        ink(img, win, pen(off, 0.9) * dash(s + n * 61 * u, 34 * u, 15 * u) * 0.55 * wet, palette.SHORE)
    ink(img, win, np.clip(d - (half - bar) + 0.5, 0, 1) * wet, SAND)
    ink(img, win, pen(np.abs(d - (half - bar)), 0.9) * wet * (bar > 1.5 * u) * 0.8, palette.SHORE)
    ink(img, win, pen(np.abs(d - half), 1.6 * max(u, 0.7)) * 0.95, palette.SHORE)
