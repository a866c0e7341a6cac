"""What a score was worth: the same orders of both sides under other luck, many times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from msgspec.structs import replace

from game.files import kept_rules
from game.match.battle import Match, View
from game.model.battle.decisions import Decision
from game.model.battle.scenario import Scenario, TurnOrders
from game.players.battle.historical import HistoricalCommander
from game.whatif import statistics
from game.whatif.battle.one_part import OnePart
from game.whatif.pool import SEEDS, Progress, play_all

CHUNK = 10  # games handed to a process at once


class Once(NamedTuple):
    """A game under other luck: score of each side, orders and decisions that were to be given and those that were not legal."""

    scores: tuple[float, ...]
    asked: int
    dropped: int


@dataclass(frozen=True)
class OtherLuck:
    """The same orders under other luck. `scores`: of each side in each game; `asked`: games asked for; `kept`: share of the
    orders that could still be given; `notice`: why there are fewer games."""

    scores: dict[str, tuple[float, ...]]
    asked: int
    kept: float
    notice: str = ""

    @property
    def games(self) -> int:
        """Games played."""
        return len(next(iter(self.scores.values())))

    def median(self, side: str) -> statistics.Interval | None:
        """The median score of a side with its interval."""
        return statistics.median(self.scores[side])

    def below(self, side: str, score: float) -> float | None:
        """Per cent of the games in which the side scored less."""
        return statistics.percentile(self.scores[side], score)


def other_luck(
    match: Match, games: int, *, workers: int | None = None, progress: Progress | None = None
) -> OtherLuck | None:
    """The orders of a battle that is over, under the luck of the `games` seeds after its own; None if none was played.

    An order that is no longer legal is tried again in the turns after it, as the record's are. Ctrl-C ends the games and leaves
    what is done.
    """
    if not kept_rules.is_warm():
        kept_rules.warm_up()
    work = Again(as_history(match), match.seed + 1)
    found = play_all(work, games, chunk=CHUNK, workers=workers, progress=progress)
    done = found.parts[0]
    if not done:
        return None
    sides = match.scenario.sides
    asked, dropped = sum(g.asked for g in done), sum(g.dropped for g in done)
    scores = {side: tuple(g.scores[k] for g in done) for k, side in enumerate(sides)}
    return OtherLuck(scores, games, 1.0 - dropped / asked if asked else 1.0, found.notice)


def as_history(match: Match) -> Scenario:
    """The scenario of a battle with its own orders in the place of the record's."""
    given = [
        TurnOrders(turn=r.turn.number, side=side, orders=r.orders.get(side, ()), decisions=r.decisions.get(side, ()))
        for r in match.records
        for side in match.scenario.sides
    ]
    return replace(match.scenario, history=tuple(given))


@dataclass(frozen=True)
class Again(OnePart):
    """Games of a scenario by the orders of its history, for a process of its own."""

    scenario: Scenario
    seed: int

    def play(self, part: int, k: int) -> Once:
        """Game `k`."""
        match, seats = replayed(self.scenario, self.seed + k)
        scores = tuple(match.score(side).total for side in self.scenario.sides)
        asked = sum(len(t.orders) + len(t.decisions) for t in self.scenario.history)
        return Once(scores, asked, sum(len(seat.dropped) for seat in seats))


def replayed(scenario: Scenario, seed: int) -> tuple[Match, Sequence[HistoricalCommander]]:
    """A game by the orders of a scenario's history, as they were: under their own seed it is the game they were given in."""
    match = Match.new(scenario, seed=seed % SEEDS)
    seats = [SameOrders(side, scenario) for side in scenario.sides]
    while not match.over:
        given = {seat.side: seat.orders(match.view(seat.side)) for seat in seats}
        match.resolve(trace=False, **given)  # type: ignore[arg-type]
    return match, seats


class SameOrders(HistoricalCommander):
    """Gives the orders of a game again, and asks no government twice of its own accord."""

    def _again(self, view: View) -> list[Decision]:
        return []
