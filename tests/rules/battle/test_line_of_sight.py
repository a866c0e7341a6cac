"""Rulings on the line of sight over elevation (8.1): eyes 2 m, targets 1 m above the ground."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.hexes import line
from game.rules.battle import line_of_sight as L
from game.rules.battle import state as S
from tests.rules.battle.field import HILL, Field

A, B, MIDDLE = 21, 27, 24  # west and east end of the middle row, and the hex half way


def rise(middle: int, west: int = 0, east: int = 0, hides: int = 0) -> Field:
    field = Field()
    field.t.hex[[A, MIDDLE, B], S.H_ELEVATION_M] = west, middle, east
    field.t.hex[MIDDLE, S.H_TERRAIN] = HILL
    field.t.terrain[HILL, S.R_SIGHT_M] = hides
    return field


# the line runs 2 m above both ends; what stands more than 1 m above it less the target's metre hides
@pytest.mark.parametrize(
    ("middle", "west", "east", "hides", "blocked"),
    [
        (3, 0, 0, 0, False),
        (4, 0, 0, 0, True),
        (0, 0, 0, 3, False),
        (0, 0, 0, 4, True),
        (13, 20, 0, 0, False),
        (14, 20, 0, 0, True),
        (13, 0, 20, 0, False),
        (14, 0, 20, 0, True),
    ],
)
def test_ground_above_the_line_from_eye_to_target_hides(middle, west, east, hides, blocked):
    field = rise(middle, west, east, hides)
    for a, b in ((A, B), (B, A)):
        assert field.call(L.blocking_hex, a, b) == (MIDDLE if blocked else -1)
        assert field.call(L.trace_sight, a, b) is not blocked
        assert field.call(L.has_line_of_sight, a, b) is not blocked


def test_the_line_falls_evenly_from_the_higher_end_to_the_lower():
    # from 60 m at the west end to 0 over six hexes: at the first hex the line stands at 52 m, at the fifth at 12
    for k, low, high in ((1, 53, 54), (2, 43, 44), (5, 13, 14)):
        for height, hidden in ((low, -1), (high, A + k)):
            field = Field()
            field.t.hex[A, S.H_ELEVATION_M], field.t.hex[A + k, S.H_ELEVATION_M] = 60, height
            assert field.call(L.blocking_hex, A, B) == hidden


def test_the_first_hex_that_hides_is_named_from_the_lower_number():
    field = Field()
    field.t.hex[[22, 25], S.H_ELEVATION_M] = 50
    assert field.call(L.blocking_hex, A, B) == field.call(L.blocking_hex, B, A) == 22


def test_neighbours_and_oneself_are_always_in_sight():
    field = rise(500)
    assert field.call(L.blocking_hex, MIDDLE, MIDDLE + 1) == field.call(L.blocking_hex, MIDDLE, MIDDLE) == -1


FIELD = Field(9, 8)


@settings(max_examples=80)
@given(st.integers(0, 71), st.integers(0, 71))
def test_the_hexes_between_are_those_of_the_straight_line(a, b):
    low, high, steps = min(a, b), max(a, b), FIELD.apart(a, b)
    if steps > 1:
        place = {h: (h % 9, h // 9) for h in (low, high)}
        drawn = line(place[low], place[high])
        for k in range(1, steps):
            mid = FIELD.call(L.hex_between, low, high, k, steps)
            col, row = drawn[k]  # along the map's edge the line may run beside it
            assert FIELD.apart(mid, row * 9 + min(col, 8)) <= 1
            assert abs(FIELD.apart(low, mid) - k) <= 1
            assert abs(FIELD.apart(mid, high) - (steps - k)) <= 1
            assert centre_off(FIELD, low, high, k / steps, mid) <= 0.5 / np.cos(np.pi / 6) + 0.08


def centre_off(field: Field, a: int, b: int, share: float, mid: int) -> float:
    """Distance of a hex's middle from the point of the line; a hexside lies at 0.5, a corner at 0.577."""

    def middle(h: int) -> np.ndarray:
        return np.array([h % field.columns + 0.5 * (h // field.columns % 2), h // field.columns * np.sqrt(3) / 2])

    return float(np.hypot(*(middle(a) + (middle(b) - middle(a)) * share - middle(mid))))


@pytest.mark.parametrize(
    ("a", "b", "step", "steps", "there"),
    [(0, 6, 3, 6, 3), (0, 42, 2, 6, 14), (7, 11, 1, 4, 8), (8, 22, 1, 2, 16), (1, 15, 1, 2, 8)],
)
def test_along_a_row_and_down_the_map_the_line_goes_straight(a, b, step, steps, there):
    assert Field().call(L.hex_between, a, b, step, steps) == there


@pytest.mark.parametrize("ends", [(0, 48), (6, 42), (42, 48), (0, 6)])
def test_no_point_of_a_line_leaves_the_map(ends):
    for k in range(7):
        assert 0 <= Field().call(L.hex_between, *ends, k, 6) < 49


@settings(max_examples=30)
@given(st.lists(st.integers(0, 40), min_size=49, max_size=49), st.integers(0, 48), st.integers(0, 48))
def test_sight_is_mutual_and_higher_eyes_see_no_less(heights, a, b):
    field = Field()
    field.t.hex[:, S.H_ELEVATION_M] = heights
    free = field.call(L.trace_sight, a, b)
    assert field.call(L.trace_sight, b, a) == free
    apart = field.apart(a, b) + 1
    assert field.call(L.sight_line, a, b) == (apart if free else -apart) == field.w.los[b, a]
    field.t.hex[[a, b], S.H_ELEVATION_M] += 15
    assert field.call(L.trace_sight, a, b) >= free
    assert field.call(L.sight_line, a, b) == (apart if free else -apart), "what was traced is kept for good"


def test_very_far_distances_are_kept_no_more_exactly():
    field = Field(130, 1)
    assert [field.call(L.sight_line, 0, far) for far in (124, 125, 126, 129)] == [125, 126, 126, 126]
