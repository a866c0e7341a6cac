"""Rulings on the wings of a scenario (6.12)."""

import numpy as np
import pytest

from game import load_scenario
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import wings as W


@pytest.fixture(scope="module")
def campaign():
    return load_scenario("changkufeng")


def test_a_flight_is_what_the_scenario_says_of_its_wing(campaign):
    table = W.wing_table(campaign)
    values = {p.name: p.value for p in campaign.parameters}
    assert table.shape == (len(campaign.flying), 7)
    for row, wing in zip(table, campaign.flying, strict=True):
        cep = values.get(wing.cep_m, wing.cep_m)
        assert row[[S.W_SIDE, S.W_AIRCRAFT, S.W_BOMBS, S.W_KG]].tolist() == [
            campaign.sides.index(wing.side), wing.aircraft, wing.bombs, wing.bomb_kg
        ]  # fmt: skip
        assert row[[S.W_CEP_M, S.W_LEVEL, S.W_LEVEL_BEYOND]].tolist() == [cep, wing.level, wing.level_beyond]


def test_each_day_of_the_calendar_has_its_flights(campaign):
    dates = list(
        dict.fromkeys(t.date for t in campaign.calendar.turns[campaign.calendar.turn(campaign.calendar.first).number :])
    )
    table = W.flights_table(campaign).reshape(len(campaign.flying), len(dates))
    for row, wing in zip(table, campaign.flying, strict=True):
        assert row.tolist() == [wing.flights_on(date) for date in dates]
    assert table.sum() > 0


def test_wings_begin_with_their_leave_and_nothing_flown(campaign):
    wings = W.wings_at_start(campaign)
    leave = {"none": C.LEAVE_NONE, "line": C.LEAVE_LINE, "beyond": C.LEAVE_BEYOND}
    assert wings[:, S.V_LEAVE].tolist() == [leave[wing.leave] for wing in campaign.flying]
    assert (wings[:, S.V_DAY] == -1).all()
    assert not np.any(wings[:, [S.V_FLOWN, S.V_TOTAL, S.V_LOST]])


def test_only_where_somebody_flies_is_there_room_for_strikes(campaign):
    night = load_scenario("silent-assault")
    assert (len(night.flying), W.strikes_at_start(night).shape) == (0, (0, S.STRIKE_COLS))
    assert W.wing_table(night).shape == (0, 7)
    assert W.strikes_at_start(campaign).shape == (S.MAX_STRIKES, S.STRIKE_COLS)
    assert not W.strikes_at_start(campaign).any()
