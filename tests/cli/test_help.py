"""Help: every command has one, and the first is there at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli.main import main
from game.cli.parser import COMMANDS

ROOT = Path(__file__).parents[2]
HEAVY = ("numpy", "numba", "msgspec", "rich", "pygame", "game.match", "game.rules")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help(command, capsys):
    assert main([*filter(None, [command]), "--help"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("usage: changkufeng")
    assert err == ""


def test_help_names_every_command(capsys):
    main(["--help"])
    out = capsys.readouterr().out
    assert all(command in out for command in COMMANDS)


def test_version(capsys):
    from game import __version__

    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == f"changkufeng {__version__}"


def test_without_a_command_the_window_opens(monkeypatch):
    """README's first line: `changkufeng`, and nothing behind it."""
    from game.client import launch

    monkeypatch.setattr(launch, "menu", lambda: 7)
    monkeypatch.setattr("sys.argv", ["changkufeng"])
    assert main() == main([]) == 7


def test_help_imports_nothing_heavy():
    code = (
        f"import sys; from game.cli.main import main; main(['--help']); print([m for m in {HEAVY} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_help_comes_within_0_15_s_of_the_processor_after_a_bare_interpreter():
    def seconds(*words):
        begun = os.times()
        subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, check=True)
        spent = os.times()
        return spent.children_user + spent.children_system - begun.children_user - begun.children_system

    helps, bare = min(seconds("-m", "game", "--help") for _ in range(5)), min(seconds("-c", "") for _ in range(5))
    assert helps - bare < 0.15
