"""Scenarios and strategic games that were read and found good, kept decoded in the user's cache folder.

The key is a hash of every byte that was read and of the code that read it, so an entry can be missing but never stale.
A cache that is broken, unwritable or absent costs time and nothing else.
"""

import contextlib
import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from game.files.bounds import read_bytes, write_whole
from game.files.errors import BadFile

T = TypeVar("T")
LARGEST = 32 * 1024 * 1024
KEEP = 24
_CHECK = 32  # bytes of SHA-256 before the content


def cache_key(files: dict[str, bytes]) -> str:
    """The name under which what was made of these files is kept."""
    h = hashlib.sha256(_reader().encode())
    for name in sorted(files):
        h.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
    return h.hexdigest()[:40]


def fetch(key: str, kind: type[T]) -> T | None:
    """What is kept under a key, None if there is nothing of that kind that can be used."""
    try:
        data = read_bytes(_path(key), largest=LARGEST)
        if hashlib.sha256(data[_CHECK:]).digest() != data[:_CHECK]:
            return None
        made: T = _decoded(data, cast(Any, kind))
        return made
    except (BadFile, OSError, ValueError, RecursionError, RuntimeError):
        return None


@lru_cache(8)
def _decoded(data: bytes, kind: Any) -> Any:
    """What such bytes hold: made once while the program runs, for it is frozen."""
    return msgspec.msgpack.decode(data[_CHECK:], type=kind)


def keep(key: str, made: object) -> None:
    """Keeps a scenario or a strategic game for the next time; silently does nothing where that is not possible."""
    with contextlib.suppress(BadFile, OSError, ValueError, RuntimeError):
        path = _path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        data = msgspec.msgpack.encode(made)
        write_whole(path, hashlib.sha256(data).digest() + data)
        for old in sorted(path.parent.glob("*.scenario"), key=lambda p: p.stat().st_mtime, reverse=True)[KEEP:]:
            old.unlink(missing_ok=True)


def kept(folder: Path, kind: type[T], read: Callable[[], T]) -> T:
    """What `read` makes of the tables of a folder: `*.toml` there, and nothing else. Read once, then fetched.

    Raises:
        BadFile: what `read` raises.
    """
    key = _folder_key(folder, kind)
    made = fetch(key, kind) if key else None
    if made is None:
        made = read()
        if key == _folder_key(folder, kind):  # no file was written meanwhile
            keep(key, made)
    return made


def _folder_key(folder: Path, kind: type) -> str:
    """What the tables of a folder are kept under; empty where one cannot be read."""
    try:
        files = {path.name: read_bytes(path, largest=LARGEST) for path in folder.glob("*.toml")}
    except BadFile:
        return ""
    return cache_key({f"{kind.__name__}/": folder.name.encode(), **files})


def _path(key: str) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("changkufeng", appauthor=False) / "scenarios" / f"{key}.scenario"


@lru_cache(1)
def _reader() -> str:
    """A hash of the code that reads and checks: another reader may judge the same files otherwise."""
    package = Path(__file__).resolve().parents[1]
    h = hashlib.sha256(msgspec.__version__.encode())
    for folder in ("model", "files", "rules"):
        for path in sorted((package / folder).rglob("*.py")):
            if folder != "rules" or path.stem in ("parameters", "codes", "state"):
                h.update(path.read_bytes())
    return h.hexdigest()
