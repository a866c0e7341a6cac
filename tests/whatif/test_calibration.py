"""Targets: hit and miss as their statistic says."""

import pytest

from game.model.battle.measures import Target
from game.whatif.battle.calibration import calibrate, find


def target(statistic, low, high, record=None):
    return Target(
        id="t",
        name="t",
        outcome="o",
        statistic=statistic,
        low=low,
        high=high,
        record=record,
        kind="D",
        tuned=False,
        source="estimate",
        confidence="C",
    )


@pytest.mark.parametrize(("low", "high", "hit"), [(0.4, 0.6, True), (0.5, 0.5, True), (0.6, 1.0, False)])
def test_a_share_is_compared_with_its_band(low, high, hit):
    found = find(target("share", low, high), [0.0, 1.0, 1.0, 0.0])
    assert (found.share, found.hit, found.median) == (0.5, hit, None)


@pytest.mark.parametrize(("low", "high", "hit"), [(2, 4, True), (4, 9, False)])
def test_a_median_is_compared_with_its_band(low, high, hit):
    found = find(target("median", low, high, record=5.0), [1.0, 2.0, 3.0, 4.0, 5.0])
    assert (found.median, found.hit, found.percentile, found.share) == (3.0, hit, 90.0, None)


@pytest.mark.parametrize(("record", "hit"), [(50.0, True), (99.0, False), (1.0, False)])
def test_the_middle_ninety_of_a_hundred_games_cover_the_record_or_do_not(record, hit):
    assert find(target("covers", 0, 100, record=record), [float(k) for k in range(101)]).hit is hit


def test_what_never_happened_hits_nothing():
    found = find(target("median", 0, 10), [None, None])
    assert (found.median, found.hit, found.happened) == (None, False, 0)


def test_every_target_is_found(made_up, scenario):
    assert [f.name for f in calibrate(made_up())] == [t.name for t in scenario.targets]
