"""What holds for every turn: the order of a sheet is of no account, a turn leaves the old position as it was."""

import random

import pytest

from game.match.battle.orders import expand
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.rules.battle import state as S
from tests.contract.conftest import Games, Sheet

pytestmark = pytest.mark.slow


def shuffled(scenario: Scenario, sheet: Sheet, luck: random.Random) -> Sheet:
    """The sheet in another order; only of two orders for one counter the last is still the last (rule 7.8)."""
    left = list(sheet)
    meant = [{o.unit for o in expand(scenario, one)} if isinstance(one, Order) else set() for one in sheet]
    found: list[int] = []
    while len(found) < len(left):
        open_ = [
            k
            for k in range(len(left))
            if k not in found and not any(meant[k] & meant[j] for j in range(k) if j not in found)
        ]
        found.append(luck.choice(open_))
    return tuple(left[k] for k in found)


def test_permuted_orders_give_the_same_digest(games: Games):
    for k, position in enumerate(games.positions):
        sheets = {
            side: shuffled(games.scenario, given, random.Random(f"{k} {side}"))
            for side, given in position.sheets.items()
        }
        other = position.before
        other.resolve(trace=False, **sheets)
        assert other.digest == position.match.records[position.turns].digest, position.name


def test_a_turn_leaves_the_position_before_it_as_it_was(games: Games):
    for match in games.matches:
        assert [S.digest(r.state) for r in match.records] == [r.digest for r in match.records]
