"""The fire plan: the assault is counted from the wire, where the rules bring it; what hinders fire is told by the hour."""

import pytest

from game import Match, load_scenario
from game.match.battle.fire_plan import Lift, hindered, lift, plan_lines
from game.model.battle.orders import Order
from game.rules.battle import state as S


@pytest.fixture(scope="module")
def night() -> Match:
    """The night of the 30th under a luck in which I/75 comes to the wire of Changkufeng unheard."""
    return Match.new(load_scenario("silent-assault"), seed=7)


def first_assault(match: Match) -> Order:
    return next(o for o in match.scenario.orders_of(6, "japan") if o.unit == "I/75")


def test_an_assault_is_at_the_wire_when_it_was_shown_to_be(night: Match):
    """02:15 is pulse 25; the hex before Changkufeng is reached after pulse 27, the row opens at 300 m in pulse 28, and a silent
    pace of 420 m an hour makes 105 m a pulse: 195, then 90 m, which is the wire. Japan's guns lift nearer than 120 m."""
    order, view = first_assault(night), night.view("japan")
    near = view.approach(order.unit, order)
    assert near is not None
    assert (near.lifts, near.wire) == (night.turn.first_pulse + 30, night.turn.first_pulse + 30)
    played = night.branch(0)
    played.resolve(frames=True, japan=[order])
    unit, target = night.scenario.unit_index(order.unit), view.engine.hex_index(order.target)
    gaps = {
        pulse: int(row[S.GAP_M])
        for pulse, frame in enumerate(played.records[-1].frames)
        for row in frame.rows
        if row[S.USED] and row[S.TARGET] == target and unit in (row[S.ATTACKER], row[S.ATTACKER_2])
    }
    assert min(gaps) == 28
    assert next(pulse for pulse, gap in gaps.items() if gap <= 90) + 1 == near.wire - night.turn.first_pulse


def test_what_is_no_assault_comes_to_no_wire(night: Match):
    view = night.view("japan")
    assert view.approach("I/75", Order(unit="I/75", task="hold")) is None
    assert view.approach("I/75") is None


def test_fire_and_assault_meet_at_the_wire_and_not_at_the_hour_of_the_order():
    """6 August, a battalion some hexes off, ordered at once, with preparation for two hours: by its hour the guns would fire for
    two hours on own men; it is at the wire later."""
    match = Match.new(load_scenario("hold-the-crest"), seed=7)
    view, moment = match.view("soviet"), match.scenario.calendar.moment_of
    guns = next(u.id for u in view.own if "fire" in view.legal_tasks(u.id))
    first = match.turn.first_pulse
    for u in view.own:
        for place in match.scenario.scored:
            target = match.scenario.place(place.place).hex
            foot = Order(unit=u.id, task="assault", target=target)
            fire = Order(
                unit=guns, task="fire", target=target, mission="preparation", rounds=4, until=moment(first + 8)
            )
            if u.hex is None or u.tanks or view.refusal(foot) or view.refusal(fire):
                continue
            near = view.approach(u.id, foot)
            if near is not None and near.wire > first + 10:
                lines = plan_lines(view, (foot, fire))
                assert lift(lines, target) == Lift(8, near.lifts - first, near.wire - first)
                line = next(i for i in lines if i.unit == u.id)
                assert line.first == u.delay < line.wire
                return
    raise AssertionError("nobody is far enough off")


def test_strikes_are_lines_of_the_plan():
    match = Match.new(load_scenario("hold-the-crest"), seed=7)
    view = match.view("soviet")
    orders = (
        Order(unit=w.id, task="strike", target=(c, r), flights=1)
        for w in view.wings
        for r in range(20, 30)
        for c in range(12, 26)
    )
    strike = next(o for o in orders if view.refusal(o) is None)
    lines = plan_lines(view, (strike,))
    assert [(i.unit, i.target) for i in lines if i.order == strike] == [(strike.unit, strike.target)]
    assert lines[0].target == strike.target


def test_a_strike_into_fog_is_told_by_the_hour_and_then_waits_through_it():
    """Rule 6.12: 6 August begins in fog; a strike whose hours lie in it does not fly in them."""
    match = Match.new(load_scenario("hold-the-crest"), seed=7)
    view, moment = match.view("soviet"), match.scenario.calendar.moment_of
    foggy = [k for k, row in enumerate(view.light) if row.fog or row.rain]
    until = moment(match.turn.first_pulse + foggy[-1] + 1)
    orders = (
        Order(unit=w.id, task="strike", target=(c, r), flights=1, until=until)
        for w in view.wings
        for r in range(20, 30)
        for c in range(12, 26)
    )
    strike = next(o for o in orders if view.refusal(o) is None)
    told = hindered(view, plan_lines(view, (strike,)), strike.target)
    assert [words.endswith(f"to {until.split()[-1]}: aircraft wait (6.12)") for words in told] == [True]
    match.resolve(soviet=[strike])
    kinds = [
        e.kind
        for e in match.events(match.records[-1], "soviet")
        if e.kind in ("EV_BOMBS", "EV_STRIKE", "EV_STRIKE_WAITS")
    ]
    assert kinds == ["EV_STRIKE_WAITS"]
