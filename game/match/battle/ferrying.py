"""Boats as one side knows them: lots booked and free at each crossing, and why a counter cannot cross (chapter 9)."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from game.core.words import _, clauses, enumerated, spoken
from game.match.battle.engine import Engine
from game.match.battle.orders import expand
from game.model.base import HexAt
from game.model.battle.calendar import Turn
from game.model.battle.forces import Counter, UnitType
from game.model.battle.ground import Crossing
from game.model.battle.orders import Order
from game.model.battle.verbs import BY_CODE
from game.rules.battle import state as S
from game.rules.battle.parameters import FERRY_CROSSING, SHELLS_LOW
from game.rules.battle.state import State
from game.rules.battle.supply import DAY, DAY_ENDS

FERRYING = frozenset(code for code, verb in BY_CODE.items() if verb.ferries)


class FerryLots(NamedTuple):
    """A crossing in the turn to be ordered. `lots`: what it passes; `booked`; `free`: what a further order finds (rule 9.3).

    `is_seen`: by day under observed fire of the last hours; `carried`: lots of the turn just played.
    """

    id: str
    name: str
    hex: HexAt
    banks: tuple[HexAt, HexAt]
    lots: int
    booked: int
    free: int
    is_seen: bool
    carried: int


class Short(NamedTuple):
    """A counter that is short of small-arms ammunition. `is_cut`: nothing gets through to it; `since`: absolute pulse."""

    unit: str
    is_cut: bool
    since: int


class Supplies(NamedTuple):
    """What a side's staff knows of its supply since 04:00 (rules 9.5, 9.6).

    `is_low`: small arms, by the count at pulse `counted`; `lots`: of supply landed in the turn just played.
    """

    came_t: float
    needed_t: float
    is_low: bool
    counted: int
    shells: int
    shells_first: int
    shells_fired: int
    shells_low: bool
    lots: int
    short: tuple[Short, ...]


class Ferrying:
    """The boats of one side in one position that was sealed for it."""

    def __init__(self, engine: Engine, sealed: State, side: str, turn: Turn) -> None:
        self.engine, self.scenario, self.sealed, self.turn = engine, engine.scenario, sealed, turn
        self.side, self._index = side, engine.scenario.sides.index(side)
        self.army = next(a for a in self.scenario.armies if a.side == side)

    # ------------------------------------------------------------ lots
    @property
    def hosted(self) -> State:
        """The position as the rules take it now."""
        return self.engine.hosted(self.sealed)

    @cached_property
    def is_played(self) -> bool:
        """The scenario plays chapter 9 and the side still has men with boats."""
        return self.scenario.supply and self._river > 0

    @cached_property
    def _river(self) -> int:
        return self.engine.river_lots(self.sealed, self._index, self.turn)

    @cached_property
    def _passed(self) -> list[int]:
        """Lots that each crossing passes this turn."""
        return [
            self.engine.crossing_lots(self.sealed, self._index, k, self.turn)
            for k in range(len(self.scenario.crossings))
        ]

    @cached_property
    def _in_force(self) -> dict[str, tuple[str, int]]:
        """Crossing and lots that tasks in force have booked, by counter."""
        found: dict[str, tuple[str, int]] = {}
        for k in [k for k, task in enumerate(self.sealed.units[:, S.TASK].tolist()) if task in FERRYING]:
            counter = self.scenario.counters[k]
            if counter.side == self.side and (lots := self.engine.lots_booked(self.hosted, counter.id)):
                target = self.engine.hex_at(int(self.sealed.units[k, S.GOAL]))
                crossing = self.scenario.crossing_at(target) if target else None
                if crossing:
                    found[counter.id] = crossing.id, lots
        return found

    def crossings(self, beside: Sequence[Order] = (), *, less: str = "") -> tuple[FerryLots, ...]:
        """Every crossing, with what is booked by tasks in force and by the orders `beside`; what `less` booked is left out."""
        if not self.scenario.supply:
            return ()
        booked = self._booked(beside, less)
        river = self._river - sum(booked.values())
        found = []
        for k, crossing in enumerate(self.scenario.crossings):
            lots = self._passed[k]
            row = [int(v) for v in self.sealed.crossings[k]]
            seen = row[S.X_SEEN_AT] >= 0 and lots < int(self.engine.tables.param[FERRY_CROSSING])
            place = self.scenario.place(crossing.place)
            free = max(0, min(lots - booked[crossing.id], river))
            found.append(
                FerryLots(
                    crossing.id,
                    spoken(place.names),
                    place.hex,
                    crossing.banks,
                    lots,
                    booked[crossing.id],
                    free,
                    seen,
                    row[S.X_CARRIED],
                )
            )
        return tuple(found)

    def lots_of(self, unit: str) -> int:
        """Lots that carry what is not yet over of a counter (rule 9.2)."""
        return self.engine.lots_wanted(self.sealed, unit)

    def _booked(self, beside: Sequence[Order], less: str) -> dict[str, int]:
        told = {one.unit: one for order in beside for one in expand(self.scenario, order)}
        booked = {crossing.id: 0 for crossing in self.scenario.crossings}
        for unit, (crossing_id, lots) in self._in_force.items():
            if unit != less and unit not in told:
                booked[crossing_id] += lots
        for unit, order in told.items():
            if unit == less or not order.verb.ferries or not order.target or not self._is_own(unit):
                continue
            crossing = self.scenario.crossing_at(order.target)
            lots = order.lots if self.scenario.unit_type(self.scenario.counter(unit)).boats else self.lots_of(unit)
            if crossing and lots:
                booked[crossing.id] += lots
        return booked

    def _is_own(self, unit: str) -> bool:
        return self.scenario.has_counter(unit) and self.scenario.counter(unit).side == self.side

    # ------------------------------------------------------------ who may go
    @cached_property
    def may_cross(self) -> bool:
        """Some crossing is open to the side's boats."""
        return any(self._is_allowed(c) for c in self.scenario.crossings)

    def _is_allowed(self, crossing: Crossing) -> bool:
        return all(self.scenario.ground.zone(bank) in self.army.allowed_zones for bank in crossing.banks)

    def near_bank(self, crossing: Crossing, here: HexAt) -> HexAt | None:
        """The landing on the bank of a hex, None where neither can be walked to from it."""
        land = self.engine.land_at(here)
        return next((bank for bank in crossing.banks if self.engine.land_at(bank) == land), None)

    def problem(
        self, order: Order, counter: Counter, kind: UnitType, here: HexAt, beside: Sequence[Order]
    ) -> tuple[str, str, dict[str, object]] | None:
        """What forbids a ferry order: rule, template and its words; None if nothing does but the way to the landing."""
        unit: dict[str, object] = {"unit": counter.id}
        if not self.scenario.supply:
            return "9.1", _("{unit}: no boats cross in this scenario"), unit
        if order.target is None:
            return "7.2", _("{unit}: ferry needs a crossing"), unit
        crossing = self.scenario.crossing_at(order.target)
        if crossing is None:
            known = enumerated(
                f"{self._name(c)} ({c_hex[0]},{c_hex[1]})"
                for c in self.scenario.crossings
                for c_hex in (self.scenario.place(c.place).hex,)
            )
            found = f"{order.target[0]},{order.target[1]}"
            return (
                "9.1",
                _("{unit}: {found} is no crossing; boats cross at {known}"),
                {**unit, "found": found, "known": known},
            )
        if not self._is_allowed(crossing):
            return (
                "10.3",
                _("{unit} may not cross at {place}: it lies beyond the line that its side may cross"),
                {**unit, "place": self._name(crossing)},
            )
        if kind.tank:
            return "9.2", _("{unit}: boats carry no tanks"), unit
        if not self.is_played:
            return "7.17", _("{unit} cannot cross: no men with boats are left"), unit
        return self._banks(crossing, counter, kind, here) or self._lots(order, crossing, counter, kind, beside)

    def _banks(
        self, crossing: Crossing, counter: Counter, kind: UnitType, here: HexAt
    ) -> tuple[str, str, dict[str, object]] | None:
        words: dict[str, object] = {"unit": counter.id, "place": self._name(crossing)}
        if not kind.boats and self.near_bank(crossing, here) is None:
            return "7.17", _("{unit} cannot come to a landing of {place}"), words
        k = self.scenario.crossings.index(crossing)
        for bank in crossing.banks:
            if self.engine.is_held(self.sealed, 1 - self._index, bank):
                return (
                    "7.17",
                    _("{unit} cannot cross at {place}: the enemy holds the landing {bank}"),
                    {**words, "bank": f"{bank[0]},{bank[1]}"},
                )
        if self._passed[k] == 0:
            return "9.3", _("{unit} cannot cross at {place}: fire keeps the boats away"), words
        return None

    def _lots(
        self, order: Order, crossing: Crossing, counter: Counter, kind: UnitType, beside: Sequence[Order]
    ) -> tuple[str, str, dict[str, object]] | None:
        most = int(self.engine.tables.param[FERRY_CROSSING])
        if kind.boats and not 1 <= order.lots <= most:
            return (
                "9.3",
                _("{unit}: {found} lots of supply; needed 1 to {most}"),
                {"unit": counter.id, "found": order.lots, "most": most},
            )
        lots = self.crossings(beside, less=counter.id)
        here = next(c for c in lots if c.id == crossing.id)
        needed = order.lots if kind.boats else self.lots_of(counter.id)
        # A counter that no crossing can take in one turn goes in parts, if it has the crossing to itself.
        if needed <= here.free or (needed > here.lots and here.booked == 0 and here.free > 0):
            return None
        others = [c for c in lots if c.free >= min(needed, c.lots) > 0 and c.id != crossing.id]
        free = clauses(_("{n} lots free at {place}").format(n=c.free, place=c.name) for c in others)
        river = self._river
        words = {
            "unit": counter.id,
            "place": here.name,
            "booked": here.booked,
            "lots": here.lots,
            "needed": needed,
            "river": river,
            "all": sum(c.booked for c in lots),
            "free": free or _("none is free elsewhere"),
        }
        text = _("{unit} cannot cross at {place} this turn: {booked} lots booked of {lots}, needed {needed}; {free}")
        if needed <= here.lots - here.booked:
            text = _(
                "{unit} cannot cross at {place} this turn: {all} lots booked of the boats' {river}, needed {needed}"
            )
        return "9.3", text, words

    def _name(self, crossing: Crossing) -> str:
        return spoken(self.scenario.place(crossing.place).names)

    # ------------------------------------------------------------ supply
    @property
    def supplies(self) -> Supplies:
        """What came, what was needed, and what of it is low."""
        row = [int(v) for v in self.sealed.sides[self._index]]
        now = int(self.sealed.clock[S.NOW])
        counted = now - (now - DAY_ENDS) % DAY
        return Supplies(
            came_t=row[S.GOT_KG] / 1000,
            needed_t=row[S.NEED_KG] / 1000,
            is_low=bool(row[S.SIDE_LOW]),
            counted=counted,
            shells=row[S.SHELLS],
            shells_first=self.army.shells,
            shells_fired=row[S.SHELLS_FIRED],
            shells_low=self.shells_low,
            lots=row[S.LOTS_TURN],
            short=tuple(self._short(now, counted)),
        )

    def _short(self, now: int, counted: int) -> Iterator[Short]:
        for counter, row in zip(self.scenario.counters, self.sealed.units.tolist(), strict=True):
            if counter.side == self.side and row[S.HEX] >= 0 and (row[S.CUT] or row[S.LOW]):
                yield Short(counter.id, row[S.CUT] > 0, now - row[S.CUT] if row[S.CUT] else counted)

    @cached_property
    def shells_low(self) -> bool:
        """Under a quarter of the first stock: no preparation is fired (rule 9.5)."""
        share = float(self.engine.tables.param[SHELLS_LOW])
        return self.scenario.supply and int(self.sealed.sides[self._index, S.SHELLS]) < share * self.army.shells
