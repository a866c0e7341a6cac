"""What scripts rely on: the shape of every --json, and that the same is printed for people."""

import json

import pytest
from msgspec.structs import replace

from game.cli.main import main
from game.files.battle.scenarios import load_scenario

NAME = "silent-assault"
FEW = ["--games", "3", "--workers", "1"]


@pytest.fixture(scope="module")
def scenario():
    return load_scenario(NAME)


def test_simulate(facts, scenario):
    found = facts("simulate", NAME, *FEW, "--seed", "5")
    assert (found["scenario"], found["games"], found["seed"]) == (NAME, 3, 5)
    assert found["wall_s"] > 0
    assert found["games_per_s"] > 0
    assert len(set(found["digests"])) == 3
    assert set(found["outcomes"]) == {o.id for o in scenario.outcomes}
    assert all(len(values) == 3 for values in found["outcomes"].values())
    assert "partial" not in found


def test_simulate_twice_is_the_same_but_for_the_clock(facts):
    one, two = (facts("simulate", NAME, *FEW) for _ in range(2))
    for key in ("digests", "outcomes", "seed"):
        assert one[key] == two[key]


@pytest.mark.parametrize("commander", ["plain", "random"])
def test_simulate_with_other_commanders(facts, commander):
    found = facts("simulate", NAME, "--games", "1", "--workers", "1", "--japan", commander, "--soviet", commander)
    assert found["commanders"] == [commander, commander]


def test_calibrate(facts, scenario):
    found = facts("calibrate", NAME, *FEW)["targets"]
    assert {t.name for t in scenario.targets} <= {t["name"] for t in found}
    keys = {"name", "record", "low", "high", "median", "p05", "p95", "share", "percentile"}
    told = {"hit", "inside_90", "band_only", "tuned"}
    assert all(keys | told <= set(t) for t in found)
    assert all(isinstance(t[key], bool) for t in found for key in told)
    apart = [(t["inside_90"], round(-abs(t["percentile"] - 50), 6)) for t in found]
    assert apart == sorted(apart)
    assert all((t["share"] is None) != (t["median"] is None) for t in found)


def test_compare_with_history_is_exactly_zero(facts, scenario):
    history, same = facts("compare", NAME, "--what-if", "history", *FEW)["variants"]
    assert (history["name"], history["n"], same["n"]) == ("history", 3, 3)
    assert set(history["outcomes"]) == set(history["effects"]) == {o.id for o in scenario.outcomes}
    for effect in same["effects"].values():
        assert set(effect) == {"diff", "lo", "hi", "n", "differs", "at_most", "mark"}
        assert effect["diff"] in (0.0, None)
    for outcome in same["outcomes"].values():
        assert set(outcome) == {"mean", "lo", "hi", "q05", "q50", "q95"}
    assert history["outcomes"] == same["outcomes"]


def test_compare_writes_its_report(said, tmp_path):
    path = tmp_path / "report.html"
    code, out, err = said("compare", NAME, "--what-if", "history", *FEW, "--out", str(path))
    assert code == 0
    assert path.read_text().startswith("<!DOCTYPE html>")
    assert f"wrote {path}" in err
    assert "difference" in out


def test_validate(facts):
    assert facts("validate", NAME) == {"ok": True, "errors": []}


def test_validate_a_broken_scenario(said, tmp_path):
    (tmp_path / "scenario.toml").write_text('format = 1\nid = "x"\ntitel = "y"\n')
    code, out, _ = said("validate", str(tmp_path), "--json")
    found = json.loads(out)
    assert code == 2
    assert found["ok"] is False
    assert all(set(e) == {"file", "line", "key", "message"} for e in found["errors"])


def test_validate_a_journal_that_is_none(said, tmp_path):
    path = tmp_path / "game.journal"
    path.write_bytes(b"\x00\xff not a journal\n" * 3)
    code, out, _ = said("validate", str(path), "--json")
    assert code == 2
    assert json.loads(out)["errors"]


def test_show_the_record_and_a_game(facts, scenario):
    frame = scenario.keyframes[0]
    record = facts("show", NAME, "--at", frame.at)
    assert (record["from"], record["at"], len(record["counters"])) == ("the record", frame.at, len(frame.positions))
    game = facts("show", NAME, "--at", scenario.calendar.played()[1].name, "--side", "soviet")
    assert {c["side"] for c in game["counters"]} == {"soviet"}


