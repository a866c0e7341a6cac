"""The columns of an observation: each has a name, a unit and the value that counts as one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Observation = NDArray[np.float32]


class Column(NamedTuple):
    """A column. `high`: the value that reads as 1; what is greater reads as 1 too, what is below 0 or not known as 0."""

    name: str
    unit: str
    high: float


def scaled(values: NDArray[np.float64], highs: NDArray[np.float64]) -> Observation:
    """Values as they are observed: 0 to 1."""
    return np.minimum(np.maximum(values / highs, 0.0), 1.0).astype(np.float32)
