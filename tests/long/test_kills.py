"""Two hundred kills of the real programs: what was sealed, written or decided is there afterwards, at the right seat."""

import random
import secrets

import pytest

from tests.programs import Kind, killed_at_random

pytestmark = [pytest.mark.long, pytest.mark.timeout(7200)]

KILLS, OF_A_GAME = 25, 5  # of each kind of program, and of one game of it
SEATS = {"battle": (("japan",), ("japan", "soviet")), "theatre": (("tokyo",), ("tokyo", "moscow"))}
KINDS = [Kind(scale, window, humans) for scale, all_ in SEATS.items() for window in (False, True) for humans in all_]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_kills_at_random_moments_lose_nothing(kind, tmp_path):
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    luck = random.Random(seed)
    done = 0
    for game in range(KILLS // OF_A_GAME):
        folder = tmp_path / str(game)
        folder.mkdir()
        done += killed_at_random(kind, luck, folder, OF_A_GAME)
    print(f"{done} acts acknowledged")
    assert done > KILLS


def test_they_are_two_hundred():
    assert KILLS * len(KINDS) == 200
