"""Rulings on light: by the pulse, flares, fire in the dark (1.2, 1.3, 4.1)."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.battle import codes as C
from game.rules.battle import light as L
from game.rules.battle import state as S
from tests.rules.battle.field import FIRST, PULSES, Field


def field_at(pulse: int) -> Field:
    field = Field()
    field.t.light[:, S.L_LIGHT] = np.arange(PULSES) / 1000.0
    field.s.clock[S.NOW] = pulse
    return field


@pytest.mark.parametrize(
    ("pulse", "row"), [(FIRST, 0), (FIRST + 7, 7), (FIRST - 5, 0), (FIRST + PULSES - 1, 399), (FIRST + PULSES + 9, 399)]
)
def test_each_pulse_has_its_light_and_beyond_the_almanac_the_nearest_has(pulse, row):
    field = field_at(pulse)
    assert field.call(L.pulse_row) == row
    assert field.call(L.light_now) == row / 1000.0


def test_it_is_night_between_civil_dusk_and_dawn():
    field = field_at(FIRST + 4)
    assert field.call(L.is_night) is False
    field.t.light[4, S.L_NIGHT] = 1
    assert field.call(L.is_night) is True


@pytest.mark.parametrize(
    ("after", "pulses"),  # turns of 16 pulses; the almanac has 400 pulses
    [(0, 0), (1, 0), (15, 0), (16, 16), (17, 0), (32, 16), (399, 0), (400, 16)],
)
def test_a_turn_is_over_with_its_last_pulse(after, pulses):
    assert field_at(FIRST + after).call(L.pulses_of_turn_over) == pulses


def test_a_short_turn_ends_where_the_next_begins():
    field = field_at(FIRST + 1)  # a turn of one pulse, then another
    field.t.light[1:, S.L_TURN] += 1
    assert field.call(L.pulses_of_turn_over) == 1


@pytest.mark.parametrize(
    ("stage", "flares", "lit"), [(C.APPROACH, 1, 0), (C.HEARD, 1, 1), (C.CREST_STAGE, 1, 1), (C.HEARD, 0, 0)]
)
def test_flares_of_the_defender_burn_over_a_row_once_it_is_heard(stage, flares, lit):
    field = Field()
    field.light(L_LIGHT=0.2)
    field.param(FLARE=0.25)
    field.t.side[0, S.A_FLARES] = flares
    field.row(3, 0, 8, 1, STAGE=stage)
    # 0.2 + 0.25 (1 - 0.2) = 0.4
    assert field.call(L.row_light, 3) == pytest.approx(0.4 if lit else 0.2)


def test_flares_of_the_attacker_light_nothing():
    field = Field()
    field.light(L_LIGHT=0.2)
    field.t.side[1, S.A_FLARES] = 1
    field.row(3, 0, 8, 1, STAGE=C.HEARD)
    assert field.call(L.row_light, 3) == pytest.approx(0.2)


# 4.1: L + (1 - L) exp(-(d / D_NIGHT)^2), D_NIGHT 100 m
@pytest.mark.parametrize(
    ("light", "metres", "share"),
    [
        (1.0, 5000, 1.0),
        (0.0, 0, 1.0),
        (0.0, 100, math.exp(-1)),
        (0.2, 100, 0.2 + 0.8 * math.exp(-1)),
        (0.1, 200, 0.1 + 0.9 * math.exp(-4)),
    ],
)
def test_in_the_dark_fire_finds_its_target_only_near(light, metres, share):
    field = Field()
    field.param(D_NIGHT=100)
    assert field.call(L.light_factor, light, float(metres)) == pytest.approx(share)


FIELD = Field()


@settings(max_examples=30)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 3000), st.floats(0, 3000))
def test_more_light_never_finds_less_and_nearer_never_less(dim, bright, near, far):
    dim, bright, near, far = min(dim, bright), max(dim, bright), min(near, far), max(near, far)
    assert FIELD.call(L.light_factor, dim, near) <= FIELD.call(L.light_factor, bright, near) + 1e-12
    assert FIELD.call(L.light_factor, dim, far) <= FIELD.call(L.light_factor, dim, near) + 1e-12
