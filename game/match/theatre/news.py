"""The record's news as it is told: a clause that rests on a card only where the card went so, and nobody is left to decide it."""

from typing import NamedTuple

from game.core.words import _, clauses, sentence
from game.match.theatre.engine import TheatreEngine
from game.model.theatre.forces import RecordEvent
from game.model.theatre.look import NewsClause
from game.rules.theatre import state as T


class Dated(NamedTuple):
    """A sentence of the news. `date`: "1939-08-23", or the month alone."""

    date: str
    text: str


def told_news(engine: TheatreEngine, position: T.Position, event: RecordEvent) -> str:
    """What is told of an event of the record as a position stands; "" where nothing of it came about.

    `position`: as whoever is told knows it.
    """
    if not _clauses(engine, event):
        return _(event.says)
    said = clauses(_(c.says) for c in _told(engine, position, event))
    return sentence(said) if said else ""


def dated_news(engine: TheatreEngine, position: T.Position, event: RecordEvent) -> tuple[Dated, ...]:
    """The same by date: a sentence for each clause, in the order of their days; what has none stands under its month."""
    if not _clauses(engine, event):
        return (Dated(event.month, _(event.says)),)
    told = [Dated(c.date or event.month, sentence(_(c.says))) for c in _told(engine, position, event)]
    return tuple(sorted(told, key=lambda d: d.date))


def _clauses(engine: TheatreEngine, event: RecordEvent) -> list[NewsClause]:
    return [c for c in engine.theatre.look.news if c.month == event.month]


def _told(engine: TheatreEngine, position: T.Position, event: RecordEvent) -> list[NewsClause]:
    return [c for c in _clauses(engine, event) if _came_about(engine, position, c)]


def _came_about(engine: TheatreEngine, position: T.Position, clause: NewsClause) -> bool:
    if clause.at and int(position.rest[T.CLASH_AT]) != engine.index.place[clause.at]:
        return False
    return all(engine.state_of(position, card) in states for card, states in clause.given.items())
