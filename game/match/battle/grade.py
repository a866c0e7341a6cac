"""The grade of a score: which share of the record's re-enactments did worse (rule 12.5).

A grade compares like with like: re-enactments of the very content that is played, by the rules at hand, or none.
"""

from functools import lru_cache

from game.core.words import _
from game.files.battle.grades import load_grades
from game.files.errors import BadFile
from game.match.battle.match import Match
from game.model.battle.grades import Grades
from game.model.battle.scenario import Scenario
from game.rules.battle.resolve import RULES_VERSION


def grades_for(scenario: Scenario, rules: str = RULES_VERSION) -> Grades | None:
    """The re-enactments a scenario's games are graded by; None without any, or if they are of other content or other rules."""
    found = _kept(scenario.id)
    return found if found and (found.content, found.rules) == (scenario.digest, rules) else None


def grade_of(match: Match, side: str) -> float | None:
    """Per cent of the re-enactments in which the side scored less than it has now; None where there are none to compare with."""
    grades = grades_for(match.scenario, match.played_by)
    return None if grades is None else grades.percentile(side, match.score(side).total)


def grade_line(match: Match, side: str) -> str:
    """The grade of a side's final score in words, or why there is none."""
    percentile = grade_of(match, side)
    if percentile is None:
        return _("not graded: no games of this very content and these rules are kept to compare with")
    return _("better than {n} in 100 re-enactments of the record").format(n=round(percentile))


@lru_cache(8)
def _kept(scenario: str) -> Grades | None:
    try:
        return load_grades(scenario)
    except BadFile:
        return None  # `changkufeng validate` says what is wrong with it
