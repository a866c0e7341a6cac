"""Everything hidden drawn anew after every turn of games of every scenario and of the strategic choice: no difference."""

import pytest

from tests.contract import seats
from tests.contract.conftest import SCENARIOS
from tests.contract.games import played, positions
from tests.contract.hidden import luck_of, with_everything_hidden_drawn_anew
from tests.contract.test_seats_known import SEATS, game
from tests.contract.told import differences

pytestmark = [pytest.mark.long, pytest.mark.timeout(7200)]


@pytest.mark.parametrize("number", [0, 1, 5, 8])
@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_hidden_changes_nothing_that_a_side_is_told(name: str, number: int):
    found: list[str] = []
    told, match = 0, played(name, number)
    for at in positions(match, range(1, len(match.records) + 1)):
        for k, side in enumerate(at.scenario.sides):
            other = with_everything_hidden_drawn_anew(at, side, luck_of(name, number, at.turn.number, side))
            count, differ = differences(at, other, side, k, forecasts=6)
            told, found = told + count, found + differ
    print(f"{name}, game {number}: {told} things told, {len(found)} differ")
    assert found == []


@pytest.mark.parametrize("seed", [4, 11, 23])
def test_what_is_hidden_changes_nothing_that_a_seat_is_told(seed: int):
    found: list[str] = []
    told, match = 0, game(seed)
    for turn in range(1, match.turn.number):
        at = match.branch(turn)
        for seat in SEATS:
            other = seats.with_everything_hidden_drawn_anew(at, seat, luck_of("seat", seed, turn, seat))
            count, differ = seats.differences(at, other, seat, turn)
            told, found = told + count, found + differ
    print(f"seed {seed}: {told} things told, {len(found)} differ")
    assert found == []
