"""One truth about what may be ordered: the masks that the rules survey, and the refusals that give reasons in words."""

import random

import numpy as np
import pytest
from msgspec.structs import replace

from game.match.battle.amiss import unread
from game.model.battle.orders import Order
from game.model.battle.verbs import VERBS
from game.rules.battle import state as S
from tests.contract.conftest import Games

pytestmark = pytest.mark.slow
EVERY, UNITS, HEXES = 20, 5, 12  # of 200 positions, of the counters of a side, of the hexes for each verb


def shaken(state: S.State, luck: random.Random) -> S.State:
    """The position with counters shaken, pinned, broken and short of guns, and with leave that nobody gave."""
    changed = S.copy_state(state)
    for row in changed.units:
        for column, values in ((S.COH_PM, (100, 499, 500, 900)), (S.SUP_PM, (0, 349, 900)), (S.BROKEN, (0, 0, 0, 1))):
            row[column] = luck.choice(values)
        row[S.GUNS] = luck.choice((0, 1, row[S.GUNS]))
    changed.sides[:, S.SHELLS] = [luck.choice((0, 50, n, n)) for n in changed.sides[:, S.SHELLS]]
    for leave in changed.leaves:
        leave[S.LEAVE_HELD] = luck.choice((0, 1, 2))
    return changed


def plainly(unit: str, verb: str, here: tuple[int, int]) -> Order:
    """An order with nothing but verb and target."""
    does = VERBS[verb]
    return Order(unit=unit, task=verb, target=here, rounds=int(does.fires), lots=int(does.ferries))


def test_a_mask_says_what_a_refusal_says(games: Games):
    seen = {True: 0, False: 0}
    for k, position in enumerate(games.some(EVERY)):
        luck = random.Random(k)
        match = position.before if k % 2 else position.with_state(shaken(position.state, luck))
        if match.over:
            continue
        for side in games.scenario.sides:
            view = match.view(side)
            own = luck.sample([u.id for u in view.own], min(UNITS, len(view.own)))
            for unit in own:
                mask = view.legal_mask(unit)
                for row, verb in enumerate(VERBS):
                    marked, other = np.argwhere(mask[row]).tolist(), np.argwhere(~mask[row]).tolist()
                    drawn = [luck.sample(cells, min(HEXES, len(cells))) for cells in (marked, other)]
                    for r, c in drawn[0] + drawn[1]:
                        here = (c, r)
                        refusal = view.legality._judge(plainly(unit, verb, here), ())
                        marks = bool(mask[row, r, c])
                        seen[marks] += 1
                        assert (refusal is None) is marks, f"{position.name}: {unit} {verb} {here}: {refusal}"
                    assert not marked or verb in view.legal_tasks(unit)
    assert min(seen.values()) > 1000


def test_an_order_that_is_allowed_quickly_is_one_that_no_check_refuses(games: Games):
    quick = slow = 0
    for k, position in enumerate(games.some(5)):
        luck = random.Random(k)
        match = position.before if k % 2 else position.with_state(shaken(position.state, luck))
        if match.over:
            continue
        for side, sheet in position.sheets.items():
            legality = match.view(side).legality
            orders = [o for o in sheet if isinstance(o, Order)]
            for order in [v for o in orders for v in (o, *variants(o, games, luck))]:
                if unread(order) is not None:
                    continue
                refusal = legality._judge(order, ())
                if legality.lawful.allows(order):
                    quick += 1
                    assert refusal is None, f"{position.name}: {order}: {refusal}"
                else:
                    slow += refusal is None
                    assert refusal or not legality.lawful.is_sure(order), f"{position.name}: {order}"
                assert legality.is_lawful(order) is (refusal is None)
    assert quick > 500
    assert slow < quick, "what is lawful is mostly known at once"


def variants(order: Order, games: Games, luck: random.Random) -> list[Order]:
    """The order otherwise: for another counter, at another hex, from another line, at another hour, in another manner."""
    ground, turn = games.scenario.ground, luck.choice(games.scenario.calendar.played())
    here = (luck.randrange(-1, ground.columns + 1), luck.randrange(ground.rows))
    return [
        replace(order, unit=luck.choice(games.scenario.counters).id),
        replace(order, target=here),
        replace(order, target=None),
        replace(order, start_line=here),
        replace(order, start=games.scenario.calendar.moment_of(turn.first_pulse)),
        replace(order, until="never"),
        replace(order, manner="silent"),
        replace(order, trigger="hex_lost"),
        replace(
            order, mission=luck.choice(("defensive", "counter_battery", "interdiction")), rounds=luck.choice((0, 1, 90))
        ),
        replace(order, fallback=here),
    ]


def test_who_is_not_on_the_side_has_no_mask(games: Games):
    match = games.positions[0].before
    for side in games.scenario.sides:
        other = next(c.id for c in games.scenario.counters if c.side != side)
        for unit in (other, "nobody"):
            with pytest.raises(KeyError):
                match.view(side).legal_mask(unit)
