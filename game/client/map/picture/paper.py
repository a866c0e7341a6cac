"""Fibre, foxing and the folds of a map that has been in its case."""

from __future__ import annotations

import numpy as np

from game.client.map.picture.canvas import Canvas
from game.client.map.picture.fields import noise_field
from game.client.map.picture.lines import F4

FOLDS = 4  # each way
GRAIN, CLOUDS, STAINS = 0.014, 0.014, 0.016


def draw(canvas: Canvas) -> None:
    """Multiplies the picture by the tone of the paper."""
    h, w = canvas.shape
    rng = canvas.rng("paper")
    clouds = noise_field((h, w), max(24.0, 60 * canvas.u), rng)
    stains = noise_field((h, w), max(60.0, 170 * canvas.u), rng)
    down, across = _creases(h, canvas.u), _creases(w, canvas.u)
    for first, last in canvas.bands():
        tone = 1 + GRAIN * rng.standard_normal((last - first, w), dtype="f4")
        tone += CLOUDS * clouds.rows(first, last) + STAINS * stains.rows(first, last)
        tone += down[first:last, None] + across[None, :]
        canvas.img[first:last] *= tone[..., None]


def _creases(size: int, u: float) -> F4:
    """What the folds add to the tone along one side: light on one flank, dark on the other, a dark line between."""
    tone, at = np.zeros(size), np.arange(size)
    for n in range(1, FOLDS):
        d = (at - size * n / FOLDS) / max(0.5, u)
        tone += 0.026 * np.exp(-((d / 26) ** 2)) * np.sign(d) - 0.045 * np.exp(-((d / 1.3) ** 2))
    return tone.astype("f4")
