"""Plans as data: every slip is told with file, line and what is needed."""

import pytest


@pytest.fixture
def copy(copy):
    """The plans of the menus are common to all battles; the habit that the night has of its own is laid aside."""
    (copy.folder / "plans.toml").unlink()
    return copy


def test_a_figure_outside_its_range_is_told(copy):
    line = copy.spoil("plans.toml", r"^crest = 1$", "crest = 4")
    assert (copy.only_problem.file, copy.only_problem.line) == ("common/plans.toml", line)
    assert "has crest = 4; needed 0 to 3" in copy.only_problem.message


def test_an_unknown_key_is_told_with_the_nearest(copy):
    copy.spoil("plans.toml", r"^reserve_pm = 500$", "reserves_pm = 500")
    assert "reserve_pm" in str(copy.only_problem)


def test_a_plan_names_places_and_moments_that_exist(copy):
    copy.spoil("plans.toml", r'^begins = "6 Aug Day"', 'begins = "6 Sep Day"')
    assert "is no moment" in str(copy.only_problem)
    copy.spoil("plans.toml", r'"6 Sep Day"', '"6 Aug Day"')
    copy.spoil("plans.toml", r'aims = \["hill-52"', 'aims = ["hill-53"')
    assert "place 'hill-53' is unknown" in str(copy.only_problem)


def test_a_side_has_a_plan_of_a_name_once_and_both_sides_may_have_it(copy):
    copy.spoil("plans.toml", r'^id = "forward"', 'id = "record"')
    assert "plan 'record': key 'japan record' is already there on line 5" in copy.only_problem.message


def test_less_than_the_least_is_not_wanted(copy):
    copy.spoil("plans.toml", r"^least = 1.5$", "least = 3.5")
    assert "needed at most ratio" in str(copy.only_problem)
