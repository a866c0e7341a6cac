"""Views are sealed: what a side does not see changes nothing that it is shown, may order, is refused or would order."""

import random

import numpy as np
import pytest

from game import Match
from game.core.hexes import distance
from game.match.battle.guess import Belief
from game.match.battle.sealing import seal
from game.model.battle.orders import Order
from game.players.battle.plain import PlainCommander
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.state import State
from tests.contract.conftest import Games, Position
from tests.match.test_fog import everything

pytestmark = pytest.mark.slow

FULL = 20  # one position of so many is asked for everything that a side may order
FAR, ALONE = 7, 2  # hexes from the side's own counters, and from its friends, at which nobody is met by chance


def behind_the_fog(games: Games, state: State, side: int, luck: random.Random) -> State:
    """The same position with everything else there that the side does not know: enemy men, plans, guns, leaves, luck."""
    other = S.copy_state(state)
    theirs = np.nonzero(games.whose != side)[0]
    dry = np.nonzero(np.asarray(games.tables.terrain)[np.asarray(games.tables.hex)[:, S.H_TERRAIN], S.R_WATER] == 0)[0]
    for u in theirs:
        row = other.units[u]
        row[:] = [luck.randrange(1000) for _ in range(S.UNIT_COLS)]
        row[S.HEX], row[S.TASK], row[S.BROKEN] = luck.choice(dry), C.HOLD, luck.randrange(2)
        row[[S.GOAL, S.PATH_AT, S.PATH_LEN]] = -1, 0, 0
    other.paths[theirs] = luck.randrange(1000)
    other.sides[1 - side] = luck.randrange(1000)
    group = other.missions[:, S.M_GROUP]
    other.missions[(other.missions[:, S.M_USED] != 0) & np.isin(group, theirs)] = 0
    approach = (other.rows[:, S.USED] != 0) & (other.rows[:, S.STAGE] == C.APPROACH)
    other.rows[approach & (other.rows[:, S.ROW_SIDE] != side)] = 0
    other.rows[approach & (other.rows[:, S.ROW_SIDE] == side), S.HEAR_M] = luck.randrange(50, 250)
    if len(other.wings):
        wings = np.asarray(games.tables.wing)[:, S.W_SIDE] != side
        other.wings[wings] = luck.randrange(9)
        other.strikes[wings[other.strikes[:, S.Y_WING]]] = 0
    if len(other.accord):
        acts = np.asarray(games.tables.act)[:, S.ACT_SIDE] != side
        other.leaves[acts] = luck.randrange(3)
        other.forms[1 - side, [S.FORM_YES, S.FORM_PROPOSAL, S.FORM_URGED, S.FORM_CONTROL]] = luck.randrange(3)
    other.clock[[S.SEED0, S.SEED1]] = luck.randrange(1 << 32), luck.randrange(1 << 32)
    return other


def test_a_side_is_handed_nothing_that_it_cannot_know(games: Games):
    for k, position in enumerate(games.positions):
        for side in (0, 1):
            changed = behind_the_fog(games, position.state, side, random.Random(f"{k} {side}"))
            known, again = (seal(state, games.tables, side) for state in (position.state, changed))
            for field, a, b in zip(State._fields, known, again, strict=True):
                assert a.tobytes() == b.tobytes(), (position.name, side, field)


@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_what_is_hidden_changes_no_view_no_task_no_refusal_and_no_computer_order(games: Games, side: str):
    index = games.scenario.sides.index(side)
    for k, position in enumerate(games.some(FULL)):
        changed = position.with_state(behind_the_fog(games, position.state, index, random.Random(k)))
        plain = position.before
        assert asked(plain, side, k) == asked(changed, side, k), position.name


def asked(match: Match, side: str, luck: int) -> tuple[object, ...]:
    """All that a side sees, may order, is refused and would order."""
    view, chance = match.view(side), random.Random(luck)
    tasks = {unit.id: match.legal_tasks(unit.id) for unit in view.own}
    orders = [
        Order(unit=unit, task=chance.choice(may), target=(chance.randrange(36), chance.randrange(46)), rounds=5, lots=1)
        for unit, may in tasks.items()
        if may
    ]
    refused = [match.refusal(order) for order in orders]
    return everything(view), tasks, refused, PlainCommander(side, match.scenario).orders(view)


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
    """A march of two hexes or so that is legal."""
    here = next(u.hex for u in match.view(match.scenario.counter(unit).side).own if u.id == unit)
    assert here is not None
    goals = [(here[0] + x, here[1] + y) for x in range(-2, 3) for y in range(-2, 3)]
    luck.shuffle(goals)
    for goal in goals:
        order = Order(unit=unit, task="move", target=goal)
        if goal != here and match.scenario.ground.holds(goal) and match.refusal(order) is None:
            return order
    return None


@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_what_is_hidden_changes_no_guess_and_no_forecast(games: Games, side: str):
    """Every third turn of every game: hidden works, guns, men, cohesion, plans and luck drawn anew, the guess is the same."""
    index = games.scenario.sides.index(side)
    for k, position in enumerate(p for p in games.some(FULL) if p.turns % 3 == 0):
        changed = position.with_state(behind_the_fog(games, position.state, index, random.Random(k)))
        views = [m.view(side) for m in (position.before, changed)]
        for seed in (0, 7):
            a, b = (Belief(view).guess(seed) for view in views)
            assert all(x.tobytes() == y.tobytes() for x, y in zip(a, b, strict=True)), position.name
        tables = [Belief(view).tables for view in views]
        assert all(np.asarray(x).tobytes() == np.asarray(y).tobytes() for x, y in zip(*tables, strict=True))
