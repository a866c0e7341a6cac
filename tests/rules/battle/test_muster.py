"""Rulings on strengths at the start (2.2)."""

import math

import pytest

from game.core.dice import new_dice, normal
from game.core.rule import plain
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.muster import muster
from tests.rules.battle.field import Field


def test_men_are_the_estimate_times_a_fortune_of_the_formation():
    field = Field(units=5)
    field.s.clock[S.SEED0] = 8
    one, two = (
        field.unit(1, 0, MEN=400, CREW=9, U_FORMATION=2, U_BAND_PM=150),
        field.unit(1, 0, MEN=800, U_FORMATION=2, U_BAND_PM=150),
    )
    other, sure = field.unit(0, 0, MEN=500, U_FORMATION=3, U_BAND_PM=150), field.unit(0, 0, MEN=77, U_BAND_PM=0)
    total = field.call(muster)
    of = {
        (f, side): math.exp(0.15 * normal(plain(new_dice(8)), 1000 + f, side, C.D_MUSTER) - 0.15**2 / 2)
        for f, side in ((2, 1), (3, 0))
    }
    men = [math.floor(400 * of[2, 1] + 0.5), math.floor(800 * of[2, 1] + 0.5), math.floor(500 * of[3, 0] + 0.5), 77]
    assert [field.has(u, "MEN")[0] for u in (one, two, other, sure)] == men
    assert total == sum(men) + 9  # crews are counted, not estimated


def test_nobody_is_drawn_away_whole_and_nobody_out_of_nothing():
    field = Field()
    few, none = field.unit(0, 0, MEN=1, U_BAND_PM=900), field.unit(0, 0, MEN=0, CREW=4, U_BAND_PM=900)
    drawn = set()
    for seed in range(12):
        field.s.clock[S.SEED0] = seed
        field.change(few, MEN=1)
        field.call(muster)
        drawn.add(field.has(few, "MEN")[0])
        assert field.has(none, "MEN", "CREW") == (0, 4)
    assert min(drawn) == 1


@pytest.mark.parametrize("band", [1, 150])
def test_the_wider_the_band_the_wider_the_draw(band):
    drawn = []
    for seed in range(40):
        field = Field()
        field.s.clock[S.SEED0] = seed
        u = field.unit(0, 0, MEN=10000, U_BAND_PM=band)
        field.call(muster)
        drawn.append(math.log(field.has(u, "MEN")[0] / 10000))
    mean = sum(drawn) / 40
    sd = math.sqrt(sum((x - mean) ** 2 for x in drawn) / 40)
    assert 0.6 * band / 1000 < sd < 1.5 * band / 1000  # forty draws: the estimate strays by a ninth
