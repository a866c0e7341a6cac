"""The games of a run kept in a file: opened for a question, and trusted only where this program still plays them so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.core.words import _
from game.files.errors import BadFile
from game.whatif.battle.asked import head_of
from game.whatif.battle.runs import Game, Setting, side_by_side
from game.whatif.battle.shelved import Pairs
from game.whatif.kept import KeptGames

if TYPE_CHECKING:
    from game.whatif.pool import Kept


def open_kept(path: Path, settings: Sequence[Setting], seed: int) -> KeptGames[list[Game]]:
    """The kept games of these settings, those of the first seeds; to be closed.

    Raises:
        BadFile: they are of another question or other rules, this program plays them otherwise, or another one writes them.
        ValueError: a commander of one's own takes part.
    """
    kept = KeptGames(path, head_of(settings, seed), list[Game], Pairs.of(settings))
    if otherwise(kept, settings, seed):
        kept.close()
        raise BadFile.of(path, _("holds games that this program plays otherwise; needed another folder"))
    return kept


def otherwise(kept: Kept, settings: Sequence[Setting], seed: int) -> list[int]:
    """Places of the settings whose first kept game comes out otherwise when it is played again."""
    there = kept.games(0)
    if not there:
        return []
    first = min(there)
    again = side_by_side(settings, seed, first)
    return [k for k, (old, new) in enumerate(zip(there[first], again, strict=True)) if old.digest != new.digest]
