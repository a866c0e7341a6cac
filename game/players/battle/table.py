"""A match and the seats at it: who commands which side, the orders being written, the turn, saving after each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from game.core.words import _
from game.files.battle.standing import Finished
from game.match.battle import Match, OwnUnit, View
from game.match.battle.order_book import OrderBook, Written
from game.match.battle.stops import RUN_MOST, USUALLY_MUTED, Reason, Watch
from game.match.dates import turn_words
from game.match.sealed_game import AWAY
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.verbs import VERBS
from game.players import table
from game.players.battle.levels import COMMANDERS, SEATS, level_of
from game.players.battle.own import OwnCommander, enlisted
from game.players.battle.staffs import DRAWN, PLAN, Commander, Thinker, commander, drawn, thinks, trouble
from game.players.keeping import Keeping
from game.players.table import HUMAN, SealedTable, SeatsMissing

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

Hex = tuple[int, int]
Orders = Callable[[View], tuple[Order | Decision, ...]]
COMPUTER, BOTH = "computer", "both"
STAFFS = {seat: level.id for seat, level in SEATS.items()}  # seats of the menu and their commanders


class Table(SealedTable[Match, OrderBook, View]):
    """A battle and its seats, which are its sides."""

    def __init__(self, match: Match, seats: dict[str, str], *, path: Path | None = None) -> None:
        self.lost_before: dict[str, int] = {}
        self.muted: frozenset[str] = USUALLY_MUTED
        self.watches: dict[str, Watch] = {}
        self.reasons: dict[str, tuple[Reason, ...]] = {}
        self.run_turns = self._runs_left = 0  # played since the orders were sealed; still to be played
        self._runs: dict[str, bool] = {}
        self._own: dict[str, OwnCommander] = {}  # commanders of one's own at this table, who may give wrong orders
        self._minds: dict[str, Thinker] = {}
        super().__init__(match, seats, match.scenario.sides, path=path)

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
    def side(self) -> str:
        """The side that writes now."""
        return self.seat

    @property
    def book(self) -> OrderBook:
        """The orders the present side writes."""
        return self.draft

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
        beside += self.book.decisions
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
        following = self.hand_on()
        if not following:
            self._set_out(RUN_MOST if self.is_run else 1)
        return following

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
        self.lost_before = {side: sum(u.lost for u in self.match.view(side).own) for side in self.sides}
        given = super().gather()
        self.match.thoughts = {side: mind.thought for side, mind in self._minds.items() if mind.thought is not None}
        return given

    def _given(self, seat: str) -> tuple[Order | Decision, ...]:
        if thinks(self.staff_of(seat)):  # his plan is the one that stands in the game, whatever was undone or loaded
            self.commander(seat)
            records = self.match.records
            self._minds[seat].thought = records[-1].thoughts.get(seat) if records else None
        given = super()._given(seat)
        if (own := self._own.get(seat)) is not None and own.told:
            words = _("{who} for {side}: orders not given, because they were wrong: {n}")
            self.news.append(words.format(who=own.name, side=_(self.scenario.side_names[seat]), n=len(own.told)))
            own.told.clear()
        return (*given.orders, *given.decisions) if isinstance(given, Written) else given

    def decide(self, decision: Decision) -> str:
        """Puts a decision on the present side's sheet, in the place of one of its kind and act; "" or why the rules forbid it."""
        beside = self.book.other_decisions(decision.kind, decision.act)
        found = self.match.refusal(decision, beside, side=self.side)
        if found is None:
            self.book.decide(decision)
        return "" if found is None else str(found)

    def _resolve(self, given: dict[str, tuple[Order | Decision, ...]]) -> None:
        self.match.resolve(**given)  # type: ignore[arg-type]

    def _commander(self, seat: str) -> Orders:
        found = _of_seat(self.staff_of(seat), seat, self.scenario, self.match.seed)
        if isinstance(found, OwnCommander):
            self._own[seat] = found
        elif isinstance(found, Thinker):
            self._minds[seat] = found
        return found.orders

    def staff_of(self, side: str) -> str:
        """Who commands a side: its seat, and for a drawn one whom the seed of the match drew."""
        seat = self.seats.get(side, COMPUTER)
        return drawn(self.scenario, side, self.match.seed) if seat == DRAWN else seat

    def against(self, side: str) -> str | None:
        """The commander, by the name that trials and grades know, who plays against a side; None where a human does."""
        name = self.staff_of(self.scenario.other(side))
        return None if name == HUMAN else STAFFS.get(name, name)

    def ended(self) -> list[Finished]:
        """The finished game as it counts for the standing of each human who played a computer; none before the end.

        A branch counts for nobody: who plays it may know the luck of its turns.
        """
        match, found = self.match, []
        for side in self.humans if match.over and not match.parent else ():
            if (who := self.against(side)) is not None:
                score = round(float(match.score(side).total), 2)
                found.append(
                    Finished(match.digest, self.scenario.id, self.scenario.digest, match.played_by, side, who, score)
                )
        return found

    def expected(self, side: str) -> Orders:
        """Whom a forecast reckons with across the map: the side's commander; the plain one where he is not to be known."""
        seat = self.seats.get(side, COMPUTER)
        level = level_of(seat)
        if not seat.startswith(PLAN) and (level is None or not level.is_open):
            return staff(COMPUTER, side, self.scenario)
        return self.commander(side)

    # ------------------------------------------------------------ back
    def why_not_back(self) -> str:
        """Why the game cannot go back to the turn before, in a line; "" if it can."""
        if self.match.is_read_only or self.match.is_closed:
            return _("this game is only read, or is played by file: it has one course")
        if len(self.humans) != 1:
            return _("two people play: no turn is taken back")
        return "" if self.match.records else _("no turn has been played yet")

    def go_back(self) -> None:
        """Goes back to the turn before as a branch in a file of its own; the orders given there are on the sheet again.

        The game left stays in its file with what is written in it.
        """
        last, old, side = self.match.records[-1], self.keeping, self.humans[0]
        self.match = self.match.branch(len(self.match.records) - 1)
        self.keeping = Keeping(self.match, self.match.goes_on_in(old.path))
        old.let_go()
        self.commanders, self.reasons, self.run_turns = {}, {}, 0
        self.begin_turn()
        given = Written(last.orders.get(side, ()), last.decisions.get(side, ()))
        self._lay(side, OrderBook(given))
        self.save()
        self.news.append(
            _("This is a branch from {turn} on, kept in {name}; the game you came from stays as it is.").format(
                turn=turn_words(self.match.turn), name=self.keeping.name
            )
        )

    # ------------------------------------------------------------ drafts
    def _blank(self, seat: str) -> OrderBook:
        return OrderBook()

    def _standing(self, seat: str, data: bytes) -> OrderBook:
        kept = msgspec.json.decode(data, type=Written | tuple[Order, ...])
        kept = kept if isinstance(kept, Written) else Written(kept)
        own = {c.id for c in self.scenario.counters if c.side == seat}
        orders = tuple(o for o in kept.orders if o.unit in own and self.match.refusal(o) is None)
        decisions = tuple(d for d in kept.decisions if self.match.refusal(d, side=seat) is None)
        return OrderBook(Written(orders, decisions))


