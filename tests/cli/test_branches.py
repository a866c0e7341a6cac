"""`changkufeng branch` and `changkufeng tree`: leaving the record, a game or a branch; listing, naming, pruning, mailing."""

import pytest

from game.files import saves
from game.files.battle.scenarios import load_scenario, scenario_folder
from game.match.battle import Match

NAME = "silent-assault"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(saves, "folder", lambda: tmp_path / "games")


@pytest.fixture
def night(tmp_path):
    """The shipped re-enactment, as somebody's file."""
    path = tmp_path / "night.journal"
    path.write_bytes((scenario_folder(NAME) / "history.journal").read_bytes())
    return path


def played_on(game):
    """The saved game with a turn more."""
    match = Match.load(game)
    match.resolve()
    match.save(game)
    return match


def test_the_record_is_left_with_its_own_positions(facts):
    made = facts("branch", NAME, "--at", "31 Jul Morning", "--name", "dawn", "--side", "soviet", "--seed", "9")
    match, scenario = Match.load(made["game"]), load_scenario(NAME)
    turn = scenario.calendar.turn("31 Jul Morning")
    assert (match.turn, match.seed, match.seats["soviet"]) == (turn, 9, "human")
    told = {s.unit: s for s in scenario.record.standing(turn.first_pulse, turn)}
    own = {u.id: u for side in scenario.sides for u in match.view(side).own}
    hexes = [s.hex for s in told.values()]
    assert len(told) > 20
    for unit, s in told.items():
        both = {scenario.counter(u).side for u, other in told.items() if other.hex == s.hex}
        assert own[unit].hex == s.hex or len(both) == 2, unit
    assert sum(own[u].hex == h for u, h in zip(told, hexes, strict=True)) >= len(told) - 1
    assert (
        facts("tree", NAME)["branches"][0] | {"from": "record", "left_at": "31 Jul Morning", "turns": 0}
        == (facts("tree", NAME)["branches"][0])
    )


def test_a_tree_grows_by_what_is_played_and_is_told(facts, said, night):
    dawn = facts("branch", str(night), "--at", "31 Jul Morning", "--name", "dawn", "--side", "both")
    played_on(dawn["game"])
    facts("branch", NAME, "--of", "dawn", "--at", "31 Jul Day", "--name", "day")
    facts("branch", NAME, "--of", "dawn", "--at", "30 Jul Night", "--name", "anew")
    found = {b["name"]: b for b in facts("tree", NAME)["branches"]}
    assert {n: (b["from"], b["left_at"], b["turns"]) for n, b in found.items()} == {
        "dawn": ("re-enactment", "31 Jul Morning", 1),
        "day": ("game", "31 Jul Day", 0),
        "anew": ("record", "30 Jul Night", 0),
    }
    assert found["day"]["of"] == dawn["branch"]
    code, out, err = said("tree", NAME)
    assert (code, err) == (0, "")
    assert [line.strip().split(" ")[1] for line in out.splitlines()[1:]] == ["dawn", "day", "anew"]
    assert "    - day" in out


def test_names_notes_and_marks_stand_until_they_are_changed(facts):
    facts("branch", NAME, "--at", "31 Jul Day", "--name", "one")
    facts("branch", NAME, "--at", "31 Jul Day", "--name", "two")
    assert facts("tree", NAME, "rename", "two", "one")["name"] == "one 2"
    assert facts("tree", NAME, "note", "one 2", "why not")["note"] == "why not"
    assert facts("tree", NAME, "mark", "one 2", "31 Jul Day", "here")["marks"] == {"31 Jul Day": "here"}
    assert facts("tree", NAME, "mark", "one 2", "31 Jul Day")["marks"] == {}
    assert facts("tree", NAME, "prune", "one 2")["pruned"] is True
    assert [b["name"] for b in facts("tree", NAME)["branches"]] == ["one"]
    assert facts("tree", NAME, "restore", "one 2")["note"] == "why not"


