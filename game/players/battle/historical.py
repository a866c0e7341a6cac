"""The commander who gives the record's orders and decisions, turn by turn; what is not legal is dropped and kept in mind."""

from collections.abc import Sequence

from msgspec.structs import replace

from game.match.battle.legality import Refusal
from game.match.battle.orders import expand
from game.match.battle.views import View
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario

PATIENCE = 6  # turns for which they are (design choice: a day and a half)
LIKELY = 0.2  # odds of a petition from which a refusal is bad luck and not policy (design choice)


class HistoricalCommander:
    """Gives the record's orders and decisions for a side. `dropped`: what could not be ordered, with the reason."""

    def __init__(self, side: str, scenario: Scenario) -> None:
        self.side, self.scenario = side, scenario
        self.dropped: list[tuple[str, Order | Decision, Refusal]] = []
        self._open: dict[str, tuple[int, Order]] = {}  # by counter: turn and order that could not be given yet

    def orders(self, view: View) -> tuple[Order | Decision, ...]:
        """The record's orders and decisions for the turn of the view that are legal in it."""
        given: list[Order | Decision] = []
        turn = view.turn.number
        sheet: list[Order | Decision] = [*self.scenario.decisions_of(turn, self.side), *self._again(view)]
        fresh = self.scenario.orders_of(turn, self.side)
        sheet += [*self._later(view, fresh), *fresh]
        for order in self._fitting(view, sheet):
            refusal = view.refusal(order, given)
            if refusal is None:
                given.append(order)
                continue
            near = replace(order, start_line=None) if isinstance(order, Order) and order.start_line else None
            if near and view.refusal(near, given) is None:
                given.append(near)  # from where the counter stands, not from a start line that is lost
                continue
            self.dropped.append((view.turn.name, order, refusal))
            if isinstance(order, Order) and order.verb.enters and self.scenario.has_counter(order.unit):
                self._open.setdefault(order.unit, (turn, order))
        return tuple(given)

    def _fitting(self, view: View, sheet: Sequence[Order | Decision]) -> list[Order | Decision]:
        """What is left of the turn's sheet before it is asked what is legal: here all of it, whatever has happened."""
        return list(sheet)

    def _later(self, view: View, fresh: Sequence[Order]) -> list[Order]:
        """Marches and assaults that were refused in the last days and that the record has not replaced: the intent stands."""
        turn, own = view.turn.number, {u.id: u for u in view.own}
        for order in fresh:
            for one in expand(self.scenario, order):
                self._open.pop(one.unit, None)
        self._open = {u: (since, o) for u, (since, o) in self._open.items() if turn - since <= PATIENCE}
        held = {u.hex for u in own.values()}
        found = []
        for unit, (_, order) in sorted(self._open.items()):
            again = replace(order, start="", until="")
            won = order.verb.assaults and order.target in held
            if own[unit].hex is not None and not won and view.refusal(again) is None:
                found.append(again)
                del self._open[unit]
        return found

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
