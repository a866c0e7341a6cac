"""What a learner sees of a battle: numbers with names, read from the position sealed for its side and from nothing else."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from game.match.battle.engine import Engine
from game.match.battle.views import View
from game.model.battle.air import Wing
from game.players.learning.columns import Column, Observation, scaled
from game.rules.battle import state as S
from game.rules.battle.counter_battery import LOCATED

PULSES_A_DAY = 96
OWN = (  # of an own counter, beside where it stands: column of the rules, name, unit, what reads as 1
    (S.MEN, "men", "men", 1500.0),
    (S.CREW, "crew", "men", 500.0),
    (S.GUNS, "guns", "guns", 24.0),
    (S.TANKS, "tanks", "tanks", 50.0),
    (S.SUP_PM, "suppression", "per mille", 1000.0),
    (S.COH_PM, "cohesion", "per mille", 1000.0),
    (S.WORKS_PM, "works", "per mille", 1000.0),
    (S.CREST, "crest", "thirds of the men", 3.0),
    (S.LOST, "lost", "men", 1500.0),
    (S.BROKEN, "broken", "0 or 1", 1.0),
    (S.LOW, "low", "0 or 1", 1.0),
    (S.ACTIVE, "active", "0 or 1", 1.0),
    (S.TASK, "task", "number of the verb", 8.0),
)
SEEN = (  # of an enemy counter, as last seen
    (S.SEEN_MEN, "men", "men, estimated", 1500.0),
    (S.SEEN_TANKS, "tanks", "tanks", 50.0),
    (S.SEEN_NOW, "in sight", "0 or 1", 1.0),
)
_OWN, _SEEN = np.array([c[0] for c in OWN]), np.array([c[0] for c in SEEN])


class Sight:
    """The columns of one side of a scenario, and their values in a view."""

    def __init__(self, engine: Engine, side: str) -> None:
        self.engine, self.scenario, self.side = engine, engine.scenario, side
        self.index = engine.scenario.sides.index(side)
        self.own = np.array([k for k, c in enumerate(engine.scenario.counters) if c.side == side], np.intp)
        self.others = np.array([k for k, c in enumerate(engine.scenario.counters) if c.side != side], np.intp)
        self._highs = np.array([c.high for c in self.columns])

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order."""
        ground, counters = self.scenario.ground, self.scenario.counters
        where = (
            ("column", "hex", ground.columns - 1.0),
            ("row", "hex", ground.rows - 1.0),
        )
        found = []
        for k in self.own.tolist():
            parts = (("on the map", "0 or 1", 1.0), *where, *((n, u, h) for _, n, u, h in OWN))
            parts += (
                ("closed in", "m of the last 300", 300.0),
                ("share", "per mille of the ground fought for", 1000.0),
            )
            found += [Column(f"{counters[k].id} {name}", unit, high) for name, unit, high in parts]
        for k in self.others.tolist():
            parts = (("known", "0 or 1", 1.0), *where, *((n, u, h) for _, n, u, h in SEEN))
            parts += (("age", "pulses", float(PULSES_A_DAY)), ("located", "0 or 1", 1.0))
            found += [Column(f"{counters[k].id} {name}", unit, high) for name, unit, high in parts]
        found += [Column(f"{p.place} share", "per mille, as believed", 1000.0) for p in self.scenario.scored]
        found += [Column(f"{w.id} flights left", "flights", 30.0) for w in self._wings]
        return (*found, *GENERAL)

    @cached_property
    def _wings(self) -> list[Wing]:
        return [w for w in self.scenario.flying if w.side == self.side]

    @cached_property
    def _sky(self) -> dict[int, tuple[float, ...]]:
        """Means of light, rain, fog and mud, by the number of the turn."""
        names = ("light", "rain", "fog", "mud")
        return {
            turn: tuple(sum(getattr(row, name) for row in rows) / len(rows) for name in names)
            for turn, rows in self.engine.light.items()
        }

    def see(self, view: View, points: float) -> Observation:
        """The observation in a view, in which the own score is `points`. Shape (columns,), 0 to 1."""
        parts = [self._own(view).ravel(), self._others(view).ravel()]
        parts.append(np.array([view.shares[p.place] for p in self.scenario.scored], np.float64))
        parts.append(np.array([w.left for w in view.wings] if self._wings else [], np.float64))
        parts.append(self._general(view, points))
        return scaled(np.concatenate(parts), self._highs)

    def _own(self, view: View) -> np.ndarray:
        rows = view.sealed.units[self.own].astype(np.float64)
        here = rows[:, S.HEX]
        there = here >= 0
        columns = self.engine.columns
        found = np.zeros((len(rows), 5 + len(OWN)))
        found[:, 0], found[:, 1], found[:, 2] = there, here % columns, here // columns
        found[:, 3:-2] = rows[:, _OWN]
        for row in view.sealed.rows[view.sealed.rows[:, S.USED] != 0]:
            mine = int(row[S.ROW_SIDE]) == self.index
            among = np.isin(self.own, (row[S.ATTACKER], row[S.ATTACKER_2])) if mine else here == row[S.TARGET]
            found[among, -2] = 300.0 - row[S.GAP_M]
            found[among, -1] = row[S.SHARE_PM] if mine else 1000 - row[S.SHARE_PM]
        found[~there, 1:] = 0.0
        return found

    def _others(self, view: View) -> np.ndarray:
        count = len(self.scenario.counters)
        seen = view.sealed.seen[self.index * count : (self.index + 1) * count][self.others].astype(np.float64)
        known = (seen[:, S.SEEN_AT] >= 0) & (seen[:, S.SEEN_HEX] >= 0)
        columns = self.engine.columns
        found = np.zeros((len(seen), 5 + len(SEEN)))
        found[:, 0], found[:, 1], found[:, 2] = known, seen[:, S.SEEN_HEX] % columns, seen[:, S.SEEN_HEX] // columns
        found[:, 3:-2] = seen[:, _SEEN]
        found[:, -2] = int(view.sealed.clock[S.NOW]) - seen[:, S.SEEN_AT]
        found[:, -1] = view.sealed.units[self.others, S.LOCATED_PM] >= LOCATED
        found[~known] = 0.0
        return found

    def _general(self, view: View, points: float) -> np.ndarray:
        played = self.scenario.calendar.played()
        share = self._sky.get(view.turn.number, (0.0,) * 4)
        done = view.turn.number - played[0].number
        hour = view.turn.first_pulse % PULSES_A_DAY
        side = view.sealed.sides[self.index]
        return np.array(
            [done, len(played) - done, hour, *share, side[S.SHELLS], side[S.LEVEL], side[S.PRICE], points],
            np.float64,
        )


GENERAL = (
    Column("turns played", "turns", 60.0),
    Column("turns left", "turns", 60.0),
    Column("hour", "pulses since midnight", float(PULSES_A_DAY)),
    Column("light", "mean of the turn", 1.0),
    Column("rain", "share of the turn", 1.0),
    Column("fog", "share of the turn", 1.0),
    Column("mud", "0 to 3", 3.0),
    Column("shells", "rounds", 20000.0),
    Column("escalation", "level", 10.0),
    Column("price", "points of the limits", 15.0),
    Column("score", "points", 100.0),
)
