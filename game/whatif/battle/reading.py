"""The report's sentences: what differs by more than luck, what the record says, how far the figures may be trusted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from game.whatif.battle.comparison import Summary, Variant, size
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Runs
from game.whatif.battle.who import mark_words
from game.whatif.charts import figure
from game.whatif.page import plain
from game.whatif.statistics import LEVEL
from game.whatif.wording import percent

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome

SMALL = 0.05  # of the middle 80 of 100 games: less is told in passing
WORDS = {
    "score": ("points higher", "points lower"),
    "share_at_end": ("higher", "lower"),
    "hours_to_take": ("longer", "shorter"),
}


def findings(outcomes: Sequence[Outcome], history: Variant, variant: Variant) -> str:
    """What differs by more than luck, largest first, a sentence each; what hardly does; what cannot be told from luck."""
    clear = [o for o in outcomes if variant.effects[o.id].is_clear]
    clear.sort(key=lambda o: -size(o, history.outcomes[o.id], variant.effects[o.id]))
    small = [o for o in clear if size(o, history.outcomes[o.id], variant.effects[o.id]) < SMALL]
    same = [o for o in outcomes if variant.effects[o.id].n and not variant.effects[o.id].differs]
    rest = [o for o in outcomes if o not in clear and o not in same]
    told = [o for o in clear if o not in small]
    lines = [_sentence(o, history.outcomes[o.id], variant) for o in told]
    if not clear:
        lines.append("No outcome differs by more than luck.")
    if small:
        lines.append(f"More than luck, but little: {_named(small, variant)}.")
    if rest and clear:
        lines.append(f"Not to be told from luck: {_named(rest, variant)}.")
    if same:
        most = percent(variant.effects[same[0].id].at_most, variant.n)
        lines.append(f"The same in every game: {_join(o.name for o in same)}; at most {most} in 100 games may differ.")
    if len(outcomes) > len(same):
        lines.append(by_chance(len(outcomes) - len(same)))
    return "".join(f"<p>{plain(line)}</p>" for line in lines)


def by_chance(outcomes: int) -> str:
    """How many of so many outcomes an interval of 95 % would call different though nothing were."""
    return f"Of {outcomes} outcomes about {(1 - LEVEL) * outcomes:.1f} leave out 0 by chance alone; they are not independent."


def trust(outcomes: Sequence[Outcome], history: Variant) -> str:
    """How many measures of the re-enactment hold the record, and which do not; empty if the record has no figure."""
    known = [o for o in outcomes if o.record is not None and not is_share(o) and history.outcomes[o.id].happened]
    if not known:
        return ""
    missed = [o.name for o in known if not _holds(o, history.outcomes[o.id])]
    inside = len(known) - len(missed)
    words = f"The record lies inside the middle 80 % of history in {inside} of {len(known)} measures."
    outside = f"<br>Outside: {plain(_join(missed))}. Trust those differences less." if missed else ""
    return f'<div class="box"><b>{words}</b>{outside}</div>'


def spoken(outcome: Outcome, data: dict[str, Any]) -> str:
    """A chart in sentences, for those who hear the page."""
    low, median, high = map(figure, data["history_q"])
    words = f"Curves of {outcome.name}. As in history: median {median}, middle 80 of 100 games {low} to {high}."
    if data["variant_q"]:
        low, median, high = map(figure, data["variant_q"])
        words += f" In the what-if: median {median}, {low} to {high}."
    return words + (f" The record: {figure(outcome.record)}." if outcome.record is not None else "")


def of_record(outcome: Outcome) -> str:
    """The line under a curve, as HTML: what the record gives, its band, its grade."""
    grade = f" ({outcome.confidence}). {outcome.note}"
    low, high = outcome.record_low, outcome.record_high
    band = (
        "" if low is None or high is None or low == high else f"between {figure(low)} and {figure(high)} {outcome.unit}"
    )
    if outcome.record is None:
        return plain(f"Record: {band}{grade}" if band else f"The record gives no figure. {outcome.note}")
    rest = f", {band}{grade}" if band else f" {outcome.unit}{grade}"
    return f"Record: <b>{figure(outcome.record)}</b>{plain(rest)}"


def digest_of(runs: Runs) -> str:
    """A name for all games of a variant: who plays them again gets the same."""
    return "games " + hashlib.sha256("".join(runs.digests).encode()).hexdigest()[:12]


def _holds(outcome: Outcome, found: Summary) -> bool:
    record = outcome.record
    return record is not None and found.q10 is not None and found.q90 is not None and found.q10 <= record <= found.q90


def _sentence(outcome: Outcome, old: Summary, variant: Variant) -> str:
    new, effect = variant.outcomes[outcome.id], variant.effects[outcome.id]
    words = mark_words(variant.mark(outcome.id))
    rest = f" It {words}." if words else ""
    if is_share(outcome):
        before, after = percent(old.mean, old.happened), percent(new.mean, new.happened)
        return f"{outcome.name} in {after} of 100 games, against {before} as in history.{rest}"
    more, fewer = WORDS.get(outcome.measure, ("more", "fewer"))
    size = figure(abs(effect.diff or 0)) + ("" if outcome.measure == "score" else f" {outcome.unit}")
    word = more if (effect.diff or 0) > 0 else fewer
    return f"{outcome.name}: {size} {word} on average; median {figure(new.q50)} against {figure(old.q50)}.{rest}"


def _named(outcomes: Iterable[Outcome], variant: Variant) -> str:
    """Outcomes by name, those that hang on who commands marked."""
    marks = [(o.name, mark_words(variant.mark(o.id))) for o in outcomes]
    return _join(f"{name} ({words})" if words else name for name, words in marks)


def _join(names: Iterable[str]) -> str:
    found = list(names)
    return ", ".join(found[:-1]) + " and " + found[-1] if len(found) > 1 else "".join(found)
