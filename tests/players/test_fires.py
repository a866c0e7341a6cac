"""Fire of the staff as an assignment: before assaults, on contacts, on the ways to own places; nothing that cannot be done."""

import msgspec
import pytest

from game import Match, load_scenario
from game.model.battle.plans import habit
from game.players.battle.fires import share_of_stock
from game.players.battle.plain import PlainCommander
from game.players.battle.situation import Situation
from game.rules.battle import state as S


@pytest.fixture(scope="module")
def crest():
    """The great attack: guns in number on one side, a held crest on the other."""
    return load_scenario("hold-the-crest")


@pytest.fixture(scope="module")
def few_days():
    """Three days of August: two batteries, rain, and a truce that is far."""
    return load_scenario("first-counterattack")


def with_(side, **changes):
    """The usual habit but for some of it."""
    return msgspec.structs.replace(habit(side), **changes)


def opening(scenario, side, **changes):
    """The view of the first turn and the orders of a staff with such a habit."""
    view = Match.new(scenario, seed=1).view(side)
    return view, PlainCommander(side, scenario, plan=with_(side, **changes)).sheet(view)


def shelling(orders):
    """Fire that is planned, not called for."""
    return [o for o in orders if o.verb.fires and o.mission != "defensive"]


def rounds_of(view, order):
    """What a fire order spends if all of it is fired."""
    pulse, turn = view.scenario.calendar.pulse_of, view.turn
    first = pulse(order.start) if order.start else turn.first_pulse
    return order.rounds * (pulse(order.until) - first)


def test_a_group_has_one_hex_to_shell_and_one_way_to_answer_for(crest):
    _, orders = opening(crest, "soviet", spends=1.0, least=0.2)
    groups = [o.unit for o in shelling(orders)]
    ways = [o.unit for o in orders if o.mission == "defensive"]
    assert groups
    assert len(groups) == len(set(groups))
    assert len(ways) == len(set(ways))


def test_guns_are_divided_among_the_assaults_of_a_turn_and_lift_when_they_go_in(crest):
    """In fog, which lies until the afternoon of 6 August, guns are silent; so it is asked of the days after."""
    match, seats = Match.new(crest, seed=1), [PlainCommander(side, crest) for side in crest.sides]
    met = 0
    for _ in range(10):
        given = {seat.side: seat.orders(match.view(seat.side)) for seat in seats}
        orders = [o for o in given["soviet"] if hasattr(o, "task")]
        loud = {(o.target, o.start) for o in orders if o.verb.assaults and o.manner == "open"}
        prepared = {(o.target, o.until) for o in shelling(orders) if o.start}
        met = max(met, len(prepared))
        assert prepared <= loud
        match.resolve(trace=False, **given)
    assert met > 1, "several assaults of one turn have guns of their own"


def test_defensive_fire_of_two_groups_lies_on_different_hexes(crest):
    _, orders = opening(crest, "japan", attacks=False)
    ways = [o.target for o in orders if o.mission == "defensive"]
    assert len(ways) > 1
    assert len(set(ways)) == len(ways)


def test_fire_on_contacts_spends_no_more_than_the_days_share_of_the_stock(crest):
    """20,000 rounds from 6 August 08:00 to 11 August 16:00 are 128 hours, of which observers see two thirds; the first
    turn has 8 of them: 20,000 * 8 / (128 * 2 / 3) = 1,875."""
    view, orders = opening(crest, "soviet", attacks=False, spends=1.0)
    assert view.shells == 20000
    assert share_of_stock(Situation(view)) == pytest.approx(1875.0)
    spent = sum(rounds_of(view, o) for o in shelling(orders))
    assert 0.5 * 1875 < spent <= 1875
    _, half = opening(crest, "soviet", attacks=False, spends=0.5)
    assert 0 < sum(rounds_of(view, o) for o in shelling(half)) <= 0.5 * 1875


def test_a_plan_that_spends_nothing_fires_at_no_contact(crest):
    _, orders = opening(crest, "soviet", attacks=False, spends=0.0)
    assert not shelling(orders)


def test_nobody_fires_on_contacts_by_night(crest):
    match = Match.new(crest, seed=2)
    while match.turn.phase != "Night":
        match.resolve(trace=False)
    view = match.view("soviet")
    assert not shelling(PlainCommander("soviet", crest, plan=with_("soviet", attacks=False, spends=1.0)).sheet(view))


def test_no_fire_is_ordered_where_own_men_are_too_near(crest):
    """Eight turns of the great attack: wherever an own row is nearer than its guns lift, no group is told to shell."""
    match, met = Match.new(crest, seed=4), 0
    seats = [PlainCommander(side, crest) for side in crest.sides]
    for _ in range(8):
        views = {seat.side: match.view(seat.side) for seat in seats}
        given = {seat.side: seat.orders(views[seat.side]) for seat in seats}
        for side, view in views.items():
            row = match.tables.side[crest.sides.index(side)]
            trained = view.pulse >= row[S.A_TRAINED_FROM]
            lift_m = row[S.A_LIFT_TRAINED_M if trained else S.A_LIFT_M]
            near = {r.target for r in view.rows if r.side == side and r.gap_m < lift_m}
            met += len(near)
            assert not near & {o.target for o in given[side] if getattr(o, "mission", "") == "preparation"}
        match.resolve(trace=False, **given)
    assert met


@pytest.mark.parametrize("seed", [810000, 810002])
def test_no_fire_order_that_fired_nothing_is_given_twice_running(few_days, seed):
    """The old staff gave 33 of 135 again after they had been dropped in four games like these."""
    match, last, given_out = Match.new(few_days, seed=seed), set(), 0
    seats = [PlainCommander(side, few_days) for side in few_days.sides]
    while not match.over:
        given = {seat.side: seat.orders(match.view(seat.side)) for seat in seats}
        match.resolve(trace=False, frames=True, **given)
        fired = set()
        for frame in match.records[-1].frames:
            for row in frame.missions[frame.missions[:, S.M_FIRED] > 0]:
                fired.add((int(row[S.M_GROUP]), int(row[S.M_TARGET])))
        orders = [o for sheet in given.values() for o in sheet if getattr(o, "mission", "") == "preparation"]
        columns = few_days.ground.columns
        keys = {(few_days.unit_index(o.unit), o.target[1] * columns + o.target[0]) for o in orders}
        assert not (keys - fired) & last
        last, given_out = keys - fired, given_out + len(keys)
    assert given_out > 10
