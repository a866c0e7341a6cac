"""Checks of orders, keyframes and what-ifs: whatever names counters at moments."""

from typing import TYPE_CHECKING

from game.core.words import _
from game.files.battle.checks_whatif import WhatIfChecks
from game.files.battle.reading import Parts, Reading
from game.files.errors import nearest
from game.model.battle.calendar import Calendar
from game.model.battle.verbs import VERBS, needs_hex
from game.model.battle.whatif import OrderChange

if TYPE_CHECKING:
    from game.files.battle.checks import Checks


class OrderChecks:
    """The checks of what is done, beside those of what there is."""

    def __init__(self, checks: "Checks", reading: Reading, parts: Parts, calendar: Calendar | None) -> None:
        self.checks, self.reading, self.parts = checks, reading, parts
        self.note = reading.note
        self.turns = [t.name for t in calendar.turns] if calendar else []
        self.calendar = calendar
        self.side = {f.id: f.side for f in parts.formations} | {c.id: c.side for c in parts.counters}
        self.side |= {w.id: w.side for w in parts.wings}
        self.wings = reading.written("air.toml", "wing")
        on_the_map = checks.units | checks.of_formations
        self.who = on_the_map | self.wings if on_the_map else set()  # nothing known: told where it is written

    def run(self) -> None:
        """Every order, keyframe and what-if."""
        for order in self.parts.orders:
            self.order(order)
        self.keyframes()
        found = WhatIfChecks(self)
        found.switches()
        for what_if in self.parts.what_ifs:
            found.what_if(what_if)

    def order(self, order: OrderChange) -> None:
        """One order: who, when, where, how much."""
        verb = VERBS[order.task]
        self.turn(order, order.turn)
        self.checks.known(order, "side", "side", order.side, self.checks.sides)
        if (
            self.checks.known(order, "unit", _("counter or formation"), order.unit, self.who)
            and self.side.get(order.unit, order.side) != order.side
        ):
            self.note(
                order,
                "side",
                _("side: {unit!r} is of {a}, the order of {side}"),
                unit=order.unit,
                a=self.side[order.unit],
                side=order.side,
            )
        for key in ("start", "until"):
            if getattr(order, key):
                self.checks.moment(order, key, getattr(order, key))
        for key in ("target", "start_line", "fallback"):
            self.checks.hex(order, key, getattr(order, key), dry=not verb.is_wet)
        if order.target is None and needs_hex(order.task, order.mission):
            self.note(order, "", _("target: a task of {task!r} needs one"), task=order.task)
        if order.unit in self.who and not (verb.for_wings if order.unit in self.wings else verb.for_counters):
            self.note(
                order,
                "task",
                _("task: an air wing strikes or holds, nobody else strikes; found {task!r} for {unit!r}"),
                task=order.task,
                unit=order.unit,
            )

    def turn(self, entry: object, name: str) -> None:
        """Notes a turn that the campaign does not have."""
        self.turn_of(entry, "turn", name)

    def turn_of(self, entry: object, key: str, name: str) -> None:
        """The same of another key that names a turn."""
        if self.turns and name not in self.turns:
            self.note(entry, key, _("turn {name!r} is unknown{near}"), name=name, near=nearest(name, self.turns))

    def keyframes(self) -> None:
        """Keyframes stand at real moments and name real counters, each once."""
        for frame in self.parts.keyframes:
            self.checks.moment(frame, "at", frame.at)
            self.checks.once(frame.positions, "unit")
            for position in frame.positions:
                self.checks.known(position, "unit", "counter", position.unit, self.checks.units)
                self.checks.hex(position, "hex", position.hex)
                self.checks.within(position, "men", position.men, 0, 2000)
            for account in frame.accounts:
                self.checks.known(account, "side", "side", account.side, self.checks.sides)
            for band in frame.losses:
                self.checks.known(band, "side", "side", band.side, self.checks.sides)
                for low, high in (("low", "high"), ("killed_low", "killed_high")):
                    if not 0 <= getattr(band, low) <= getattr(band, high):
                        self.note(
                            band,
                            low,
                            _("has {low} = {a}; needed 0 to {high} = {b}"),
                            low=low,
                            a=getattr(band, low),
                            high=high,
                            b=getattr(band, high),
                        )
