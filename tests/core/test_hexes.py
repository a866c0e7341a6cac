"""Hexes: the geometry under the map."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core import hexes
from game.core.hexes import Hex
from game.core.rule import entry

places = st.tuples(st.integers(-40, 40), st.integers(-40, 40))
on_map = st.tuples(st.integers(0, 35), st.integers(0, 45))


def test_directions_go_counter_clockwise_from_east():
    #    NW NE
    #   W  x  E
    #    SW SE
    assert hexes.neighbours(3, 2) == ((4, 2), (3, 1), (2, 1), (2, 2), (2, 3), (3, 3))
    assert hexes.DIRECTIONS == ("E", "NE", "NW", "W", "SW", "SE")


def test_an_odd_row_is_pushed_to_the_right():
    assert hexes.neighbours(3, 3) == ((4, 3), (4, 2), (3, 2), (2, 3), (3, 4), (4, 4))


@given(places, st.integers(0, 5))
def test_stepping_back_returns(place: Hex, direction: int):
    there = hexes.neighbour(place, direction)
    assert hexes.neighbour(there, hexes.opposite(direction)) == place
    assert hexes.direction_to(place, there) == direction


@given(places)
def test_neighbours_are_mutual_distinct_and_one_step_away(place: Hex):
    around = hexes.neighbours(*place)
    assert len(set(around)) == 6
    for there in around:
        assert place in hexes.neighbours(*there)
        assert hexes.distance(place, there) == 1


@given(places)
def test_axial_and_offset_name_the_same_hex(place: Hex):
    assert hexes.to_offset(*hexes.to_axial(*place)) == place


@given(places, places, places)
def test_distance_is_a_metric(a: Hex, b: Hex, c: Hex):
    assert hexes.distance(a, b) >= 0
    assert (hexes.distance(a, b) == 0) == (a == b)
    assert hexes.distance(a, b) == hexes.distance(b, a)
    assert hexes.distance(a, c) <= hexes.distance(a, b) + hexes.distance(b, c)


@given(places, places)
def test_distance_is_the_number_of_steps_by_the_best_neighbour(a: Hex, b: Hex):
    if a != b:
        assert min(hexes.distance(n, b) for n in hexes.neighbours(*a)) == hexes.distance(a, b) - 1


@given(places, places)
def test_a_line_has_one_hex_a_step(a: Hex, b: Hex):
    line = hexes.line(a, b)
    assert len(line) == hexes.distance(a, b) + 1
    assert (line[0], line[-1]) == (a, b)
    assert all(hexes.distance(x, y) == 1 for x, y in pairwise(line))
    assert [hexes.distance(a, x) for x in line] == list(range(len(line)))


@given(places, places)
def test_a_line_is_the_same_from_both_ends(a: Hex, b: Hex):
    assert hexes.line(a, b) == hexes.line(b, a)[::-1]


def test_a_line_along_a_row_stays_in_it():
    assert hexes.line((2, 5), (6, 5)) == [(2, 5), (3, 5), (4, 5), (5, 5), (6, 5)]


@given(places, st.integers(1, 8))
def test_a_ring_is_every_hex_at_its_radius(place: Hex, radius: int):
    ring = hexes.ring(place, radius)
    assert len(ring) == len(set(ring)) == 6 * radius
    assert {hexes.distance(place, x) for x in ring} == {radius}
    assert all(hexes.distance(x, y) == 1 for x, y in zip(ring, [*ring[1:], ring[0]], strict=True))


def test_a_ring_of_radius_none_is_the_hex():
    assert hexes.ring((4, 7), 0) == [(4, 7)]


@pytest.fixture(scope="module")
def axial_distance():
    return entry(hexes.axial_distance)


@given(a=on_map, b=on_map)
def test_the_rule_measures_as_the_geometry_does(axial_distance, a: Hex, b: Hex):
    assert axial_distance(*hexes.to_axial(*a), *hexes.to_axial(*b)) == hexes.distance(a, b)


@given(places, places)
def test_adjacent_hexes_only_have_a_direction(a: Hex, b: Hex):
    assert (hexes.direction_to(a, b) is not None) == (hexes.distance(a, b) == 1)
