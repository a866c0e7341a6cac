"""Sun and moon at the hill by an ephemeris, PyEphem: what the almanac is made of and compared with.

`python -m tests.ephemeris "29 Jul" 18` prints the almanac of so many days from a date of 1938.
"""

import datetime as dt
import sys

import ephem
import msgspec

from game.model.battle.calendar import MONTH_NAMES, MONTHS, Almanac

YEAR = 1938
JAPAN = dt.timedelta(hours=9)
NORTH, EAST = "42.45", "130.60"
CITED = ("source", "confidence")  # what stands last in an entry
LEVEL, CIVIL = "-0:34", "-6"  # refraction at a level horizon; the sun's centre at dawn and dusk


def day_of(date: str) -> Almanac:
    """A date such as "31 Jul", in Japan Standard Time to the minute."""
    number, month = date.split()
    begins = dt.datetime(YEAR, MONTHS[month], int(number)) - JAPAN
    ends = begins + dt.timedelta(days=1)
    sun, moon = ephem.Sun, ephem.Moon
    moon_at_the_end = moon(ephem.Date(ends))
    return Almanac(
        date=date,
        civil_dawn=_event(begins, sun, CIVIL, rises=True),
        sunrise=_event(begins, sun, LEVEL, rises=True),
        sunset=_event(begins, sun, LEVEL, rises=False),
        civil_dusk=_event(begins, sun, CIVIL, rises=False),
        moonrise=_event(begins, moon, LEVEL, rises=True),
        moonset=_event(begins, moon, LEVEL, rises=False),
        lit=round(moon_at_the_end.phase / 100, 2),
        source="AS",
        confidence="A",
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
        day = day_of(f"{date.day} {MONTH_NAMES[date.month - 1]}")
        print("\n[[day]]")
        told = msgspec.structs.asdict(day)
        for key in (*(k for k in told if k not in (*CITED, "note")), *CITED):
            print(f'{key} = "{told[key]}"' if isinstance(told[key], str) else f"{key} = {told[key]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
