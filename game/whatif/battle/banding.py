"""Making bands by turn: many re-enactments of a scenario, of each its figures by the end of every turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from game.core.words import _
from game.files import kept_rules
from game.match.battle.bands import Figures, course_of
from game.model.battle.bands import LEVELS, Band, Bands, Name, Row
from game.whatif.battle.one_part import OnePart
from game.whatif.battle.runs import CHUNK, Setting, played
from game.whatif.pool import Progress, play_all
from game.whatif.statistics import quantile

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

CHECKED = 3  # games whose last positions are kept


class Course(NamedTuple):
    """A re-enactment: the digest of its last position, its turns, its figures by the end of each turn of the scenario."""

    digest: str
    turns: int
    figures: list[Figures]


def course(scenario: Scenario, seed: int) -> Course:
    """The re-enactment with a seed."""
    match = played(Setting(scenario=scenario), seed)
    return Course(match.digest, len(match.records), course_of(match))


def bands_of(
    scenario: Scenario, games: int, *, seed: int, workers: int | None = None, progress: Progress | None = None
) -> Bands:
    """The bands of so many re-enactments.

    Raises:
        ValueError: they were stopped before all were played.
    """
    from game.rules.battle.resolve import RULES_VERSION

    kept_rules.warm_up(progress)
    found = play_all(_Work(scenario, seed), games, chunk=CHUNK, workers=workers, progress=progress)
    courses = found.parts[0]
    if len(courses) < games:
        raise ValueError(_("{a}; bands want every game that was asked for").format(a=found.notice or "stopped"))
    turns = tuple(turn.name for turn in scenario.calendar.played())
    return Bands(
        content=scenario.digest,
        rules=RULES_VERSION,
        games=games,
        seed=seed,
        check=tuple(c.digest for c in courses[:CHECKED]),
        turns=turns,
        fought=tuple(sum(c.turns > k for c in courses) for k in range(len(turns))),
        band=tuple(_band(name, courses, len(turns)) for name in courses[0].figures[0]),
    )


def _band(name: Name, courses: Sequence[Course], turns: int) -> Band:
    what, side, place = name
    rows = tuple(_row([c.figures[k][name] for c in courses]) for k in range(turns))
    return Band(what=what, side=side, place=place, rows=rows)


def _row(values: list[int]) -> Row:
    low, q25, q50, q75, high = (round(quantile(values, level / 100) or 0) for level in LEVELS)
    return low, q25, q50, q75, high


@dataclass(frozen=True)
class _Work(OnePart):
    """Re-enactments, for a process of its own."""

    scenario: Scenario
    seed: int

    def play(self, part: int, k: int) -> Course:
        """Game `k`."""
        return course(self.scenario, self.seed + k)
