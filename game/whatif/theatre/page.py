"""The report of what-ifs of the strategic game: one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from game.model.theatre.game import Theatre
from game.whatif import page as whole
from game.whatif.page import plain
from game.whatif.theatre.compare import Column, Comparison

LEAST = 0.01
HEADS = ("outcome", "", "history", "what-if", "difference", "95 % interval")


def page(theatre: Theatre, found: Sequence[Comparison], dial: str, seed: int) -> str:
    """The page: of each what-if the question, how near it was, and every outcome that it moves by a hundredth."""
    body = "\n".join(_section(theatre, one) for one in found)
    n = found[0].n if found else 0
    foot = f"<p>{n:,} pairs of games with the same luck, seed {seed}, dial {plain(dial)}. Intervals 95 %.</p>"
    return whole.page(f"{theatre.title}: what if?", f"<h1>{plain(theatre.title)}: what if?</h1>\n{body}\n{foot}", [])


def _section(theatre: Theatre, one: Comparison) -> str:
    w = one.what_if
    held = ", ".join(f"{c}={s}" for c, s in w.held.items())
    rows = "\n".join(_row(theatre, c) for c in one.columns if _is_told(one, c))
    return (
        f"<section><h2>{plain(w.title)}</h2>\n<p><i>{plain(w.question)}</i></p>\n"
        f"<p>{plain(w.near)} {plain(w.judged)} (source: {plain(w.source)}, confidence {plain(w.confidence)})</p>\n"
        + (f"<p>In both worlds: {plain(held)}.</p>\n" if held else "")
        + "<table><thead><tr>"
        + "".join(f"<th>{head}</th>" for head in HEADS)
        + "</tr></thead>"
        f"<tbody>\n{rows}\n</tbody></table></section>"
    )


def _is_told(one: Comparison, c: Column) -> bool:
    return abs(c.diff) >= (LEAST if c.is_share else 100 * LEAST) and c.name.partition("=")[0] not in one.what_if.fix


def _row(theatre: Theatre, c: Column) -> str:
    card = theatre.cards.get(c.name.partition("=")[0])
    scale = 100 if c.is_share else 1
    figures = (
        f"{scale * c.history.mean:.1f}",
        f"{scale * c.here.mean:.1f}",
        f"{scale * c.diff:+.1f}",
        f"{scale * c.lo:+.1f} to {scale * c.hi:+.1f}",
    )
    cells = "".join(f"<td>{plain(v)}</td>" for v in figures)
    return f"<tr><td>{plain(c.name)}</td><td>{plain(card.title if card else '')}</td>{cells}</tr>"
