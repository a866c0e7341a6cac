"""What a what-if changes in the counters' arrivals and in the politics of a scenario."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec.structs import asdict, replace

from game.model.battle.air import Flights, Wing
from game.model.battle.calendar import Calendar
from game.model.battle.decisions import Decision, DecisionAt
from game.model.battle.forces import Counter
from game.model.battle.politics import Act, Circumstance, Politics, Talks
from game.model.battle.scenario import Scenario
from game.model.battle.whatif import Arrival, DroppedDecision, OtherTalks, Permission, UnitChange, WhatIf

PULSES_AN_HOUR = 4
SURE = {"given": 1.0, "withheld": 0.0}
Key = tuple[int, str]  # number of a turn and side


# ------------------------------------------------------------------ counters
def arrivals(scenario: Scenario, what_if: WhatIf) -> tuple[Counter, ...]:
    """The counters, coming at the bounds that were asked for and at other hours."""
    found = _arrived(scenario.counters, what_if.arrivals)
    return tuple(_moved(scenario.calendar, found, what_if.arrive))


def counters(scenario: Scenario, what_if: WhatIf) -> tuple[Counter, ...]:
    """The counters, changed one by one."""
    return tuple(_changed(scenario.counters, what_if.units))


def _arrived(counters: Iterable[Counter], bounds: dict[str, Literal["early", "late"]]) -> Iterable[Counter]:
    """The counters, those named alone or with their formation arriving at a bound; one without that bound stays."""
    for counter in counters:
        bound = bounds.get(counter.id) or bounds.get(counter.formation)
        moment = {"early": counter.arrives_early, "late": counter.arrives_late}.get(bound or "", "")
        yield replace(counter, arrives=moment) if moment else counter


def _moved(calendar: Calendar, counters: Iterable[Counter], arrive: tuple[Arrival, ...]) -> Iterable[Counter]:
    """The counters, those that arrive and are named alone or with their formation at another time, within the turns played."""
    turns = calendar.played()
    first, last = turns[0].first_pulse, turns[-1].last_pulse - 1
    for counter in counters:
        named = [a for a in arrive if counter.id == a.who] or [a for a in arrive if counter.formation == a.who]
        if not named or not counter.arrives:
            yield counter
            continue
        pulse = calendar.pulse_of(named[-1].at or counter.arrives) + PULSES_AN_HOUR * named[-1].shift_h
        moment = calendar.moment_of(min(max(pulse, first), last))
        here = named[-1].hex or counter.arrives_at
        yield replace(counter, arrives=moment, arrives_at=here, arrives_early="", arrives_late="")


def _changed(counters: Iterable[Counter], changes: Iterable[UnitChange]) -> Iterable[Counter]:
    by_id: dict[str, dict[str, object]] = {}
    for change in changes:
        given = {k: v for k, v in asdict(change).items() if k not in ("id", "reason") and v is not None}
        by_id.setdefault(change.id, {}).update(given)
    for changed in by_id.values():
        if "hex" in changed:  # it stands on the map from the start
            changed |= {"arrives": "", "arrives_at": None, "arrives_early": "", "arrives_late": ""}
        elif "arrives" in changed:
            changed |= {"hex": None, "arrives_early": "", "arrives_late": ""}
    return (replace(c, **by_id[c.id]) if c.id in by_id else c for c in counters)


# ------------------------------------------------------------------ wings
def wings(scenario: Scenario, what_if: WhatIf) -> tuple[Wing, ...]:
    """The wings, with other flights on the dates that are named."""
    given = {(f.wing, f.date): f.flights for f in what_if.flights}
    return tuple(_flying(w, {date: n for (wing, date), n in given.items() if wing == w.id}) for w in scenario.wings)


def _flying(wing: Wing, given: dict[str, int]) -> Wing:
    if not given:
        return wing
    usual = [d for d in wing.days if d.date not in given]
    made = [Flights(date=d, flights=n, source="estimate", confidence="C") for d, n in given.items()]
    return replace(wing, days=(*usual, *made))


# ------------------------------------------------------------------ politics
def politics(scenario: Scenario, what_if: WhatIf) -> Politics | None:
    """The scales and talks as the what-if would have them."""
    found = scenario.politics
    if found is None or not (what_if.permissions or what_if.talks):
        return found
    by_act = {p.act: p for p in what_if.permissions}
    acts = tuple(_permitted(a, by_act[a.id]) if a.id in by_act else a for a in found.acts)
    taken = {p.act for p in what_if.permissions if p.answer == "withheld" and not p.since}
    held = [p.act for p in what_if.permissions if p.answer == "held"]
    opening = replace(
        found.opening,
        leaves=tuple(dict.fromkeys(a for a in (*found.opening.leaves, *held) if a not in taken)),
        done=tuple(a for a in found.opening.done if a not in taken),
    )
    return replace(found, acts=acts, opening=opening, talks=_talks(found.talks, what_if.talks))


def decided(scenario: Scenario, what_if: WhatIf) -> dict[Key, tuple[Decision, ...]]:
    """History's decisions by turn and side, less those that are not made, with those that are made otherwise."""
    number = scenario.calendar.turn
    found = {(t.turn, t.side): list(t.decisions) for t in scenario.history}
    for drop in what_if.undecided:
        key = (number(drop.turn).number, drop.side)
        found[key] = [d for d in found.get(key, []) if not _is_meant(d, drop)]
    for at in what_if.decisions:
        key = (number(at.turn).number, at.side)
        others = [d for d in found.get(key, []) if (d.kind, d.act) != (at.kind, at.act)]
        found[key] = [*others, _plain(at)]
    return {key: tuple(decisions) for key, decisions in found.items() if decisions}


def _permitted(act: Act, change: Permission) -> Act:
    found = act
    if change.odds is not None:
        found = replace(found, odds=change.odds, circumstances=())
    if change.answer in SURE:
        odds = SURE[change.answer]
        if change.since:
            found = replace(
                found, circumstances=(*found.circumstances, Circumstance(when="from", at=change.since, odds=odds))
            )
        else:
            found = replace(found, odds=odds, circumstances=())
    if change.delay is not None:
        found = replace(found, delay=change.delay)
    return found if change.alone is None else replace(found, may_alone=change.alone)


def _talks(talks: Talks, change: OtherTalks | None) -> Talks:
    given = {} if change is None else {k: v for k, v in asdict(change).items() if v is not None}
    return replace(talks, **given)


def _is_meant(decision: Decision, drop: DroppedDecision) -> bool:
    return (drop.kind is None or decision.kind == drop.kind) and (not drop.act or decision.act == drop.act)


def _plain(at: DecisionAt) -> Decision:
    return Decision(**{f: getattr(at, f) for f in Decision.__struct_fields__})
