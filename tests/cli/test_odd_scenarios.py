"""Scenarios at the edge of what there can be: one hex, a side without counters, none at all, a map too large."""

import io
import json

import pytest

from game.files.battle.reading import MOST_IN_ALL
from game.files.battle.scenarios import load_scenario
from game.match.battle.engine import engine_of
from game.match.battle.ways import Ways
from tests.elsewhere import build, open_ground

ALL = ("I/7", "II/7", "I/21", "II/21")
COMMANDS = (
    "validate {}",
    "show {} --text",
    "show {} --side red --json",
    "simulate {} --games 2 --workers 1",
    "simulate {} --games 1 --workers 1 --blue plain --red nearest --json",
    "plans {}",
    "what-ifs {}",
)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("columns", "rows", "counters"), [(1, 1, ["I/7"]), (2, 1, ["I/7", "I/21"]), (1, 9, ALL[::2]), (10, 8, ALL[2:])]
)
def test_one_hex_or_a_side_without_counters_is_played_as_any(said, tmp_path, columns, rows, counters, command):
    folder = open_ground(build(tmp_path), columns, rows, counters)
    code, out, err = said(*command.format(f"{folder}/").split())
    assert code == 0
    assert "fault" not in err
    assert out


def test_one_hex_is_played_in_lines_to_the_end(said, tmp_path, monkeypatch):
    folder = open_ground(build(tmp_path), 1, 1, ["I/7"])
    monkeypatch.setattr(
        "sys.stdin", io.StringIO("order I/7 dig\norder I/7 move 0 0\norder I/7 move 1 0\nseal\nseal\nquit\n")
    )
    code, out, _err = said("play", f"{folder}/", "--text", "--side", "blue")
    assert code == 0
    assert "Final score of Blue" in out


@pytest.mark.parametrize("command", ["validate {}", *COMMANDS[1:5], "play {} --text", "compare {} --what-if x"])
def test_a_scenario_without_a_counter_is_one_line(said, tmp_path, command):
    folder = open_ground(build(tmp_path), 10, 8, ())
    code, out, err = said(*command.format(f"{folder}/").split())
    assert code == 2
    assert (out + err).count("\n") == 1
    assert "oob.toml: has no counter; needed at least one [[counter]] of either side" in out + err


@pytest.mark.parametrize(("columns", "rows"), [(129, 128), (256, 65), (256, 256)])
def test_a_map_beyond_what_the_search_can_hold_is_one_line(facts_or_not, tmp_path, columns, rows):
    folder = open_ground(build(tmp_path), columns, rows, ALL)
    found = facts_or_not("validate", f"{folder}/")
    assert [e["message"] for e in found["errors"]] == [f"needed at most 16,384 hexes, found {columns} x {rows}"]
    assert [e["file"] for e in found["errors"]] == ["ford/map.txt"]


@pytest.fixture
def facts_or_not(said):
    def run(*words):
        return json.loads(said(*words, "--json")[1])

    return run


def test_every_way_is_found_on_the_largest_map(tmp_path):
    scenario = load_scenario(open_ground(build(tmp_path), 128, 128, ALL))
    assert scenario.ground.columns * scenario.ground.rows == MOST_IN_ALL
    engine = engine_of(scenario)
    ways = Ways(engine, engine.new_state(1))
    first = scenario.counters[0]
    hours = ways.reach(0, first.hex)
    assert len(hours) == MOST_IN_ALL
    assert ways.is_open(0, first.hex, (127, 127))
