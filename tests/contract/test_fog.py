"""A march that nobody sees is felt by nobody. What is hidden and changes nothing that is told: `test_known.py`."""

import random

import pytest

from game import Match
from game.core.hexes import distance
from game.model.battle.orders import Order
from game.rules.battle import codes as C
from game.rules.battle import state as S
from tests.contract.conftest import Games, Position
from tests.match.test_fog import everything

pytestmark = pytest.mark.slow

FAR, ALONE = 7, 2  # hexes from the side's own counters, and from its friends, at which nobody is met by chance


@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_a_march_far_behind_the_enemy_lines_is_not_felt(games: Games, side: str):
    """The turn is played twice, once with a lone unseen enemy sent on a march: the side is told the same and sees the same."""
    marched = 0
    for k, position in enumerate(games.some(4)):
        unit = lone(games, position, side)
        if unit is None:
            continue
        other = "soviet" if side == "japan" else "japan"
        order = march(position.before, unit, random.Random(k))
        if order is None:
            continue
        ends = []
        for sheet in ([], [order]):
            match = position.before
            given = [o for o in position.sheets[other] if not (isinstance(o, Order) and o.unit == unit)]
            match.resolve(**{side: position.sheets[side], other: [*given, *sheet]})
            ends.append(match)
        if any(unit in {c.id for c in m.view(side).contacts} for m in ends):
            continue  # it came into view
        moved = ends[0].state.units[games.scenario.unit_index(unit), S.HEX]
        marched += moved != ends[1].state.units[games.scenario.unit_index(unit), S.HEX]
        assert everything(ends[0].view(side)) == everything(ends[1].view(side)), (position.name, order)
    assert marched > 0 or games.scenario.id == "silent-assault"


def lone(games: Games, position: Position, side: str) -> str | None:
    """An enemy counter of infantry that lies still, that the side has never seen, far from all others."""
    scenario, view = games.scenario, position.before.view(side)
    seen = {c.id for c in view.contacts}
    units = position.state.units
    there = {c.id: int(units[k, S.HEX]) for k, c in enumerate(scenario.counters) if units[k, S.HEX] >= 0}
    place = {unit: (here % scenario.ground.columns, here // scenario.ground.columns) for unit, here in there.items()}
    for counter in scenario.counters:
        kind = scenario.unit_type(counter)
        if counter.side == side or counter.id in seen or counter.id not in place or not kind.assaults or kind.tank:
            continue
        if units[scenario.unit_index(counter.id), S.TASK] not in (C.HOLD, C.DIG):
            continue
        apart = [distance(place[counter.id], at) for other, at in place.items() if other != counter.id]
        own = [distance(place[counter.id], at) for other, at in place.items() if scenario.counter(other).side == side]
        if min(apart) >= ALONE and min(own, default=99) >= FAR:
            return counter.id
    return None


def march(match: Match, unit: str, luck: random.Random) -> Order | None:
    """A march of two hexes or so that is legal and leads over no scored place: that one was taken both are told (rule 8.3)."""
    here = next(u.hex for u in match.view(match.scenario.counter(unit).side).own if u.id == unit)
    assert here is not None
    goals = [(here[0] + x, here[1] + y) for x in range(-2, 3) for y in range(-2, 3)]
    luck.shuffle(goals)
    scored = [match.scenario.place(p.place).hex for p in match.scenario.scored]
    for goal in goals:
        if any(distance(here, s) + distance(s, goal) <= distance(here, goal) + 1 for s in scored):
            continue
        order = Order(unit=unit, task="move", target=goal)
        if goal != here and match.scenario.ground.holds(goal) and match.refusal(order) is None:
            return order
    return None
