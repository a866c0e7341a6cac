"""Bytes from a file, bounded before they are read, and bytes to a file, whole or not at all."""

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from game.core.words import _
from game.files.errors import BadFile

DEEPEST = 32
EVERYBODY = 0o666  # as far as the mask of the system lets them
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
# Strings and comments first, so that brackets inside them do not count. Possessive throughout: no text makes it go back.
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')"""
_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<dotted>(?<![A-Za-z0-9_-])" + _PART + r"(?:[ \t]*+\.[ \t]*+" + _PART + f"){{{DEEPEST},}}+)",
            r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5}|\\?\Z)',
            r"'''(?:[^']++|'(?!''))*+(?:'{3,5}|\Z)",
            r'"(?:[^"\\\n]++|\\.)*+"?',
            r"'[^'\n]*+'?",
            r"#[^\n]*+",
            r"[\[\]{}]",
        )
    ),
    re.DOTALL,
)


def read_bytes(path: Path, *, largest: int) -> bytes:
    """The bytes of a file of at most `largest` bytes.

    Raises:
        BadFile: it is missing, no file, too large or unreadable.
    """
    try:
        with _opened(path, largest) as f:
            size = os.fstat(f.fileno()).st_size
            data = f.read(size + 1)  # room for `largest` bytes each time would cost more than the reading
            if len(data) > size:
                data += f.read(largest + 1 - len(data))
    except OSError as e:
        raise BadFile.of(path, _("cannot be read: {a}").format(a=e.strerror or e)) from None
    if len(data) > largest:
        raise BadFile.of(path, _("is too large: it grows, and at most {most:,} bytes are read").format(most=largest))
    return data


def read_lines(path: Path, *, largest: int) -> Iterator[bytes]:
    """The lines of such a file with their ends, one after the other; the last may lack its end. Raises what `read_bytes` does."""
    read = 0
    try:
        with _opened(path, largest) as f:
            while line := f.readline(largest + 1 - read):
                read += len(line)
                if read > largest:
                    raise BadFile.of(
                        path, _("is too large: it grows, and at most {most:,} bytes are read").format(most=largest)
                    )
                yield line
    except OSError as e:
        raise BadFile.of(path, _("cannot be read: {a}").format(a=e.strerror or e)) from None


def _opened(path: Path, largest: int) -> BinaryIO:
    if not path.exists():
        raise BadFile.of(path, _("there is no such file"))
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise BadFile.of(path, _("needed a file, found a folder or device"))
    size = status.st_size
    if size > largest:
        raise BadFile.of(
            path, _("is too large: {size:,} bytes, at most {most:,} are read").format(size=size, most=largest)
        )
    return open(path, "rb")


def decode_text(path: object, data: bytes) -> str:
    """The text that the bytes of a file spell, UTF-8 with or without a byte order mark.

    Raises:
        BadFile: they are not UTF-8, or binary.
    """
    if data[:2] in _MARKS:
        raise BadFile.of(path, _("is {a}; needed UTF-8").format(a=_MARKS[data[:2]]), line=1)
    if b"\0" in data:
        raise BadFile.of(path, _("is no text: it holds NUL bytes"), line=data[: data.index(b"\0")].count(b"\n") + 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise BadFile.of(
            path, _("is not UTF-8 at byte {start}").format(start=e.start), line=data[: e.start].count(b"\n") + 1
        ) from None


def check_depth(path: object, text: str) -> None:
    """Refuses a TOML text whose brackets or dotted keys nest deeper than any honest file's.

    Raises:
        BadFile: they nest more than 32 deep.
    """
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth = max(0, depth - 1)
        if depth > DEEPEST or token.lastgroup == "dotted":
            raise BadFile.of(
                path,
                _("nests deeper than {deepest} levels").format(deepest=DEEPEST),
                line=text.count("\n", 0, token.start()) + 1,
            )


def write_whole(path: Path, data: bytes, *, mode: int = EVERYBODY) -> None:
    """Writes a file so that a reader finds the old content or the new, never a part. A link stays one: its file is written.

    `mode`: who may read a new file, as far as the system's mask lets them; an old one stays as open as it was.

    Raises:
        BadFile: the folder is missing or read-only, or the disk is full; the old file is untouched. Or what was written is not
            what the path leads to.
    """
    try:
        real = path.resolve() if path.is_symlink() else path
    except (OSError, RuntimeError) as e:
        raise BadFile.of(path, _("cannot be written: {a}").format(a=getattr(e, "strerror", None) or e)) from None
    part = real.parent / f".{os.urandom(8).hex()}.part"
    try:
        try:
            with open(part, "xb", **_for_whom(mode)) as f:
                f.write(data)
                f.flush()
                os.fsync(f.fileno())
            with contextlib.suppress(OSError):
                os.chmod(part, real.stat().st_mode & 0o777)  # whoever might read the old one may read the new
            os.replace(part, real)
            if path.stat().st_size != len(data):
                raise BadFile.of(path, _("was written, and something else stands there now"))
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as e:
        raise BadFile.of(path, _("cannot be written: {a}").format(a=e.strerror or e)) from None


def _for_whom(mode: int) -> dict[str, Any]:
    """How a new file is opened that not everybody may read."""
    return {} if mode == EVERYBODY else {"opener": lambda name, flags: os.open(name, flags, mode)}
