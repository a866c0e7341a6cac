"""A field of a few hexes on which a ruling arranges everything itself: ground, counters, hour, parameters.

Flat open ground, bright dry day, nobody there. Parameters are those of the data until a ruling sets its own.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from game import load_scenario
from game.core.hexes import distance, neighbours, to_axial
from game.core.rule import arguments_of, plain
from game.rules.battle import codes as C
from game.rules.battle import parameters as P
from game.rules.battle import setup
from game.rules.battle import state as S
from game.rules.battle import work as W
from game.rules.battle.verbs import verb_table

OPEN, HILL, MARSH, LAKE, ROAD = range(5)  # rows of the terrain table; the road is always the last
INFANTRY, TANK, GUNS, BOATS, TRUCKS = range(5)  # rows of the table of types
ZONES = 5
FIRST = 1056  # absolute pulse with which the light table begins: a midnight; turns have 16 pulses
PULSES = 400


@cache
def data_parameters() -> np.ndarray:
    """Parameters as the data have them."""
    return setup.parameter_vector(load_scenario("silent-assault"))


class Field:
    """Columns x rows of hexes, and counters put on it one by one."""

    def __init__(self, columns: int = 7, rows: int = 7, units: int = 4, formations: int = 4) -> None:
        hexes = columns * rows
        self.columns, self.rows, self.count = columns, rows, 0
        shape = {
            "hex": (hexes, S.HEX_TABLE_COLS), "near": (hexes, 6), "edge": (hexes, 6), "terrain": (5, 8), "pace": (3 * hexes, 6),
            "gait": (3 * hexes, 6),
            "kind": (5, 10), "gun": (1, 5), "unit": (units, 13), "side": (2, 19), "light": (PULSES, 8),
            "allowed": (2, ZONES), "home": (2, hexes), "place": (0, 3), "param": data_parameters().shape, "frame": (5,),
            "crossing": (S.MAX_CROSSINGS, 3), "source": (2, S.MAX_SOURCES), "act": (0, 10), "reach": (0, 5),
            "when": (0, 4), "needs": (units,), "depth": (2, hexes), "term": (0, 3), "will": (0, 7), "talk": (0,),
            "treaty": (12,), "wing": (0, 7), "flights": (0,),
            "verb": verb_table().shape,
        }  # fmt: skip
        self.t = _zeros(S.Tables, shape)
        shape = {
            "units": (units, S.UNIT_COLS), "rows": (S.MAX_ROWS, S.ROW_COLS), "hexes": (hexes, S.HEX_COLS),
            "missions": (S.MAX_MISSIONS, S.MISSION_COLS), "sides": (2, S.SIDE_COLS), "places": (0, S.PLACE_COLS),
            "seen": (2 * units, S.SEEN_COLS), "paths": (units, S.MAX_PATH), "clock": (S.CLOCK_COLS,),
            "crossings": (S.MAX_CROSSINGS, S.CROSSING_COLS), "leaves": (0, S.LEAVE_COLS), "forms": (0, S.FORM_COLS),
            "accord": (0, S.ACCORD_COLS), "strikes": (0, S.STRIKE_COLS), "wings": (0, S.WING_COLS),
        }  # fmt: skip
        self.s = _zeros(S.State, shape)
        shape = {
            "acc": (units, W.ACC_COLS), "worn": (units, W.WORN_COLS), "firers": (W.FIRER_COLS,),
            "list": (W.LIST_ROWS, 2), "cost": (hexes,), "back": (hexes,), "step": (10,),
            "queue": (hexes, W.QUEUE_COLS), "ring": (32,), "mark": (hexes,), "verbs": (units,), "targets": (2, units),
            "looking": (units,), "eyes": (units, W.EYE_COLS), "nearest": (units, W.NEAR_COLS), "manned": (2, hexes),
            "danger": (2, hexes), "known": (2, units), "held": (2, ZONES),
            "jam": (units, W.JAM_COLS), "los": (hexes, hexes), "events": (W.MAX_EVENTS, W.EVENT_COLS),
            "factors": (W.MAX_FACTORS, 2), "note": (W.NOTES,), "words": (4,),
        }  # fmt: skip
        self.w = _zeros(W.Work, shape)
        self._first()
        self.given = {"s": plain(self.s), "t": plain(self.t), "w": plain(self.w)}

    def _first(self) -> None:
        t, s = self.t, self.s
        t.param[:] = data_parameters()
        t.frame[:] = self.columns, self.rows, FIRST, 0, 1
        t.near[:] = -1
        for row in range(self.rows):
            for col in range(self.columns):
                t.hex[row * self.columns + col, [S.H_Q, S.H_R]] = to_axial(col, row)
                for d, (c, r) in enumerate(neighbours(col, row)):
                    if 0 <= c < self.columns and 0 <= r < self.rows:
                        t.near[row * self.columns + col, d] = r * self.columns + c
        # foot, wheel, track in metres an hour; bogs, height that hides, can be dug, is rock, is water
        t.terrain[OPEN] = 2000, 4000, 5000, 0, 0, 1, 0, 0
        t.terrain[HILL] = 1200, 2000, 2500, 0, 0, 1, 1, 0
        t.terrain[MARSH] = 800, 1000, 3500, 1, 0, 0, 0, 0
        t.terrain[LAKE] = 0, 0, 0, 0, 0, 0, 0, 1
        t.terrain[ROAD] = 3000, 8000, 12000, 0, 0, 1, 0, 0
        t.hex[:, S.H_LAND] = 1
        # mobility, gun, anti-tank value, tank, headquarters, signature, assaults, digs, gun kind, boats
        t.kind[INFANTRY] = C.FOOT, -1, 0, 0, 0, 1, 1, 1, 0, 0
        t.kind[TANK] = C.TRACKED, -1, 0, 1, 0, 3, 1, 0, 0, 0
        t.kind[GUNS] = C.WHEEL, 0, 0, 0, 0, 2, 0, 1, 0, 0
        t.kind[BOATS] = C.FOOT, -1, 0, 0, 0, 1, 0, 1, 0, 1
        t.kind[TRUCKS] = C.WHEEL, -1, 0, 0, 0, 1, 1, 0, 0, 0
        t.light[:, S.L_LIGHT] = 1.0
        t.light[:, S.L_TURN] = np.arange(PULSES) // 16
        t.light[:, S.L_PULSE] = np.arange(PULSES) % 16
        t.allowed[:] = 1
        t.unit[:, [S.U_HQ, S.U_ARRIVES, S.U_ARRIVE_HEX]] = -1
        t.unit[:, S.U_BAND_PM] = 9
        t.crossing[:] = t.source[:] = t.needs[:] = -1
        s.units[:, S.HEX] = s.rows[:, S.ATTACKER] = s.rows[:, S.ATTACKER_2] = s.hexes[:, S.OWNER] = -1
        s.seen[:, [S.SEEN_HEX, S.SEEN_AT]] = s.crossings[:, S.X_SEEN_AT] = -1
        s.clock[S.NOW] = FIRST
        t.verb[:] = verb_table()
        self.w.note[W.N_TRACE] = 1
        self.survey()

    def survey(self) -> None:
        """Paces over the ground as it lies now."""
        from game.rules.battle.pace import survey_paces

        self.t.pace[:] = 0
        assert survey_paces(plain(self.t)) == 0

    def at(self, col: int, row: int) -> int:
        """Number of a hex."""
        return row * self.columns + col

    def apart(self, a: int, b: int) -> int:
        """Hexes between two hexes, by their places."""
        return distance((a % self.columns, a // self.columns), (b % self.columns, b // self.columns))

    def unit(self, side: int, here: int, kind: int = INFANTRY, **columns: int) -> int:
        """One counter more: its number. `columns` of the counter (MEN) or of its table (U_HQ); 100 men unless told."""
        u, self.count = self.count, self.count + 1
        row = self.s.units[u]
        row[S.HEX], row[S.MEN], row[S.ACTIVE], row[S.LINE_PM], row[S.QUIET] = here, 100, 1, 1000, 99
        self.t.unit[u, S.U_SIDE], self.t.unit[u, S.U_TYPE] = side, kind
        self.t.unit[u, S.U_MEN0] = columns.get("MEN", 100)
        self.change(u, **columns)
        return u

    def change(self, u: int, **columns: int) -> None:
        """Other values for a counter."""
        for name, value in columns.items():
            (self.t.unit if name.startswith("U_") else self.s.units)[u, getattr(S, name)] = value

    def has(self, u: int, *columns: str) -> tuple[int, ...]:
        """Values of a counter."""
        return tuple(int(self.s.units[u, getattr(S, name)]) for name in columns)

    def row(self, r: int, attacker: int, target: int, side: int, **columns: int) -> None:
        """A row is open."""
        row = self.s.rows[r]
        row[[S.USED, S.ATTACKER, S.TARGET, S.ROW_SIDE, S.GAP_M]] = 1, attacker, target, side, 300
        for name, value in columns.items():
            row[getattr(S, name)] = value

    def sees(self, side: int, u: int, here: int, **columns: int) -> None:
        """A side has seen a counter there, now and with 100 men unless told."""
        row = self.s.seen[side * len(self.s.units) + u]
        row[[S.SEEN_HEX, S.SEEN_AT, S.SEEN_MEN, S.SEEN_NOW]] = here, self.s.clock[S.NOW], 100, 1
        for name, value in columns.items():
            row[getattr(S, name)] = value

    def param(self, **values: float) -> None:
        """Parameters of the ruling's own."""
        for name, value in values.items():
            self.t.param[getattr(P, name)] = value

    def __getitem__(self, name: str) -> float:
        """Value of a parameter."""
        return float(self.t.param[getattr(P, name)])

    def light(self, **columns: float) -> None:
        """Light, mud, night of every pulse."""
        for name, value in columns.items():
            self.t.light[:, getattr(S, name)] = value

    def path(self, u: int, *hexes: int) -> None:
        """The counter's way."""
        self.s.paths[u, : len(hexes)] = hexes
        self.change(u, PATH_AT=0, PATH_LEN=len(hexes), GOAL=hexes[-1])

    def call(self, rule: Callable[..., Any], *arguments: Any) -> Any:
        """A rule on this field: position, tables and scratch are handed to it where it takes them."""
        names = arguments_of(rule)
        return rule(*(self.given[n] for n in names if n in self.given), *arguments)

    def run(self, phase: Callable[..., int], *arguments: Any) -> None:
        """A phase on this field: what it does stands in position and scratch, and it gives nothing."""
        assert self.call(phase, *arguments) == 0

    def why(self, kind: int) -> dict[int, float]:
        """The list that decided the first event of a kind: factors and their values."""
        of = self.w.events[: int(self.w.note[W.N_EVENTS])]
        first, count = next((int(row[W.E_FIRST]), int(row[W.E_COUNT])) for row in of if row[W.E_KIND] == kind)
        return {int(code): float(value) for code, value in self.w.factors[first : first + count]}

    def events(self, kind: int) -> list[tuple[int, ...]]:
        """Events of a kind: actor, target, hex, a, b, c, who learns of it."""
        of = self.w.events[: int(self.w.note[W.N_EVENTS])]
        shown = [W.E_ACTOR, W.E_TARGET, W.E_HEX, W.E_A, W.E_B, W.E_C, W.E_SEEN]
        return [tuple(int(v) for v in row[shown]) for row in of if row[W.E_KIND] == kind]


def _zeros(cls: Any, shape: dict[str, tuple[int, ...]]) -> Any:
    return cls(*(np.zeros(shape[name], cls.LAYOUT[name][0]) for name in cls._fields))


EAST_BANK, RIVER, WEST_BANK = 25, 24, 23
K, J = 2, 7  # numbers of the two crossings


def river() -> Field:
    """A river down column 3, dry land 1 to the west and 2 to the east; crossings in rows 3 and 5; quiet, by day."""
    field = Field()
    field.t.hex[:, S.H_LAND] = [1 if h % 7 < 3 else 2 if h % 7 > 3 else 0 for h in range(49)]
    field.t.hex[3::7, S.H_TERRAIN] = LAKE
    field.t.crossing[K] = RIVER, WEST_BANK, EAST_BANK
    field.t.crossing[J] = RIVER + 14, WEST_BANK + 14, EAST_BANK + 14
    field.param(
        LOT_MEN=50, LOT_GUNS=2, LOT_T=5, FERRY_TURN=20, FERRY_CROSSING=10, FERRY_SEEN=0.25, FERRY_QUIET=32, INTERDICT=60
    )
    field.param(SQUAD_MEN=10, SQUAD_LOTS=2, LOT_HIT=0.05)
    field.survey()
    return field
