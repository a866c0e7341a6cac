"""The headline of a turn: at most three sentences of what a side may know, then its events folded by place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from game.core.words import _, counted, enumerated, spoken
from game.match.battle.events import Event
from game.match.battle.force_words import force_words
from game.match.battle.match import Match
from game.match.battle.memory import remember
from game.match.battle.news import bare
from game.match.battle.views import View
from game.model.battle.scenario import Scenario
from game.rules.battle.state import TANKS_LOST, State

MOST = 3  # sentences
HALF_PM = 500  # of a place, above which a side holds it
PART_PM = 250  # by which a share moves that is told though the place is not won or lost (design choice)
NAMED = 3  # counters or places that a sentence names
# What is told of a place first, in this order.
WEIGHTY = (
    "hex_taken", "surrender", "broken", "contest", "counter", "thrown_back", "tanks", "retreat", "row_opens", "heard",
)  # fmt: skip


class Fold(NamedTuple):
    """What happened at one place: its name, the events, and the weightiest of them."""

    place: str
    events: tuple[Event, ...]
    chief: Event

    @property
    def line(self) -> str:
        """The place in one line."""
        number = counted("{n} event", "{n} events", len(self.events))
        return _("{place}: {events}; {chief}").format(place=self.place, events=number, chief=self.chief.text)


def headline(match: Match, turn: int, side: str, *, first: int | None = None) -> tuple[str, ...]:
    """One to three sentences on a turn, from what the side knows: won and lost, cost and broken, what the enemy was seen to lose.

    `turn`: place of the turn among `match.records`; `first`: of the first of several turns that end with it.

    Raises:
        IndexError: it has not been played.
    """
    first = turn if first is None else first
    before, after = match.view_at(side, _before(match, first), match.records[first].turn), _after(match, turn, side)
    events = tuple(e for record in match.records[first : turn + 1] for e in match.events(record, side))
    told = [
        _agreed(events),
        _ground(before, after, events),
        _cost(before, after, events),
        _enemy(match, first, turn, side, events),
    ]
    said = [sentence for sentence in told if sentence][:MOST]
    if first < turn and not said:
        return (_("Quiet turns: nothing changed hands and no man was lost."),)
    return tuple(said) or (_("A quiet turn: nothing changed hands and no man was lost."),)


def folded(match: Match, turns: Iterable[int], side: str) -> tuple[Fold, ...]:
    """The events of turns that a side knows, by place, where most happened first; what has no place comes last."""
    return folds(match.scenario, [e for turn in turns for e in match.events(match.records[turn], side)])


def folds(scenario: Scenario, events: Iterable[Event]) -> tuple[Fold, ...]:
    """Events by place, where most happened first; what has no place comes last."""
    by = dict[str, list[Event]]()
    for event in events:
        by.setdefault(scenario.hex_name(event.hex) if event.hex else _("Elsewhere"), []).append(event)
    found = [
        Fold(place, tuple(there), min(there, key=_weight))  # the first of the weightiest
        for place, there in by.items()
    ]
    return tuple(sorted(found, key=lambda fold: (fold.place == _("Elsewhere"), -len(fold.events), fold.place)))


# ------------------------------------------------------------------------------------------------ private


def _after(match: Match, turn: int, side: str) -> View:
    return match.view_at(side, match.records[turn].state, match.records[turn].turn)


def _before(match: Match, turn: int) -> State:
    return match.records[turn - 1].state if turn else match.opening


def _agreed(events: Sequence[Event]) -> str:
    """That fire stops, or that the governments agreed."""
    found = [e for e in events if e.kind == "EV_TRUCE"] or [
        e for e in events if e.kind == "EV_TALK" and e.numbers[0] >= 0
    ]
    return _("{what}.").format(what=found[0].text) if found else ""


def _ground(before: View, after: View, events: Sequence[Event]) -> str:
    """Scored places won and lost; where none is, how many hexes."""
    scenario = before.scenario
    had, has = ({p for p, share in view.shares.items() if share > HALF_PM} for view in (before, after))

    def names(places: Iterable[str]) -> list[str]:
        places = set(places)
        return [spoken(scenario.place(p.place).names) for p in scenario.scored if p.place in places]

    won, lost = names(has - had), names(had - has)
    if won and lost:
        return _("{won} won, {lost} lost.").format(won=_listed(won), lost=_listed(lost))
    if won or lost:
        return (_("{places} won.") if won else _("{places} lost.")).format(places=_listed(won or lost))
    moved = {p: share - before.shares.get(p, 0) for p, share in after.shares.items()}
    if any(abs(by) >= PART_PM for by in moved.values()):
        more, less = (names(p for p, by in moved.items() if way * by >= PART_PM) for way in (1, -1))
        if more and less:
            return _("{won} won in part, {lost} lost in part.").format(won=_listed(more), lost=_listed(less))
        words = _("{places} won in part.") if more else _("{places} lost in part.")
        return words.format(places=_listed(more or less))
    taken = [e for e in events if bare(e.kind) == "hex_taken"]
    mine = sum(scenario.sides[e.numbers[0]] == before.side for e in taken)
    if not taken:
        return ""
    return _("No scored place changed hands; hexes taken: {mine}, lost: {theirs}.").format(
        mine=mine, theirs=len(taken) - mine
    )


def _cost(before: View, after: View, events: Sequence[Event]) -> str:
    """Own men and tanks lost, and who broke."""
    own = {u.id for u in after.own}
    men = sum(u.lost for u in after.own) - sum(u.lost for u in before.own)
    tanks = max(0, _tanks(after) - _tanks(before))
    broken = _broken(events, own)
    if not men and not tanks and not broken:
        return ""
    cost = force_words(men, tanks)
    return (
        _("It cost {cost}; broken: {units}.").format(cost=cost, units=_listed(broken))
        if broken
        else _("It cost {cost}.").format(cost=cost)
    )


def _tanks(view: View) -> int:
    """Own tanks out of action, those left behind by men who fled among them."""
    scenario = view.scenario
    own = [scenario.unit_index(u.id) for u in view.own]
    return int(view.sealed.units[own, TANKS_LOST].sum())


def _enemy(match: Match, first: int, turn: int, side: str, events: Sequence[Event]) -> str:
    """What the enemy was seen to lose: estimates of one unbroken sight, tanks shot, counters seen to break."""
    turns = [(record.raw, record.state.seen) for record in match.records[first : turn + 1]]
    seen = remember(match.scenario, _before(match, first).seen, turns, side)
    men = sum(look.lost for memory in seen.values() for look in memory.worn)
    foes = {c.id for c in match.scenario.counters if c.side != side}
    tanks = sum(e.numbers[0] for e in events if e.kind == "EV_TANKS" and e.target in foes)
    broken = _broken(events, foes)
    if not men and not tanks and not broken:
        return ""
    if not men and not tanks:
        return _("The enemy was seen to break: {units}.").format(units=_listed(broken))
    cost = force_words(men, tanks, about=True)
    return (
        _("The enemy was seen to lose {cost}; broken: {units}.").format(cost=cost, units=_listed(broken))
        if broken
        else _("The enemy was seen to lose {cost}.").format(cost=cost)
    )


def _broken(events: Sequence[Event], units: set[str]) -> list[str]:
    """Counters that broke or were lost whole, each once."""
    return list(dict.fromkeys(e.actor for e in events if e.kind in ("EV_BROKEN", "EV_SURRENDER") and e.actor in units))


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    return enumerated(names[:NAMED]) + (_(" and {n} more").format(n=more) if more > 0 else "")


def _weight(event: Event) -> tuple[int, int]:
    kind = bare(event.kind)
    loss = max(0, event.numbers[0]) if kind in ("fire", "shells", "bombs", "close") else 0
    return (WEIGHTY.index(kind) if kind in WEIGHTY else len(WEIGHTY), -loss)
