"""What an assault may bring, judged from the side's own knowledge: one number with its two parts, losses, the driver (annex D).

The enemy is drawn from what the side knows (`guess`), never from the truth. In the first part he stays as last seen, in the
second he does what his staff usually does. Counts are fixed and refine one sequence, so that the first answer is a part of the
second. The luck of a forecast is not the luck of the game.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from game.match.battle import orders as written
from game.match.battle.events import RawEvents, name_events, take_raw
from game.match.battle.explain import explain
from game.match.battle.guess import Belief
from game.match.battle.sealing import seal
from game.match.battle.views import View
from game.model.base import HexAt
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.rules.battle import state as S
from game.rules.battle.resolve import resolve_turn
from game.rules.battle.state import State

COUNTS = (64, 256, 1_024)  # games of each part, one sequence: a count is the beginning of the next
BEYOND = 16  # pulses played on after the hour of the assault: four hours
LONGEST = 62  # pulses that are played at most
SHEETS = 6  # order sheets of the enemy's staff, each from another guess
# What no model sees. Of assaults that succeeded in hardly a game played on 1 % of 325 did in play; of those that did in most
# 90 % of 361, and in the night nearly all: MOST stands between the two. Counted by `calibrate --forecast` on drawn seeds.
LEAST, MOST = 0.01, 0.93

Staff = Callable[[View], Sequence[Order | Decision]]
Told = Callable[[int, int], None]  # games played, games to be played


def _nobody(_played: int, _of: int) -> None:
    pass


@dataclass(frozen=True)
class Forecast:
    """The odds of taking `target`. `shown`: the headline, mean of both parts on the scale of LEAST to MOST; `interval`: 95 %.

    `stays`, `usual`: its parts, (taken, contested) as shares; `own_loss`, `enemy_loss`: men, 10th to 90th percentile, with the
    medians; `driver`: the factor that counts most; `games`: sampled for each part.
    """

    target: HexAt
    shown: float
    interval: tuple[float, float]
    stays: tuple[float, float]
    usual: tuple[float, float]
    own_loss: tuple[int, int]
    own_median: int
    enemy_loss: tuple[int, int]
    enemy_median: int
    driver: str
    driver_rule: str
    games: int

    @property
    def contested(self) -> float:
        """Share of games in which both hold a part of it, on the scale of `shown`."""
        return (MOST - LEAST) * (self.stays[1] + self.usual[1]) / 2


class Outcome(NamedTuple):
    """One game: 1.0 where the target was taken, or contested; men lost."""

    taken: float
    contested: float
    own_lost: int
    enemy_lost: int


def forecast(
    view: View, orders: Sequence[Order | Decision], target: HexAt, staff: Staff, *, games: int = COUNTS[1]
) -> Forecast:
    """The odds of the assault on `target` that is part of `orders`, all of them legal, from so many games of each part.

    `staff` gives the enemy's usual orders from his view of a guessed position.
    """
    return next(refining(view, orders, target, staff, counts=(games,)))


def refining(
    view: View,
    orders: Sequence[Order | Decision],
    target: HexAt,
    staff: Staff,
    *,
    counts: Sequence[int] = COUNTS,
    stop: Callable[[], bool] = lambda: False,
    told: Told = _nobody,
) -> Iterator[Forecast]:
    """The same forecast from more and more games of one sequence; ends early when `stop` says so.

    `told` hears after each game how many of how many are played, of both parts together: on plain rules they take a while.
    """
    games = _Games(view, orders, target, staff)
    for count in counts:
        if not games.play_to(count, stop, told):
            return
        yield games.forecast()


class _Games:
    """The games of one forecast, in their order: game k has guess k in both parts."""

    def __init__(self, view: View, orders: Sequence[Order | Decision], target: HexAt, staff: Staff) -> None:
        self.view, self.target, self.staff, self.belief = view, target, staff, Belief(view)
        self.engine, self.turn = view.engine, view.turn
        tasks = [o for o in orders if isinstance(o, Order)]  # what is decided at a desk moves nobody this turn
        self.own = tuple(o for o in written.standing(view.scenario, tasks) if view.refusal(o) is None)
        self.pulses = horizon(view, self.own, target)
        self.sheets: dict[int, tuple[Order, ...]] = {}
        self.stays: list[Outcome] = []
        self.usual: list[Outcome] = []
        self._why: tuple[str, str] | None = None

    def play_to(self, count: int, stop: Callable[[], bool], told: Told = _nobody) -> bool:
        """Plays on to so many games of each part; False if it was stopped before."""
        for k in range(len(self.usual), count):
            if stop():
                return False
            self.stays.append(self.play((), self.belief.guess(k, all_there=True)))
            self.usual.append(self.play(self.sheet(k % SHEETS), self.belief.guess(k)))
            told(2 * (k + 1), 2 * count)
        return True

    def sheet(self, k: int) -> tuple[Order, ...]:
        """What the enemy's staff would order in guess k, with those of ours that he may know of, and with all that he has."""
        if k not in self.sheets:
            state, other = self.belief.guess(k, all_there=True), 1 - self.belief.side
            hidden = {self.view.scenario.counters[u].id for u in self.belief.unseen(state, k)}
            self.belief.tell(state, np.random.Generator(np.random.Philox(key=k)))
            name = self.view.scenario.sides[other]
            view = View(self.engine, seal(state, self.belief.tables, other, self.engine.hosted), name, self.turn)
            tasks = [o for o in self.staff(view) if isinstance(o, Order)]
            whole = written.standing(view.scenario, tuple(o for o in tasks if view.refusal(o) is None))
            self.sheets[k] = tuple(o for o in whole if o.unit not in hidden)
        return self.sheets[k]

    def play(self, enemy: tuple[Order, ...], state: State) -> Outcome:
        """A game from this guess against these orders."""
        before = state.units[:, S.LOST].copy()
        self._run(state, enemy, trace=False)
        return outcome(state, before, self.engine.hex_index(self.target), self.belief.theirs)

    def _run(self, state: State, enemy: tuple[Order, ...], *, trace: bool) -> RawEvents | None:
        turn = self.turn
        self.engine.renew_host()
        with self.engine.lock:
            work = self.engine.work
            for given in (self.own, enemy):
                written.apply(self.engine, state, turn, given)
            resolve_turn(self.engine.face(state), self.belief.tables, work, turn.number, self.pulses, trace=trace)
            return take_raw(work, turn.number, turn.first_pulse) if trace else None

    def driver(self) -> tuple[str, str]:
        """The factor that moves the fire at the target most, and its rule."""
        if self._why is None:
            raw = self._run(self.belief.guess(0, all_there=True), (), trace=True)
            weights = dict[tuple[str, str], float]()
            for event in name_events(self.view.scenario, raw) if raw else ():
                if event.hex == self.target and event.kind == "EV_FIRE":
                    for line in explain(self.view.scenario, event).lines:
                        if not line.is_luck and line.code not in ("F_RIFLES", "F_RATE", "F_DENSITY"):
                            key = (line.name, line.rule)
                            weights[key] = weights.get(key, 0.0) + line.log * max(1, event.numbers[0])
            self._why = max(weights, key=lambda k: abs(weights[k])) if weights else ("", "")
        return self._why

    def forecast(self) -> Forecast:
        """What the games so far say."""
        stays, usual = (np.array(part, float) for part in (self.stays, self.usual))
        every = np.concatenate([stays, usual])
        own, enemy = (np.percentile(every[:, k], [10, 50, 90]).round().astype(int) for k in (2, 3))
        low, high = _wilson(every[:, 0].sum(), len(every))
        return Forecast(
            target=self.target,
            shown=floored(float(every[:, 0].mean())),
            interval=(max(0.0, floored(low) - LEAST), min(1.0, floored(high) + 1.0 - MOST)),
            stays=(float(stays[:, 0].mean()), float(stays[:, 1].mean())),
            usual=(float(usual[:, 0].mean()), float(usual[:, 1].mean())),
            own_loss=(int(own[0]), int(own[2])),
            own_median=int(own[1]),
            enemy_loss=(int(enemy[0]), int(enemy[2])),
            enemy_median=int(enemy[1]),
            driver=self.driver()[0],
            driver_rule=self.driver()[1],
            games=len(usual),
        )


