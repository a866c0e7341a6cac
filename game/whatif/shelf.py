"""Games put away by their index: packed, in memory while they are few and beyond that in a file without a name.

So a run of many games needs hardly more memory than one of few: sixteen bytes for each, and the figures that are asked for
again and again. Where no file can be had they stay in memory, packed all the same.
"""

from __future__ import annotations

import errno
import io
import sys
import tempfile
import threading
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isnan, nan
from typing import Any, Generic, Protocol, TypeVar, overload

FEW = 4 << 20  # bytes of packed games that stay in memory
G = TypeVar("G")


class Packing(Protocol[G]):
    """How games are packed."""

    @property
    def width(self) -> int:
        """How many figures a game has."""

    def figures(self, game: G) -> Iterable[float | None]:
        """Its figures, which are kept at hand."""

    def pack(self, game: G) -> bytes:
        """The whole game."""

    def unpack(self, data: bytes) -> G:
        """The same game again."""


class Shelf(Generic[G]):
    """Games by index, as a dict has them; what is put there is not to be changed."""

    def __init__(self, packing: Packing[G], *, few: int = FEW) -> None:
        self._packing, self._few = packing, few
        self._file: Any = io.BytesIO()
        self._end = 0
        self._place = array("q")  # of each index the place among those that came in, -1 where it did not
        self._at, self._figures = array("Q"), array("d")  # of each place where it begins, and its figures
        self._like = b""  # the first that came, packed: the others are squeezed by what they share with it
        self._last: tuple[int, G] | None = None
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._at)

    def __contains__(self, k: int) -> bool:
        return 0 <= k < len(self._place) and self._place[k] >= 0

    def __iter__(self) -> Iterator[int]:
        return (k for k, place in enumerate(self._place) if place >= 0)

    def __getitem__(self, k: int) -> G:
        if k not in self:
            raise KeyError(k)
        with self._lock:
            if self._last is None or self._last[0] != k:
                self._file.seek(self._at[self._place[k]])
                size = int.from_bytes(self._file.read(4), "little")
                squeezed = zlib.decompressobj(-zlib.MAX_WBITS, self._like)
                self._last = (k, self._packing.unpack(squeezed.decompress(self._file.read(size))))
            return self._last[1]

    def items(self) -> Iterator[tuple[int, G]]:
        """Each game with its index, in the order of the indexes."""
        return ((k, self[k]) for k in self)

    def update(self, games: Mapping[int, G] | Shelf[G] | Iterable[tuple[int, G]]) -> None:
        """Puts games there that are not there yet."""
        with_index = games.items() if isinstance(games, Mapping | Shelf) else games
        for k, game in with_index:
            self._put(k, game)

    def figures(self, column: int, places: range) -> list[float | None]:
        """A figure of the games of these indexes, all of them there."""
        width = self._packing.width
        found = [self._figures[self._place[k] * width + column] for k in places]
        return [None if isnan(v) else v for v in found]

    def beginning(self, n: int) -> Row[G]:
        """The first `n` games, all of them there."""
        return Row(self, range(n))

    def __getstate__(self) -> dict[str, Any]:
        """A copy elsewhere has all in memory."""
        self._file.seek(0)
        state = {k: v for k, v in self.__dict__.items() if k not in ("_lock", "_last")}
        return {**state, "_file": self._file.read()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _lock=threading.Lock(), _last=None, _file=io.BytesIO(state["_file"]))

    def _put(self, k: int, game: G) -> None:
        if k in self:
            return
        packed = self._packing.pack(game)
        figures = array("d", (nan if v is None else v for v in self._packing.figures(game)))
        self._like = self._like or packed
        squeezing = zlib.compressobj(wbits=-zlib.MAX_WBITS, zdict=self._like)
        data = squeezing.compress(packed) + squeezing.flush()
        with self._lock:
            self._write(len(data).to_bytes(4, "little") + data)
            self._place.extend([-1] * (k + 1 - len(self._place)))
            self._place[k] = len(self._at)
            self._at.append(self._end)
            self._figures.extend(figures)
            self._end += 4 + len(data)

    def _write(self, data: bytes) -> None:
        if type(self._file) is io.BytesIO and self._end + len(data) > self._few:
            self._move()
        try:
            self._file.seek(self._end)
            _whole(self._file, data)
        except OSError:  # the disk is full
            self._few = sys.maxsize
            self._move_back()
            self._file.write(data)

    def _move(self) -> None:
        try:
            file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  it goes with the shelf
            _whole(file, self._file.getvalue())
        except OSError:
            self._few = sys.maxsize
            return
        self._file = file

    def _move_back(self) -> None:
        self._file.seek(0)
        self._file = io.BytesIO(self._file.read(self._end))
        self._file.seek(self._end)


def _whole(file: Any, data: bytes) -> None:
    """Writes all of it; a file without a buffer takes what there is room for, and says so."""
    if file.write(data) != len(data):
        raise OSError(errno.ENOSPC, "the disk is full")


class Row(Sequence[G]):
    """Games of a shelf one after the other, unpacked when they are looked at."""

    def __init__(self, shelf: Shelf[G], places: range) -> None:
        self.shelf, self.places = shelf, places

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, k: int) -> G: ...
    @overload
    def __getitem__(self, k: slice) -> Row[G]: ...
    def __getitem__(self, k: int | slice) -> G | Row[G]:
        return Row(self.shelf, self.places[k]) if isinstance(k, slice) else self.shelf[self.places[k]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]
