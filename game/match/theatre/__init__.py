"""The strategic game as it is played: the match, sheets, views."""

from game.match.theatre.legality import SheetRefused
from game.match.theatre.match import TheatreMatch, TheatreRecord
from game.match.theatre.sheets import Move, Policy, Sheet
from game.match.theatre.views import TheatreView

__all__ = ["Move", "Policy", "Sheet", "SheetRefused", "TheatreMatch", "TheatreRecord", "TheatreView"]
