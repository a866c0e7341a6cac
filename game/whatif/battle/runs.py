"""Many games of a scenario, in processes, with luck shared between variants.

Game k of every variant has the seed `seed + k`, and a draw is named by where and what for: so two variants differ only
by what was changed, and neither the number of processes nor their pace changes a result. Stopped early, what is left is
the games 0 to n-1 of every variant: exactly what asking for n games would have given.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, NamedTuple

from game.files import kept_rules
from game.whatif.battle.twins import FOLLOWER, Course, Twin, course, seat

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.model.battle.scenario import Scenario
    from game.players.battle.staffs import Commander

MOST_GAMES = 1_000_000
CHUNK = 10  # games handed to a process at once: a second or two of work
SEEDS = 1 << 64
SELDOM = (50_000, 20, 100)  # objects made between two looks for garbage; looks at the older ones

Progress = Callable[[int, int], None]  # games done, games in all


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One variant to be played: a scenario and who commands each side by name, in the order of `scenario.sides`.

    `against`: the place among the settings of the unchanged one, played before it, that it is measured against and whose game a
    `follower` follows; its own place, or none, if it is unchanged itself. `arm`: who commands in a word; `is_extra`: it is
    played beside the main question, to see what hangs on who commands.
    """

    scenario: Scenario
    name: str = "history"
    commanders: tuple[str, str] = ("history", "history")
    against: int | None = None
    arm: str = ""
    is_extra: bool = False


class Game(NamedTuple):
    """One game played: the digest of its last position, its outcomes by id, its course beside an unchanged one."""

    digest: str
    outcomes: dict[str, float | None]
    course: Course | None = None


@dataclass(frozen=True, kw_only=True)
class Runs:
    """The games of one variant, in the order of their seeds."""

    setting: Setting
    seed: int
    asked: int
    wall_s: float
    games: tuple[Game, ...] = field(repr=False)
    notice: str = ""  # why there are fewer games than asked for

    @property
    def is_partial(self) -> bool:
        """Fewer games were played than asked for."""
        return len(self.games) < self.asked

    @property
    def digests(self) -> list[str]:
        """The digest of the last position of each game."""
        return [g.digest for g in self.games]

    @property
    def outcomes(self) -> dict[str, list[float | None]]:
        """Each outcome in each game."""
        return {o.id: [g.outcomes[o.id] for g in self.games] for o in self.setting.scenario.outcomes}