def floored(share: float) -> float:
    """A share of games as it is shown, never under LEAST nor over MOST."""
    return LEAST + (MOST - LEAST) * share


def outcome(state: State, lost_before: np.ndarray, target: int, theirs: np.ndarray) -> Outcome:
    """How a position stands at the end: the target taken (an own counter stands in it), contested, men lost since."""
    own = np.ones(len(state.units), bool)
    own[theirs] = False
    held = bool(((state.units[:, S.HEX] == target) & own).any())
    split = any(r[S.USED] and r[S.TARGET] == target and r[S.SHARE_PM] for r in state.rows)
    lost = state.units[:, S.LOST] - lost_before
    return Outcome(float(held), float(not held and split), int(lost[own].sum()), int(lost[~own].sum()))


def horizon(view: View, own: Sequence[Order], target: HexAt) -> int:
    """Pulses that an assault is played on: to the end of the turn, or four hours beyond its hour."""
    starts = [
        view.scenario.calendar.pulse_of(o.start) for o in own if o.verb.assaults and o.target == target and o.start
    ]
    last = max(starts, default=view.turn.first_pulse) + BEYOND
    longest = view.scenario.calendar.turn(view.scenario.calendar.last).last_pulse
    return max(8, min(LONGEST, longest - view.turn.first_pulse, max(view.turn.pulses, last - view.turn.first_pulse)))


def _wilson(hits: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a share (1927)."""
    p, over = hits / n, 1 + z * z / n
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / over
    middle = (p + z * z / (2 * n)) / over
    return max(0.0, middle - half), min(1.0, middle + half)
