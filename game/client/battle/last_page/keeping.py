"""The last page as one file: under which name it is kept, in the folder of reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.core.words import _
from game.files import saves

if TYPE_CHECKING:
    from game.whatif.battle.last_page.review import Review


def keep(review: Review, folder: Path | None = None) -> tuple[Path | None, str]:
    """Writes the page of a review, over an earlier one of the same game; where to, or why that could not be done."""
    from game.whatif.battle.last_page.page import page_of
    from game.whatif.page import write_whole

    match, place = review.match, folder or saves.reports_folder()
    path = place / f"review-{match.id}-{match.seed}-{match.digest[:8]}.html"
    try:
        place.mkdir(parents=True, exist_ok=True)
        write_whole(path, page_of(review))
    except OSError as e:
        return None, _("{name} could not be written: {why}").format(name=path.name, why=e.strerror or e)
    return path, ""
