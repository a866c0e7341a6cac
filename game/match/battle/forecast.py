"""What an assault may bring, judged from the side's own knowledge: two bars, losses, the main driver (annex D).

The enemy is drawn from what the side has seen and from its staff's estimate, never from the truth. The first bar lets him
stay as last seen, the second lets him do what his staff usually does. The luck of a forecast is not the luck of the game.
"""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from game.core.arrays import of_arrays
from game.core.hexes import distance
from game.core.rule import host
from game.match.battle import orders as written
from game.match.battle.engine import Engine
from game.match.battle.events import RawEvents, name_events, take_raw
from game.match.battle.explain import explain
from game.match.battle.sealing import seal
from game.match.battle.views import View
from game.model.base import HexAt
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.rules.battle import state as S
from game.rules.battle.resolve import resolve_turn
from game.rules.battle.state import (
    State,
    Tables,
)

LUCK = 0x5EED_F04E_CA57  # keeps forecasts off the luck of the game
GAMES = 200
BEYOND = 16  # pulses played on after the hour of the assault: four hours
KNOWN_WITHIN = 3  # hexes within which the enemy is taken to know of own counters
SPREAD = 0.25  # log sd of believed enemy strength (parameter SEE_SPREAD)

Staff = Callable[[View], Sequence[Order | Decision]]


@dataclass(frozen=True)
class Forecast:
    """The odds of taking `target`. `stays`, `usual`: (taken, contested) as shares, with the interval of `taken` (95 %).

    `own_loss`, `enemy_loss`: men, 10th to 90th percentile, with the medians; `driver`: the factor that counts most;
    `games`: sampled for each bar.
    """

    target: HexAt
    stays: tuple[float, float]
    usual: tuple[float, float]
    stays_interval: tuple[float, float]
    usual_interval: tuple[float, float]
    own_loss: tuple[int, int]
    own_median: int
    enemy_loss: tuple[int, int]
    enemy_median: int
    driver: str
    driver_rule: str
    games: int


def forecast(
    view: View,
    orders: Sequence[Order | Decision],
    target: HexAt,
    staff: Staff,
    *,
    games: int = GAMES,
    budget_s: float = 0.5,
    stop: Callable[[], bool] = lambda: False,
) -> Forecast | None:
    """The odds of the assault on `target` that is part of `orders`, all of them legal; None if stopped before ten games.

    `staff` gives the enemy's usual orders from his view of the believed position. `budget_s`: seconds for both bars.
    """
    world = _Believed(view)
    tasks = [o for o in orders if isinstance(o, Order)]  # what is decided at a desk moves nobody this turn
    own = tuple(o for o in written.standing(view.scenario, tasks) if view.refusal(o) is None)
    theirs = world.usual_orders(staff)
    pulses = _horizon(view, own, target)
    results: list[list[tuple[float, float, int, int]]] = []
    for enemy in ((), theirs):
        found: list[tuple[float, float, int, int]] = []
        begun = time.perf_counter()
        for k in range(games):
            if stop() or (len(found) >= 10 and time.perf_counter() - begun > budget_s / 2):
                break
            found.append(world.play(own, enemy, target, k, pulses))
        if len(found) < 10:
            return None
        results.append(found)
    driver, rule = world.driver(own, target, pulses)
    return _summary(target, results, driver, rule)


