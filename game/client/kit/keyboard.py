"""The user's own keyboard: keys by what is printed on them or else by their place, and whether a press is a new one."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache

import pygame

SIGNS = "[],.+-="  # signs that keys of the table are named by
_ROWS = ((4, "abcdefghijklmnopqrstuvwxyz1234567890"), (45, "-=[]\\"), (51, ";'`,./"))  # SDL's places, as in the USA
_PLACES = {first + k: sign for first, signs in _ROWS for k, sign in enumerate(signs)}
_OWN = (*range(0xA1, 0x250), *range(0x370, 0x530))  # Latin, Greek, Cyrillic: letters that the game's fonts draw
_STEPS = ("Left", "Right", "Up", "Down", "Tab", "PgUp", "PgDn")  # what goes on while a key is held
_LEVELS = pygame.KMOD_SHIFT | pygame.KMOD_MODE
_WRITING = (pygame.K_BACKSPACE, pygame.K_DELETE)


def by_place(event: pygame.Event) -> pygame.Event:
    """A key press with the sign it stands for: what it writes if the game knows it, else what is at its place in the USA.

    A Latin letter or digit is taken as printed; `т` of a Russian keyboard, `ü` or a dead key is taken by place.
    """
    written = getattr(event, "unicode", "")
    ctrl = event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT)
    if written and written in SIGNS and not ctrl and event.key != ord(written):
        return _changed(event, ord(written), event.mod & ~_LEVELS)
    sign = _PLACES.get(getattr(event, "scancode", 0))
    if sign is None or _is_known(event.key):
        return event
    return _changed(event, ord(sign), event.mod)


def printed(sign: str, key_at: Callable[[int], int] | None = None) -> str:
    """A sign of the key table as the user's keyboard prints it: "N" is "Т" on a Russian one.

    `key_at`: code of the key at a place, as SDL says it; without it that of this machine.
    """
    ask = key_at or _sdl()
    if ask is None or len(sign) != 1:
        return sign
    codes = {place: ask(place) for place in _PLACES}
    if ord(sign.lower()) in codes.values():
        return sign
    own = next((codes[place] for place, usual in _PLACES.items() if usual == sign.lower()), 0)
    return chr(own).upper() if own in _OWN and len(chr(own).upper()) == 1 else sign


class Held:
    """Keys that are down, so that what a held key repeats is told from a new press."""

    def __init__(self) -> None:
        self._down: set[int] = set()

    def is_repeat(self, event: pygame.Event) -> bool:
        """Whether this press is one of a key that was down already; called for every press and release."""
        key = getattr(event, "scancode", 0) or event.key
        if event.type == pygame.KEYUP:
            self._down.discard(key)
            return False
        was_down = key in self._down
        self._down.add(key)
        return was_down


def may_repeat(event: pygame.Event, name: str, steps: frozenset[str], *, writes: bool) -> bool:
    """Whether a held key goes on: steps and strokes of the pen do; seals, buttons and switches wait for a new press.

    `name`: the key as written; `steps`: keys of the acts that go step by step; `writes`: a field has the focus.
    """
    last = name.rpartition("+")[2]
    return last in _STEPS or name in steps or (writes and event.key in _WRITING)


def _is_known(code: int) -> bool:
    """A sign of the table, a letter, a digit, or no sign at all such as F5."""
    if 0x20 < code < 0x7F:
        return chr(code).isalnum() or chr(code) in SIGNS
    return code < 0x20 or code == 0x20 or code == 0x7F or (code & 0x4000_0000 != 0 and code != 0x4000_0000)


def _changed(event: pygame.Event, code: int, mod: int) -> pygame.Event:
    return pygame.Event(event.type, {**event.dict, "key": code, "mod": mod})


@cache
def _sdl() -> Callable[[int], int] | None:
    """SDL's own table of the layout in use; None where its library is not at hand."""
    for name in (pygame.base.__file__, "SDL2"):
        try:
            found = ctypes.CDLL(name).SDL_GetKeyFromScancode
        except (OSError, AttributeError):
            continue
        found.argtypes, found.restype = [ctypes.c_int], ctypes.c_int32
        return found
    return None
