"""What a branch of the tree is in words: what it left and where, how far it has come; for the shell and the window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from game.core.words import _
from game.files.battle.record_moment import moment_of
from game.files.trees.tree import HISTORY, Branch, Tree
from game.match.dates import turn_words
from game.model.battle.scenario import Scenario
from game.model.theatre.game import Theatre

Source = Literal["record", "re-enactment", "game"]


class Course(NamedTuple):
    """The turns of a scenario of either scale. `names`: by number, in their order; `first`, `last`: numbers of those played."""

    subject: Scenario | Theatre
    names: Mapping[int, str]
    first: int
    last: int

    @property
    def id(self) -> str:
        """The scenario's."""
        return self.subject.id

    def known(self, number: int) -> int:
        """A number, or the nearest that a turn has."""
        return min(max(number, min(self.names)), max(self.names))

    def words(self, number: int) -> str:
        """A turn in the language in use."""
        subject = self.subject
        return turn_words(subject.calendar.turn(number)) if isinstance(subject, Scenario) else _(self.names[number])

    def begins(self, variant: str) -> int:
        """The turn with which games of a variant begin: its own where it is a moment of the record."""
        turn = moment_of(self.subject, variant) if isinstance(self.subject, Scenario) else None
        return self.first if turn is None else turn.number


class Told(NamedTuple):
    """A branch in facts. `source`: what it left, another branch's game being one; `left_at`, `now`: numbers of the turns from
    which it goes on and which is to be ordered, the last one once it is over; `played`: its own turns."""

    branch: Branch
    depth: int
    parent: str
    source: Source
    left_at: int
    played: int
    now: int

    def line(self, course: Course) -> str:
        """What it left, and how far it has come."""
        left, now = course.words(self.left_at), course.words(self.now)
        words = {
            "record": _("leaves the record of {turn}"),
            "re-enactment": _("leaves the re-enactment at {turn}"),
            "game": _("leaves it at {turn}"),
        }
        begun = words[self.source].format(turn=left)
        if not self.played:
            return _("{begun}; nothing played yet").format(begun=begun)
        return _("{begun}; turns played: {n}, to {turn}").format(begun=begun, n=self.played, turn=now)


def course_of(subject: Scenario | Theatre) -> Course:
    """The turns of a scenario of either scale."""
    if isinstance(subject, Scenario):
        played = subject.calendar.played()
        return Course(subject, {t.number: t.name for t in subject.calendar.turns}, played[0].number, played[-1].number)
    turns = subject.turns
    return Course(subject, {t.number: t.name for t in turns}, turns[0].number, turns[-1].number)


def told(course: Course, tree: Tree) -> tuple[Told, ...]:
    """Every branch that stands, each followed by those that left it."""
    return tuple(_walk(course, tree, HISTORY, 0))


def told_of(course: Course, tree: Tree, branch: Branch, depth: int = 0) -> Told:
    """One branch."""
    numbers = tree.numbers(branch)
    begun = course.begins(tree.variant(branch))
    now = course.known(min(numbers[-1] + 1 if numbers else begun, course.last))
    left = course.known(numbers[branch.left]) if branch.left < len(numbers) else now
    parent = tree.parent(branch)
    source: Source = "game" if parent else "re-enactment" if branch.left else "record"
    return Told(branch, depth, parent, source, left, max(0, len(numbers) - branch.left), now)


def _walk(course: Course, tree: Tree, of: str, depth: int) -> Iterator[Told]:
    for branch in tree.children(of):
        yield told_of(course, tree, branch, depth)
        yield from _walk(course, tree, branch.id, depth + 1)


def facts(course: Course, tree: Tree, one: Told) -> dict[str, Any]:
    """A branch for scripts."""
    branch = one.branch
    return {
        "id": branch.id,
        "name": branch.name,
        "of": one.parent,
        "from": one.source,
        "begins": course.names[course.begins(tree.variant(branch))],
        "left_at": course.names[one.left_at],
        "turns": one.played,
        "at": course.names[one.now],
        "variant": tree.variant(branch),
        "note": branch.note,
        "marks": {course.names[int(n)]: words for n, words in branch.marks.items() if int(n) in course.names},
        "seats": branch.seats,
    }
