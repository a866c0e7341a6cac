"""The kinds of words that options take: whole numbers within bounds, names of commanders, levels, languages."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable

from game.core.words import _, enumerated
from game.players.battle.levels import COMMANDERS

DEFAULT_SEED = 1938
MOST_SEED = (1 << 64) - 1
MOST_GAMES = 1_000_000
MOST_WORKERS = 256
LEVELS = ("empty", "staff", "plain", "general", "random")
LANGUAGES = ("en", "ja", "ru", "zh")


def who() -> str:
    """The commanders there are, in words."""
    return _("{commanders}, plan:ID, or module:Class for one of your own").format(commanders=enumerated(COMMANDERS))


def whole(low: int, high: int) -> Callable[[str], int]:
    """A whole number between two bounds."""

    def read(text: str) -> int:
        if re.fullmatch(r"[+-]?\d{1,30}", text.strip(), re.ASCII) and low <= int(text) <= high:
            return int(text)
        raise argparse.ArgumentTypeError(
            _("needed a whole number {low} to {high}, found {a!r}").format(low=low, high=high, a=text[:40])
        )

    return read


def ending(*suffixes: str) -> Callable[[str], str]:
    """The name of a file to be written, which ends as what is written into it does."""

    def read(text: str) -> str:
        if text.lower().endswith(suffixes):
            return text
        raise argparse.ArgumentTypeError(
            _("needed a name that ends in {listed}, found {a!r}").format(listed=" / ".join(suffixes), a=text[-40:])
        )

    return read


def commander(text: str) -> str:
    """The name of a commander, or one's own as `module:Class`, which is imported; whether a scenario has a plan is seen later."""
    if text in COMMANDERS or text.startswith(("plan:", "habit:")):
        return text
    if ":" in text:
        from game.players.battle.own import fetch, is_typed

        if is_typed(text):
            try:
                return fetch(text)
            except ValueError as e:
                raise argparse.ArgumentTypeError(str(e)) from None
    known = ", ".join((*COMMANDERS, "plan:ID", "module:Class"))
    raise argparse.ArgumentTypeError(f"invalid choice: '{text}' (choose from {known})")
