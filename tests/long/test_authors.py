"""A strategic game is copied, as a battle is."""

from pathlib import Path

from game.cli.main import main
from tests.cli.test_authors import shelf

__all__ = ["shelf"]


def test_a_strategic_game_is_copied_too(shelf: Path):
    assert main(["copy", "north-or-south", "my-choice", "--to", str(shelf)]) == 0
    assert main(["validate", "my-choice"]) == 0
