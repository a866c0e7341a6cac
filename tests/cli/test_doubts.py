"""Text mode before the seal: doubts, tasks that go on, a turn taken back; a side by the name that it has on the screen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game.cli.battle.terminal.session import battle_session
from game.files import saves
from game.files.battle.scenarios import load_scenario
from game.match.battle import Match
from game.players.battle.table import Table, seats_for

SIDES = ("japan", "soviet")
ASSAULT = "order I/75 assault changkufeng silent from 02:15 start-line 17,28"


@pytest.fixture(autouse=True)
def games(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of saved games, empty for each test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return saves.folder()


@pytest.fixture
def typed() -> Callable[[str], list[str]]:
    """`typed(line)`: what a session for Japan, with a person at it, prints for a line; `typed.session`."""
    said: list[str] = []
    table = Table(Match.new(load_scenario("silent-assault"), seed=7), seats_for("japan", SIDES))
    session = battle_session(table, lambda _prompt: None, said.append)
    session.is_asked = True

    def run(line: str) -> list[str]:
        said.clear()
        session.answer(line)
        return list(said)

    run.session = session  # type: ignore[attr-defined]
    return run


def test_a_doubtful_seal_is_told_and_the_same_line_again_seals(typed):
    match = typed.session.table.match
    assert any("6 of 15 points of the limits" in line for line in typed(ASSAULT)), "the price is told with the order"
    assert any(line.startswith("Doubt: ") for line in typed("orders"))
    assert typed("doubts") == [line for line in typed("orders") if line.startswith("Doubt: ")]
    lines = typed("resolve")
    assert lines[-1] == "Not sealed yet: the same line again seals it all the same"
    assert not match.records
    typed("resolve")
    assert len(match.records) == 1


def test_a_script_is_told_and_not_asked(typed):
    typed.session.is_asked = False
    typed(ASSAULT)
    assert typed("resolve")[0].startswith("Doubt: ")
    assert len(typed.session.table.match.records) == 1


def test_what_goes_on_is_listed_with_its_hours(typed):
    typed("order II/75 move 32,44")
    typed("resolve")
    lines = typed("orders")
    at = lines.index(next(line for line in lines if line.startswith("Goes on: II/75: move 32,44")))
    assert "there" in lines[at + 1]


def test_a_turn_is_taken_back_as_a_branch(typed, games):
    assert typed("back") == ["Not done: no turn has been played yet"]
    typed("order II/75 move 32,44")
    typed("resolve")
    table = typed.session.table
    played, path = table.match.digest, table.path
    lines = typed("back")
    assert any("branch from 30 Jul Night on" in line for line in lines)
    assert not table.match.records
    assert [o.unit for o in table.book.orders] == ["II/75"]
    assert table.match.parent.endswith("@0")
    assert table.path != path
    assert Match.load(path).digest == played


def test_the_list_of_units_says_when_and_where_the_others_come():
    said: list[str] = []
    table = Table(Match.new(load_scenario("changkufeng"), seed=7), seats_for("soviet", SIDES))
    battle_session(table, lambda _prompt: None, said.append).answer("units")
    away = [u for u in table.view.own if u.hex is None and table.scenario.counter(u.id).arrives]
    assert len(away) > 20
    for unit in away:
        line = next(line for line in said if line.startswith((f"{unit.id},", f"{unit.id} ")))
        assert f"not on the map ({table.scenario.counter(unit.id).arrives} at " in line, line


@pytest.mark.parametrize("said_side", ["ussr", "USSR", "Soviet", "soviet"])
def test_a_side_is_known_by_its_name_and_its_id(facts, said_side):
    found = facts("show", "silent-assault", "--side", said_side)
    assert found["side"] == "soviet"


def test_a_side_that_is_none_is_told_which_there_are(said):
    code, out, err = said("show", "silent-assault", "--side", "britain")
    assert (code, out) == (2, "")
    assert "japan" in err
    assert "soviet" in err
