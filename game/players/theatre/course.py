"""The course of play that a seat expects: its staff's sheets and the others', turn by turn, to play other sheets out against."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from game.match.theatre.engine import Laid, TheatreEngine
from game.match.theatre.legality import TheatreLegality
from game.match.theatre.sealing import seal
from game.match.theatre.sheets import Sheet, lay
from game.match.theatre.views import TheatreView
from game.rules.theatre import state as T


class Staff(Protocol):
    """Whoever writes the sheets of a seat in the course."""

    def sheet(self, view: TheatreView) -> Sheet:
        """The sheet for the turn of the view."""


class Course:
    """Sheets of all seats for every turn from a guess to the game's end, each written from what its seat would know there.

    `staffs`: by seat. `seat`: whose course it is; it begins with its `opening`.
    """

    def __init__(
        self, engine: TheatreEngine, guess: T.Position, staffs: Mapping[str, Staff], seat: str, opening: Sheet
    ) -> None:
        self.engine, self.seat, self.number = engine, seat, engine.index.seat[seat]
        self.first, self._guess = int(guess.clock[T.TURN]), guess
        self._others: dict[str, Sheet] = {}
        self._later: list[Laid] = []
        position, turn = T.copy_position(guess), self.first
        while not position.rest[T.OVER]:
            sheets = {who: staff.sheet(_view(engine, position, who)) for who, staff in staffs.items()}
            if turn == self.first:
                self._others = sheets
                sheets = {**sheets, seat: opening}
            with engine.lock:
                lay(engine, position, turn, sheets)
                if turn > self.first:
                    self._later.append(engine.laid())
                engine.play_turn(position, trace=False)
            turn += 1

    def ends(self, sheet: Sheet, guesses: Sequence[T.Position]) -> list[T.Position]:
        """The positions at the game's end, where the seat hands in `sheet` now, from each guess."""
        engine, found = self.engine, []
        with engine.lock:
            lay(engine, self._guess, self.first, {**self._others, self.seat: sheet})
            turns = [engine.laid(), *self._later]
            for guess in guesses:
                position = T.copy_position(guess)
                engine.play_laid(position, turns)
                found.append(position)
        return found

    def scores(self, ends: Sequence[T.Position]) -> NDArray[np.float64]:
        """Points of the acts that are not scored yet, added up, of each end. Shape (ends,)."""
        open_ = np.asarray(self._guess.acts)[:, T.ACT_SCORE + self.number] < 0.0
        found = [np.asarray(end.acts)[open_, T.ACT_SCORE + self.number] for end in ends]
        return np.array([float(one[one >= 0.0].sum()) for one in found])


def _view(engine: TheatreEngine, position: T.Position, seat: str) -> TheatreView:
    legality = TheatreLegality(engine, seal(engine, position, seat), seat)
    return TheatreView(engine, legality.sealed, seat, (), legality)
