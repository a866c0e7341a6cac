"""Rulings on what stands where: men in a hex, who holds it, climbs, directions (2.1, 3.1, 3.2, 5.2, 5.7)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.battle import ground as G
from game.rules.battle import state as S
from tests.rules.battle.field import GUNS, INFANTRY, TANK, Field

FIELD = Field()
HEXES = st.integers(0, 48)


@settings(max_examples=30)
@given(HEXES, HEXES)
def test_hexes_apart_are_steps_on_the_map(a, b):
    assert FIELD.call(G.hexes_apart, a, b) == FIELD.apart(a, b)


@pytest.mark.parametrize(("kind", "hit"), [(INFANTRY, 60), (GUNS, 60), (TANK, 50)])  # 50 men and 10 of a crew
def test_crews_of_guns_can_be_hit_by_small_arms_and_crews_behind_armour_cannot(kind, hit):
    field = Field()
    u = field.unit(0, 0, kind, MEN=50, CREW=10)
    assert field.call(G.people, u) == hit


@pytest.mark.parametrize(("tanks", "bogged", "run"), [(10, 3, 7), (2, 2, 0), (1, 3, 0), (1, 0, 1)])
def test_bogged_tanks_do_not_run(tanks, bogged, run):
    field = Field()
    assert field.call(G.runners, field.unit(0, 0, TANK, TANKS=tanks, BOGGED=bogged)) == run


@pytest.mark.parametrize(
    ("here", "men", "crew", "present"),
    [(0, 1, 0, True), (0, 0, 1, True), (0, 0, 0, False), (-1, 5, 5, False), (48, 1, 0, True)],
)
def test_a_counter_counts_on_the_map_with_men_left(here, men, crew, present):
    field = Field()
    assert field.call(G.is_present, field.unit(0, here, MEN=men, CREW=crew)) is present


def test_a_hex_is_held_by_those_of_a_side_who_stand_in_it():
    field = Field()
    u = field.unit(1, 8)
    field.unit(0, 9, MEN=0)
    assert [field.call(G.stands_in, u, side, here) for side, here in ((1, 8), (0, 8), (1, 9))] == [True, False, False]
    assert [field.call(G.is_held, side, here) for side, here in ((1, 8), (0, 8), (0, 9), (1, 7))] == [
        True,
        *3 * [False],
    ]


def test_a_climb_is_the_ground_there_less_the_ground_here():
    field = Field()
    field.t.hex[3, S.H_ELEVATION_M], field.t.hex[4, S.H_ELEVATION_M] = 20, 66
    assert (field.call(G.climb_m, 3, 4), field.call(G.climb_m, 4, 3), field.call(G.climb_m, 4, 4)) == (46, -46, 0)


def test_directions_count_from_east_turning_left():
    here = FIELD.at(3, 3)  # row 3 is pushed to the right: its upper neighbours are columns 3 and 4
    around = [(4, 3), (4, 2), (3, 2), (2, 3), (3, 4), (4, 4)]
    assert [FIELD.call(G.direction, here, FIELD.at(*n)) for n in around] == [0, 1, 2, 3, 4, 5]
    assert FIELD.call(G.direction, here, FIELD.at(5, 3)) == FIELD.call(G.direction, here, here) == -1


def test_the_owner_is_who_last_held_the_hex():
    field = Field()
    field.s.hexes[5, S.OWNER] = 1
    assert (field.call(G.owner_of, 5), field.call(G.owner_of, 6)) == (1, -1)
