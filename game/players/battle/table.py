"""A match and the seats at it: who commands which side, the orders being written, the turn, saving after each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from game.core.words import _
from game.files import saves
from game.files.errors import BadFile
from game.match.battle import Event, Match, OwnUnit, View
from game.match.battle.order_book import OrderBook
from game.match.battle.stops import RUN_MOST, USUALLY_MUTED, Reason, Watch
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.verbs import VERBS
from game.players.battle.staffs import DRAWN, PLAN, drawn

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

Hex = tuple[int, int]
HUMAN, COMPUTER = "human", "computer"
STAFFS = {COMPUTER: "plain", "record": "history", "nearest": "nearest"}  # seats of the menu and their commanders
MOST_KEPT_BYTES = 1_000_000


class Table:
    """A match and its seats. `side` is the one that writes now; orders of the others stay hidden in their books."""

    def __init__(self, match: Match, seats: dict[str, str], *, path: Path | None = None) -> None:
        self.match, self.seats = match, dict(seats)
        self.path = path or saves.autosave_path(match.scenario.id)
        self.books = {side: OrderBook() for side in self.sides}
        self.decisions: dict[str, tuple[Decision, ...]] = dict.fromkeys(self.sides, ())
        self.side = self.humans[0] if self.humans else self.sides[0]
        self._views: dict[str, View] = {}
        self.commanders: dict[str, Callable[[View], tuple[Order | Decision, ...]]] = {}
        self.lost_before: dict[str, int] = {}
        self.muted: frozenset[str] = USUALLY_MUTED
        self.watches: dict[str, Watch] = {}
        self.reasons: dict[str, tuple[Reason, ...]] = {}
        self.run_turns = self._runs_left = 0  # played since the orders were sealed; still to be played
        self._runs: dict[str, bool] = {}

    # ------------------------------------------------------------ who sits here
    @property
    def scenario(self) -> Scenario:
        """The scenario of the match."""
        return self.match.scenario

    @property
    def sides(self) -> tuple[str, str]:
        """The sides of the scenario, in the order of writing."""
        return self.scenario.sides

    @property
    def humans(self) -> tuple[str, ...]:
        """Sides commanded at this screen, in the order of writing."""
        return tuple(s for s in self.sides if self.seats.get(s) == HUMAN)

    @property
    def book(self) -> OrderBook:
        """The orders the present side writes."""
        return self.books[self.side]

    @property
    def view(self) -> View:
        """What the present side knows."""
        if self.side not in self._views:
            self._views[self.side] = self.match.view(self.side)
        return self._views[self.side]

    # ------------------------------------------------------------ counters
    def own_ids(self) -> list[str]:
        """Counters of the present side, in the order of the scenario."""
        return [u.id for u in self.view.own]

    def own(self, unit: str) -> OwnUnit | None:
        """The counter as its side knows it."""
        return next((u for u in self.view.own if u.id == unit), None)

    def hex_of(self, unit: str) -> Hex | None:
        """Where a counter stands; None off the map."""
        found = self.own(unit)
        return None if found is None else found.hex

    def formation_of(self, unit: str) -> list[str]:
        """Counters on the map of the counter's formation."""
        formation = self.scenario.counter(unit).formation
        return [u.id for u in self.view.own if u.formation == formation and u.hex is not None]

    def enemy_known_at(self, here: Hex) -> bool:
        """An enemy is known or was last seen there."""
        return any(c.hex == here for c in self.view.contacts)

    def may_act(self, unit: str) -> bool:
        """The match offers the counter at least one task."""
        return bool(self.legal_tasks(unit))

    def legal_tasks(self, unit: str) -> tuple[str, ...]:
        """Tasks the match offers for a counter."""
        return self.match.legal_tasks(unit) if unit else ()

    def is_gun(self, unit: str) -> bool:
        """The counter can fire missions now."""
        return any(VERBS[task].fires for task in self.legal_tasks(unit))

    def has_guns(self, unit: str) -> bool:
        """The counter is a gun group, whether it may fire now or not."""
        return any(VERBS[task].hushes for task in self.legal_tasks(unit))

    def usual_rounds(self, unit: str) -> int:
        """Rounds a pulse a gun group fires for long: half of its rate."""
        counter = self.scenario.counter(unit)
        kind = next(t for t in self.scenario.unit_types if t.id == counter.type)
        gun = next((g for g in self.scenario.guns if g.id == kind.gun), None)
        guns = counter.guns
        return max(1, guns * (gun.rounds_per_pulse if gun else 8) // 2)

    def crosses_at(self, here: Hex) -> bool:
        """Boats cross at this river hex (rule 9.1)."""
        return self.scenario.supply and self.scenario.crossing_at(here) is not None

    def usual_lots(self, unit: str, here: Hex) -> int:
        """Lots of supply that men with boats are told to bring: what is free at the crossing; 0 for all others."""
        if not self.scenario.unit_type(self.scenario.counter(unit)).boats:
            return 0
        lots = self.view.ferries([*(o for o in self.book.orders if o.unit != unit), Order(unit=unit, task="hold")])
        return next((c.free for c in lots if c.hex == here), 0)

    def refusal_text(self, order: Order) -> str:
        """Why the match forbids an order; "" if it does not."""
        beside: list[Order | Decision] = [o for o in self.book.orders if o.unit != order.unit]
        beside += self.decisions[self.side]
        found = self.match.refusal(order, beside)
        return "" if found is None else str(found)

    # ------------------------------------------------------------ clock
    @property
    def first_pulse(self) -> int:
        """First pulse of the turn to be ordered."""
        return self.match.turn.first_pulse

    @property
    def last_pulse(self) -> int:
        """Last pulse of the turn."""
        return self.match.turn.first_pulse + self.match.turn.pulses - 1

    def moment(self, pulse: int) -> str:
        """A pulse as written in orders: "31 Jul 02:15"."""
        return self.scenario.calendar.moment_of(pulse)

    def pulse(self, moment: str) -> int:
        """The pulse of a written moment."""
        return self.scenario.calendar.pulse_of(moment)

    def ready_pulse(self, unit: str) -> int:
        """First pulse at which an order given now reaches the counter (rule 7.6)."""
        if self.scenario.has_wing(unit):
            return self.first_pulse + self.scenario.wing(unit).delay
        own = self.own(unit)
        return self.first_pulse + (own.delay if own else self.scenario.counter(unit).delay)

    # ------------------------------------------------------------ the turn
    def seal(self, *, run: bool = False) -> str:
        """Seals the present side's orders; the human side that writes next, or "" if the turn may be resolved.

        `run`: the side lets turns pass until it would stop (rule 7.9); that happens if every side at the table says so.
        """
        self._runs[self.side] = run
        at = self.humans.index(self.side) if self.side in self.humans else len(self.humans)
        if at + 1 < len(self.humans):
            self.side = self.humans[at + 1]
            return self.side
        self._set_out(RUN_MOST if self._runs and all(self._runs.get(side) for side in self.humans) else 1)
        return ""

    @property
    def is_run(self) -> bool:
        """The turns now being played are of a Run and not of a single seal."""
        return bool(self._runs) and all(self._runs.get(side) for side in self.humans)

    def _set_out(self, turns: int) -> None:
        self._runs_left, self.run_turns, self.reasons = turns, 0, {}
        self.watches = {side: Watch(self.match.view(side)) for side in self.humans}

    def goes_on(self) -> bool:
        """After a turn: each side looks whether it would stop, and why is in `reasons`; True if Run plays the next turn.

        Who has nothing to stop for does not learn why the other did (rule 7.9).
        """
        self.run_turns += 1
        self._runs_left = max(0, self._runs_left - 1)
        for side, watch in self.watches.items():
            view = self.match.view(side)
            self.reasons[side] = watch.reasons(view, view.events, self.muted)
        if self.match.over or any(self.reasons.values()):
            self._runs_left = 0
        return self._runs_left > 0

    def stop_lines(self, side: str) -> list[str]:
        """Why the Run that has just ended stopped, as one side may know it; empty after a single turn."""
        if not self.is_run or self.match.over:
            return []
        lines = [reason.line for reason in self.reasons.get(side, ())]
        if not lines and not any(self.reasons.values()):
            lines = [_("nothing came up in {n} turns").format(n=self.run_turns)]
        return lines or [_("nothing of yours: the other side stopped")]

    def gather(self) -> dict[str, tuple[Order | Decision, ...]]:
        """The orders of both sides for the turn: those written, and those of the computer for empty seats."""
        given: dict[str, tuple[Order | Decision, ...]] = {
            s: (*self.books[s].orders, *self.decisions[s]) for s in self.sides
        }
        for side in self.sides:
            if self.seats.get(side) != HUMAN:
                given[side] = self.commander(side)(self.match.view(side))
        self.lost_before = {side: sum(u.lost for u in self.match.view(side).own) for side in self.sides}
        return given

    def decide(self, decision: Decision) -> str:
        """Puts a decision on the present side's sheet, in the place of one of its kind and act; "" or why the rules forbid it."""
        kept = tuple(d for d in self.decisions[self.side] if (d.kind, d.act) != (decision.kind, decision.act))
        found = self.match.refusal(decision, kept, side=self.side)
        if found is None:
            self.decisions[self.side] = (*kept, decision)
        return "" if found is None else str(found)

    def take_back(self, kind: str, act: str = "") -> None:
        """Takes a decision off the present side's sheet."""
        self.decisions[self.side] = tuple(d for d in self.decisions[self.side] if (d.kind, d.act) != (kind, act))

    def play_turn(self) -> dict[str, tuple[Event, ...]]:
        """Resolves the turn; its events as each human side knows them."""
        given = self.gather()
        self.match.resolve(**given)  # type: ignore[arg-type]
        record = self.match.records[-1]
        return {side: self.match.events(record, side) for side in self.humans}

    def commander(self, side: str) -> Callable[[View], tuple[Order | Decision, ...]]:
        """The computer commander of a side."""
        if side not in self.commanders:
            self.commanders[side] = staff(self.staff_of(side), side, self.scenario)
        return self.commanders[side]

    def staff_of(self, side: str) -> str:
        """Who commands a side: its seat, and for a drawn one whom the seed of the match drew."""
        seat = self.seats.get(side, COMPUTER)
        return drawn(self.scenario, side, self.match.seed) if seat == DRAWN else seat

    def expected(self, side: str) -> Callable[[View], tuple[Order | Decision, ...]]:
        """Whom a forecast reckons with across the map: the side's commander; where he was drawn, the plain one."""
        if self.seats.get(side) == DRAWN:
            return staff(COMPUTER, side, self.scenario)
        return self.commander(side)

    def begin_turn(self) -> None:
        """The next turn of writing begins: new books, first human side."""
        self.books = {side: OrderBook() for side in self.sides}
        self.decisions = dict.fromkeys(self.sides, ())
        self._views.clear()
        self.side = self.humans[0] if self.humans else self.sides[0]

    # ------------------------------------------------------------ files
    def save(self, path: Path | None = None) -> str:
        """Writes the journal and its seats; "" or the line that says why it could not be written."""
        target = path or self.path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.match.save(target)
            seats_file(target).write_bytes(msgspec.json.encode(self.seats))
        except OSError as e:
            return f"{target.name} could not be written: {e.strerror or e}"
        except BadFile as e:
            return str(e).splitlines()[0]
        return ""

    def keep_orders(self, path: Path | None = None) -> str:
        """Writes the orders that no turn has resolved yet beside the journal; "" or why that could not be done."""
        target = orders_file(path or self.path)
        kept = Kept(self.match.digest, self.side, {side: book.orders for side, book in self.books.items()})
        try:
            if any(kept.orders.values()) or self.humans[:1] != (self.side,):
                part = target.with_suffix(".orders-part")
                part.write_bytes(msgspec.json.encode(kept))
                part.replace(target)  # whole or not at all
            else:
                target.unlink(missing_ok=True)
        except OSError as e:
            return f"{target.name} could not be written: {e.strerror or e}"
        return ""

    def recall_orders(self, path: Path) -> int:
        """Takes up the orders that were kept beside a journal, if they belong to this position; their number."""
        try:
            data = orders_file(path).read_bytes()[:MOST_KEPT_BYTES]
            kept = msgspec.json.decode(data, type=Kept)
        except (OSError, msgspec.MsgspecError):
            return 0
        if kept.digest != self.match.digest or kept.side not in self.humans or self.match.over:
            return 0
        for side in self.humans:
            own = {c.id for c in self.scenario.counters if c.side == side}
            given = tuple(o for o in kept.orders.get(side, ()) if o.unit in own and self.match.refusal(o) is None)
            self.books[side] = OrderBook(given)
        self.side = kept.side
        return sum(len(self.books[side].orders) for side in self.humans)


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Orders that wait for their turn: the position they were written for, who writes now, the orders of each side."""

    digest: str
    side: str
    orders: dict[str, tuple[Order, ...]]


def orders_file(path: Path) -> Path:
    """The small file beside a journal that holds the orders of the turn not yet played."""
    return path.with_suffix(".orders")


def staff(seat: str, side: str, scenario: Scenario) -> Callable[[View], tuple[Order | Decision, ...]]:
    """The orders of a computer commander; for a human's seat those of the plain one, as a forecast reckons with."""
    from game.players.battle.staffs import commander, trouble

    name = STAFFS.get(seat, seat)
    return commander("plain" if trouble(name, scenario, side) else name, side, scenario).orders


def seats_file(path: Path) -> Path:
    """The small file beside a journal that says who commands which side."""
    return path.with_suffix(".seats")


def seats_of(path: Path, sides: tuple[str, str]) -> dict[str, str]:
    """Who commands which side in a saved game: as saved, else a human for the first side."""
    usual = {sides[0]: HUMAN, sides[1]: COMPUTER}
    try:
        found = msgspec.json.decode(seats_file(path).read_bytes()[:4096], type=dict[str, str])
    except (OSError, msgspec.MsgspecError):
        return usual
    return (
        found if set(found) == set(sides) and all(map(_is_seat, found.values())) and HUMAN in found.values() else usual
    )


def _is_seat(seat: str) -> bool:
    return seat in (HUMAN, DRAWN, *STAFFS) or seat.startswith(PLAN)


def seats_for(choice: str, sides: tuple[str, str], computer: str = COMPUTER) -> dict[str, str]:
    """Seats of a choice in the menu: one of `sides` or "both"; `computer`: one of STAFFS, "plan:ID", or DRAWN."""
    return {side: HUMAN if choice in (side, "both") else computer for side in sides}
