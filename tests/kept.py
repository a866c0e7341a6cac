"""What many tests read, read once for each process of the suite. Never changed: scenarios are frozen."""

from functools import cache

from game.files.theatre.theatres import load_theatre
from game.model.theatre.game import Theatre


@cache
def theatre() -> Theatre:
    """The strategic choice, as shipped."""
    return load_theatre("north-or-south")
