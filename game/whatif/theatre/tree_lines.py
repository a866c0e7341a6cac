"""Every branch of a strategic game's tree as a line by turn beside the record's: variables and scores. What is drawn and printed.

Of a game that goes on only its player's own seat is told its score, as that seat knows it; the variables are known to all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from game.core.words import _
from game.files.errors import BadFile
from game.files.theatre.journal import THEATRES
from game.files.theatre.theatres import theatre_folder
from game.files.trees.grafting import journal_of
from game.files.trees.tree import Branch, Tree
from game.match.theatre import TheatreMatch
from game.match.theatre.engine import theatre_engine
from game.match.theatre.history import record_after
from game.model.theatre.game import Theatre
from game.players.table import HUMAN

HISTORY_ID = "history"


class TheatrePoint(NamedTuple):
    """The end of a turn. `variables`: by id, 0 to 100; `score`: by seat, of the acts so far; what nobody may know is missing."""

    turn: int
    name: str
    variables: dict[str, float]
    score: dict[str, float]


class TheatreLine(NamedTuple):
    """A branch, or the record, whose id is "history". `left`: points that are its past; `notice`: why it has fewer than turns."""

    id: str
    name: str
    points: tuple[TheatrePoint, ...]
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


def all_lines(theatre: Theatre, tree: Tree) -> tuple[TheatreLine, ...]:
    """The record's line, then that of every branch, in the order in which they were begun."""
    return (record_line(theatre), *(branch_line(theatre, tree, b) for b in tree.standing))


def record_line(theatre: Theatre) -> TheatreLine:
    """The record's variables, and the scores of the historical path where the game has one."""
    path = theatre_folder(theatre.id) / "history.journal"
    scores: dict[int, dict[str, float]] = {}
    notice = ""
    if path.is_file():
        try:
            scores = _scores(_look_at(theatre, THEATRES.read_good(path)), theatre.seat_ids)
        except BadFile as e:
            notice = str(e).splitlines()[0]
    points = [
        TheatrePoint(t.number, _(t.name), values, scores.get(t.number, {}))
        for t, values in zip(theatre.turns, _record(theatre), strict=True)
    ]
    return TheatreLine(HISTORY_ID, _("The record"), tuple(points), notice=notice)


def _record(theatre: Theatre) -> list[dict[str, float]]:
    engine = theatre_engine(theatre, "default")  # the record is the same under every dial
    return [record_after(engine, t.number) for t in theatre.turns]


def branch_line(theatre: Theatre, tree: Tree, branch: Branch) -> TheatreLine:
    """A branch as far as it was played; of one that cannot be shown why."""
    try:
        match = _look_at(theatre, THEATRES.of_lines(tree.path, journal_of(tree, branch)))
    except BadFile as e:
        return TheatreLine(branch.id, branch.name, (), branch.left, str(e).splitlines()[0])
    scores = _scores(match, eyes(theatre, branch, is_over=match.over))
    series = match.history()
    points = [
        TheatrePoint(
            r.turn.number,
            _(r.turn.name),
            {name: s.values[k] for name, s in series.items()},
            scores[r.turn.number],
        )
        for k, r in enumerate(match.records)
    ]
    return TheatreLine(branch.id, branch.name, tuple(points), branch.left)


def _look_at(theatre: Theatre, journal: Any) -> TheatreMatch:
    return TheatreMatch.from_journal(journal, theatre, Path("journal"), only_looks=True)


def eyes(theatre: Theatre, branch: Branch, *, is_over: bool) -> tuple[str, ...]:
    """The seats whose scores may be told: all after the end; before it that of the one player there is."""
    humans = [s for s in theatre.seat_ids if branch.seats.get(s) == HUMAN]
    if is_over:
        return theatre.seat_ids
    return tuple(humans) if len(humans) == 1 else ()


def _scores(match: TheatreMatch, seats: tuple[str, ...]) -> dict[int, dict[str, float]]:
    """By turn the scores as they stood after it: as the seats know them while the game goes on."""
    found = {}
    for record in match.records:
        turn = record.turn.number + 1
        is_last = record is match.records[-1]
        after = match if is_last else match.branch(turn)
        found[record.turn.number] = {s: after.view(s).score.total for s in seats}
    return found
