"""Checks of orders, keyframes and what-ifs: whatever names counters at moments."""

from typing import TYPE_CHECKING

from game.files.battle.checks_arrivals import check_moment_played
from game.files.battle.layout import WHAT_IFS
from game.files.battle.reading import Parts, Reading
from game.files.errors import nearest
from game.model.battle.calendar import Calendar
from game.model.battle.verbs import VERBS, needs_hex
from game.model.battle.whatif import OrderChange, WhatIf

if TYPE_CHECKING:
    from game.files.battle.checks import Checks

FORMAT = 1
CHANGED_AT_MOST = (
    ("men", 2000),
    ("crew", 2000),
    ("lmg", 2000),
    ("hmg", 2000),
    ("guns", 2000),
    ("at", 2000),
    ("tanks", 2000),
    ("works_pm", 1000),
    ("crest", 3),
)


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
        for what_if in self.parts.what_ifs:
            self.what_if(what_if)

    def order(self, order: OrderChange) -> None:
        """One order: who, when, where, how much."""
        verb = VERBS[order.task]
        self.turn(order, order.turn)
        self.checks.known(order, "side", "side", order.side, self.checks.sides)
        if (
            self.checks.known(order, "unit", "counter or formation", order.unit, self.who)
            and self.side.get(order.unit, order.side) != order.side
        ):
            self.note(order, "side", f"side: {order.unit!r} is of {self.side[order.unit]}, the order of {order.side}")
        for key in ("start", "until"):
            if getattr(order, key):
                self.checks.moment(order, key, getattr(order, key))
        for key in ("target", "start_line", "fallback"):
            self.checks.hex(order, key, getattr(order, key), dry=not verb.is_wet)
        if order.target is None and needs_hex(order.task, order.mission):
            self.note(order, "", f"target: a task of {order.task!r} needs one")
        if order.unit in self.who and not (verb.for_wings if order.unit in self.wings else verb.for_counters):
            self.note(
                order,
                "task",
                f"task: wings strike or hold, nobody else strikes; found {order.task!r} for {order.unit!r}",
            )

    def turn(self, entry: object, name: str) -> None:
        """Notes a turn that the campaign does not have."""
        if self.turns and name not in self.turns:
            self.note(entry, "turn", f"turn {name!r} is unknown{nearest(name, self.turns)}")

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
                            band, low, f"has {low} = {getattr(band, low)}; needed 0 to {high} = {getattr(band, high)}"
                        )

    def what_if(self, what_if: WhatIf) -> None:
        """A what-if changes what exists, within the ranges of the rules."""
        if what_if.format != FORMAT:
            self.note(what_if, "format", f"format: needed {FORMAT}, found {what_if.format}")
        name = f"{WHAT_IFS}/{what_if.id}.toml"
        if name not in self.reading.files and self.reading.is_scenarios_own(what_if):
            self.note(what_if, "id", f"id: needed the name of its file, found {what_if.id!r}")
        for change in what_if.units:
            self.checks.known(change, "id", "counter", change.id, self.checks.units)
            self.checks.hex(change, "hex", change.hex, dry=True)
            if change.arrives is not None:
                check_moment_played(self.checks, change, "arrives", change.arrives)
            self.checks.hex(change, "arrives_at", change.arrives_at, dry=True)
            for key, most in CHANGED_AT_MOST:
                if getattr(change, key) is not None:
                    self.checks.within(change, key, getattr(change, key), 0, most)
            if change.leave:
                self.checks.known(change, "leave", "act", change.leave, {a.id for a in self.parts.acts})
        if what_if.sources_differ and {e.for_it for e in what_if.evidence} != {True, False}:
            self.note(
                what_if, "sources_differ", "sources_differ: needed evidence for both readings, for_it = true and false"
            )
        for claim in what_if.review.claims if what_if.review is not None else ():
            known = [o.id for o in self.parts.outcomes]
            self.checks.known(what_if, "review.claims", "outcome", claim.outcome, known)
        for order in what_if.orders:
            self.order(order)
        for drop in what_if.drop:
            self.turn(drop, drop.turn)
            self.checks.known(drop, "unit", "counter or formation", drop.unit, self.who)
        for who in what_if.arrivals:
            self.checks.known(what_if, f"arrivals.{who}", "counter or formation", who, self.who)
        for parameter in what_if.parameters:  # a question may leave the range that calibration keeps to
            self.checks.known(what_if, f"parameters.{parameter}", "parameter", parameter, self.checks.parameter_names)
        for side, rounds in what_if.shells.items():
            self.checks.known(what_if, f"shells.{side}", "side", side, self.checks.sides)
            if rounds < 0:
                self.note(what_if, f"shells.{side}", f"has {rounds} shells for {side}; needed 0 or more")
