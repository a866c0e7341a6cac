"""What a computer commander knows at the start of a turn, in the form in which he plans: beliefs, counters free, orders given."""

from collections import Counter
from functools import cached_property, lru_cache

from game.core.hexes import distance, neighbours
from game.match.battle.own_unit import OwnUnit
from game.match.battle.views import View
from game.model.base import HexAt
from game.model.battle.orders import Order

NEAR_HEXES = 6  # an enemy so near makes men dig
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
        if order.unit not in self.free or self.view.refusal(order, beside) is not None:
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
        return unit.hex is not None and bool(self._near >> _bit(unit.hex) & 1)

    @cached_property
    def _near(self) -> int:
        """The hexes within six of a known enemy, a bit each: a set of them is too slow to join."""
        near = 0
        for here in self.enemies:
            near |= _disc(here, NEAR_HEXES)
        return near

    def is_garrison(self, unit: OwnUnit) -> bool:
        """The counter alone stands in a scored place."""
        return unit.hex in self.place_ids and self.standing.get(unit.hex) == 1

    # ------------------------------------------------------------ ways
    def hours(self, unit: OwnUnit, target: HexAt) -> float:
        """Hours to the nearest hex beside a target, 99 if none can be reached."""
        key = (self.scenario.unit_type(self.scenario.counter(unit.id)).mobility, unit.hex, target)
        if key not in self._hours:
            reach = self.view.reach_hours(unit.id)
            self._hours[key] = min([reach.get(h, 99.0) for h in neighbours(*target)])
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
