"""Intervals hold the truth as often as they say: simulated studies of many sizes, drawn anew in every run."""

import numpy as np
import pytest

from game.whatif import statistics

STUDIES = 1_000
SLACK = (
    2.6 * (0.05 * 0.95 / STUDIES) ** 0.5
)  # of a simulated share of such studies: one cell in two hundred strays further


@pytest.fixture
def dice():
    """Chance that nobody chose; a failure prints its seed."""
    seed = np.random.SeedSequence().entropy
    print(f"seed {seed}")
    return np.random.default_rng(seed)


@pytest.mark.slow
@pytest.mark.parametrize("n", [5, 10, 20, 30, 60, 100])
@pytest.mark.parametrize(("more", "fewer"), [(0.02, 0.0), (0.10, 0.02), (0.30, 0.10), (0.40, 0.30)])
def test_a_paired_share_is_held_by_at_least_93_of_100_intervals(dice, n, more, fewer):
    counts, many = np.unique(dice.multinomial(n, [more, fewer, 1 - more - fewer], STUDIES), axis=0, return_counts=True)
    held = 0
    for (a, b, _), k in zip(counts, many, strict=True):
        values = [1.0] * a + [0.0] * (n - a), [0.0] * a + [1.0] * b + [0.0] * (n - a - b)
        found = statistics.paired(values[1], values[0], shares=True)
        low, high = (found.lo, found.hi) if found.differs else (-found.at_most, found.at_most)
        held += k * (low <= more - fewer <= high)
    assert held / STUDIES >= 0.93 - SLACK


@pytest.mark.slow
@pytest.mark.parametrize("n", [10, 20, 30, 60, 100])
@pytest.mark.parametrize(("shape", "least"), [("normal", 0.93), ("two-peaked", 0.93), ("skewed", 0.88)])
def test_a_mean_is_held_by_93_of_100_intervals_where_near_normal_and_88_where_skewed(dice, n, shape, least):
    gaps = {
        "normal": lambda: dice.normal(5, 10, (STUDIES, n)),
        "two-peaked": lambda: dice.choice([-20.0, 40.0], (STUDIES, n)) + dice.normal(0, 3, (STUDIES, n)),
        "skewed": lambda: dice.exponential(20.0, (STUDIES, n)),
    }[shape]()
    truth = {"normal": 5.0, "two-peaked": 10.0, "skewed": 20.0}[shape]
    held = 0
    for study in gaps:
        found = statistics.paired([0.0] * n, list(study), shares=False)
        held += found.lo <= truth <= found.hi
    assert held / STUDIES >= least - SLACK


@pytest.mark.slow
@pytest.mark.parametrize("n", [6, 10, 20, 30, 60, 100])
@pytest.mark.parametrize("shape", ["normal", "two-peaked", "skewed"])
def test_a_median_is_held_by_95_of_100_intervals_whatever_the_shape(dice, n, shape):
    games, truth = {
        "normal": lambda: (dice.normal(5, 10, (STUDIES, n)), 5.0),
        "two-peaked": lambda: (dice.choice([-20.0, 20.0], (STUDIES, n)) + dice.normal(0, 30, (STUDIES, n)), 0.0),
        "skewed": lambda: (dice.exponential(20.0, (STUDIES, n)), 20.0 * np.log(2.0)),
    }[shape]()
    found = [statistics.median(list(study)) for study in games]
    assert sum(f.low <= truth <= f.high for f in found) / STUDIES >= 0.95 - SLACK
