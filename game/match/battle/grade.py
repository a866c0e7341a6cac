"""The grade of a score: which share of the record's re-enactments did worse (rule 12.5)."""

from functools import lru_cache

from game.files.battle.grades import load_grades
from game.files.errors import BadFile
from game.model.battle.grades import Grades
from game.rules.battle.resolve import RULES_VERSION


def grades_for(scenario: str) -> Grades | None:
    """The re-enactments a scenario's games are graded by; None without any, or if other rules played them."""
    found = _kept(scenario)
    return found if found is not None and found.rules == RULES_VERSION else None


def grade_of(scenario: str, side: str, score: float) -> float | None:
    """Per cent of the re-enactments in which the side scored less; None where there are none to compare with."""
    grades = grades_for(scenario)
    return None if grades is None else grades.percentile(side, score)


@lru_cache(8)
def _kept(scenario: str) -> Grades | None:
    try:
        return load_grades(scenario)
    except BadFile:
        return None  # `changkufeng validate` says what is wrong with it
