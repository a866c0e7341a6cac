"""A game that goes on otherwise becomes a branch of the tree: a file to be played in, and its place in the tree's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from game.core.words import _
from game.files import saves
from game.files.errors import BadFile
from game.files.owner import hold
from game.files.trees.grafting import catch_up, graft
from game.files.trees.tree import Branch, tree_path
from game.match.sealed_game import SealedGame


class Planted(NamedTuple):
    """A branch of the tree in `tree`, and the saved game in which it is played."""

    tree: Path
    branch: Branch
    game: Path


def plant(
    match: SealedGame[Any, Any, Any],
    name: str,
    seats: Mapping[str, str],
    *,
    tree: Path | None = None,
    note: str = "",
) -> Planted:
    """Writes a game that begins here, its past with it, to a file of its own and takes it up into the tree of its scenario.

    The file stands first: a program that ends between the two has a saved game that is no branch yet.

    Raises:
        BadFile: one of the files cannot be written.
    """
    match.seats = dict(seats)
    try:
        saves.folder().mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise BadFile.of(saves.folder(), f"cannot be made: {e.strerror or e}") from None
    game = saves.free_path(name)
    held = hold(game)
    if held is None:
        raise BadFile.of(game, "is being played in another program")
    try:
        match.save(game)
    finally:
        held.let_go()
    where = tree or tree_path(match.id)
    catch_up(where, match.id)
    return Planted(where, graft(where, game, name, left=len(match.records), note=note), game)


def usual_name(turn: str) -> str:
    """What a branch is called where nobody says otherwise. `turn`: from which it goes on, in words."""
    return _("From {turn}").format(turn=turn)
