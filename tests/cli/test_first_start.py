"""With no compiled rules anywhere a short command answers at once; only commands of many games wait, and say so."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_text_mode import NIGHT

ROOT = Path(__file__).parents[2]
SCRIPT = """
from game import Match, load_scenario
match = Match.new(load_scenario("silent-assault"), seed=5)
match.resolve()
print(match.digest, match._engine.host)
"""


@pytest.fixture
def fresh(monkeypatch, tmp_path):
    """`fresh(words, lines)`: output and remarks of the command in a new process, first with nothing compiled, then as usual."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def once(words, lines):
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, input=lines, capture_output=True, text=True, check=True, timeout=200
        )
        return done.stdout, done.stderr

    def run(words, lines=""):
        usual = once(words, lines)
        shutil.rmtree(tmp_path / "data", ignore_errors=True)
        monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "kept"))
        return once(words, lines), usual

    run.kept = lambda: [p.name for p in (tmp_path / "kept").rglob("*.nb?")]
    return run


@pytest.mark.long
@pytest.mark.parametrize(
    "words",
    [
        ("show", "silent-assault", "--at", "31 Jul Day", "--side", "japan", "--json"),
        ("replay", "north-or-south", "--json"),
    ],
)
def test_what_shows_a_position_compiles_nothing(fresh, words):
    first, usual = fresh(("-m", "game", *words))
    assert first == usual
    assert first[1] == ""
    assert fresh.kept() == []


def test_a_battle_in_the_terminal_waits_for_nothing(fresh):
    """Told by what it says: a line of waiting would stand among its remarks, and its report would come from another game."""
    first, usual = fresh(("-m", "game", "play", "silent-assault", "--text", "--seed", "3"), NIGHT)
    assert first == usual
    assert "compil" not in first[1]


def test_a_match_from_python_waits_for_nothing(fresh):
    first, usual = ((out.split(), err) for out, err in fresh(("-c", SCRIPT)))
    assert first[0][0] == usual[0][0]
    assert (first[0][1], first[1]) == ("plain", "")


@pytest.mark.long
def test_a_folder_that_cannot_be_written_is_said_and_nothing_waits(fresh, monkeypatch, tmp_path):
    (tmp_path / "kept").write_text("")
    (_out, said), _usual = fresh(("-m", "game", "play", "silent-assault", "--text"), "quit\n")
    assert said.count("\n") == 1
    assert said.startswith("changkufeng: compiled rules cannot be kept in ")
