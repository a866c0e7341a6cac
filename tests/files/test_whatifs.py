"""What-ifs: those of a scenario, and a user's own file."""

import pytest

from game.files.battle.scenarios import load_scenario
from game.files.battle.whatifs import load_what_if
from game.files.errors import BadFile

MINE = """\
format = 1
id = "my-question"
title = "Fewer men"
question = "What if a company had stayed behind?"
summary = "I/75 is weaker."

[[units]]
id = "I/75"
men = 275
"""


def test_a_users_own_what_if_is_read_from_anywhere(tmp_path):
    path = tmp_path / "any name.toml"
    path.write_text(MINE, encoding="utf-8")
    found = load_what_if(path, "silent-assault")
    assert (found.id, found.units[0].id, found.units[0].men) == ("my-question", "I/75", 275)


def test_its_mistakes_are_told_with_its_path_and_line(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(MINE.replace('"I/75"', '"I/57"').replace("275", "-1"), encoding="utf-8")
    with pytest.raises(BadFile) as told:
        load_what_if(path, "silent-assault")
    assert str(told.value).split("\n") == [
        f"{path}:8: units 'I/57': counter 'I/57' is unknown; nearest is I/75",
        f"{path}:9: units 'I/57': has men = -1; needed 0 to 2000",
    ]


def test_a_missing_what_if_is_said(tmp_path):
    with pytest.raises(BadFile, match=r"mine\.toml: there is no such file"):
        load_what_if(tmp_path / "mine.toml", "silent-assault")


def test_every_shipped_what_if_asks_and_answers(checkout):
    scenario = load_scenario("silent-assault")
    assert {w.id for w in scenario.what_ifs} == {
        p.stem for p in (checkout / "scenarios/silent-assault/what-if").glob("*.toml")
    }
    for what_if in scenario.what_ifs:
        assert scenario.what_if(what_if.id) is what_if
        assert what_if.question.endswith("?")
