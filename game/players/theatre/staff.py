"""The seat that lets its staff work: the record's dispositions, answers by the odds, a temperament if it has one (rule 15)."""

import math

from game.match.theatre.sheets import Sheet
from game.match.theatre.views import TheatreView
from game.model.theatre.game import Theatre
from game.players.theatre.temperament import Leaning


class StaffSeat:
    """Silence where it has no temperament: the cards are drawn from their rows. A temperament draws its own answers."""

    def __init__(self, seat: str, theatre: Theatre, *, seed: int, temperament: str = "") -> None:
        self.seat, self.seed = seat, seed
        self.leaning = Leaning(theatre, temperament)

    def sheet(self, view: TheatreView) -> Sheet:
        """The staff plan as it stands, and the answers that the temperament drew."""
        from game.players.theatre.random import Luck

        sheet = Sheet()
        if not self.leaning.log_odds:
            return sheet
        luck = Luck(self.seed, view.turn.number, view.seat)
        for card in view.cards:
            for case in card.cases:
                u = next(luck)
                if not any(self.leaning.of(card.id, o.state) for o in case.options):
                    continue
                weights = [
                    o.p * math.exp(self.leaning.of(card.id, o.state)) if o.refusal is None else 0.0
                    for o in case.options
                ]
                reached, wanted, whole = 0.0, "", sum(weights)
                for option, weight in zip(case.options, weights, strict=True):
                    reached += weight
                    if weight and u * whole < reached:
                        wanted = option.state
                        break
                given = {**sheet.answers.get(card.id, {}), case.key: wanted}
                wider = Sheet(answers={**sheet.answers, card.id: given})
                sheet = wider if wanted and view.refusal(wider) is None else sheet
        return sheet
