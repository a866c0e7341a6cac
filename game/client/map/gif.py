"""An animated GIF written frame by frame: a palette of its own pictures, and of each frame only what has changed."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from itertools import accumulate
from types import TracebackType
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]  # shape (height, width, 3), red, green, blue

COLOURS = 255  # and one that lets the frame before show through
THROUGH = 255
BITS = 5  # of each colour by which the palette is chosen and looked up
CLEAR, END, FIRST = 256, 257, 258
MOST_CODES = 4096
NAME = b"NETSCAPE2.0"  # the extension by which a film begins anew


class Gif:
    """A film in the making. `colours`: pictures from which the palette is chosen; `file`: open for writing in binary.

    Used as a context: what has been added when it closes is a whole film.
    """

    def __init__(self, file: BinaryIO, colours: Sequence[Pixels]) -> None:
        self._file = file
        table = palette(colours)
        self._table = table.astype(np.int32)
        self._number = np.full(1 << 3 * BITS, -1, np.int16)  # of the nearest colour by cell, -1 not asked for yet
        self._before: NDArray[np.uint8] | None = None
        high, wide = colours[0].shape[:2]
        file.write(b"GIF89a" + struct.pack("<HHBBB", wide, high, 0xF7, 0, 0))
        file.write(table.tobytes() + bytes(3))
        file.write(b"\x21\xff\x0b" + NAME + b"\x03\x01\x00\x00\x00")

    def __enter__(self) -> Gif:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.write(b"\x3b")

    def add(self, pixels: Pixels, hundredths: int) -> None:
        """A frame, shown for so many hundredths of a second."""
        found = self._numbers(_cells(pixels))
        box, shown = _changed(self._before, found)
        self._before = found
        left, top, wide, high = box
        head = b"\x21\xf9\x04" + struct.pack("<BHBB", 0x05, hundredths, THROUGH, 0)
        where = b"\x2c" + struct.pack("<HHHHB", left, top, wide, high, 0) + b"\x08"
        data = compressed(shown.tobytes())
        parts = [data[at : at + 255] for at in range(0, len(data), 255)]
        # In one piece: who is stopped between two frames leaves a film of those before.
        self._file.write(head + where + b"".join(bytes([len(p)]) + p for p in parts) + b"\x00")

    def _numbers(self, cells: NDArray[np.int32]) -> NDArray[np.uint8]:
        """For each cell the number of the colour of the table that is nearest."""
        fresh = np.unique(cells[self._number[cells] < 0])
        if len(fresh):
            away = ((_middles(fresh)[:, None] - self._table) ** 2).sum(axis=2)
            self._number[fresh] = np.argmin(away, axis=1)
        return self._number[cells].astype(np.uint8)


def palette(pictures: Iterable[Pixels]) -> NDArray[np.uint8]:
    """255 colours for some pictures, by cutting the box of colours with the widest spread until there are so many.

    Shape (255, 3); unused rows are black.
    """
    cells = np.concatenate([_cells(p).ravel() for p in pictures])
    counts = np.bincount(cells, minlength=1 << 3 * BITS)
    here = np.flatnonzero(counts)
    colours, weights = _middles(here).astype(np.float64), counts[here].astype(np.float64)
    boxes = [np.arange(len(here))]
    spread = [_spread(colours, weights, boxes[0])]
    while len(boxes) < COLOURS and max(spread) > 0:
        k = int(np.argmax(spread))
        halves = _halves(colours, weights, boxes[k])
        boxes[k : k + 1] = halves
        spread[k : k + 1] = [_spread(colours, weights, half) for half in halves]
    table = np.zeros((COLOURS, 3), np.uint8)
    for k, box in enumerate(boxes):
        table[k] = np.rint(np.average(colours[box], axis=0, weights=weights[box]))
    return table


def compressed(pixels: bytes) -> bytes:
    """Numbers of colours by the method of Lempel, Ziv and Welch, codes of 9 to 12 bits, lowest bit first."""
    codes: list[tuple[int, int]] = []
    known: dict[int, int] = {}
    runs: dict[int, list[int]] = {}
    ends = _run_ends(pixels)
    size, following = 9, FIRST
    codes.append((CLEAR, size))
    at, whole = 0, len(pixels)
    while at < whole:
        first = pixels[at]
        run = runs.setdefault(first, [first])
        many = min(len(run), ends[at] - at)
        code, at = run[many - 1], at + many
        is_run = True
        while at < whole:
            longer = known.get(code << 8 | pixels[at])
            if longer is None:
                break
            is_run &= pixels[at] == first
            code, at = longer, at + 1
        codes.append((code, size))
        if at == whole:
            break
        if following < MOST_CODES:
            known[code << 8 | pixels[at]] = following
            if is_run and pixels[at] == first:
                run.append(following)
            size += following == 1 << size
            following += 1
        else:
            codes.append((CLEAR, size))
            known, runs, size, following = {}, {}, 9, FIRST
    codes.append((END, size))
    return _packed(codes)


def _packed(codes: Sequence[tuple[int, int]]) -> bytes:
    """Codes of their sizes in bits, one behind another, the lowest bit first."""
    values = np.array([code for code, _size in codes], np.int64)
    sizes = np.array([size for _code, size in codes], np.int64)
    starts = np.array([0, *accumulate(sizes.tolist())], np.int64)
    bits = np.zeros(int(starts[-1]), np.uint8)
    for k in range(12):
        has = sizes > k
        bits[starts[:-1][has] + k] = values[has] >> k & 1
    return np.packbits(bits, bitorder="little").tobytes()


def _run_ends(pixels: bytes) -> list[int]:
    """For each pixel where the run of its colour ends."""
    flat = np.frombuffer(pixels, np.uint8)
    breaks = np.append(np.flatnonzero(flat[1:] != flat[:-1]) + 1, len(flat))
    return [int(end) for end in np.repeat(breaks, np.diff(breaks, prepend=0))]


def _changed(
    before: NDArray[np.uint8] | None, now: NDArray[np.uint8]
) -> tuple[tuple[int, int, int, int], NDArray[np.uint8]]:
    """The smallest box with every change, left, top, width and height, and what stands in it; one pixel where nothing did."""
    high, wide = now.shape
    if before is None:
        return (0, 0, wide, high), now
    differs = now != before
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    if not len(rows):
        return (0, 0, 1, 1), now[:1, :1]
    top, left = int(rows[0]), int(columns[0])
    part = np.s_[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
    shown = np.where(differs[part], now[part], np.uint8(THROUGH))
    return (left, top, shown.shape[1], shown.shape[0]), shown


def _cells(pixels: Pixels) -> NDArray[np.int32]:
    """The cell of each pixel among the 32 768 by which colours are told apart."""
    high = pixels.astype(np.int32) >> 8 - BITS
    return high[..., 0] << 2 * BITS | high[..., 1] << BITS | high[..., 2]


def _middles(cells: NDArray[np.integer]) -> NDArray[np.int32]:
    """The colour in the middle of each cell, shape (cells, 3)."""
    most = (1 << BITS) - 1
    parts = np.stack([cells >> 2 * BITS & most, cells >> BITS & most, cells & most], axis=-1)
    return (parts * 8 + 4).astype(np.int32)


def _spread(colours: NDArray[np.float64], weights: NDArray[np.float64], box: NDArray[np.int64]) -> float:
    """How badly one colour stands for a box: its weighted squares; rare colours count by their root, counters are small."""
    if len(box) < 2:
        return 0.0
    shares = np.sqrt(weights[box])
    middle = np.average(colours[box], axis=0, weights=shares)
    return float((((colours[box] - middle) ** 2).max(axis=1) * shares).sum())


def _halves(
    colours: NDArray[np.float64], weights: NDArray[np.float64], box: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A box cut at the middle of its widest colour."""
    inside = colours[box]
    axis = int(np.argmax(np.ptp(inside, axis=0)))
    ordered = box[np.argsort(inside[:, axis], kind="stable")]
    sums = np.cumsum(np.sqrt(weights[ordered]))
    cut = int(np.searchsorted(sums, sums[-1] / 2)) + 1
    cut = min(max(cut, 1), len(box) - 1)
    return ordered[:cut], ordered[cut:]
