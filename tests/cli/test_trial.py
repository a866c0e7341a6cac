"""`changkufeng trial`: the ladder as facts, as a table and as a page; two commanders, one of them one's own."""

import sys

import pytest

from game.files.battle.scenarios import load_scenario
from game.players.battle import own
from game.whatif.battle.ladder import contestants

KEPT = ("plain", "habit:nothing", "habit:dig")


@pytest.fixture
def three():
    """Options of a ladder of three, one pair each."""
    names = contestants(load_scenario("silent-assault"))
    left_out = [word for name in names if name not in KEPT for word in ("--without", name)]
    return ["trial", "silent-assault", *left_out, "--games", "1", "--workers", "1"]


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A module with a commander who does nothing, in the folder that the user is in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine_here.py").write_text(
        "class Idle:\n    def __init__(self, side, scenario): pass\n    def orders(self, view): return ['nothing']\n",
        encoding="utf-8",
    )
    path = list(sys.path)
    yield "mine_here:Idle"
    own._ENLISTED.clear()
    sys.path[:] = path
    sys.modules.pop("mine_here", None)


def test_the_ladder_is_facts_for_scripts(facts, three):
    found = facts(*three, "--seed", "5")
    assert set(found) == {"scenarios", "games", "seed", "wall_s", "ladder"}
    assert (found["scenarios"], found["games"], found["seed"]) == (["silent-assault"], 1, 5)
    assert {rung["commander"] for rung in found["ladder"]} == set(KEPT)
    first = found["ladder"][0]
    assert first == {**first, "commander": "plain", "rating": 1000.0, "lo": None, "hi": None, "share": 1.0, "pairs": 2}
    assert set(first) == {"commander", "rating", "lo", "hi", "share", "own", "margin", "pairs"}


def test_the_ladder_is_a_table_and_a_page(said, three, tmp_path):
    code, out, _err = said(*three, "--out", str(tmp_path / "ladder.md"))
    assert code == 0
    assert "1000 is the staff, 100 points more win 64 pairs of 100" in out
    page = (tmp_path / "ladder.md").read_text(encoding="utf-8").splitlines()
    assert page[0] == "| commander | rating | 95 % | pairs won | own score | margin of a pair | pairs |"
    assert page[2].startswith("| plain | 1000 |  | 100% |")
    assert len([line for line in page if line.startswith("|")]) == 2 + len(KEPT)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--without", "nearset"], "no commander 'nearset' for japan"),
        (["--with", "plan:forward"], "no commander 'plan:forward' for soviet"),
        (["--out", "/nowhere/x.md"], "there is no folder /nowhere"),
    ],
)
def test_a_ladder_that_cannot_be_is_answered_in_one_line(said, words, why):
    code, out, err = said("trial", "silent-assault", "--games", "1", *words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert why in err


def test_ones_own_plays_a_trial_and_what_was_wrong_with_it_is_told(said, mine):
    code, out, err = said("trial", "silent-assault", mine, "plain", "--games", "1", "--workers", "1")
    assert code == 0
    assert "mine_here:Idle beats plain in 0.0% of 1 pairs" in out
    lines = [line for line in err.splitlines() if "mine_here" in line]
    assert len(lines) == 3
    assert all("an order of mine_here:Idle was dropped: 'nothing' is no order" in line for line in lines)
    assert "the games went on without those orders" in err


@pytest.mark.long
def test_ones_own_commands_a_side_of_simulated_games_in_several_processes(said, mine):
    code, out, _err = said("simulate", "silent-assault", "--japan", mine, "--games", "4", "--workers", "2")
    assert code == 0
    assert "mine_here:Idle against history" in out


def test_ones_own_is_played_against_in_the_terminal(said, mine, monkeypatch):
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("seal\nquit\n"))
    code, out, _err = said("play", "silent-assault", "--side", "japan", "--text", "--against", mine)
    assert code == 0
    assert "mine_here:Idle for USSR: orders not given, because they were wrong: 1" in out


def test_every_plan_of_a_side_meets_the_staff_where_nobody_is_named(said):
    code, out, _err = said("trial", "silent-assault", "--plans", "japan", "--games", "1", "--workers", "1")
    assert code == 0
    assert "japan against plain" in out
