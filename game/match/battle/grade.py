"""The grade of a score: how our staff did in the same seat against the same opponent, and beside it the record's sheet (12.6).

A grade compares like with like: games of the very content that is played, by the rules at hand, or none.
"""

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from game.core.words import _, counted
from game.files.battle.grades import load_grades
from game.files.battle.standing import Finished
from game.files.errors import BadFile
from game.match.battle.match import Match
from game.model.battle.grades import Grades, SeatScores
from game.model.battle.scenario import Scenario
from game.rules.battle.resolve import RULES_VERSION

FEWEST = 5  # games from which a standing is told: one is mostly luck
NORMAL = 1.96  # half-width of a 95 % interval in standard errors


class Standing(NamedTuple):
    """How somebody stands over several games: 0 nothing ordered, 50 the staff, 100 the best of the seat; with a 95 % interval."""

    games: int
    value: float
    low: float
    high: float


def grades_for(scenario: Scenario, rules: str = RULES_VERSION) -> Grades | None:
    """The games that a scenario's are graded by; None without any, or if they are of other content or other rules."""
    found = _kept(scenario.id)
    return found if found and (found.content, found.rules) == (scenario.digest, rules) else None


def grade_of(match: Match, side: str) -> float | None:
    """Per cent of the re-enactments in which the side scored less than it has now; None where there are none to compare with."""
    grades = grades_for(match.scenario, match.played_by)
    return None if grades is None else grades.percentile(side, match.score(side).total)


def place_of(match: Match, side: str, against: str) -> float | None:
    """Games of a hundred of our staff's in this seat against this opponent that the score beats; None where none are kept."""
    grades = grades_for(match.scenario, match.played_by)
    seat = grades.seat(side, against) if grades else None
    return None if seat is None else seat.place(match.score(side).total)


def grade_line(match: Match, side: str) -> str:
    """The share of the re-enactments that a side's final score beats in words, or why there is none."""
    percentile = grade_of(match, side)
    if percentile is None:
        return _("not graded: no games of this very content and these rules are kept to compare with")
    return _("better than {n} in 100 re-enactments of the record").format(n=round(percentile))


def grade_lines(match: Match, side: str, against: str | None) -> list[str]:
    """Place in words, and the re-enactments beside it. `against`: the commander who played the other side, None a human."""
    beside = grade_line(match, side)
    if against is None or grades_for(match.scenario, match.played_by) is None:
        return [beside]
    place = place_of(match, side, against)
    if place is None:
        return [_("no place: no games of our staff against this opponent are kept"), beside]
    return [
        _("Place: better than {n} of 100 games of our staff in this seat against this opponent").format(n=round(place)),
        beside,
    ]


# ------------------------------------------------------------------ standing
def standing(games: Iterable[Finished]) -> Standing | None:
    """The standing over finished games that can be measured, each seat by its own scale; None without any.

    A seat's mean score is put on its scale, and so are the ends of its interval, by the spread of the staff's games there: a game
    or two have none of their own. Seats count by their games.
    """
    seats: dict[SeatScores, list[float]] = {}
    for game in games:
        seat = _seat(game)
        if seat is not None and seat.standing(seat.mean) is not None:
            seats.setdefault(seat, []).append(game.score)
    count = sum(map(len, seats.values()))
    if not count:
        return None
    value = below = above = 0.0
    for seat, scores in seats.items():
        mean, part = sum(scores) / len(scores), len(scores) / count
        half = NORMAL * seat.sd / math.sqrt(len(scores))
        at, low, high = (seat.standing(score) or 0.0 for score in (mean, mean - half, mean + half))
        value += part * at
        below += (part * (at - low)) ** 2
        above += (part * (high - at)) ** 2
    return Standing(count, value, max(0.0, value - math.sqrt(below)), min(100.0, value + math.sqrt(above)))


def standing_line(games: Iterable[Finished], *, is_branch: bool = False) -> str:
    """The standing in words, from five games on; before that how many are wanting. `is_branch`: the game just ended is one."""
    if is_branch:
        told = _("This game is a branch, whose luck may be known: it does not count for the standing.")
        return f"{standing_line(games)}. {told}"
    found = standing(games)
    if found is None or found.games < FEWEST:
        wanting = FEWEST - (found.games if found else 0)
        return counted(
            "Standing: after {n} more game against the computer",
            "Standing: after {n} more games against the computer",
            wanting,
        )
    return _(
        "Standing {n} ({low} to {high}) over {games} games; 0 nothing ordered, 50 our staff, 100 the best of each seat"
    ).format(n=round(found.value), low=round(found.low), high=round(found.high), games=found.games)


def _seat(game: Finished) -> SeatScores | None:
    grades = _kept(game.scenario)
    if grades is None or (grades.content, grades.rules) != (game.content, game.rules):
        return None
    return grades.seat(game.side, game.against)


@lru_cache(8)
def _kept(scenario: str) -> Grades | None:
    try:
        return load_grades(scenario)
    except BadFile:
        return None  # `changkufeng validate` says what is wrong with it
