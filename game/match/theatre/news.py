"""The record's news as it is told: a clause that rests on a card only where the card went so, and nobody is left to decide it."""

from game.core.words import _
from game.match.theatre.engine import TheatreEngine
from game.model.theatre.forces import RecordEvent
from game.model.theatre.look import NewsClause
from game.rules.theatre import state as T


def told_news(engine: TheatreEngine, position: T.Position, event: RecordEvent) -> str:
    """What is told of an event of the record as a position stands; "" where nothing of it came about.

    `position`: as whoever is told knows it.
    """
    clauses = [c for c in engine.theatre.look.news if c.month == event.month]
    if not clauses:
        return _(event.says)
    said = "; ".join(_(c.says) for c in clauses if _came_about(engine, position, c))
    return f"{said[0].upper()}{said[1:]}." if said else ""


def _came_about(engine: TheatreEngine, position: T.Position, clause: NewsClause) -> bool:
    if clause.at and int(position.rest[T.CLASH_AT]) != engine.index.place[clause.at]:
        return False
    return all(engine.state_of(position, card) in states for card, states in clause.given.items())