def test_a_branch_is_mailed_and_played_elsewhere(facts, tmp_path, monkeypatch):
    made = facts("branch", NAME, "--at", "31 Jul Morning", "--name", "dawn")
    match = played_on(made["game"])
    out = tmp_path / "sent.tree"
    facts("tree", NAME, "export", "dawn", str(out))
    monkeypatch.setattr(saves, "folder", lambda: tmp_path / "there/games")
    assert facts("tree", NAME, "import", str(out)) == {"branches": [made["branch"]]}
    game = facts("tree", NAME, "file", "dawn")["game"]
    assert str(tmp_path / "there") in game
    assert Match.load(game).digest == match.digest
    again = facts("branch", NAME, "--of", "dawn", "--at", "31 Jul Day", "--name", "later")
    assert Match.load(again["game"]).digest == match.digest
    facts("tree", NAME, "export", "dawn", "later", str(tmp_path / "back.tree"))


def test_every_line_is_told_beside_the_records(facts, said, night):
    facts("branch", str(night), "--name", "whole", "--side", "both")
    begun = facts("branch", NAME, "--at", "31 Jul Morning", "--name", "dawn", "--side", "japan")
    match = played_on(begun["game"])
    record, whole, dawn = facts("tree", NAME, "lines")["lines"]
    assert (record["id"], whole["name"], dawn["name"]) == ("history", "whole", "dawn")
    over = Match.load(night)
    assert whole["points"][-1]["score"] == {s: pytest.approx(over.score(s).total) for s in over.scenario.sides}
    assert set(whole["points"][0]["lost"]) == set(over.scenario.sides)
    assert all(p["low"][s] <= p["lost"][s] <= p["high"][s] for p in record["points"] for s in p["lost"])
    (point,) = dawn["points"]
    assert set(point["lost"]) == set(point["ground"]) == {"japan"}  # it goes on: the other side's is not told
    assert point["ground"]["japan"] == pytest.approx(
        sum(p.weight * match.view("japan").shares[p.place] for p in match.scenario.scored) / 10
    )
    code, out, _err = said("tree", NAME, "lines")
    assert code == 0
    assert "The record" in out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["branch", NAME, "--at", "1 Sep Day"], "1 Sep Day"),
        (["branch", NAME, "--of", "nothing"], "no branch"),
        (["branch", "nowhere.journal"], "nowhere.journal"),
        (["branch", "changkufeng", "--at", "13 Aug Day"], "cannot be begun from the record of changkufeng"),
        (["branch", NAME, "--name", "a\x07b"], "control characters"),
        (["tree", NAME, "prune", "x"], "no branch"),
        (["tree", NAME, "prune"], "needed: prune BRANCH"),
        (["tree", NAME, "import", "gone.tree"], "there is no such file"),
        (["tree", NAME, "chop"], "chop"),
        (["tree", "silent-asault"], "silent-assault"),
    ],
)
def test_what_cannot_be_gets_one_line(said, words, why):
    code, out, err = said(*words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert why in err


def test_nothing_is_mailed_over_a_file(facts, said, tmp_path):
    facts("branch", NAME, "--at", "31 Jul Day", "--name", "one")
    (tmp_path / "there.tree").write_text("mine")
    code, _out, err = said("tree", NAME, "export", "one", str(tmp_path / "there.tree"))
    assert code == 2
    assert "nothing is written over" in err
    assert (tmp_path / "there.tree").read_text() == "mine"


def test_a_turn_of_a_strategic_game_is_left_too(facts):
    path = scenario_folder(NAME).parent / "north-or-south/history.journal"
    made = facts("branch", str(path), "--at", "12-31 Aug 1938", "--name", "north")
    (found,) = facts("tree", "north-or-south")["branches"]
    assert (found["id"], found["from"], found["left_at"], found["turns"]) == (
        made["branch"], "re-enactment", "12-31 Aug 1938", 0,
    )  # fmt: skip
    record, north = facts("tree", "north-or-south", "lines")["lines"]
    assert (record["id"], len(record["points"]), len(north["points"])) == ("history", 24, 3)
    assert [p["variables"] for p in north["points"]] == [p["variables"] for p in record["points"][:3]]
    assert set(record["points"][-1]["score"]) == {"tokyo", "field", "moscow"}
