"""A question to a battle in words: what it asks, why it was open, what it changes, what speaks for and against it. No pygame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.words import _, aside, enumerated, titled, written
from game.match.dates import named
from game.whatif.charts import figure

if TYPE_CHECKING:
    from game.client.pages.laboratory.lines import Block
    from game.model.battle.decisions import DecisionAt
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import DroppedDecision, WhatIf


def about(scenario: Scenario, what: WhatIf) -> list[Block]:
    """What a what-if asks, why it was open, what it changes, what speaks for and against it, and what was found."""
    from game.whatif.battle.who import reviewed, unjudged

    blocks = [("title", _(what.title)), ("note", _(what.question)), ("body", _(what.summary))]
    if what.basis:
        blocks += [("head", _("Why it was open")), ("body", _(what.basis))]
    if what.sources_differ:
        blocks += [("head", _("What the sources disagree about")), ("body", _(what.sources_differ))]
    blocks += [("head", _("What differs")), *(("body", line) for line in differences(scenario, what))]
    for for_it, head in ((True, _("For it")), (False, _("Against it"))):
        told = [e for e in what.evidence if e.for_it == for_it]
        blocks += [("head", head)] if told else []
        blocks += [
            ("body", _(e.text) + aside(enumerated(filter(None, (_(e.by), e.source, e.confidence))))) for e in told
        ]
    blocks += [("body", unjudged(what))]
    if review := reviewed(what):
        blocks += [("head", review[0]), ("body", review[1])]
    return blocks


def differences(scenario: Scenario, what: WhatIf) -> list[str]:
    """What a what-if changes, a line for each kind of thing; counters and parameters by the names that are typed."""
    acts = {a.id: _(a.name) for a in scenario.politics.acts} if scenario.politics else {}
    rules = {s.id: _(s.title) for s in scenario.switches}
    sides = {side: _(scenario.side_names[side]) for side in scenario.sides}
    bounds = {"early": _("at the earliest"), "late": _("at the latest")}
    arrivals = [
        *(titled(who, bounds[bound]) for who, bound in what.arrivals.items()),
        *(titled(a.who, named(a.at) if a.at else _hours(a.shift_h)) for a in what.arrive),
    ]
    lines = [
        (_("Other counters: {what}"), [u.id for u in what.units]),
        (_("Other orders: {what}"), [o.unit + aside(named(o.turn)) for o in what.orders]),
        (_("Orders not given: {what}"), [d.unit + aside(named(d.turn)) for d in what.drop]),
        (_("Other parameters: {what}"), [f"{k} = {v:g}" for k, v in what.parameters.items()]),
        (_("Other shells: {what}"), [f"{sides.get(k, k)} {written(v, ',')}" for k, v in what.shells.items()]),
        (_("Other arrivals: {what}"), arrivals),
        (_("Other weather: {what}"), [titled(named(w.start), _(w.sky)) for w in what.weather]),
        (_("Other flights: {what}"), [f"{f.wing} {named(f.date)}: {f.flights}" for f in what.flights]),
        (_("Other decisions: {what}"), [_decision(scenario, d) for d in what.decisions]),
        (_("Decisions not made: {what}"), [_decision(scenario, d) for d in what.undecided]),
        (_("Other leave: {what}"), [acts.get(p.act, p.act) for p in what.permissions]),
        (_("Other talks: {what}"), [named(day) for day in (what.talks.days if what.talks else None) or ()]),
        (_("Other commanders: {what}"), [titled(sides.get(k, k), v) for k, v in what.commanders.items()]),
        (_("Rules that do not hold: {what}"), [rules.get(rule, rule) for rule in what.rules_off]),
        (_("Begins: {what}"), [named(what.begin)] if what.begin else []),
        (_("Ends: {what}"), [named(what.horizon)] if what.horizon else []),
    ]
    return [words.format(what=enumerated(dict.fromkeys(found))) for words, found in lines if found]


def _hours(shift: int) -> str:
    return _("{n} h").format(n=figure(shift, sign=True))


def _decision(scenario: Scenario, decision: DecisionAt | DroppedDecision) -> str:
    from game.whatif.battle.departures.telling import decision_words

    side = _(scenario.side_names.get(decision.side, decision.side))
    words = decision_words(scenario, decision).rstrip(":：")
    return side + aside(named(decision.turn)) + (titled("", words) if words else "")
