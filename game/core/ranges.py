"""Ranges of the columns of a position: data that stands beside the columns, compared before a foreign position is looked at."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np


class Span(NamedTuple):
    """What a column may hold: `least` to `most`; with `of` the size of that name is added to `most`."""

    least: float
    most: float
    of: str = ""


Columns = Mapping[int, Span] | Span  # of an array, by column; one span: every column alike
Sizes = Mapping[str, Any]  # a number, or one for each row of the array


def index(of: str) -> Span:
    """The number of something in its table, or -1 for none."""
    return Span(-1, -1, of)


def outside(position: Any, ranges: Mapping[str, Columns], sizes: Sizes) -> str:
    """The first number of a position that its range forbids, with its place; "" if there is none. No number stays unread."""
    for name, array in zip(position._fields, position, strict=True):
        if name in ranges and array.size:
            low, high = _bounds(ranges[name], array, sizes)
            wrong = ~((array >= low) & (array <= high))  # what is no number is within nothing
            if wrong.any():
                at = tuple(int(k) for k in np.argwhere(wrong)[0])
                where, found = ", ".join(map(str, at)), np.asarray(array)[at].item()
                return f"{name}[{where}] is {found:g}; needed {low[at]:g} to {high[at]:g}"
    return ""


def _bounds(columns: Columns, array: Any, sizes: Sizes) -> tuple[Any, Any]:
    count = array.shape[-1]
    spans: Sequence[Span] = [columns] * count if isinstance(columns, Span) else [columns[k] for k in range(count)]
    low, high = np.zeros(array.shape), np.zeros(array.shape)
    for k, span in enumerate(spans):
        low[..., k], high[..., k] = span.least, span.most + (sizes[span.of] if span.of else 0)
    return low, high
