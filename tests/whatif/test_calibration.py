"""Targets: hit and miss as their statistic says."""

import pytest

from game.model.battle.measures import Outcome, Target
from game.whatif.battle.calibration import calibrate, find, find_outcome, tally, worst_first


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


def test_every_target_and_every_outcome_with_a_record_or_a_band_is_found(made_up, scenario):
    found = calibrate(made_up())
    assert [f.name for f in found][: len(scenario.targets)] == [t.name for t in scenario.targets]
    aimed = {t.outcome for t in scenario.targets}
    known = {o.name for o in scenario.outcomes if o.record is not None or o.record_low is not None}
    assert known - {o.name for o in scenario.outcomes if o.id in aimed} == {
        f.name for f in found[len(scenario.targets) :]
    }
    assert all(f.percentile is not None for f in found)


def outcome(measure="men_lost", record=None, low=None, high=None, confidence="A", tuned=False):
    return Outcome(
        id="o",
        name="o",
        measure=measure,
        unit="",
        side="japan",
        place="hill",
        record=record,
        record_low=low,
        record_high=high,
        tuned=tuned,
        source="estimate",
        confidence=confidence,
    )


HUNDRED = [float(k) for k in range(101)]


@pytest.mark.parametrize(("happened", "percentile"), [(10, 50.0), (5, 75.0), (1, 95.0), (0, 100.0)])
def test_the_share_of_one_event_has_a_percentile_too_by_the_middle_of_its_rank(happened, percentile):
    found = find_outcome(outcome("place_taken", record=1.0), [1.0] * happened + [0.0] * (10 - happened))
    assert (found.share, found.percentile, found.median) == (happened / 10, percentile, None)
    assert found.inside_90 is found.hit is (percentile <= 95)


@pytest.mark.parametrize(
    ("low", "high", "percentile", "inside", "hit"),
    [(40, 60, 50, True, True), (90, 100, 95, True, False), (96, 100, 98, False, False)],
)
def test_a_band_alone_counts_by_its_middle_and_by_whether_it_meets_the_middle_ninety(
    low, high, percentile, inside, hit
):
    found = find_outcome(outcome(low=low, high=high), HUNDRED)
    assert found.percentile == pytest.approx(percentile, abs=1)
    assert (found.record, found.band_only, found.inside_90, found.hit) == (None, True, inside, hit)


def test_a_record_without_a_band_is_hit_where_the_middle_ninety_cover_it():
    assert find_outcome(outcome(record=94.0), HUNDRED).hit
    assert not find_outcome(outcome(record=97.0), HUNDRED).hit


def test_the_worst_stand_first_and_the_tally_counts_percentiles_before_bands():
    values = [
        find_outcome(outcome(record=r, tuned=t), HUNDRED) for r, t in ((50.0, False), (200.0, True), (90.0, False))
    ]
    assert [f.record for f in worst_first(values)] == [200.0, 90.0, 50.0]
    assert [f.is_far for f in worst_first(values)] == [True, False, False]
    assert tally(values) == (
        "2 of 3 records in the middle 90 %, 1 outside percentile 1 to 99; "
        "2 of 3 inside the author's band, 2 of 2 that were never tuned"
    )
