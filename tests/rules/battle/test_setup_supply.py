"""Rulings on what chapter 9 reads of a scenario: dry land, crossings, sources (5.3, 9.1, 9.5, 9.7)."""

import numpy as np
import pytest
from msgspec.structs import replace

from game import load_scenario
from game.core.hexes import neighbours
from game.rules.battle import setup_supply as U
from game.rules.battle import state as S
from tests.rules.battle.conftest import river_days


@pytest.fixture(scope="module")
def days():
    return river_days()


def test_hexes_of_one_land_are_joined_on_foot_and_of_two_are_not(days):
    ground = days.ground
    water = {t.symbol for t in days.terrain if t.foot_mph <= 0}
    numbers = U.land_numbers(days)
    assert set(numbers) == set(range(numbers.max() + 1))
    for k, number in enumerate(numbers):
        here = (k % ground.columns, k // ground.columns)
        assert bool(number == 0) is (ground.symbol(here) in water)
        for n in neighbours(*here):
            if number and ground.holds(n) and ground.symbol(n) not in water:
                assert numbers[n[1] * ground.columns + n[0]] == number
    for number in range(1, numbers.max() + 1):  # and each land is one piece
        hexes = {int(h) for h in np.nonzero(numbers == number)[0]}
        reached, new = set(), {min(hexes)}
        while new:
            reached |= new
            around = {n for h in new for n in neighbours(h % ground.columns, h // ground.columns)}
            new = {n[1] * ground.columns + n[0] for n in around if ground.holds(n)} & hexes - reached
        assert reached == hexes


def test_lands_are_numbered_as_the_map_is_read(days):
    numbers = [int(n) for n in U.land_numbers(days) if n]
    assert list(dict.fromkeys(numbers)) == list(range(1, max(numbers) + 1))


def test_a_crossing_has_its_river_hex_and_both_landings(days):
    table, columns = U.crossing_table(days), days.ground.columns
    assert table.shape == (S.MAX_CROSSINGS, 3)
    for k, crossing in enumerate(days.crossings):
        places = [days.place(crossing.place).hex, *crossing.banks]
        assert [(h % columns, h // columns) for h in table[k].tolist()] == places
    assert (table[len(days.crossings) :] == -1).all()
    assert len(days.crossings) == 4  # 9.1: Yangguanping, Kojo, Matsuotsuho, Fangchuan


def test_without_chapter_nine_nobody_crosses():
    assert (U.crossing_table(load_scenario("silent-assault")) == -1).all()


def test_supply_comes_from_the_hexes_of_each_army(days):
    table, columns = U.source_table(days), days.ground.columns
    for army in days.armies:
        row = [h for h in table[days.sides.index(army.side)].tolist() if h >= 0]
        assert [(h % columns, h // columns) for h in row] == list(army.supply_hexes)
    moved = replace(days, armies=tuple(replace(a, supply_hexes=((1, 0), (0, 1))) for a in days.armies))
    assert U.source_table(moved).tolist() == [[1, columns, *[-1] * 6]] * 2
