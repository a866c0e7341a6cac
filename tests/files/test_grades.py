"""Grades: a file that is read strictly, written whole, and gives the share of re-enactments a score beats (rule 12.5)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from game.files.battle.grades import grade_problems, read_grades, write_grades
from game.files.errors import BadFile
from game.model.battle.grades import STEPS, Beside, Grades, SeatScores, SideScores

RISING = SideScores(side="japan", quantiles=tuple(20.0 + k / 2 for k in range(STEPS)))
SEAT = SeatScores(
    side="japan",
    against="plain",
    games=100,
    seed=7,
    mean=50.0,
    sd=10.0,
    idle=20.0,
    best=60.0,
    staff=tuple(round(30.0 + k * 0.4, 2) for k in range(STEPS)),
    beside_games=20,
    beside=(Beside(commander="habit:nothing", own=20.0, sd=0.5, gain=-30.0, within=4.5, foe=90.0),),
)
GRADES = Grades(
    content="fedcba9876543210",
    rules="0.2",
    games=1000,
    seed=7,
    check=("0123456789abcdef",),
    scores=(RISING,),
    seats=(SEAT,),
)


def test_what_was_written_is_read_again(tmp_path: Path):
    write_grades(tmp_path / "grades.toml", GRADES)
    assert read_grades(tmp_path / "grades.toml") == GRADES


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("games = 1000", "gamse = 1000", "unknown key gamse"),
        ("games = 1000", 'games = "many"', "games"),
        ("20.00, 20.50", "20.50, 20.00", "rising"),
        ("20.00, 20.50", "20.50", "found 100"),
        ("20.00, 20.50", "nan, 20.50", "quantiles"),
        ("30.00, 30.40", "30.40, 30.00", "staff: needed 101 rising scores"),
        ("within = 4.50", "widthin = 4.50", "unknown key widthin"),
        ('content = "fedcba9876543210"\n', "", "content"),
        ('side = "japan"', "side = [", "no TOML"),
    ],
)
def test_a_mistake_is_told_at_its_line(tmp_path: Path, old: str, new: str, said: str):
    path = tmp_path / "grades.toml"
    write_grades(path, GRADES)
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(BadFile) as refused:
        read_grades(path)
    assert said in str(refused.value)
    assert all(problem.line > 0 for problem in refused.value.problems)


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_higher_score_never_has_a_lower_grade(one: float, other: float):
    low, high = sorted((one, other))
    assert GRADES.percentile("japan", low) <= GRADES.percentile("japan", high)


@given(st.integers(0, STEPS - 1))
def test_a_quantile_has_its_own_percentile(k: int):
    assert GRADES.percentile("japan", RISING.quantiles[k]) == pytest.approx(k)


def test_scores_beyond_all_re_enactments_are_nought_and_a_hundred():
    assert GRADES.percentile("japan", 0.0) == 0.0
    assert GRADES.percentile("japan", 100.0) == 100.0


def test_equal_scores_share_a_grade_and_a_side_without_scores_has_none():
    level = Grades(
        content="",
        rules="0.2",
        games=9,
        seed=1,
        check=(),
        scores=(SideScores(side="soviet", quantiles=(50.0,) * STEPS),),
    )
    assert level.percentile("soviet", 49.9) == 0.0
    assert level.percentile("soviet", 50.0) == 50.0  # of equal ones half count
    assert level.percentile("soviet", 50.1) == 100.0
    assert level.percentile("japan", 50.0) is None


def test_validate_tells_of_spoilt_grades(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "scenario.toml").write_text("")
    assert grade_problems(folder) == []
    (folder / "grades.toml").write_text("games = 1000\n")
    assert grade_problems(folder)


# idle 20, staff 50, best of the seat 60: straight lines through 0, 50 and 100
@pytest.mark.parametrize(
    ("mean", "standing"),
    [(10.0, 0.0), (20.0, 0.0), (35.0, 25.0), (50.0, 50.0), (55.0, 75.0), (60.0, 100.0), (90.0, 100.0)],
)
def test_a_standing_runs_from_nothing_ordered_over_the_staff_to_the_best_of_the_seat(mean: float, standing: float):
    assert SEAT.standing(mean) == pytest.approx(standing)


def test_a_seat_in_which_the_staff_does_no_better_than_an_idle_army_has_no_scale():
    assert replace(SEAT, idle=50.0).standing(55.0) is None
    assert replace(SEAT, best=50.0).standing(50.5) == 100.0


def test_a_place_is_how_many_of_a_hundred_games_of_the_staff_did_worse():
    assert [SEAT.place(score) for score in (30.0, 40.0, 70.0, 80.0)] == pytest.approx([0.0, 25.0, 100.0, 100.0])
