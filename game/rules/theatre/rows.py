"""Rows as the tables that the rules of the strategic game read: numpy arrays of one kind, stacked in one frame."""

from collections.abc import Iterable, Sequence

import numpy as np


def array(rows: Iterable[Sequence[float]], columns: int, kind: type) -> np.ndarray:
    """Rows as a table, with no rows as an empty one."""
    listed = [tuple(row) for row in rows]
    return np.array(listed, kind).reshape(len(listed), columns)


def stacked(frame: np.ndarray, at: int, tables: Sequence[np.ndarray], columns: int, kind: type) -> np.ndarray:
    """Tables one below the other; where each begins, and where the last ends, goes into the frame."""
    ends = np.cumsum([0, *(len(t) for t in tables)])
    frame[at : at + len(ends)] = ends
    found: np.ndarray = np.zeros((int(ends[-1]), columns), kind)
    for table, first in zip(tables, ends, strict=False):
        found[first : first + len(table), : table.shape[1]] = table
    return found
