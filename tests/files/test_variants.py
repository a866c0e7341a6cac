"""A what-if changes what it names and nothing else."""

import pytest
from msgspec.structs import replace

from game.files.battle.variants import HISTORY, apply, is_unchanged, varied
from game.model.battle.calendar import Weather
from game.model.battle.orders import Order
from game.model.battle.scenario import TurnOrders
from game.model.battle.whatif import DroppedOrder, OrderChange, UnitChange, WhatIf


def what_if(**changes):
    return WhatIf(format=1, id="other", title="t", question="q", summary="s", **changes)


@pytest.fixture
def regiment(scenario):
    """A formation with several counters, and its side."""
    formation = max(scenario.formations, key=lambda f: len(scenario.counters_of(f.id)))
    return formation, scenario.counters_of(formation.id)


def test_history_is_the_very_scenario(scenario):
    assert apply(scenario, HISTORY) is scenario


def test_a_change_has_a_digest_of_its_own(scenario):
    one, two = (apply(scenario, what_if(parameters={"KAPPA": v})) for v in (3.0, 4.0))
    assert len({scenario.digest, one.digest, two.digest}) == 3
    assert apply(scenario, what_if(parameters={"KAPPA": 3.0})) == one


def test_a_what_if_by_its_name_is_what_it_changes_and_the_scenario_says_so(scenario):
    changed = varied(scenario, "no-flares")
    assert changed == apply(scenario, scenario.what_if("no-flares"))
    assert (scenario.variant, changed.variant) == ("history", "no-flares")
    assert varied(changed, "no-flares") is changed
    assert varied(scenario, "history") is scenario


@pytest.mark.parametrize(
    ("under", "name", "said"),
    [
        (
            "history",
            "no-flare",
            'has no what-if "no-flare"; needed one of .*first-light.*; nearest is no-flares; .*load_what_if',
        ),
        (
            "no-flares",
            "first-light",
            "under the what-if no-flares already; needed the scenario as loaded for first-light",
        ),
        ("no-flares", "history", "under the what-if no-flares already; needed the scenario as loaded for history"),
    ],
)
def test_a_what_if_that_cannot_be_put_in_is_refused_with_those_that_can(scenario, under, name, said):
    with pytest.raises(ValueError, match=said):
        varied(varied(scenario, under), name)


def test_a_parameter_is_changed_alone(scenario):
    changed = apply(scenario, what_if(parameters={"KAPPA": 3.5}))
    assert changed.parameter("KAPPA") == 3.5
    assert [p for p in changed.parameters if p.name != "KAPPA"] == [p for p in scenario.parameters if p.name != "KAPPA"]


def test_a_counter_is_changed_in_what_is_named(scenario):
    first = scenario.counters[0]
    changed = apply(scenario, what_if(units=(UnitChange(id=first.id, men=7, alert=True),))).counters
    assert changed[0] == replace(first, men=7, alert=True)
    assert changed[1:] == scenario.counters[1:]


def test_shells_belong_to_a_side(scenario):
    changed = {a.side: a.shells for a in apply(scenario, what_if(shells={"soviet": 3})).armies}
    assert changed == {**{a.side: a.shells for a in scenario.armies}, "soviet": 3}


def test_weather_of_the_same_moment_is_replaced(scenario):
    first = scenario.weather[0]
    clear = Weather(start=first.start, sky="clear", source="estimate", confidence="C")
    assert apply(scenario, what_if(weather=(clear,))).weather == (clear, *scenario.weather[1:])


def test_an_order_takes_the_place_of_historys(scenario, regiment):
    formation, counters = regiment
    turn = scenario.calendar.turn(scenario.calendar.start)
    before = replace(
        scenario,
        history=(TurnOrders(turn=turn.number, side=formation.side, orders=(Order(unit=formation.id, task="hold"),)),),
    )
    change = OrderChange(turn=turn.name, side=formation.side, unit=counters[0].id, task="dig")
    after = apply(before, what_if(orders=(change,))).orders_of(turn.number, formation.side)
    assert {o.unit: o.task for o in after} == {**{c.id: "hold" for c in counters}, counters[0].id: "dig"}


def test_an_order_to_a_formation_takes_the_place_of_those_to_its_counters(scenario, regiment):
    formation, counters = regiment
    turn = scenario.calendar.turn(scenario.calendar.start)
    orders = tuple(Order(unit=c.id, task="hold") for c in counters)
    before = replace(scenario, history=(TurnOrders(turn=turn.number, side=formation.side, orders=orders),))
    change = OrderChange(turn=turn.name, side=formation.side, unit=formation.id, task="dig")
    assert apply(before, what_if(orders=(change,))).orders_of(turn.number, formation.side) == (
        Order(unit=formation.id, task="dig"),
    )


