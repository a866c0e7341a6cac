"""A what-if put into a scenario: the changed scenario, everything else as it was.

A what-if that changes nothing, as `HISTORY`, gives back the very scenario: every difference is exactly zero.
A changed scenario knows its what-if's id, so that a game and its journal bear the name of what was played.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from msgspec.structs import replace

from game.core.words import _, enumerated
from game.files.battle import changes as made
from game.files.battle.crossing import JOIN, crossed
from game.files.battle.framing import framed
from game.files.battle.record_moment import at_record, moment_of
from game.files.battle.scenarios import plain_order
from game.files.canonical import canonical
from game.files.errors import nearest, one_line
from game.model.battle.calendar import Calendar, Weather
from game.model.battle.decisions import DecisionAt
from game.model.battle.forces import Army
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario, TurnOrders
from game.model.battle.switches import Switch
from game.model.battle.whatif import DroppedDecision, OrderChange, WhatIf
from game.model.ruling import Parameter

HISTORY = WhatIf(
    format=1,
    id="history",
    title="As in history",
    question="What if nothing had been different?",
    summary="The same orders, the same strengths, the same luck: every difference is zero.",
)


def apply(scenario: Scenario, what_if: WhatIf, *, is_position: bool = False) -> Scenario:
    """The scenario as the what-if would have it, under a digest of its own.

    `is_position`: it begins in a position that is given elsewhere, of which nothing here says where counters stand.

    Raises:
        ValueError: the what-if names a counter, parameter, side, act, rule or turn that the scenario does not have.
    """
    if is_unchanged(what_if):
        return scenario
    _check(scenario, what_if)
    arriving = made.arrivals(scenario, what_if)
    moved = {c.id for c, usual in zip(arriving, scenario.counters, strict=True) if c.arrives != usual.arrives}
    framing = framed(
        replace(scenario, counters=arriving), what_if.begin, what_if.horizon, moved=moved, is_position=is_position
    )
    if not asks(what_if):
        return replace(framing, digest=_digest(scenario, what_if), variant=what_if.id)
    off = [s for s in scenario.switches if s.id in what_if.rules_off]
    return replace(
        switched_off(framing, off),
        counters=made.counters(framing, what_if),
        parameters=tuple(_parameters(switched_off(framing, off).parameters, what_if.parameters)),
        armies=tuple(_armies(framing.armies, what_if.shells)),
        wings=made.wings(framing, what_if),
        weather=_weather(framing.calendar, framing.weather, what_if.weather),
        history=_history(framing, what_if),
        politics=made.politics(framing, what_if),
        digest=_digest(scenario, what_if),
        variant=what_if.id,
    )


def switched_off(scenario: Scenario, switches: Iterable[Switch]) -> Scenario:
    """The scenario without some rules, under a digest of its own."""
    found = scenario
    for switch in switches:
        supply = found.supply if switch.supply is None else switch.supply
        parameters = tuple(_parameters(found.parameters, switch.parameters))
        digest = hashlib.sha256(f"{found.digest} without {switch.id}".encode()).hexdigest()[:16]
        found = replace(found, parameters=parameters, supply=supply, digest=digest)
    return found


def varied(scenario: Scenario, name: str) -> Scenario:
    """The scenario under one of its what-ifs, by id, or several as `one+other`, or from a moment of its record on.

    Under the one that it has already it is the very scenario.

    Raises:
        ValueError: it has no such what-if, or is under another one already.
    """
    if name == scenario.variant:
        return scenario
    if scenario.variant != HISTORY.id:
        raise ValueError(
            _("{id} is under the what-if {variant} already; needed the scenario as loaded for {found}").format(
                id=scenario.id, variant=scenario.variant, found=one_line(name, most=60)
            )
        )
    if (begun := moment_of(scenario, name)) is not None:
        return at_record(scenario, begun)
    return apply(scenario, named(scenario, name))


def named(scenario: Scenario, name: str) -> WhatIf:
    """A what-if of the scenario by its id, or several at once as `one+other`.

    Raises:
        ValueError: it has no such what-if, or they cannot be asked at once.
    """
    known = [w.id for w in scenario.what_ifs]
    parts = list(dict.fromkeys(part.strip() for part in name.split(JOIN)))
    for part in parts:
        if part not in known:
            raise ValueError(
                _(
                    '{id} has no what-if "{found}"; needed one of {listed}{near}; one from a file: apply(scenario, '
                    "load_what_if(path, scenario.id))"
                ).format(
                    id=scenario.id, found=one_line(part, most=60), listed=enumerated(known), near=nearest(part, known)
                )
            )
    return crossed([scenario.what_if(part) for part in parts], scenario)


def changed_sides(scenario: Scenario, what_if: WhatIf, *, is_decided: bool = True) -> frozenset[str]:
    """The sides whose counters, orders, shells, arrivals, decisions, leave or commander it changes.

    None for weather, parameters, rules and the days of talks, which are nobody's. `is_decided`: those count of which it changes
    nothing but decisions and leave.
    """
    units = {*(u.id for u in what_if.units), *(d.unit for d in what_if.drop), *what_if.arrivals}
    units |= {*(a.who for a in what_if.arrive), *(f.wing for f in what_if.flights)}
    sides = {*what_if.shells, *what_if.commanders, *(o.side for o in what_if.orders)}
    sides |= {d.side for d in _decided(what_if)} if is_decided else set()
    acts = {p.act for p in what_if.permissions} if is_decided else set()
    sides |= {a.side for a in (scenario.politics.acts if scenario.politics else ()) if a.id in acts}
    for owned in (scenario.counters, scenario.formations, scenario.wings):
        sides.update(o.side for o in owned if o.id in units)
    return frozenset(sides)


def is_unchanged(what_if: WhatIf) -> bool:
    """Whether it changes nothing: history itself."""
    return not (asks(what_if) or what_if.begin or what_if.horizon)


def asks(what_if: WhatIf) -> bool:
    """Whether it changes something beside the turns that are played."""
    asked = (
        what_if.units,
        what_if.orders,
        what_if.drop,
        what_if.parameters,
        what_if.shells,
        what_if.arrivals,
        what_if.arrive,
        what_if.weather,
        what_if.flights,
        what_if.decisions,
        what_if.undecided,
        what_if.permissions,
        what_if.talks,
        what_if.commanders,
        what_if.rules_off,
    )
    return any(asked)


def _digest(scenario: Scenario, what_if: WhatIf) -> str:
    """What was found of it, why it was open and why somebody comes when he does are no part of the question."""
    asked = replace(
        what_if,
        review=None,
        scenario="",
        basis="",
        units=tuple(replace(u, reason="") for u in what_if.units),
        arrive=tuple(replace(a, reason="") for a in what_if.arrive),
    )
    return hashlib.sha256(scenario.digest.encode() + b" " + canonical(asked)).hexdigest()[:16]


def _parameters(parameters: Iterable[Parameter], values: dict[str, float]) -> Iterable[Parameter]:
    return (replace(p, value=values[p.name]) if p.name in values else p for p in parameters)


def _armies(armies: Iterable[Army], shells: dict[str, int]) -> Iterable[Army]:
    return (replace(a, shells=shells[a.side]) if a.side in shells else a for a in armies)


def _weather(calendar: Calendar, weather: tuple[Weather, ...], changes: tuple[Weather, ...]) -> tuple[Weather, ...]:
    """The weather with the changed entries in place of those of the same moment; each holds until the next entry."""
    if not changes:
        return weather
    by_pulse = {calendar.pulse_of(w.start): w for w in (*weather, *changes)}
    return tuple(by_pulse[pulse] for pulse in sorted(by_pulse))


def _history(scenario: Scenario, what_if: WhatIf) -> tuple[TurnOrders, ...]:
    """History's orders and decisions with those taken out and put in that the what-if names."""
    turns = {(t.turn, t.side): list(t.orders) for t in scenario.history}
    decided = made.decided(scenario, what_if)
    for drop in what_if.drop:
        number = scenario.calendar.turn(drop.turn).number
        for (turn, _side), orders in turns.items():
            if turn == number:
                orders[:] = _without(scenario, orders, drop.unit)
    added: dict[tuple[int, str], list[OrderChange]] = {}
    for change in what_if.orders:
        added.setdefault((scenario.calendar.turn(change.turn).number, change.side), []).append(change)
    for key, changes in added.items():
        orders = turns.setdefault(key, [])
        for unit in dict.fromkeys(c.unit for c in changes):
            orders[:] = _without(scenario, orders, unit)
        orders += [plain_order(c) for c in changes]
    return tuple(
        TurnOrders(turn=turn, side=side, orders=tuple(orders), decisions=decided.get((turn, side), ()))
        for (turn, side) in sorted(turns.keys() | decided.keys())
        for orders in [turns.get((turn, side), [])]
    )


