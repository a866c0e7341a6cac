"""Whether what is kept of a rule is as it was written: machine code with one bit changed would run, and fall.

No file of a rule is deleted: what is damaged is renamed, and `notices` says so in one line each.
"""

import os
import zlib
from contextlib import suppress
from pathlib import Path

_SUM = 4  # bytes of the checksum at the end
DAMAGED = ".damaged"

notices: dict[str, None] = {}  # what was set aside in this process, by file


def sealed(data: bytes) -> bytes:
    """The bytes with their checksum at the end."""
    return data + zlib.crc32(data).to_bytes(_SUM, "big")


def opened(data: bytes) -> bytes | None:
    """What `sealed` was given; None if it is no longer that."""
    body, check = data[:-_SUM], data[-_SUM:]
    return body if len(data) > _SUM and zlib.crc32(body).to_bytes(_SUM, "big") == check else None


def set_aside(path: str | Path) -> None:
    """Renames a damaged file, so that it is made anew; in a folder that cannot be written it is only not read."""
    notices[os.fspath(path)] = None
    with suppress(OSError):
        os.replace(path, f"{path}{DAMAGED}")