def test_a_dropped_order_is_not_given(scenario):
    given = next(t for t in scenario.history if t.orders)
    turn, unit = scenario.calendar.turn(given.turn).name, given.orders[0].unit
    after = apply(scenario, what_if(drop=(DroppedOrder(turn=turn, unit=unit),)))
    assert unit not in [o.unit for o in after.orders_of(given.turn, given.side)]


@pytest.mark.parametrize(
    "changes",
    [
        {"parameters": {"NO_SUCH": 1.0}},
        {"units": (UnitChange(id="nobody"),)},
        {"units": (UnitChange(id="75", men=9),)},  # a formation is no counter
        {"units": (UnitChange(id="SB", men=9),)},  # nor is a wing
        {"orders": (OrderChange(turn="31 Jul Morning", side="japan", unit="nobody", task="dig"),)},
        {"orders": (OrderChange(turn="31 Jul Morning", side="china", unit="75", task="dig"),)},
        {"orders": (OrderChange(turn="1 May Day", side="japan", unit="75", task="dig"),)},
        {"shells": {"china": 1}},
        {"drop": (DroppedOrder(turn="31 Jul Morning", unit="nobody"),)},
        {"drop": (DroppedOrder(turn="1 May Day", unit="75"),)},
    ],
)
def test_a_name_that_is_not_there_is_refused(scenario, changes):
    with pytest.raises(ValueError, match=r"what-if other names .* does not have"):
        apply(scenario, what_if(**changes))


def test_every_shipped_what_if_applies(scenario):
    for found in scenario.what_ifs:
        changed = apply(scenario, found)
        assert (changed.digest == scenario.digest) == is_unchanged(found) == (changed is scenario)
        assert changed.calendar == scenario.calendar


def coming(scenario):
    """The scenario with its first counter arriving on the second evening, and its bounds."""
    first = replace(
        scenario.counters[0],
        hex=None,
        arrives="31 Jul 05:00",
        arrives_at=scenario.counters[0].hex,
        arrives_early="31 Jul 04:00",
        arrives_late="31 Jul 12:00",
    )
    return replace(scenario, counters=(first, *scenario.counters[1:])), first


def test_arrivals_come_at_a_bound_by_counter_or_by_formation(scenario):
    before, first = coming(scenario)
    for who, bound, moment in ((first.id, "early", "31 Jul 04:00"), (first.formation, "late", "31 Jul 12:00")):
        changed = apply(before, what_if(arrivals={who: bound}))
        assert changed.counters[0] == replace(first, arrives=moment)
        assert changed.counters[1:] == before.counters[1:]


def test_a_counter_without_bounds_keeps_its_hour(scenario):
    assert apply(scenario, what_if(arrivals={scenario.counters[0].formation: "late"})).counters == scenario.counters


def test_a_hex_puts_an_arriving_counter_on_the_map_and_an_hour_takes_it_off(scenario):
    before, first = coming(scenario)
    here = first.arrives_at
    placed = apply(before, what_if(units=(UnitChange(id=first.id, hex=here),))).counters[0]
    assert (placed.hex, placed.arrives, placed.arrives_at) == (here, "", None)
    change = UnitChange(id=first.id, arrives="31 Jul 06:00", arrives_at=here)
    held_up = apply(scenario, what_if(units=(change,))).counters[0]
    assert (held_up.hex, held_up.arrives, held_up.arrives_at) == (None, "31 Jul 06:00", here)


def test_of_a_counter_that_stands_there_or_has_an_hour_of_its_own_no_bounds_are_left(scenario):
    before, first = coming(scenario)
    here = first.arrives_at
    for change in (UnitChange(id=first.id, hex=here), UnitChange(id=first.id, arrives="31 Jul 06:00", arrives_at=here)):
        found = apply(before, what_if(units=(change,))).counters[0]
        assert (found.arrives_early, found.arrives_late) == ("", "")


def test_a_bound_of_the_counter_itself_goes_before_that_of_its_formation(scenario):
    before, first = coming(scenario)
    arrivals = {first.formation: "late", first.id: "early"}
    assert apply(before, what_if(arrivals=arrivals)).counters[0].arrives == "31 Jul 04:00"


def test_what_was_found_of_a_what_if_is_no_part_of_its_question(scenario):
    reviewed = scenario.what_if("first-light")
    assert reviewed.review is not None
    assert apply(scenario, reviewed).digest == apply(scenario, replace(reviewed, review=None)).digest


def test_an_arrival_of_nobody_is_refused(scenario):
    with pytest.raises(ValueError, match=r'counter or formation "nobody"'):
        apply(scenario, what_if(arrivals={"nobody": "early"}))
