"""Rulings on headquarters and delay (2.6, 7.6, 7.7)."""

import pytest

from game.rules.battle import command as K
from tests.rules.battle.field import Field


def under_hq(**columns: int) -> tuple[Field, int]:
    field = Field()
    field.param(PINNED=600, HQ_DELAY=2, HQ_REACH_M=900)
    hq = field.unit(0, 3, MEN=10, CREW=5)
    field.change(hq, **columns)
    return field, field.unit(0, 0, U_HQ=hq, U_DELAY=4)


@pytest.mark.parametrize(
    ("columns", "delay"),
    [
        ({}, 4),
        ({"SUP_PM": 599}, 4),
        ({"SUP_PM": 600}, 6),
        ({"SUP_PM": 900, "HEX": -1}, 4),  # not yet on the map
        ({"MEN": 0}, 4),
        ({"MEN": 0, "CREW": 0}, 6),
        ({"MEN": 0, "CREW": 0, "HEX": -1}, 6),
    ],
)
def test_orders_take_two_pulses_more_while_the_headquarters_is_pinned_or_gone(columns, delay):
    field, u = under_hq(**columns)
    assert field.call(K.hq_is_down, u) is (delay == 6)
    assert field.call(K.order_delay, u) == delay
    assert field.call(K.delay_now, u) == delay


def test_a_counter_without_headquarters_waits_for_none():
    field = Field()
    u = field.unit(0, 0, U_DELAY=3)
    assert (field.call(K.hq_is_down, u), field.call(K.hq_in_reach, u), field.call(K.order_delay, u)) == (False, True, 3)


@pytest.mark.parametrize(
    ("columns", "near"),
    [({"HEX": 3}, True), ({"HEX": 4}, False), ({"HEX": 0}, True), ({"HEX": -1}, False), ({"MEN": 0, "CREW": 0}, False)],
)  # 900 m are three hexes
def test_a_headquarters_rallies_those_within_its_reach(columns, near):
    field, u = under_hq(**columns)
    assert field.call(K.hq_in_reach, u) is near
