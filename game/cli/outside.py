"""A hang-up, a logout or a shutdown: the game at the terminal ends as at the end of the input, saved."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

NAMES = ("SIGHUP", "SIGTERM", "SIGBREAK")  # those that the system has
ENDED_BY = 128  # exit code of a program that a signal ended: this and the signal's number


class _Ended(Exception):
    """The signal came while a line was awaited."""


class Outside:
    """Whether somebody outside has asked the program to end. Work in progress is finished first: no save is cut in two."""

    def __init__(self) -> None:
        self.code = 0
        self._is_reading = False

    def heard(self, number: int, _frame: FrameType | None) -> None:
        """The handler of the signals."""
        self.code = ENDED_BY + number
        if self._is_reading:
            self._is_reading = False
            raise _Ended

    def read(self, ask: Callable[[], str | None]) -> str | None:
        """A line, or None where the program is asked to end before it comes."""
        try:
            self._is_reading = not self.code
            return ask() if self._is_reading else None
        except _Ended:
            return None
        finally:
            self._is_reading = False


@contextmanager
def listening() -> Iterator[Outside]:
    """Hears the signals while a game is played in the terminal. What is said to a terminal that has gone is said to nobody."""
    outside = Outside()
    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        numbers = []
    before = {number: signal.signal(number, outside.heard) for number in numbers}
    try:
        yield outside
    except OSError:
        if not outside.code:
            raise
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
