"""Help folded to the width of a terminal: a letter of Japanese or Chinese is two cells wide, and breaks after any of them."""

from __future__ import annotations

import argparse
import re
from unicodedata import east_asian_width

_PIECE = re.compile(r"\s+|[!-~\u0400-\u04ff]+|.")
_NEVER_FIRST = frozenset("、。，．・：；！？）」』】〉》”’ー々…")
_NEVER_LAST = frozenset("（「『【〈《“‘")


def cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def folded(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, but for a word that is longer; no line begins or ends with the wrong mark."""
    lines, line = [], ""
    for piece in _joined(" ".join(text.split())):
        if line and cells(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _joined(text: str) -> list[str]:
    """What a line may not be broken in: words, letters of Japanese and Chinese, each with the marks that cling to it."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        if found and (piece[0] in _NEVER_FIRST or found[-1][-1] in _NEVER_LAST):
            found[-1] += piece
        else:
            found.append(piece)
    return found


class Formatter(argparse.HelpFormatter):
    """As argparse's own, with lines measured in cells where letters are two wide."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return super()._split_lines(text, width) if cells(text) == len(text) else folded(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if cells(text) == len(text):
            return super()._fill_text(text, width, indent)
        return "\n".join(indent + line for line in folded(text, width - len(indent)))
