"""Checks of what is counted and what is told: rulebook, armies, outcomes, scores, targets."""

from typing import TYPE_CHECKING

import msgspec

from game.core.words import _
from game.rules.battle import codes
from game.rules.battle.state import MAX_SOURCES

if TYPE_CHECKING:
    from game.files.battle.checks import Checks


def check_measures(checks: "Checks") -> None:
    """Rulebook, armies, outcomes and scores name what exists; weights sum up."""
    _rulebook(checks)
    _armies(checks)
    _measures(checks)


def _rulebook(checks: "Checks") -> None:
    """Rules name parameters that exist; factors and events are those of the rules."""
    rules = checks.reading.written("rulebook.toml", "rule", "number")
    for rule in checks.parts.rulebook:
        for name in rule.parameters:
            checks.known(rule, "parameters", "parameter", name, checks.parameter_names)
    for some, start in ((checks.parts.factors, "F_"), (checks.parts.events, "EV_")):
        known = [name for name in vars(codes) if name.startswith(start)]
        for text in some:
            checks.known(text, "code", "code", text.code, known)
            if text.rule:
                checks.known(text, "rule", "rule", text.rule, rules)
    factors = [name for name in vars(codes) if name.startswith("F_")]
    for event in checks.parts.events:
        for name in event.of:
            checks.known(event, "of", "code", name, factors)


def _armies(checks: "Checks") -> None:
    """One army a side; parameters that it names exist; its ways home end on dry ground."""
    present = checks.reading.written("armies.toml", "army", "side")
    for side in checks.sides if present else ():
        if side not in present:
            checks.reading.note_file("armies.toml", 0, _("side {side!r} has no army"), side=side)
    for a in checks.parts.armies:
        checks.known(a, "side", "side", a.side, checks.sides)
        for f in msgspec.structs.fields(a):
            value = getattr(a, f.name)
            if isinstance(value, str) and f.type == float | str:
                checks.known(a, f.name, "parameter", value, checks.parameter_names)
        for k, here in enumerate(a.rear_hexes):
            checks.hex(a, f"rear_hexes.{k}", here, dry=True)
        for k, here in enumerate(a.supply_hexes):
            checks.hex(a, f"supply_hexes.{k}", here, dry=True)
        if len(a.supply_hexes) > MAX_SOURCES:
            checks.note(
                a,
                "supply_hexes",
                _("supply_hexes: at most {most}, found {n}"),
                most=MAX_SOURCES,
                n=len(a.supply_hexes),
            )
        for key, most in (
            ("shells", 1_000_000),
            ("shells_day", 100_000),
            ("supply_t", 100_000),
            ("supply_mud_t", 100_000),
        ):
            checks.within(a, key, getattr(a, key), 0, most)
        for key in ("melee", "resist"):  # the rules divide by them
            if not isinstance(value := getattr(a, key), str):
                checks.within(a, key, value, 0.01, 100)


def _measures(checks: "Checks") -> None:
    """Outcomes, targets and scored places name what exists; weights sum up."""
    outcomes = checks.reading.written("outcomes.toml", "outcome")
    scoring = checks.parts.scoring
    for scored in scoring.places if scoring else ():
        checks.known(scored, "place", "place", scored.place, checks.places)
    weight = sum(p.weight for p in scoring.places) if scoring else 1.0
    if scoring and abs(weight - 1.0) > 1e-6:
        checks.note(scoring, "places", _("weights of the places: needed a sum of 1, found {weight:g}"), weight=weight)
    for aims in scoring.aims if scoring else ():
        checks.known(aims, "side", "side", aims.side, checks.sides)
        whole = aims.hold + aims.line + aims.losses + aims.limits + aims.standing
        if abs(whole - 100.0) > 1e-6:
            checks.note(aims, "", _("weights of the aims: needed a sum of 100, found {whole:g}"), whole=whole)
        checks.within(aims, "half_loss", aims.half_loss, 1, 1_000_000)
        checks.within(aims, "task", aims.task, 0.01, 1)
    for side in checks.sides if scoring else ():
        if scoring and side not in {a.side for a in scoring.aims}:
            checks.note(scoring, "aims", _("side {side!r} has no aims"), side=side)
    for claim in scoring.claims if scoring else ():
        checks.known(claim, "side", "side", claim.side, checks.sides)
    for o in checks.parts.outcomes:
        if o.place:
            checks.known(o, "place", "place", o.place, checks.places)
        for place in o.places:
            checks.known(o, "places", "place", place, checks.places)
        if o.side:
            checks.known(o, "side", "side", o.side, checks.sides)
        if o.at and checks.calendar:
            checks.known(o, "at", "turn", o.at, [t.name for t in checks.calendar.played()])
    for target in checks.parts.targets:
        checks.known(target, "outcome", "outcome", target.outcome, outcomes)
        if target.low > target.high:
            checks.note(target, "low", _("has low = {low:g} above high = {high:g}"), low=target.low, high=target.high)
