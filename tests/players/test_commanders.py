"""Computer commanders: legal, deterministic, and they play the night to its end."""

import pytest

from game import Match
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
