"""Who has a sheet of his own and a staff: the orders and decisions that were written, the staff's for every other counter."""

from game.match.battle.orders import expand
from game.match.battle.views import View
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.players.battle.historical import PATIENCE, HistoricalCommander
from game.players.battle.plain import PlainCommander


class SheetCommander(HistoricalCommander):
    """The orders of the scenario's history; a counter goes on with one for up to six turns, or until it rests, then the staff's.

    Of decisions the sheet's stand, and the staff's of other kinds beside them.
    """

    def __init__(self, side: str, scenario: Scenario) -> None:
        super().__init__(side, scenario)
        self.staff = PlainCommander(side, scenario)
        self._busy: dict[str, int] = {}  # by counter: the turn of its last order from the sheet

    def orders(self, view: View) -> tuple[Order | Decision, ...]:
        """The sheet's orders and decisions of the turn that are legal, then the staff's."""
        given = list(super().orders(view))
        turn = view.turn.number
        own = {u.id: u for u in view.own if u.hex is not None}
        self._busy = {u: t for u, t in self._busy.items() if u in own and turn - t < PATIENCE and not own[u].verb.rests}
        for order in given:
            for one in expand(self.scenario, order) if isinstance(order, Order) else ():
                self._busy[one.unit] = turn
        kinds = {d.kind for d in given if isinstance(d, Decision)}
        for order in self.staff.orders(view):
            if isinstance(order, Decision):
                if order.kind not in kinds and view.refusal(order, given) is None:
                    given.append(order)
            elif order.unit not in self._busy and view.refusal(order, given) is None:
                given.append(order)
        return tuple(given)
