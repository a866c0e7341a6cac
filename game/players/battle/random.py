"""A commander who orders anything that is allowed: the least that a plan must beat."""

import hashlib

from game.core.hexes import neighbours
from game.match.battle.views import View
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.model.battle.verbs import VERBS


class RandomCommander:
    """Gives each counter a legal task at random; the same view, the same orders."""

    def __init__(self, side: str, scenario: Scenario, *, seed: int = 0) -> None:
        self.side, self.scenario, self.seed = side, scenario, seed

    def orders(self, view: View) -> tuple[Order, ...]:
        """A task for about half of the counters."""
        found: list[Order] = []
        for unit in view.own:
            tasks = view.legal_tasks(unit.id)
            roll = self._roll(view, unit.id, "task")
            if not tasks or unit.hex is None or roll % 2:
                continue
            task = tasks[roll // 2 % len(tasks)]
            verb = VERBS[task]
            here = unit.hex
            for step in range(1 + self._roll(view, unit.id, "far") % 4):
                around = [h for h in neighbours(*here) if self.scenario.ground.holds(h)]
                here = around[self._roll(view, unit.id, f"way{step}") % len(around)]
            order = Order(
                unit=unit.id,
                task=task,
                target=None if verb.aims == "nothing" else here,
                rounds=8 if verb.fires else 0,
                mission="preparation" if verb.fires else "",
                lots=1 if verb.ferries else 0,
            )
            if view.refusal(order, found) is None:
                found.append(order)
        return tuple(found)

    def _roll(self, view: View, unit: str, what: str) -> int:
        text = f"{self.seed}|{view.turn.number}|{unit}|{what}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")
