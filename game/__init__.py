"""Changkufeng 1938: a hex wargame and what-if laboratory for Lake Khasan, July-August 1938.

    from game import Match, load_scenario, play, compare

Public is what `__all__` lists, with what its docstrings say; `__api__` is its version. A change that breaks a program raises the
first figure, one that adds something the second. All else under `game` belongs to the house and may change any day.
The names are fetched when they are first used, so that `import game` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.files.battle.journal import load_journal
    from game.files.battle.scenarios import load_scenario
    from game.files.battle.variants import apply
    from game.files.battle.whatifs import load_what_if
    from game.files.errors import BadFile
    from game.files.theatre.theatres import load_theatre
    from game.match.battle.events import Event
    from game.match.battle.legality import Refused
    from game.match.battle.match import Match
    from game.match.battle.views import View
    from game.match.refusals import Refusal
    from game.match.theatre.legality import SheetRefused
    from game.match.theatre.match import TheatreMatch
    from game.match.theatre.views import TheatreView
    from game.model.battle.decisions import Decision
    from game.model.battle.orders import Order
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf
    from game.model.theatre.game import Theatre
    from game.model.theatre.sheets import Move, Policy, Sheet
    from game.model.theatre.whatif import TheatreWhatIf
    from game.players.battle.staffs import Commander
    from game.players.theatre.seats import ComputerSeat as Seat
    from game.whatif.face import compare, outlook, play, scenarios, simulate

__version__ = "0.1.0"
__api__ = "1.0"

_ROOMS = {
    # scenarios of both scales, journals, what-ifs
    "scenarios": "game.whatif.face",
    "load_scenario": "game.files.battle.scenarios",
    "load_theatre": "game.files.theatre.theatres",
    "load_journal": "game.files.battle.journal",
    "load_what_if": "game.files.battle.whatifs",
    "apply": "game.files.battle.variants",
    "Scenario": "game.model.battle.scenario",
    "Theatre": "game.model.theatre.game",
    "WhatIf": "game.model.battle.whatif",
    "TheatreWhatIf": "game.model.theatre.whatif",
    "BadFile": "game.files.errors",
    # a game in progress
    "Match": "game.match.battle.match",
    "View": "game.match.battle.views",
    "Event": "game.match.battle.events",
    "Order": "game.model.battle.orders",
    "Decision": "game.model.battle.decisions",
    "Refusal": "game.match.refusals",
    "Refused": "game.match.battle.legality",
    "TheatreMatch": "game.match.theatre.match",
    "TheatreView": "game.match.theatre.views",
    "Sheet": "game.model.theatre.sheets",
    "Move": "game.model.theatre.sheets",
    "Policy": "game.model.theatre.sheets",
    "SheetRefused": "game.match.theatre.legality",
    # who plays
    "Commander": "game.players.battle.staffs",
    "Seat": "game.players.theatre.seats",
    # many games
    "play": "game.whatif.face",
    "simulate": "game.whatif.face",
    "compare": "game.whatif.face",
    "outlook": "game.whatif.face",
}
_CALLED = {"Seat": "ComputerSeat"}  # in its room
_WITHOUT_RULES = ("game.files.", "game.model.")
__all__ = [
    "Match", "View", "Event", "Order", "Decision", "Refusal", "Refused",
    "TheatreMatch", "TheatreView", "Sheet", "Move", "Policy", "SheetRefused",
    "Scenario", "Theatre", "WhatIf", "TheatreWhatIf", "BadFile", "Commander", "Seat",
    "scenarios", "load_scenario", "load_theatre", "load_journal", "load_what_if", "apply",
    "play", "simulate", "compare", "outlook", "__version__", "__api__",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    room = _ROOMS.get(name)
    if room is None:
        raise AttributeError(f"module 'game' has no attribute {name!r}")
    if not room.startswith(_WITHOUT_RULES):
        # The folder of compiled rules must be named before the first rule is imported.
        import_module("game.files.kept_rules").choose_cache()
    return getattr(import_module(room), _CALLED.get(name, name))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
