"""Where a game left history, in words and as facts."""

from __future__ import annotations

from typing import Any

from game.core.words import _, enumerated, written
from game.match.battle import Match
from game.match.battle.record_words import DECIDED
from game.match.dates import turn_words
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.model.battle.verbs import gesture_of
from game.model.battle.whatif import DroppedDecision
from game.whatif.battle.departures.orders import Departure
from game.whatif.battle.departures.worth import HORIZON, Left, Valued
from game.whatif.statistics import LEVEL

NAMED = 4  # counters of a departure that are named


def told(match: Match, left: Left) -> list[str]:
    """Everything that is told of it, a line each."""
    lines = [first_line(match, left)]
    if left.valued:
        lines.append(_("What those that counted most were worth, in points for their own side:"))
        lines += [valued_line(match, one) for one in left.valued]
        lines.append(method_line(left))
    if left.notice:
        lines.append(_("Fewer games were played: {why}.").format(why=_(left.notice)))
    return lines


def first_line(match: Match, left: Left) -> str:
    """The first order that is not the record's."""
    if left.first is None:
        return _("Every order is the record's: history was never left.")
    words = _("History was left in {what}. Departures in all: {n}.")
    return words.format(what=departure_line(match, left.first), n=left.count)


def departure_line(match: Match, one: Departure) -> str:
    """A departure: turn, side, what was ordered, and what the record orders there."""
    words = _("{turn}, {side}: {given}; the record: {record}")
    return words.format(
        turn=turn_words(match.records[one.turn].turn),
        side=_(match.scenario.side_names[one.side]),
        given=_sheet(match.scenario, one.units, one.given),
        record=_sheet(match.scenario, (), one.record),
    )


def valued_line(match: Match, one: Valued) -> str:
    """A departure with its worth and the interval that holds it."""
    worth, line = one.worth, departure_line(match, one.departure)
    if worth.diff is None:
        return line
    if not worth.differs:
        return _("{worth}: {line} (no pair of {n} differed)").format(worth="0.0", line=line, n=worth.n)
    if worth.lo is None or worth.hi is None:
        few = _("{worth}: {line} (only {k} of {n} pairs differed: no interval)")
        return few.format(worth=written(worth.diff, "+.1f"), line=line, k=worth.differs, n=worth.n)
    words = _("{worth} ({low} to {high}): {line}")
    return words.format(
        worth=written(worth.diff, "+.1f"), low=written(worth.lo, "+.1f"), high=written(worth.hi, "+.1f"), line=line
    )


def method_line(left: Left) -> str:
    """How that was reckoned."""
    words = _(
        "{pairs} pairs of games of one luck each, {level:.0%} interval: with the order as given and with the record's in its "
        "place, all else of the turn alike, then our staff on both sides for {turns} turns in all or to the end. Of {n} "
        "departures {tried} were tried, those that concern most men."
    )
    return words.format(pairs=left.pairs, level=LEVEL, turns=HORIZON, n=left.count, tried=left.tried)


def _sheet(scenario: Scenario, units: tuple[str, ...], given: tuple[Order | Decision, ...]) -> str:
    """What was ordered; `units`: who, where nothing was ordered to them."""
    orders = [o for o in given if isinstance(o, Order)]
    if not given:
        return _("{units} no order").format(units=_names(units)) if units else _("no order")
    if not orders:
        return enumerated(decision_words(scenario, d) for d in given if isinstance(d, Decision))
    plans: dict[str, list[str]] = {}
    for order in orders:
        plans.setdefault(order_words(scenario, order), []).append(order.unit)
    return enumerated(f"{_names(tuple(dict.fromkeys(who)))} {words}" for words, who in plans.items())


def _names(units: tuple[str, ...]) -> str:
    shown = enumerated(units[:NAMED])
    return _("{units} and {n} more").format(units=shown, n=len(units) - NAMED) if len(units) > NAMED else shown


def order_words(scenario: Scenario, order: Order) -> str:
    """An order as read, with its goal and hour: "Assault Hill 52, 02:15"."""
    found = gesture_of(order.task, manner=order.manner, mission=order.mission)
    verb = _(found.label) if found else _(order.task)
    words = f"{verb} {scenario.hex_name(order.target)}" if order.target is not None else verb
    return enumerated((words, order.start.split()[-1])) if order.start and ":" in order.start else words


def decision_words(scenario: Scenario, decision: Decision | DroppedDecision) -> str:
    """A decision as read: what is done, and the act or the terms."""
    acts = {a.id: a.name for a in scenario.politics.acts} if scenario.politics else {}
    terms = {t.id: t.name for t in scenario.politics.terms} if scenario.politics else {}
    term = getattr(decision, "proposal", "") or getattr(decision, "term", "")
    what = acts.get(decision.act) or terms.get(term) or getattr(decision, "choice", "")
    done = DECIDED.get(decision.kind or "", decision.kind or "")
    return " ".join(w for w in (_(done) if done else "", _(what) if what else "") if w)


def facts(match: Match, left: Left) -> dict[str, Any]:
    """The same for scripts."""
    return {
        "sides": list(left.sides),
        "departures": left.count,
        "tried": left.tried,
        "first": None if left.first is None else _fact(match, left.first),
        "pairs": left.pairs,
        "turns": HORIZON,
        "notice": left.notice,
        "worth_most": [
            {
                **_fact(match, one.departure),
                "worth": one.worth.diff,
                "lo": one.worth.lo,
                "hi": one.worth.hi,
                "n": one.worth.n,
                "differs": one.worth.differs,
                "at_most": one.worth.at_most,
            }
            for one in left.valued
        ],
    }


def _fact(match: Match, one: Departure) -> dict[str, Any]:
    import msgspec

    return {
        "turn": match.records[one.turn].turn.number,
        "name": match.records[one.turn].turn.name,
        "side": one.side,
        "units": list(one.units),
        "given": msgspec.to_builtins(one.given),
        "record": msgspec.to_builtins(one.record),
        "line": departure_line(match, one),
    }
