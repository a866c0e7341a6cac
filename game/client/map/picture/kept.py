"""A drawn picture as a file: size, bytes of red, green, blue, and a checksum, so that a torn or foreign file is noticed.

The window reads of it what it shows: a whole picture at the nearest zoom would be forty megabytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import zlib
from functools import cache
from pathlib import Path
from struct import Struct
from typing import Any

import numpy as np
import pygame
from numpy.typing import NDArray

from game.files.assets import asset

SUFFIX = ".sheet"
KEPT_FILES = 24  # drawn pictures that stay in the folder
_BESIDE = {"cache.py", "furniture.py", "kept.py", "light.py", "worker.py"}  # rooms that draw nothing on the picture
_HEAD = Struct(">8sIII")
_MARK = b"CKFSHEET"
_LARGEST = 10_000  # pixels of a side
_PIECE = 1 << 20  # bytes


def name_of(features: dict[str, Any], hex_px: int, names: str) -> str:
    """File name of a picture: another one after any change of the map, of the drawing, or of the fonts."""
    said = json.dumps(features, sort_keys=True, ensure_ascii=False).encode()
    return f"{hashlib.sha256(_code() + said).hexdigest()[:20]}-{names}-{hex_px}{SUFFIX}"


def write(path: Path, picture: NDArray[np.uint8]) -> None:
    """Writes a picture (height, width, 3) whole or not at all.

    Raises:
        OSError: the folder or disk refuses.
    """
    data = np.ascontiguousarray(picture).tobytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(_HEAD.pack(_MARK, picture.shape[1], picture.shape[0], zlib.crc32(data)))
            file.write(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


class Sheet:
    """A picture that stays in its file (or in memory, where nothing can be written): parts of it are read when they are shown."""

    def __init__(self, size: tuple[int, int], source: io.RawIOBase | io.BytesIO, start: int = 0) -> None:
        self.size, self._source, self._start = size, source, start

    def part(self, rect: pygame.Rect, beyond: tuple[int, int, int] = (0, 0, 0)) -> pygame.Surface:
        """A part of the picture as a surface of the size of `rect` (pixels of the picture); `beyond` its edge that colour."""
        out = np.empty((rect.h, rect.w, 3), np.uint8)
        inner = rect.clip(pygame.Rect((0, 0), self.size))
        if inner.size != rect.size:
            out[:] = beyond
        if inner.w and inner.h:
            x, y = inner.x - rect.x, inner.y - rect.y
            out[y : y + inner.h, x : x + inner.w] = self._rows(inner)
        made = pygame.image.frombuffer(out.data, rect.size, "RGB")
        return made.convert() if pygame.display.get_surface() else made.copy()

    def whole(self) -> pygame.Surface:
        """The whole picture as a surface."""
        return self.part(pygame.Rect((0, 0), self.size))

    def _rows(self, inner: pygame.Rect) -> NDArray[np.uint8]:
        """The pixels of a part, shape (height, width, 3); what a file no longer has is black."""
        row, wide = self.size[0] * 3, inner.w * 3
        data = bytearray(inner.h * wide)
        view = memoryview(data)
        at = self._start + inner.y * row + inner.x * 3
        if wide == row:
            self._source.seek(at)
            self._source.readinto(view)
        else:
            for n in range(inner.h):
                self._source.seek(at + n * row)
                self._source.readinto(view[n * wide : (n + 1) * wide])
        return np.frombuffer(data, np.uint8).reshape(inner.h, inner.w, 3)


def drawn(size: tuple[int, int], data: bytes) -> Sheet:
    """A picture that only memory holds."""
    return Sheet(size, io.BytesIO(data))


def read(path: Path) -> Sheet | None:
    """The picture of a file; None if the file is not there or not whole (it is removed then)."""
    try:
        source = path.open("rb", buffering=0)
    except OSError:
        return None
    with contextlib.suppress(OSError):
        found = _whole(source)
        if found is not None:
            return found
    source.close()
    with contextlib.suppress(OSError):
        path.unlink()
    return None


def _whole(source: io.FileIO) -> Sheet | None:
    """The picture of an open file if its head, length and checksum hold; read piece by piece, none of which stays."""
    head = source.read(_HEAD.size) or b""
    if len(head) < _HEAD.size:
        return None
    mark, width, height, check = _HEAD.unpack(head)
    length = source.seek(0, io.SEEK_END) - _HEAD.size
    if mark != _MARK or max(width, height) > _LARGEST or length != width * height * 3:
        return None
    source.seek(_HEAD.size)
    found = 0
    while piece := source.read(_PIECE):
        found = zlib.crc32(piece, found)
    return Sheet((width, height), source, _HEAD.size) if found == check else None


def prune(folder: Path) -> None:
    """Leaves the newest pictures of a folder; what cannot be removed stays."""
    try:
        found = sorted(folder.glob(f"*{SUFFIX}"), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in found[KEPT_FILES:]:
            old.unlink(missing_ok=True)
    except OSError:
        return


@cache
def _code() -> bytes:
    """Digest of what draws the picture."""
    here = Path(__file__).resolve().parent
    kit = here.parents[1] / "kit"
    said = hashlib.sha256()
    rooms = [path for path in sorted(here.glob("*.py")) if path.name not in _BESIDE]
    for path in [*rooms, kit / "text.py", kit / "palette.py"]:
        said.update(path.read_bytes())
    for path in sorted(asset("fonts").glob("*.ttf")):
        said.update(f"{path.name} {path.stat().st_size}".encode())
    return said.digest()
