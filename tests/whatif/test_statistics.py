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


@pytest.mark.parametrize(
    ("probability", "freedom", "table"),
    [(0.75, 2, 0.8165), (0.75, 3, 0.7649), (0.9, 4, 1.5332), (0.95, 9, 1.8331), (0.995, 9, 3.2498), (0.995, 30, 2.75)],
)
def test_so_it_is_in_its_middle_and_in_its_ends(probability, freedom, table):
    assert statistics.student(probability, freedom) == pytest.approx(table, abs=1e-4)


def test_a_mean_has_students_interval():
    """1 to 10: mean 5.5, variance 82.5 / 9, t of nine degrees 2.2622."""
    found = statistics.mean([float(k) for k in range(1, 11)])
    half = 2.2622 * math.sqrt(82.5 / 9 / 10)
    assert found == pytest.approx((5.5, 5.5 - half, 5.5 + half), abs=1e-3)


def test_a_mean_of_under_ten_games_has_no_interval():
    assert statistics.mean([7.0]) == (7.0, None, None)
    assert statistics.mean([7.0, 9.0] * 4 + [8.0]) == (8.0, None, None)
    assert statistics.mean([7.0, 9.0] * 5).low is not None


@pytest.mark.parametrize(
    ("n", "rank"), [(6, 1), (8, 1), (9, 2), (10, 2), (15, 4), (20, 6), (25, 8), (50, 18), (100, 40)]
)
def test_a_median_lies_between_the_ranks_of_the_tables(n, rank):
    """Ranks for 95 %: Conover, Practical Nonparametric Statistics (1999), table of the sign test's quantiles."""
    assert statistics.median([float(v) for v in range(1, n + 1)]) == ((n + 1) / 2, rank, n + 1 - rank)


def test_a_median_of_five_games_has_no_interval_and_of_none_no_value():
    assert statistics.median([3.0, 1.0, None, 2.0, 5.0, 4.0]) == (3.0, None, None)
    assert statistics.median([None]) is None


def test_the_ranks_of_a_thousand_games_and_of_one_more_agree():
    exact, normal = (statistics.median([float(v) for v in range(n)]) for n in (1000, 1001))
    assert abs(exact.low - normal.low) <= 1
    assert abs(exact.high - normal.high) <= 1


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


@pytest.mark.parametrize(("games", "most"), [(20, 0.139), (60, 0.0487), (300, 0.00994)])  # 1 - .05 ** (1 / n)
@pytest.mark.parametrize("shares", [True, False])
def test_where_no_game_differed_an_upper_bound_takes_the_place_of_an_interval(games, most, shares):
    found = statistics.paired([1.0] * games, [1.0] * games, shares=shares)
    assert found[:5] == (0.0, None, None, games, 0)
    assert found.at_most == pytest.approx(most, rel=5e-3)
    assert not found.is_clear


def test_a_mean_of_which_fewer_than_ten_pairs_differ_has_no_interval_but_is_told_whole():
    old = [100.0] * 60
    nine, ten = old[:51] + [160.0] * 8 + [90.0], old[:50] + [160.0] * 10
    found = statistics.paired(old, nine, shares=False)
    assert found == (pytest.approx(470 / 60), None, None, 60, 9, None, (pytest.approx(470 / 9), -10.0, 60.0))
    assert statistics.paired(old, ten, shares=False).lo is not None


@pytest.mark.parametrize(
    ("only_variant", "only_history", "pairs", "low", "high"),
    [
        (
            1,
            7,
            21,
            -0.517,
            -0.026,
        ),  # Fagerland, Lydersen, Laake, Statistics in Medicine 33 (2014), airways of 21 children
        (6, 16, 161, -0.124, -0.005),
    ],
)
def test_a_difference_of_paired_shares_has_tangos_interval(only_variant, only_history, pairs, low, high):
    found = statistics.tango(only_variant, only_history, pairs)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-4)
    assert found.value == pytest.approx((only_variant - only_history) / pairs)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 40))
def test_the_ends_are_where_the_score_test_just_does_not_reject(more, fewer, same):
    """By the likelihood itself, searched over the nuisance share: an arithmetic of its own."""
    pairs = more + fewer + same
    if not pairs:
        return
    found = statistics.tango(more, fewer, pairs)
    assert -1 <= found.low <= found.value <= found.high <= 1
    for end in (found.low, found.high):
        if -0.99 < end < 0.99:
            assert abs(score_by_search(more, fewer, pairs, end)) == pytest.approx(1.95996, abs=0.02)


def score_by_search(more, fewer, pairs, difference):
    """The score statistic with the nuisance share (only history) that makes the pairs likeliest, by golden section."""
    same = pairs - more - fewer
    low, high = max(0.0, -difference), (1 - difference) / 2

    def likely(q):
        parts = ((more, q + difference), (fewer, q), (same, 1 - 2 * q - difference))
        return sum(k * math.log(max(p, 1e-300)) for k, p in parts if k)

    for _step in range(200):
        a, b = low + 0.381966 * (high - low), low + 0.618034 * (high - low)
        low, high = (low, b) if likely(a) > likely(b) else (a, high)
    q = (low + high) / 2
    return (more - fewer - pairs * difference) / math.sqrt(pairs * (2 * q + difference - difference**2))


