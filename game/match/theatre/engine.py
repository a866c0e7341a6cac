"""The rules of one strategic game at one dial, ready to be called: tables, scratch, and a lock so that threads take turns."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core import compiled, rule
from game.core.rule import entry
from game.files import warming
from game.model.theatre.game import Theatre
from game.rules.theatre import resolve, setup
from game.rules.theatre import state as T
from game.rules.theatre.index import index_of
from game.rules.theatre.state_ranges import sizes_of

KEEP = 8
INCIDENT = "incident"
RULES = "theatre"  # the group of its rules


class Laid(NamedTuple):
    """The sheets of a turn as they lie on the desk, kept to be laid there again."""

    sheet: NDArray[np.int32]
    answer: NDArray[np.int32]


class TheatreEngine:
    """Everything static of a strategic game at a dial; safe to use from several threads."""

    def __init__(self, theatre: Theatre, dial: str) -> None:
        self.theatre, self.dial = theatre, theatre.deck.dial(dial)
        self.index, net = index_of(theatre, self.dial.strength)
        self.face: rule.Face = rule.host if warming.is_compiled(RULES) else rule.plain
        self.book = setup.build_book(theatre, self.index, net, self.face)
        self.desk = setup.build_desk(theatre, self.index, self.face)
        self.sizes = sizes_of(self.book)
        self.lock = threading.RLock()
        self.lines = {t.number: tuple(x for x in theatre.lines if x.turn == t.number) for t in theatre.turns}
        self._policies: dict[tuple[str, str], int] = {
            (p.id, s): k for k, p in enumerate(theatre.policies) for s in p.seats
        }
        self._play_on, self._open = entry(resolve.play_on), entry(resolve.open_theatre)
        self._odds, self._ask = entry(resolve.theatre_odds), entry(resolve.theatre_ask)
        nothing = setup.build_position(theatre, self.index, 0, 1, 1)
        self._kept = (nothing, self.face(nothing))
        self._blank = tuple(np.asarray(a).copy() for a in (self.desk.sheet, self.desk.answer))
        self._cases: dict[tuple[int, tuple[int, ...]], tuple[dict[str, str], ...]] = {}

    def __reduce__(self) -> tuple[object, ...]:
        return theatre_engine, (self.theatre, self.dial.id)

    @property
    def host(self) -> str:
        """The host that its turns run on: "full", "stock" or "plain"."""
        return compiled.PLAIN if rule.is_plain(self.book) else compiled.host_name()

    def renew_host(self) -> None:
        """Changes over to compiled rules as soon as they are there. Called between two turns; no digest shows it."""
        if self.face is rule.plain and warming.is_compiled(RULES):
            with self.lock:
                self.face = rule.host
                self.book, self.desk = self.face(rule.arrays(self.book)), self.face(rule.arrays(self.desk))
                self._kept = (self._kept[0], self.face(self._kept[0]))

    def await_host(self) -> None:
        """Waits for the rules that are being compiled behind the game, if they are: who plays many games ahead gains by it."""
        warming.wait(RULES)
        self.renew_host()

    # ------------------------------------------------------------ numbers and names
    def policy_number(self, seat: str, policy: str) -> int:
        """Number of a policy of a seat.

        Raises:
            KeyError: the seat has no policy of that id.
        """
        return self._policies[policy, seat]

    def line_number(self, seat: str, turn: int, line: str) -> int:
        """Number of a line of a seat's staff plan among those of its turn.

        Raises:
            ValueError: the turn has no such line.
        """
        return [(x.seat, x.id) for x in self.lines[turn]].index((seat, line))

    def state_of(self, position: T.Position, card: str) -> str:
        """The state of a card, empty while it is open."""
        number = self.index.node[card]
        state = int(position.cards[number, T.CARD_STATE])
        return self.index.nodes[number].states[state] if state >= 0 else ""

    def cases(self, position: T.Position, node: int) -> tuple[dict[str, str], ...]:
        """Combinations of states of a card's open parents, numbered as the rules number them (rule 4.2)."""
        parents = self.index.nodes[node].parents
        open_ = tuple(k for k, p in enumerate(parents) if position.cards[self.index.node[p], T.CARD_STATE] < 0)
        key = (node, open_)
        if key not in self._cases:
            found: list[dict[str, str]] = [{}]
            for k in open_:  # the first open parent is the lowest digit
                states = self.index.nodes[self.index.node[parents[k]]].states
                found = [{**case, parents[k]: state} for state in states for case in found]
            self._cases[key] = tuple(found)
        return self._cases[key]

    def shift_variable(self, number: int) -> str:
        """Id of the variable of a shift, by the number that a factor bears."""
        return self.theatre.variables[int(self.book.floats[number, T.S_VARIABLE])]

    def pull_number(self, number: int) -> int:
        """Which of the files' pulls a factor means."""
        return self.in_files(T.AT_PULL, number)

    def tilt_number(self, number: int) -> int:
        """Which of the files' tilts a factor means."""
        return self.in_files(T.AT_TILT, number)

    def in_files(self, table: int, row: int) -> int:
        """Which entry of the files a row of a stacked table means; `table`: its AT_ constant."""
        return row - int(self.book.frame[table])

    def row_of(self, table: int, number: int) -> int:
        """The row of an entry of the files in a stacked table."""
        return number + int(self.book.frame[table])

    # ------------------------------------------------------------ positions
    def new_position(self, seed: int, first: int = 1, last: int = 0) -> T.Position:
        """The record's position before a turn, with that turn's news; `last`: the turn after which the game ends, 0 the last."""
        position = setup.build_position(self.theatre, self.index, seed, first, last or len(self.theatre.turns))
        with self.lock:
            self.desk.note[T.N_TRACE] = 1
            self._open(self.face(position), self.book, self.desk)
        return position

    def clear_desk(self) -> None:
        """Takes all orders and results off the desk."""
        for array, blank in zip((self.desk.sheet, self.desk.answer), self._blank, strict=True):
            np.asarray(array)[:] = blank
        np.asarray(self.desk.sheet)[:, [T.H_STRUCK, T.H_YIELDS]] = 0
        np.asarray(self.desk.fought)[:] = -1
        np.asarray(self.desk.gained)[:] = 0.0
        np.asarray(self.desk.worn)[:] = 0
        self.desk.note[T.N_FOUGHT] = 0

    def play_turn(self, position: T.Position, *, trace: bool) -> int:
        """Resolves a turn in place with what lies on the desk; returns the number of events there."""
        self.desk.note[T.N_TRACE] = int(trace)
        self._play_on(self.face(position), self.book, self.desk, int(position.clock[T.TURN]))
        return int(self.desk.note[T.N_EVENTS])

    def play_on(self, position: T.Position, until: int) -> int:
        """Plays in place through turn `until`, first with what lies on the desk, then with silent seats (rule 15)."""
        self.desk.note[T.N_TRACE] = 0
        return int(self._play_on(self.face(position), self.book, self.desk, until))

    def laid(self) -> Laid:
        """What lies on the desk."""
        return Laid(np.asarray(self.desk.sheet).copy(), np.asarray(self.desk.answer).copy())

    def play_laid(self, position: T.Position, turns: Sequence[Laid]) -> None:
        """Plays in place a turn with each of `turns`, until the game is over."""
        self.clear_desk()
        self.desk.note[T.N_TRACE] = 0
        hosted, sheet, answer = self.face(position), np.asarray(self.desk.sheet), np.asarray(self.desk.answer)
        for laid in turns:
            if position.rest[T.OVER]:
                return
            sheet[:], answer[:] = laid
            self._play_on(hosted, self.book, self.desk, int(position.clock[T.TURN]))

    # ------------------------------------------------------------ questions
    def odds(
        self, position: T.Position, node: int, case: int, viewer: int, *, trace: bool = False
    ) -> tuple[float, ...]:
        """Odds of a card's states in a case as a seat sees them, -1 for the truth (rules 4.5, 6.2).

        With `trace` the factors are left on the desk.
        """
        with self.lock:
            self.desk.note[T.N_TRACE] = int(trace)
            self._odds(self._hosted(position), self.book, self.desk, node, case, viewer)
            return tuple(float(p) for p in self.desk.odds[: len(self.index.nodes[node].states)])

    def _hosted(self, position: T.Position) -> T.Position:
        """A position as the host wants it; the last one is kept, since many questions are put to one."""
        if self._kept[0] is not position:
            self._kept = (position, self.face(position))
        return self._kept[1]

    def prices(self, position: T.Position, node: int, case: int, seat: int) -> tuple[tuple[float, int], ...]:
        """Odds and price in standing of each state of a card in a case, as its seat sees them (rule 4.4)."""
        with self.lock:
            odds = self.odds(position, node, case, seat)
            return tuple((p, int(self.ask(position, resolve.ASK_PRICE, seat, k))) for k, p in enumerate(odds))

    def ask(self, position: T.Position, what: int, a: int, b: int = 0, c: int = 0) -> float:
        """A quantity of a position, by its code (resolve.ASK_*)."""
        with self.lock:
            return float(self._ask(self._hosted(position), self.book, self.desk, what, a, b, c))


_engines: "OrderedDict[tuple[str, str], TheatreEngine]" = OrderedDict()
_guard = threading.Lock()


def theatre_engine(theatre: Theatre, dial: str) -> TheatreEngine:
    """The engine of a strategic game at a dial; built once for each content digest.

    Raises:
        ValueError: there is no such dial.
    """
    if dial not in [d.id for d in theatre.deck.dials]:
        raise ValueError(f"no dial {dial!r}; the dials are {', '.join(d.id for d in theatre.deck.dials)}")
    with _guard:
        key = (theatre.digest, dial)
        engine = _engines.get(key)
        if engine is None:
            engine = _engines[key] = TheatreEngine(theatre, dial)
            while len(_engines) > KEEP:
                _engines.popitem(last=False)
        _engines.move_to_end(key)
        return engine
