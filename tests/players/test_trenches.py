"""The trench rule: who holds a place or lies dug in under the enemy's eyes does not get up to meet him."""

import msgspec
import pytest

from game import Match, load_scenario
from game.model.battle.plans import habit
from game.players.battle.plain import PlainCommander
from game.players.battle.situation import TRENCH_PM, Situation

BOLD = {"least": 0.0, "ratio": 8.0, "most": 12}  # everybody who may goes for everything


@pytest.fixture(scope="module")
def crest():
    """The great attack on a crest that is held in trenches."""
    return load_scenario("hold-the-crest")


def afoot(orders):
    """Counters that are told to leave their hex."""
    return {o.unit for o in orders if o.verb.assaults or o.verb.marches}


def test_men_in_a_scored_place_go_for_no_other_and_none_of_them_waits_to(crest):
    view = Match.new(crest, seed=1).view("japan")
    plan = msgspec.structs.replace(habit("japan"), pursues=4, **BOLD)
    orders = PlainCommander("japan", crest, plan=plan).sheet(view)
    places = {crest.place(p.place).hex for p in crest.scored}
    garrison = {u.id for u in view.own if u.hex in places}
    assert len(garrison) > 1
    assert not garrison & afoot(orders)
    assert not garrison & {o.unit for o in orders if o.verb.waits}


def test_men_of_a_held_place_never_leave_it_all_at_once(crest):
    match, seats = Match.new(crest, seed=810001), [PlainCommander(side, crest) for side in crest.sides]
    places = {crest.place(p.place).hex for p in crest.scored}
    held = 0
    for _ in range(12):
        given = {seat.side: seat.orders(match.view(seat.side)) for seat in seats}
        for side, sheet in given.items():
            going = afoot(o for o in sheet if hasattr(o, "task"))
            for place in places:
                there = {u.id for u in match.view(side).own if u.hex == place and not u.is_broken}
                held += bool(there)
                assert not there or there - going
        match.resolve(trace=False, **given)
    assert held > 12


def test_dug_in_men_beside_an_enemy_stay_and_those_in_the_open_may_go(crest):
    """An enemy stands beside them and no scored place that is theirs to take: works of a scrape keep them, less does not."""
    match, found = Match.new(crest, seed=3), {True: 0, False: 0}
    seats = [PlainCommander(side, crest) for side in crest.sides]
    for _ in range(10):
        for side in crest.sides:
            now = Situation(match.view(side))
            for unit in now.view.own:
                if unit.hex is not None and unit.hex not in now.place_ids:
                    assert unit.works_pm >= TRENCH_PM or not now.stays(unit)
                    found[now.stays(unit)] += 1
        match.resolve(trace=False, **{seat.side: seat.orders(match.view(seat.side)) for seat in seats})
    assert min(found.values()) > 0


def test_who_stays_is_not_among_those_who_assault(crest):
    match = Match.new(crest, seed=5)
    seats = [PlainCommander(side, crest, plan=msgspec.structs.replace(habit(side), **BOLD)) for side in crest.sides]
    for _ in range(6):
        given = {}
        for seat in seats:
            view = match.view(seat.side)
            now, sheet = Situation(view), seat.orders(view)
            staying = {u.id for u in view.own if u.id in now.free and now.stays(u)}
            assert not staying & {o.unit for o in sheet if hasattr(o, "task") and o.verb.assaults}
            given[seat.side] = sheet
        match.resolve(trace=False, **given)


def test_an_assault_that_was_given_up_is_not_ordered_again_by_the_same_men_alone(crest):
    """Without guns: whoever lies before a hex in a row that presses no more goes in again only if somebody new does."""
    match, lying = Match.new(crest, seed=6), 0
    plan = msgspec.structs.replace(habit("soviet"), preparation=0, **BOLD)
    seats = [PlainCommander("japan", crest, plan=habit("japan")), PlainCommander("soviet", crest, plan=plan)]
    for _ in range(10):
        view = match.view("soviet")
        given = {seat.side: seat.orders(match.view(seat.side)) for seat in seats}
        stopped = {
            (u, row.target) for row in view.rows if not row.presses for u in row.attackers if row.side == "soviet"
        }
        lying += len(stopped)
        sent = {(o.unit, o.target) for o in given["soviet"] if hasattr(o, "task") and o.verb.assaults}
        for target in {t for _, t in sent}:
            assert {pair for pair in sent if pair[1] == target} - stopped
        match.resolve(trace=False, **given)
    assert lying
