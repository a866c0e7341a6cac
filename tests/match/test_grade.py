"""A grade is of the very content that is played and of the rules that play it, else the verdict says why there is none (12.5)."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from game import Match, load_scenario
from game.files.battle.standing import Finished
from game.files.battle.variants import varied
from game.match.battle import grade
from game.match.battle.grade import grade_line, grade_lines, grade_of, grades_for, standing, standing_line
from game.model.battle.grades import STEPS, Grades, SeatScores
from game.model.battle.scenario import Scenario
from tests.files.conftest import Copy

WHY = "not graded: no games of this very content and these rules are kept to compare with"


def test_a_game_of_the_shipped_scenario_is_graded(replayed):
    assert 0.0 <= grade_of(replayed, "japan") <= 100.0
    assert grade_line(replayed, "japan").startswith("better than ")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("oob.toml", r"^men = 375$", "men = 376"),
        ("parameters.toml", r"^value = 0.037$", "value = 0.038"),
        ("weather.toml", r'^sky = "fog and rain"$', 'sky = "fog"'),
    ],
)
def test_a_scenario_of_ones_own_is_not_graded_by_the_shipped_one_of_its_name(tmp_path: Path, file, old, new):
    copy = Copy(tmp_path / "scenarios")
    same = load_scenario(copy.folder)
    copy.spoil(file, old, new)
    own = load_scenario(copy.folder)
    assert own.id == same.id == "silent-assault"
    assert (grades_for(same), grades_for(own)) == (grades_for(load_scenario("silent-assault")), None)
    assert grade_line(Match.new(own), "japan") == WHY


def test_neither_a_what_if_nor_a_scenario_without_kept_games_is_graded(night: Scenario):
    assert grade_line(Match.new(varied(night, "no-flares")), "soviet") == WHY
    assert grade_line(Match.new(replace(night, id="no-such-scenario", digest="0123456789abcdef")), "soviet") == WHY


def test_a_game_by_other_rules_is_not_graded(replayed):
    old = replayed.branch(3)
    old.played_by = "0.4"
    assert grade_line(old, "japan") == WHY


# ------------------------------------------------------------------ place and standing
SEAT = SeatScores(
    side="japan",
    against="plain",
    games=100,
    seed=1,
    mean=50.0,
    sd=10.0,
    idle=20.0,
    best=60.0,
    staff=tuple(30.0 + k * 0.4 for k in range(STEPS)),
    beside_games=20,
)


def of(score: float, **other: str) -> Finished:
    game = Finished("0", "silent-assault", "content", "0.6", "japan", "plain", score)
    return replace(game, **other)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """One seat is kept: Japan in the night against plain, idle 20, staff 50, best 60."""
    grades = Grades(content="content", rules="0.6", games=1, seed=1, check=(), scores=(), seats=(SEAT,))
    monkeypatch.setattr(grade, "_kept", lambda scenario: grades if scenario == "silent-assault" else None)


def test_a_humans_game_has_a_place_against_the_opponent_he_had_and_the_record_beside_it(replayed):
    place, beside = grade_lines(replayed, "japan", "plain")
    assert place.startswith("Place: better than ")
    assert place.endswith(" of 100 games of our staff in this seat against this opponent")
    assert beside == grade_line(replayed, "japan")
    assert grade_lines(replayed, "japan", "nearest") == [
        "no place: no games of our staff against this opponent are kept",
        grade_line(replayed, "japan"),
    ]
    assert grade_lines(replayed, "japan", None) == [grade_line(replayed, "japan")]


def test_a_standing_is_told_from_five_games_on(kept):
    four = [of(50.0)] * 4
    assert standing_line(four) == "Standing: after 1 more game against the computer"
    assert standing_line([]) == "Standing: after 5 more games against the computer"
    assert standing_line([*four, of(50.0)]).startswith("Standing 50 (")


def test_a_standing_is_of_the_mean_score_with_the_spread_of_the_staffs_games(kept):
    # four games, mean 50, half-width 1.96 * 10 / 2 = 9.8: 40.2 is 50 * 20.2 / 30 = 33.7; 59.8 is 50 + 50 * 9.8 / 10 = 99
    found = standing([of(40.0), of(60.0), of(45.0), of(55.0)])
    assert (found.games, found.value) == (4, pytest.approx(50.0))
    assert (found.low, found.high) == (pytest.approx(33.667, abs=0.01), pytest.approx(99.0))


@pytest.mark.parametrize(
    "other",
    [{"content": "another"}, {"rules": "0.5"}, {"against": "nearest"}, {"side": "soviet"}, {"scenario": "gone"}],
)
def test_a_game_without_a_table_does_not_count(kept, other):
    assert standing([of(50.0, **other)]) is None


def test_an_idle_player_stands_at_nought_and_the_best_of_the_seat_at_a_hundred(kept):
    assert standing([of(20.0)] * 5).value == 0.0
    assert standing([of(60.0)] * 5).value == 100.0
