"""The scores a game is graded by: `grades.toml` beside a scenario, read strictly and written whole."""

import math
from pathlib import Path

from game.files.battle.layout import GRADES
from game.files.battle.scenarios import find_scenarios, scenario_folder
from game.files.bounds import read_bytes, write_whole
from game.files.errors import BadFile, Problem
from game.files.heads import scenarios_folder
from game.files.strict import Reader
from game.model.battle.grades import STEPS, Grades

LARGEST = 256 * 1024
HEAD = """\
# Final scores of re-enactments of the record, from the least to the highest in steps of one per cent: a game is graded by the
# share of them that it beats (rule 12.5). Made by `changkufeng grades`; not to be edited.
"""


def load_grades(scenario: str) -> Grades | None:
    """The scores of a shipped scenario's re-enactments; None where it has none.

    Raises:
        BadFile: there is a file, and something is wrong with it.
    """
    folder = scenarios_folder() / scenario
    if scenario not in find_scenarios() or not (folder / GRADES).is_file():
        return None
    return read_grades(folder / GRADES)


def read_grades(path: Path) -> Grades:
    """The scores that a file holds.

    Raises:
        BadFile: with everything wrong with it.
    """
    reader = Reader(f"{path.parent.name}/{path.name}")
    table = reader.load(read_bytes(path, largest=LARGEST))
    made = reader.read(Grades, table) if not reader.problems else None
    for k, scores in enumerate(made.scores if made else ()):
        q = scores.quantiles
        if len(q) != STEPS or list(q) != sorted(q) or not all(math.isfinite(x) for x in q):
            reader.problem(("scores", k, "quantiles"), f"quantiles: needed {STEPS} rising scores, found {len(q)}")
    if made is None or reader.problems:
        raise BadFile(reader.problems)
    return made


def grade_problems(scenario: str | Path) -> list[Problem]:
    """What is wrong with the grades in a scenario's folder; nothing where it has none."""
    path = scenario_folder(scenario) / GRADES
    try:
        if path.is_file():
            read_grades(path)
    except BadFile as e:
        return list(e.problems)
    return []


def write_grades(path: Path, grades: Grades) -> None:
    """Writes the file whole or not at all.

    Raises:
        BadFile: it cannot be written.
    """
    lines = [HEAD, f'content = "{grades.content}"', f'rules = "{grades.rules}"']
    lines += [f"games = {grades.games}", f"seed = {grades.seed}"]
    lines.append(f"check = [{', '.join(f'{chr(34)}{d}{chr(34)}' for d in grades.check)}]")
    for scores in grades.scores:
        lines += ["", "[[scores]]", f'side = "{scores.side}"', "quantiles = ["]
        q = [f"{x:.2f}" for x in scores.quantiles]
        lines += [f"  {', '.join(q[k : k + 10])}," for k in range(0, len(q), 10)]
        lines.append("]")
    write_whole(path, ("\n".join(lines) + "\n").encode())
