"""The clipboard of the desktop: words laid on it and taken from it; a machine without one loses nothing."""

from __future__ import annotations

import contextlib

import pygame


def copy(words: str) -> bool:
    """Lays words on the clipboard; whether there is one."""
    try:
        pygame.scrap.put_text(words)
    except pygame.error:
        return False
    return True


def pasted() -> str:
    """The words on the clipboard as one line, "" if there are none."""
    found = ""
    with contextlib.suppress(pygame.error, UnicodeDecodeError):
        found = pygame.scrap.get_text() or ""
    return " ".join(found.split("\n")).strip()
