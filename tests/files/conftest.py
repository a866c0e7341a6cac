"""A scenario on disk that may be spoiled."""

import re
import shutil
from pathlib import Path

import pytest

from game.files.battle.scenarios import load_scenario, read_scenario
from game.files.errors import Problem
from game.model.battle.scenario import Scenario

HERE = Path(__file__).resolve().parent.parent.parent

# The night, a part, and what they take over.
COPIED = {"common", "silent-assault", "first-counterattack", "changkufeng"}


class Copy:
    """A copy of the shipped scenario, common files too. `folder`: the scenario's own."""

    def __init__(self, base: Path) -> None:
        for name in COPIED:
            shutil.copytree(HERE / "scenarios" / name, base / name)
        self.common, self.folder = base / "common", base / "silent-assault"

    def path(self, name: str) -> Path:
        """A file by name, the scenario's own before the common one."""
        own = self.folder / name
        return own if own.exists() else self.common / name

    def spoil(self, name: str, pattern: str, new: str) -> int:
        """Replaces the first match of a pattern in a file; the line on which the new text begins."""
        path = self.path(name)
        text = path.read_text(encoding="utf-8")
        found = re.search(pattern, text, re.MULTILINE)
        assert found, f"{name} has no {pattern}"
        path.write_text(text[: found.start()] + found.expand(new) + text[found.end() :], encoding="utf-8")
        return text.count("\n", 0, found.start()) + 1

    def add(self, name: str, text: str) -> int:
        """Adds to the end of a file; the line on which the addition begins."""
        path = self.path(name)
        old = path.read_text(encoding="utf-8")
        path.write_text(old + text, encoding="utf-8")
        return old.count("\n") + 1

    @property
    def problems(self) -> list[Problem]:
        """Everything wrong with it now."""
        return read_scenario(self.folder)[1]

    @property
    def only_problem(self) -> Problem:
        """The one thing wrong with it now."""
        problems = self.problems
        assert len(problems) == 1, [str(p) for p in problems]
        return problems[0]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "scenarios")


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    """The scenario that what-ifs are tried on."""
    return load_scenario("silent-assault")
