"""The score of a seat, act by act and part by part, each part with its number and what it came from (chapter 14)."""

from collections.abc import Mapping
from typing import NamedTuple

from game.match.theatre.engine import TheatreEngine
from game.rules.theatre import resolve as R
from game.rules.theatre import state as T

MADE_UP = 1e-6  # how near the parts come to the score that they make up


class PartScore(NamedTuple):
    """A part: points it is worth, its value 0 to 1, points scored, and whether a card that it rests on is still open."""

    id: str
    title: str
    points: float
    value: float
    scored: float
    is_open: bool


class ActScore(NamedTuple):
    """A seat's score in an act. `parts`: as they stand, or stood at its end; none for an act that a general war cut off."""

    act: int
    total: float
    parts: tuple[PartScore, ...]
    is_over: bool


class TheatreScore(NamedTuple):
    """A seat's score: the mean of the acts played, the present one as it stands; beside it what the record scores."""

    seat: str
    total: float
    acts: tuple[ActScore, ...]
    record: float


def score_of(engine: TheatreEngine, position: T.Position, seat: str, ended: Mapping[int, T.Position]) -> TheatreScore:
    """The score of a seat as a position shows it; open cards count as in history. `ended`: where each act ended."""
    theatre, number = engine.theatre, engine.index.seat[seat]
    turn = theatre.turn(int(position.clock[T.TURN]))
    first = theatre.turn(int(position.clock[T.FIRST])).act
    found = []
    for act in [a for a in theatre.acts if a.first <= int(position.clock[T.LAST])]:
        kept = float(position.acts[act.number - 1, T.ACT_SCORE + number])
        if kept >= 0.0 and (act.number != turn.act or not position.rest[T.OVER]):
            parts = parts_of(engine, ended[act.number], act.number, seat) if act.number in ended else ()
            found.append(ActScore(act.number, kept, _making(parts, kept), True))
        elif act.number == turn.act and act.number >= first:
            parts = parts_of(engine, position, act.number, seat)
            is_over, total = kept >= 0.0, kept if kept >= 0.0 else sum(p.scored for p in parts)
            found.append(ActScore(act.number, total, _making(parts, kept) if is_over else parts, is_over))
    record = next((r.score for r in theatre.record if r.seat == seat), 0.0)
    return TheatreScore(seat, sum(a.total for a in found) / max(1, len(found)), tuple(found), record)


def _making(parts: tuple[PartScore, ...], total: float) -> tuple[PartScore, ...]:
    """The parts where they make up a score; none where a general war gave another."""
    return parts if abs(sum(p.scored for p in parts) - total) < MADE_UP else ()


def parts_of(engine: TheatreEngine, position: T.Position, act: int, seat: str) -> tuple[PartScore, ...]:
    """The parts of a seat's score in an act as a position stands."""
    number = engine.index.seat[seat]
    return tuple(
        _part(engine, position, k, number) for k, p in enumerate(engine.theatre.parts) if (p.act, p.seat) == (act, seat)
    )


def _part(engine: TheatreEngine, position: T.Position, number: int, seat: int) -> PartScore:
    part = engine.theatre.parts[number]
    value = engine.ask(position, R.ASK_PART, engine.row_of(T.AT_PART, number), seat)
    open_ = any(not engine.state_of(position, card) for case in part.cases for card in case.given)
    return PartScore(part.id, part.title, part.points, value, part.points * value, open_)
