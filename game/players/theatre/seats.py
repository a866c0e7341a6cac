"""Who may sit at the table: computer seats by name (rule 15)."""

from collections.abc import Mapping
from functools import cache
from typing import Protocol

from game.files.theatre.values import load_values
from game.match.theatre.sheets import Sheet
from game.match.theatre.views import TheatreView
from game.model.theatre.game import Theatre
from game.model.theatre.values import FittedValues
from game.players.theatre.general import GeneralSeat
from game.players.theatre.plain import PlainSeat
from game.players.theatre.random import RandomSeat
from game.players.theatre.staff import StaffSeat

EMPTY = "empty"
LEVELS = (EMPTY, "staff", "plain", "general", "random")
FORMER = {"strong": "general"}  # names that older games give, and who sits there now


class ComputerSeat(Protocol):
    """A computer at a seat."""

    seat: str

    def sheet(self, view: TheatreView) -> Sheet:
        """The sheet for the turn of the view."""


def computer_seat(level: str, seat: str, theatre: Theatre, *, seed: int, temperament: str = "") -> ComputerSeat | None:
    """A computer seat of a level, with a temperament if one is named; None for an empty seat.

    Raises:
        ValueError: there is no such level, temperament or seat.
        BadFile: the fitted values cannot be read.
    """
    if seat not in theatre.seat_ids:
        raise ValueError(f"no seat {seat!r}; the seats are {', '.join(theatre.seat_ids)}")
    level = FORMER.get(level, level)
    if level not in LEVELS:
        raise ValueError(f"no computer seat {level!r}; needed one of {', '.join(LEVELS)}")
    if level == EMPTY:
        return None
    if level == "random":
        return RandomSeat(seat, seed)
    if level == "staff":
        return StaffSeat(seat, theatre, seed=seed, temperament=temperament)
    if level == "plain":
        return PlainSeat(seat, theatre, values_of(theatre), temperament=temperament)
    return GeneralSeat(seat, theatre, values_of(theatre), seed=seed, temperament=temperament)


def values_of(theatre: Theatre) -> FittedValues:
    """The fitted values that come with a strategic game, read once.

    Raises:
        BadFile: there are none, or they are damaged.
    """
    return _values(theatre.id)


@cache
def _values(name: str) -> FittedValues:
    return load_values(name)


def sheets_of(seats: Mapping[str, ComputerSeat | None], view: "ViewOf") -> dict[str, Sheet | None]:
    """The sheets of all seats for a turn; None for empty ones. `view`: the view of a seat."""
    return {seat: player.sheet(view(seat)) if player is not None else None for seat, player in seats.items()}


class ViewOf(Protocol):
    """Gives the view of a seat."""

    def __call__(self, seat: str) -> TheatreView:
        """The view of a seat."""
