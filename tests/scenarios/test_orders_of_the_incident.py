"""The record's own course, 29 July to 14 August, is legal turn by turn: where it stands, and as the rules play it."""

from collections.abc import Iterator

import numpy as np
import pytest

from game import Match, load_scenario
from game.files.battle.variants import apply
from game.match.battle.engine import Engine, engine_of
from game.match.battle.legality import Legality
from game.match.battle.sealing import seal
from game.model.base import HexAt
from game.model.battle.calendar import Turn
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.players.battle.historical import HistoricalCommander
from game.rules.battle import state as S

INCIDENT = ("changkufeng", "first-counterattack", "hold-the-crest")
# What a fight may do to a counter before its order comes: broken or lost, wet ground, shaken, pinned, friends in the way, shells.
MAY_HAPPEN = {"7.10", "7.11", "7.15", "2.5", "3.13", "9.5", "7.13"}
NEVER_GRANTED = "kwantung-relief"  # leave that this seed's government, as that of the record, does not give
REFUSED = "army-aircraft"  # the petition of the record that Tokyo never granted
GONE = ("Makhalin", "29 Jul Evening")  # the picket was destroyed


@pytest.fixture(params=INCIDENT)
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return load_scenario(request.param)


def course(scenario: Scenario) -> Iterator[tuple[Turn, dict[str, HexAt]]]:
    """Where the record has every counter when a turn begins: by keyframe, by arrival, in between where its orders send it."""
    calendar = scenario.calendar
    where = {c.id: c.hex for c in scenario.counters if c.hex is not None}
    come = {c.id: (calendar.pulse_of(c.arrives), c.arrives_at) for c in scenario.counters if c.arrives and c.arrives_at}
    frames = {calendar.pulse_of(k.at): k for k in scenario.keyframes}
    for turn in calendar.played():
        for unit, (pulse, here) in come.items():
            if pulse < turn.first_pulse and here is not None:
                where.setdefault(unit, here)
        if turn.first_pulse in frames:
            where |= {p.unit: p.hex for p in frames[turn.first_pulse].positions if p.unit in where}
        if turn.name == GONE[1]:
            where.pop(GONE[0], None)
        yield turn, dict(where)
        for side in scenario.sides:
            for order in scenario.orders_of(turn.number, side):
                goes = order.task in ("move", "withdraw") or order.trigger == "hex_lost"
                if goes and order.unit in where and order.target:
                    where[order.unit] = order.target


def leave_of_the_record(scenario: Scenario, turn: Turn) -> list[int]:
    """Acts for which the record has leave when a turn begins, or that its commander resolves on alone."""
    told = [(t.turn, d) for t in scenario.history for d in t.decisions if d.act and d.act != REFUSED]
    heard = [d.act for at, d in told if at < turn.number or (at == turn.number and d.kind == "alone")]
    opening = scenario.politics.opening
    return [scenario.politics.act_index(act) for act in (*heard, *opening.leaves, *opening.done)]


def legality(engine: Engine, where: dict[str, HexAt], side: str, turn: Turn) -> Legality:
    """What a side may order with everybody fresh and standing where the record has him."""
    scenario = engine.scenario
    state = engine.new_state(1938)
    state.units[:, S.HEX] = -1
    for unit, here in where.items():
        state.units[scenario.unit_index(unit), S.HEX] = engine.hex_index(here)
    state.seen[:, [S.SEEN_HEX, S.SEEN_AT]] = -1
    state.clock[[S.TURN, S.NOW]] = (turn.number, turn.first_pulse)
    for act in leave_of_the_record(scenario, turn):
        state.leaves[act, S.LEAVE_HELD] = 1
    return Legality(engine, seal(state, engine.tables, scenario.sides.index(side)), side, turn)


def test_every_order_is_legal_where_the_record_stands(scenario: Scenario):
    engine = engine_of(scenario)
    refused = [
        (turn.name, order.unit, order.task, str(refusal))
        for turn, where in course(scenario)
        for side in scenario.sides
        for legal in [legality(engine, where, side, turn)]
        for order in scenario.orders_of(turn.number, side)
        if (refusal := legal.refusal(order)) is not None
    ]
    assert refused == []


