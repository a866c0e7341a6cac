"""The strong seat: the five best sheets of the plain one, played out from what the seat knows (rule 15)."""

from game.match.theatre.sheets import Sheet
from game.match.theatre.views import TheatreView
from game.model.theatre.game import Theatre
from game.model.theatre.values import FittedValues
from game.players.theatre.plain import PlainSeat
from game.players.theatre.rollouts import rollouts

SHEETS, ROLLOUTS = 5, 64
BESIDE = 0x5EA7  # its luck is not the game's


class StrongSeat:
    """Thinks ahead to the act's end: every sheet meets the same guesses and the same luck."""

    def __init__(self, seat: str, theatre: Theatre, values: FittedValues, *, seed: int, temperament: str = "") -> None:
        self.seat, self.seed = seat, seed
        self.plain = PlainSeat(seat, theatre, values, temperament=temperament)

    def sheet(self, view: TheatreView) -> Sheet:
        """The sheet whose rollouts end best for the seat, the first of equals."""
        sheets = self.plain.sheets(view, SHEETS)
        if len(sheets) == 1:
            return sheets[0]
        scores = rollouts(view, sheets, ROLLOUTS, (self.seed ^ BESIDE) + 1009 * view.turn.number).mean(axis=1)
        return sheets[int(scores.argmax())]
