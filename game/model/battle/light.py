"""Light and weather of every pulse of a scenario, from the almanac and the record's weather (rules 1.2, 1.4, 1.5)."""

from typing import NamedTuple, Protocol

from game.model.battle.calendar import Almanac, Calendar, Sky, Weather

FLOOR = 0.03
MOON = 0.20
SKY_BY_DAY = {"clear": 1.0, "broken": 0.95, "overcast": 0.9, "rain": 0.6, "fog": 0.3, "fog and rain": 0.3}
CLOUD = {"clear": 0, "broken": 1}
WET = frozenset({"rain", "fog and rain"})
FOGGY = frozenset({"fog", "fog and rain"})


class LightRow(NamedTuple):
    """One pulse: light 0.03-1, rain and fog 0 or 1, mud 0-3, night 0 or 1, turn number, pulse of the turn, cloud.

    `cloud`: 0 clear, 1 broken, 2 overcast; rain and fog count as overcast.
    """

    light: float
    rain: float
    fog: float
    mud: float
    night: float
    turn: int
    pulse: int
    cloud: int = 0


class _Dated(Protocol):
    @property
    def calendar(self) -> Calendar: ...
    @property
    def almanac(self) -> tuple[Almanac, ...]: ...
    @property
    def weather(self) -> tuple[Weather, ...]: ...


def light_table(scenario: _Dated) -> list[LightRow]:
    """A row for each pulse from the scenario's `first` turn to the end of its `last`."""
    calendar = scenario.calendar
    days = {day.date: day for day in scenario.almanac}
    changes = [(calendar.pulse_of(entry.start), entry.sky) for entry in scenario.weather]
    rows: list[LightRow] = []
    mud = 0.0
    for turn in calendar.turns[calendar.turn(calendar.first).number : calendar.turn(calendar.last).number + 1]:
        skies = [_latest(changes, p) for p in range(turn.first_pulse, turn.last_pulse)]
        for k, sky in enumerate(skies):
            pulse = turn.first_pulse + k
            light, night = _light(_day(days, calendar, pulse), pulse, sky)
            wet, foggy, cloud = float(sky in WET), float(sky in FOGGY), CLOUD.get(sky, 2)
            rows.append(LightRow(light, wet, foggy, mud, float(night), turn.number, k, cloud))
        if any(sky in WET for sky in skies):
            mud = min(3.0, mud + 1.0)
        elif turn.phase == "Day":
            mud = max(0.0, mud - 1.0)
    return rows


def sky_at(scenario: _Dated, pulse: int) -> str:
    """The sky over a pulse; clear before the first entry."""
    return _latest([(scenario.calendar.pulse_of(entry.start), entry.sky) for entry in scenario.weather], pulse)


def _latest(changes: list[tuple[int, Sky]], pulse: int) -> str:
    return next((sky for start, sky in reversed(changes) if start <= pulse), "clear")


def _day(days: dict[str, Almanac], calendar: Calendar, pulse: int) -> Almanac:
    date = calendar.moment_of(pulse).rsplit(" ", 1)[0]
    if date not in days:
        raise KeyError(f"the almanac has no {date}")
    return days[date]


def _light(day: Almanac, pulse: int, sky: str) -> tuple[float, bool]:
    minutes = pulse % 96 * 15 + 7.5
    dawn, rise, down, dusk = (_minutes(t) for t in (day.civil_dawn, day.sunrise, day.sunset, day.civil_dusk))
    if minutes < dawn or minutes >= dusk:
        return (FLOOR + (MOON * day.lit if sky == "clear" and _is_moon_up(day, minutes) else 0.0)), True
    sun = min(1.0, max(0.0, min((minutes - dawn) / (rise - dawn), (dusk - minutes) / (dusk - down))))
    return max(FLOOR, (FLOOR + (1.0 - FLOOR) * sun) * SKY_BY_DAY[sky]), False


def _is_moon_up(day: Almanac, minutes: float) -> bool:
    """Whether the moon stands in the sky: from midnight where it has no rising that date, to midnight where no setting."""
    up = _minutes(day.moonrise) if day.moonrise else -1.0
    gone = _minutes(day.moonset) if day.moonset else 24 * 60.0
    return up <= minutes < gone if up < gone else minutes >= up or minutes < gone


def _minutes(clock: str) -> float:
    hours, minutes = clock.split(":")
    return int(hours) * 60.0 + int(minutes)