def play(
    settings: Sequence[Setting],
    games: int,
    *,
    seed: int = 1938,
    workers: int | None = None,
    progress: Progress | None = None,
) -> tuple[Runs, ...]:
    """Plays `games` games of every setting; all have the same number of games, fewer if it was interrupted.

    `workers`: processes, by default one for each core; 1 plays in this process. Ctrl-C ends the runs and returns what
    is done, with a notice.
    """
    table = _Table(len(settings), games, progress)
    if not kept_rules.is_warm():
        kept_rules.warm_up()
    begun = time.perf_counter()  # compiling is once for a version and no part of the pace
    count = min(workers or _cores(), games, -(-games * len(settings) // CHUNK))
    try:
        if count <= 1:
            _play_here(settings, games, seed, table)
        else:
            _play_in_processes(settings, games, seed, count, table)
    except KeyboardInterrupt:
        table.notice = "stopped by hand"
    except BrokenProcessPool:
        table.notice = "a playing process was ended by the system"
    return table.close(settings, seed, time.perf_counter() - begun)


def side_by_side(settings: Sequence[Setting], seed: int) -> Iterator[Game]:
    """One game of every setting with the same luck, in their order; the unchanged ones are kept for those that follow them."""
    followed = {s.against for s in settings if FOLLOWER in s.commanders}
    twins: dict[int | None, Twin] = {k: Twin(k in followed) for k in {s.against for s in settings} - {None}}
    for k, setting in enumerate(settings):
        yield play_one(setting, seed, twins.get(setting.against), twins.get(k))


def play_one(setting: Setting, seed: int, beside: Twin | None = None, kept: Twin | None = None) -> Game:
    """One game from the first turn to the end, by the setting's commanders.

    `beside`: the unchanged game it is measured against; `kept`: where this one is kept for others.
    """
    from game.whatif.battle.outcomes import measure

    match, seats = _begun(setting, seed, beside)
    _play_on(match, seats, kept=kept)
    if kept is not None:
        kept.end(match)
    found = course(match, seats, beside) if beside is not None and beside is not kept else None
    return Game(match.digest, measure(match), found)


def played(setting: Setting, seed: int, *, before: int | None = None, trace: bool = False) -> Match:
    """A game by the setting's commanders to its end, or up to the turn of number `before`.

    `trace`: keep events and their factors; the digests are the same.
    """
    match, seats = _begun(setting, seed, None)
    _play_on(match, seats, before=before, trace=trace)
    return match


def _begun(setting: Setting, seed: int, beside: Twin | None) -> tuple[Match, dict[str, Commander]]:
    from game.match.battle import Match

    match = Match.new(setting.scenario, seed=seed % SEEDS, variant=setting.name)
    pairs = zip(setting.commanders, setting.scenario.sides, strict=True)
    return match, {side: seat(name, side, setting.scenario, seed, beside) for name, side in pairs}


def _play_on(
    match: Match,
    seats: dict[str, Commander],
    *,
    kept: Twin | None = None,
    before: int | None = None,
    trace: bool = False,
) -> None:
    while not match.over and (before is None or match.turn.number < before):
        views = {side: match.view(side) for side in seats}
        if kept is not None:
            kept.keep(match, views)
        given: dict[str, Any] = {side: seats[side].orders(view) for side, view in views.items()}
        match.resolve(trace=trace, **given)


class _Table:
    """The games as they come in, by setting and index; in the end the longest beginning that all settings have."""

    def __init__(self, settings: int, games: int, progress: Progress | None) -> None:
        self.found: list[dict[int, Game]] = [{} for _ in range(settings)]
        self.games, self.progress, self.notice = games, progress, ""

    def put(self, setting: int, first: int, games: Sequence[Game]) -> None:
        self.found[setting].update(enumerate(games, first))
        if self.progress is not None:
            self.progress(sum(map(len, self.found)), self.games * len(self.found))

    def close(self, settings: Sequence[Setting], seed: int, wall_s: float) -> tuple[Runs, ...]:
        whole = next((k for k in range(self.games) if any(k not in f for f in self.found)), self.games)
        return tuple(
            Runs(
                setting=setting,
                seed=seed,
                asked=self.games,
                wall_s=wall_s,
                notice=self.notice,
                games=tuple(found[k] for k in range(whole)),
            )
            for setting, found in zip(settings, self.found, strict=True)
        )


def _play_here(settings: Sequence[Setting], games: int, seed: int, table: _Table) -> None:
    kept_rules.load()
    with _seldom_collected():
        for k in range(games):
            for index, game in enumerate(side_by_side(settings, seed + k)):
                table.put(index, k, [game])


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Python looks for circles of garbage less often: a game leaves hardly any, and looking costs a tenth of its time."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _play_in_processes(settings: Sequence[Setting], games: int, seed: int, workers: int, table: _Table) -> None:
    tasks = _tasks(games, max(1, min(-(-CHUNK // len(settings)), games // (2 * workers))))
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(tuple(settings),)
    )
    waiting: dict[Future[list[list[Game]]], int] = {}
    try:
        while True:
            while len(waiting) < 2 * workers and (task := next(tasks, None)):
                waiting[pool.submit(_play_chunk, *task, seed)] = task[0]
            if not waiting:
                break
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                first = waiting.pop(future)
                for setting, found in enumerate(future.result()):
                    table.put(setting, first, found)
    except BaseException:
        _stop(pool)
        raise
    pool.shutdown()


def _tasks(games: int, size: int) -> Iterator[tuple[int, int]]:
    """First game and end of each chunk, which is played in every setting by one process."""
    for first in range(0, games, size):
        yield first, min(games, first + size)


def _stop(pool: ProcessPoolExecutor) -> None:
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


_SETTINGS: tuple[Setting, ...] = ()  # of this playing process


def _begin(settings: tuple[Setting, ...]) -> None:
    global _SETTINGS
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    kept_rules.load()
    _SETTINGS = settings


def _play_chunk(first: int, end: int, seed: int) -> list[list[Game]]:
    with _seldom_collected():
        games = [list(side_by_side(_SETTINGS, seed + k)) for k in range(first, end)]
    return [list(of_setting) for of_setting in zip(*games, strict=True)]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
