"""The plain commander by the river: he crosses, brings supply, and asks for no boat that is not there."""

from game import Match
from game.players.battle.plain import PlainCommander
from game.players.battle.random import RandomCommander
from tests.rules.battle.conftest import two_regiments


def test_the_plain_commander_brings_a_regiment_over_and_supply_after_it():
    scenario = two_regiments()
    match = Match.new(scenario)
    seats = [PlainCommander(side, scenario) for side in scenario.sides]
    landed = 0
    for _ in range(8):
        match.resolve(**{seat.side: seat.orders(match.view(seat.side)) for seat in seats})
        landed += int(match.view("japan").sealed.crossings.sum(axis=0)[2])
    zone = match.scenario.ground.zone
    over = [u.id for u in match.view("japan").own if u.formation == "75" and u.hex and zone(u.hex) != "K"]
    assert set(over) >= {"I/75", "II/75", "III/75"}
    assert landed > 32  # men of the regiment and supply
    assert [
        u.id for u in match.view("japan").own if u.id == "I/25MA" and zone(u.hex) != "K"
    ] == []  # guns reach over the river


def test_random_orders_for_boats_are_legal_together():
    scenario = two_regiments()
    match = Match.new(scenario)
    seats = [RandomCommander(side, scenario, seed=3) for side in scenario.sides]
    while not match.over:
        match.resolve(trace=False, **{seat.side: seat.orders(match.view(seat.side)) for seat in seats})
    assert match.over
