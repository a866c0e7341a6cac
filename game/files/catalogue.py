"""The catalogue of a language: read whole or not at all, and made anew from the texts that translators edit (`ja/*.po`).

A compiled catalogue (`ja.mo`) ends with a checksum, so that one changed byte is noticed; one without it is read as it is.
"""

from __future__ import annotations

import contextlib
import gettext
import io
import json
import re
import struct
import zlib
from pathlib import Path

from game.core.words import _
from game.files.assets import asset
from game.files.bounds import read_bytes, write_whole
from game.files.errors import BadFile
from game.files.mending import mend, tell

LARGEST = 4 * 1024 * 1024
MARK = b"\0CKF"  # before the checksum at the end
_STALE = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)
_WORD = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)? *(".*")$')


def open_catalogue(code: str) -> gettext.GNUTranslations:
    """The catalogue of a language; a damaged one is set aside and made anew.

    Raises:
        BadFile: neither it nor the text it is made of can be read.
    """
    path = asset("locale", f"{code}.mo")
    try:
        return _read(path)
    except BadFile as e:
        why = e.problems[0].message
    folder = asset("locale", code)
    data, texts = made_from(folder), f"{folder.name}/*.po"
    if path.exists():
        mend(path, why, _("made anew from {file}").format(file=texts))
    else:
        tell(_("{file} was missing: made anew from {text}").format(file=path, text=texts))
    with contextlib.suppress(BadFile):  # the folder is not ours to write to: made anew at each start
        write_whole(path, data)
    return gettext.GNUTranslations(io.BytesIO(data))


def flaw(code: str) -> str:
    """What is amiss with the catalogue of a language; empty: nothing."""
    try:
        _read(asset("locale", f"{code}.mo"))
    except BadFile as e:
        return e.problems[0].message
    return ""


def sealed(data: bytes) -> bytes:
    """A compiled catalogue with its checksum."""
    return data + MARK + zlib.crc32(data).to_bytes(4, "big")


def made_from(folder: Path) -> bytes:
    """The compiled catalogue that a translator's texts, the rooms of a language, give.

    Raises:
        BadFile: one cannot be read, or there is none.
    """
    pairs: dict[str, str] = {}
    for path in sorted(folder.glob("*.po")):
        pairs |= _messages(read_bytes(path, largest=LARGEST).decode("utf-8", errors="replace"))
    if not pairs.get(""):
        raise BadFile.of(folder, _("holds no catalogue of messages"))
    return sealed(_compiled({k.encode(): v.encode() for k, v in pairs.items() if v.strip("\0")}))


def _read(path: Path) -> gettext.GNUTranslations:
    data = read_bytes(path, largest=LARGEST)
    if data[-8:-4] == MARK and zlib.crc32(data[:-8]).to_bytes(4, "big") != data[-4:]:
        raise BadFile.of(path, _("its checksum does not fit"))
    try:
        return gettext.GNUTranslations(io.BytesIO(data))
    except (OSError, ValueError, LookupError, struct.error, SyntaxError) as e:
        raise BadFile.of(path, str(e) or type(e).__name__) from None


def _messages(text: str) -> dict[str, str]:
    """Messages and their translations, stale ones left out; of one with a plural, the forms with NUL between them."""
    found: dict[str, str] = {}
    for entry in text.split("\n\n"):
        parts: dict[str, str] = {}
        word = ""
        for line in entry.splitlines():
            if match := _WORD.match(line):
                word = match[1] or word
                parts[word] = parts.get(word, "") + str(json.loads(match[2]))
        if "msgid" in parts and not _STALE.search(entry):
            key = "\0".join(parts[name] for name in ("msgid", "msgid_plural") if name in parts)
            key = f"{parts['msgctxt']}\4{key}" if "msgctxt" in parts else key
            found[key] = "\0".join(value for name, value in parts.items() if name.startswith("msgstr"))
    return found


def _compiled(messages: dict[bytes, bytes]) -> bytes:
    """The format of gettext: a head, two tables of lengths and places, the texts."""
    keys = sorted(messages)
    head, table = 28, 8 * len(keys)
    tables, texts, at = [b"", b""], b"", head + 2 * table
    for k, strings in enumerate((keys, [messages[key] for key in keys])):
        for one in strings:
            tables[k] += struct.pack("<II", len(one), at + len(texts))
            texts += one + b"\0"
    return (
        struct.pack("<7I", 0x950412DE, 0, len(keys), head, head + table, 0, head + 2 * table) + b"".join(tables) + texts
    )
