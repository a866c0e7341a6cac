"""Environments to learn in (extra `rl`): battles and the strategic game by the interfaces of PettingZoo and Gymnasium.

    from game.players.learning import parallel_env, aec_env, single_env

A seat sees numbers with names, made from its own view alone; it chooses an act for each of its counters from a list, masked by
the rules. The same seed and choices give the same game. `.github/api/learning.md` says what is rewarded.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.players.learning.environments import aec_env, parallel_env, single_env

SOUND = "SDL_AUDIODRIVER"

__all__ = ["aec_env", "parallel_env", "single_env"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'game.players.learning' has no attribute {name!r}")
    import_module("game.files.kept_rules").choose_cache()
    _with_sound()
    return getattr(import_module("game.players.learning.environments"), name)


def _with_sound() -> None:
    """PettingZoo chooses a sound driver for the whole process when it is imported, under which a window has no sound."""
    chosen = os.environ.get(SOUND)
    try:
        import_module("pettingzoo")
    except ImportError:
        return  # the room that needs it says so
    os.environ.pop(SOUND, None)
    if chosen is not None:
        os.environ[SOUND] = chosen