def _without(scenario: Scenario, orders: Iterable[Order], unit: str) -> list[Order]:
    """The orders less those to a counter or formation; an order to its whole formation still holds for the others."""
    members = {c.id for c in scenario.counters_of(unit)}
    kept: list[Order] = []
    for order in orders:
        others = [c.id for c in scenario.counters_of(order.unit)]
        if order.unit == unit or order.unit in members:
            continue
        kept += [replace(order, unit=other) for other in others if other != unit] if unit in others else [order]
    return kept


def _decided(what_if: WhatIf) -> tuple[DecisionAt | DroppedDecision, ...]:
    return (*what_if.decisions, *what_if.undecided)


def _check(scenario: Scenario, what_if: WhatIf) -> None:
    formations = {f.id for f in scenario.formations}
    counters = {c.id for c in scenario.counters}
    wings = {w.id for w in scenario.wings}
    turns = {t.name for t in scenario.calendar.turns}
    ordered = [(o.turn, o.unit) for o in what_if.orders] + [(o.turn, o.unit) for o in what_if.drop]
    decided = _decided(what_if)
    acts = {a.id for a in scenario.politics.acts} if scenario.politics else set()
    days = [*((what_if.talks.days if what_if.talks else None) or ()), *filter(None, (what_if.begin, what_if.horizon))]
    named = (
        ("counter", [u.id for u in what_if.units], counters),
        (
            "counter or formation",
            [*(unit for _, unit in ordered), *what_if.arrivals, *(a.who for a in what_if.arrive)],
            counters | formations | wings,
        ),
        ("wing", [f.wing for f in what_if.flights], wings),
        ("parameter", list(what_if.parameters), {p.name for p in scenario.parameters}),
        (
            "side",
            [*what_if.shells, *what_if.commanders, *(o.side for o in what_if.orders), *(d.side for d in decided)],
            set(scenario.sides),
        ),
        ("turn", [*(turn for turn, _ in ordered), *(d.turn for d in decided), *days], turns),
        ("act", [*(p.act for p in what_if.permissions), *(d.act for d in decided if d.act)], acts),
        ("rule that can be switched off", list(what_if.rules_off), {s.id for s in scenario.switches}),
    )
    for kind, words, known in named:
        for word in words:
            if word not in known:
                raise ValueError(
                    _('what-if {id} names {kind} "{word}", which {a} does not have').format(
                        id=what_if.id, kind=_(kind), word=word, a=scenario.id
                    )
                )
