"""The rules of one scenario, ready to be called: tables, scratch, and one lock so that threads take turns."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core import compiled, rule
from game.core.rule import entry
from game.files import warming
from game.model.base import HexAt
from game.model.battle.calendar import Turn
from game.model.battle.light import LightRow, light_table
from game.model.battle.politics import Act
from game.model.battle.scenario import Scenario
from game.rules.battle import (
    air,
    command,
    crossings,
    lawful,
    muster,
    paths,
    permissions,
    resolve,
    retreat,
    setup,
    supply,
    survey,
    talks,
    tasks,
    truce,
)
from game.rules.battle import state as S
from game.rules.battle.codes import STRIKE_AT
from game.rules.battle.paths import FAR as FAR
from game.rules.battle.state_ranges import sizes_of
from game.rules.battle.survey import KNOWN_ZONE, OWN_ZONE
from game.rules.battle.work import N_TRACE

KEEP = 8  # scenarios and variants whose tables stay in memory
KEPT_USES = 64  # of the ground, for a side and the leave that it holds
KEPT_HOSTED = 4  # positions: both sides' sealed ones, the true one, one with acts resolved on


class Engine:
    """Everything static of a scenario. One for each content digest; safe to use from several threads.

    `face` gives a tuple of arrays the form that the engine's host wants, and `work` has it; `tables` are arrays for whoever
    reads. The host is plain until the rules are compiled.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.face: rule.Face = rule.host if warming.is_compiled() else rule.plain
        self.tables = setup.build_tables(scenario, self.face)
        self.work = setup.build_work(scenario, self.face)
        self.sizes = sizes_of(self.tables)
        self.lock = threading.RLock()
        self.columns = scenario.ground.columns
        self.parameters: list[float] = np.asarray(self.tables.param).tolist()
        self.mobility = [scenario.unit_type(c).mobility for c in scenario.counters]
        self._first = setup.build_state(scenario, 0)
        self._hosted: tuple[tuple[S.State, S.State], ...] = ()
        self._openings: dict[tuple[int, int, HexAt], tuple[int, ...]] = {}
        self.assign = entry(tasks.assign)
        self.add_mission = entry(tasks.add_mission)
        self.clear_missions = entry(tasks.clear_missions)
        self.add_strike = entry(air.add_strike)
        self.clear_strikes = entry(air.clear_strikes)
        self._path_cost = entry(paths.path_cost)
        self._reach = entry(paths.reach)
        self._fight_pulse = entry(resolve.fight_pulse)
        self._sight_field = entry(survey.sight_field)
        self._zones = entry(survey.zones)
        self._survey_verbs = entry(lawful.survey_verbs)
        self._survey_ground = entry(lawful.survey_ground)
        self._uses: OrderedDict[tuple[int, bytes], bytes] = OrderedDict()
        self.book_lots = entry(crossings.book_lots)
        self.delay_now = entry(command.delay_now)
        self._way_back = entry(retreat.way_back)
        self._crossing_lots = entry(crossings.crossing_lots)
        self._river_lots = entry(crossings.river_lots)
        self._lots_wanted = entry(crossings.lots_wanted)
        self._lots_booked = entry(crossings.lots_booked)
        self._supply_lines = entry(supply.supply_lines)
        self._muster = entry(muster.muster)
        self._reaches: list[list[int]] = np.asarray(self.tables.reach).tolist()
        self._ask_odds_pm = entry(permissions.ask_odds_pm)
        self._ask_leave = entry(permissions.ask_leave)
        self._act_alone = entry(permissions.act_alone)
        self._seal_form = entry(talks.seal_form)
        self._urge_term = entry(talks.urge_term)
        self._ask_talk = entry(talks.ask_talk)
        self._choose_after = entry(truce.choose_after)
        self._will_pm = entry(talks.will_pm)

    def __reduce__(self) -> tuple[Any, ...]:
        return engine_of, (self.scenario,)

    @property
    def host(self) -> str:
        """The host that its turns run on: "full", "stock" or "plain"."""
        return compiled.PLAIN if rule.is_plain(self.work) else compiled.host_name()

    def renew_host(self) -> None:
        """Changes over to compiled rules as soon as they are there. Called between two turns; no digest shows it."""
        if self.face is rule.plain and warming.is_compiled():
            with self.lock:
                self.face = rule.host
                self.work, self._hosted = self.face(rule.arrays(self.work)), ()

    def new_state(self, seed: int) -> S.State:
        """A fresh position with its own luck, strengths drawn within their bands (rule 2.2)."""
        state = S.copy_state(self._first)
        state.clock[S.SEED0], state.clock[S.SEED1] = seed & 0xFFFFFFFF, (seed >> 32) & 0xFFFFFFFF
        with self.lock:
            self._muster(self.hosted(state), self.tables, self.work)
        return state

    def order_delay(self, hosted: S.State, unit: str) -> int:
        """Pulses until an order given in this position reaches a counter (rule 7.6)."""
        with self.lock:
            return int(self.delay_now(hosted, self.tables, self.work, self.scenario.unit_index(unit)))

    def way_back(self, state: S.State, unit: int) -> int:
        """Number of the hex to which a counter would fall back, -1 if there is none (rule 2.8)."""
        with self.lock:
            return int(self._way_back(self.hosted(state), self.tables, unit, -1))

    # ------------------------------------------------------------ boats and supply (chapter 9)
    def crossing_lots(self, state: S.State, side: int, crossing: int, turn: Turn) -> int:
        """Lots that a crossing passes in a turn as far as the position shows (rule 9.3)."""
        with self.lock:
            hosted = self.hosted(state)
            return int(
                self._crossing_lots(hosted, self.tables, self.work, side, crossing, turn.first_pulse, turn.pulses)
            )

    def river_lots(self, state: S.State, side: int, turn: Turn) -> int:
        """Lots that all boats of a side carry in a turn (rule 9.3)."""
        with self.lock:
            return int(
                self._river_lots(self.hosted(state), self.tables, self.work, side, turn.first_pulse, turn.pulses)
            )

    def lots_wanted(self, state: S.State, unit: str) -> int:
        """Lots that carry what is not yet over of a counter (rule 9.2)."""
        with self.lock:
            return int(self._lots_wanted(self.hosted(state), self.tables, self.work, self.scenario.unit_index(unit)))

    def lots_booked(self, hosted: S.State, unit: str) -> int:
        """Lots that a counter's task in force has booked (rule 9.3)."""
        with self.lock:
            return int(self._lots_booked(hosted, self.tables, self.work, self.scenario.unit_index(unit)))

    def supply_lines(self, state: S.State, side: int) -> dict[HexAt, int]:
        """How supply gets to each hex that it reaches round the enemies that `state` shows: by land or by boat (rule 9.6)."""
        with self.lock:
            self._supply_lines(self.hosted(state), self.tables, self.work, side)
            cost = np.asarray(self.work.cost)
            return {(int(h) % self.columns, int(h) // self.columns): int(cost[h]) for h in np.nonzero(cost)[0]}

    def land_at(self, here: HexAt) -> int:
        """Number of the dry land that a hex is part of, 0 for water (rule 5.3)."""
        return self._land[self.hex_index(here)]

    @cached_property
    def _land(self) -> list[int]:
        return [int(v) for v in np.asarray(self.tables.hex)[:, S.H_LAND]]

    def is_held(self, state: S.State, side: int, here: HexAt) -> bool:
        """Some counter of the side stands in the hex, as far as the position shows."""
        standing = np.nonzero(state.units[:, S.HEX] == self.hex_index(here))[0].tolist()
        return any(
            self.scenario.counters[k].side == self.scenario.sides[side]
            and state.units[k, S.MEN] + state.units[k, S.CREW] > 0
            for k in standing
        )

    def hex_index(self, here: HexAt) -> int:
        """Number of a hex."""
        return here[1] * self.columns + here[0]

    def hex_at(self, index: int) -> HexAt | None:
        """Hex of a number, None for -1."""
        return None if index < 0 else (index % self.columns, index // self.columns)

    def hosted(self, state: S.State) -> S.State:
        """A position as the rules take it; it shares its memory with the one given. The last few are kept at hand."""
        for known, ready in self._hosted:
            if known is state:
                return ready
        ready = self.face(state)
        self._hosted = ((state, ready), *self._hosted[: KEPT_HOSTED - 1])
        return ready

    def path_cost(self, hosted: S.State, unit: int, start: HexAt, goal: HexAt, manner: int) -> int:
        """Cost of the way in thousandths of an hour, -1 if there is none (rule 5.2)."""
        with self.lock:
            return int(
                self._path_cost(
                    hosted, self.tables, self.work, unit, self.hex_index(start), self.hex_index(goal), manner
                )
            )

    def reach(self, hosted: S.State, unit: int, start: HexAt, manner: int) -> Sequence[int]:
        """Thousandths of an hour to each hex round the enemies that the position shows (rule 5.2).

        `FAR` where no way leads.
        """
        with self.lock:
            self._reach(hosted, self.tables, self.work, unit, self.hex_index(start), manner)
            return np.array(self.work.cost).data

    def play_pulse(self, hosted: S.State, pulse: int) -> None:
        """One pulse of the fight on a position that is changed in place; it leaves no events (rule 1.6)."""
        with self.lock:
            self.work.note[N_TRACE] = 0
            hosted.clock[S.PULSE] = pulse
            self._fight_pulse(hosted, self.tables, self.work)

    @cached_property
    def light(self) -> dict[int, tuple[LightRow, ...]]:
        """Light and weather of each pulse, by the number of the turn (rule 1.2)."""
        found: dict[int, list[LightRow]] = {}
        for row in light_table(self.scenario):
            found.setdefault(row.turn, []).append(row)
        return {turn: tuple(rows) for turn, rows in found.items()}

    def hidden_by(self, state: S.State, here: HexAt) -> dict[HexAt, HexAt | None]:
        """For every hex the hex that hides it from `here`, None where the view is free (rule 8.1)."""
        with self.lock:
            self._sight_field(self.hosted(state), self.tables, self.work, self.hex_index(here))
            return {(h % self.columns, h // self.columns): self.hex_at(int(by)) for h, by in enumerate(self.work.cost)}

    def zones(self, state: S.State, side: int) -> tuple[frozenset[HexAt], frozenset[HexAt]]:
        """Hexes that a side controls, and those that the enemies it knows of control (rule 8.4)."""
        with self.lock:
            self._zones(self.hosted(state), self.tables, self.work, side)
            marks = [(h % self.columns, h // self.columns, int(v)) for h, v in enumerate(self.work.cost)]
        return (
            frozenset((c, r) for c, r, v in marks if v & OWN_ZONE),
            frozenset((c, r) for c, r, v in marks if v & KNOWN_ZONE),
        )

    def dangers(self, state: S.State, side: int) -> NDArray[np.integer]:
        """What a side knows of each hex: HIS, BESIDE, CLOSED of `known_ground`, or nothing against it (8.3, 8.4, 10.3)."""
        with self.lock:
            self._zones(self.hosted(state), self.tables, self.work, side)
            return np.array(np.asarray(self.work.danger)[side])

    # ------------------------------------------------------------ what may be ordered
    def verbs_open(self, hosted: S.State, side: int, turn: Turn, *, boats: bool, truce: bool) -> list[int]:
        """For each counter of a side the tasks that it may be given with some target, as bits (rules 7.10-7.17)."""
        with self.lock:
            self._survey_verbs(hosted, self.tables, self.work, side, turn.first_pulse, boats, truce)
            return np.asarray(self.work.verbs).tolist()  # type: ignore[no-any-return]

    def uses(self, state: S.State, side: int) -> bytes:
        """For each hex what a side may use it for by the leave that it holds, as bits of `lawful` (rules 5.3, 10.3)."""
        key = (side, state.leaves[:, S.LEAVE_HELD].tobytes())
        found = self._uses.get(key)
        if found is None:
            with self.lock:
                self._survey_ground(self.hosted(state), self.tables, self.work, side)
                found = self._uses[key] = np.asarray(self.work.cost).astype("u1").tobytes()
                while len(self._uses) > KEPT_USES:
                    self._uses.popitem(last=False)
        return found

    # ------------------------------------------------------------ chapters 10 and 11
    def acts_opening(self, side: int, what: int, here: HexAt) -> tuple[int, ...]:
        """Acts of a side that open a hex for a kind of act (MOVE_TO, ASSAULT_AT ...), lowest first (rule 10.3)."""
        politics = self.scenario.politics
        if politics is None:
            return ()
        key = (side, what, here)
        if key not in self._openings:
            h = self.hex_index(here)
            zone, depth, found = int(self.tables.hex[h, S.H_ZONE]), int(self.tables.depth[side, h]), set()
            for act, kind, of, nearest, farthest in self._reaches:
                if kind == what and of == zone and nearest <= depth <= farthest and self._act_side[act] == side:
                    found.add(act)
            self._openings[key] = tuple(sorted(found, key=lambda k: politics.acts[k].level))
        return self._openings[key]

    @cached_property
    def numbers(self) -> tuple[list[int], list[int]]:
        """Each side's counters by their numbers in the arrays, in the order of the scenario."""
        first, second = (
            [k for k, counter in enumerate(self.scenario.counters) if counter.side == side]
            for side in self.scenario.sides
        )
        return first, second

    @cached_property
    def scales(self) -> tuple[tuple[tuple[Act, int], ...], ...]:
        """Each side's acts from its lowest level, with their numbers in the arrays (rule 10.1)."""
        politics = self.scenario.politics
        if politics is None:
            return (), ()
        return tuple(tuple((a, politics.act_index(a.id)) for a in politics.acts_of(s)) for s in self.scenario.sides)

    @cached_property
    def strike_acts(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Acts by which each side's aircraft may bomb somewhere (rule 10.3)."""
        acts = sorted({r[S.REACH_ACT] for r in self._reaches if r[S.REACH_WHAT] == STRIKE_AT})
        return tuple(k for k in acts if self._act_side[k] == 0), tuple(k for k in acts if self._act_side[k] == 1)

    @cached_property
    def _act_side(self) -> list[int]:
        return [int(v) for v in np.asarray(self.tables.act)[:, S.ACT_SIDE]]

    def ask_odds_pm(self, state: S.State, act: int) -> int:
        """Odds of a petition sent now, per mille (rule 10.2)."""
        with self.lock:
            return int(self._ask_odds_pm(self.hosted(state), self.tables, act))

    def ask_leave(self, state: S.State, act: int, turn: int) -> None:
        """Sends a petition in a turn (rule 10.2)."""
        self._ask_leave(self.hosted(state), self.tables, act, turn)

    def act_alone(self, state: S.State, act: int) -> None:
        """Resolves on an act without leave (rule 10.3)."""
        self._act_alone(self.hosted(state), self.tables, act)

    def seal_form(self, state: S.State, side: int, yes: int, proposal: int, umpire: bool) -> None:
        """Seals a government's form for the talk of the turn (rule 11.1)."""
        self._seal_form(self.hosted(state), self.tables, side, yes, proposal, int(umpire))

    def urge_term(self, state: S.State, side: int, term: int) -> None:
        """Urges terms on the own government (rule 11.2)."""
        self._urge_term(self.hosted(state), self.tables, side, term)

    def ask_talk(self, state: S.State, side: int, turn: int) -> None:
        """Asks for a talk in the turn after this one (rule 11.1)."""
        self._ask_talk(self.hosted(state), self.tables, self.work, side, turn)

    def choose_after(self, state: S.State, side: int, choice: int) -> None:
        """Settles what a side does after the truce (rule 11.8)."""
        self._choose_after(self.hosted(state), self.tables, side, choice)

    def will_pm(self, state: S.State, side: int, term: int) -> int:
        """Odds that a government left to itself accepts terms, per mille (rule 11.5)."""
        with self.lock:
            return int(self._will_pm(self.hosted(state), self.tables, self.work, side, term))


_engines: "OrderedDict[str, Engine]" = OrderedDict()
_guard = threading.Lock()


def engine_of(scenario: Scenario) -> Engine:
    """The engine of a scenario; built once for each content digest."""
    with _guard:
        engine = _engines.get(scenario.digest)
        if engine is None:
            engine = _engines[scenario.digest] = Engine(scenario)
            while len(_engines) > KEEP:
                _engines.popitem(last=False)
        _engines.move_to_end(scenario.digest)
        return engine


def as_rows(array: Any) -> np.ndarray:
    """An array of a state or scratch as numpy sees it, in either host."""
    return np.asarray(array)
