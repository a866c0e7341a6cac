"""The commander who gives the orders of the record, turn by turn; an order that is not legal is dropped and kept in mind."""

from game.match.legality import Refusal
from game.match.views import View
from game.model.orders import Order
from game.model.scenario import Scenario


class HistoricalCommander:
    """Gives the record's orders for a side. `dropped`: what could not be ordered, with the reason."""

    def __init__(self, side: str, scenario: Scenario) -> None:
        self.side, self.scenario = side, scenario
        self.dropped: list[tuple[str, Order, Refusal]] = []

    def orders(self, view: View) -> tuple[Order, ...]:
        """The record's orders for the turn of the view that are legal in it."""
        given: list[Order] = []
        for order in self.scenario.orders_of(view.turn.number, self.side):
            refusal = view.refusal(order, given)
            if refusal is None:
                given.append(order)
            else:
                self.dropped.append((view.turn.name, order, refusal))
        return tuple(given)
