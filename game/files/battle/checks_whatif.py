"""Checks of a what-if: everything it names exists, in the ranges of the rules, and every problem of it is told at once."""

from typing import TYPE_CHECKING

from game.core.words import _
from game.files.battle.checks_arrivals import check_moment_played
from game.files.battle.layout import WHAT_IFS
from game.model.battle.decisions import DecisionAt
from game.model.battle.forces import Counter
from game.model.battle.whatif import Arrival, DroppedDecision, Permission, UnitChange, WhatIf

if TYPE_CHECKING:
    from game.files.battle.checks_order import OrderChecks

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
PULSES_AN_HOUR = 4


class WhatIfChecks:
    """The checks of the what-ifs of a reading, beside those of its orders."""

    def __init__(self, orders: "OrderChecks") -> None:
        self.orders, self.checks, self.parts = orders, orders.checks, orders.parts
        self.note, self.known = orders.checks.note, orders.checks.known
        self.acts = [a.id for a in self.parts.acts]
        self.counters = {c.id: c for c in self.parts.counters}

    def what_if(self, what_if: WhatIf) -> None:
        """A what-if changes what exists, within the ranges of the rules."""
        self._head(what_if)
        for change in what_if.units:
            self._unit(change)
        for order in what_if.orders:
            self.orders.order(order)
        for drop in what_if.drop:
            self.orders.turn(drop, drop.turn)
            self.known(drop, "unit", _("counter or formation"), drop.unit, self.orders.who)
        for who in what_if.arrivals:
            self.known(what_if, f"arrivals.{who}", _("counter or formation"), who, self.orders.who)
        for arrival in what_if.arrive:
            self._arrival(arrival)
        for parameter in what_if.parameters:  # a question may leave the range that calibration keeps to
            self.known(
                what_if,
                f"parameters.{parameter}",
                "parameter",
                parameter,
                self.checks.parameter_names,
            )
        for side, rounds in what_if.shells.items():
            self.known(what_if, f"shells.{side}", "side", side, self.checks.sides)
            if rounds < 0:
                self.note(
                    what_if,
                    f"shells.{side}",
                    _("has {rounds} shells for {side}; needed 0 or more"),
                    rounds=rounds,
                    side=side,
                )
        for weather in what_if.weather:
            self.checks.moment(weather, "start", weather.start)
        for flights in what_if.flights:
            self.known(flights, "wing", "wing", flights.wing, self.orders.wings)
            self.known(flights, "date", "date", flights.date, {t.rsplit(" ", 1)[0] for t in self.orders.turns})
        self._politics(what_if)
        self._frame(what_if)

    def switches(self) -> None:
        """Rules that can be switched off are in the rulebook, their parameters among those of the rules."""
        numbers = [r.number for r in self.parts.rulebook]
        for switch in self.parts.switches:
            self.known(switch, "rule", "rule", switch.rule, numbers)
            for name in switch.parameters:
                self.known(switch, f"parameters.{name}", "parameter", name, self.checks.parameter_names)
            if not switch.parameters and switch.supply is None:
                self.note(switch, "", _("switches nothing off: needed `parameters` or `supply`"))

    # ------------------------------------------------------------ private
    def _head(self, what_if: WhatIf) -> None:
        if what_if.format != FORMAT:
            self.note(what_if, "format", _("format: needed {a}, found {b}"), a=FORMAT, b=what_if.format)
        reading, head = self.orders.reading, self.parts.head
        is_own = reading.is_scenarios_own(what_if)
        if is_own and f"{WHAT_IFS}/{what_if.id}.toml" not in reading.files:
            self.note(what_if, "id", _("id: needed the name of its file, found {id!r}"), id=what_if.id)
        if what_if.scenario and head is not None and what_if.scenario != head.id:
            self.note(
                what_if,
                "scenario",
                _("scenario: is written for {scenario!r}, found {id!r}"),
                scenario=what_if.scenario,
                id=head.id,
            )
        if what_if.sources_differ and {e.for_it for e in what_if.evidence} != {True, False}:
            self.note(
                what_if,
                "sources_differ",
                _("sources_differ: needed evidence for both readings, for_it = true and false"),
            )
        for claim in what_if.review.claims if what_if.review is not None else ():
            self.known(what_if, "review.claims", "outcome", claim.outcome, [o.id for o in self.parts.outcomes])

    def _unit(self, change: UnitChange) -> None:
        self.known(change, "id", "counter", change.id, self.checks.units)
        self.checks.hex(change, "hex", change.hex, dry=True)
        if change.arrives is not None:
            pulse = check_moment_played(self.checks, change, "arrives", change.arrives)
            self._bounds(change, "arrives", self.counters.get(change.id), pulse, change.reason)
        self.checks.hex(change, "arrives_at", change.arrives_at, dry=True)
        for key, most in CHANGED_AT_MOST:
            if getattr(change, key) is not None:
                self.checks.within(change, key, getattr(change, key), 0, most)
        if change.leave:
            self.known(change, "leave", "act", change.leave, self.acts)

    def _arrival(self, arrival: Arrival) -> None:
        if not self.known(arrival, "who", _("counter or formation"), arrival.who, self.orders.who):
            return
        if bool(arrival.at) == bool(arrival.shift_h):
            self.note(arrival, "", _("needed one of at = a moment, and shift_h = hours"))
            return
        self.checks.hex(arrival, "hex", arrival.hex, dry=True)
        at = check_moment_played(self.checks, arrival, "at", arrival.at) if arrival.at else None
        coming = [c for c in self.parts.counters if arrival.who in (c.id, c.formation) and c.arrives]
        if not coming:
            self.note(
                arrival, "who", _("who: nobody of {who!r} arrives; they stand there from the start"), who=arrival.who
            )
        for counter in coming:
            pulse = at
            if arrival.shift_h and self.checks.calendar is not None:
                usual = self.checks.moment(counter, "arrives", counter.arrives)
                pulse = None if usual is None else usual + PULSES_AN_HOUR * arrival.shift_h
            if self._bounds(arrival, "reason", counter, pulse, arrival.reason):
                return

    def _bounds(self, entry: object, key: str, counter: Counter | None, pulse: int | None, reason: str) -> bool:
        """Notes an arrival outside the bounds of the sources for which no reason is given."""
        calendar = self.checks.calendar
        if counter is None or pulse is None or calendar is None or reason:
            return False
        bounds = [(counter.arrives_early, -1), (counter.arrives_late, 1)]
        for bound, sign in bounds:
            if bound and sign * pulse > sign * calendar.pulse_of(bound):
                when = calendar.moment_of(pulse)
                word = _("earlier than") if sign < 0 else _("later than")
                said = _("{id} comes at {when}, {word} the sources allow ({bound}); needed a reason").format(
                    id=counter.id, when=when, word=word, bound=bound
                )
                self.note(entry, key if key == "arrives" else "", said)
                return True
        return False

    def _politics(self, what_if: WhatIf) -> None:
        changes = (*what_if.decisions, *what_if.undecided, *what_if.permissions)
        if self.parts.talks is None and (changes or what_if.talks is not None):
            where = "permissions" if what_if.permissions else "decisions" if what_if.decisions else "talks"
            self.note(what_if, where, _("{where}: politics are not in play in this scenario"), where=where)
            return
        entries: tuple[DecisionAt | DroppedDecision, ...] = (*what_if.decisions, *what_if.undecided)
        for entry in entries:
            self.orders.turn(entry, entry.turn)
            self.known(entry, "side", "side", entry.side, self.checks.sides)
            if entry.act:
                self.known(entry, "act", "act", entry.act, self.acts)
        terms = [t.id for t in self.parts.terms]
        for decision in what_if.decisions:
            if decision.kind in ("ask", "alone") and not decision.act:
                self.note(decision, "kind", _("a decision of kind {kind!r} needs an act"), kind=decision.kind)
            for key, words in (
                ("proposal", filter(None, [decision.proposal])),
                ("accept", decision.accept),
                ("term", filter(None, [decision.term])),
            ):
                for word in words:
                    self.known(decision, key, "terms", word, terms)
        for drop in what_if.undecided:
            self._undecided(drop)
        for permission in what_if.permissions:
            self._permission(permission)
        if what_if.talks is not None:
            for day in what_if.talks.days or ():
                self.orders.turn(what_if.talks, day)

    def _undecided(self, drop: DroppedDecision) -> None:
        made = [
            d
            for d in self.parts.decisions
            if (d.turn, d.side) == (drop.turn, drop.side)
            and (drop.kind is None or d.kind == drop.kind)
            and (not drop.act or d.act == drop.act)
        ]
        if not made:
            self.note(drop, "", _("history has no such decision of {side} in {turn}"), side=drop.side, turn=drop.turn)

    def _permission(self, permission: Permission) -> None:
        self.known(permission, "act", "act", permission.act, self.acts)
        if permission.since:
            self.checks.moment(permission, "since", permission.since)
        if permission.answer and permission.odds is not None:
            self.note(permission, "odds", _("odds: needed without an answer, or an answer without odds"))
        if permission.since and permission.answer not in ("given", "withheld"):
            self.note(permission, "since", _('since: needed answer = "given" or "withheld" beside it'))
        changed = (permission.answer, permission.odds, permission.delay, permission.alone)
        if changed == ("", None, None, None):
            self.note(permission, "", _("changes nothing: needed an answer, odds, delay or alone"))

    def _frame(self, what_if: WhatIf) -> None:
        for side in what_if.commanders:
            self.known(what_if, f"commanders.{side}", "side", side, self.checks.sides)
        for rule in what_if.rules_off:
            self.known(
                what_if, "rules_off", _("rule that can be switched off"), rule, [s.id for s in self.parts.switches]
            )
        for key in ("begin", "horizon"):
            if turn := getattr(what_if, key):
                self.orders.turn_of(what_if, key, turn)
        turns = self.orders.turns
        order = [turn for turn in (what_if.begin, what_if.horizon) if turn in turns]
        if len(order) == 2 and turns.index(order[0]) > turns.index(order[1]):
            self.note(what_if, "horizon", _("horizon: {a} is before the begin, {b}"), a=order[1], b=order[0])
