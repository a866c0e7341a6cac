"""The kinds of words that options take: whole numbers within bounds, names of commanders, levels, languages."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable

DEFAULT_SEED = 1938
MOST_SEED = (1 << 64) - 1
MOST_GAMES = 1_000_000
MOST_WORKERS = 256
LEVELS = ("empty", "staff", "plain", "strong", "random")
LANGUAGES = ("en", "ja", "ru", "zh")
COMMANDERS = ("history", "plain", "nearest", "random")


def whole(low: int, high: int) -> Callable[[str], int]:
    """A whole number between two bounds."""

    def read(text: str) -> int:
        if re.fullmatch(r"[+-]?\d{1,30}", text.strip(), re.ASCII) and low <= int(text) <= high:
            return int(text)
        raise argparse.ArgumentTypeError(f"needed a whole number {low} to {high}, found {text[:40]!r}")

    return read


def commander(text: str) -> str:
    """The name of a commander; whether the scenario has a plan of that name is seen later."""
    if text in COMMANDERS or text.startswith("plan:"):
        return text
    raise argparse.ArgumentTypeError(f"invalid choice: '{text}' (choose from {', '.join((*COMMANDERS, 'plan:ID'))})")
