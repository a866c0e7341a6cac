"""The follower: as in the record while it fits. Where a what-if has made another war of it, the staff commands.

Beside his game runs its twin, the unchanged re-enactment with the same luck. A counter keeps the record's orders while its
own strength, the owners of the scored places about it and the enemy its assault was meant for are what they were in the twin,
within bands, and while it does not wait for a trigger that its twin has answered; else the plain commander orders it in that
turn. He compares what his side knows here with what it knew there, nothing else: an unchanged world is followed exactly.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from game.core.hexes import distance
from game.match.battle.orders import expand
from game.match.battle.own_unit import OwnUnit
from game.match.battle.views import View
from game.model.base import HexAt
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.players.battle.historical import HistoricalCommander
from game.players.battle.plain import PlainCommander
from game.players.battle.situation import enemies_of

# What fits (design choices, not fitted): strength within a share of the twin's, places this near, enemies within a factor.
STRENGTH, NEAR_HEXES, FACTOR = 0.35, 8, 2.0
HELD_PM = 500  # share of a place from which a side is its owner


class FollowerCommander(HistoricalCommander):
    """The record's orders for the counters they still fit, the staff's for the others.

    `twin`: what the side knew in the unchanged game, by number of turn. `turns`, `kept`: turns of counters on the map, and those
    in which the record's orders stood; `released`: the number of the turn in which the staff first commanded a counter.
    """

    def __init__(self, side: str, scenario: Scenario, twin: Mapping[int, View]) -> None:
        super().__init__(side, scenario)
        self.twin, self.staff = twin, PlainCommander(side, scenario)
        self.turns = self.kept = 0
        self.released: dict[str, int] = {}
        self._out: set[str] = set()

    def orders(self, view: View) -> tuple[Order | Decision, ...]:
        """The record's orders and decisions as far as they fit, then the staff's for the counters that they do not."""
        given = list(super().orders(view))
        on_map = [u.id for u in view.own if u.hex is not None]
        self._out.intersection_update(on_map)
        self.turns += len(on_map)
        self.kept += len(on_map) - len(self._out)
        for unit in sorted(self._out):
            self.released.setdefault(unit, view.turn.number)
        for order in self.staff.sheet(view, self._out) if self._out else ():
            if view.refusal(order, given) is None:
                given.append(order)
        return tuple(given)

    def _fitting(self, view: View, sheet: Sequence[Order | Decision]) -> list[Order | Decision]:
        """The sheet less the orders to counters that it does not fit; an order to a formation holds for its others."""
        twin = self.twin.get(view.turn.number)
        self._out = set()
        if twin is not None and _is_same(view, twin):
            return list(sheet)
        fit = _Fit(view, twin) if twin is not None else None
        self._out = {u.id for u in view.own if fit is None or not fit.holds(u)}
        whole = [(order, expand(self.scenario, order) if isinstance(order, Order) else ()) for order in sheet]
        if fit is not None:
            orders = (one for _, ones in whole for one in ones)
            self._out |= {o.unit for o in orders if o.verb.assaults and o.target and not fit.is_meant(o.target)}
        found: list[Order | Decision] = []
        for order, ones in whole:
            left = [one for one in ones if one.unit not in self._out]
            found += [order] if len(left) == len(ones) else left
        return found


class _Fit:
    """What one side knows in two worlds at the start of the same turn."""

    def __init__(self, view: View, twin: View) -> None:
        self._view, self._beside = view, twin
        self._twin = {u.id: u for u in twin.own}
        place = view.scenario.place
        self._turned: list[HexAt] = [
            place(p).hex for p, share in view.shares.items() if (share > HELD_PM) != (twin.shares[p] > HELD_PM)
        ]

    def holds(self, unit: OwnUnit) -> bool:
        """The record's orders fit the counter, whatever they are."""
        twin = self._twin[unit.id]
        if unit.hex is None:
            return True
        if abs(unit.strength - twin.strength) > STRENGTH * twin.strength:
            return False
        if unit.verb.waits and not twin.verb.waits:
            return False  # its trigger stands for a judgement that its twin has made
        if any(distance(unit.hex, place) <= NEAR_HEXES for place in self._turned):
            return False
        return not (unit.verb.assaults and unit.target and not self.is_meant(unit.target))

    def is_meant(self, target: HexAt) -> bool:
        """The enemy believed at a target is about what he was believed to be in the twin, or none in both."""
        here, there = self._believed
        few, many = sorted((here.get(target, 0), there.get(target, 0)))
        return many <= FACTOR * few

    @cached_property
    def _believed(self) -> tuple[Mapping[HexAt, int], Mapping[HexAt, int]]:
        return enemies_of(self._view), enemies_of(self._beside)


def _is_same(view: View, twin: View) -> bool:
    """The side knows the same in both worlds, to the last bit."""
    return all(np.array_equal(a, b) for a, b in zip(view.sealed, twin.sealed, strict=True))
