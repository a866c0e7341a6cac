"""What-ifs of a user's own: a file of changes, checked against the scenario that it changes."""

from pathlib import Path

from game.files.battle.checks import check
from game.files.battle.layers import COMMON
from game.files.battle.reading import Reading
from game.files.battle.scenarios import scenario_folder
from game.files.errors import BadFile
from game.files.heads import scenarios_folder
from game.model.battle.whatif import WhatIf


def load_what_if(path: str | Path, scenario: str | Path) -> WhatIf:
    """A what-if from a file, for the scenario of that id or folder.

    Raises:
        BadFile: with every problem of the file, or of the scenario.
    """
    reading = Reading(scenario_folder(scenario), scenarios_folder() / COMMON)
    name = reading.add_what_if(Path(path))
    parts = reading.parts()
    check(reading, parts)
    problems = reading.all_problems()
    if problems:
        raise BadFile(problems)
    return reading.what_if(name)
