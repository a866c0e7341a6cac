"""Games of the strategic game with computer seats, in processes; results depend on seeds alone, not on how many work."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, NamedTuple

from game.files import kept_rules

Progress = Callable[[int, int], None]
CHUNK = 5
SALT = 7919  # a computer seat's luck is not the game's


class Table(NamedTuple):
    """Who sits where, and what is played. `seats`: by seat a level, "plain:tsuji" with a temperament; `first`, `last`: turns."""

    theatre: str
    seats: Mapping[str, str]
    dial: str = "default"
    first: int = 1
    last: int = 0
    name: str = ""


class Played(NamedTuple):
    """A game that was played: digest, states of the cards, scores by seat and act (-1: none), processor seconds of each seat."""

    digest: str
    states: dict[str, str]
    scores: dict[str, tuple[float, ...]]
    general_war: bool
    thought: dict[str, float]
    slowest: dict[str, float]

    def score(self, seat: str) -> float:
        """The mean of the acts that were played."""
        found = [s for s in self.scores[seat] if s >= 0.0]
        return sum(found) / len(found) if found else 0.0


def play_table(
    table: Table, games: int, *, seed: int, workers: int = 1, progress: Progress | None = None
) -> tuple[Played, ...]:
    """`games` games at a table; game k has the seed `seed` + k."""
    if workers <= 1 or games <= CHUNK:
        found: list[Played] = []
        for k in range(games):
            found.append(play_game(table, seed + k))
            if progress is not None:
                progress(k + 1, games)
        return tuple(found)
    chunks = [(table, k, min(games, k + CHUNK), seed) for k in range(0, games, CHUNK)]
    found = []
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin) as pool:
        for part in pool.map(_play_chunk, chunks):
            found += part
            if progress is not None:
                progress(len(found), games)
    return tuple(found)


def play_game(table: Table, seed: int) -> Played:
    """One game at a table."""
    match, thought, slowest = seated_match(table, seed)
    from game.whatif.theatre.running import ending

    end = ending(match.engine, match.position)
    return Played(end.digest, end.states, end.scores, end.general_war, thought, slowest)


def seated_match(table: Table, seed: int) -> tuple[Any, dict[str, float], dict[str, float]]:
    """The match of a game at a table, played to its end; seconds that each seat thought in all, and at most in a turn."""
    from game.files.theatre.theatres import load_theatre
    from game.match.theatre import TheatreMatch
    from game.players.theatre.seats import computer_seat

    theatre = _theatre(table.theatre, load_theatre)
    match = TheatreMatch.new(theatre, seed=seed, dial=table.dial, first=table.first, last=table.last)
    seats = {}
    for k, seat in enumerate(theatre.seat_ids):
        level, _, temperament = table.seats.get(seat, "empty").partition(":")
        seats[seat] = computer_seat(level, seat, theatre, seed=seed * SALT + k, temperament=temperament)
    thought, slowest = dict.fromkeys(seats, 0.0), dict.fromkeys(seats, 0.0)
    while not match.over:
        sheets: dict[str, Any] = {}
        for seat, player in seats.items():
            begun = time.thread_time()
            sheets[seat] = player.sheet(match.view(seat)) if player is not None else None
            took = time.thread_time() - begun
            thought[seat] += took
            slowest[seat] = max(slowest[seat], took)
        match.resolve_sheets(sheets, trace=False)
    return match, thought, slowest


_theatres: dict[str, Any] = {}


def _theatre(name: str, load: Callable[[str], Any]) -> Any:
    if name not in _theatres:
        _theatres[name] = load(name)
    return _theatres[name]


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    kept_rules.load("theatre")


def _play_chunk(chunk: tuple[Table, int, int, int]) -> list[Played]:
    table, first, end, seed = chunk
    return [play_game(table, seed + k) for k in range(first, end)]


def cores() -> int:
    """Processors at hand."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def means(played: Sequence[Played], seats: Sequence[str]) -> dict[str, float]:
    """Mean score of each seat."""
    return {seat: sum(p.score(seat) for p in played) / max(1, len(played)) for seat in seats}
