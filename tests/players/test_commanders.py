"""Computer commanders: legal, deterministic, and they play the night to its end."""

import msgspec
import pytest

from game import Match, load_scenario
from game.model.battle.plans import habit
from game.players.battle.historical import HistoricalCommander
from game.players.battle.nearest import NearestCommander
from game.players.battle.plain import PlainCommander
from game.players.battle.random import RandomCommander

KINDS = [HistoricalCommander, PlainCommander, RandomCommander, NearestCommander]


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_order_is_legal_and_the_night_is_played_to_its_end(night, kind, seed):
    match = Match.new(night, seed=seed)
    seats = [kind(side, night) for side in night.sides]
    while not match.over:
        given = {}
        for seat in seats:
            view = match.view(seat.side)
            given[seat.side] = seat.orders(view)
            assert all(view.refusal(o) is None for o in given[seat.side])
        match.resolve(**given)
    assert match.over


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
def test_the_same_view_gives_the_same_orders(night, kind):
    match = Match.new(night, seed=9)
    assert kind("japan", night).orders(match.view("japan")) == kind("japan", night).orders(match.view("japan"))


def test_the_record_is_legal_but_for_what_the_battle_overtook(night):
    match = Match.new(night, seed=1938)
    seats = [HistoricalCommander(side, night) for side in night.sides]
    while not match.over:
        match.resolve(**{seat.side: seat.orders(match.view(seat.side)) for seat in seats})
    dropped = [d for seat in seats for d in seat.dropped]
    assert all(turn != "30 Jul Night" for turn, _, _ in dropped)


def test_the_plain_commander_attacks_by_night_and_holds_what_it_has(night):
    match = Match.new(night, seed=1)
    japan = PlainCommander("japan", night).orders(match.view("japan"))
    assert any(o.task == "assault" and o.manner == "silent" and o.target == (18, 26) for o in japan)
    soviet = PlainCommander("soviet", night).orders(match.view("soviet"))
    assert not any(o.task == "assault" and o.unit in ("Tereshkin", "1/119", "2/119") for o in soviet)


@pytest.mark.parametrize(("men", "manner"), [(101, "silent"), (100, "open")])
def test_a_garrison_believed_weaker_than_the_plan_says_is_taken_silently_by_night(night, men, manner):
    """A hundred men are reported on Changkufeng, and it is night."""
    view, plan = Match.new(night, seed=1).view("japan"), msgspec.structs.replace(habit("japan"), silent_men=men)
    assert next(c.men for c in view.contacts if c.hex == (18, 26)) == 100
    orders = PlainCommander("japan", night, plan=plan).orders(view)
    assert {o.manner for o in orders if o.task == "assault" and o.target == (18, 26)} == {manner}


def test_nobody_goes_in_silently_by_day_and_no_tank_ever():
    """The Soviet attack of 6 August by a plan that would take any garrison silently: a day, an evening, a night."""
    scenario = load_scenario("hold-the-crest")
    plan, match, found = msgspec.structs.replace(habit("soviet"), silent_men=3000), Match.new(scenario, seed=3), set()
    seats = [PlainCommander("japan", scenario), PlainCommander("soviet", scenario, plan=plan)]
    for _turn in range(4):
        given = {seat.side: seat.orders(match.view(seat.side)) for seat in seats}
        has_tanks = {u.id: u.tanks > 0 for u in match.view("soviet").own}
        found |= {(match.turn.phase, has_tanks[o.unit], o.manner) for o in given["soviet"] if o.task == "assault"}
        match.resolve(trace=False, **given)
    assert {manner for phase, _, manner in found if phase in ("Morning", "Day")} == {"open"}
    assert {(phase, manner) for phase, tanks, manner in found if tanks} >= {("Day", "open"), ("Night", "open")}
    assert {manner for _, tanks, manner in found if tanks} == {"open"}
    assert {manner for phase, tanks, manner in found if phase == "Night" and not tanks} == {"silent"}


@pytest.mark.slow
def test_the_plain_commander_beats_random_play(night):
    wins = 0
    for seed in range(40):
        totals = {}
        for kind in (PlainCommander, RandomCommander):
            match = Match.new(night, seed=seed)
            seats = [kind("japan", night), HistoricalCommander("soviet", night)]
            while not match.over:
                match.resolve(trace=False, **{seat.side: seat.orders(match.view(seat.side)) for seat in seats})
            totals[kind] = match.score("japan").total
        wins += totals[PlainCommander] > totals[RandomCommander]
    assert wins >= 32
