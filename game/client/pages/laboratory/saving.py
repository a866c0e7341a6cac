"""An answer written into the folder of reports, as a page or as figures. No pygame."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol

from game.core.words import _
from game.files import saves


class Answer(Protocol):
    """What can be written."""

    def html(self) -> str:
        """The report."""

    def json(self) -> str:
        """The figures."""


def save_answer(answer: Answer, kind: str, name: str, folder: Path | None = None) -> tuple[Path | None, str]:
    """Writes "html" or "json"; where to, or why that could not be done."""
    from game.whatif.page import write_whole

    place = folder or saves.reports_folder()
    path = place / f"{re.sub('[^a-z0-9-]+', '-', name)}.{kind}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        write_whole(path, answer.html() if kind == "html" else answer.json())
    except OSError as e:
        return None, _("{name} could not be written: {why}").format(name=path.name, why=e.strerror or e)
    return path, ""
