"""The files of compiled rules, each with its checksum in a small file beside it; a damaged one is set aside and said."""

import contextlib
import zlib
from pathlib import Path

from game.core.compiled.whole import entrust
from game.files.mending import set_aside

SUM = ".sum"

damaged: dict[str, None] = {}  # what this process has set aside, by its new name


class Checking:
    """Looks after the files of compiled rules by their checksums."""

    def saved(self, path: str) -> None:
        """Writes the checksum of a file."""
        with contextlib.suppress(OSError):
            Path(path + SUM).write_text(_sum(Path(path)), encoding="ascii")

    def is_whole(self, path: str) -> bool:
        """Whether the checksum fits; a file without one was never finished, one that does not fit is set aside."""
        flaw = flaw_of(Path(path))
        if flaw == "damaged":
            put_aside(Path(path))
        return not flaw


def flaw_of(path: Path) -> str:
    """ "missing", "unfinished", "damaged", or nothing."""
    try:
        found = _sum(path)
    except OSError:
        return "missing"
    try:
        said = Path(f"{path}{SUM}").read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return "unfinished"
    return "" if said == found else "damaged"


def put_aside(path: Path) -> None:
    """Renames a damaged file; in a folder that cannot be written it is only not read."""
    damaged[str(set_aside(path) or path)] = None


def _sum(path: Path) -> str:
    return f"{zlib.crc32(path.read_bytes()):08x}"


entrust(Checking())
