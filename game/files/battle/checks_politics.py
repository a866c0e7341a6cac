"""Checks of the politics: acts, terms, wills and decisions name what exists, odds are odds, talks fall into the calendar."""

from typing import TYPE_CHECKING

from game.core.words import _, enumerated
from game.files.battle.reading import Parts, Reading
from game.files.errors import nearest
from game.model.battle.decisions import DecisionAt
from game.model.battle.politics import Act

if TYPE_CHECKING:
    from game.files.battle.checks import Checks

FILE = "politics.toml"
HIGHEST = 10
CHOICES = ("leave", "stay", "stay-back", "follow", "stand")


def check_politics(checks: "Checks", reading: Reading, parts: Parts) -> None:
    """Notes everything wrong with chapters 10 and 11 of a scenario."""
    acts, terms = reading.written(FILE, "act"), reading.written(FILE, "term")
    turns = [t.name for t in checks.calendar.turns] if checks.calendar else []
    for act in parts.acts:
        _act(checks, act)
    for term in parts.terms:
        for side in (*term.clears, *([term.first] if term.first else [])):
            checks.known(term, "clears", "side", side, checks.sides)
    for will in parts.wills:
        checks.known(will, "side", "side", will.side, checks.sides)
        checks.known(will, "term", "term", will.term, terms)
        for key in ("losses_men", "fight_men"):
            checks.within(will, key, getattr(will, key), 1, 1_000_000)
    told = {(w.side, w.term) for w in parts.wills}
    for side in checks.sides:
        for name in terms:
            if (side, name) not in told:
                reading.note_file(FILE, 0, _("no will of {side} for the terms {name!r}"), side=side, name=name)
    if parts.talks:
        for side in (parts.talks.share_of, parts.talks.stays, parts.talks.follows, *parts.talks.umpire):
            checks.known(parts.talks, "", "side", side, checks.sides)
        for day in parts.talks.days:
            if turns and day not in turns:
                checks.note(
                    parts.talks, "days", _("days: turn {day!r} is unknown{near}"), day=day, near=nearest(day, turns)
                )
        checks.moment(parts.talks, "since", parts.talks.since)
        checks.within(parts.talks, "stop_hour", parts.talks.stop_hour, 0, 23)
    for decision in parts.decisions:
        _decision(checks, decision, turns, acts, terms)
    _opening(checks, parts, acts)
    scale = {a.id: a.side for a in parts.acts}
    for counter in parts.counters:
        if (
            counter.leave
            and checks.known(counter, "leave", "act", counter.leave, acts)
            and scale.get(counter.leave, counter.side) != counter.side
        ):
            checks.note(
                counter, "leave", _("leave: {leave!r} is an act of {a}"), leave=counter.leave, a=scale[counter.leave]
            )


def _act(checks: "Checks", act: Act) -> None:
    checks.known(act, "side", "side", act.side, checks.sides)
    checks.within(act, "level", act.level, 0, HIGHEST)
    checks.within(act, "odds", act.odds, 0, 1)
    for key in ("every", "delay"):
        checks.within(act, key, getattr(act, key), 1, 100)
    for key in ("price", "price_alone"):
        checks.within(act, key, getattr(act, key), 0, 15)
    for k, one in enumerate(act.circumstances):
        checks.within(one, "odds", one.odds, 0, 1)
        if one.when == "from":
            checks.moment(one, "at", one.at)
        if one.when == "losses" and one.men <= 0:
            checks.note(
                act, f"circumstances.{k}", _("circumstances: needed a loss of 1 man or more, found {men}"), men=one.men
            )


def _decision(checks: "Checks", decision: DecisionAt, turns: list[str], acts: set[str], terms: set[str]) -> None:
    checks.known(decision, "turn", "turn", decision.turn, turns)
    checks.known(decision, "side", "side", decision.side, checks.sides)
    if decision.kind in ("ask", "alone"):
        checks.known(decision, "act", "act", decision.act, acts)
    if decision.kind == "urge":
        checks.known(decision, "term", "term", decision.term, terms)
    for name in (*decision.accept, *([decision.proposal] if decision.proposal else [])):
        checks.known(decision, "accept", "term", name, terms)
    if decision.kind == "after" and not decision.choice:
        checks.note(decision, "", _("choice: needed one of {listed}"), listed=enumerated(CHOICES))


def _opening(checks: "Checks", parts: Parts, acts: set[str]) -> None:
    opening = parts.head.politics if parts.head else None
    if opening is None:
        return
    for side, level in opening.levels.items():
        checks.known(opening, "levels", "side", side, checks.sides)
        checks.within(opening, "levels", level, 0, HIGHEST)
    checks.within(opening, "fought", opening.fought, 0, 1_000_000)
    for name in (*opening.done, *opening.leaves, *opening.alone):
        checks.known(opening, "leaves", "act", name, acts)
