"""The report's sentences: what differs by more than luck, what the record says, how far the figures may be trusted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from game.whatif import wording
from game.whatif.battle.comparison import Summary, Variant, size
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Runs
from game.whatif.battle.who import mark_words
from game.whatif.charts import figure
from game.whatif.page import plain
from game.whatif.statistics import LEVEL, Difference
from game.whatif.wording import percent

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome

SMALL = 0.05  # of the middle 80 of 100 games: less is told in passing
WORDS = {
    "score": ("higher", "lower"),
    "share_at_end": ("higher", "lower"),
    "killed_share": ("higher", "lower"),
    "hours_to_take": ("longer", "shorter"),
}
RECKONED = ("score", "killed_share")  # made by our scoring and our rates: told after what happened on the ground
BY = {
    "follower": "with the record while it fits",
    "frozen": "by the record’s orders alone",
    "plain": "with the computer’s orders in both worlds",
}


def findings(outcomes: Sequence[Outcome], history: Variant, variant: Variant) -> str:
    """What differs by more than luck, a sentence each; what hardly does; what cannot be told from luck.

    First what happened, then what we reckon of it; of each first what holds whoever commands, of that what all pairs tell,
    largest first.
    """
    clear = [o for o in outcomes if variant.effects[o.id].is_clear]
    clear.sort(
        key=lambda o: (
            o.measure in RECKONED,
            _firmness(o, variant),
            variant.effects[o.id].n < variant.n,  # what came to pass in some of the pairs only
            -size(o, history.outcomes[o.id], variant.effects[o.id]),
        )
    )
    small = [o for o in clear if size(o, history.outcomes[o.id], variant.effects[o.id]) < SMALL]
    same = [o for o in outcomes if variant.effects[o.id].n and not variant.effects[o.id].differs]
    rest = [o for o in outcomes if o not in clear and o not in same]
    told = [o for o in clear if o not in small]
    lines = [_sentence(o, history.outcomes[o.id], variant) for o in told]
    if told and variant.arms.keys() >= BY.keys() and not any(_firmness(o, variant) == 0 for o in clear):
        lines.insert(0, "No outcome differs by more than luck whoever commands: what follows hangs on that.")
    if not clear:
        lines.append(f"No outcome differs by more than luck.{_bounds(outcomes, variant)}")
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


def _firmness(outcome: Outcome, variant: Variant) -> int:
    """0 for an effect that every commander tried shows, 2 for one that another turns, 1 for what lies between."""
    if variant.mark(outcome.id) == "turns":
        return 2
    arms = [found[outcome.id] for found in variant.arms.values()]
    return 0 if variant.mark(outcome.id) != "untried" and all(e.is_clear for e in arms) else 1


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
    """What an outcome was in both worlds, the difference with its interval, and what hangs on who commands."""
    new, effect = variant.outcomes[outcome.id], variant.effects[outcome.id]
    words, rest = _difference(outcome, effect), _by_commander(outcome, variant)
    if is_share(outcome):
        before, after = percent(old.mean, old.happened), percent(new.mean, new.happened)
        return f"{outcome.name} in {after} % of the games, against {before} % as in history: {words}.{rest}"
    if effect.n < variant.n:
        return f"{outcome.name}: {words}, in the {effect.n:,} pairs of games in which it came to that in both.{rest}"
    before, after = (_figure(outcome, s.mean, s.lo, s.hi) for s in (old, new))
    return f"{outcome.name}: {after}{_unit(outcome)} on average, against {before} as in history: {words}.{rest}"


def _by_commander(outcome: Outcome, variant: Variant) -> str:
    """The mark of an effect as a sentence, with what the others made of it."""
    mark = mark_words(variant.mark(outcome.id))
    others = {arm: e[outcome.id] for arm, e in variant.arms.items() if e is not variant.effects and e[outcome.id].n}
    if not mark or not others:
        return f" It {mark}." if mark else ""
    if len(others) > 1 and not any(e.is_clear for e in others.values()):
        return f" It {mark}: not to be told from luck {' or '.join(BY[arm] for arm in others)}."
    told = [f"{_difference(outcome, e)} {BY[arm]}" for arm, e in others.items()]
    return f" It {mark}: {_join(told)}."


def _difference(outcome: Outcome, effect: Difference) -> str:
    """A difference in words: "44 minutes longer (37 to 52)"; one that luck may have made says so."""
    if not effect.differs:
        return "no difference"
    more, fewer = WORDS.get(outcome.measure, ("more", "fewer"))
    word = more if (effect.diff or 0) > 0 else fewer
    if effect.diff is None or effect.lo is None or effect.hi is None:
        return f"a difference in {effect.differs} of {effect.n:,} pairs"
    low, high = sorted(abs(end) for end in (effect.lo, effect.hi))
    if not effect.is_clear:
        return "not to be told from luck"
    scale, unit = _scale(outcome, abs(effect.diff))
    size, low, high = (wording.bearable(scale * v, scale * low, scale * high) for v in (abs(effect.diff), low, high))
    return f"{_counted(size, unit)} {word} ({figure(low)} to {figure(high)})"


def _counted(size: float, unit: str) -> str:
    """A size with its unit, one of it in the singular."""
    single = {"men": "man"}.get(unit, unit.removesuffix("s"))
    return f"{figure(size)} {single if figure(size) == '1' else unit}"


def _scale(outcome: Outcome, size: float) -> tuple[float, str]:
    """What a difference is multiplied by to be told, and its unit: shares in points, less than an hour in minutes."""
    if is_share(outcome) or outcome.measure == "killed_share":
        return 100.0, "points"
    if outcome.measure == "hours_to_take" and size < 1:
        return 60.0, "minutes"
    return 1.0, "points" if outcome.measure == "score" else outcome.unit


def _figure(outcome: Outcome, mean: float | None, low: float | None, high: float | None) -> str:
    """A mean with the digits that its interval bears."""
    scale = 100.0 if outcome.measure == "killed_share" else 1.0
    if mean is None or low is None or high is None:
        return figure(None if mean is None else scale * mean)
    return figure(wording.bearable(scale * mean, scale * low, scale * high))


def _unit(outcome: Outcome) -> str:
    return " %" if outcome.measure == "killed_share" else f" {outcome.unit}"


def _bounds(outcomes: Sequence[Outcome], variant: Variant) -> str:
    """How much the losses may differ all the same, so that nothing found is not read as nothing there."""
    told = []
    for outcome in outcomes:
        effect = variant.effects[outcome.id]
        if outcome.measure == "men_lost" and not outcome.at and effect.lo is not None and effect.hi is not None:
            low, high = (wording.bearable(end, effect.lo, effect.hi) for end in (-effect.lo, effect.hi))
            told.append(f"{outcome.name} by {figure(low)} fewer to {figure(high)} more")
    return f" They may all the same: {_join(told)}." if told else ""


def _named(outcomes: Iterable[Outcome], variant: Variant) -> str:
    """Outcomes by name, those that hang on who commands marked."""
    marks = [(o.name, mark_words(variant.mark(o.id))) for o in outcomes]
    return _join(f"{name} ({words})" if words else name for name, words in marks)


def _join(names: Iterable[str]) -> str:
    found = list(names)
    return ", ".join(found[:-1]) + " and " + found[-1] if len(found) > 1 else "".join(found)
