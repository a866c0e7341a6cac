"""Sun and moon at the hill by an ephemeris, PyEphem: what the almanac is made of and compared with.

`python -m tests.ephemeris "29 Jul" 18` prints the almanac of so many days from a date of 1938.
"""

import datetime as dt
import sys
from typing import NamedTuple

import ephem

from game.model.battle.calendar import MONTH_NAMES, MONTHS

YEAR = 1938
JAPAN = dt.timedelta(hours=9)
NORTH, EAST = "42.45", "130.60"
LEVEL, CIVIL = "-0:34", "-6"  # refraction at a level horizon; the sun's centre at dawn and dusk


class Day(NamedTuple):
    """What stands in the almanac of a date: Japan Standard Time to the minute, empty for what does not happen; lit part."""

    civil_dawn: str
    sunrise: str
    sunset: str
    civil_dusk: str
    moonrise: str
    moonset: str
    lit: float


def day_of(date: str) -> Day:
    """A date such as "31 Jul"."""
    number, month = date.split()
    begins = dt.datetime(YEAR, MONTHS[month], int(number)) - JAPAN
    ends = begins + dt.timedelta(days=1)
    sun, moon = ephem.Sun, ephem.Moon
    moon_at_the_end = moon(ephem.Date(ends))
    return Day(
        _event(begins, sun, CIVIL, rises=True),
        _event(begins, sun, LEVEL, rises=True),
        _event(begins, sun, LEVEL, rises=False),
        _event(begins, sun, CIVIL, rises=False),
        _event(begins, moon, LEVEL, rises=True),
        _event(begins, moon, LEVEL, rises=False),
        round(moon_at_the_end.phase / 100, 2),
    )


def _event(begins: dt.datetime, body: type, horizon: str, *, rises: bool) -> str:
    """When a body's upper limb, at dawn and dusk its centre, next meets the horizon; empty after a day."""
    here = ephem.Observer()
    here.lat, here.lon, here.pressure, here.horizon, here.date = NORTH, EAST, 0, horizon, ephem.Date(begins)
    find = here.next_rising if rises else here.next_setting
    after = find(body(), use_center=horizon == CIVIL).datetime() - begins
    minutes = round(after.total_seconds() / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}" if minutes < 24 * 60 else ""


def main(first: str, days: str) -> None:
    """Prints [[day]] tables."""
    number, month = first.split()
    begins = dt.date(YEAR, MONTHS[month], int(number))
    for date in (begins + dt.timedelta(days=k) for k in range(int(days))):
        name = f"{date.day} {MONTH_NAMES[date.month - 1]}"
        print(f'\n[[day]]\ndate = "{name}"')
        for key, value in day_of(name)._asdict().items():
            print(f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}")
        print('source = "AS"\nconfidence = "A"')


if __name__ == "__main__":
    main(*sys.argv[1:])
