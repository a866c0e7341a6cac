"""Processes that work for another: they end when it ends, however that was, and never hold its output.

A process that was killed tidies nothing up. So each of its workers listens to a pipe that nobody writes to: when the
system closes the other end, the worker goes.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import wait

_STREAMS = (0, 1, 2)


def work_for_parent() -> None:
    """Called first in a worker of `multiprocessing`: it ends with its parent, and lets go of the parent's output."""
    let_go()
    parent = parent_process()
    if parent is not None:
        _listen(lambda: wait([parent.sentinel]))


def listen_to_input() -> None:
    """Called in a process whose standard input is held open for it by its parent: it ends when that is closed."""
    _listen(lambda: os.read(0, 1))


def let_go() -> None:
    """Standard input, output and errors lead nowhere: who reads the parent's output is not kept waiting by a worker."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in _STREAMS:
        os.dup2(nowhere, stream)
    if nowhere not in _STREAMS:
        os.close(nowhere)


def occupy_streams() -> None:
    """Gives closed standard streams a place to lead to, so that no other file is opened in their stead and written into."""
    for stream in _STREAMS:
        try:
            os.fstat(stream)
        except OSError:
            nowhere = os.open(os.devnull, os.O_RDWR)
            if nowhere != stream:
                os.dup2(nowhere, stream)
                os.close(nowhere)
            os.set_inheritable(stream, True)


def _listen(until_closed: Callable[[], object]) -> None:
    def run() -> None:
        try:
            until_closed()
        finally:
            os._exit(1)

    threading.Thread(target=run, daemon=True).start()
