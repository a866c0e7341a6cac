"""The commander who gives the record's orders and decisions, turn by turn; what is not legal is dropped and kept in mind."""

from game.match.legality import Refusal
from game.match.views import View
from game.model.decisions import Decision
from game.model.orders import Order
from game.model.scenario import Scenario

LIKELY = 0.2  # odds of a petition from which a refusal is bad luck and not policy (design choice)


class HistoricalCommander:
    """Gives the record's orders and decisions for a side. `dropped`: what could not be ordered, with the reason."""

    def __init__(self, side: str, scenario: Scenario) -> None:
        self.side, self.scenario = side, scenario
        self.dropped: list[tuple[str, Order | Decision, Refusal]] = []

    def orders(self, view: View) -> tuple[Order | Decision, ...]:
        """The record's orders and decisions for the turn of the view that are legal in it."""
        given: list[Order | Decision] = []
        turn = view.turn.number
        sheet: list[Order | Decision] = [*self.scenario.decisions_of(turn, self.side), *self._again(view)]
        sheet += self.scenario.orders_of(turn, self.side)
        for order in sheet:
            refusal = view.refusal(order, given)
            if refusal is None:
                given.append(order)
            else:
                self.dropped.append((view.turn.name, order, refusal))
        return tuple(given)

    def _again(self, view: View) -> list[Decision]:
        """Petitions of the record that were refused here though they were likely: they are repeated as soon as they may be."""
        refused = {act.id for act, status in view.acts if status == "refused"}
        if not refused:
            return []
        before = [t for t in self.scenario.history if t.side == self.side and t.turn < view.turn.number]
        asked = refused & {d.act for t in before for d in t.decisions if d.kind == "ask"}
        return [
            Decision(kind="ask", act=p.act)
            for p in view.permissions
            if p.act in asked and p.status == "refused" and not p.again and p.odds >= LIKELY
        ]
