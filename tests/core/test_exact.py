"""Exact arithmetic: exp and log without the C library."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core import exact
from game.core.rule import entry

NEAR = 4e-15  # relative; a few units in the last place, after two roundings in an identity


@pytest.fixture(scope="module")
def exp():
    return entry(exact.exp)


@pytest.fixture(scope="module")
def log():
    return entry(exact.log)


@given(x=st.floats(-exact.EXP_LIMIT, exact.EXP_LIMIT))
def test_exp_is_the_exponential(exp, x: float):
    assert exp(x) == pytest.approx(math.exp(x), rel=1e-15)


@given(x=st.floats(exact.LOG_SMALLEST, exact.LOG_LARGEST))
def test_log_is_the_natural_logarithm(log, x: float):
    assert log(x) == pytest.approx(math.log(x), rel=1e-15)


@given(x=st.floats(0.25, 4.0))
def test_log_is_accurate_around_one(log, x: float):
    assert log(x) == pytest.approx(math.log(x), rel=1e-15)


@given(x=st.floats(-300.0, 300.0), y=st.floats(-300.0, 300.0))
def test_exp_of_a_sum_is_the_product(exp, x: float, y: float):
    # x + y is rounded: its error, up to half a unit in the last place of 600, is magnified by exp.
    assert exp(x + y) == pytest.approx(exp(x) * exp(y), rel=3e-13)


@given(x=st.floats(-20.0, 20.0))
def test_log_undoes_exp(exp, log, x: float):
    assert log(exp(x)) == pytest.approx(x, rel=NEAR, abs=NEAR)


@given(k=st.integers(-1000, 1000), m=st.floats(0.5, 2.0))
def test_powers_of_two_are_exact(k: int, m: float):
    power = entry(exact.power_of_two)(k)
    assert power == math.ldexp(1.0, k)
    assert math.frexp(m * power)[0] == math.frexp(m)[0]


@given(x=st.floats(-650.0, 650.0), step=st.floats(1e-6, 10.0))
def test_exp_never_falls(exp, x: float, step: float):
    assert exp(x + step) > exp(x)


def test_known_points(exp, log):
    assert exp(0.0) == 1.0
    assert exp(1.0) == pytest.approx(math.e, rel=1e-15)
    assert log(1.0) == 0.0
    assert log(math.e) == 1.0
    assert log(2.0) == math.log(2.0)


def test_arguments_out_of_range_are_clamped(exp, log):
    assert exp(1e9) == exp(exact.EXP_LIMIT) < math.inf
    assert exp(-1e9) == exp(-exact.EXP_LIMIT) > 0.0
    assert log(0.0) == log(-5.0) == log(exact.LOG_SMALLEST) == pytest.approx(-690.7755, abs=1e-4)
    assert log(math.inf) == log(exact.LOG_LARGEST)
