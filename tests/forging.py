"""Journals as nobody's program wrote them: of other rules, with positions that were changed and named anew."""

import base64
import hashlib
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

OTHER_RULES = "0.0"


def relabel(path: Path, rules: str = OTHER_RULES) -> None:
    """Says in the header that other rules played the game."""
    head, *rest = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([json.dumps(json.loads(head) | {"rules": rules}).encode(), *rest]))


def forge(path: Path, turn: int, like: Any, change: Callable[[Any], None], *, named: bool = True) -> None:
    """Changes the position after a turn, counted from 1, in place; `like`: a position of the game; `named`: its digest too."""
    lines = path.read_bytes().split(b"\n")
    line = json.loads(lines[turn])
    data, arrays, at = zlib.decompress(base64.b64decode(line["state"])), [], 0
    for array in like:
        arrays.append(np.frombuffer(data[at : at + array.nbytes], array.dtype).reshape(array.shape).copy())
        at += array.nbytes
    state = type(like)(*arrays)
    change(state)
    put(line, b"".join(a.tobytes() for a in state), named=named)
    lines[turn] = json.dumps(line).encode()
    path.write_bytes(b"\n".join(lines))


def put(line: dict[str, Any], data: bytes, *, named: bool = True) -> None:
    """Puts the bytes of a position into the line of a turn."""
    line["state"] = base64.b64encode(zlib.compress(data)).decode()
    if named:
        line["digest"] = hashlib.sha256(data).hexdigest()[:16]
