"""`tuning.toml` beside a scenario: what was tuned to what, read strictly; no part of the scenario's content."""

from pathlib import Path

from game.core.words import _
from game.files.battle.layout import TUNING
from game.files.battle.scenarios import scenario_folder
from game.files.bounds import read_bytes
from game.files.errors import BadFile, nearest
from game.files.strict import Reader
from game.model.battle.scenario import Scenario
from game.model.battle.tuning import Tuning, Tunings

LARGEST = 64 * 1024


def load_tunings(scenario: Scenario, folder: Path | None = None) -> tuple[Tuning, ...]:
    """The steps of a scenario, in their order; none where it has no such file.

    Raises:
        BadFile: something is wrong with it; all of it is named.
    """
    path = (folder or scenario_folder(scenario.id)) / TUNING
    if not path.is_file():
        return ()
    reader = Reader(f"{path.parent.name}/{path.name}")
    table = reader.load(read_bytes(path, largest=LARGEST))
    made = reader.read(Tunings, table) if not reader.problems else None
    known, parameters = {o.id for o in scenario.outcomes}, {p.name: p.value for p in scenario.parameters}
    for k, step in enumerate(made.tuning if made else ()):
        for word in (*step.to,):
            if word not in known:
                reader.problem(
                    ("tuning", k, "to"), _("to: no outcome {word!r}{near}"), word=word, near=nearest(word, known)
                )
        if step.after is not None and step.what not in parameters:
            reader.problem(
                ("tuning", k, "what"),
                _("what: no parameter {what!r}{near}"),
                what=step.what,
                near=nearest(step.what, parameters),
            )
    if made is None or reader.problems:
        raise BadFile(reader.problems)
    return made.tuning
