"""Who plays the games of a run: processes of this machine, or an executor of one's own such as a cluster's.

A worker that is lost, however it ends, loses no game: its chunk is given to another, a few times, before the run ends with what
it has. What goes wrong inside a game is no loss of a worker: it is raised here as it was there.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import signal
import threading
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, NamedTuple, Protocol, TypeVar

from game.files.lifeline import work_for_parent

TRIES = 3  # workers that may be lost over one chunk
IN_FLIGHT = 2  # chunks handed out for each worker
SELDOM = (50_000, 20, 100)  # objects made between two looks for garbage; looks at the older ones
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


class Chunk(NamedTuple):
    """Games `first` to `end` - 1 of a part."""

    part: int
    first: int
    end: int


class Lost(Exception):
    """Workers were lost again and again; its text says so in words."""


class _Failed(NamedTuple):
    """What a game raised."""

    error: BaseException


class Crew(Protocol):
    """Workers who take chunks."""

    @property
    def width(self) -> int:
        """How many play at once."""

    def submit(self, chunk: Chunk) -> Future[Any]:
        """Hands out a chunk."""

    def renew(self) -> None:
        """Goes on after a worker was lost."""

    def stop(self) -> None:
        """Gives up what is being played."""

    def close(self) -> None:
        """Nothing more is to be played."""


class Processes:
    """Processes of this machine; a new set of them where one has ended."""

    def __init__(self, work: Work[Any], workers: int) -> None:
        self._work, self.width = work, workers
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.width, mp_context=get_context("spawn"), initializer=_begin, initargs=(self._work,)
        )

    def submit(self, chunk: Chunk) -> Future[Any]:
        """Hands out a chunk."""
        return self._pool.submit(_play_begun, chunk)

    def renew(self) -> None:
        """A new set of processes where the executor has ended all of them with one; a whole one is left alone."""
        try:
            self._pool.submit(int)
        except BrokenExecutor:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._new()

    def stop(self) -> None:
        """Ends the processes."""
        processes = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()

    def close(self) -> None:
        """Lets the processes end."""
        self._pool.shutdown()


class Borrowed:
    """An executor of the caller's: any `concurrent.futures.Executor`, a cluster's too. It is left open.

    The work travels with every chunk and is unpacked once by each process; processes of a cluster need this game installed.
    """

    def __init__(self, executor: Executor, work: Work[Any], workers: int) -> None:
        self._executor, self.width = executor, workers
        self._packed = pickle.dumps(work)
        self._key = hashlib.sha256(self._packed).hexdigest()
        self._out: set[Future[Any]] = set()

    def submit(self, chunk: Chunk) -> Future[Any]:
        """Hands out a chunk."""
        future = self._executor.submit(_play_sent, self._key, self._packed, chunk)
        self._out.add(future)
        future.add_done_callback(self._out.discard)
        return future

    def renew(self) -> None:
        """Nothing: whoever made it keeps it whole."""

    def stop(self) -> None:
        """Calls back what nobody has begun."""
        for future in list(self._out):
            future.cancel()

    def close(self) -> None:
        """Nothing: it is not ours."""


def hand_out(crew: Crew, chunks: Iterable[Chunk], put: Callable[[Chunk, Sequence[Any]], None]) -> None:
    """Has all chunks played, each by whoever is free; `put` hears of each that is done, in any order.

    Raises:
        Lost: the workers of one chunk were lost time after time.
    """
    ahead, waiting, losses = iter(chunks), dict[Future[Any], Chunk](), Counter[Chunk]()
    again: deque[Chunk] = deque()
    try:
        while True:
            broken: list[Chunk] = []
            while len(waiting) < IN_FLIGHT * crew.width and (chunk := again.popleft() if again else next(ahead, None)):
                try:
                    waiting[crew.submit(chunk)] = chunk
                except Exception:
                    broken.append(chunk)
                    break
            if not waiting and not broken:
                break
            for future in wait(waiting, return_when=FIRST_COMPLETED).done if waiting else ():
                chunk = waiting.pop(future)
                found = _result(future)
                if found is None:
                    broken.append(chunk)
                else:
                    put(chunk, found)
            if broken:
                _count(losses, broken)
                again.extend(sorted(broken))
                crew.renew()
    except BaseException:
        crew.stop()
        raise
    crew.close()


def _result(future: Future[Any]) -> list[Any] | None:
    """The games of a chunk; None where its worker was lost. What a game raised is raised."""
    try:
        found = future.result()
    except Exception:
        return None
    if isinstance(found, _Failed):
        raise found.error
    return list(found)


def _count(losses: Counter[Chunk], chunks: Sequence[Chunk]) -> None:
    losses.update(chunks)
    if max(losses[c] for c in chunks) >= TRIES:
        raise Lost(f"a playing process was ended by the system, {TRIES} times over the same games")


# ---------------------------------------------------------------- in a playing process
@contextmanager
def seldom_collected() -> Iterator[None]:
    """Python looks for circles of garbage less often: a game leaves hardly any, and looking costs a tenth of its time."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


_WORK: dict[str, Work[Any]] = {}  # of this playing process
_TURN = threading.Lock()  # a cluster's worker may have threads


def _begin(work: Work[Any]) -> None:
    work_for_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    work.load()
    _WORK[""] = work


def _play_begun(chunk: Chunk) -> list[Any] | _Failed:
    return _play(_WORK[""], chunk)


def _play_sent(key: str, packed: bytes, chunk: Chunk) -> list[Any] | _Failed:
    with _TURN:
        if key not in _WORK:
            _WORK.clear()
            work = pickle.loads(packed)
            try:
                work.load()
            except Exception as e:
                return _failed(e)
            _WORK[key] = work
        return _play(_WORK[key], chunk)


def _play(work: Work[Any], chunk: Chunk) -> list[Any] | _Failed:
    try:
        with seldom_collected():
            return [work.play(chunk.part, k) for k in range(chunk.first, chunk.end)]
    except Exception as e:
        return _failed(e)


def _failed(error: Exception) -> _Failed:
    """What a game raised, as it can travel, with where it was."""
    where = traceback.format_exc()
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        error = RuntimeError(f"{type(error).__name__}: {error}")
    error.add_note(where)
    return _Failed(error)


def cores() -> int:
    """Processors at hand."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
