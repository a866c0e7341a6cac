"""The report of what-ifs of the strategic game: one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from game.core.words import N_, _, enumerated
from game.model.theatre.game import Theatre
from game.whatif import page as whole
from game.whatif.page import plain
from game.whatif.theatre.answer import answer
from game.whatif.theatre.compare import Column, Comparison, is_told
from game.whatif.wording import amount, difference

HEADS = (N_("outcome"), "", N_("history"), N_("what-if"), N_("difference"), N_("95 % interval"))


def page(theatre: Theatre, found: Sequence[Comparison], dial: str, seed: int) -> str:
    """The page: of each what-if the question, how near it was, and every outcome that it moves by a hundredth."""
    body = "\n".join(_section(theatre, one) for one in found)
    n = found[0].n if found else 0
    words = _("{n:,} pairs of games with the same luck, seed {seed}, dial {dial}. Intervals 95 %.")
    foot = f"<p>{plain(words.format(n=n, seed=seed, dial=dial))}</p>"
    title = _("{title}: what if?").format(title=_(theatre.title))
    return whole.page(
        title,
        f"<h1>{plain(title)}</h1>\n{body}\n{foot}",
        [],
    )


def _section(theatre: Theatre, one: Comparison) -> str:
    w = one.what_if
    held = enumerated(f"{c}={s}" for c, s in w.held.items())
    cited = _("(source: {source}, confidence {confidence})").format(source=w.source, confidence=w.confidence)
    both = _("In both worlds: {held}.").format(held=held)
    rows = "\n".join(_row(theatre, one.n, c) for c in one.columns if is_told(one, c))
    return (
        f"<section><h2>{plain(_(w.title))}</h2>\n<p><i>{plain(_(w.question))}</i></p>\n"
        f'<p class="answer">{plain(answer(theatre, one))}</p>\n'
        f"<p>{plain(_(w.near))} {plain(_(w.judged))} {plain(cited)}</p>\n"
        + (f"<p>{plain(both)}</p>\n" if held else "")
        + "<table><thead><tr>"
        + "".join(f"<th>{plain(_(head))}</th>" for head in HEADS)
        + "</tr></thead>"
        f"<tbody>\n{rows}\n</tbody></table></section>"
    )


def _row(theatre: Theatre, n: int, c: Column) -> str:
    card = theatre.cards.get(c.name.partition("=")[0])
    figures = [amount(f.mean, n, shares=c.is_share) for f in (c.history, c.here)]
    cells = "".join(f"<td>{plain(v)}</td>" for v in (*figures, *difference(c.effect, shares=c.is_share)))
    return f"<tr><td>{plain(c.name)}</td><td>{plain(_(card.title) if card else '')}</td>{cells}</tr>"
