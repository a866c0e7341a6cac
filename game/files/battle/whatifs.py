"""What-ifs of a user's own: a file of changes, checked against the scenario that it changes."""

from pathlib import Path

from game.core.words import _, enumerated
from game.files.battle.checks import check
from game.files.battle.layers import COMMON
from game.files.battle.layout import WHAT_IFS
from game.files.battle.reading import LARGEST_TOML, Reading
from game.files.battle.scenarios import find_scenarios, scenario_folder
from game.files.bounds import read_bytes
from game.files.errors import BadFile, Problem
from game.files.heads import scenarios_folder
from game.files.strict import Reader
from game.model.battle.whatif import WhatIf


def load_what_if(path: str | Path, scenario: str | Path) -> WhatIf:
    """A what-if from a file, for the scenario of that id or folder.

    Raises:
        BadFile: with every problem of the file, or of the scenario.
    """
    reading, name, problems = _read(path, scenario)
    if problems:
        raise BadFile(problems)
    return reading.what_if(name)


def what_if_problems(path: str | Path, scenario: str | Path | None = None) -> list[Problem]:
    """Everything that is wrong with a what-if's file, by default for the scenario that it names.

    Raises:
        BadFile: it cannot be read, or names no scenario.
    """
    return _read(path, scenario or _named(Path(path)))[2]


def _read(path: str | Path, scenario: str | Path) -> tuple[Reading, str, list[Problem]]:
    folder, path = scenario_folder(scenario), Path(path)
    reading = Reading(folder, scenarios_folder() / COMMON)
    name = f"{WHAT_IFS}/{path.name}"
    if path.resolve().parent != (folder / WHAT_IFS).resolve() or name not in reading.files:
        name = reading.add_what_if(path)
    parts = reading.parts()
    check(reading, parts)
    return reading, name, reading.all_problems()


def _named(path: Path) -> str | Path:
    """The scenario that a what-if is written for: as it says, else the one in whose folder it stands.

    Raises:
        BadFile: neither.
    """
    reader = Reader(str(path))
    table = reader.load(read_bytes(path, largest=LARGEST_TOML))
    if reader.problems:
        raise BadFile(reader.problems)
    named = table.get("scenario")
    if isinstance(named, str) and named:
        return named
    if path.parent.name == WHAT_IFS and (path.parent.parent / "scenario.toml").is_file():
        return path.parent.parent
    raise BadFile.of(
        path,
        _("names no scenario; needed scenario = one of {listed}, or --for").format(listed=enumerated(find_scenarios())),
    )
