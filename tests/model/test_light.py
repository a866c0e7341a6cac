"""Light, weather and mud of a pulse (rules 1.2, 1.4, 1.5)."""

from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.files.battle.scenarios import load_scenario
from game.model.battle.calendar import Almanac, Calendar, Phase, Weather
from game.model.battle.light import FLOOR, light_table, sky_at

PHASES = tuple(
    Phase(name=n, begins=b, ends=e)
    for n, b, e in (("Morning", 4, 8), ("Day", 8, 16), ("Evening", 16, 20), ("Night", 20, 4))
)
DAYS = [f"{d} Jul" for d in (29, 30, 31)] + [f"{d} Aug" for d in range(1, 16)]


class Sky(NamedTuple):
    """As much of a scenario as the light needs."""

    calendar: Calendar
    almanac: tuple[Almanac, ...]
    weather: tuple[Weather, ...]


def draw(*weather, first="29 Jul Day", last="3 Aug Night", moon=("10:00", "23:00"), lit=0.5):
    """A sky over some days: sun from 5 to 19:30 with half an hour of twilight, weather as (moment, sky)."""
    calendar = Calendar(
        epoch="1938-07-29",
        campaign_first="29 Jul Day",
        campaign_last="14 Aug Night",
        first=first,
        start=first,
        last=last,
        phases=PHASES,
    )
    almanac = tuple(
        Almanac(
            date=d,
            civil_dawn="04:30",
            sunrise="05:00",
            sunset="19:30",
            civil_dusk="20:00",
            moonrise=moon[0],
            moonset=moon[1],
            lit=lit,
            source="AS",
            confidence="A",
        )
        for d in DAYS
    )
    return Sky(calendar, almanac, tuple(Weather(start=s, sky=k, source="AS", confidence="A") for s, k in weather))


def row_at(sky, moment):
    """The row of the pulse that begins at a moment."""
    first = sky.calendar.turn(sky.calendar.first).first_pulse
    return light_table(sky)[sky.calendar.pulse_of(moment) - first]


def mud_of(sky):
    """Mud in each turn, by the turn's name."""
    return {sky.calendar.turn(r.turn).name: r.mud for r in light_table(sky)}


def test_the_table_runs_from_the_first_turn_to_the_last():
    rows = light_table(draw(first="30 Jul Evening", last="31 Jul Day"))
    assert len(rows) == 16 + 32 + 16 + 32
    assert [(r.turn, r.pulse) for r in rows[14:18]] == [(5, 14), (5, 15), (6, 0), (6, 1)]


@pytest.mark.parametrize(("sky", "light"), [("clear", 1.0), ("overcast", 0.9), ("rain", 0.6), ("fog", 0.3)])
def test_weather_dims_the_day(sky, light):
    assert row_at(draw(("29 Jul 08:00", sky)), "30 Jul 12:00").light == pytest.approx(light)


def test_twilight_is_a_straight_line_from_dawn_to_sunrise():
    low, high = (row_at(draw(), m) for m in ("30 Jul 04:30", "30 Jul 04:45"))
    assert (low.light, high.light) == (pytest.approx(0.03 + 0.97 * 0.25), pytest.approx(0.03 + 0.97 * 0.75))
    assert row_at(draw(), "30 Jul 05:00").light == 1.0
    assert row_at(draw(), "30 Jul 19:45").light == pytest.approx(low.light)


def test_night_without_a_moon_is_the_floor():
    row = row_at(draw(), "31 Jul 02:15")
    assert (row.light, row.night) == (FLOOR, 1.0)


def test_a_moon_in_a_clear_sky_lights_the_night_by_its_lit_part():
    assert row_at(draw(lit=0.5), "30 Jul 22:00").light == pytest.approx(0.03 + 0.20 * 0.5)


@pytest.mark.parametrize("sky", ["overcast", "rain", "fog"])
def test_cloud_hides_the_moon(sky):
    assert row_at(draw(("29 Jul 08:00", sky)), "30 Jul 22:00").light == FLOOR


