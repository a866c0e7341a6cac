"""A strategic game in progress: sealed sheets of three seats in, events out, the past kept as it was."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from game.core.ranges import outside
from game.files.errors import BadFile
from game.files.journal import FORMAT
from game.files.theatre.journal import THEATRES, TheatreHeader, TheatreLine, theatre_line
from game.files.theatre.theatres import load_theatre
from game.match.frames import needed, to_frame
from game.match.packing import check_content, luck_words, packed
from game.match.refusals import Refusal, misfit, refuse
from game.match.sealed_game import DEFAULT_SEED, SealedGame
from game.match.theatre.battle import lay_battle
from game.match.theatre.engine import TheatreEngine, theatre_engine
from game.match.theatre.events import RawTurn, TheatreEvent, name_events, take_raw
from game.match.theatre.expected import Expected, expected
from game.match.theatre.explain import TheatreExplanation, explain, factors_of
from game.match.theatre.frames import rows_of
from game.match.theatre.history import Series, series_of
from game.match.theatre.legality import SheetRefused, TheatreLegality
from game.match.theatre.news import Dated, dated_news
from game.match.theatre.record import TheatreRecord as TheatreRecord
from game.match.theatre.score import TheatreScore, score_of
from game.match.theatre.sealing import seal
from game.match.theatre.sheets import Sheet, lay
from game.match.theatre.views import TheatreView
from game.model.battle_result import BattleResult
from game.model.theatre.forces import RecordEvent
from game.model.theatre.game import Theatre, TheatreTurn
from game.rules.theatre import state as T
from game.rules.theatre.resolve import THEATRE_RULES_VERSION
from game.rules.theatre.state_ranges import RANGES

DEFAULT_DIAL = "default"


class TheatreMatch(SealedGame[TheatreRecord, TheatreLine, T.Position]):
    """A strategic game. Resolving adds a turn; what was stays, so undo and branches are free."""

    kind, rules = THEATRES, THEATRE_RULES_VERSION

    def __init__(
        self,
        engine: TheatreEngine,
        seed: int,
        first: int,
        opening: T.Position,
        opened: RawTurn,
        records: tuple[TheatreRecord, ...] = (),
        *,
        title: str = "",
        parent: str = "",
        is_read_only: bool = False,
    ) -> None:
        self.engine, self.first, self._opened = engine, first, opened
        self._expected: dict[tuple[str, int], Expected] = {}
        self.last = int(opening.clock[T.LAST])
        super().__init__(seed, opening, records, title=title, parent=parent, is_read_only=is_read_only)

    @classmethod
    def new(
        cls,
        theatre: Theatre | str | Path,
        *,
        seed: int = DEFAULT_SEED,
        dial: str = DEFAULT_DIAL,
        first: int = 1,
        last: int = 0,
    ) -> "TheatreMatch":
        """A game at its first turn: 1, or the first turn of a later act, which starts from the record (chapter 2).

        `last`: the turn after which it ends, the last of an act, so that acts can be played alone; 0: the last of all.

        Raises:
            ValueError: no act begins with `first` or ends with `last`, or there is no such dial.
        """
        theatre = load_theatre(theatre) if isinstance(theatre, str | Path) else theatre
        needed("a strategic game", theatre, Theatre)
        begins = [a.first for a in theatre.acts]
        if first not in begins:
            raise ValueError(f"no act begins with turn {first}; acts begin with {', '.join(map(str, begins))}")
        last = last or len(theatre.turns)
        ends = [a.last for a in theatre.acts if a.last >= first]
        if last not in ends:
            raise ValueError(
                f"no act ends with turn {last}; after turn {first} acts end with {', '.join(map(str, ends))}"
            )
        engine = theatre_engine(theatre, dial)
        with engine.lock:
            opening = engine.new_position(seed, first, last)
            opened = take_raw(engine, first, is_opening=True)
        return cls(engine, seed, first, opening, opened)

    def __repr__(self) -> str:
        now = "over" if self.over else f"before turn {self.turn.number}"
        return f"TheatreMatch({self.id} at {self.dial}, seed {self.seed}, {now}, digest {self.digest})"

    # ------------------------------------------------------------ where it stands
    @property
    def theatre(self) -> Theatre:
        """The game that is played."""
        return self.engine.theatre

    @property
    def id(self) -> str:
        """Id of the strategic game."""
        return self.theatre.id

    @property
    def dial(self) -> str:
        """Id of the dial in force."""
        return self.engine.dial.id

    @property
    def position(self) -> T.Position:
        """The present position. Not to be changed."""
        return self.state

    @property
    def turn(self) -> TheatreTurn:
        """The turn to be ordered; the last one once the game is over."""
        return self.theatre.turn(int(self.position.clock[T.TURN]))

    @property
    def over(self) -> bool:
        """The last turn was played, or a general war ended the game (rule 10.3)."""
        return bool(self.position.rest[T.OVER])

    # ------------------------------------------------------------ orders
    def refusal(self, seat: str, sheet: Sheet) -> Refusal | None:
        """None, or the rule that forbids a sheet, judged by what its seat knows."""
        if self.over:
            return refuse("5", "the game is over")
        return self._legality(seat).refusal(sheet)

    def resolve(
        self,
        *,
        battle: BattleResult | None = None,
        trace: bool = True,
        **sheets: Sheet | None,
    ) -> tuple[TheatreEvent, ...]:
        """Plays the turn with a sheet by the id of each seat; returns its events, the next turn's news among them.

        None, or no sheet, is an empty seat: it runs its staff plan, and its cards are drawn from their rows. `battle`: the
        result of the battle, in its turn, instead of drawing it (chapter 11). Without `trace` nothing is told: for many games.

        Raises:
            SheetRefused: a sheet cannot stand; nothing was played.
            ValueError: the game is over or read-only, or a battle's result is given in another turn.
        """
        return self.resolve_sheets(sheets, battle=battle, trace=trace)

    def resolve_sheets(
        self, sheets: Mapping[str, Sheet | None], *, battle: BattleResult | None = None, trace: bool = True
    ) -> tuple[TheatreEvent, ...]:
        """As `resolve`, with the sheets by seat; a seat that is not named is empty.

        Raises:
            SheetRefused: a sheet cannot stand; nothing was played.
            ValueError: as `resolve`, or there is no such seat.
        """
        self._check_open()
        for seat in sheets:
            self._known(seat)
        sheets = {seat: sheets.get(seat) for seat in self.theatre.seat_ids}
        for seat, sheet in sheets.items():
            found = self.refusal(seat, sheet) if sheet is not None and sheet != _SILENT else None
            if found:
                raise SheetRefused(seat, found)
        if battle is not None and (problem := misfit(battle)):
            raise ValueError(f"a battle's result: {problem}")
        if battle is not None and self.turn.number != self.theatre.battle.turn:
            raise ValueError(f"a battle is played in turn {self.theatre.battle.turn}; this is turn {self.turn.number}")
        record = self._play(sheets, battle, trace=trace)
        self._add(record)
        return name_events(self.engine, record.raw, record.position) if trace else ()

    def _play(self, sheets: Mapping[str, Sheet | None], battle: BattleResult | None, *, trace: bool) -> TheatreRecord:
        engine, turn = self.engine, self.turn
        engine.renew_host()
        position = T.copy_position(self.position)
        if self.luck is not None:
            position.clock[T.SEED0], position.clock[T.SEED1] = luck_words(self.luck)
        with engine.lock:
            lay(engine, position, turn.number, sheets)
            if battle is not None:
                lay_battle(engine, position, battle)
            engine.play_turn(position, trace=trace)
            raw = take_raw(engine, turn.number)
        return TheatreRecord(turn, dict(sheets), raw, position, T.position_digest(position), battle, self.luck)

    def _forget(self) -> None:
        self._legal: dict[str, TheatreLegality] = {}
        self._ends: dict[tuple[str, int], T.Position] = {}

    def _digest_of(self, state: T.Position) -> str:
        return T.position_digest(state)

    def _legality(self, seat: str) -> TheatreLegality:
        if seat not in self._legal:
            self._known(seat)
            self._legal[seat] = TheatreLegality(self.engine, seal(self.engine, self.position, seat), seat)
        return self._legal[seat]

    def _known(self, seat: str) -> None:
        if seat not in self.theatre.seat_ids:
            raise ValueError(f"no seat {seat!r}; the seats are {', '.join(self.theatre.seat_ids)}")

    # ------------------------------------------------------------ looking
    def view(self, seat: str) -> TheatreView:
        """What a seat knows now.

        Raises:
            ValueError: there is no such seat.
        """
        legality = self._legality(seat)
        return TheatreView(self.engine, legality.sealed, seat, self.events(seat), legality, self._ended(seat))

    def events(self, seat: str | None = None, record: TheatreRecord | None = None) -> tuple[TheatreEvent, ...]:
        """Events of a turn that was played, the last without `record`; before the first turn its news. As a seat knows them.

        They end with the news of the turn that follows, told as far as it has come about by the end of that turn.
        """
        last = record or (self.records[-1] if self.records else None)
        raw, position = (last.raw, self._after_news(last)) if last else (self._opened, self._opening)
        if seat is not None:
            position = seal(self.engine, position, seat) if record else self._legality(seat).sealed
        return name_events(self.engine, raw, position, seat)

    def dated_news(self, turn: int, event: RecordEvent) -> tuple[Dated, ...]:
        """An event of the record in the news of a turn that was played, by date, as far as it came about."""
        before = next((r for r in self.records if r.turn.number == turn - 1), None)
        return dated_news(self.engine, self._after_news(before) if before else self._opening, event)

    def _after_news(self, record: TheatreRecord) -> T.Position:
        following = (r.position for r in self.records if r.turn.number == record.turn.number + 1)
        return next(following, record.position)

    def explain(self, event: TheatreEvent) -> TheatreExplanation:
        """The factors of an event's odds, with rules and sources."""
        return explain(self.engine, event)

    def explain_odds(self, seat: str, card: str, case: int = 0) -> TheatreExplanation:
        """The factors of a card's odds as a seat sees them now, in a case by its number."""
        engine = self.engine
        node = engine.index.node[engine.index.drawn.get(card, card)]
        with engine.lock:
            engine.odds(self._legality(seat).sealed, node, case, engine.index.seat[seat], trace=True)
            raw = tuple(
                (int(f[0]), int(f[1]), int(f[2]), float(f[3])) for f in take_raw(engine, self.turn.number).factors
            )
        return TheatreExplanation(factors_of(engine, raw), card, "", 0.0)

    def to_frame(self, what: str = "places", seat: str | None = None) -> Any:
        """The "places", "variables" or "events" of the game, a row each, as `seat` knows them: see `theatre.frames.rows_of`.

        A `pandas.DataFrame` where pandas is installed, else a list of dicts.
        """
        return to_frame(rows_of(self, what, seat))

    def score(self, seat: str) -> TheatreScore:
        """The score of a seat, act by act, the present act as it stands (chapter 14). Raises ValueError for no such seat."""
        self._known(seat)
        return score_of(self.engine, self.position, seat, self._ended(seat))

    def expected(self, seat: str, turn: int = 0) -> Expected:
        """Where the act leads if a seat orders nothing from a turn on, 0 the present one; reckoned once."""
        key = seat, turn or self.turn.number
        if key not in self._expected:
            at = self if key[1] == self.turn.number and not self.over else self.branch(key[1])
            self._expected[key] = expected(at.view(seat))
        return self._expected[key]

    def _ended(self, seat: str) -> dict[int, T.Position]:
        """The position in which each act before the present one ended, as the seat knew it then."""
        now = self.turn.act
        for record in self.records:
            act = record.turn.act
            if act != now and (seat, act) not in self._ends and record.turn.number == self.theatre.act(act).last:
                self._ends[seat, act] = seal(self.engine, record.position, seat)
        return {act: position for (of, act), position in self._ends.items() if of == seat}

    def states(self) -> dict[str, str]:
        """The states of all cards that are decided, the inner ones of the network too: nobody's view, for after the game."""
        return {n.id: s for n in self.engine.index.nodes if (s := self.engine.state_of(self.position, n.id))}

    def history(self) -> dict[str, Series]:
        """Each variable after each turn played, with its ledgers and the record's line (rule 6.1)."""
        return series_of(self.engine, [(r.turn.number, r.position) for r in self.records])

    # ------------------------------------------------------------ branches and journals
    def branch(self, turn: int) -> "TheatreMatch":
        """The same game before turn number `turn`, to be played on otherwise.

        Raises:
            ValueError: the game has not come so far, or began later.
        """
        count = turn - self.first
        if not 0 <= count <= len(self.records):
            raise ValueError(
                f"cannot branch before turn {turn}: turns {self.first} to {self.first + len(self.records) - 1} "
                "were played"
            )
        return self._beginning(count, turn)

    @classmethod
    def load(
        cls,
        path: str | Path,
        theatre: Theatre | None = None,
        *,
        rescue: bool = False,
        at_table: bool = False,
        only_looks: bool = False,
    ) -> "TheatreMatch":
        """The game of a journal, every turn resolved again and its digest checked; of other rules it opens read-only.

        One that is damaged opens as a branch of its good turns, and with `rescue` one that was altered too; `notice` says so.
        A game by file that is not over is opened `at_table` alone. `only_looks`: no turn is resolved again, and none played on.

        Raises:
            BadFile: the journal is damaged or was altered, of another game than the one at hand, or a game by file that is not
                over.
        """
        journal = THEATRES.read_good(path)
        found = theatre or load_theatre(journal.header.theatre)
        return cls.from_journal(journal, found, path, rescue=rescue, at_table=at_table, only_looks=only_looks)

    @classmethod
    def from_journal(
        cls, journal: Any, theatre: Theatre, path: str | Path, *,
        rescue: bool = False, at_table: bool = False, only_looks: bool = False,
    ) -> "TheatreMatch":  # fmt: skip
        """As `load`, from a journal as read; `path`: where it was, for the words."""
        header = journal.header
        check_content(path, header.theatre, header.digest, theatre.digest)
        try:
            match = cls.new(theatre, seed=header.seed, dial=header.dial, first=header.first, last=header.last)
        except ValueError as e:
            raise BadFile.of(path, str(e), line=1) from None
        match.is_read_only = only_looks
        return match._take_up(journal, path, rescue=rescue, at_table=at_table)

    @property
    def _branches_at(self) -> int:
        return self.first + len(self.records)

    def _header(self, rules: str, saved: str) -> TheatreHeader:
        return TheatreHeader(
            theatre_journal=FORMAT,
            theatre=self.theatre.id,
            digest=self.theatre.digest,
            seed=self.seed,
            rules=rules,
            dial=self.dial,
            first=self.first,
            last=self.last,
            title=self.title,
            parent=self.parent,
            saved=saved,
            game=self.game,
            seats=self.seats,
        )

    def _line(self, record: TheatreRecord) -> TheatreLine:
        sheets = {seat: sheet for seat, sheet in record.sheets.items() if sheet is not None}
        events, state = len(record.raw.events), packed(record.position)
        return theatre_line(record.turn.number, sheets, record.battle, events, record.digest, state, record.luck)

    def _play_line(self, line: TheatreLine) -> None:
        self.luck = line.luck
        self.resolve_sheets(line.sheets, battle=line.battle)

    def _outside(self, state: T.Position) -> str:
        return outside(state, RANGES, self.engine.sizes)

    def _clock_after(self, turn: TheatreTurn, state: T.Position, luck: tuple[int, int]) -> tuple[int, ...]:
        clock = [*luck, *(int(c) for c in self._opening.clock[2:])]
        clock[T.TURN] = turn.number + (1 if state.rest[T.OVER] == 0.0 else 0)
        return tuple(clock)

    def _forged(self, state: T.Position, turn: TheatreTurn, luck: tuple[int, int]) -> str:
        goes_on = turn.number >= self.last and not state.rest[T.OVER]
        return (
            f"the game goes on after T{turn.number}, its last turn" if goes_on else super()._forged(state, turn, luck)
        )

    def _record_of(self, line: TheatreLine, state: T.Position) -> TheatreRecord:
        raw = RawTurn(line.turn, np.zeros((0, T.EVENT_COLS)), np.zeros((0, 4)), line.turn + 1)
        sheets: dict[str, Sheet | None] = {seat: line.sheets.get(seat) for seat in self.theatre.seat_ids}
        return TheatreRecord(self.turn, sheets, raw, state, line.digest, line.battle, line.luck)


_SILENT = Sheet()
