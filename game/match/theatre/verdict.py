"""How a game ended for a seat and why: each act part by part, beside where it would have led to order nothing (chapter 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from game.core.words import _, clauses, titled

if TYPE_CHECKING:
    from game.match.theatre.match import TheatreMatch


class PartEnd(NamedTuple):
    """A part of an act's score: its points, the most that it gives, those that doing nothing led to, and what decided it."""

    title: str
    points: float
    most: float
    idle: float
    because: str

    @property
    def gain(self) -> float:
        """Points more than doing nothing led to as the act began."""
        return self.points - self.idle


class ActEnd(NamedTuple):
    """An act: its score and the one that doing nothing led to as it began; no parts where a general war cut it off."""

    act: int
    total: float
    idle: float
    parts: tuple[PartEnd, ...]


class Verdict(NamedTuple):
    """A seat's score of the game, beside the record's, and its acts."""

    seat: str
    total: float
    record: float
    acts: tuple[ActEnd, ...]


def verdict_of(match: TheatreMatch, seat: str) -> Verdict:
    """The end of a game that is over."""
    score, states = match.score(seat), match.states()
    acts = []
    for act in score.acts:
        first = match.theatre.act(act.act).first
        if first >= match.first + len(match.records):  # a general war ended the game before it
            acts.append(ActEnd(act.act, act.total, act.total, ()))
            continue
        idle = match.expected(seat, first)
        parts = tuple(
            PartEnd(_(p.title), p.scored, p.points, i.scored, _because(match, seat, act.act, p.id, states))
            for p, i in zip(act.parts, idle.parts, strict=False)
        )
        acts.append(ActEnd(act.act, act.total, idle.total, parts))
    return Verdict(seat, score.total, score.record, tuple(acts))


def _because(match: TheatreMatch, seat: str, act: int, part: str, states: dict[str, str]) -> str:
    """What the cards came to that a part rests on, in words."""
    theatre = match.theatre
    found = next(p for p in theatre.parts if (p.act, p.seat, p.id) == (act, seat, part))
    cards = dict.fromkeys(card for case in found.cases for card in case.given)
    told = []
    for name in cards:
        card = theatre.cards.get(name)
        words = next((_(o.words) for o in card.options if o.state == states.get(name)), "") if card else ""
        if card is not None and words:
            told.append(titled(_(card.title), _(words)))
    return clauses(told)
