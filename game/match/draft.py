"""What a seat is writing before it seals: a value with its past and its undone future."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Draft(Generic[T]):
    """A value in the making. `blank`: what silence is; `now`: what is written; undo and redo keep the old values.

    `changed` is called after every change: whoever keeps what is written keeps it then.
    """

    def __init__(self, blank: T, now: T | None = None) -> None:
        self.changed: Callable[[], None] = _nothing
        self.blank = blank
        self.now = blank if now is None else now
        self._past: list[T] = []
        self._future: list[T] = []

    @property
    def is_written(self) -> bool:
        """Something was written that silence would not do."""
        return self.now != self.blank

    def change(self, new: T) -> None:
        """Writes another value; the same one is no change."""
        if new != self.now:
            self._past.append(self.now)
            self._future.clear()
            self.now = new
            self.changed()

    def undo(self) -> bool:
        """Takes back the last change."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Makes the change taken back again."""
        return self._step(self._future, self._past)

    @property
    def can_undo(self) -> bool:
        """There is a change to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """A change taken back can be made again."""
        return bool(self._future)

    def _step(self, source: list[T], target: list[T]) -> bool:
        if not source:
            return False
        target.append(self.now)
        self.now = source.pop()
        self.changed()
        return True


def _nothing() -> None:
    """Nobody keeps it."""
