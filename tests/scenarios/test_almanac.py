"""Sun, moon and sky as told: the almanac against an ephemeris, and the accounts of the record against its weather."""

import re
from itertools import pairwise

import pytest

from game.files.battle.scenarios import find_scenarios, load_scenario
from game.model.battle.calendar import Almanac
from game.model.battle.light import sky_at
from game.model.battle.scenario import Scenario
from tests.ephemeris import day_of

MOST = 3  # minutes that a row may be off
CLOCKS = ("civil_dawn", "sunrise", "sunset", "civil_dusk", "moonrise", "moonset")


def minutes(clock: str) -> int:
    """Minutes of the date."""
    return int(clock[:2]) * 60 + int(clock[3:])


@pytest.fixture(params=find_scenarios())
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return load_scenario(request.param)


def wrong(day: Almanac) -> list[str]:
    """What of a date is farther from the ephemeris than it may be."""
    found = day_of(day.date)
    told = [(key, getattr(day, key), getattr(found, key)) for key in CLOCKS]
    late = [
        f"{day.date} {key}: {here!r}, the ephemeris has {there!r}"
        for key, here, there in told
        if bool(here) != bool(there) or (here and abs(minutes(here) - minutes(there)) > MOST)
    ]
    return late + ([f"{day.date} lit: {day.lit}"] if abs(day.lit - found.lit) > 0.015 else [])


def test_every_date_has_the_sun_and_moon_of_the_ephemeris(scenario: Scenario):
    assert [line for day in scenario.almanac for line in wrong(day)] == []


def test_the_scenarios_share_one_table():
    tables = [load_scenario(name).almanac for name in find_scenarios()]
    assert all(table == tables[0] for table in tables)
    assert [day.date for day in tables[0]] == [*(f"{d} Jul" for d in (29, 30, 31)), *(f"{d} Aug" for d in range(1, 16))]


def test_a_setting_under_the_wrong_date_is_an_hour_wrong(scenario: Scenario):
    """The moon of 6 August sets at 00:42; 01:30 is the setting of the next night."""
    day = next(d for d in scenario.almanac if d.date == "6 Aug")
    late = next(d for d in scenario.almanac if d.date == "7 Aug").moonset
    assert wrong(Almanac(**{f: getattr(day, f) for f in day.__struct_fields__} | {"moonset": late}))


def test_the_moon_sets_later_from_night_to_night_and_the_full_moon_faces_the_sun(scenario: Scenario):
    sets = [k * 1440 + minutes(d.moonset) for k, d in enumerate(scenario.almanac) if d.moonset]
    assert all(1440 + 25 <= later - earlier <= 1440 + 70 for earlier, later in pairwise(sets))
    full = next(d for d in scenario.almanac if d.date == "11 Aug")  # full at 14:57 that day
    assert abs(minutes(full.moonrise) - minutes(full.sunset)) < 30
    assert abs(minutes(full.moonset) - minutes(full.sunrise)) < 30


def test_an_account_that_calls_the_sky_clear_has_a_clear_sky(scenario: Scenario):
    for frame in scenario.keyframes:
        sky = sky_at(scenario, scenario.calendar.pulse_of(frame.at))
        for word in ("clear", "broken", "overcast", "fog", "rain"):
            if re.search(rf"(^|, ){word}\b(?! enough)", frame.weather):
                assert word in sky, (frame.at, frame.weather, sky)
