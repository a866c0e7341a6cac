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
    from game.model.battle.whatif import WhatIf


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
    """Plays the historical orders in a thread, in the world of a what-if if one is given; `turns` grows to the scenario's end.

    `scenario`: as the what-if has it.
    """

    def __init__(self, scenario: Scenario, seed: int, what_if: WhatIf | None = None) -> None:
        from game.files.battle.variants import HISTORY
        from game.whatif.battle.commanding import settings

        self.what_if, self.seed = what_if, seed
        self._plan = settings(scenario, [what_if or HISTORY])
        self.scenario = self._plan[1].scenario
        self.match = Match.new(self.scenario, seed=seed)
        self.turns: list[ReplayTurn] = []
        self.opening = from_match.from_match(self.match)
        self.job: Job[None] = Job(self._play)

    def _play(self) -> None:
        warm.wait()
        from game.whatif.battle.runs import seats_in_world

        commanders = seats_in_world(self._plan, 1, self.seed)
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
    def title(self) -> str:
        """Of the scenario, or of the what-if."""
        return self.what_if.title if self.what_if is not None else self.scenario.title

    @property
    def is_done(self) -> bool:
        """Every turn is there."""
        return self.job.is_done

    def branch(self, index: int) -> Match:
        """A match that goes on after the first `index` turns."""
        return self.match.branch(min(index, len(self.turns)))
