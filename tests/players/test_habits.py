"""Habits of one line: each does its one thing, by legal orders, and nothing else."""

import pytest

from game import Match, load_scenario
from game.players.battle.habits import HABITS, HabitCommander
from game.players.battle.staffs import commander, habits, names, trouble


@pytest.fixture(scope="module")
def crest():
    return Match.new(load_scenario("hold-the-crest"), seed=3)


def given(match, side, habit):
    return HabitCommander(side, match.scenario, habit).orders(match.view(side))


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_every_order_of_a_habit_is_legal(crest, side, habit):
    view, before = crest.view(side), []
    for order in given(crest, side, habit):
        assert view.refusal(order, before) is None, order
        before.append(order)


def test_nothing_is_nothing_and_to_dig_is_to_dig(crest):
    assert given(crest, "soviet", "nothing") == ()
    assert {o.task for o in given(crest, "japan", "dig")} == {"dig"}


def test_all_go_for_the_summit_and_nobody_elsewhere(crest):
    summit = crest.scenario.place("changkufeng").hex
    found = given(crest, "soviet", "summit")
    assert {o.target for o in found} == {summit}
    assert "assault" in {o.task for o in found}


def test_who_withdraws_leaves_every_scored_place(crest):
    places = {crest.scenario.place(p.place).hex for p in crest.scenario.scored}
    garrison = {u.id for u in crest.view("japan").own if u.hex in places}
    found = {o.unit: o for o in given(crest, "japan", "withdraw")}
    assert garrison <= set(found)
    assert {o.task for o in found.values()} == {"withdraw"}


def test_a_halt_is_asked_for_at_once_and_signed_where_it_costs_the_side_no_ground():
    match = Match.new(load_scenario("changkufeng"), seed=1)
    assert [d.kind for d in given(match, "soviet", "halt")] == ["talk"]
    match.resolve(soviet=given(match, "soviet", "halt"))
    (form,) = given(match, "soviet", "halt")
    assert (form.kind, form.proposal, set(form.accept)) == ("terms", "halt", {"halt", "japan-back", "japan-first"})


def test_tokyo_does_not_halt_with_pickets_on_hills_that_it_claims():
    match = Match.new(load_scenario("changkufeng"), seed=1)
    staff = commander("plain", "japan", match.scenario)
    for _ in range(2):
        match.resolve(japan=staff.orders(match.view("japan")), soviet=given(match, "soviet", "halt"))
    talk = match.view("soviet").talk
    assert talk.agreed == ""
    assert talk.said["soviet"] == "halt"


def test_habits_are_known_by_name_and_stand_in_no_menu(crest):
    for name in habits():
        assert trouble(name, crest.scenario, "japan") == ""
        assert name not in names(crest.scenario, "japan")
    assert "no commander 'habit:sleep'" in trouble("habit:sleep", crest.scenario, "japan")
