"""The ladder: everybody meets everybody with the same luck, and the figures are those of the games."""

from statistics import fmean

import pytest

from game.files.battle.scenarios import load_scenario
from game.players.battle import own
from game.whatif.battle.ladder import contestants, ladder
from game.whatif.battle.trials import trial
from game.whatif.ratings import BASE


@pytest.fixture(scope="module")
def night():
    return load_scenario("silent-assault")


@pytest.fixture(scope="module")
def few(night):
    """The staff, the beginner and an idle army."""
    without = [name for name in contestants(night) if name not in ("plain", "nearest", "habit:nothing")]
    return ladder([night], games=3, without=without, seed=77)


def test_all_levels_all_habits_and_the_plans_of_both_sides_take_part(night):
    campaign = load_scenario("changkufeng")
    found = contestants(campaign)
    assert {"plain", "recruit", "history", "nearest", "random", "plan:record", "habit:nothing", "habit:halt"} <= set(
        found
    )
    assert len(found) == len(set(found))
    assert "plan:forward" not in found  # Japan's alone
    assert "habit:halt" not in contestants(night)  # nobody talks there: it is to do nothing


def test_the_figures_are_those_of_trials_with_the_same_seeds(night, few):
    rungs = {rung.commander: rung for rung in few.rungs}
    there = trial(night, "plain", "nearest", pairs=3, seed=77)
    idle = trial(night, "plain", "habit:nothing", pairs=3, seed=77)
    assert rungs["plain"].margin == pytest.approx(fmean([*there.margins, *idle.margins]))
    assert rungs["plain"].share == pytest.approx((there.wins + idle.wins) / 6)
    assert rungs["plain"].pairs == 6
    assert sum(rung.margin for rung in few.rungs) == pytest.approx(0.0)
    assert sum(rung.share for rung in few.rungs) == pytest.approx(1.5)


def test_the_staff_is_the_measure_and_an_idle_army_stands_below(few):
    names = [rung.commander for rung in few.rungs]
    assert next(rung for rung in few.rungs if rung.commander == "plain").rating.value == BASE
    assert names[-1] == "habit:nothing"
    assert [rung.rating.value for rung in few.rungs] == sorted((r.rating.value for r in few.rungs), reverse=True)


@pytest.mark.long
def test_the_games_are_the_same_in_any_number_of_processes_and_again(night, few):
    without = [name for name in contestants(night) if name not in ("plain", "nearest", "habit:nothing")]
    again = ladder([night], games=3, without=without, seed=77, workers=2)
    assert again.rungs == few.rungs


def test_one_of_ones_own_takes_part_where_it_is_named(night):
    class Idle:
        def __init__(self, side, scenario):
            pass

        def orders(self, view):
            return ["dig"]

    own.enlist("idle", Idle)
    try:
        names = [name for name in contestants(night) if name != "habit:nothing"]
        found = ladder([night], games=1, more=["idle"], without=names, seed=5)
    finally:
        own._ENLISTED.clear()
    first, second = found.rungs
    assert {first.commander, second.commander} == {"idle", "habit:nothing"}
    assert first.margin == second.margin == 0.0  # both do nothing
    assert found.told
    assert all("an order of idle was dropped: 'dig' is no order" in line for line in found.told)


@pytest.mark.parametrize(
    ("more", "without", "why"),
    [
        (["plan:forward"], [], "no commander 'plan:forward' for soviet"),
        ([], ["nearset"], "no commander 'nearset' for japan in silent-assault.*nearest\"?"),
    ],
)
def test_who_cannot_sit_on_both_sides_is_refused(night, more, without, why):
    with pytest.raises(ValueError, match=why):
        ladder([night], games=1, more=more, without=without)


def test_a_ladder_of_one_is_none(night):
    with pytest.raises(ValueError, match="silent-assault: a ladder of 1; needed 2 and more"):
        ladder([night], games=1, without=[name for name in contestants(night) if name != "plain"])


def test_stopped_early_it_is_the_ladder_of_the_pairs_that_all_have_played(night):
    without = [name for name in contestants(night) if name not in ("plain", "nearest", "habit:nothing")]

    def stop(done, of):
        if done == 5:  # of three pairings, in their order: one pair of each is whole
            raise KeyboardInterrupt

    found = ladder([night], games=3, without=without, seed=77, workers=1, progress=stop)
    assert (found.games, found.asked, found.is_partial, found.notice) == (1, 3, True, "stopped by hand")
    assert found.rungs == ladder([night], games=1, without=without, seed=77).rungs
