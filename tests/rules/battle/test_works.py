"""Rulings on digging in (2.9, 3.7, 7.11)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import works as W
from tests.rules.battle.field import HILL, INFANTRY, MARSH, OPEN, TANK, Field


@pytest.mark.parametrize(
    ("changes", "ground", "digs"),
    [
        ({}, OPEN, True),
        ({"BROKEN": 1}, OPEN, False),
        ({"MOVED": 1}, OPEN, False),
        ({"SUP_PM": 100}, OPEN, True),
        ({"SUP_PM": 101}, OPEN, False),
        ({"TASK": C.HOLD}, OPEN, False),
        ({"U_TYPE": TANK}, OPEN, False),
        ({}, MARSH, False),
        ({}, HILL, True),
    ],
)
def test_men_in_order_undisturbed_and_at_rest_dig_ground_that_can_be_dug(changes, ground, digs):
    field = Field()
    field.t.hex[3, S.H_TERRAIN] = ground
    u = field.unit(0, 3, TASK=C.DIG)
    field.change(u, **changes)
    assert field.call(W.may_dig, u) is digs


@pytest.mark.parametrize(("press", "digs"), [(0, True), (1, False)])
def test_an_assault_that_has_stopped_digs_in_where_it_lies(press, digs):
    field = Field()
    u = field.unit(0, 3, TASK=C.ASSAULT)
    field.row(0, u, 4, 0, PRESS=press)
    assert field.call(W.may_dig, u) is digs


# 2.9: gain (1 - works / most), rounded: 35 (1 - 150/600) = 26.25; 60 (1 - 300/900) = 40; 60 (1 - 310/900) = 39.33;
# 35 (1 - 0/600) = 35; beyond what hands can do nothing is lost
@pytest.mark.parametrize(
    ("ground", "works", "after"),
    [(HILL, 0, 35), (HILL, 150, 176), (OPEN, 300, 340), (OPEN, 310, 349), (OPEN, 900, 900), (HILL, 800, 800)],
)
def test_rock_is_dug_more_slowly_than_earth_and_ever_more_slowly(ground, works, after):
    field = Field()
    field.param(DIG_ROCK=35, DIG_EARTH=60, DIG_ROCK_MOST=600, DIG_EARTH_MOST=900)
    field.t.hex[3, S.H_TERRAIN] = ground
    u, idle = field.unit(0, 3, TASK=C.DIG, WORKS_PM=works), field.unit(0, 3, TASK=C.HOLD, WORKS_PM=works)
    lost = field.unit(0, 3, TASK=C.DIG, WORKS_PM=works, MEN=0)
    field.run(W.digging)
    assert [field.has(v, "WORKS_PM")[0] for v in (u, idle, lost)] == [after, works, works]


@settings(max_examples=30)
@given(st.integers(0, 1000))
def test_digging_never_takes_works_away(works):
    field = FIELD
    field.change(0, WORKS_PM=works)
    field.run(W.digging)
    assert field.has(0, "WORKS_PM")[0] >= works


FIELD = Field()
FIELD.unit(0, 3, INFANTRY, TASK=C.DIG)
