"""What a side may do with its aircraft, and what it knows of them (rules 3.13, 6.12, 7.16, 10.3)."""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from game.core.hexes import distance
from game.core.words import N_, _
from game.match.battle.engine import Engine
from game.match.battle.leave import Leave
from game.match.battle.orders import strike_window
from game.match.refusals import Refusal, refuse
from game.model.base import HexAt
from game.model.battle.air import Wing
from game.model.battle.calendar import Turn
from game.model.battle.orders import Order
from game.model.battle.verbs import VERBS
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.state import State

PULSES_A_DAY = 96
WAITS = {
    C.WAIT_NOTHING: N_("nothing stands in the way"),
    C.WAIT_NIGHT: N_("it is dark"),
    C.WAIT_FOG: N_("fog lies on the target"),
    C.WAIT_RAIN: N_("it rains"),
    C.WAIT_CLOUD: N_("cloud hides the target"),
    C.WAIT_FRIENDS: N_("own men are too near"),
    C.WAIT_LEAVE: N_("leave to fly is withdrawn"),
    C.WAIT_FLIGHTS: N_("no flight is left today"),
}
LEAVES = ("none", "line", "beyond")  # by LEAVE_*


class OwnWing(NamedTuple):
    """A wing of the side that looks: flights of the day still to be had, flights booked, flown and aircraft lost in all."""

    id: str
    leave: str
    left: int
    booked: int
    flown: int
    lost: int


class KnownStrike(NamedTuple):
    """A strike of the side's own that has not flown. `first`, `last`: absolute pulses; `waits_for`: empty before its hour."""

    wing: str
    target: HexAt
    first: int
    last: int
    flights: int
    waits_for: str


