"""Changkufeng 1938: a hex wargame and what-if laboratory for Lake Khasan, July-August 1938.

    from game import Match, load_scenario, load_journal

The names are fetched when they are first used, so that `import game` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.files.battle.journal import load_journal
    from game.files.battle.scenarios import load_scenario
    from game.match.battle.match import Match

__version__ = "0.1.0"
__all__ = ["Match", "__version__", "load_journal", "load_scenario"]

_ROOMS = {
    "Match": "game.match.battle.match",
    "load_scenario": "game.files.battle.scenarios",
    "load_journal": "game.files.battle.journal",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'game' has no attribute {name!r}")
    if name == "Match":
        # The folder of compiled rules must be named before the first rule is imported.
        import_module("game.files.kept_rules").choose_cache()
    return getattr(import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
