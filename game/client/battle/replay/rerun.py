"""The re-enactment: history's orders under our rules with a seed, resolved ahead of the screen, kept to step back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.client import warm
from game.client.battle import from_match
from game.client.kit.worker import Job
from game.client.map.position import Position
from game.match.battle import Event, Match
from game.match.dates import turn_words

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario


@dataclass(frozen=True)
class ReplayTurn:
    """A turn of the re-enactment: its number and name, a position per pulse (the first before it), events, what is measured
    at its end, and the men each side has lost by each frame."""

    number: int
    name: str
    first_pulse: int
    frames: tuple[Position, ...]
    events: tuple[Event, ...]
    measures: dict[str, float | None]
    men_lost: tuple[dict[str, int], ...]
    is_last: bool


class Rerun:
    """Plays the historical orders in a thread; `turns` grows until the scenario is over."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario, self.seed = scenario, seed
        self.match = Match.new(scenario, seed=seed)
        self.turns: list[ReplayTurn] = []
        self.opening = from_match.from_match(self.match)
        self.job: Job[None] = Job(self._play)

    def _play(self) -> None:
        warm.wait()
        from game.players.battle.historical import HistoricalCommander

        commanders = {side: HistoricalCommander(side, self.scenario) for side in self.scenario.sides}
        while not self.match.over:
            turn = self.match.turn
            given = {side: commanders[side].orders(self.match.view(side)) for side in self.scenario.sides}
            events, frames, lost = from_match.play_open(self.match, given)
            self.turns.append(
                ReplayTurn(
                    turn.number,
                    turn_words(turn),
                    turn.first_pulse,
                    frames,
                    events,
                    from_match.measures(self.match),
                    lost,
                    self.match.over,
                )
            )

    @property
    def is_done(self) -> bool:
        """Every turn is there."""
        return self.job.is_done

    def branch(self, index: int) -> Match:
        """A match that goes on after the first `index` turns."""
        return self.match.branch(min(index, len(self.turns)))
