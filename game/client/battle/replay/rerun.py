"""The re-enactment: history's orders under our rules with a seed, resolved ahead of the screen, kept to step back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.client.battle import from_match
from game.client.kit.worker import Job
from game.client.map.position import Position
from game.core.words import _
from game.match.battle import Event, Match
from game.match.battle.bands import Figures, figures_of
from game.match.dates import turn_words

if TYPE_CHECKING:
    from game.model.battle.decisions import Decision
    from game.model.battle.orders import Order
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf

    Given = Mapping[str, tuple[Order | Decision, ...]]


@dataclass(frozen=True)
class ReplayTurn:
    """A turn of the re-enactment: its number and name, a position per pulse (the first before it), events, what is measured
    at its end, the men each side has lost by each frame, and the figures at its end of which bands are made."""

    number: int
    name: str
    first_pulse: int
    frames: tuple[Position, ...]
    events: tuple[Event, ...]
    measures: dict[str, float | None]
    men_lost: tuple[dict[str, int], ...]
    is_last: bool
    figures: Figures


class Rerun:
    """Plays the historical orders in a thread, in the world of a what-if if one is given; `turns` grows to the scenario's end.

    `scenario`: as the what-if has it.
    """

    def __init__(self, scenario: Scenario, seed: int, what_if: WhatIf | None = None) -> None:
        from game.files.battle.variants import HISTORY
        from game.whatif.battle.commanding import settings

        self._plan = settings(scenario, [what_if or HISTORY])
        self._begin(Match.new(self._plan[1].scenario, seed=seed), what_if)

    def _begin(self, match: Match, what_if: WhatIf | None = None) -> None:
        self.match, self.what_if, self.seed, self.scenario = match, what_if, match.seed, match.scenario
        self.turns: list[ReplayTurn] = []
        self.opening = from_match.from_match(match)
        self.job: Job[None] = Job(self._play)

    def _orders(self) -> Iterator[Given]:
        """What each side orders, turn by turn."""
        from game.whatif.battle.runs import seats_in_world

        commanders = seats_in_world(self._plan, 1, self.seed)
        while True:
            yield {side: commanders[side].orders(self.match.view(side)) for side in self.scenario.sides}

    def _play(self) -> None:
        orders = self._orders()
        while not self.match.over:
            turn, given = self.match.turn, next(orders)
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
                    figures_of(self.match.scenario, self.match.state, self.match.tables),
                )
            )

    @property
    def is_history(self) -> bool:
        """The record's orders are given, in the world as it was."""
        return self.what_if is None

    @property
    def title(self) -> str:
        """Of the scenario, or of the what-if."""
        return _(self.what_if.title if self.what_if is not None else self.scenario.title)

    @property
    def is_done(self) -> bool:
        """Every turn is there."""
        return self.job.is_done

    @property
    def losses(self) -> dict[str, list[tuple[int, float]]]:
        """Men lost so far, by side, every other pulse: (pulse, men)."""
        curves: dict[str, list[tuple[int, float]]] = {side: [] for side in self.scenario.sides}
        for turn in self.turns:
            for k, lost in enumerate(turn.men_lost[::2]):
                for side, men in lost.items():
                    curves[side].append((turn.first_pulse + 2 * k, men))
        return curves

    def branch(self, index: int) -> Match:
        """A match that goes on after the first `index` turns."""
        return self.match.branch(min(index, len(self.turns)))


class Watched(Rerun):
    """A battle that was played, resolved once more from its own orders under its own luck.

    Raises:
        ValueError: no rule can begin it.
    """

    def __init__(self, match: Match) -> None:
        self._records = match.records
        self._begin(match.branch(0))

    def _orders(self) -> Iterator[Given]:
        for record in self._records:
            self.match.luck = record.luck
            yield {
                side: (*record.orders.get(side, ()), *record.decisions.get(side, ())) for side in self.scenario.sides
            }

    @property
    def is_history(self) -> bool:
        """It is a player's battle."""
        return False
