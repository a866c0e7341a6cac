"""Options weighed by playing them on: half of them fall out after each round, the others go on in more worlds.

All options meet the same luck in the same worlds, so that two of them differ by what they are and not by their dice. In these
games the own staff follows the option, the enemy's does what it usually does; what is left at the horizon is worth what the
places held then would bring if they stayed (`match.battle.carried`).
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from game.match.battle.carried import carried
from game.match.battle.playout import checked, decided
from game.match.battle.views import View
from game.match.battle.worlds import Worlds
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.players.battle.general.choices import Choice, Sheet, sheet
from game.players.battle.general.levels import FINALISTS, ROUNDS, Level, Shape
from game.players.battle.plain import PlainCommander

LEAST_ERROR = 1.0  # points: worlds that agree prove no more, since the belief that they share may be wrong


@dataclass
class Trial:
    """A choice that is played on. `sheet`: its orders for this turn; `values`: own score in each world, in their order."""

    choice: Choice
    sheet: Sheet
    values: list[float] = field(default_factory=list)

    @property
    def mean(self) -> float:
        """Own score to be expected; 0 before any game."""
        return statistics.fmean(self.values) if self.values else 0.0

    def over(self, other: Trial) -> tuple[float, float]:
        """Points by which it is better than another in the worlds that both have played, and one standard error of that."""
        gaps = [a - b for a, b in zip(self.values, other.values, strict=False)]
        if not gaps or self is other:
            return 0.0, 0.0
        error = statistics.stdev(gaps) / math.sqrt(len(gaps)) if len(gaps) > 1 else math.inf
        return statistics.fmean(gaps), max(LEAST_ERROR, error)


def trials_of(view: View, choices: Sequence[Choice]) -> list[Trial]:
    """A trial for each choice that orders something else than those before it: equal sheets are one option."""
    found: dict[Sheet, Trial] = {}
    for choice in choices:
        ordered = sheet(view, choice)
        found.setdefault(ordered, Trial(choice, ordered))
    return list(found.values())


def weigh(view: View, trials: Sequence[Trial], level: Level, seed: int) -> list[Trial]:
    """Plays the trials on, the first of them to the last round; those that lasted, the first one first."""
    turns = sum(t.number >= view.turn.number for t in view.scenario.calendar.played())
    counters = len(view.contacts) + sum(u.hex is not None for u in view.own)
    shape = level.shape(len(trials), turns, counters)
    left, games, begun = list(trials), _Games(view, shape, seed), 0
    for played in range(ROUNDS):
        upto = shape.worlds << played
        for k in range(begun, upto):
            for trial in left:
                trial.values.append(games.value(trial, k))
        begun = upto
        if played < ROUNDS - 1:
            left = _better(left, FINALISTS if played else max(FINALISTS, -(-len(left) // 2)))
    return left


def _better(trials: Sequence[Trial], most: int) -> list[Trial]:
    """So many of the trials, the best by mean; the first one stays whatever it brings, and of equals the earlier."""
    ranked = sorted(range(1, len(trials)), key=lambda k: (-trials[k].mean, k))
    return [trials[k] for k in sorted([0, *ranked[: most - 1]])]


Given = tuple[tuple[Order, ...], tuple[Decision, ...]]


class _Games:
    """The games of one turn's search: world `k` of every trial is the same position, and his first sheet in it too."""

    def __init__(self, view: View, shape: Shape, seed: int) -> None:
        self.view, self.shape, self.worlds = view, shape, Worlds(view, seed)
        self.engine, self.side, self.foe = view.engine, view.side, view.scenario.other(view.side)
        self.enemy = PlainCommander(self.foe, view.scenario)
        self._sheets: dict[int, Given] = {}
        self._own: dict[int, Given] = {}

    def value(self, trial: Trial, k: int) -> float:
        """Own score to be expected from world `k` if the trial's choice is followed."""
        self.engine.renew_host()
        game, own = self.worlds.playout(k), PlainCommander(self.side, self.view.scenario, plan=trial.choice.plan)
        mine, his = self._given(trial), self._his(k)
        game.carry_on({self.side: mine[0], self.foe: his[0]}, {self.side: mine[1], self.foe: his[1]})
        played = 1
        while not game.over and played < self.shape.horizon:
            sheets: Mapping[str, Sheet] = {}
            if self.shape.thinks(played):
                sheets = {
                    self.side: own.orders(game.view(self.side)),
                    self.foe: self.enemy.orders(game.view(self.foe)),
                }
            game.step(sheets)
            played += 1
        return carried(game.scenario, game.state, game.tables, self.side).total

    def _given(self, trial: Trial) -> Given:
        if id(trial) not in self._own:
            self._own[id(trial)] = _checked(self.view, {self.side: trial.sheet}, self.side)
        return self._own[id(trial)]

    def _his(self, k: int) -> Given:
        """What his staff orders in world `k`, before it knows what we do."""
        if k not in self._sheets:
            view = self.worlds.playout(k).view(self.foe)
            self._sheets[k] = _checked(view, {self.foe: self.enemy.orders(view)}, self.foe)
        return self._sheets[k]


def _checked(view: View, sheets: Mapping[str, Sheet], side: str) -> Given:
    orders = checked(view.engine, sheets, lambda _side: view.legality)
    return orders[side], decided(view.engine, sheets)[side]
