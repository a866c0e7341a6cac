"""Statistics of many games against closed forms, tables and numpy."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.whatif import statistics

numbers = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60)


@given(numbers, st.floats(0, 1))
def test_a_quantile_is_numpys(values, share):
    assert statistics.quantile(values, share) == pytest.approx(np.quantile(values, share), rel=1e-9, abs=1e-6)


def test_games_in_which_it_never_happened_are_left_out():
    assert statistics.quantile([None, 3.0, None, 1.0], 0.5) == 2.0
    assert statistics.mean([None, 4.0, 6.0]).value == 5.0
    assert statistics.quantile([None], 0.5) is None
    assert statistics.mean([]) is None
    assert statistics.share([None]) is None


@pytest.mark.parametrize(
    ("freedom", "table"),
    [(1, 12.7062), (2, 4.3027), (3, 3.1824), (4, 2.7764), (9, 2.2622), (29, 2.0452), (120, 1.9799)],
)
def test_students_quantile_is_that_of_the_tables(freedom, table):
    assert statistics.student(0.975, freedom) == pytest.approx(table, abs=1e-4)
    assert statistics.student(0.025, freedom) == pytest.approx(-table, abs=1e-4)


def test_a_mean_has_students_interval():
    found = statistics.mean([1.0, 2.0, 3.0, 4.0])
    half = 3.1824 * math.sqrt(5 / 3) / 2
    assert found == pytest.approx((2.5, 2.5 - half, 2.5 + half), abs=1e-3)


def test_a_single_game_has_no_interval():
    assert statistics.mean([7.0]) == (7.0, None, None)
    assert statistics.paired([1.0], [4.0]) == (3.0, None, None)


@pytest.mark.parametrize(
    ("hits", "games", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (45, 100, 0.3561, 0.5476)],
)
def test_a_share_has_wilsons_interval(hits, games, low, high):
    """The ends solve (p - share)^2 = z^2 p (1 - p) / n."""
    found = statistics.wilson(hits, games)
    assert (found.low, found.high) == pytest.approx((low, high), abs=2e-4)
    for end in (found.low, found.high):
        if 0 < end < 1:
            assert (end - hits / games) ** 2 == pytest.approx(1.95996**2 * end * (1 - end) / games, rel=1e-3)


@given(st.integers(0, 50), st.integers(1, 50))
def test_wilsons_interval_holds_the_share_and_stays_within_0_and_1(hits, more):
    found = statistics.wilson(hits, hits + more)
    assert 0 <= found.low <= found.value <= found.high <= 1


@given(numbers.filter(lambda values: len(values) > 1))
def test_a_variant_that_changes_nothing_differs_by_exactly_nothing(values):
    assert statistics.paired(values, values) == (0.0, 0.0, 0.0)


def test_the_paired_interval_agrees_with_the_normal_one_for_many_games():
    dice = np.random.default_rng(3)
    old = dice.normal(100, 40, 800)
    new = old + dice.normal(5, 10, 800)
    found = statistics.paired(list(old), list(new))
    half = 1.96 * np.std(new - old, ddof=1) / math.sqrt(800)
    assert found.value == pytest.approx(np.mean(new - old))
    assert (found.low, found.high) == pytest.approx((found.value - half, found.value + half), abs=0.1 * half)


def test_pairing_takes_the_luck_out():
    """The same difference, paired and with the pairs shuffled: sharing luck narrows the interval severalfold."""
    dice = np.random.default_rng(4)
    old = dice.normal(100, 40, 400)
    new = old + dice.normal(5, 4, 400)
    narrow, wide = statistics.paired(list(old), list(new)), statistics.paired(list(old), list(dice.permutation(new)))
    assert (wide.high - wide.low) > 5 * (narrow.high - narrow.low)


def test_the_bootstrap_gives_the_same_interval_every_time():
    old, new = [float(k % 7) for k in range(90)], [float(k % 5) for k in range(90)]
    assert statistics.paired(old, new) == statistics.paired(old, new)


def test_the_bootstrap_does_not_depend_on_its_blocks(monkeypatch):
    old, new = [float(k % 7) for k in range(90)], [float(k % 5) for k in range(90)]
    whole = statistics.paired(old, new)
    monkeypatch.setattr(statistics, "_BLOCK", 1000)
    assert statistics.paired(old, new) == pytest.approx(whole, abs=0.3)


def test_pairs_without_a_value_are_left_out_and_lists_must_match():
    assert statistics.paired([None, 1.0, 2.0], [5.0, 2.0, None]).value == 1.0
    with pytest.raises(ValueError, match="2 of history against 1"):
        statistics.paired([1.0, 2.0], [1.0])


def test_the_record_s_percentile_counts_equal_games_half():
    assert statistics.percentile([1.0, 2.0, 2.0, 3.0], 2.0) == 50
    assert statistics.percentile([1.0, 2.0], 9.0) == 100
    assert statistics.percentile([1.0, None], None) is None
