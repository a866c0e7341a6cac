"""Many games at either scale: handed out in chunks, put back by their seeds, kept as they come, stopped at any time.

Neither the number of processes nor their pace changes a result. Stopped early, what is left is the games 0 to n-1 of every
part: exactly what asking for n games would have given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from game.whatif.crew import Borrowed, Chunk, Crew, Lost, Processes, Work, cores, hand_out, seldom_collected
from game.whatif.shelf import Packing, Shelf

Progress = Callable[[int, int], None]  # games done, games in all
SEEDS = 1 << 64
FIRST_LOOK, LOOK = (
    100,
    50,
)  # games before one looks whether they are enough, and between two looks; later a tenth of them

G = TypeVar("G")
__all__ = ["SEEDS", "EnoughGames", "Harvest", "Kept", "Progress", "Table", "Work", "cores", "play_all"]


class Kept(Protocol):
    """Where games are kept as they come, so that a run that ended goes on."""

    def games(self, part: int) -> Mapping[int, Any] | Shelf[Any]:
        """Those that are there, by index."""

    def append(self, part: int, first: int, games: Sequence[Any]) -> None:
        """Keeps games from the index `first` on. Raises OSError where that cannot be done."""


@dataclass(frozen=True)
class Harvest(Generic[G]):
    """The games of each part, equally many; `notice`: why there are fewer than were asked for.

    `is_enough`: there are fewer because these tell enough.
    """

    parts: tuple[Sequence[G], ...]
    notice: str = ""
    is_enough: bool = False


def play_all(
    work: Work[G],
    games: int,
    *,
    chunk: int,
    workers: int | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    kept: Kept | None = None,
    enough: Callable[[tuple[Sequence[G], ...]], bool] | None = None,
    packing: Packing[G] | None = None,
) -> Harvest[G]:
    """Plays `games` games of every part; fewer of all if it was interrupted.

    `chunk`: games handed to a process at once; `workers`: processes, by default one for each core that a chunk is there for;
    1 plays in this process. `executor`: one of one's own instead, with `workers` of it at work. `kept`: games that are there are
    not played again, others are kept as they come. `enough`: asked of the first 100 games of all parts, the first 150, and so on:
    so many are asked for and no more. `packing`: how games are put away until they are looked at; without one they stay as they
    are, in tuples. Ctrl-C ends the games and returns what is done, with a notice.
    """
    table: Table[G] = Table(work.parts, games, progress, enough, packing)
    try:
        for part in range(work.parts) if kept is not None else ():
            table.put_back(part, kept.games(part) if kept is not None else {})
        missing = table.missing()
        count = min(workers or min(cores(), -(-missing // chunk)), max(1, missing))
        if executor is None and count <= 1:
            _play_here(work, table, kept)
        elif missing:
            crew: Crew = Processes(work, count) if executor is None else Borrowed(executor, work, workers or cores())
            size = max(1, min(chunk, missing // (2 * crew.width) // work.parts))
            hand_out(crew, table.chunks(size), lambda done, found: _keep(table, kept, done, found))
    except EnoughGames:
        pass
    except KeyboardInterrupt:
        table.notice = "stopped by hand"
    except Lost as e:
        table.notice = str(e)
    except _NotKept as e:
        table.notice = f"the games cannot be kept: {e}"
    return table.close()


class EnoughGames(Exception):
    """The games tell what was asked."""


class _NotKept(Exception):
    """The disk is full, or the file cannot be written; its text says which."""


class Table(Generic[G]):
    """The games as they come in, by part and index; in the end the longest beginning that all parts have."""

    def __init__(
        self,
        parts: int,
        games: int,
        progress: Progress | None = None,
        enough: Callable[[tuple[Sequence[G], ...]], bool] | None = None,
        packing: Packing[G] | None = None,
    ) -> None:
        self.found: list[dict[int, G] | Shelf[G]] = [{} if packing is None else Shelf(packing) for _ in range(parts)]
        self.games, self.progress, self.notice = games, progress, ""
        self._enough, self._whole, self._look, self.is_enough = enough, 0, FIRST_LOOK, False

    def put_back(self, part: int, games: Mapping[int, G] | Shelf[G]) -> None:
        """Games of a part that were kept."""
        self.found[part].update((k, game) for k, game in games.items() if k < self.games)
        if part == len(self.found) - 1:
            self._judge()

    def put(self, part: int, first: int, games: Sequence[G]) -> None:
        """Games of a part from the index `first` on."""
        self.found[part].update(enumerate(games, first))
        if self.progress is not None:
            self.progress(sum(map(len, self.found)), self.games * len(self.found))
        self._judge()

    def missing(self) -> int:
        """Games that are still to be played."""
        return self.games * len(self.found) - sum(map(len, self.found))

    def chunks(self, size: int) -> Iterator[Chunk]:
        """What is to be played, at most `size` games each: the same games of all parts one after the other."""
        for first in range(0, self.games, size):
            for part, found in enumerate(self.found):
                here = [k for k in range(first, min(self.games, first + size)) if k not in found]
                for run in _runs(here):
                    yield Chunk(part, *run)

    def close(self) -> Harvest[G]:
        """What every part has, of so many as are enough."""
        self._grow()
        return Harvest(self._first(min(self._whole, self.games)), self.notice, self.is_enough)

    def _first(self, n: int) -> tuple[Sequence[G], ...]:
        return tuple(
            found.beginning(n) if isinstance(found, Shelf) else tuple(found[k] for k in range(n))
            for found in self.found
        )

    def _grow(self) -> None:
        while self._whole < self.games and all(self._whole in found for found in self.found):
            self._whole += 1

    def _judge(self) -> None:
        """Looks at 100 games, 150, and so on, in this order whoever played them: more that have come in do not count."""
        if self._enough is None:
            return
        self._grow()
        while self._look <= self._whole:
            if self._look == self.games:
                return
            if self._enough(self._first(self._look)):
                self.games, self.is_enough = self._look, True
                raise EnoughGames
            self._look += max(LOOK, self._look // 10 // LOOK * LOOK)


def _runs(indexes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and end of each run of indexes that follow one another."""
    begin = 0
    for k in range(1, len(indexes) + 1):
        if k == len(indexes) or indexes[k] != indexes[k - 1] + 1:
            yield indexes[begin], indexes[k - 1] + 1
            begin = k


def _keep(table: Table[G], kept: Kept | None, chunk: Chunk, found: Sequence[G]) -> None:
    if kept is not None:
        try:
            kept.append(chunk.part, chunk.first, found)
        except OSError as e:
            table.put(chunk.part, chunk.first, found)
            raise _NotKept(e.strerror or str(e)) from None
    table.put(chunk.part, chunk.first, found)


def _play_here(work: Work[G], table: Table[G], kept: Kept | None) -> None:
    if table.missing():
        work.load()
    with seldom_collected():
        for chunk in table.chunks(1):
            _keep(table, kept, chunk, [work.play(chunk.part, chunk.first)])
