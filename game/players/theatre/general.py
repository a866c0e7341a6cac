"""The general of the strategic game: changes of the staff's sheet, each played to the end in the same worlds (rule 15)."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.match.theatre.sheets import Sheet
from game.match.theatre.views import TheatreView
from game.model.theatre.game import Theatre
from game.model.theatre.values import FittedValues
from game.players.theatre.choices import Change, changes
from game.players.theatre.course import Course
from game.players.theatre.plain import LEAN, PlainSeat
from game.rules.theatre import state as T

ROUNDS = 2  # times that the sheet is looked over; the second time what the first found stands on it
STAGES = ((3, 16), (8, 6), (16, 4), (32, 4))  # worlds that a change has been tried in, and how many changes go on
SURE = 1.0  # standard errors that a gain has to exceed
LEAST = 0.05  # points under which a gain is not worth an order
BESIDE = 0x6E3A  # its luck is not the game's


class Trial(NamedTuple):
    """A change of the sheet and what it gained in each world."""

    change: Change
    gains: NDArray[np.float64]

    @property
    def gain(self) -> float:
        """Points, the mean of the worlds."""
        return float(self.gains.mean())

    @property
    def is_sure(self) -> bool:
        """The gain is more than luck."""
        error = float(self.gains.std(ddof=1)) / len(self.gains) ** 0.5
        return bool(self.gain > max(LEAST, SURE * error))


class GeneralSeat:
    """Begins with what its staff proposes and changes what does better in worlds that fit what it knows.

    Every change meets the same worlds with the same luck; the weaker half leaves after each stage. The number of games is
    counted, never the time: the same seed and view give the same sheet.
    """

    def __init__(self, seat: str, theatre: Theatre, values: FittedValues, *, seed: int, temperament: str = "") -> None:
        self.seat, self.seed = seat, seed
        self.staff = PlainSeat(seat, theatre, values, temperament=temperament)
        self.staffs = {who: PlainSeat(who, theatre, values) for who in theatre.seat_ids} | {seat: self.staff}
        log_odds = self.staff.leaning.log_odds
        self._liked = [(f.card, f.state, LEAN * log_odds) for f in theatre.force if log_odds]

    def sheet(self, view: TheatreView) -> Sheet:
        """The sheet for the turn of the view."""
        view.engine.await_host()
        sheet = self.staff.sheet(view)
        luck = (self.seed ^ BESIDE) + 1009 * view.turn.number
        worlds = [view.guess(luck + k) for k in range(STAGES[-1][0])]
        course = Course(view.engine, worlds[0], self.staffs, self.seat, sheet)
        for _round in range(ROUNDS):
            better = self._better(view, course, sheet, worlds)
            if better == sheet:
                break
            sheet = better
        return sheet

    def _better(self, view: TheatreView, course: Course, sheet: Sheet, worlds: Sequence[T.Position]) -> Sheet:
        """The sheet with every change that is surely a gain, the best first, one of a part."""
        as_it_is = self._worth(course, sheet, worlds)
        trials = [Trial(change, np.zeros(0)) for change in changes(view, sheet)]
        done = 0
        for until, go_on in STAGES:
            trials = [
                Trial(
                    t.change, np.append(t.gains, self._gains(course, t.change.on(sheet), worlds, as_it_is, done, until))
                )
                for t in trials
            ]
            trials = sorted(trials, key=lambda t: -t.gain)[:go_on]
            done = until
        parts = set[tuple[str, ...]]()
        for trial in trials:
            wider = trial.change.on(sheet)
            if trial.is_sure and trial.change.part not in parts and view.refusal(wider) is None:
                sheet = wider
                parts.add(trial.change.part)
        return sheet

    def _gains(
        self,
        course: Course,
        sheet: Sheet,
        worlds: Sequence[T.Position],
        as_it_is: NDArray[np.float64],
        first: int,
        last: int,
    ) -> NDArray[np.float64]:
        return self._worth(course, sheet, worlds[first:last]) - as_it_is[first:last]

    def _worth(self, course: Course, sheet: Sheet, worlds: Sequence[T.Position]) -> NDArray[np.float64]:
        """Points of a sheet in each world, and what the temperament adds for answers of force that came about."""
        ends = course.ends(sheet, worlds)
        found: NDArray[np.float64] = course.scores(ends) + np.array([self._leaning(course, end) for end in ends])
        return found

    def _leaning(self, course: Course, end: T.Position) -> float:
        index, owners = course.engine.index, course.engine.book.node
        return sum(
            points
            for card, state, points in self._liked
            if int(owners[index.node[card], T.N_OWNERS]) >> course.number & 1
            and end.cards[index.node[card], T.CARD_STATE] == index.state(card, state)
            and end.cards[index.node[card], T.CARD_HOW] == T.ANSWERED
        )