def staff(seat: str, side: str, scenario: Scenario, seed: int = 0) -> Orders:
    """The orders of a computer commander; for a human's seat those of the plain one, as a forecast reckons with."""
    return _of_seat(seat, side, scenario, seed).orders


def _of_seat(seat: str, side: str, scenario: Scenario, seed: int = 0) -> Commander:
    name = STAFFS.get(seat, seat)
    name = "plain" if trouble(name, scenario, side) else name
    return commander(name, side, scenario, seed)


def seats_of(path: Path, scenario: Scenario) -> dict[str, str]:
    """Who commands which side in a saved game.

    Raises:
        SeatsMissing: that is not written with it, or no human sits there.
    """
    found = table.seats_of(path, scenario.sides, _is_seat)
    if HUMAN in found.values():
        return found
    names = {side: _(scenario.side_names[side]) for side in scenario.sides} | {BOTH: _("Both, at one screen")}
    raise SeatsMissing({choice: (name, seats_for(choice, scenario.sides)) for choice, name in names.items()})


def _is_seat(seat: str) -> bool:
    return seat in (HUMAN, AWAY, DRAWN, *STAFFS, *COMMANDERS, *enlisted()) or seat.startswith(PLAN)


def seats_for(choice: str, sides: tuple[str, str], computer: str = COMPUTER) -> dict[str, str]:
    """Seats of a choice in the menu: one of `sides` or "both"; `computer`: one of STAFFS, "plan:ID", or DRAWN."""
    return {side: HUMAN if choice in (side, BOTH) else computer for side in sides}
