"""Checks of the calendar, the almanac and the weather."""

import datetime as dt
import re

from game.core.words import _, enumerated
from game.files.battle.reading import Parts, Reading
from game.files.errors import nearest
from game.model.battle.calendar import Calendar

CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def check_calendar(reading: Reading, parts: Parts) -> Calendar | None:
    """The calendar, None if it cannot be used; notes why."""
    if parts.head is None:
        return None
    calendar = parts.head.calendar
    if not _is_date(calendar.epoch):
        reading.note(
            calendar, "epoch", _('epoch: needed a date such as "1938-07-29", found {epoch!r}'), epoch=calendar.epoch
        )
        return None
    for phase in calendar.phases:
        if not (0 <= phase.begins < 24 and 0 <= phase.ends <= 24 and phase.pulses > 0):
            reading.note(
                phase,
                "",
                _("needed hours from 0 to 24, found {begins} to {ends}"),
                begins=phase.begins,
                ends=phase.ends,
            )
            return None
    if not _is_whole_day(calendar):
        reading.note(calendar, "phases", _("phases: needed parts that follow one another and fill 24 hours"))
        return None
    try:
        turns = [t.name for t in calendar.turns]
    except ValueError as e:
        reading.note(calendar, "campaign_first", str(e))
        return None
    sound = True
    for key in ("first", "start", "last"):
        name = getattr(calendar, key)
        if name not in turns:
            reading.note(
                calendar, key, _("{key}: turn {name!r} is unknown{near}"), key=key, name=name, near=nearest(name, turns)
            )
            sound = False
    if not sound:
        return None
    if not turns.index(calendar.first) <= turns.index(calendar.start) <= turns.index(calendar.last):
        reading.note(
            calendar,
            "start",
            _("start: needed a turn from {first} to {last}, found {start}"),
            first=calendar.first,
            last=calendar.last,
            start=calendar.start,
        )
        return None
    return calendar


def check_sky(reading: Reading, parts: Parts, calendar: Calendar | None) -> None:
    """Every date that is played has sun and moon; weather stands in order."""
    sound = True
    for day in parts.almanac:
        times = [getattr(day, key) for key in ("civil_dawn", "sunrise", "sunset", "civil_dusk")]
        for key in ("civil_dawn", "sunrise", "sunset", "civil_dusk", "moonrise", "moonset"):
            is_moon = key.startswith("moon")
            if not CLOCK.fullmatch(getattr(day, key)) and not (is_moon and getattr(day, key) == ""):
                or_none = _(', or "" on a date without one') if is_moon else ""
                reading.note(
                    day,
                    key,
                    _('{key}: needed an hour "04:36"{or_none}, found {a!r}'),
                    key=key,
                    or_none=or_none,
                    a=getattr(day, key),
                )
                sound = False
        if sound and not times[0] < times[1] < times[2] < times[3]:
            reading.note(
                day, "", _("needed dawn, sunrise, sunset, dusk in this order, found {listed}"), listed=enumerated(times)
            )
        if not 0.0 <= day.lit <= 1.0:
            reading.note(day, "lit", _("has lit = {lit:g}; needed 0 to 1"), lit=day.lit)
    if calendar is None:
        return
    dates = reading.written("almanac.toml", "day", "date")
    for pulse in range(calendar.turn(calendar.first).first_pulse, calendar.turn(calendar.last).last_pulse, 4):
        date = calendar.moment_of(pulse).rsplit(" ", 1)[0]
        if dates and date not in dates:
            dates.add(date)
            reading.note_file("almanac.toml", 0, _("lacks {date}, which the scenario plays"), date=date)
    for entries in (parts.weather, *(w.weather for w in parts.what_ifs)):
        before = None
        for entry in entries:
            try:
                pulse = calendar.pulse_of(entry.start)
            except ValueError as e:
                reading.note(entry, "start", _("start: {e}"), e=e)
                continue
            if before is not None and pulse <= before:
                reading.note(
                    entry, "start", _("start: {start} is not later than the entry before it"), start=entry.start
                )
            before = pulse


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


def _is_whole_day(calendar: Calendar) -> bool:
    phases = calendar.phases
    joined = all(a.ends % 24 == b.begins for a, b in zip(phases, (*phases[1:], *phases[:1]), strict=True))
    return bool(phases) and joined and sum(p.pulses for p in phases) == 96
