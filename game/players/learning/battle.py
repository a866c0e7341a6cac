"""A battle at which some sides learn; the others have a commander by name, or one of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.files.battle.scenarios import load_scenario
from game.files.battle.variants import varied
from game.match.battle.engine import engine_of
from game.match.battle.match import Match
from game.match.battle.views import View
from game.match.frames import known
from game.model.battle.scenario import Scenario
from game.players.battle.own import dismiss, enlist
from game.players.battle.staffs import Commander, commander, trouble
from game.players.learning.battle_acts import Choices, Mask
from game.players.learning.battle_picture import picture_of
from game.players.learning.battle_sight import Sight
from game.players.learning.columns import Column, Observation
from game.players.learning.table import Picture


class BattleTable:
    """A battle. `others`: who commands the sides that do not learn, by side."""

    def __init__(
        self, scenario: Scenario | str | Path, *, variant: str = "", others: Mapping[str, Any] | None = None
    ) -> None:
        found = load_scenario(scenario) if isinstance(scenario, str | Path) else scenario
        self.scenario = varied(found, variant) if variant else found
        self.engine = engine_of(self.scenario)
        self._others = dict(others or {})
        for side, he in self._others.items():
            known("side", side, self.scenario.sides)
            if isinstance(he, str) and (line := trouble(he, self.scenario, side)):
                raise ValueError(line)
        self.agents = tuple(s for s in self.scenario.sides if s not in self._others)
        self._choices = {side: Choices(self.engine, side) for side in self.agents}
        self._sights = {side: Sight(self.engine, side) for side in self.agents}
        self.begin(0)

    @property
    def everybody(self) -> tuple[str, ...]:
        """Both sides."""
        return self.scenario.sides

    @property
    def id(self) -> str:
        """Id of the scenario."""
        return self.scenario.id

    @property
    def over(self) -> bool:
        """Every turn was played, or a truce settled."""
        return self.match.over

    def begin(self, seed: int) -> None:
        """A new game with this luck."""
        self.engine.renew_host()
        self.match = Match.new(self.scenario, seed=seed)
        self._seats = {side: self._seat(he, side, seed) for side, he in self._others.items()}
        self._views: dict[str, View] = {}
        self._points: dict[str, float] = {}

    def _seat(self, he: Any, side: str, seed: int) -> Commander:
        if isinstance(he, str):
            return commander(he, side, self.scenario, seed)
        name = enlist(f"own:{side}", he)
        try:
            return commander(name, side, self.scenario, seed)
        finally:
            dismiss(name)

    def view(self, side: str) -> View:
        """What a side knows now."""
        if side not in self._views:
            self._views[side] = self.match.view(side)
        return self._views[side]

    def slots(self, agent: str) -> tuple[str, ...]:
        """Own counters, own wings, and the decision of the turn where governments decide."""
        return self._choices[agent].slots

    def sizes(self, agent: str) -> NDArray[np.intp]:
        """How many acts each slot has."""
        return self._choices[agent].sizes

    def acts(self, agent: str, slot: int) -> tuple[str, ...]:
        """The names of the acts of a slot."""
        choices = self._choices[agent]
        if slot < len(choices.counters):
            return tuple(a.name for a in choices.acts)
        if slot < len(choices.counters) + len(choices.wings):
            return tuple(a.name for a in choices.sorties)
        return tuple(name for name, _ in choices.decisions)

    def columns(self, agent: str) -> tuple[Column, ...]:
        """The columns of the observation."""
        return self._sights[agent].columns

    def see(self, agent: str) -> Observation:
        """What the side sees now."""
        return self._sights[agent].see(self.view(agent), self._known_points(agent))

    def masks(self, agent: str) -> tuple[Mask, ...]:
        """For each slot which acts are lawful alone."""
        return self._choices[agent].masks(self.view(agent))

    def play(self, chosen: Mapping[str, Sequence[int]]) -> dict[str, int]:
        """Plays a turn; for each side that chose how many of its acts fell away."""
        sheets: dict[str, Any] = {side: seat.orders(self.view(side)) for side, seat in self._seats.items()}
        dropped = {}
        for side, numbers in chosen.items():
            sheets[side], dropped[side] = self._choices[side].sheet(self.view(side), numbers)
        self.match.resolve(trace=False, **sheets)
        self._views, self._points = {}, {}
        return dropped

    def points(self, agent: str) -> float:
        """The side's score as it knows it; once the battle is over its final score."""
        return self.match.score(agent).total if self.over else self._known_points(agent)

    def _known_points(self, agent: str) -> float:
        if agent not in self._points:
            self._points[agent] = self.view(agent).score.total
        return self._points[agent]

    def picture(self, agent: str | None) -> Picture:
        """The map with the counters, of a side as it knows them."""
        views = [self.view(side) for side in self.scenario.sides if agent in (None, side)]
        return picture_of(self.scenario, views)
