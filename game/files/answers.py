"""The bank of results of a scenario: `answers.jsonl.gz` in its folder, what its what-ifs gave when their games were played.

First a line that says by which rules and from which seed, then a line for each setting under a key that stands for all that
decides its games. Whoever looks for another key, or by other rules, finds nothing: a stale answer is none.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from game.core.words import _
from game.files.bounds import read_bytes, write_whole
from game.files.errors import BadFile, one_line

ANSWERS = "answers.jsonl.gz"
FORMAT = 1
LARGEST, LARGEST_OPEN = 16 << 20, 256 << 20  # bytes as they lie there, and unpacked


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of one setting. `name`: history or a what-if's id; `n`: games; `data`: whatever the scale keeps of them."""

    key: str
    name: str
    n: int
    data: msgspec.Raw


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """A whole bank. `made`: the command that made it; `parts` by key."""

    format: int
    scenario: str
    rules: str
    seed: int
    made: str
    parts: dict[str, Part] = {}

    def find(self, key: str) -> Part | None:
        """The answer under a key."""
        return self.parts.get(key)


def load_answers(folder: Path) -> Answers | None:
    """The bank of a scenario's folder; None where there is none.

    Raises:
        BadFile: it is damaged, or larger than any honest one.
    """
    path = folder / ANSWERS
    if not path.is_file():
        return None
    data = read_bytes(path, largest=LARGEST)
    try:
        with gzip.open(io.BytesIO(data)) as file:
            text = file.read(LARGEST_OPEN + 1)
        if len(text) > LARGEST_OPEN:
            raise BadFile.of(path, _("is too large: unpacked more than {most:,} bytes").format(most=LARGEST_OPEN))
        head, *lines = text.splitlines()
        found = msgspec.json.decode(head, type=Answers)
        parts = (msgspec.json.decode(line, type=Part) for line in lines)
        if found.format != FORMAT:
            raise BadFile.of(path, _("is of format {a}; needed {b}").format(a=found.format, b=FORMAT), line=1)
        return msgspec.structs.replace(found, parts={p.key: p for p in parts})
    except (msgspec.MsgspecError, OSError, EOFError, zlib.error, ValueError, RecursionError) as e:
        raise BadFile.of(path, _("is no bank of results: {found}").format(found=one_line(e))) from None


def save_answers(folder: Path, answers: Answers, parts: Iterable[Part]) -> Path:
    """Writes the bank into a scenario's folder, the same bytes for the same answers.

    Raises:
        BadFile: it cannot be written; an older one is untouched.
    """
    lines = [msgspec.json.encode(msgspec.structs.replace(answers, parts={}))]
    lines += [msgspec.json.encode(p) for p in sorted(parts, key=lambda p: (p.name, p.key))]
    packed = gzip.compress(b"\n".join(lines) + b"\n", mtime=0)
    write_whole(folder / ANSWERS, packed)
    return folder / ANSWERS
