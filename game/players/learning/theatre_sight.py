"""What a learner sees of the strategic game: numbers with names, read from its seat's view and from nothing else."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from game.match.theatre.engine import TheatreEngine
from game.match.theatre.views import TheatreView
from game.players.learning.columns import Column, Observation, scaled

PLACE = (  # attribute of a place's view, name, what reads as 1
    ("divisions", "divisions", 30.0),
    ("planned", "divisions by the staff plan", 30.0),
    ("arriving", "divisions due next turn", 10.0),
    ("worn", "worn divisions", 10.0),
    ("enemy_low", "enemy divisions at least", 30.0),
    ("enemy_high", "enemy divisions at most", 30.0),
    ("depots", "depots", 5.0),
    ("heat", "incidents", 10.0),
    ("by_record", "divisions by the record", 30.0),
)


class SeatSight:
    """The columns of one seat, and their values in a view."""

    def __init__(self, engine: TheatreEngine, seat: str) -> None:
        self.engine, self.seat = engine, seat
        inner = set(engine.index.drawn.values())
        self._cards = [n for n in engine.index.nodes if n.id not in inner]
        self._highs = np.array([c.high for c in self.columns])

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order."""
        theatre = self.engine.theatre
        found = [
            Column(f"{p.id} {name}", "divisions or marks", high) for p in theatre.places for _, name, high in PLACE
        ]
        found += [Column(f"{p.id} closed", "0 or 1", 1.0) for p in theatre.places]
        found += [Column(f"{v} value", "points", 100.0) for v in self.engine.index.variable]
        found += [Column(f"{v} play", "points and 50", 100.0) for v in self.engine.index.variable]
        found += [Column(f"{s} ratio", "doublings and 4", 8.0) for s in (*theatre.sectors, "ALL")]
        found += [Column(f"{n.id} {state}", "0 or 1: it came about", 1.0) for n in self._cards for state in n.states]
        return (*found, *GENERAL)

    def see(self, view: TheatreView, points: float) -> Observation:
        """The observation in a view, in which the own score is `points`. Shape (columns,), 0 to 1."""
        values: list[float] = [float(getattr(p, name)) for p in view.places for name, _, _ in PLACE]
        values += [float(p.closed) for p in view.places]
        values += [v.value for v in view.variables.values()]
        values += [v.play + 50.0 for v in view.variables.values()]
        values += [s.ratio + 4.0 for s in view.sectors]
        decided = view.decided
        values += [float(decided.get(n.id) == state) for n in self._cards for state in n.states]
        theatre, wuhan = self.engine.theatre, view.wuhan
        turns = len(theatre.turns)
        values += [view.turn.number, turns - view.turn.number, view.turn.act, view.standing, view.oil or 0.0, view.aid]
        values += [view.hold or 0.0, view.talks, wuhan.progress or 0.0, wuhan.fallen > 0, view.allowance, points]
        return scaled(np.array(values, np.float64), self._highs)


GENERAL = (
    Column("turn", "turns", 24.0),
    Column("turns left", "turns", 24.0),
    Column("act", "acts", 3.0),
    Column("standing", "points", 30.0),
    Column("oil", "months, the first side's", 36.0),
    Column("aid", "points", 10.0),
    Column("hold", "points, the first side's", 10.0),
    Column("talks", "talks", 10.0),
    Column("drive", "progress, the first side's", 10.0),
    Column("drive over", "0 or 1", 1.0),
    Column("allowance", "divisions", 10.0),
    Column("score", "points", 100.0),
)
