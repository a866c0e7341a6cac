"""Names of saved games as names of files: for every system, apart where they differ, and read back as they were typed."""

import hashlib
import re
import unicodedata
from urllib.parse import quote, unquote

MOST_LETTERS = 80
MOST_BYTES = 120  # of a name without its ending: folders that encrypt names hold 143
UNNAMED = "game"
_FORBIDDEN = re.compile(r"[^\w\- ,().]|(?<!\w)\.|\.(?!\w)", re.UNICODE)
# Devices of Windows, whatever ending follows them.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)


def file_stem(name: str) -> str:
    """The name of a file, without its ending, that a game of this name is kept in.

    What a file name may not hold on some system stands as %XX, as in an address: `a/b`, `a:b` and `a-b` are three files.
    """
    stem = _FORBIDDEN.sub(_escaped, unicodedata.normalize("NFC", name).strip()) or UNNAMED
    if _DEVICES.match(stem):
        stem = _escaped(stem[0]) + stem[1:]
    return _cut(stem)


def shown_name(stem: str) -> str:
    """The name that `file_stem` made a file's name of; of other files their own name, fit for a line."""
    name = unquote(stem)
    name = name if file_stem(name) == stem else stem
    return "".join(c if c.isprintable() else "?" for c in name)


def _escaped(found: "re.Match[str] | str") -> str:
    letter = found if isinstance(found, str) else found[0]
    plain = quote(letter, safe="", errors="replace")
    return plain if plain != letter else f"%{ord(letter):02X}"


def _cut(stem: str) -> str:
    """A name that is not too long; of a longer one the head, and four digits of the whole so that two stay apart."""
    if len(stem) <= MOST_LETTERS and len(stem.encode()) <= MOST_BYTES:
        return stem
    mark = "-" + hashlib.sha256(stem.encode()).hexdigest()[:4]
    head = stem[: MOST_LETTERS - len(mark)].encode()[: MOST_BYTES - len(mark)].decode(errors="ignore")
    return re.sub(r"%[0-9A-F]?$", "", head).rstrip() + mark
