"""Runs from the command line: into a folder and on from there, an interval asked for, the bank, the pace."""

import json

import pytest

from game.cli.main import main
from game.cli.output import Pace


@pytest.fixture
def say(capsys):
    """`say(line)`: exit code, what was printed, what was remarked."""

    def run(line):
        code = main(line.split())
        return (code, *capsys.readouterr())

    return run


def test_a_run_goes_on_where_it_ended_and_is_answered_from_its_folder(say, tmp_path):
    line = f"simulate silent-assault --workers 1 --json --into {tmp_path / 'run'} --games"
    code, out, err = say(f"{line} 2")
    assert code == 0
    assert "wrote" in err
    first = json.loads(out)
    longer = json.loads(say(f"{line} 4")[1])
    assert longer["digests"][:2] == first["digests"]
    again = json.loads(say(f"{line} 4")[1])
    whole = json.loads(say("simulate silent-assault --workers 1 --json --games 4")[1])
    assert again["digests"] == longer["digests"] == whole["digests"]
    assert again["outcomes"] == whole["outcomes"]
    assert {p.name for p in (tmp_path / "run").iterdir()} >= {
        "games.jsonl", "games.csv", "effects.csv", "columns.csv", "run.json"
    }  # fmt: skip


def test_a_folder_of_something_else_or_of_another_run_is_left_alone(say, tmp_path):
    (tmp_path / "letters").write_text("mine")
    code, _, err = say(f"simulate silent-assault --games 1 --workers 1 --into {tmp_path}")
    assert code == 2
    assert "holds other files" in err
    place = tmp_path / "run"
    assert say(f"simulate silent-assault --games 1 --workers 1 --into {place}")[0] == 0
    code, _, err = say(f"simulate silent-assault --games 1 --workers 1 --seed 7 --into {place}")
    assert code == 2
    assert "is of another question: seed was 1938, now 7" in err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("simulate silent-assault --until japan_loses=5", 'no outcome "japan_loses"; nearest is japan_losses'),
        ("simulate silent-assault --until japan_losses", "needed an outcome and half of its interval"),
        ("simulate silent-assault --charts png", "needed --into FOLDER"),
        ("simulate north-or-south --into x", "is the strategic game"),
        ("compare silent-assault --what-if no-flares --bank --until japan_losses=5", "needed no --until beside it"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(say, options, words):
    code, _, err = say(options)
    assert code == 2
    assert words in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("line", ["silent-assault --what-if no-flares", "north-or-south --what-if kantokuen"])
def test_the_bank_answers_without_a_game_played(say, line, monkeypatch):
    from game.whatif import pool

    monkeypatch.setattr(pool, "_play_here", None)
    monkeypatch.setattr(pool, "hand_out", None)
    code, out, err = say(f"compare {line} --bank")
    assert code == 0
    assert "from the bank of results, not played now" in out + err
    assert "difference" in out


def test_the_pace_counts_what_was_played_and_not_what_was_there():
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert pace.told(50, 100) == ""  # at once: kept from before
    now[0] = 10.0
    assert pace.told(60, 100) == "1.0 a second, 40 s left"
    now[0] = 20.0
    assert pace.told(100, 100) == "2.5 a second"
    assert pace.told(10, 100) == ""  # something else has begun
    now[0] = 21.0
    assert pace.told(11, 5000) == "1.0 a second, 1 h 23 min left"
