"""Bytes from a file, bounded before they are read, and bytes to a file, whole or not at all."""
import contextlib
import os
import tempfile
from pathlib import Path

from game.files.errors import BadFile

DEEPEST = 32


def read_text(path: Path, *, largest: int) -> str:
    """The text of a file of at most `largest` bytes, UTF-8.

    Raises:
        BadFile: it is missing, no file, too large, unreadable or not UTF-8.
    """
    try:
        if not path.exists():
            raise BadFile.of(path, "there is no such file")
        if not path.is_file():
            raise BadFile.of(path, "needed a file, found a folder or device")
        size = path.stat().st_size
        if size > largest:
            raise BadFile.of(path, f"is too large: {size:,} bytes, at most {largest:,} are read")
        with open(path, "rb") as f:
            data = f.read(largest + 1)
    except OSError as e:
        raise BadFile.of(path, f"cannot be read: {e.strerror or e}") from None
    if b"\0" in data:
        raise BadFile.of(path, "is no text: it holds NUL bytes", line=data[:data.index(b"\0")].count(b"\n") + 1)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as e:
        raise BadFile.of(path, f"is not UTF-8 at byte {e.start}", line=data[:e.start].count(b"\n") + 1) from None


def check_depth(path: Path, text: str) -> None:
    """Refuses a text whose brackets nest deeper than any honest file's.

    Raises:
        BadFile: brackets nest more than 32 deep.
    """
    depth, quoted, skip = 0, "", False
    for at, c in enumerate(text):
        if skip:
            skip = False
        elif quoted:
            if c == "\\" and quoted == '"':
                skip = True
            elif c == quoted or c == "\n":
                quoted = ""
        elif c == '"':
            quoted = c
        elif c in "[{":
            depth += 1
            if depth > DEEPEST:
                raise BadFile.of(path, f"nests deeper than {DEEPEST} brackets", line=text.count("\n", 0, at) + 1)
        elif c in "]}":
            depth = max(0, depth - 1)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that a reader finds the old content or the new, never a part.

    Raises:
        BadFile: the folder is missing or read-only, or the disk is full; the old file is untouched.
    """
    name = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as f:
            name = f.name
            f.write(data)
            f.flush()
            os.fsync(f.fileno())
        os.replace(name, path)
    except OSError as e:
        if name:
            with contextlib.suppress(OSError):
                os.unlink(name)
        raise BadFile.of(path, f"cannot be written: {e.strerror or e}") from None
