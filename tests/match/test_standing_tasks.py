"""Tasks that go on: next turn's march is the one that was shown, along the hexes that were shown."""

import pytest

from game import Match, load_scenario
from game.match.battle.standing_tasks import standing_tasks
from game.model.battle.orders import Order
from game.rules.battle import state as S


@pytest.fixture(scope="module")
def under_way() -> tuple[Match, Order]:
    """The night, and the morning after: a battalion was told to go so far that it is still on its way."""
    match = Match.new(load_scenario("silent-assault"), seed=11)
    view, hours = match.view("japan"), match.view("japan").reach_hours("II/75")
    orders = (Order(unit="II/75", task="move", target=h) for h in sorted(hours, key=lambda h: -hours[h]))
    order = next(
        o
        for o in orders
        if view.refusal(o) is None and (m := view.march(o)) and 2 < m.there - match.turn.last_pulse < 10
    )
    match.resolve(japan=[order])
    return match, order


def test_a_march_of_the_turn_before_is_listed_with_its_way_and_goes_that_way(under_way: tuple[Match, Order]):
    match, order = under_way
    view = match.view("japan")
    found = [s for s in standing_tasks(view) if s.order.unit == order.unit]
    assert [(s.order.task, s.order.target) for s in found] == [("move", order.target)]
    march = found[0].march
    assert march is not None
    assert march.way[0] == next(u.hex for u in view.own if u.id == order.unit)
    assert march.way[-1] == order.target
    played = match.branch(len(match.records))
    played.resolve(frames=True)
    k, columns = match.scenario.unit_index(order.unit), match.scenario.ground.columns
    walked: list[tuple[int, int]] = [march.way[0]]
    for pulse, frame in enumerate(played.records[-1].frames):
        here = int(frame.units[k, S.HEX])
        if (hex_ := (here % columns, here // columns)) != walked[-1]:
            walked.append(hex_)
        if hex_ == order.target:
            assert match.turn.first_pulse + pulse + 1 == march.there
            break
    assert tuple(walked) == march.way


def test_who_has_a_new_order_or_nothing_ahead_is_not_listed(under_way: tuple[Match, Order]):
    match, order = under_way
    view = match.view("japan")
    assert order.unit not in {s.order.unit for s in standing_tasks(view, {order.unit})}
    resting = {u.id for u in view.own if u.verb.rests or u.verb.waits}
    assert resting
    assert not resting & {s.order.unit for s in standing_tasks(view)}


def test_missions_of_the_plan_before_are_listed_until_they_end():
    """6 August: a group is told to fire into the next turn."""
    match = Match.new(load_scenario("hold-the-crest"), seed=3)
    view = match.view("soviet")
    guns = next(u.id for u in view.own if "fire" in view.legal_tasks(u.id))
    until = view.scenario.calendar.moment_of(match.turn.last_pulse + 5)
    orders = (
        Order(unit=guns, task="fire", target=(c, r), mission="interdiction", rounds=2, until=until)
        for r in range(20, 30)
        for c in range(12, 26)
    )
    order = next(o for o in orders if view.refusal(o) is None)
    match.resolve(soviet=[order])
    found = [s for s in standing_tasks(match.view("soviet")) if s.order.unit == guns]
    assert [(s.order.target, s.last) for s in found] == [(order.target, match.turn.first_pulse + 5)]
