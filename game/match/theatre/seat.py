"""A seat and the position as it knows it: what every question of legality begins with."""

from game.match.theatre.engine import TheatreEngine
from game.model.theatre.forces import SIDES
from game.rules.theatre import state as T

MOST_NAMES = 60  # characters of a wrong name that a refusal repeats


class SeatPosition:
    """What one seat knows this turn. `sealed`: the position as it knows it."""

    def __init__(self, engine: TheatreEngine, sealed: T.Position, seat: str) -> None:
        self.engine, self.sealed, self.seat = engine, sealed, seat
        self.number = engine.index.seat[seat]
        self.side = SIDES.index(engine.theatre.seat(seat).side)
        self.turn = int(sealed.clock[T.TURN])
        self.standing = int(sealed.seats[self.number, T.STANDING])