class Air:
    """The aircraft of one side in one position that was sealed for it."""

    def __init__(self, engine: Engine, sealed: State, side: str, turn: Turn, leave: Leave) -> None:
        self.scale = leave
        self.engine, self.sealed, self.side, self.turn = engine, sealed, side, turn
        self.scenario = engine.scenario

    # ------------------------------------------------------------ what is known
    def wings(self) -> tuple[OwnWing, ...]:
        """The side's own wings that may fly on some day of the scenario."""
        return tuple(self._wing(k, w) for k, w in enumerate(self.scenario.flying) if w.side == self.side)

    def strikes(self) -> tuple[KnownStrike, ...]:
        """The side's own strikes that have not flown, in the order in which they were booked."""
        return self._strikes

    @cached_property
    def _strikes(self) -> tuple[KnownStrike, ...]:
        found = []
        for row in self.sealed.strikes.tolist():
            target = self.engine.hex_at(row[S.Y_TARGET])
            if row[S.Y_USED] and target is not None:
                waits = _(WAITS[row[S.Y_REASON]]) if row[S.Y_REASON] else ""
                wing = self.scenario.flying[row[S.Y_WING]].id
                found.append(KnownStrike(wing, target, row[S.Y_FROM], row[S.Y_UNTIL], row[S.Y_FLIGHTS], waits))
        return tuple(found)

    def flights_left(self, unit: str) -> int:
        """Flights that a wing has on the day of the turn, those booked not taken off (rule 6.12)."""
        k = self.scenario.wing_index(unit)
        if k < 0:
            return 0
        row = self.sealed.wings[k].tolist()
        today = self.turn.first_pulse // PULSES_A_DAY
        flown = row[S.V_FLOWN] if row[S.V_DAY] == today else 0
        return max(0, self.scenario.flying[k].flights_on(self.turn.date) - flown)

    def tasks(self, unit: str) -> tuple[str, ...]:
        """Tasks that a wing may be given with some target, sorted."""
        wing = self.scenario.wing(unit)
        if wing.side != self.side:
            return ()
        may = self._leave(wing) and self.flights_left(unit) > 0 and self._is_light(0, self.turn.last_pulse)
        return tuple(sorted(v.name for v in VERBS.values() if v.for_wings and (may or not v.strikes)))

    # ------------------------------------------------------------ what may be ordered
    def refusal(self, order: Order) -> Refusal | None:
        """None, or the rule that forbids an order to a wing."""
        wing = self.scenario.wing(order.unit)
        if wing.side != self.side:
            return refuse(
                "7.1", "{unit} is no wing of {side}", unit=wing.id, side=_(self.scenario.side_names[self.side])
            )
        if not order.verb.for_wings:
            return refuse("7.2", "{unit} flies: it can strike or hold, not {task}", unit=wing.id, task=_(order.task))
        if not order.verb.strikes:
            return None
        if order.target is None:
            return refuse("7.2", "{unit}: a strike needs a target hex", unit=wing.id)
        return (
            self._permission(wing, order.target)
            or self._flights(wing, order)
            or self._when(wing, order)
            or self._friends(wing, order)
        )

    def _permission(self, wing: Wing, target: HexAt) -> Refusal | None:
        if self.scenario.politics:
            return self.scale.of_strike(wing.id, target)
        leave, zone = self._leave(wing), self.scenario.ground.zone(target)
        name = self.scenario.hex_name(target)
        if leave == C.LEAVE_NONE:
            return refuse(
                "10.3", "{unit} may not fly: {reason}", unit=wing.id, reason=_(wing.leave_note) or _("no permission")
            )
        if zone in wing.zones:
            return None
        if leave < C.LEAVE_BEYOND or zone not in wing.zones_beyond:
            return refuse(
                "10.3",
                "{unit} may not bomb {goal}: it lies beyond the line that its aircraft keep to",
                unit=wing.id,
                goal=name,
            )
        found = 300 * self._beyond(wing, target)
        if found > wing.beyond_m:
            return refuse(
                "10.3",
                "{unit} may not bomb {goal}: {found:,} m beyond the line, at most {most:,}",
                unit=wing.id,
                goal=name,
                found=found,
                most=wing.beyond_m,
            )
        return None

    def _flights(self, wing: Wing, order: Order) -> Refusal | None:
        left, wanted = self.flights_left(wing.id), max(1, order.flights)
        if left == 0:
            return refuse("7.16", "{unit} has no flight left on {day}", unit=wing.id, day=self.turn.date)
        if wanted > left:
            return refuse(
                "7.16",
                "{unit}: {wanted} flights wanted, {left} left on {day}",
                unit=wing.id,
                wanted=wanted,
                left=left,
                day=self.turn.date,
            )
        return None

    def _when(self, wing: Wing, order: Order) -> Refusal | None:
        first, last = strike_window(self.scenario, self.turn, order)
        if last <= first:
            return refuse(
                "6.12",
                "{unit} cannot be over {goal} before {first}; the strike is to end at {last}",
                unit=wing.id,
                goal=self.scenario.hex_name(order.target or (0, 0)),
                first=self.scenario.calendar.clock_of(first),
                last=self.scenario.calendar.clock_of(last),
            )
        if not self._is_light(first, last):
            return refuse(
                "6.12",
                "{unit} flies by day only: it is dark from {first} to {last}",
                unit=wing.id,
                first=self.scenario.calendar.clock_of(first),
                last=self.scenario.calendar.clock_of(last),
            )
        return None

    def _friends(self, wing: Wing, order: Order) -> Refusal | None:
        assert order.target is not None
        for k in np.nonzero(self.sealed.units[:, S.HEX] == self.engine.hex_index(order.target))[0].tolist():
            c = self.scenario.counters[k]
            if c.side == self.side:
                name = self.scenario.hex_name(order.target)
                return refuse(
                    "3.13", "{unit} may not bomb {goal}: {friend} is there", unit=wing.id, goal=name, friend=c.id
                )
        return None

    # ------------------------------------------------------------ private
    def _leave(self, wing: Wing) -> int:
        if self.scenario.politics:
            return C.LEAVE_LINE if self.scale.flies() else C.LEAVE_NONE
        k = self.scenario.wing_index(wing.id)
        return LEAVES.index(wing.leave) if k < 0 else int(self.sealed.wings[k, S.V_LEAVE])

    def _beyond(self, wing: Wing, target: HexAt) -> int:
        ground = self.scenario.ground
        free = [(c, r) for r in range(ground.rows) for c in range(ground.columns) if ground.zone((c, r)) in wing.zones]
        return min((distance(target, h) for h in free), default=1_000_000)

    def _is_light(self, first: int, last: int) -> bool:
        rows = self.engine.light.get(self.turn.number, ())
        if last > self.turn.last_pulse:
            return True  # it may wait for the light of a later turn
        return any(not row.night for row in rows if first <= self.turn.first_pulse + row.pulse < last)

    def _wing(self, k: int, wing: Wing) -> OwnWing:
        row = self.sealed.wings[k].tolist()
        booked = sum(s.flights for s in self._strikes if s.wing == wing.id)
        return OwnWing(
            wing.id, LEAVES[row[S.V_LEAVE]], self.flights_left(wing.id), booked, row[S.V_TOTAL], row[S.V_LOST]
        )
