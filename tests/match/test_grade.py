"""A grade is of the very content that is played and of the rules that play it, else the verdict says why there is none (12.5)."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from game import Match, load_scenario
from game.files.battle.variants import varied
from game.match.battle.grade import grade_line, grade_of, grades_for
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
