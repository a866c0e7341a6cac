"""Questions for a class, made from what the scenario says, with the answers that its sources give: the teacher's sheet."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator
from typing import NamedTuple

from game.core.words import _, aside, enumerated, spoken, written
from game.match.dates import moment_words
from game.model.battle.measures import Outcome
from game.model.battle.scenario import Scenario
from game.whatif.battle.handout.briefing import AIMS
from game.whatif.battle.handout.parts import listed
from game.whatif.charts import figure
from game.whatif.page import plain

MOST_MOMENTS, MOST_WHAT_IFS = 3, 4
CERTAIN = "A"


class Question(NamedTuple):
    """A question and the lines of its answer."""

    text: str
    answer: tuple[str, ...]


def asked(scenario: Scenario) -> str:
    """The pupils' sheet: the questions, with room to write."""
    return _numbered(f"<p>{plain(q.text)}</p><div class='room'></div>" for q in questions(scenario))


def answered(scenario: Scenario) -> str:
    """The teacher's sheet: each question with its answer and where it comes from."""
    return _numbered(f"<p><b>{plain(q.text)}</b></p>{listed(q.answer)}" for q in questions(scenario))


def questions(scenario: Scenario) -> tuple[Question, ...]:
    """All of them, each with an answer from the scenario's own data; what the data do not tell is not asked."""
    found = [_aims(scenario), _places(scenario), *_leave(scenario), _claims(scenario)]
    found += [*_moments(scenario), *_what_ifs(scenario), _certainty(scenario)]
    return tuple(q for q in found if q.answer)


# ------------------------------------------------------------------------------------------------ private


def _numbered(items: Iterator[str]) -> str:
    return f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>"


def _side(scenario: Scenario, side: str) -> str:
    return _(scenario.side_names[side])


def _aims(scenario: Scenario) -> Question:
    lines = []
    for own in scenario.scoring.aims:
        parts = enumerated(
            f"{_(words)} {written(getattr(own, field), 'g')}" for field, words in AIMS if getattr(own, field)
        )
        lines.append(_("{side}: {what}").format(side=_side(scenario, own.side), what=parts))
    return Question(
        _("What was each side to reach, and what was each aim worth to it? Can both do well?"), tuple(lines)
    )


def _places(scenario: Scenario) -> Question:
    lines = [
        _("{place}: {share:.0%} of what places count; {height} m high").format(
            place=spoken(place.names), share=scored.weight, height=scenario.ground.height_m(place.hex)
        )
        for scored in scenario.scored
        for place in (scenario.place(scored.place),)
    ]
    return Question(
        _("Find the places that count on the map. Why would each be worth men's lives to either side?"), tuple(lines)
    )


def _leave(scenario: Scenario) -> Iterator[Question]:
    if scenario.politics is None:
        return
    words = _("{side}, {act}: asked of {who}, odds {odds:.0%}")
    lines = [
        words.format(side=_side(scenario, side), act=_(a.name), who=_(a.asked_of), odds=a.odds)
        for side in scenario.sides
        for a in scenario.politics.acts_of(side)
        if a.asked_of
    ]
    yield Question(
        _("What could a commander not do without leave, and who gave it? What would it have cost to act alone?"),
        tuple(lines),
    )


def _claims(scenario: Scenario) -> Question:
    lines = [
        _("{side} claimed: {text} ({source})").format(
            side=_side(scenario, c.side), text=_(c.text), source=_mark(c.source, c.confidence)
        )
        for c in scenario.scoring.claims
    ]
    lines += [
        _("{name}: {record} {unit} ({source})").format(
            name=_(o.name), record=record, unit=_(o.unit), source=_mark(o.source, o.confidence)
        )
        for o in scenario.outcomes
        if o.measure in ("men_lost", "men_killed", "tanks_out") and (record := _record(o))
    ]
    return Question(
        _(
            "What did each side say of its losses and of the enemy's? "
            "Which figures do later sources give, and why do they differ?"
        ),
        tuple(lines),
    )


def _record(outcome: Outcome) -> str:
    if outcome.record is not None:
        return figure(outcome.record)
    if outcome.record_low is None or outcome.record_high is None:
        return ""
    return _("{a} to {b}").format(a=figure(outcome.record_low), b=figure(outcome.record_high))


def _moments(scenario: Scenario) -> list[Question]:
    """Moments of which both sides tell."""
    first, last = scenario.calendar.played()[0].first_pulse, scenario.calendar.played()[-1].last_pulse
    found = []
    for frame in scenario.keyframes:
        if len({a.side for a in frame.accounts}) < 2 or not first <= scenario.calendar.pulse_of(frame.at) <= last:
            continue
        text = _("{when}, {title}: how does each side tell of it? On what do they agree?")
        lines = [
            _("{side}: {what}").format(
                side=_side(scenario, a.side), what=_(a.text) + aside(_mark(a.source, a.confidence))
            )
            for a in frame.accounts
        ]
        found.append(Question(text.format(when=moment_words(frame.at), title=_(frame.title)), tuple(lines)))
    return found[:MOST_MOMENTS]


def _what_ifs(scenario: Scenario) -> list[Question]:
    """Those with reasons for and against; what the games say, where somebody has looked."""
    found = []
    for what_if in scenario.what_ifs:
        if len({e.for_it for e in what_if.evidence}) < 2:
            continue
        lines = [
            (_("For it: {text} ({source})") if e.for_it else _("Against it: {text} ({source})")).format(
                text=_(e.text), source=_mark(e.source, e.confidence)
            )
            for e in what_if.evidence
        ]
        if what_if.review is not None:
            lines.append(
                _("In {n} pairs of games: {found}").format(n=what_if.review.pairs, found=_(what_if.review.found))
            )
        question = _("{question} What speaks for it, what against?").format(question=_(what_if.question))
        found.append(Question(question, tuple(lines)))
    return found[:MOST_WHAT_IFS]


def _certainty(scenario: Scenario) -> Question:
    marks = Tally(c.confidence for c in scenario.counters)
    lines = [
        _("Of {n} counters {a} are well attested (A), {b} by one good source (B), {c} are estimates (C).").format(
            n=len(scenario.counters), a=marks["A"], b=marks["B"], c=marks["C"]
        ),
        *(_("Source: {title}").format(title=s.title) for s in scenario.sources if s.reliability[:1] == CERTAIN),
    ]
    return Question(
        _("How sure may one be of the strengths in this game? Who has an interest in which number?"), tuple(lines)
    )


def _mark(source: str, confidence: str) -> str:
    return enumerated((_(source), confidence))
