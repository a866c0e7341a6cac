"""Games of every battle scenario, played once for all checks of this folder: two hundred positions of each."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pytest

from game import Match, load_scenario
from game.match.battle.match import TurnRecord
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.players.battle.historical import HistoricalCommander
from game.players.battle.plain import PlainCommander
from game.players.battle.random import RandomCommander
from game.rules.battle import state as S
from game.rules.battle.state import (
    State,
    Tables,
)

SCENARIOS = ("silent-assault", "first-counterattack", "hold-the-crest", "changkufeng")
POSITIONS = 200
KINDS = ("plain", "random", "history")  # who commands: every pair of them meets
Sheet = tuple[Order | Decision, ...]


class Position(NamedTuple):
    """A position between two turns: the game it is of, how many turns were played, and what both sides then ordered."""

    match: Match
    turns: int
    sheets: dict[str, Sheet]

    @property
    def state(self) -> State:
        """The position. Not to be changed."""
        return self.match.records[self.turns - 1].state if self.turns else self.match.opening

    @property
    def before(self) -> Match:
        """The game with this position as its last."""
        return self.match.branch(self.turns)

    @property
    def name(self) -> str:
        """Where to look when a check fails."""
        return f"{self.match.scenario.id}, seed {self.match.seed}, after {self.turns} turns"

    def with_state(self, state: State) -> Match:
        """The same game with another position in the place of this one."""
        other = self.before
        if not self.turns:
            other._opening = state
            return other
        last = other.records[-1]
        changed = TurnRecord(last.turn, last.orders, last.raw, state, S.digest(state), (), last.decisions)
        other.records = (*other.records[:-1], changed)
        return other


class Games(NamedTuple):
    """The games of one scenario."""

    scenario: Scenario
    tables: Tables
    matches: tuple[Match, ...]
    positions: tuple[Position, ...]

    @property
    def whose(self) -> np.ndarray:
        """Index of the side of each counter."""
        return np.asarray(self.tables.unit)[:, S.U_SIDE]

    def some(self, every: int) -> tuple[Position, ...]:
        """One position of so many, spread over turns and games."""
        return self.positions[:: max(1, every)]


@pytest.fixture(scope="session", params=SCENARIOS)
def games(request: pytest.FixtureRequest) -> Games:
    """Two hundred positions of a scenario, over all its turns."""
    scenario = load_scenario(request.param)
    matches: list[Match] = []
    positions: list[Position] = []
    while len(positions) < POSITIONS:
        match, sheets = _game(scenario, len(matches))
        matches.append(match)
        positions += _positions(match, sheets)
    return Games(scenario, matches[0].tables, tuple(matches), tuple(positions[:POSITIONS]))


def _game(scenario: Scenario, number: int) -> tuple[Match, list[dict[str, Sheet]]]:
    seed = 1938 + number
    match, sheets = Match.new(scenario, seed=seed), []
    kinds = (KINDS[number % 3], KINDS[number // 3 % 3])
    seats = {side: commander(kind, side, scenario, seed) for side, kind in zip(scenario.sides, kinds, strict=True)}
    while not match.over:
        sheets.append({side: tuple(seat.orders(match.view(side))) for side, seat in seats.items()})
        match.resolve(trace=False, frames=number % 10 == 0, **sheets[-1])
    return match, sheets


def _positions(match: Match, sheets: list[dict[str, Sheet]]) -> Iterator[Position]:
    for turns, sheet in enumerate(sheets):
        yield Position(match, turns, sheet)


def commander(kind: str, side: str, scenario: Scenario, seed: int):
    """A commander by kind."""
    if kind == "plain":
        return PlainCommander(side, scenario)
    if kind == "history":
        return HistoricalCommander(side, scenario)
    return RandomCommander(side, scenario, seed=seed)
