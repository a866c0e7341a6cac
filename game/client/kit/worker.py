"""Work beside the window: a job in a thread whose result is fetched when it is there; the rules leave the thread free."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
SWITCH_S = 0.001  # a frame waits at most so long for a job that reckons in Python: a fifth of what is usual


class Job(Generic[T]):
    """A call running in a thread of its own: `done`, then `result` or `error`."""

    def __init__(self, work: Callable[[], T]) -> None:
        sys.setswitchinterval(min(SWITCH_S, sys.getswitchinterval()))
        self._work = work
        self._result: list[T] = []
        self.error: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._result.append(self._work())
        except Exception as e:
            self.error = e

    @property
    def is_done(self) -> bool:
        """The call has returned or failed."""
        return not self._thread.is_alive()

    @property
    def result(self) -> T:
        """What the call returned.

        Raises:
            Exception: what the call raised.
        """
        if self.error is not None:
            raise self.error
        return self._result[0]

    def wait(self, seconds: float = 60.0) -> bool:
        """Waits for the end; True if it came in time."""
        self._thread.join(seconds)
        return self.is_done