def test_show_the_world_of_a_what_if(facts, scenario):
    """At 04:30 instead of 02:15: the assault has cost nobody before the morning."""
    at = scenario.calendar.played()[1].name
    men = [
        sum(c["men"] for c in facts("show", NAME, "--at", at, "--side", "japan", *asked)["counters"])
        for asked in ((), ("--what-if", "history"), ("--what-if", "first-light"))
    ]
    assert men[0] == men[1] < men[2]


def test_a_replay_is_opened_as_it_was_asked_for(said, scenario, monkeypatch):
    from game.client import launch

    opened = []
    monkeypatch.setattr(launch, "replay", lambda *words, **named: opened.append((words, named)) or 0)
    turn = scenario.calendar.played()[1]
    code, _, err = said("replay", NAME, "--what-if", "first-light", "--seed", "7", "--at", turn.name)
    assert (code, err) == (0, "")
    assert opened == [((NAME, 7), {"what_if": scenario.what_if("first-light"), "at": turn.number})]


def test_show_the_saved_game(said, facts, scenario, tmp_path):
    from game.match.battle import Match

    match = Match.new(scenario, seed=3)
    match.resolve()
    path = tmp_path / "mine.journal"
    match.save(path)
    found = facts("show", NAME, "--journal", str(path))
    assert found["at"].startswith(scenario.calendar.played()[1].name)
    code, _, err = said("show", NAME, "--journal", str(path), "--at", scenario.calendar.played()[2].name)
    assert code == 2
    assert "has not come to" in err


def test_rules_by_number_chapter_and_word(facts, scenario):
    book = {r.number: r for r in scenario.rulebook}
    number = next(iter(book))
    assert [r["number"] for r in facts("rules", number)] == [number]
    chapter = number.split(".")[0]
    assert all(r["number"].split(".")[0] == chapter for r in facts("rules", chapter))
    assert len(facts("rules")) == len(book)


def test_lists(facts, scenario):
    assert NAME in [s["id"] for s in facts("scenarios")]
    assert [w["id"] for w in facts("what-ifs", NAME)] == [w.id for w in scenario.what_ifs]
    assert [(p["side"], p["id"]) for p in facts("plans", NAME)] == [(p.side, p.id) for p in scenario.plans]


def test_trial(facts):
    found = facts("trial", NAME, "plain", "random", *FEW)
    assert (found["one"], found["other"], found["pairs"]) == ("plain", "random", 3)
    assert 0.0 <= found["lo"] <= found["share"] <= found["hi"] <= 1.0
    plans = facts("trial", NAME, "plain", "--plans", "japan", *FEW)
    assert sorted(plans["means"]) == ["plan:forward", "plan:pursuit", "plan:record", "plan:reverse-slope"]
    assert plans["in_deviations"] > 0.0


def test_schema_is_json(said):
    code, out, _ = said("schema")
    assert code == 0
    assert "WhatIf" in json.loads(out)["$defs"]


def test_schema_of_one_kind_holds_what_it_needs_and_no_more(said):
    code, out, _ = said("schema", "WhatIf")
    found = json.loads(out)
    assert code == 0
    assert {"WhatIf", "UnitChange", "OrderChange"} <= set(found["$defs"])
    assert "Ground" not in found["$defs"]


@pytest.mark.parametrize(
    "words", [("scenarios",), ("what-ifs", NAME), ("rules",), ("simulate", NAME, *FEW), ("calibrate", NAME, *FEW)]
)
def test_what_is_printed_for_people_has_no_colour_in_a_pipe(said, words):
    code, out, _ = said(*words)
    assert code == 0
    assert out
    assert "\x1b" not in out


def test_a_calibration_stopped_among_its_parameters_says_so_and_asks_no_further(monkeypatch, capsys, tmp_path):
    """Ctrl-C while parameters are moved: those that were finished are shown, and the exit code is 130."""
    from game.whatif.battle import calibration

    whole = calibration.sensitivity

    def stopped(scenario, **more):
        first = next(p.name for p in scenario.parameters if p.free)
        few = tuple(replace(p, free=p.name == first) for p in scenario.parameters)
        return whole(replace(scenario, parameters=few), **more)

    monkeypatch.setattr(calibration, "sensitivity", stopped)
    page = tmp_path / "page.html"
    code = main(["calibrate", NAME, "--sensitivity", "--games", "2", "--workers", "1", "--out", str(page)])
    assert code == 130
    assert "stopped: 1 of 10 parameters were moved" in capsys.readouterr().out
    assert "2 games at each; stopped after 1 of 10" in page.read_text(encoding="utf-8")
