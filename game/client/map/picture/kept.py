"""A drawn picture as a file: size, bytes of red, green, blue, and a checksum, so that a torn or foreign file is noticed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import zlib
from functools import cache
from pathlib import Path
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.files.assets import asset

SUFFIX = ".sheet"
KEPT_FILES = 24  # drawn pictures that stay in the folder
_HEAD = Struct(">8sIII")
_MARK = b"CKFSHEET"
_LARGEST = 10_000  # pixels of a side


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


def read(path: Path) -> tuple[tuple[int, int], bytes] | None:
    """Width, height and bytes of a picture; None if the file is not there or not whole (then it is removed)."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if len(data) > _HEAD.size:
        mark, width, height, check = _HEAD.unpack_from(data)
        body = memoryview(data)[_HEAD.size :]
        if (
            mark == _MARK
            and max(width, height) <= _LARGEST
            and len(body) == width * height * 3
            and zlib.crc32(body) == check
        ):
            return (width, height), bytes(body)
    with contextlib.suppress(OSError):
        path.unlink()
    return None


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
    for path in [*sorted(here.glob("*.py")), kit / "text.py", kit / "palette.py"]:
        said.update(path.read_bytes())
    for path in sorted(asset("fonts").glob("*.ttf")):
        said.update(f"{path.name} {path.stat().st_size}".encode())
    return said.digest()
