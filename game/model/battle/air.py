"""Aircraft: wings, how many flights each has on a day, and what they may bomb (rules 6.12, 7.16, 10.3)."""

from typing import Literal

from game.model.base import Cited, Names, Prose
from game.model.battle.forces import Number

Leave = Literal["none", "line", "beyond"]


class Flights(Cited, frozen=True, kw_only=True):
    """How many flights a wing has on a date such as "6 Aug"."""

    date: str
    flights: int


class Wing(Cited, frozen=True, kw_only=True):
    """Aircraft of one kind. It has no place on the map: a strike is a flight, a target hex and an hour.

    `aircraft`, `bombs`: of one flight; `bomb_kg`: a bomb; `cep_m`: circle that half of the bombs fall in. `leave`: "none" (the
    side withholds its aircraft), "line" (targets in `zones`), "beyond" (also in `zones_beyond` within `beyond_m` of them).
    `level`, `level_beyond`: escalation that such a flight stands for. `delay`: pulses from the turn's begin to the first bomb.
    """

    id: str
    side: str
    names: Names
    aircraft: int
    bombs: int
    bomb_kg: float
    cep_m: Number
    leave: Leave
    leave_note: Prose = ""
    zones: tuple[Literal["S", "D", "M", "K", "w"], ...]
    zones_beyond: tuple[Literal["S", "D", "M", "K", "w"], ...] = ()
    beyond_m: int = 0
    level: int = 0
    level_beyond: int = 0
    delay: int = 4
    days: tuple[Flights, ...] = ()

    def flights_on(self, date: str) -> int:
        """Flights of a date; none on a date that is not named."""
        return sum(day.flights for day in self.days if day.date == date)
