"""The scores a game is graded by: `grades.toml` beside a scenario, read strictly and written whole."""

import math
from pathlib import Path

from game.core.words import _
from game.files.battle.layout import GRADES
from game.files.battle.reckoned import first_lines, problems_of, read_reckoned
from game.files.battle.scenarios import find_scenarios, scenario_folder
from game.files.bounds import write_whole
from game.files.errors import Problem
from game.files.strict import Reader
from game.model.battle.grades import STEPS, Beside, Grades

LARGEST = 256 * 1024
HEAD = """\
# Final scores, from the least to the highest in steps of one per cent (rule 12.6): of re-enactments of the record, and of our
# staff in the seat of each side against an opponent, other commanders beside it. Made by `changkufeng grades`; not to be edited.
"""


def load_grades(scenario: str) -> Grades | None:
    """The scores of the re-enactments of a scenario at hand; None where it has none.

    Raises:
        BadFile: there is a file, and something is wrong with it.
    """
    if scenario not in find_scenarios() or not (path := scenario_folder(scenario) / GRADES).is_file():
        return None
    return read_grades(path)


def read_grades(path: Path) -> Grades:
    """The scores that a file holds.

    Raises:
        BadFile: with everything wrong with it.
    """
    return read_reckoned(path, Grades, _check, largest=LARGEST)


def grade_problems(scenario: str | Path) -> list[Problem]:
    """What is wrong with the grades in a scenario's folder; nothing where it has none."""
    return problems_of(scenario_folder(scenario) / GRADES, read_grades)


def write_grades(path: Path, grades: Grades) -> None:
    """Writes the file whole or not at all.

    Raises:
        BadFile: it cannot be written.
    """
    lines = first_lines(HEAD, grades)
    for scores in grades.scores:
        lines += ["", "[[scores]]", f'side = "{scores.side}"', *_rows("quantiles", scores.quantiles)]
    for seat in grades.seats:
        lines += ["", "[[seats]]", f'side = "{seat.side}"', f'against = "{seat.against}"']
        lines += [f"{key} = {getattr(seat, key)}" for key in ("games", "seed", "beside_games")]
        lines += [f"{key} = {getattr(seat, key):.2f}" for key in ("mean", "sd", "idle", "best")]
        lines += [*_rows("staff", seat.staff), "beside = ["]
        lines += [f"  {{ commander = {_word(b.commander)}, {_figures(b)} }}," for b in seat.beside]
        lines.append("]")
    write_whole(path, ("\n".join(lines) + "\n").encode())


def _check(grades: Grades, reader: Reader) -> None:
    rising = [("scores", k, "quantiles", s.quantiles) for k, s in enumerate(grades.scores)]
    rising += [("seats", k, "staff", s.staff) for k, s in enumerate(grades.seats)]
    for rows, k, key, q in rising:
        if len(q) != STEPS or list(q) != sorted(q) or not all(math.isfinite(x) for x in q):
            reader.problem(
                (rows, k, key), _("{key}: needed {steps} rising scores, found {n}"), key=key, steps=STEPS, n=len(q)
            )


def _rows(key: str, scores: tuple[float, ...]) -> list[str]:
    q = [f"{x:.2f}" for x in scores]
    return [f"{key} = [", *(f"  {', '.join(q[k : k + 10])}," for k in range(0, len(q), 10)), "]"]


def _word(text: str) -> str:
    return f'"{text}"'


def _figures(b: Beside) -> str:
    return ", ".join(f"{key} = {getattr(b, key):.2f}" for key in ("own", "sd", "gain", "within", "foe"))