class _Believed:
    """The position as the side believes it, with tables that hold nothing it cannot know."""

    def __init__(self, view: View) -> None:
        self.view, self.engine, self.turn = view, view.engine, view.turn
        self.side = view.scenario.sides.index(view.side)
        self.state = S.copy_state(view.sealed)
        self.tables = _believed_tables(self.engine, self.state, self.side)
        self._tell_enemy()

    def _tell_enemy(self) -> None:
        count = len(self.state.units)
        whose = np.asarray(self.tables.unit)[:, S.U_SIDE]
        enemies = [self.engine.hex_at(int(self.state.units[k, S.HEX])) for k in np.nonzero(whose != self.side)[0]]
        for k in np.nonzero(whose == self.side)[0]:
            here = self.engine.hex_at(int(self.state.units[k, S.HEX]))
            if here is not None and any(e is not None and distance(here, e) <= KNOWN_WITHIN for e in enemies):
                men = int(self.state.units[k, S.MEN] + self.state.units[k, S.CREW])
                self.state.seen[(1 - self.side) * count + k] = (
                    self.state.units[k, S.HEX],
                    self.state.clock[S.NOW],
                    men,
                    1,
                    self.state.units[k, S.TANKS],
                    1000,
                )

    def usual_orders(self, staff: Staff) -> tuple[Order, ...]:
        """What the enemy's staff would order in the believed position."""
        other = self.view.scenario.other(self.view.side)
        view = View(self.engine, seal(self.state, self.tables, 1 - self.side), other, self.turn)
        tasks = [o for o in staff(view) if isinstance(o, Order)]
        return written.standing(view.scenario, tuple(o for o in tasks if view.refusal(o) is None))

    def draw(self, k: int) -> State:
        """The believed position for game k: enemy strengths drawn about the estimate, luck of its own."""
        state = S.copy_state(self.state)
        rng = np.random.Generator(np.random.Philox(key=LUCK + k))
        whose = np.asarray(self.tables.unit)[:, S.U_SIDE]
        for u in np.nonzero(whose != self.side)[0]:
            state.units[u, S.MEN] = int(state.units[u, S.MEN] * math.exp(SPREAD * float(rng.standard_normal())))
        seed = LUCK ^ (k * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF)
        state.clock[S.SEED0], state.clock[S.SEED1] = seed & 0xFFFFFFFF, (seed >> 32) & 0xFFFFFFFF
        return state

    def run(
        self, state: State, own: tuple[Order, ...], enemy: tuple[Order, ...], pulses: int, *, trace: bool
    ) -> RawEvents | None:
        """Plays the believed turn on `state`; its events if they are wanted."""
        with self.engine.lock:
            for given in (own, enemy):
                written.apply(self.engine, state, self.turn, given)
            resolve_turn(host(state), self.tables, self.engine.work, self.turn.number, pulses, trace=trace)
            return take_raw(self.engine.work, self.turn.number, self.turn.first_pulse) if trace else None

    def play(
        self, own: tuple[Order, ...], enemy: tuple[Order, ...], target: HexAt, k: int, pulses: int
    ) -> tuple[float, float, int, int]:
        """Taken, contested, own men lost and enemy men lost in game k."""
        state = self.draw(k)
        self.run(state, own, enemy, pulses, trace=False)
        index = self.engine.hex_index(target)
        whose = np.asarray(self.tables.unit)[:, S.U_SIDE]
        units = state.units
        held = bool(((units[:, S.HEX] == index) & (whose == self.side)).any())
        rows = [int(r[S.SHARE_PM]) for r in state.rows if r[S.USED] and r[S.TARGET] == index]
        lost = units[:, S.LOST] - self.state.units[:, S.LOST]
        return (
            float(held),
            float(not held and any(rows)),
            int(lost[whose == self.side].sum()),
            int(lost[whose != self.side].sum()),
        )

    def driver(self, own: tuple[Order, ...], target: HexAt, pulses: int) -> tuple[str, str]:
        """The factor that moves the fire at the target most, and its rule."""
        raw = self.run(self.draw(0), own, (), pulses, trace=True)
        weights: dict[tuple[str, str], float] = {}
        for event in name_events(self.view.scenario, raw) if raw else ():
            if event.hex == target and event.kind == "EV_FIRE":
                for line in explain(self.view.scenario, event).lines:
                    if not line.is_luck and line.code not in ("F_RIFLES", "F_RATE", "F_DENSITY"):
                        key = (line.name, line.rule)
                        weights[key] = weights.get(key, 0.0) + line.log * max(1, event.numbers[0])
        return max(weights, key=lambda k: abs(weights[k])) if weights else ("", "")


def _believed_tables(engine: Engine, state: State, side: int) -> Tables:
    unit = np.array(np.asarray(engine.tables.unit))
    enemies = unit[:, S.U_SIDE] != side
    unit[enemies, S.U_MEN0] = np.maximum(1, (state.units[:, S.MEN] + state.units[:, S.CREW])[enemies])
    unit[enemies, S.U_ALERT] = 0
    return host(
        of_arrays(Tables, **{f: unit if f == "unit" else np.asarray(a) for f, a in engine.tables._asdict().items()})
    )


def _horizon(view: View, own: Sequence[Order], target: HexAt) -> int:
    starts = [
        view.scenario.calendar.pulse_of(o.start) for o in own if o.verb.assaults and o.target == target and o.start
    ]
    last = max(starts, default=view.turn.first_pulse) + BEYOND
    longest = view.scenario.calendar.turn(view.scenario.calendar.last).last_pulse
    return max(8, min(62, longest - view.turn.first_pulse, max(view.turn.pulses, last - view.turn.first_pulse)))


def _summary(target: HexAt, results: list[list[tuple[float, float, int, int]]], driver: str, rule: str) -> Forecast:
    stays, usual = (np.array(r, float) for r in results)
    every = np.concatenate([stays, usual])
    own, enemy = (np.percentile(every[:, k], [10, 50, 90]).round().astype(int) for k in (2, 3))
    return Forecast(
        target=target,
        stays=(float(stays[:, 0].mean()), float(stays[:, 1].mean())),
        usual=(float(usual[:, 0].mean()), float(usual[:, 1].mean())),
        stays_interval=_wilson(stays[:, 0].sum(), len(stays)),
        usual_interval=_wilson(usual[:, 0].sum(), len(usual)),
        own_loss=(int(own[0]), int(own[2])),
        own_median=int(own[1]),
        enemy_loss=(int(enemy[0]), int(enemy[2])),
        enemy_median=int(enemy[1]),
        driver=driver,
        driver_rule=rule,
        games=min(len(stays), len(usual)),
    )


def _wilson(hits: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a share (1927)."""
    p, over = hits / n, 1 + z * z / n
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / over
    middle = (p + z * z / (2 * n)) / over
    return max(0.0, middle - half), min(1.0, middle + half)
