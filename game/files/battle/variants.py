"""A what-if put into a scenario: the changed scenario, everything else as it was.

A what-if that changes nothing, as `HISTORY`, gives back the very scenario: every difference is exactly zero.
A changed scenario knows its what-if's id, so that a game and its journal bear the name of what was played.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Literal

from msgspec.structs import asdict, replace

from game.files.battle.scenarios import plain_order
from game.files.canonical import canonical
from game.files.errors import nearest, one_line
from game.model.battle.calendar import Calendar, Weather
from game.model.battle.forces import Army, Counter
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario, TurnOrders
from game.model.battle.whatif import OrderChange, UnitChange, WhatIf
from game.model.ruling import Parameter

HISTORY = WhatIf(
    format=1,
    id="history",
    title="As in history",
    question="What if nothing had been different?",
    summary="The same orders, the same strengths, the same luck: every difference is zero.",
)


def apply(scenario: Scenario, what_if: WhatIf) -> Scenario:
    """The scenario as the what-if would have it, under a digest of its own.

    Raises:
        ValueError: the what-if names a counter, parameter, side or turn that the scenario does not have.
    """
    if is_unchanged(what_if):
        return scenario
    _check(scenario, what_if)
    return replace(
        scenario,
        counters=tuple(_counters(_arrived(scenario.counters, what_if.arrivals), what_if.units)),
        parameters=tuple(_parameters(scenario.parameters, what_if.parameters)),
        armies=tuple(_armies(scenario.armies, what_if.shells)),
        weather=_weather(scenario.calendar, scenario.weather, what_if.weather),
        history=_history(scenario, what_if),
        digest=_digest(scenario, what_if),
        variant=what_if.id,
    )


def varied(scenario: Scenario, name: str) -> Scenario:
    """The scenario under one of its what-ifs, by id; the very scenario under the one it has.

    Raises:
        ValueError: it has no such what-if, or is under another one already.
    """
    if name == scenario.variant:
        return scenario
    if scenario.variant != HISTORY.id:
        raise ValueError(
            f"{scenario.id} is under the what-if {scenario.variant} already; "
            f"needed the scenario as loaded for {one_line(name, most=60)}"
        )
    known = [w.id for w in scenario.what_ifs]
    if name not in known:
        raise ValueError(
            f'{scenario.id} has no what-if "{one_line(name, most=60)}"; '
            f"needed one of {', '.join(known)}{nearest(name, known)}; "
            "one from a file: apply(scenario, load_what_if(path, scenario.id))"
        )
    return apply(scenario, scenario.what_if(name))


def changed_sides(scenario: Scenario, what_if: WhatIf) -> frozenset[str]:
    """The sides whose counters, orders, shells or arrivals it changes; none for weather and parameters, which are nobody's."""
    units = {*(u.id for u in what_if.units), *(d.unit for d in what_if.drop), *what_if.arrivals}
    sides = {*what_if.shells, *(o.side for o in what_if.orders)}
    for owned in (scenario.counters, scenario.formations, scenario.wings):
        sides.update(o.side for o in owned if o.id in units)
    return frozenset(sides)


def is_unchanged(what_if: WhatIf) -> bool:
    """Whether it changes nothing: history itself."""
    changes = (
        what_if.units,
        what_if.orders,
        what_if.drop,
        what_if.parameters,
        what_if.shells,
        what_if.arrivals,
        what_if.weather,
    )
    return not any(changes)


def _digest(scenario: Scenario, what_if: WhatIf) -> str:
    asked = replace(what_if, review=None)  # what was found of it is no part of the question
    return hashlib.sha256(scenario.digest.encode() + b" " + canonical(asked)).hexdigest()[:16]


def _counters(counters: Iterable[Counter], changes: Iterable[UnitChange]) -> Iterable[Counter]:
    by_id: dict[str, dict[str, object]] = {}
    for change in changes:
        by_id.setdefault(change.id, {}).update({k: v for k, v in asdict(change).items() if k != "id" and v is not None})
    for changed in by_id.values():
        if "hex" in changed:  # it stands on the map from the start
            changed |= {"arrives": "", "arrives_at": None, "arrives_early": "", "arrives_late": ""}
        elif "arrives" in changed:
            changed |= {"hex": None, "arrives_early": "", "arrives_late": ""}
    return (replace(c, **by_id[c.id]) if c.id in by_id else c for c in counters)


def _arrived(counters: Iterable[Counter], bounds: dict[str, Literal["early", "late"]]) -> Iterable[Counter]:
    """The counters, those named alone or with their formation arriving at a bound; one without that bound stays."""
    for counter in counters:
        bound = bounds.get(counter.id) or bounds.get(counter.formation)
        moment = {"early": counter.arrives_early, "late": counter.arrives_late}.get(bound or "", "")
        yield replace(counter, arrives=moment) if moment else counter


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
    """History's orders with those taken out and put in that the what-if names."""
    turns = {(t.turn, t.side): list(t.orders) for t in scenario.history}
    decided = {(t.turn, t.side): t.decisions for t in scenario.history}
    for drop in what_if.drop:
        number = scenario.calendar.turn(drop.turn).number
        for (turn, _), orders in turns.items():
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
        for (turn, side), orders in sorted(turns.items())
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


def _check(scenario: Scenario, what_if: WhatIf) -> None:
    formations = {f.id for f in scenario.formations}
    counters = {c.id for c in scenario.counters}
    wings = {w.id for w in scenario.wings}
    turns = {t.name for t in scenario.calendar.turns}
    ordered = [(o.turn, o.unit) for o in what_if.orders] + [(o.turn, o.unit) for o in what_if.drop]
    named = (
        ("counter", [u.id for u in what_if.units], counters),
        ("counter or formation", [*(unit for _, unit in ordered), *what_if.arrivals], counters | formations | wings),
        ("parameter", list(what_if.parameters), {p.name for p in scenario.parameters}),
        ("side", [*what_if.shells, *(o.side for o in what_if.orders)], set(scenario.sides)),
        ("turn", [turn for turn, _ in ordered], turns),
    )
    for kind, words, known in named:
        for word in words:
            if word not in known:
                raise ValueError(f'what-if {what_if.id} names {kind} "{word}", which {scenario.id} does not have')
