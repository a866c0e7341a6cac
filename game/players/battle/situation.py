"""What a computer commander knows at the start of a turn, in the form in which he plans: beliefs, counters free, orders given."""

from collections import Counter
from functools import cached_property, lru_cache

from game.core.hexes import distance, neighbours
from game.match.battle.own_unit import OwnUnit
from game.match.battle.views import View
from game.model.base import HexAt
from game.model.battle.orders import Order
from game.rules.battle.state import A_LIFT_M, A_LIFT_TRAINED_M, A_TRAINED_FROM

NEAR_HEXES = 6  # an enemy so near makes men dig
CONTACT_HEXES = 1  # an enemy so near is in contact, and a place so near is at hand
TRENCH_PM = 250  # works from which men are dug in: a scrape
MARGIN, WIDEST = NEAR_HEXES + 1, 512  # of a row of bits: hexes beyond the edge, hexes with them


class Situation:
    """One turn of one side while it is planned. It reads the view only."""

    def __init__(self, view: View) -> None:
        self.view, self.scenario = view, view.scenario
        own = [u for u in view.own if u.hex is not None]
        self.free = {u.id: u for u in own if not u.is_broken}
        self.found: list[Order] = []
        self.places = _places_of(view)
        self.place_ids = {self.scenario.place(p.place).hex: p.place for p in reversed(self.scenario.scored)}
        self.enemies = enemies_of(view)
        self.standing = Counter(u.hex for u in own)
        self._weights: dict[str, float] = {}
        self._hours: dict[tuple[str, HexAt | None, HexAt], float] = {}
        self.night = bool(view.light and view.light[len(view.light) // 2].night)

    def give(self, order: Order) -> bool:
        """Takes an order up if it is legal; the counter is then spoken for."""
        beside = self.found if order.verb.ferries else ()  # only boats are shared
        if order.unit not in self.free or not self.view.is_lawful(order, beside):
            return False
        self.found.append(order)
        del self.free[order.unit]
        return True

    def may(self, unit: OwnUnit, task: str) -> bool:
        """The counter may be given the task with some target."""
        return task in self.view.legal_tasks(unit.id)

    # ------------------------------------------------------------ belief
    def believed(self, here: HexAt) -> int:
        """Enemy men believed in a hex."""
        return self.enemies.get(here, 0)

    def holds(self, here: HexAt) -> bool:
        """The side believes that it holds the hex."""
        return here in self.standing or (
            self.view.shares.get(self.place_ids.get(here, ""), 0) > 500 and not self.believed(here)
        )

    @cached_property
    def held(self) -> list[HexAt]:
        """Scored places that the side believes it holds, the heaviest first."""
        return [place for place in self.places if self.holds(place)]

    def is_near_enemy(self, unit: OwnUnit) -> bool:
        """A known enemy is within six hexes of the counter."""
        if unit.hex is None:
            return False
        bit = _bit(unit.hex)
        return self._near[bit >> 3] >> (bit & 7) & 1 > 0

    @cached_property
    def _near(self) -> bytes:
        """The hexes within six of a known enemy, a bit each: a set of them is too slow to join."""
        near = 0
        for here in self.enemies:
            near |= _disc(here, NEAR_HEXES)
        rows = self.scenario.ground.rows + 2 * MARGIN
        return near.to_bytes(rows * WIDEST // 8 + 1, "little")

    def is_garrison(self, unit: OwnUnit) -> bool:
        """The counter stands in a scored place."""
        return unit.hex in self.place_ids

    def stays(self, unit: OwnUnit) -> bool:
        """The trench rule: who lies in a scored place leaves it for no other, and who is dug in does not go to meet the enemy.

        Dug-in men go on from works that nobody presses on where a scored place that is not held is at hand.
        """
        here = unit.hex
        if here is None or here in self.place_ids:
            return here is not None
        if unit.works_pm < TRENCH_PM:
            return False
        if here in self._pressed:
            return True
        beside = any(distance(here, h) <= CONTACT_HEXES for h in self.enemies)
        return beside and not any(distance(here, p) <= CONTACT_HEXES and not self.holds(p) for p in self.places)

    def has_stopped(self, unit: OwnUnit, target: HexAt) -> bool:
        """The counter lies before the target in an engagement that presses no more: its assault was given up."""
        return any(row.target == target and not row.presses and unit.id in row.attackers for row in self.view.rows)

    @cached_property
    def _pressed(self) -> frozenset[HexAt]:
        """Hexes over which an engagement is fought."""
        return frozenset(row.target for row in self.view.rows)

    @cached_property
    def close(self) -> frozenset[HexAt]:
        """Hexes that own men are too near for the side's guns to shell (rule 3.13)."""
        army = self.view.engine.tables.side[self.scenario.sides.index(self.view.side)]
        lift_m = army[A_LIFT_TRAINED_M if self.view.pulse >= army[A_TRAINED_FROM] else A_LIFT_M]
        rows = (row for row in self.view.rows if row.side == self.view.side and row.gap_m < lift_m)
        return frozenset(row.target for row in rows) | frozenset(h for h in self.standing if h)

    # ------------------------------------------------------------ ways
    def hours(self, unit: OwnUnit, target: HexAt) -> float:
        """Hours to the nearest hex beside a target, 99 if none can be reached."""
        key = (unit.mobility, unit.hex, target)
        if key not in self._hours:
            self._hours[key] = self.view.hours_beside(unit.id, target)
        return self._hours[key]

    def weight(self, unit: OwnUnit) -> float:
        """Men that an attacker counts for; a shaken or worn one counts less."""
        if unit.id not in self._weights:
            self._weights[unit.id] = (unit.men + 12 * unit.tanks) * unit.cohesion_pm / 1000.0
        return self._weights[unit.id]

    def start_lines(self, target: HexAt) -> list[HexAt]:
        """Dry hexes beside the target on the side's own side of the line, away from other known enemies."""
        ground = self.scenario.ground
        return [
            h
            for h in neighbours(*target)
            if ground.holds(h)
            and self.view.may_stand(h)
            and not self.scenario.terrain_at(h).water
            and not self.believed(h)
        ]

    def ways_to(self, place: HexAt) -> list[HexAt]:
        """Hexes beside a place, those first that are nearest to a known enemy."""
        enemies = list(self.enemies) or [self.places[0]]
        nearest = {h: min([distance(h, e) for e in enemies]) for h in neighbours(*place)}
        return sorted(nearest, key=lambda h: (nearest[h], h))


def enemies_of(view: View) -> Counter[HexAt]:
    """Enemy men believed in each hex; a tank counts for eight."""
    found: Counter[HexAt] = Counter()
    for c in view.contacts:
        found[c.hex] += max(c.men, 8 * c.tanks)
    return found


def _places_of(view: View) -> list[HexAt]:
    scenario = view.scenario
    weighed = sorted(((p.weight, scenario.place(p.place).hex) for p in scenario.scored), reverse=True)
    return [place for _, place in weighed]


def _bit(here: HexAt) -> int:
    return (here[1] + MARGIN) * WIDEST + here[0] + MARGIN


@lru_cache(maxsize=4096)
def _disc(here: HexAt, radius: int) -> int:
    """The hexes within a radius of one, a bit each."""
    c, r = here
    box = ((x, y) for y in range(r - radius, r + radius + 1) for x in range(c - radius - 1, c + radius + 2))
    return sum(1 << _bit(h) for h in box if distance(here, h) <= radius)