def test_every_interval_is_of_the_level_that_is_asked_for():
    """90 %: z = 1.6449, t of nine degrees 1.8331, and of 20 pairs alike 1 - .1^(1/20) = .1087 may differ all the same."""
    mean = statistics.mean([float(k) for k in range(1, 11)], level=0.9)
    assert mean.high - 5.5 == pytest.approx(1.8331 * math.sqrt(82.5 / 9 / 10), abs=1e-3)
    share = statistics.wilson(5, 10, level=0.9)
    assert (share.low - 0.5) ** 2 == pytest.approx(1.6449**2 * share.low * (1 - share.low) / 10, rel=1e-3)
    for end in statistics.tango(3, 9, 40, level=0.9)[1:]:
        assert abs(score_by_search(3, 9, 40, end)) == pytest.approx(1.6449, abs=0.02)
    old = [0.0] * 40
    moved = statistics.paired(old, [1.0] * 3 + [0.0] * 37, shares=True, level=0.9)
    assert abs(score_by_search(3, 0, 40, moved.hi)) == pytest.approx(1.6449, abs=0.02)
    wide, narrow = (
        statistics.paired(old, [*map(float, range(12)), *old[12:]], shares=False, level=level) for level in (0.95, 0.9)
    )
    # t of 39 degrees: 2.0227 and 1.6849
    assert (wide.hi - wide.lo) / (narrow.hi - narrow.lo) == pytest.approx(2.0227 / 1.6849, rel=1e-3)
    assert statistics.paired([1.0] * 20, [1.0] * 20, shares=False, level=0.9).at_most == pytest.approx(0.1087, abs=1e-4)


def test_a_paired_mean_is_of_all_pairs_also_of_those_that_do_not_differ():
    """Ten of 60 pairs are 60 more: mean 10, variance (10 x 3600 - 60 x 100) / 59 = 508.5, t of 59 degrees 2.0010: 10 +- 5.825."""
    found = statistics.paired([100.0] * 60, [100.0] * 50 + [160.0] * 10, shares=False)
    assert (found.diff, found.lo, found.hi) == pytest.approx((10, 10 - 5.825, 10 + 5.825), abs=2e-3)
    assert found.is_clear


@pytest.mark.parametrize(("old", "new", "sign"), [((0.0, 0.0), (1.0, 0.0), 1), ((1.0, 0.0), (0.0, 0.0), -1)])
def test_of_shares_one_pair_that_differs_has_an_interval_and_its_direction(old, new, sign):
    """In one of 30 pairs it happened in one game alone."""
    found = statistics.paired([*old] + [0.0] * 28, [*new] + [0.0] * 28, shares=True)
    assert found.diff == pytest.approx(sign / 30)
    assert found.lo < found.diff < found.hi
    more, fewer = (1, 0) if sign > 0 else (0, 1)
    for end in (found.lo, found.hi):
        assert abs(score_by_search(more, fewer, 30, end)) == pytest.approx(1.95996, abs=0.02)


def test_an_interval_that_ends_in_nothing_is_not_clear():
    for low, high, clear in ((0.0, 1.0, False), (-1.0, 0.0, False), (0.1, 1.0, True), (-1.0, -0.1, True)):
        assert statistics.Difference(0.5, low, high, 20, 20).is_clear == clear


def test_the_paired_interval_agrees_with_the_normal_one_for_many_games():
    dice = np.random.default_rng(3)
    old = dice.normal(100, 40, 800)
    new = old + dice.normal(5, 10, 800)
    found = statistics.paired(list(old), list(new), shares=False)
    half = 1.96 * np.std(new - old, ddof=1) / math.sqrt(800)
    assert found.diff == pytest.approx(np.mean(new - old))
    assert (found.lo, found.hi) == pytest.approx((found.diff - half, found.diff + half), abs=0.1 * half)


def test_pairing_takes_the_luck_out():
    """The same difference, paired and with the pairs shuffled: sharing luck narrows the interval severalfold."""
    dice = np.random.default_rng(4)
    old = dice.normal(100, 40, 400)
    new = old + dice.normal(5, 4, 400)
    narrow, wide = (
        statistics.paired(list(old), list(new), shares=False),
        statistics.paired(list(old), list(dice.permutation(new)), shares=False),
    )
    assert (wide.hi - wide.lo) > 5 * (narrow.hi - narrow.lo)


def test_pairs_without_a_value_are_left_out_and_lists_must_match():
    assert statistics.paired([None, 1.0, 2.0], [5.0, 2.0, None], shares=False).diff == 1.0
    with pytest.raises(ValueError, match="2 of history against 1"):
        statistics.paired([1.0, 2.0], [1.0], shares=False)


def test_the_record_s_percentile_counts_equal_games_half():
    assert statistics.percentile([1.0, 2.0, 2.0, 3.0], 2.0) == 50
    assert statistics.percentile([1.0, 2.0], 9.0) == 100
    assert statistics.percentile([1.0, None], None) is None
