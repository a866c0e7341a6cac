"""Every branch of a tree as a line by turn beside the record's: ground held, men lost, score. What is drawn and what is printed.

Of a game that goes on only its player's own side is told, as he knows it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from game.core.words import _, written
from game.files.battle.journal import BATTLES
from game.files.battle.record_moment import moment_of
from game.files.errors import BadFile
from game.files.trees.grafting import journal_of
from game.files.trees.tree import Branch, Tree
from game.match.battle import Match
from game.match.battle.of_journal import scenario_of
from game.match.battle.score import shares_now
from game.match.dates import turn_words
from game.model.battle.calendar import Turn
from game.model.battle.record import CrestHeld
from game.model.battle.scenario import Scenario
from game.rules.battle.state import State
from game.whatif.battle.last_page.course import lost_at, score_at
from game.whatif.battle.last_page.seat import Closed, eyes

HISTORY_ID = "history"
LEAST_TOLD = 0.5  # weight of the scored hills of which a turn's record must tell (design choice)


class Point(NamedTuple):
    """The end of a turn, by side: `ground` in per cent of the scored places, `lost` in men since the scenario's start, `score`.

    What nobody may know, or no source tells, is missing. `low`, `high`: the record's band of the men lost.
    """

    turn: int
    name: str
    ground: dict[str, float]
    lost: dict[str, float]
    score: dict[str, float]
    low: dict[str, int] = {}  # noqa: RUF012
    high: dict[str, int] = {}  # noqa: RUF012

    def words(self, side: str) -> tuple[str, str, str]:
        """Ground, losses and score of a side as read."""
        found = (self.ground.get(side), self.lost.get(side), self.score.get(side))
        return tuple("–" if value is None else written(value, ",.0f") for value in found)  # type: ignore[return-value]


class Line(NamedTuple):
    """A branch, or the record, whose id is "history". `left`: points that are its past; `notice`: why it has fewer than turns."""

    id: str
    name: str
    points: tuple[Point, ...]
    left: int = 0
    notice: str = ""

    @property
    def is_record(self) -> bool:
        """It is the main line."""
        return self.id == HISTORY_ID

    def facts(self) -> dict[str, Any]:
        """For scripts."""
        return {
            "id": self.id,
            "name": self.name,
            "left": self.left,
            "notice": self.notice,
            "points": [p._asdict() for p in self.points],
        }


def all_lines(scenario: Scenario, tree: Tree) -> tuple[Line, ...]:
    """The record's line, then that of every branch, in the order in which they were begun."""
    return (record_line(scenario), *(branch_line(scenario, tree, b) for b in tree.standing))


def record_line(scenario: Scenario) -> Line:
    """What the sources have: who held how much of the scored places where they say so, and their bands of men lost."""
    points = []
    for turn in scenario.calendar.played():
        page = scenario.record.page(turn.name)
        bands = {b.side: b for b in page.lost if page.lost_at}
        points.append(
            Point(
                turn.number,
                turn_words(turn),
                _held(scenario, page.crest),
                {side: (b.low + b.high) / 2 for side, b in bands.items()},
                {},
                {side: b.low for side, b in bands.items()},
                {side: b.high for side, b in bands.items()},
            )
        )
    return Line(HISTORY_ID, _("The record"), tuple(points))


def _held(scenario: Scenario, crests: tuple[CrestHeld, ...]) -> dict[str, float]:
    """By side the per cent of the scored hills that are told of, one that both hold as halves; empty where few are told of."""
    told = {c.hill: c.holders for c in crests if c.holders}
    known = [p for p in scenario.scored if p.place in told]
    weight = sum(p.weight for p in known)
    if weight < LEAST_TOLD:
        return {}
    return {
        side: 100.0 / weight * sum(p.weight * (side in told[p.place]) / len(told[p.place]) for p in known)
        for side in scenario.sides
    }


def branch_line(scenario: Scenario, tree: Tree, branch: Branch) -> Line:
    """A branch as far as it was played; of one that cannot be shown why."""
    try:
        match = look_at(tree, branch)
        seen = eyes(match)
    except (BadFile, Closed) as e:
        return Line(branch.id, branch.name, (), branch.left, str(e).splitlines()[0])
    begun = moment_of(scenario, match.variant)
    before = lost_before(scenario, begun) if begun is not None else {}
    points = [
        Point(
            r.turn.number,
            turn_words(r.turn),
            {s: _ground(match, r.state, s) for s in seen},
            {s: lost_at(match, r.state, s) + before.get(s, 0.0) for s in seen},
            {s: score_at(match, r.state, s).total for s in seen},
        )
        for r in match.records
    ]
    return Line(branch.id, branch.name, tuple(points), branch.left)


def look_at(tree: Tree, branch: Branch) -> Match:
    """The game of a branch as its lines have it, to be looked at.

    Raises:
        BadFile: it is no game of a battle that is at hand.
    """
    lines = journal_of(tree, branch)
    journal = BATTLES.of_lines(tree.path, lines)
    match = Match.from_journal(journal, scenario_of(journal.header, tree.path), Path("journal"), only_looks=True)
    match.seats = dict(branch.seats)
    return match


def lost_before(scenario: Scenario, turn: Turn) -> dict[str, float]:
    """By side the men lost before a turn by the record: the middle of its last band, from which a branch there goes on."""
    held = [k for k in scenario.keyframes if scenario.calendar.pulse_of(k.at) <= turn.first_pulse and k.losses]
    return {b.side: (b.low + b.high) / 2 for b in held[-1].losses} if held else {}


def _ground(match: Match, state: State, side: str) -> float:
    """Per cent of the scored places that a side holds, as it knows it while the game goes on."""
    if match.over:
        shares = shares_now(match.scenario, state, match.tables, match.scenario.sides.index(side))
    else:
        shares = dict(match.view_at(side, state, match.turn).shares)
    return sum(p.weight * shares[p.place] for p in match.scenario.scored) / 10.0
