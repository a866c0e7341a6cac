"""Positions drawn for rulings: the night's tables, and a state that a test arranges."""

import hashlib

import numpy as np
import pytest
from msgspec.structs import replace

from game import load_scenario
from game.core.rule import entry, host
from game.match.battle.engine import Engine, engine_of
from game.model.battle.scenario import Scenario
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import work as W
from game.rules.battle.resolve import resolve_turn
from tests.campaign import campaign


class Battle:
    """A position to be arranged counter by counter, then played for some pulses."""

    def __init__(self, engine: Engine, seed: int = 1) -> None:
        self.engine, self.scenario = engine, engine.scenario
        self.state = engine.new_state(seed)
        self.state.units[:, S.HEX] = -1
        self.state.seen[:, [S.SEEN_HEX, S.SEEN_AT]] = -1
        self.state.seen[:, S.SEEN_NOW] = 0

    def place(self, unit: str, here: tuple[int, int], **columns: int) -> None:
        """Puts a counter on a hex, with columns of its own."""
        row = self.row(unit)
        row[S.HEX] = here[1] * self.engine.columns + here[0]
        for name, value in columns.items():
            row[getattr(S, name)] = value

    def row(self, unit: str) -> np.ndarray:
        """The columns of a counter."""
        return self.state.units[self.scenario.unit_index(unit)]

    def at(self, unit: str) -> tuple[int, int] | None:
        """Where a counter stands."""
        return self.engine.hex_at(int(self.row(unit)[S.HEX]))

    def assault(self, unit: str, target: tuple[int, int], manner: int = C.OPEN) -> None:
        """The counter assaults at once."""
        self._assign(unit, C.ASSAULT, target, manner)

    def move(self, unit: str, goal: tuple[int, int], manner: int = C.OPEN) -> None:
        """The counter moves at once."""
        self._assign(unit, C.MOVE, goal, manner)

    def ferry(self, unit: str, crossing: str, lots: int = 0) -> None:
        """The counter ferries at a crossing, or works the boats there for so many lots of supply."""
        here = self.crossing(crossing)
        self._assign(unit, C.FERRY, here, C.OPEN)
        e = self.engine
        e.book_lots(host(self.state), e.tables, e.work, self.scenario.unit_index(unit), lots, -1)

    def crossing(self, name: str) -> tuple[int, int]:
        """River hex of a crossing."""
        return self.scenario.place(next(c.place for c in self.scenario.crossings if c.id == name)).hex

    def under_fire(self, crossing: str, rounds: int, seen: bool = False) -> None:
        """So many rounds fall on a crossing in this turn."""
        k = [c.id for c in self.scenario.crossings].index(crossing)
        self.state.crossings[k, S.X_ROUNDS] = rounds
        if seen:
            self.state.crossings[k, S.X_SEEN_AT] = self.state.clock[S.NOW]

    def turn(self) -> None:
        """Plays the rest of the turn, its end included."""
        turn = self.scenario.calendar.turn_at(int(self.state.clock[S.NOW]))
        self.play(turn.pulses)

    def shell(self, group: str, target: tuple[int, int], pulses: int, rounds: int) -> None:
        """A gun group fires at a hex from now on, so many rounds a pulse."""
        now, e = int(self.state.clock[S.NOW]), self.engine
        number, goal = self.scenario.unit_index(group), e.hex_index(target)
        e.add_mission(host(self.state), e.tables, number, C.PREPARATION, goal, now, now + pulses, rounds)

    def _assign(self, unit: str, task: int, target: tuple[int, int], manner: int) -> None:
        now, e = int(self.state.clock[S.NOW]), self.engine
        number, goal = self.scenario.unit_index(unit), e.hex_index(target)
        e.assign(host(self.state), e.tables, e.work, number, task, goal, manner, now, now, -1, 0, -1, -1, 0, 0, 0)

    def clock(self, moment: str) -> None:
        """Sets the hour."""
        pulse = self.scenario.calendar.pulse_of(moment)
        self.state.clock[S.NOW] = pulse
        self.state.clock[S.TURN] = self.scenario.calendar.turn_at(pulse).number

    def play(self, pulses: int, trace: bool = True) -> None:
        """Plays some pulses."""
        resolve_turn(
            host(self.state), self.engine.tables, self.engine.work, int(self.state.clock[S.TURN]), pulses, trace=trace
        )

    def events(self, kind: int) -> list[list[int]]:
        """Events of a kind that the last pulses left."""
        count = int(self.engine.work.note[W.N_EVENTS])
        return [[int(v) for v in row] for row in np.asarray(self.engine.work.events)[:count] if row[W.E_KIND] == kind]

    def call(self, rule, *arguments):
        """A rule on this position."""
        return entry(rule)(host(self.state), self.engine.tables, self.engine.work, *arguments)


def river_days(last: str = "3 Aug Night", **changes: dict) -> Scenario:
    """The night's armies from 29 July on with chapter 9 in play, strengths as written; `changes` by counter."""
    night = load_scenario("silent-assault")
    calendar = replace(night.calendar, first="29 Jul Day", start="29 Jul Night", last=last)
    counters = tuple(replace(c, band_pm=0, **changes.get(c.id, {})) for c in night.counters)
    name = hashlib.sha256(repr((last, changes)).encode()).hexdigest()[:16]
    return replace(night, supply=True, calendar=calendar, counters=counters, history=(), digest=name)


def two_regiments() -> Scenario:
    """Both regiments on the Korean bank on the evening of 29 July, as the record has them: marching up."""
    banks = {
        "I/75": (9, 28),
        "6/75": (8, 23),
        "III/75": (19, 34),
        "10/75": (19, 34),
        "RG/75": (20, 34),
        "AT/75": (20, 34),
        "II/75": (8, 28),
        "I/76": (8, 21),
        "Noguchi": (15, 29),
        "Kanda": (13, 26),
    }
    scenario = river_days("2 Aug Night", **{unit: {"hex": here} for unit, here in banks.items()})
    of = {c.id: c for c in scenario.counters}
    later = [
        ("II/76", "I/76", (7, 22)),
        ("III/76", "I/76", (7, 22)),
        ("RG/76", "RG/75", (20, 35)),
        ("AT/76", "AT/75", (20, 35)),
    ]
    more = tuple(replace(of[like], id=unit, formation="76", hex=here) for unit, like, here in later)
    return replace(scenario, counters=scenario.counters + more, digest="record-crossings")


@pytest.fixture
def river() -> Battle:
    """An empty map on 29 July, with boats."""
    return Battle(engine_of(river_days()))


@pytest.fixture
def battle() -> Battle:
    """An empty night."""
    return Battle(engine_of(load_scenario("silent-assault")))


@pytest.fixture(scope="session")
def night_engine() -> Engine:
    """The night's tables, built once."""
    return engine_of(load_scenario("silent-assault"))


@pytest.fixture(scope="session")
def war_engine() -> Engine:
    """The campaign from the last talk of the record on, chapters 10 and 11 in play; built once."""
    return engine_of(campaign("10 Aug Night"))


@pytest.fixture
def war(war_engine: Engine):
    """The empty map under the scale and the talks, nothing asked and nothing held."""
    from tests.rules.battle.position import Position

    return Position(war_engine)


@pytest.fixture
def position(night_engine: Engine):
    """An empty night whose tables a test may change."""
    from tests.rules.battle.position import Position

    return Position(night_engine)
