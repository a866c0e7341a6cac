"""The strategic game, or an act of it, at which some seats learn; in the others sits somebody by name, or one of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.files.theatre.boards import load_board
from game.files.theatre.theatres import load_theatre
from game.match.frames import known
from game.match.theatre.match import TheatreMatch
from game.match.theatre.views import TheatreView
from game.model.theatre.board import Board
from game.model.theatre.game import Theatre
from game.players.learning.battle_acts import Mask
from game.players.learning.columns import Column, Observation
from game.players.learning.table import Picture
from game.players.learning.theatre_acts import SeatChoices
from game.players.learning.theatre_picture import picture_of
from game.players.learning.theatre_sight import SeatSight
from game.players.theatre.seats import ComputerSeat, computer_seat


class StrategicTable:
    """The strategic game. `others`: who sits in the seats that do not learn, by seat; `act`: 0 for all acts."""

    def __init__(
        self,
        theatre: Theatre | str | Path,
        *,
        others: Mapping[str, Any] | None = None,
        act: int = 0,
        dial: str = "default",
    ) -> None:
        self.theatre = load_theatre(theatre) if isinstance(theatre, str | Path) else theatre
        if not 0 <= act <= len(self.theatre.acts):
            raise ValueError(f"there is no act {act}; needed 1 to {len(self.theatre.acts)}, or 0 for all")
        self._span = (self.theatre.act(act).first, self.theatre.act(act).last) if act else (1, 0)
        self._dial, self._others = dial, dict(others or {})
        for seat in self._others:
            known("seat", seat, self.theatre.seat_ids)
        self.agents = tuple(s for s in self.theatre.seat_ids if s not in self._others)
        self.begin(0)
        engine = self.match.engine
        self._choices = {seat: SeatChoices(engine, seat) for seat in self.agents}
        self._sights = {seat: SeatSight(engine, seat) for seat in self.agents}

    @property
    def everybody(self) -> tuple[str, ...]:
        """All seats."""
        return self.theatre.seat_ids

    @property
    def id(self) -> str:
        """Id of the strategic game."""
        return self.theatre.id

    @property
    def over(self) -> bool:
        """Its last turn was played, or a general war ended it."""
        return self.match.over

    def begin(self, seed: int) -> None:
        """A new game with this luck."""
        first, last = self._span
        self.match = TheatreMatch.new(self.theatre, seed=seed, dial=self._dial, first=first, last=last)
        self.match.engine.renew_host()
        self._seats = {seat: self._seat(he, seat, seed) for seat, he in self._others.items()}
        self._views: dict[str, TheatreView] = {}

    def _seat(self, he: Any, seat: str, seed: int) -> ComputerSeat | None:
        if isinstance(he, str):
            level, _, temperament = he.partition(":")
            return computer_seat(level, seat, self.theatre, seed=seed, temperament=temperament)
        made: ComputerSeat = he(seat, self.theatre) if isinstance(he, type) else he
        if not callable(getattr(made, "sheet", None)):
            raise ValueError(f"{seat}: {he!r} sits at no table; needed an object with sheet(view)")
        return made

    def view(self, seat: str) -> TheatreView:
        """What a seat knows now."""
        if seat not in self._views:
            self._views[seat] = self.match.view(seat)
        return self._views[seat]

    def slots(self, agent: str) -> tuple[str, ...]:
        """Policy, moves, cards, incident or closed sectors, lines of the staff plan."""
        return tuple(s.name for s in self._choices[agent].slots)

    def sizes(self, agent: str) -> NDArray[np.intp]:
        """How many acts each slot has."""
        return self._choices[agent].sizes

    def acts(self, agent: str, slot: int) -> tuple[str, ...]:
        """The names of the acts of a slot."""
        return self._choices[agent].slots[slot].acts

    def columns(self, agent: str) -> tuple[Column, ...]:
        """The columns of the observation."""
        return self._sights[agent].columns

    def see(self, agent: str) -> Observation:
        """What the seat sees now."""
        return self._sights[agent].see(self.view(agent), self.points(agent))

    def masks(self, agent: str) -> tuple[Mask, ...]:
        """For each slot which acts are lawful alone."""
        return self._choices[agent].masks(self.view(agent))

    def play(self, chosen: Mapping[str, Sequence[int]]) -> dict[str, int]:
        """Plays a turn; for each seat that chose how many of its acts fell away."""
        sheets = {s: he.sheet(self.view(s)) if he is not None else None for s, he in self._seats.items()}
        dropped = {}
        for seat, numbers in chosen.items():
            sheets[seat], dropped[seat] = self._choices[seat].sheet(self.view(seat), numbers)
        self.match.resolve_sheets(sheets, trace=False)
        self._views = {}
        return dropped

    def points(self, agent: str) -> float:
        """The seat's score as it knows it: the mean of the acts played, the present one as it stands."""
        return self.match.score(agent).total if self.over else self.view(agent).score.total

    @cached_property
    def _board(self) -> Board:
        return load_board(self.theatre.id)

    def picture(self, agent: str | None) -> Picture:
        """The map with the divisions in each place, of a seat as it knows them."""
        return picture_of(self._board, self.theatre, {s: self.view(s) for s in self.everybody if agent in (None, s)})
