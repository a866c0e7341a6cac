"""A game in progress: orders of both sides in, events out, the past kept as it was."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from msgspec import UNSET

from game.core.compiled import PLAIN
from game.core.ranges import outside
from game.files.battle.journal import BATTLES, Header, TurnLine, turn_line
from game.files.battle.scenarios import load_scenario
from game.files.battle.variants import HISTORY, varied
from game.files.journal import FORMAT, Journal
from game.match.battle.engine import Engine, engine_of
from game.match.battle.events import Event, RawEvents, name_events, take_raw
from game.match.battle.explain import Explanation, explain
from game.match.battle.frames import COLUMNS, rows_of
from game.match.battle.legality import Legality, Refusal
from game.match.battle.memory import remember
from game.match.battle.of_journal import scenario_of, under_what_if
from game.match.battle.open_orders import open_orders
from game.match.battle.playout import carry_out, checked, decided, is_settled
from game.match.battle.record import TurnRecord as TurnRecord
from game.match.battle.score import Score, score_of, shares_now
from game.match.battle.sealing import seal
from game.match.battle.views import View
from game.match.frames import known, needed, to_frame
from game.match.packing import check_content, luck_words, packed
from game.match.sealed_game import DEFAULT_SEED, SealedGame, Told, nobody
from game.model.battle.calendar import Turn
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.model.battle.thoughts import Thought
from game.model.battle_result import Under
from game.rules.battle import state as S
from game.rules.battle import work as W
from game.rules.battle.resolve import RULES_VERSION
from game.rules.battle.state import State, Tables
from game.rules.battle.state_ranges import RANGES


class Match(SealedGame[TurnRecord, TurnLine, State]):
    """A game of one scenario. Resolving adds a turn; what was stays, so undo and branches are free."""

    kind, rules = BATTLES, RULES_VERSION
    past_columns: ClassVar = {"0.5": {"forms": 13}}

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
        cls, scenario: Scenario | str | Path, *, seed: int = DEFAULT_SEED, variant: str = "", under: Under | None = None
    ) -> "Match":
        """A game of a scenario, or of that id or folder, at its first turn. `seed`: 64 bits of luck; `under`: the strategic game
        whose battle the scenario is.

        `variant`: id of one of the scenario's what-ifs, which is put into it; by default it is played as it is given.

        Raises:
            ValueError: the scenario has no such what-if, or is under another one already.
        """
        if isinstance(scenario, str | Path):
            scenario = load_scenario(scenario)
        needed("a battle's scenario", scenario, Scenario)
        engine = engine_of(varied(scenario, variant) if variant else scenario)
        return cls(engine, seed, engine.new_state(seed), under=under)

    def __repr__(self) -> str:
        what = "" if self.variant == HISTORY.id else f" under {self.variant}"
        now = "over" if self.over else f"before {self.turn.name}"
        return f"Match({self.id}{what}, seed {self.seed}, {now}, digest {self.digest})"

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
    def is_plain(self) -> bool:
        """Its turns run on plain rules as yet: the same results, more slowly."""
        return self._engine.host == PLAIN

    @property
    def turn(self) -> Turn:
        """The turn to be ordered; the last one once the game is over."""
        played = self.scenario.calendar.played()
        return played[min(len(self.records), len(played) - 1)]

    @property
    def over(self) -> bool:
        """Every turn of the scenario has been played, or the truce and what follows it is settled (rule 11.8)."""
        return is_settled(self.state) or len(self.records) >= len(self.scenario.calendar.played())

    # ------------------------------------------------------------ orders
    def refusal(
        self, order: Order | Decision, beside: Sequence[Order | Decision] = (), *, side: str = ""
    ) -> Refusal | None:
        """None, or the rule that forbids an order, judged by what its own side knows. A decision needs its `side`.

        `beside`: other orders of the side for the turn; together they may ask for more boats than there are (rule 9.3).
        """
        needed("an order", order, (Order, Decision))
        return self._legal(side or self._side_of(order)).refusal(order, beside)

    def legal_tasks(self, unit: str) -> tuple[str, ...]:
        """Tasks that a counter may be given with some target, sorted; none for an unknown counter."""
        known = self.scenario.has_counter(unit) or self.scenario.has_wing(unit)
        if not known or self.over:
            return ()
        return self._legal(self._side(unit)).legal_tasks(unit)

    def legal_orders(self, unit: str) -> tuple[Order, ...]:
        """Every lawful order of a counter or wing with nothing but verb and target, as `View.legal_orders` has them."""
        return () if self.over else open_orders(self._legal(self._side(unit)), unit)

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
        record = self._play(
            checked(self._engine, sheets, self._legal), decided(self._engine, sheets), trace=trace, frames=frames
        )
        self._add(record)
        return name_events(self.scenario, record.raw) if trace else ()

    def _play(
        self,
        orders: dict[str, tuple[Order, ...]],
        decisions: dict[str, tuple[Decision, ...]],
        *,
        trace: bool,
        frames: bool,
    ) -> TurnRecord:
        turn, engine = self.turn, self._engine
        engine.renew_host()
        state = S.copy_state(self.state)
        if self.luck is not None:
            state.clock[S.SEED0], state.clock[S.SEED1] = luck_words(self.luck)
        kept: list[State] = []
        keep = (lambda _pulse: kept.append(S.copy_state(state))) if frames else None
        with engine.lock:
            carry_out(engine, engine.tables, state, turn, orders, decisions, trace=trace, each_pulse=keep)
            raw = take_raw(engine.work, turn.number, turn.first_pulse)
        return TurnRecord(turn, orders, raw, state, S.digest(state), tuple(kept), decisions, self.luck, self.thoughts)

    def _forget(self) -> None:
        self._legality: dict[str, Legality] = {}
        self.thoughts: Mapping[str, Thought] = {}  # of the computer's sides for the turn to be ordered

    def _digest_of(self, state: State) -> str:
        return S.digest(state)

    def _legal(self, side: str) -> Legality:
        if side not in self._legality:
            self._legality[side] = Legality(self._engine, self._sealed(self.state, side), side, self.turn)
        return self._legality[side]

    def _sealed(self, state: State, side: str) -> State:
        return seal(state, self.tables, self.scenario.sides.index(side), self._engine.hosted)

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
        opening, turns = self._opening.seen, [(r.raw, r.state.seen) for r in self.records]
        return View(
            self._engine,
            legality.sealed,
            side,
            self.turn,
            events,
            legality,
            memories=lambda: remember(self.scenario, opening, turns, side),
        )

    def view_at(self, side: str, state: State, turn: Turn, events: tuple[Event, ...] = ()) -> View:
        """What a side knew in a position of this game: a frame of the film, or the end of an earlier turn."""
        return View(self._engine, self._sealed(state, side), side, turn, events)

    def events(self, record: TurnRecord, side: str | None = None) -> tuple[Event, ...]:
        """The events of a turn that was played; with `side`, as that side knows them."""
        return name_events(self.scenario, record.raw, side)

    def explain(self, event: Event) -> Explanation:
        """The factors of an event, with names, rules and sources."""
        needed("an event", event, Event)
        return explain(self.scenario, event)

    def to_frame(self, what: str = "units", side: str | None = None) -> Any:
        """The "units" as they stand, the "events" or the "losses" of the turns played, a row each; with `side` as it knows them.

        A `pandas.DataFrame` where pandas is installed, else a list of dicts. Columns: `game.match.battle.frames.COLUMNS`.

        Raises:
            ValueError: there is no such table or side, or the game is played by file and goes on, and no side is named.
        """
        return to_frame(rows_of(self, what, side), columns=COLUMNS[what])

    def score(self, side: str) -> Score:
        """The score of a side if the game ended now, with its parts.

        Raises:
            ValueError: there is no such side.
        """
        known("side", side, self.scenario.sides)
        return score_of(self.scenario, self.state, self.tables, side)

    def share_pm(self, side: str, place: str) -> int:
        """Share of a scored place that a side holds now, per mille.

        Raises:
            ValueError: there is no such side, or the place is not scored.
        """
        known("side", side, self.scenario.sides)
        known("scored place", place, [p.place for p in self.scenario.scored])
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
    def load(
        cls,
        path: str | Path,
        scenario: Scenario | None = None,
        *,
        rescue: bool = False,
        at_table: bool = False,
        told: Told = nobody,
    ) -> "Match":
        """The game of a journal, every turn resolved again and its digest checked.

        `scenario`: needed for a what-if of one's own; else the journal's is loaded. A journal of other rules opens read-only,
        one that is damaged as a branch of its good turns, and with `rescue` one that was altered too; `notice` says so. A game
        by file that is not over is opened `at_table` alone. `told` hears before each turn how many of how many are verified.

        Raises:
            BadFile: no turn of the journal is good, one was altered, it is of another scenario than the one at hand, or a game
                by file that is not over.
        """
        journal = BATTLES.read_good(path)
        scenario = scenario or scenario_of(journal.header, path)
        return cls.from_journal(journal, scenario, path, rescue=rescue, at_table=at_table, told=told)

    @classmethod
    def look(cls, path: str | Path) -> "Match":
        """The game of a journal as its lines have it, to be looked at while `load` verifies it, and for nothing else.

        Each position is in its ranges, and no turn is resolved again. Raises what `load` raises.
        """
        journal = BATTLES.read_good(path)
        return cls.from_journal(journal, scenario_of(journal.header, path), path, only_looks=True)

    @classmethod
    def from_journal(
        cls,
        journal: Journal[Header, TurnLine],
        scenario: Scenario,
        path: str | Path = "journal",
        *,
        rescue: bool = False,
        only_looks: bool = False,
        at_table: bool = False,
        told: Told = nobody,
    ) -> "Match":
        """The game of a journal that was read, on the scenario given, under the what-if that the journal names.

        Raises:
            BadFile: as `load`.
        """
        header = journal.header
        if scenario.digest != header.digest:
            scenario = under_what_if(scenario, header, path)
        if (
            header.rules == cls.rules
        ):  # what older rules played on an older edition is looked at, as far as its tables fit
            check_content(path, header.scenario, header.digest, scenario.digest)
        match = cls.new(scenario, seed=header.seed, under=header.under or None)
        match.is_read_only, is_file = only_looks, str(path) != "journal"
        return match._take_up(journal, path, rescue=rescue, is_file=is_file, at_table=at_table, told=told)

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
        thoughts = dict(record.thoughts)
        return turn_line(
            record.turn.number, record.orders, events, record.digest, state, decided, record.luck, thoughts
        )

    def _play_line(self, line: TurnLine) -> None:
        sheets: dict[str, tuple[Order | Decision, ...]] = dict(line.orders)
        for side, given in line.decisions.items():
            sheets[side] = (*sheets.get(side, ()), *given)
        self.luck, self.thoughts = line.luck, self._thoughts_of(line)
        self._resolve(sheets, trace=True, frames=False)

    def _outside(self, state: State) -> str:
        return outside(state, RANGES, self._engine.sizes)

    def _clock_after(self, turn: Turn, state: State, luck: tuple[int, int]) -> tuple[int, ...]:
        return *luck, turn.number, turn.pulses - 1, turn.first_pulse + turn.pulses

    def _record_of(self, line: TurnLine, state: State) -> TurnRecord:
        raw = RawEvents(line.turn, self.turn.first_pulse, np.zeros((0, W.EVENT_COLS), "i4"), np.zeros((0, 2)))
        return TurnRecord(
            self.turn, line.orders, raw, state, line.digest, (), line.decisions, line.luck, self._thoughts_of(line)
        )

    def _thoughts_of(self, line: TurnLine) -> dict[str, Thought]:
        return {side: line.thoughts[side] for side in self.scenario.sides if side in line.thoughts}
