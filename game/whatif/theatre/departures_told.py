"""Where a strategic game left history, in words and as facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from game.core.words import _, enumerated, spoken, titled, written
from game.model.theatre.game import Theatre
from game.model.theatre.sheets import Move, Policy
from game.whatif.statistics import LEVEL
from game.whatif.theatre.departures import Departure, Left, Valued


def told(theatre: Theatre, left: Left) -> list[str]:
    """Everything that is told of it, a line each."""
    if left.first is None:
        return [_("Every order is the record's: history was never left.")]
    words = _("History was left in {what}. Departures in all: {n}.")
    lines = [words.format(what=line(theatre, left.first), n=left.count)]
    if left.valued:
        lines.append(_("What those that counted most were worth, in points for their own seat:"))
        lines += [valued_line(theatre, one) for one in left.valued]
        words = _(
            "{pairs} pairs of games of one luck each, {level:.0%} interval: with the order as given and with the record's in its "
            "place, all else of the turn alike, then every seat silent to the end of the act, whose score is compared. Of {n} "
            "departures {tried} were tried, all that were legal."
        )
        lines.append(words.format(pairs=left.pairs, level=LEVEL, n=left.count, tried=left.tried))
    if left.notice:
        lines.append(_("Fewer games were played: {why}.").format(why=_(left.notice)))
    return lines


def line(theatre: Theatre, one: Departure) -> str:
    """A departure: turn, seat, what was given, and what the record has there."""
    words = _("{turn}, {side}: {given}; the record: {record}")
    return words.format(
        turn=_(theatre.turn(one.turn).name),
        side=spoken(theatre.seat(one.seat).name),
        given=_sheet(theatre, one, one.given, is_named=True),
        record=_sheet(theatre, one, one.record),
    )


def valued_line(theatre: Theatre, one: Valued) -> str:
    """A departure with its worth and the interval that holds it."""
    worth, words = one.worth, line(theatre, one.departure)
    if worth.diff is None:
        return words
    if not worth.differs:
        return _("{worth}: {line} (no pair of {n} differed)").format(worth="0.0", line=words, n=worth.n)
    if worth.lo is None or worth.hi is None:
        few = _("{worth}: {line} (only {k} of {n} pairs differed: no interval)")
        return few.format(worth=written(worth.diff, "+.1f"), line=words, k=worth.differs, n=worth.n)
    found = _("{worth} ({low} to {high}): {line}")
    return found.format(
        worth=written(worth.diff, "+.1f"), low=written(worth.lo, "+.1f"), high=written(worth.hi, "+.1f"), line=words
    )


def facts(theatre: Theatre, left: Left) -> dict[str, Any]:
    """The same for scripts."""
    return {
        "seats": list(left.seats),
        "departures": left.count,
        "tried": left.tried,
        "first": None if left.first is None else _fact(theatre, left.first),
        "pairs": left.pairs,
        "notice": left.notice,
        "worth_most": [
            {
                **_fact(theatre, one.departure),
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


def _fact(theatre: Theatre, one: Departure) -> dict[str, Any]:
    return {
        "turn": one.turn,
        "name": theatre.turn(one.turn).name,
        "seat": one.seat,
        "what": one.what,
        "card": one.card,
        "given": msgspec.to_builtins(one.given),
        "record": msgspec.to_builtins(one.record),
        "line": line(theatre, one),
    }


def _sheet(theatre: Theatre, one: Departure, given: Any, *, is_named: bool = False) -> str:
    if one.what == "card":
        title = titled(_(theatre.cards[one.card].title), "") if is_named and one.card in theatre.cards else ""
        return title + _answers(theatre, one.card, given)
    if not given:
        return {"policy": _("no policy"), "moves": _("no move")}.get(one.what, _("none"))
    if one.what == "policy":
        return _policy(theatre, given)
    if one.what == "moves":
        return enumerated(_move(theatre, move) for move in given)
    if one.what == "closed":
        return _("closed to the field army: {places}").format(places=enumerated(_place(theatre, p) for p in given))
    return _("struck from the staff plan: {lines}").format(lines=enumerated(given))


def _answers(theatre: Theatre, card: str, given: Mapping[str, str]) -> str:
    """The options of a card as read, by case where there are several."""
    if not given:
        return _("no answer")
    words = {o.state: _(o.words) for o in theatre.cards[card].options} if card in theatre.cards else {}
    return enumerated(" ".join(w for w in (case, words.get(state, state)) if w) for case, state in given.items())


def _policy(theatre: Theatre, policy: Policy) -> str:
    title = next((_(p.title) for p in theatre.policies if p.id == policy.id), policy.id)
    return f"{title}, {_place(theatre, policy.target)}" if policy.target else title


def _move(theatre: Theatre, move: Move) -> str:
    return f"{_place(theatre, move.source)} → {_place(theatre, move.target)} {move.divisions}"


def _place(theatre: Theatre, place: str) -> str:
    return spoken(theatre.place(place).name) if place in theatre.place_ids else place
