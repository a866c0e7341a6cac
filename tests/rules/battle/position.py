"""A position for rulings with numbers: tables of its own that a test may change, rows drawn by hand, rules called by name."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from game.core import rule as core
from game.core.dice import Dice, new_dice
from game.match.battle.engine import Engine
from game.rules.battle import codes as C
from game.rules.battle import parameters as P
from game.rules.battle import state as S
from game.rules.battle import work as W
from game.rules.battle.resolve import resolve_turn
from tests.rules.battle.conftest import Battle

SUMMIT, WEST, SOUTH, NORTH = (18, 26), (17, 27), (18, 27), (18, 25)
KEYS = ("E_PULSE", "E_KIND", "E_ACTOR", "E_TARGET", "E_HEX", "E_A", "E_B", "E_C", "E_SEEN")
NEVER = 2_000_000_000


@cache
def _empty(engine: Engine) -> S.State:
    """The map with nobody on it, nobody in works."""
    state = Battle(engine).state
    state.units[:, [S.SUP_PM, S.WORKS_PM]] = 0
    return state


class Position(Battle):
    """An empty map, tables that are this test's alone, and rules called with what they name: `s`, `t`, `w`."""

    def __init__(self, engine: Engine, seed: int = 1) -> None:
        self.engine, self.scenario = engine, engine.scenario
        self.state = S.copy_state(_empty(engine))
        self.state.clock[S.SEED0] = seed
        self.tables = S.Tables(*(np.array(a) for a in engine.tables))
        self.work = type(engine.work)(*(np.array(a) for a in engine.work))
        self.trace()

    # ------------------------------------------------------------ rules
    def call(self, rule: Callable[..., Any], *arguments: Any) -> Any:
        """A rule on this position; state, tables and scratch are handed over where the rule names them."""
        given = {"s": self.state, "t": self.tables, "w": self.work}
        names = core.arguments_of(rule)
        rest = iter(arguments)
        views = {n: type(v)(*(memoryview(a) for a in v)) for n, v in given.items() if n in names}
        return rule(*(views[n] if n in views else next(rest) for n in names))

    def play(self, pulses: int, trace: bool = True) -> None:
        """Plays some pulses with the tables of this position."""
        state, tables = core.host(self.state), core.host(self.tables)
        resolve_turn(state, tables, core.host(self.work), int(self.state.clock[S.TURN]), pulses, trace=trace)

    def dice(self) -> Dice:
        """The dice of this pulse."""
        return Dice(memoryview(new_dice(0).words), memoryview(self.state.clock))

    # ------------------------------------------------------------ the map
    def hex(self, here: tuple[int, int]) -> int:
        """Number of a hex."""
        return here[1] * self.engine.columns + here[0]

    def unit(self, name: str) -> int:
        """Number of a counter."""
        return self.scenario.unit_index(name)

    def only(self, *units: str) -> None:
        """Takes every other counter off the map."""
        keep = [self.unit(u) for u in units]
        self.state.units[[k for k in range(len(self.state.units)) if k not in keep], S.HEX] = -1

    def at_hour(self, moment: str) -> int:
        """Sets the hour; its pulse."""
        self.clock(moment)
        return int(self.state.clock[S.NOW])

    def sky(self, **columns: float) -> None:
        """Light of all pulses: LIGHT, RAIN, FOG, MUD, NIGHT, CLOUD."""
        for name, value in columns.items():
            self.tables.light[:, getattr(S, f"L_{name}")] = value

    def given(self, **values: float) -> None:
        """Sets parameters."""
        for name, value in values.items():
            self.tables.param[getattr(P, name)] = value

    def param(self, name: str) -> float:
        """A parameter as the data have it."""
        return float(self.tables.param[getattr(P, name)])

    def army(self, side: int, **values: float) -> None:
        """Sets qualities of a side."""
        for name, value in values.items():
            self.tables.side[side, getattr(S, f"A_{name}")] = value

    # ------------------------------------------------------------ rows
    def open(self, r: int, attacker: str, target: tuple[int, int], second: str = "", **columns: int) -> np.ndarray:
        """Row `r` by hand: 200 m off, heard, pressed, unless said otherwise."""
        u = self.unit(attacker)
        here = int(self.state.units[u, S.HEX])
        row = self.state.rows[r]
        row[:] = 0
        given = dict(
            USED=1,
            ATTACKER=u,
            ATTACKER_2=self.unit(second) if second else -1,
            FROM=here,
            TARGET=self.hex(target),
            ROW_SIDE=int(self.tables.unit[u, S.U_SIDE]),
            GAP_M=200,
            STAGE=C.HEARD,
            PRESS=1,
            COUNTER_AT=-1,
            HEAR_M=300,
        )
        for name, value in {**given, **columns}.items():
            row[getattr(S, name)] = value
        return row

    def see(self, side: int, *units: str) -> None:
        """The side has these counters in view, where they stand."""
        for name in units:
            mark = self.state.seen[side * len(self.state.units) + self.unit(name)]
            mark[[S.SEEN_HEX, S.SEEN_AT, S.SEEN_NOW]] = self.row(name)[S.HEX], self.state.clock[S.NOW], 1

    # ------------------------------------------------------------ events
    def trace(self) -> None:
        """Forgets the events so far and keeps those to come."""
        self.work.note[:] = 0
        self.work.note[W.N_TRACE] = 1
        self.work.note[W.N_LIST], self.work.list[:] = 3, 7.0  # a list that the last rule left: the next begins its own
        self.work.acc[:] = self.work.worn[:] = 0.0

    def no_list(self) -> None:
        """Nothing stands on the list in hand, for a rule that goes on with it."""
        self.work.note[W.N_LIST] = 0

    def acc(self, unit: str, column: str) -> float:
        """What a counter has received in this pulse."""
        return float(self.work.acc[self.unit(unit), getattr(W, column)])

    def receives(self, unit: str, **columns: float) -> None:
        """A counter has received so much in this pulse."""
        for name, value in columns.items():
            self.work.acc[self.unit(unit), getattr(W, name)] = value

    def told(self, kind: int) -> list[dict[str, int]]:
        """Events of a kind, by column."""
        rows = self.work.events[: int(self.work.note[W.N_EVENTS])]
        found = [{k[2:]: int(row[getattr(W, k)]) for k in KEYS} for row in rows if row[W.E_KIND] == kind]
        return found

    def factors(self, kind: int, number: int = 0) -> dict[int, float]:
        """Rows that explain the n-th event of a kind, by code."""
        rows = self.work.events[: int(self.work.note[W.N_EVENTS])]
        row = [row for row in rows if row[W.E_KIND] == kind][number]
        first, count = int(row[W.E_FIRST]), int(row[W.E_COUNT])
        found = {int(code): float(value) for code, value in self.work.factors[first : first + count]}
        assert len(found) == count  # no factor counts twice
        return found
