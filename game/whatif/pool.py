"""Many games in processes, at either scale: handed out in chunks, put back by their seeds, stopped at any time.

Neither the number of processes nor their pace changes a result. Stopped early, what is left is the games 0 to n-1 of every
part: exactly what asking for n games would have given.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Generic, Protocol, TypeVar

from game.files.lifeline import work_for_parent

Progress = Callable[[int, int], None]  # games done, games in all
SEEDS = 1 << 64
SELDOM = (50_000, 20, 100)  # objects made between two looks for garbage; looks at the older ones

G = TypeVar("G")
G_co = TypeVar("G_co", covariant=True)


class Work(Protocol[G_co]):
    """Games of several parts, such as history and a what-if; it is sent to each process once."""

    @property
    def parts(self) -> int:
        """How many parts; all have as many games."""

    def load(self) -> None:
        """Makes a process ready for its first game."""

    def play(self, part: int, k: int) -> G_co:
        """Game `k` of a part, the same in any process."""


@dataclass(frozen=True)
class Harvest(Generic[G]):
    """The games of each part, equally many; `notice`: why there are fewer than were asked for."""

    parts: tuple[tuple[G, ...], ...]
    notice: str = ""


def play_all(
    work: Work[G], games: int, *, chunk: int, workers: int | None = None, progress: Progress | None = None
) -> Harvest[G]:
    """Plays `games` games of every part; fewer of all if it was interrupted.

    `chunk`: games handed to a process at once; `workers`: processes, by default one for each core that a chunk is there for;
    1 plays in this process. Ctrl-C ends the games and returns what is done, with a notice.
    """
    table: Table[G] = Table(work.parts, games, progress)
    count = min(workers or min(cores(), -(-games // chunk) * work.parts), max(1, games * work.parts))
    try:
        if count <= 1:
            _play_here(work, games, table)
        else:
            _play_in_processes(work, games, count, chunk, table)
    except KeyboardInterrupt:
        table.notice = "stopped by hand"
    except BrokenProcessPool:
        table.notice = "a playing process was ended by the system"
    return table.close()


class Table(Generic[G]):
    """The games as they come in, by part and index; in the end the longest beginning that all parts have."""

    def __init__(self, parts: int, games: int, progress: Progress | None = None) -> None:
        self.found: list[dict[int, G]] = [{} for _ in range(parts)]
        self.games, self.progress, self.notice = games, progress, ""

    def put(self, part: int, first: int, games: Sequence[G]) -> None:
        """Games of a part from the index `first` on."""
        self.found[part].update(enumerate(games, first))
        if self.progress is not None:
            self.progress(sum(map(len, self.found)), self.games * len(self.found))

    def close(self) -> Harvest[G]:
        """What every part has."""
        whole = next((k for k in range(self.games) if any(k not in f for f in self.found)), self.games)
        return Harvest(tuple(tuple(found[k] for k in range(whole)) for found in self.found), self.notice)


def cores() -> int:
    """Processors at hand."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _play_here(work: Work[G], games: int, table: Table[G]) -> None:
    work.load()
    with _seldom_collected():
        for k in range(games):
            for part in range(work.parts):
                table.put(part, k, [work.play(part, k)])


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Python looks for circles of garbage less often: a game leaves hardly any, and looking costs a tenth of its time."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _play_in_processes(work: Work[G], games: int, workers: int, chunk: int, table: Table[G]) -> None:
    tasks = _tasks(work.parts, games, max(1, min(chunk, games // (2 * workers))))
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(work,))
    waiting: dict[Future[list[G]], tuple[int, int]] = {}
    try:
        while True:
            while len(waiting) < 2 * workers and (task := next(tasks, None)):
                waiting[pool.submit(_play_chunk, *task)] = task[:2]
            if not waiting:
                break
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                table.put(*waiting.pop(future), future.result())
    except BaseException:
        _stop(pool)
        raise
    pool.shutdown()


def _tasks(parts: int, games: int, size: int) -> Iterator[tuple[int, int, int]]:
    """Part, first game, end of each chunk: the same games of all parts one after the other."""
    for first in range(0, games, size):
        for part in range(parts):
            yield part, first, min(games, first + size)


def _stop(pool: ProcessPoolExecutor) -> None:
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


_WORK: list[Work[Any]] = []  # of this playing process


def _begin(work: Work[Any]) -> None:
    work_for_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    work.load()
    _WORK.append(work)


def _play_chunk(part: int, first: int, end: int) -> list[Any]:
    with _seldom_collected():
        return [_WORK[0].play(part, k) for k in range(first, end)]
