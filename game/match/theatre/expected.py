"""Where a seat's score leads if it orders nothing more: the present act played on from what it knows (chapter 14)."""

from typing import NamedTuple

import numpy as np

from game.match.theatre.engine import TheatreEngine
from game.match.theatre.score import PartScore, parts_of
from game.match.theatre.sheets import Sheet, lay
from game.match.theatre.views import TheatreView
from game.rules.theatre import state as T

GAMES = 32  # worlds: a quarter of a second where the rules are not compiled yet, else some milliseconds
LUCK = 0x0E7D  # of no game


class Expected(NamedTuple):
    """The mean of the act's end in `games` worlds: `total`, 0 to 100, and its parts; a general war scores as the rules say."""

    total: float
    parts: tuple[PartScore, ...]
    games: int


def expected(view: TheatreView) -> Expected:
    """What the act comes to for the seat of a view if it hands in empty sheets from now on; the others are silent too."""
    engine, act = view.engine, view.turn.act
    last = engine.theatre.act(act).last
    totals, values = [], []
    for k in range(GAMES):
        end = _end(engine, view.guess((LUCK + view.turn.number << 16) + k), view.turn.number, last, view.seat)
        there = parts_of(engine, end, act, view.seat)
        totals.append(float(end.acts[act - 1, T.ACT_SCORE + engine.index.seat[view.seat]]))
        cut = totals[-1] / max(
            1.0, sum(part.scored for part in there)
        )  # below 1 where a general war cuts all parts alike
        values.append([part.value * cut for part in there])
    mean = np.mean(values, axis=0)
    parts = parts_of(engine, view.sealed, act, view.seat)
    found = tuple(p._replace(value=float(v), scored=p.points * float(v)) for p, v in zip(parts, mean, strict=True))
    return Expected(sum(totals) / GAMES, found, GAMES)


def _end(engine: TheatreEngine, guess: T.Position, turn: int, last: int, seat: str) -> T.Position:
    """The position with which the act ends: a game of which it is the last."""
    guess.clock[T.LAST] = last
    with engine.lock:
        lay(engine, guess, turn, {seat: Sheet()})
        engine.play_on(guess, last)
    return guess
