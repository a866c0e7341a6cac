"""Shapes of the report: areas, steps, figures."""

import json

import numpy as np
import pytest

from game.whatif import charts, statistics


def panel(history, variant=None, record=None):
    return charts.panel("p", history, variant, name="other", unit="men", record=record, low=None, high=None)


def test_a_density_has_the_area_one_even_against_zero():
    values = list(np.random.default_rng(1).exponential(20, 600))
    found = panel(values)
    assert not found["stepped"]
    assert np.trapezoid(found["history"], found["x"]) == pytest.approx(1, abs=0.03)


def test_few_values_are_drawn_as_steps_that_sum_to_one():
    found = panel([0.0, 1.0, 1.0, 3.0])
    assert found["stepped"]
    assert sum(found["history"]) == pytest.approx(1)
    assert [h for h in found["history"] if h] == [0.25, 0.5, 0.25]


def test_the_pointer_reads_the_share_of_games_up_to_the_middle_of_a_step():
    found = panel([0.0, 1.0, 1.0, 3.0])
    assert dict(zip(found["at"], found["history_cdf"], strict=True))[1.0] == 0.75


def test_the_axis_holds_the_record():
    found = panel([float(k) for k in range(100)], record=400.0)
    assert found["from"] <= 0 < 400 <= found["to"]


def test_one_value_in_all_games_can_be_drawn():
    found = panel([5.0] * 20, [5.0] * 20, record=7.0)
    assert max(found["history"]) == 1
    json.dumps(found, allow_nan=False)


def test_an_outcome_that_never_happened_has_no_panel_and_one_that_happened_once_has():
    assert panel([None, None]) is None
    assert panel([None, 2.5], [None, None])["variant"] is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234.5, "1,234"), (-3.0, "−3"), (0.5, "0.5"), (12.34, "12.3"), (None, "–"), (-0.0001, "0"), (0.0, "0")],
)
def test_figures_are_printed_for_readers(value, text):
    assert charts.figure(value) == text


def test_a_sign_is_shown_when_asked_for_but_not_on_zero():
    assert charts.figure(2.0, sign=True) == "+2"
    assert charts.figure(0.0, sign=True) == "0"


def test_names_in_the_drawing_of_shares_are_escaped():
    row = charts.ShareRow("<b>&", statistics.wilson(5, 10), statistics.wilson(6, 10), "+10", False, 1.0)
    assert "&lt;b&gt;&amp;" in charts.shares([row], name="x")
