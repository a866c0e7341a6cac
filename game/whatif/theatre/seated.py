"""Games of the strategic game with computer seats, in processes; results depend on seeds alone, not on how many work."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from game.files import kept_rules
from game.whatif.pool import Harvest, Progress, play_all

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


class _Work(NamedTuple):
    """Games at a table, for a process of its own."""

    table: Table
    seed: int
    parts: int = 1

    def load(self) -> None:
        """The rules of the strategic game."""
        kept_rules.load("theatre")

    def play(self, _part: int, k: int) -> Played:
        """Game `k`."""
        return play_game(self.table, self.seed + k)


def play_table(
    table: Table, games: int, *, seed: int, workers: int | None = 1, progress: Progress | None = None
) -> Harvest[Played]:
    """`games` games at a table, fewer if it was stopped; game k has the seed `seed` + k."""
    return play_all(_Work(table, seed), games, chunk=CHUNK, workers=workers, progress=progress)


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


def means(played: Sequence[Played], seats: Sequence[str]) -> dict[str, float]:
    """Mean score of each seat."""
    return {seat: sum(p.score(seat) for p in played) / max(1, len(played)) for seat in seats}
