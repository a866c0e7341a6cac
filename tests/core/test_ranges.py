"""Ranges: what a position from elsewhere may hold, column by column."""

from typing import NamedTuple

import numpy as np
import pytest

from game.core.ranges import Span, index, outside


class Board(NamedTuple):
    """Two men on three squares, and how warm each square is."""

    men: np.ndarray
    warmth: np.ndarray


SQUARE, STRENGTH = range(2)
RANGES = {"men": {SQUARE: index("squares"), STRENGTH: Span(0, 1000)}, "warmth": Span(-1, 1)}


def board(men=((0, 1000), (-1, 0)), warmth=(0.0, 1.0, -1.0)) -> Board:
    """A board that is right but for what is given."""
    return Board(np.array(men, "i4"), np.array(warmth))


def test_what_lies_at_the_ends_of_its_range_is_right():
    assert outside(board(((2, 1000), (-1, 0))), RANGES, {"squares": 3}) == ""


@pytest.mark.parametrize(
    ("men", "said"),
    [
        (((3, 5), (0, 5)), "men[0, 0] is 3; needed -1 to 2"),
        (((0, 5), (-2, 5)), "men[1, 0] is -2; needed -1 to 2"),
        (((0, 5), (0, 1001)), "men[1, 1] is 1001; needed 0 to 1000"),
        (((0, 5), (0, -1)), "men[1, 1] is -1; needed 0 to 1000"),
    ],
)
def test_the_first_number_outside_is_named_with_its_place(men, said):
    assert outside(board(men), RANGES, {"squares": 3}) == said


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.5])
def test_what_is_no_number_is_within_nothing(value):
    assert outside(board(warmth=(0.0, value, 0.0)), RANGES, {"squares": 3}).startswith("warmth[1] is ")


def test_a_size_may_differ_from_row_to_row():
    """The second man has one square only, the first three."""
    assert outside(board(((2, 0), (0, 0))), RANGES, {"squares": np.array([3, 1])}) == ""
    said = "men[1, 0] is 1; needed -1 to 0"
    assert outside(board(((2, 0), (1, 0))), RANGES, {"squares": np.array([3, 1])}) == said


def test_an_empty_array_holds_nothing_wrong():
    assert outside(board(np.zeros((0, 2))), RANGES, {"squares": 3}) == ""
