"""A lesson in progress: which step it is at, what was done in it, and the way back; it knows no window and no terminal.

Acts *stand* (an order written, a dialog open) or *pass* (a turn played). A step is over when all it waits for stands or has
been seen or has passed since the step began; of what is written only that counts which has not been taken back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from game.model.lesson import Awaited, Lesson, LessonStep

M = TypeVar("M")
Hex = tuple[int, int]
WRITTEN = ("ordered", "struck", "chose", "answered")  # acts that can be taken back


@dataclass(frozen=True)
class Act:
    """Something the pupil did. `not_before`: pulse at which an order starts, -1 of what has none."""

    act: str
    unit: str = ""
    hex: Hex | None = None
    task: str = ""
    manner: str = ""
    mission: str = ""
    not_before: int = -1
    what: str = ""
    to: str = ""

    def is_what(self, waited: Awaited, pulse: int = -1) -> bool:
        """It is the act that is waited for: what the step does not say may be anything. `pulse`: of its `not_before`."""
        fields = ("unit", "hex", "task", "manner", "mission", "what", "to")
        said = all(getattr(self, f) == getattr(waited, f) for f in fields if getattr(waited, f))
        return self.act == waited.act and said and self.not_before >= pulse


@dataclass(frozen=True)
class Course(Generic[M]):
    """A lesson at one of its steps; a value that is never changed.

    `marks`: where the game stood when each step began, this one's last; `pulses`: for each moment that the lesson names its
    pulse; `is_done`: what the step waits for was done before it began, and the pupil says himself when to go on.
    """

    lesson: Lesson
    marks: tuple[M, ...]
    pulses: dict[str, int]
    heard: tuple[Act, ...] = ()
    standing: tuple[Act, ...] = ()
    is_fresh: bool = True
    is_done: bool = False

    @property
    def at(self) -> int:
        """Number of the present step, from 0; that of the last and one more when all are over."""
        return len(self.marks) - 1

    @property
    def step(self) -> LessonStep | None:
        """The present step; None when all are over."""
        return None if self.is_over else self.lesson.step[self.at]

    @property
    def is_over(self) -> bool:
        """All steps are done or were skipped."""
        return self.at >= len(self.lesson.step)

    @property
    def mark(self) -> M:
        """Where the game stood when the present step began."""
        return self.marks[-1]

    def missing(self) -> tuple[Awaited, ...]:
        """What the present step still waits for."""
        waits = self.step.waits if self.step is not None else ()
        return tuple(w for w in waits if not any(self._fits(a, w) for a in (*self.heard, *self.standing)))

    def follow(
        self, standing: Collection[Act], passing: Collection[Act], mark: M, *, is_busy: bool = False
    ) -> Course[M]:
        """The lesson after these acts; `mark`: where the game stands now, kept if the next step begins.

        `is_busy`: the pupil still reads what he opened; the next step waits until he has put it away.
        """
        if self.is_over:
            return self
        seen = [act for act in standing if act.act not in WRITTEN]
        heard = tuple(dict.fromkeys((*self.heard, *passing, *seen)))
        new = replace(self, heard=heard, standing=tuple(standing), is_fresh=False)
        if new.missing():
            return replace(new, is_done=False)
        if self.is_fresh and not passing:
            return replace(new, is_done=True)
        went_on = any(a.act == "turned" for a in passing) or written(standing) != written(self.standing)
        new = replace(new, is_done=self.is_done and not went_on)
        return new if is_busy or new.is_done else new.skip(mark)

    def skip(self, mark: M) -> Course[M]:
        """The next step, whatever was done in this one."""
        return self if self.is_over else self._to((*self.marks, mark))

    def again(self) -> Course[M]:
        """The present step from its beginning; whoever plays puts the game back to its mark."""
        return self._to(self.marks)

    def back(self) -> Course[M]:
        """The step before from its beginning, at its mark; the first step stays."""
        return self._to(self.marks[:-1] if self.at else self.marks)

    def _to(self, marks: tuple[M, ...]) -> Course[M]:
        return Course(self.lesson, marks, self.pulses)

    def _fits(self, act: Act, waited: Awaited) -> bool:
        return act.is_what(waited, self.pulses.get(waited.not_before, -1) if waited.not_before else -1)


def written(acts: Collection[Act]) -> set[Act]:
    """Those of them that can be taken back."""
    return {act for act in acts if act.act in WRITTEN}


def begun(lesson: Lesson, mark: M, pulses: dict[str, int] | None = None) -> Course[M]:
    """A lesson at its first step."""
    return Course(lesson, (mark,), pulses or {})
