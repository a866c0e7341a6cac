"""Pieces that several sheets are made of: the sheet itself, tables, lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.core.words import _, spoken
from game.model.base import HexAt
from game.model.battle.scenario import Scenario
from game.whatif.page import fill, plain


def article(scenario: Scenario, kind: str, head: str, body: str) -> str:
    """A sheet with its head and foot. `kind`: which one it is, for its style; `body`: HTML."""
    return fill(
        "handout.html",
        kind=kind.partition("-")[0],
        title=plain(_(scenario.title)),
        subtitle=plain(_(scenario.subtitle)),
        head=plain(head),
        body=body,
        footer=plain(f"{scenario.id} · {scenario.digest} · {_(scenario.attribution)}"),
    )


def block(head: str, inner: str) -> str:
    """A part of a sheet under a heading. `inner`: HTML."""
    return f'<div class="block"><h2>{plain(head)}</h2>{inner}</div>'


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, figures: int = 99) -> str:
    """A table; columns from `figures` on are set as figures. Cells are plain text."""

    def mark(k: int) -> str:
        return ' class="n"' if k >= figures else ""

    head = "".join(f'<th scope="col"{mark(k)}>{plain(h)}</th>' for k, h in enumerate(heads))
    lines = ("".join(f"<td{mark(k)}>{plain(str(cell))}</td>" for k, cell in enumerate(row)) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def listed(lines: Iterable[str]) -> str:
    """A list of plain lines."""
    return f"<ul>{''.join(f'<li>{plain(line)}</li>' for line in lines)}</ul>"


def paragraphs(text: str) -> str:
    """Text of a scenario, its paragraphs kept."""
    return "".join(f"<p>{plain(' '.join(part.split()))}</p>" for part in text.strip().split("\n\n"))


def hex_words(scenario: Scenario, here: HexAt | None) -> str:
    """A hex by its numbers and, where it has one, its name."""
    if here is None:
        return ""
    place = scenario.place_at(here)
    return f"{here[0]},{here[1]}" + (f" {spoken(place.names)}" if place else "")
