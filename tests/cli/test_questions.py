"""What-ifs as a user asks them: by name, two at once, from a file; checked, compared, shown, played, from a saved game."""

import pytest

from game import Match
from game.files.battle.scenarios import load_scenario

NAME = "silent-assault"
FEW = ("--games", "2", "--workers", "1")
MINE = """\
format = 1
id = "mine"
scenario = "silent-assault"
title = "No wire, one company more"
question = "What if there had been no wire?"
summary = "No wire, and a company more."
rules_off = ["wire"]

[[units]]
id = "I/75"
men = 450
"""


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(MINE, encoding="utf-8")
    return str(path)


def test_a_file_is_validated_and_every_mistake_of_it_told(said, facts, mine, tmp_path):
    assert said("validate", mine)[:2] == (0, f"{mine}: no problem found\n")
    wrong = tmp_path / "wrong.toml"
    text = MINE.replace('"wire"', '"wires"').replace("450", "-1")
    wrong.write_text(text, encoding="utf-8")
    code, out, err = said("validate", str(wrong))
    assert (code, err) == (2, "")
    assert out.splitlines() == [
        f"{wrong}:7: rule that can be switched off 'wires' is unknown; nearest is wire",
        f"{wrong}:11: units 'I/75': has men = -1; needed 0 to 2000",
    ]
    wrong.write_text(MINE.replace('scenario = "silent-assault"\n', ""), encoding="utf-8")
    assert "names no scenario" in said("validate", str(wrong))[1]
    assert said("validate", str(wrong), "--for", NAME)[0] == 0


def test_a_file_is_compared_and_its_command_says_the_path(facts, mine):
    _, found = facts("compare", NAME, "--what-if", mine, *FEW)["variants"]
    assert found["name"] == "mine"
    assert found["answer"].endswith("Few games: 2 pairs say little of what is seldom.")
    assert f"--what-if {mine} " in found["replay"]
    assert {"outcome", "by_turn", "by_place", "by_cause", "by_counter", "games", "without"} <= set(found["why"])


def test_crossed_and_without_a_rule(facts, said):
    words = (
        "compare",
        NAME,
        "--what-if",
        "no-flares",
        "--what-if",
        "both-battalions",
        "--cross",
        "--without",
        "wire",
        *FEW,
    )
    found = facts(*words)["variants"]
    assert [v["name"] for v in found] == ["history", "no-flares", "both-battalions", "no-flares+both-battalions"]
    code, _, err = said("compare", NAME, "--what-if", "first-light+preparation-fire", *FEW)
    assert (code, "cannot be asked at once" in err) == (2, True)
    code, _, err = said("compare", NAME, "--what-if", "no-flares", "--without", "wires", *FEW)
    assert (code, "nearest is wire" in err) == (2, True)


def test_from_a_turn_of_a_saved_game(facts, said, mine, tmp_path):
    match = Match.new(load_scenario(NAME), seed=4)
    match.resolve(trace=False)
    path = str(tmp_path / "night.journal")
    match.save(path)
    words = ("compare", NAME, "--what-if", "clear-morning", "--from", path, "--at", "31 Jul Morning", *FEW)
    _, found = facts(*words)["variants"]
    assert found["commanders"] == {"japan": "plain", "soviet": "plain"}
    code, _, err = said("compare", NAME, "--what-if", mine, "--from", path, *FEW)
    assert (code, "changes units, which a saved position has already" in err) == (2, True)


def test_a_what_if_is_played_in_the_terminal_and_its_game_goes_on(said, mine, tmp_path, monkeypatch):
    from game.cli.battle.terminal.opening import new_table
    from game.cli.scenario import put_in

    scenario, given = put_in(load_scenario(NAME), mine, NAME)
    assert given == {}
    table = new_table(scenario, "japan", 7)
    assert table.match.variant == "mine"
    assert next(u for u in table.match.view("japan").own if u.id == "I/75").men > 390
    path = tmp_path / "mine.journal"
    table.match.resolve(trace=False)
    table.match.save(path)
    assert Match.load(path, scenario).digest == table.match.digest
    code, _, err = said("play", NAME, "--what-if", "no-flares", "--load", str(path), "--text")
    assert (code, "a saved game has its own" in err) == (2, True)
