"""A commander who sends everybody at the nearest enemy he knows: the second least that a plan must beat."""

from game.core.hexes import distance
from game.match.battle.views import View
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario


class NearestCommander:
    """Each counter that may assault goes for the nearest contact, the others hold."""

    def __init__(self, side: str, scenario: Scenario) -> None:
        self.side, self.scenario = side, scenario

    def orders(self, view: View) -> tuple[Order, ...]:
        """An assault for every counter that can reach a contact."""
        found = []
        for unit in view.own:
            if unit.hex is None or "assault" not in view.legal_tasks(unit.id) or unit.verb.assaults:
                continue
            here = unit.hex
            for contact in sorted(view.contacts, key=lambda c: (distance(here, c.hex), c.id)):
                order = Order(unit=unit.id, task="assault", target=contact.hex)
                if view.refusal(order) is None:
                    found.append(order)
                    break
        return tuple(found)