@pytest.mark.parametrize("name", INCIDENT)
def test_a_re_enactment_loses_orders_to_the_fight_alone(name: str):
    """Nothing is refused for want of permission, range, ground or way that the record had."""
    scenario = load_scenario(name)
    match = Match.new(scenario, seed=1938)
    seats = [HistoricalCommander(side, scenario) for side in scenario.sides]
    given = 0
    while not match.over:
        orders: dict[str, tuple[Order, ...]] = {seat.side: seat.orders(match.view(seat.side)) for seat in seats}
        given += sum(len(o) for o in orders.values())
        match.resolve(trace=False, **orders)
    dropped = [(turn, order.unit, str(refusal)) for seat in seats for turn, order, refusal in seat.dropped]
    assert [d for seat in seats for d in seat.dropped if d[2].rule not in MAY_HAPPEN] == [], dropped
    assert len(dropped) <= 0.15 * (given + len(dropped)), dropped
    arrived = [k for k, c in enumerate(scenario.counters) if c.arrives and c.leave != NEVER_GRANTED]
    here = np.asarray(match.state.units)
    assert all(here[k, S.HEX] >= 0 or here[k, S.LOST] > 0 for k in arrived)


def test_every_order_names_a_source_and_keeps_to_the_ground_of_its_side(scenario: Scenario):
    """Guns and aircraft reach over the line by leave; from 6 August the Soviet wings may cross it."""
    wings = scenario.calendar.turn("6 Aug Day").number
    for turn in scenario.history:
        allowed = next(a for a in scenario.armies if a.side == turn.side).allowed_zones
        for order in turn.orders:
            assert order.source, order
            assert order.confidence in ("A", "B", "C"), order
            by_leave = order.task in ("fire", "strike") or (turn.side == "soviet" and turn.turn >= wings)
            for here in (order.target, order.start_line, order.fallback):
                zone = None if here is None else scenario.ground.zone(here)
                assert zone is None or zone in allowed or (by_leave and zone != "w"), order


def test_start_lines_are_at_most_three_hexes_before_their_goal(scenario: Scenario):
    from game.core.hexes import distance

    lines = [
        (o.unit, o.start_line, o.target)
        for t in scenario.history
        for o in t.orders
        if o.task == "assault" and o.start_line and o.target
    ]
    assert len(lines) >= 10
    assert [line for line in lines if not 1 <= distance(line[1], line[2]) <= 6] == []


def test_a_part_gives_the_orders_of_the_whole_in_its_own_turns():
    whole = load_scenario("changkufeng")
    for name in INCIDENT[1:]:
        part = load_scenario(name)
        units = {c.id for c in part.counters} | {f.id for f in part.formations}
        for turn in part.calendar.played():
            for side in part.sides:
                expected = tuple(o for o in whole.orders_of(turn.number, side) if o.unit in units)
                assert part.orders_of(turn.number, side) == expected
        assert {t.turn for t in part.history} <= {t.number for t in part.calendar.played()}


def test_orders_of_what_ifs_are_legal_where_the_record_stands(scenario: Scenario):
    refused = []
    for what_if in scenario.what_ifs:
        if not what_if.orders:
            continue
        changed = apply(scenario, what_if)
        engine = engine_of(changed)
        asked = {(o.turn, o.unit) for o in what_if.orders}
        acts = changed.politics.acts if changed.politics else ()
        given = [a.name for a in acts if a.id in {p.act for p in what_if.permissions if p.answer == "given"}]
        for turn, where in course(changed):
            for side in changed.sides if turn.name in {t for t, _ in asked} else ():
                legal = legality(engine, where, side, turn)
                refused += [
                    (what_if.id, turn.name, o.unit, str(refusal))
                    for o in changed.orders_of(turn.number, side)
                    if (turn.name, o.unit) in asked and (refusal := legal.refusal(o)) is not None
                    if not any(f"for {name}" in str(refusal) for name in given)  # leave that comes when it is asked for
                ]
    assert refused == []
