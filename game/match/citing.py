"""How a statement is backed, at either scale: what the marks mean, sources in full, and a card of what is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from game.core.words import N_, _, clauses

if TYPE_CHECKING:
    from game.model.base import Source

GRADES = {"A": N_("well attested"), "B": N_("one good source"), "C": N_("estimate")}
OURS = "estimate"


class Part(NamedTuple):
    """Lines of what is known under one head."""

    head: str
    lines: tuple[str, ...]


def source_lines(
    sources: Iterable[Source], cited: str, confidence: str, ref: str = "", note: str = ""
) -> tuple[str, ...]:
    """What an entry rests on: how sure it is, each source with author, title, year, language, what of it was used."""
    lines = [_("Confidence {grade}: {words}").format(grade=confidence, words=_(GRADES.get(confidence, "")))]
    lines += [_source(s) for s in sources]
    if any(part.strip().partition("#")[0] == OURS for part in cited.split("+")):
        lines.append(_("our own estimate"))
    if ref:
        lines.append(_("There: {ref}").format(ref=ref))
    if note:
        lines.append(_("Note: {note}").format(note=_(note)))
    return tuple(lines)


def _source(source: Source) -> str:
    more = [_(source.language), _(source.kind)]
    more += [_("used: {what}").format(what=_(source.used))] if source.used else []
    more += [_(source.reliability), _(source.note)]
    return f"[{source.id}] {source.full}. " + clauses(more)
