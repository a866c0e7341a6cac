"""The report's sentences: what differs by more than luck, what the record says, how far the figures may be trusted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from game.core.words import N_, _, aside, enumerated, language
from game.whatif import wording
from game.whatif.battle.comparison import Summary, Variant, size
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Runs
from game.whatif.battle.who import mark_words
from game.whatif.battle.why import firmness, ranked
from game.whatif.charts import figure
from game.whatif.page import plain
from game.whatif.statistics import LEVEL, Difference
from game.whatif.wording import percent

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome

SMALL = 0.05  # of the middle 80 of 100 games: less is told in passing
WORDS = {
    "score": (N_("higher"), N_("lower")),
    "share_at_end": (N_("higher"), N_("lower")),
    "killed_share": (N_("higher"), N_("lower")),
    "hours_to_take": (N_("longer"), N_("shorter")),
}
BY = {
    "follower": N_("with the record while it fits"),
    "frozen": N_("by the record’s orders alone"),
    "plain": N_("with the computer’s orders in both worlds"),
}


def findings(outcomes: Sequence[Outcome], history: Variant, variant: Variant) -> str:
    """What differs by more than luck, a sentence each; what hardly does; what cannot be told from luck.

    First what happened, then what we reckon of it; of each first what holds whoever commands, of that what all pairs tell,
    largest first.
    """
    clear = ranked(outcomes, history, variant)
    small = [o for o in clear if size(o, history.outcomes[o.id], variant.effects[o.id]) < SMALL]
    same = [o for o in outcomes if variant.effects[o.id].n and not variant.effects[o.id].differs]
    rest = [o for o in outcomes if o not in clear and o not in same]
    large = [o for o in clear if o not in small]
    lines = [_sentence(o, history.outcomes[o.id], variant) for o in large]
    if large and variant.arms.keys() >= BY.keys() and not any(firmness(o, variant) == 0 for o in clear):
        lines.insert(0, _("No outcome differs by more than luck whoever commands: what follows hangs on that."))
    if not clear:
        lines.append(_("No outcome differs by more than luck.{bounds}").format(bounds=bounds(outcomes, variant)))
    if small:
        lines.append(_("More than luck, but little: {named}.").format(named=_named(small, variant)))
    if rest and clear:
        lines.append(_("Not to be told from luck: {named}.").format(named=_named(rest, variant)))
    if same:
        most = percent(variant.effects[same[0].id].at_most, variant.n)
        lines.append(
            _("The same in every game: {join}; at most {most} in 100 games may differ.").format(
                join=_join(_(o.name) for o in same), most=most
            )
        )
    if len(outcomes) > len(same):
        lines.append(by_chance(len(outcomes) - len(same)))
    return "".join(f"<p>{plain(line)}</p>" for line in lines)


def by_chance(outcomes: int) -> str:
    """How many of so many outcomes an interval of 95 % would call different though nothing were."""
    return _("Of {outcomes} outcomes about {a:.1f} leave out 0 by chance alone; they are not independent.").format(
        outcomes=outcomes, a=(1 - LEVEL) * outcomes
    )


def trust(outcomes: Sequence[Outcome], history: Variant) -> str:
    """How many measures of the re-enactment hold the record, and which do not; empty if the record has no figure."""
    known = [o for o in outcomes if o.record is not None and not is_share(o) and history.outcomes[o.id].happened]
    if not known:
        return ""
    missed = [_(o.name) for o in known if not _holds(o, history.outcomes[o.id])]
    inside = len(known) - len(missed)
    words = _("The record lies inside the middle 80 % of history in {inside} of {n} measures.").format(
        inside=inside, n=len(known)
    )
    doubt = _("Outside: {names}. Trust those differences less.").format(names=_join(missed))
    outside = f"<br>{plain(doubt)}" if missed else ""
    return f'<div class="box"><b>{words}</b>{outside}</div>'


def spoken(outcome: Outcome, data: dict[str, Any]) -> str:
    """A chart in sentences, for those who hear the page."""
    low, median, high = map(figure, data["history_q"])
    words = _("Curves of {name}. As in history: median {median}, middle 80 of 100 games {low} to {high}.").format(
        name=_(outcome.name), median=median, low=low, high=high
    )
    if data["variant_q"]:
        low, median, high = map(figure, data["variant_q"])
        words += _(" In the what-if: median {median}, {low} to {high}.").format(median=median, low=low, high=high)
    return words + (
        _(" The record: {record}.").format(record=figure(outcome.record)) if outcome.record is not None else ""
    )


def of_record(outcome: Outcome) -> str:
    """The line under a curve, as HTML: what the record gives, its band, its grade."""
    grade = f" ({outcome.confidence}). {_(outcome.note)}"
    low, high = outcome.record_low, outcome.record_high
    band = (
        ""
        if low is None or high is None or low == high
        else _("between {low} and {high} {unit}").format(low=figure(low), high=figure(high), unit=_(outcome.unit))
    )
    if outcome.record is None:
        return plain(
            _("Record: {band}{grade}").format(band=band, grade=grade)
            if band
            else _("The record gives no figure. {note}").format(note=_(outcome.note))
        )
    rest = f", {band}{grade}" if band else f" {_(outcome.unit)}{grade}"
    return _("Record: {band}{grade}").format(band=f"<b>{figure(outcome.record)}</b>", grade=plain(rest))


def digest_of(runs: Runs) -> str:
    """A name for all games of a variant: who plays them again gets the same."""
    return _("games ") + hashlib.sha256("".join(runs.digests).encode()).hexdigest()[:12]


def _holds(outcome: Outcome, found: Summary) -> bool:
    record = outcome.record
    return record is not None and found.q10 is not None and found.q90 is not None and found.q10 <= record <= found.q90


def _sentence(outcome: Outcome, old: Summary, variant: Variant) -> str:
    """What an outcome was in both worlds, the difference with its interval, and what hangs on who commands."""
    return f"{told(outcome, old, variant)}.{_by_commander(outcome, variant)}"


def told(outcome: Outcome, old: Summary, variant: Variant) -> str:
    """What an outcome was in both worlds and the difference with its interval, as a sentence without its stop."""
    new, effect = variant.outcomes[outcome.id], variant.effects[outcome.id]
    words = _difference(outcome, effect)
    if is_share(outcome):
        before, after = percent(old.mean, old.happened), percent(new.mean, new.happened)
        return _("{name} in {after} % of the games, against {before} % as in history: {words}").format(
            name=_(outcome.name), after=after, before=before, words=words
        )
    if effect.n < variant.n:
        return _("{name}: {words}, in the {n:,} pairs of games in which it came to that in both").format(
            name=_(outcome.name), words=words, n=effect.n
        )
    before, after = (_figure(outcome, s.mean, s.lo, s.hi) for s in (old, new))
    return _("{name}: {after}{unit} on average, against {before} as in history: {words}").format(
        name=_(outcome.name), after=after, unit=_unit(outcome), before=before, words=words
    )


def _by_commander(outcome: Outcome, variant: Variant) -> str:
    """The mark of an effect as a sentence, with what the others made of it."""
    mark = mark_words(variant.mark(outcome.id))
    others = {arm: e[outcome.id] for arm, e in variant.arms.items() if e is not variant.effects and e[outcome.id].n}
    if not mark or not others:
        return _(" It {mark}.").format(mark=mark) if mark else ""
    if len(others) > 1 and not any(e.is_clear for e in others.values()):
        return _(" It {mark}: not to be told from luck {join}.").format(
            mark=mark, join=_(" or ").join(_(BY[arm]) for arm in others)
        )
    by = [f"{_difference(outcome, e)} {_(BY[arm])}" for arm, e in others.items()]
    return _(" It {mark}: {join}.").format(mark=mark, join=_join(by))


def _difference(outcome: Outcome, effect: Difference) -> str:
    """A difference in words: "44 minutes longer (37 to 52)"; one that luck may have made says so."""
    if not effect.differs:
        return _("no difference")
    more, fewer = WORDS.get(outcome.measure, (N_("more"), N_("fewer")))
    word = _(more if (effect.diff or 0) > 0 else fewer)
    if effect.diff is None or effect.lo is None or effect.hi is None:
        return _("a difference in {differs} of {n:,} pairs").format(differs=effect.differs, n=effect.n)
    low, high = sorted(abs(end) for end in (effect.lo, effect.hi))
    if not effect.is_clear:
        return _("not to be told from luck")
    scale, unit = _scale(outcome, abs(effect.diff))
    size, low, high = (wording.bearable(scale * v, scale * low, scale * high) for v in (abs(effect.diff), low, high))
    return _("{counted} {word} ({low} to {high})").format(
        counted=_counted(size, unit), word=word, low=figure(low), high=figure(high)
    )


def _counted(size: float, unit: str) -> str:
    """A size with its unit, one of it in the singular."""
    if language() != "en":  # one form: the figure stands before the name of the unit
        return f"{figure(size)} {_(unit)}"
    single = {"men": "man"}.get(unit, unit.removesuffix("s"))
    return f"{figure(size)} {single if figure(size) == '1' else unit}"


def _scale(outcome: Outcome, size: float) -> tuple[float, str]:
    """What a difference is multiplied by to be told, and its unit: shares in points, less than an hour in minutes."""
    if is_share(outcome) or outcome.measure == "killed_share":
        return 100.0, N_("points")
    if outcome.measure == "hours_to_take" and size < 1:
        return 60.0, N_("minutes")
    return 1.0, N_("points") if outcome.measure == "score" else outcome.unit


def _figure(outcome: Outcome, mean: float | None, low: float | None, high: float | None) -> str:
    """A mean with the digits that its interval bears."""
    scale = 100.0 if outcome.measure == "killed_share" else 1.0
    if mean is None or low is None or high is None:
        return figure(None if mean is None else scale * mean)
    return figure(wording.bearable(scale * mean, scale * low, scale * high))


def _unit(outcome: Outcome) -> str:
    return " %" if outcome.measure == "killed_share" else f" {_(outcome.unit)}"


def bounds(outcomes: Sequence[Outcome], variant: Variant) -> str:
    """How much the losses may differ all the same, so that nothing found is not read as nothing there."""
    found = []
    for outcome in outcomes:
        effect = variant.effects[outcome.id]
        if outcome.measure == "men_lost" and not outcome.at and effect.lo is not None and effect.hi is not None:
            low, high = (wording.bearable(end, effect.lo, effect.hi) for end in (-effect.lo, effect.hi))
            found.append(
                _("{name} by {low} fewer to {high} more").format(
                    name=_(outcome.name), low=figure(low), high=figure(high)
                )
            )
    return _(" They may all the same: {join}.").format(join=_join(found)) if found else ""


def _named(outcomes: Iterable[Outcome], variant: Variant) -> str:
    """Outcomes by name, those that hang on who commands marked."""
    marks = [(_(o.name), mark_words(variant.mark(o.id))) for o in outcomes]
    return _join(name + aside(words) for name, words in marks)


def _join(names: Iterable[str]) -> str:
    found = list(names)
    return enumerated(found[:-1]) + _(" and ") + found[-1] if len(found) > 1 else "".join(found)
