"""Figures in words: what few games cannot tell is not told as if they could."""

import pytest

from game.whatif import statistics, wording


def test_no_game_that_differed_is_told_with_what_may_differ_all_the_same():
    found = statistics.paired([1.0] * 60, [1.0] * 60, shares=True)
    assert wording.difference(found, shares=True) == ("none", "no game of 60 differed: at most 5 in 100 do")


def test_few_pairs_that_differ_are_told_one_by_one():
    found = statistics.paired([100.0] * 20, [100.0] * 18 + [130.0, 150.0], shares=False)
    assert wording.difference(found, shares=False) == (
        "+4",
        "differs in 2 of 20 pairs, when it does by +40 (+30 to +50)",
    )


def test_a_share_is_told_in_points_with_its_interval():
    old, new = [0.0] * 100, [1.0] * 30 + [0.0] * 70
    size, beside = wording.difference(statistics.paired(old, new, shares=True), shares=True)
    assert size == "+30"
    assert (
        beside == "+22 to +40"
    )  # Tango, 30 and 0 of 100: by hand as Wilson's of 30 in 100 where none goes the other way


@pytest.mark.parametrize(
    ("value", "low", "high", "told"),
    [
        (33.9, 27.1, 40.6, 34.0),  # half 6.75: to whole men
        (24.62, 22.1, 27.1, 24.6),  # half 2.5: a decimal more
        (1332.4, 1110.0, 1550.0, 1330.0),  # half 220: to tens
        (1332.4, 900.0, 1800.0, 1300.0),  # half 450: to hundreds
        (7.0, 7.0, 7.0, 7.0),
    ],
)
def test_a_figure_has_the_digits_that_its_interval_bears(value, low, high, told):
    assert wording.bearable(value, low, high) == pytest.approx(told)


@pytest.mark.parametrize(("games", "words"), [(60, "33"), (9_999, "33"), (10_000, "33.3")])
def test_a_share_has_the_decimals_its_games_bear(games, words):
    assert wording.percent(1 / 3, games) == words
