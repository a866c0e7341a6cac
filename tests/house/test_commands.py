"""The checks a developer runs by hand, run here; and the README's promise that one line is enough."""

import re
import subprocess
import sys
from pathlib import Path

import pytest


def run(checkout: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def readme_commands(checkout: Path) -> list[str]:
    """Lines of the README's first two shell blocks."""
    blocks = re.findall(r"```sh\n(.*?)```", (checkout / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks[:2] for line in block.splitlines()]


def test_ruff_finds_nothing(checkout: Path):
    done = run(checkout, sys.executable, "-m", "ruff", "check", "--output-format", "concise", ".")
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_would_format_nothing(checkout: Path):
    done = run(checkout, sys.executable, "-m", "ruff", "format", "--check", ".")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.long
def test_mypy_finds_nothing(checkout: Path):
    done = run(checkout, sys.executable, "-m", "mypy")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_opens_with_two_lines_each_enough_alone(checkout: Path):
    play, check = readme_commands(checkout)
    for line in (play, check):
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert play.endswith("/changkufeng")
    assert check.endswith("-m pytest")


def test_ci_runs_the_readmes_test_line(checkout: Path):
    done = run(checkout, "bash", ".ci/run", "--print")
    assert done.stdout.strip() == readme_commands(checkout)[1], done.stderr
    assert "pip install" not in (checkout / ".ci/run").read_text(encoding="utf-8")


def test_importing_the_game_costs_nothing(run_python):
    code = (
        "import sys, game; print(game.__version__, sorted({'numpy', 'numba', 'pygame', 'msgspec'} & set(sys.modules)))"
    )
    assert re.fullmatch(r"\d+\.\d+\.\d+ \[\]", run_python(code).strip())


def test_the_front_door_offers_what_the_readme_imports(run_python):
    code = "from game import Match, load_journal, load_scenario; print(Match.__name__, callable(load_scenario))"
    assert run_python(code).strip() == "Match True"


def test_an_unknown_name_at_the_front_door_is_an_attribute_error():
    import game

    with pytest.raises(AttributeError, match="module 'game' has no attribute 'Macth'"):
        game.Macth  # noqa: B018