def test_a_moon_that_sets_after_midnight_is_up_on_both_sides_of_it():
    late = draw(moon=("21:00", "02:00"))
    assert [
        row_at(late, m).light > FLOOR for m in ("30 Jul 20:30", "30 Jul 22:00", "31 Jul 01:30", "31 Jul 02:15")
    ] == [False, True, True, False]


@pytest.mark.parametrize(
    ("moon", "lit"),
    [
        (("15:00", ""), [False, False, True, True]),  # it rises and stays: the date has no setting
        (("", "02:00"), [True, False, False, False]),  # it has been up since the date before
        (("", ""), [True, True, True, True]),
    ],
)
def test_a_date_may_lack_a_rising_or_a_setting(moon, lit):
    sky = draw(moon=moon)
    moments = ("31 Jul 01:30", "31 Jul 02:15", "31 Jul 20:30", "31 Jul 23:45")
    assert [row_at(sky, m).light > FLOOR for m in moments] == lit


def test_weather_holds_until_the_next_entry():
    sky = draw(("30 Jul 06:00", "rain"), ("30 Jul 12:00", "clear"))
    assert [
        sky_at(sky, sky.calendar.pulse_of(m)) for m in ("30 Jul 05:45", "30 Jul 06:00", "30 Jul 11:45", "30 Jul 12:00")
    ] == ["clear", "rain", "rain", "clear"]


def test_mud_grows_by_one_for_each_turn_of_rain_and_stops_at_three():
    mud = mud_of(draw(("29 Jul 08:00", "rain")))
    assert [mud[t] for t in ("29 Jul Day", "29 Jul Evening", "29 Jul Night", "30 Jul Morning", "30 Jul Day")] == [
        0,
        1,
        2,
        3,
        3,
    ]


def test_only_a_dry_day_dries_the_ground():
    mud = mud_of(draw(("29 Jul 08:00", "rain"), ("30 Jul 04:00", "clear")))
    turns = ("30 Jul Morning", "30 Jul Day", "30 Jul Evening", "31 Jul Morning", "31 Jul Evening")
    assert [mud[t] for t in turns] == [3, 3, 2, 2, 1]


def test_an_hour_of_rain_is_a_turn_of_rain():
    assert mud_of(draw(("29 Jul 10:00", "rain"), ("29 Jul 10:30", "clear")))["29 Jul Evening"] == 1


@given(
    st.lists(
        st.tuples(st.integers(32, 500), st.sampled_from(["clear", "broken", "overcast", "rain", "fog", "fog and rain"]))
    )
)
def test_no_sky_is_darker_than_the_floor_or_brighter_than_day(changes):
    calendar = draw().calendar
    sky = draw(*((calendar.moment_of(p), s) for p, s in sorted(changes)))
    for row in light_table(sky):
        assert FLOOR <= row.light <= 1.0
        assert row.mud in (0, 1, 2, 3)
        assert {row.rain, row.fog, row.night} <= {0.0, 1.0}


def test_a_date_without_sun_is_named():
    sky = draw()._replace(almanac=draw().almanac[:1])
    with pytest.raises(KeyError, match="30 Jul"):
        light_table(sky)


def test_the_assault_goes_in_under_starlight_and_the_fog_comes_at_six():
    scenario = load_scenario("silent-assault")
    assert row_at(scenario, "31 Jul 02:15").light == FLOOR
    assert row_at(scenario, "31 Jul 06:00").fog == 1.0
    assert row_at(scenario, "31 Jul 05:45").fog == 0.0
    assert row_at(scenario, "30 Jul 20:30").light > FLOOR  # the thin moon, until 21:09
    assert row_at(scenario, "30 Jul 21:15").light == FLOOR


def test_other_weather_is_other_light():
    scenario = load_scenario("silent-assault")
    dry = msgspec.structs.replace(scenario, weather=scenario.weather[:1])
    assert light_table(dry) != light_table(scenario)
