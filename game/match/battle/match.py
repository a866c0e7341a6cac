"""A game in progress: orders of both sides in, events out, the past kept as it was."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from msgspec import UNSET

from game.core.ranges import outside
from game.core.rule import host
from game.files.battle.journal import BATTLES, Header, TurnLine, turn_line
from game.files.battle.scenarios import load_scenario
from game.files.battle.variants import varied
from game.files.errors import BadFile
from game.files.journal import FORMAT, Journal
from game.match.battle import orders as written
from game.match.battle.decisions import apply_decisions, standing_decisions
from game.match.battle.engine import Engine, engine_of
from game.match.battle.events import Event, RawEvents, last_failures, name_events, take_raw
from game.match.battle.explain import Explanation, explain
from game.match.battle.from_theatre import battle_under
from game.match.battle.legality import Legality, Refusal, Refused
from game.match.battle.score import Score, score_of, shares_now
from game.match.battle.sealing import seal
from game.match.battle.views import View
from game.match.sealed_game import DEFAULT_SEED, SealedGame, check_content, packed
from game.model.battle.calendar import Turn
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.model.battle_result import Under
from game.rules.battle import state as S
from game.rules.battle import work as W
from game.rules.battle.resolve import RULES_VERSION, resolve_turn
from game.rules.battle.state import State, Tables
from game.rules.battle.state_ranges import RANGES


class TurnRecord(NamedTuple):
    """A turn that was played: orders and decisions that stood, by side; events as the rules left them; the position after it.

    `frames`: the position after each pulse, empty unless they were asked for.
    """

    turn: Turn
    orders: dict[str, tuple[Order, ...]]
    raw: RawEvents
    state: State
    digest: str
    frames: tuple[State, ...] = ()
    decisions: Mapping[str, tuple[Decision, ...]] = MappingProxyType({})


class Match(SealedGame[TurnRecord, TurnLine, State]):
    """A game of one scenario. Resolving adds a turn; what was stays, so undo and branches are free."""

    kind, rules = BATTLES, RULES_VERSION

    def __init__(
        self,
        engine: Engine,
        seed: int,
        opening: State,
        records: tuple[TurnRecord, ...] = (),
        *,
        title: str = "",
        parent: str = "",
        is_read_only: bool = False,
        under: Under | None = None,
    ) -> None:
        self._engine, self.under = engine, under
        super().__init__(seed, opening, records, title=title, parent=parent, is_read_only=is_read_only)

    @classmethod
    def new(
        cls, scenario: Scenario, *, seed: int = DEFAULT_SEED, variant: str = "", under: Under | None = None
    ) -> "Match":
        """A game at its first turn. `seed`: 64 bits of luck; `under`: the strategic game whose battle the scenario is.

        `variant`: id of one of the scenario's what-ifs, which is put into it; by default it is played as it is given.

        Raises:
            ValueError: the scenario has no such what-if, or is under another one already.
        """
        engine = engine_of(varied(scenario, variant) if variant else scenario)
        return cls(engine, seed, engine.new_state(seed), under=under)

    # ------------------------------------------------------------ where it stands
    @property
    def scenario(self) -> Scenario:
        """The scenario that is played."""
        return self._engine.scenario

    @property
    def id(self) -> str:
        """Id of the scenario."""
        return self.scenario.id

    @property
    def variant(self) -> str:
        """Id of the what-if that is played, "history" for none."""
        return self.scenario.variant

    @property
    def tables(self) -> Tables:
        """The static arrays of the scenario."""
        return self._engine.tables

    @property
    def turn(self) -> Turn:
        """The turn to be ordered; the last one once the game is over."""
        played = self.scenario.calendar.played()
        return played[min(len(self.records), len(played) - 1)]

    @property
    def over(self) -> bool:
        """Every turn of the scenario has been played, or the truce and what follows it is settled (rule 11.8)."""
        settled = len(self.state.accord) > 0 and int(self.state.accord[0, S.DECIDED]) == 2
        return settled or len(self.records) >= len(self.scenario.calendar.played())

    # ------------------------------------------------------------ orders
    def refusal(
        self, order: Order | Decision, beside: Sequence[Order | Decision] = (), *, side: str = ""
    ) -> Refusal | None:
        """None, or the rule that forbids an order, judged by what its own side knows. A decision needs its `side`.

        `beside`: other orders of the side for the turn; together they may ask for more boats than there are (rule 9.3).
        """
        return self._legal(side or self._side_of(order)).refusal(order, beside)

    def legal_tasks(self, unit: str) -> tuple[str, ...]:
        """Tasks that a counter may be given with some target, sorted; none for an unknown counter."""
        known = self.scenario.has_counter(unit) or self.scenario.has_wing(unit)
        if not known or self.over:
            return ()
        return self._legal(self._side(unit)).legal_tasks(unit)

    def resolve(
        self, *, trace: bool = True, frames: bool = False, **orders: Iterable[Order | Decision]
    ) -> tuple[Event, ...]:
        """Plays one turn with the orders and decisions of each side, given by the side's name; returns every event of it.

        Silence continues the task in force. `frames` keeps the position after each pulse for the film; `trace=False` leaves
        events and factors out: the digests are the same.

        Raises:
            Refused: an order is not legal. Nothing has happened then.
            ValueError: the game is over or read-only, or a keyword names no side.
        """
        return self._resolve({side: tuple(given) for side, given in orders.items()}, trace=trace, frames=frames)

    def _resolve(
        self, sheets: dict[str, tuple[Order | Decision, ...]], *, trace: bool, frames: bool
    ) -> tuple[Event, ...]:
        self._check_open()
        for side in sheets:
            if side not in self.scenario.sides:
                raise ValueError(f"no side {side!r}; the sides are {' and '.join(self.scenario.sides)}")
        stood = {side: self._checked(side, sheets.get(side, ())) for side in self.scenario.sides}
        decided = {
            side: standing_decisions(d for d in sheets.get(side, ()) if isinstance(d, Decision))
            for side in self.scenario.sides
        }
        record = self._play(stood, decided, trace=trace, frames=frames)
        self._add(record)
        return name_events(self.scenario, record.raw) if trace else ()

    def _checked(self, side: str, sheet: tuple[Order | Decision, ...]) -> tuple[Order, ...]:
        legal = self._legal(side) if sheet else None
        sheet = tuple(
            sorted(sheet, key=lambda one: isinstance(one, Order))
        )  # what is decided counts for the orders beside it
        for k, one in enumerate(sheet):
            refusal = legal.refusal(one, sheet[:k]) if legal else None
            if refusal is not None:
                raise Refused(one, refusal)
        orders = tuple(o for o in sheet if isinstance(o, Order))
        stood = written.standing(self.scenario, orders)
        whole = {o.unit for o in orders}
        # Counters of a formation that cannot carry out its order keep their task.
        kept = [o for o in stood if o.unit in whole]
        decided = [d for d in sheet if isinstance(d, Decision)]
        for o in stood:
            if o.unit not in whole and (legal is None or legal.refusal(o, [*decided, *kept]) is None):
                kept.append(o)
        whole_sheet = set(kept)
        return tuple(o for o in stood if o in whole_sheet)

    def _play(
        self,
        orders: dict[str, tuple[Order, ...]],
        decided: dict[str, tuple[Decision, ...]],
        *,
        trace: bool,
        frames: bool,
    ) -> TurnRecord:
        turn, engine = self.turn, self._engine
        state = S.copy_state(self.state)
        kept: list[State] = []
        with engine.lock:
            for side in self.scenario.sides:
                written.apply(engine, state, turn, orders[side])
                apply_decisions(engine, state, side, turn, decided[side])
            keep = (lambda _pulse: kept.append(S.copy_state(state))) if frames else None
            resolve_turn(
                host(state), engine.tables, engine.work, turn.number, turn.pulses, trace=trace, each_pulse=keep
            )
            raw = take_raw(engine.work, turn.number, turn.first_pulse)
        return TurnRecord(turn, orders, raw, state, S.digest(state), tuple(kept), decided)

    def _forget(self) -> None:
        self._legality: dict[str, Legality] = {}

    def _digest_of(self, state: State) -> str:
        return S.digest(state)

    def _legal(self, side: str) -> Legality:
        if side not in self._legality:
            sealed = seal(self.state, self.tables, self.scenario.sides.index(side))
            self._legality[side] = Legality(self._engine, sealed, side, self.turn)
        return self._legality[side]

    def _side_of(self, order: Order | Decision) -> str:
        if isinstance(order, Decision):
            raise ValueError("a decision is of no counter: name its side")
        return self._side(str(order.unit))

    def _side(self, unit: str) -> str:
        if self.scenario.has_counter(unit):
            return self.scenario.counter(unit).side
        if self.scenario.has_wing(unit):
            return self.scenario.wing(unit).side
        return next((f.side for f in self.scenario.formations if f.id == unit), self.scenario.sides[0])

    # ------------------------------------------------------------ looking
    def view(self, side: str) -> View:
        """What a side knows now.

        Raises:
            ValueError: there is no such side.
        """
        if side not in self.scenario.sides:
            raise ValueError(f"no side {side!r}; the sides are {' and '.join(self.scenario.sides)}")
        events = name_events(self.scenario, self.records[-1].raw, side) if self.records else ()
        legality = self._legal(side)
        raws = [r.raw for r in self.records]
        return View(
            self._engine,
            legality.sealed,
            side,
            self.turn,
            events,
            legality,
            failures=lambda: last_failures(self.scenario, raws, side),
        )

    def view_at(self, side: str, state: State, turn: Turn, events: tuple[Event, ...] = ()) -> View:
        """What a side knew in a position of this game: a frame of the film, or the end of an earlier turn."""
        return View(self._engine, seal(state, self.tables, self.scenario.sides.index(side)), side, turn, events)

    def events(self, record: TurnRecord, side: str | None = None) -> tuple[Event, ...]:
        """The events of a turn that was played; with `side`, as that side knows them."""
        return name_events(self.scenario, record.raw, side)

    def explain(self, event: Event) -> Explanation:
        """The factors of an event, with names, rules and sources."""
        return explain(self.scenario, event)

    def score(self, side: str) -> Score:
        """The score of a side if the game ended now, with its parts."""
        return score_of(self.scenario, self.state, self.tables, side)

    def share_pm(self, side: str, place: str) -> int:
        """Share of a scored place that a side holds now, per mille."""
        return shares_now(self.scenario, self.state, self.tables, self.scenario.sides.index(side))[place]

    # ------------------------------------------------------------ branches and journals
    def branch(self, turn: int) -> "Match":
        """The same game after its first `turn` turns, to be played on otherwise.

        Raises:
            ValueError: fewer turns were played.
        """
        if not 0 <= turn <= len(self.records):
            raise ValueError(f"cannot branch after turn {turn}: {len(self.records)} turns were played")
        return self._beginning(turn, turn)

    @classmethod
    def load(cls, path: str | Path, scenario: Scenario | None = None, *, rescue: bool = False) -> "Match":
        """The game of a journal, every turn resolved again and its digest checked.

        `scenario`: needed for a what-if of one's own; else the journal's is loaded. A journal of other rules opens read-only,
        one that is damaged as a branch of its good turns, and with `rescue` one that was altered too; `notice` says so.

        Raises:
            BadFile: no turn of the journal is good, one was altered, or it is of another scenario than the one at hand.
        """
        journal = BATTLES.read_good(path)
        return cls.from_journal(journal, scenario or _scenario_of(journal.header, path), path, rescue=rescue)

    @classmethod
    def from_journal(
        cls,
        journal: Journal[Header, TurnLine],
        scenario: Scenario,
        path: str | Path = "journal",
        *,
        rescue: bool = False,
    ) -> "Match":
        """The game of a journal that was read, on the scenario given, under the what-if that the journal names.

        Raises:
            BadFile: as `load`.
        """
        header = journal.header
        if scenario.digest != header.digest:
            scenario = _under_what_if(scenario, header, path)
        check_content(path, header.scenario, header.digest, scenario.digest)
        match = cls.new(scenario, seed=header.seed, under=header.under or None)
        return match._take_up(journal, path, rescue=rescue, is_file=str(path) != "journal")

    def _header(self, rules: str, saved: str) -> Header:
        return Header(
            journal=FORMAT,
            scenario=self.scenario.id,
            digest=self.scenario.digest,
            seed=self.seed,
            rules=rules,
            variant=self.variant,
            title=self.title,
            parent=self.parent,
            saved=saved,
            game=self.game,
            seats=self.seats,
            under=self.under or UNSET,
        )

    def _line(self, record: TurnRecord) -> TurnLine:
        decided = {side: given for side, given in record.decisions.items() if given}
        events, state = len(record.raw.events), packed(record.state)
        return turn_line(record.turn.number, record.orders, events, record.digest, state, decided)

    def _play_line(self, line: TurnLine) -> None:
        sheets: dict[str, tuple[Order | Decision, ...]] = dict(line.orders)
        for side, decided in line.decisions.items():
            sheets[side] = (*sheets.get(side, ()), *decided)
        self._resolve(sheets, trace=True, frames=False)

    def _outside(self, state: State) -> str:
        return outside(state, RANGES, self._engine.sizes)

    def _clock_after(self, turn: Turn, state: State) -> tuple[int, ...]:
        clock = self._opening.clock
        return int(clock[S.SEED0]), int(clock[S.SEED1]), turn.number, turn.pulses - 1, turn.first_pulse + turn.pulses

    def _record_of(self, line: TurnLine, state: State) -> TurnRecord:
        raw = RawEvents(line.turn, self.turn.first_pulse, np.zeros((0, W.EVENT_COLS), "i4"), np.zeros((0, 2)))
        return TurnRecord(self.turn, line.orders, raw, state, line.digest, (), line.decisions)


def _scenario_of(header: Header, path: str | Path) -> Scenario:
    if not header.under:
        return load_scenario(header.scenario)
    try:
        return battle_under(header.under)
    except ValueError as e:
        raise BadFile.of(path, str(e), line=1) from None


def _under_what_if(scenario: Scenario, header: Header, path: str | Path) -> Scenario:
    try:
        return varied(scenario, header.variant)
    except ValueError as e:
        raise BadFile.of(path, str(e), line=1) from None
