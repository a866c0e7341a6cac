"""Smooth surfaces on a coarse lattice: blur, bicubic reading, noise, and `Field`, read row by row at the picture's pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.client.map.picture.lines import F4

Positions = NDArray[np.floating]


def blur(a: F4, radius: int) -> F4:
    """`a` after three box blurs of its two axes: close to a Gaussian of sigma `radius`."""
    r = max(1, int(radius))
    for axis in (0, 1) * 3:
        pad = [(0, 0)] * a.ndim
        pad[axis] = (r + 1, r)
        c = np.cumsum(np.pad(a, pad, mode="edge"), axis, dtype=np.float64)
        high, low = np.arange(2 * r + 1, c.shape[axis]), np.arange(0, c.shape[axis] - 2 * r - 1)
        a = ((c.take(high, axis) - c.take(low, axis)) / (2 * r + 1)).astype(np.float32)
    return a


def cubic(values: F4, at: Positions, axis: int) -> F4:
    """`values` read at positions `at` along one axis (Catmull-Rom); the edge is continued."""
    index, count = np.floor(at).astype(int), values.shape[axis]
    t = (at - index).astype(np.float32)
    weights = (
        -0.5 * t + t * t - 0.5 * t**3,
        1 - 2.5 * t * t + 1.5 * t**3,
        0.5 * t + 2 * t * t - 1.5 * t**3,
        -0.5 * t * t + 0.5 * t**3,
    )
    shape = [-1 if k == axis else 1 for k in range(values.ndim)]
    out: F4 = values.take(np.clip(index - 1, 0, count - 1), axis) * weights[0].reshape(shape)
    for k in (1, 2, 3):
        out += values.take(np.clip(index + k - 1, 0, count - 1), axis) * weights[k].reshape(shape)
    return out


def noise(shape: tuple[int, int], step: float, rng: np.random.Generator) -> F4:
    """Smooth noise between -1 and 1 with features `step` cells wide."""
    small = rng.uniform(-1, 1, (int(shape[0] / step) + 3, int(shape[1] / step) + 3)).astype(np.float32)
    return cubic(cubic(small, np.arange(shape[0]) / step + 1, 0), np.arange(shape[1]) / step + 1, 1)


class Field:
    """A surface known every `step` pixels, read at the pixels of a picture `width` wide.

    Widened along x once, so that reading rows costs four additions a pixel.
    """

    def __init__(self, values: F4, step: float, width: int, origin: float = 0.0) -> None:
        self.step, self.origin = step, origin
        self._wide = cubic(np.asarray(values, "f4"), np.arange(width) / step + origin, 1)

    def rows(self, first: int, last: int) -> F4:
        """Rows `first` to `last` (not included) of the picture."""
        return cubic(self._wide, np.arange(first, last) / self.step + self.origin, 0)


def noise_field(shape: tuple[int, int], step: float, rng: np.random.Generator) -> Field:
    """Noise as in `noise`, to be read at the pixels of a picture of `shape`."""
    small = rng.uniform(-1, 1, (int(shape[0] / step) + 4, int(shape[1] / step) + 4)).astype(np.float32)
    return Field(small, step, shape[1], 1.0)
