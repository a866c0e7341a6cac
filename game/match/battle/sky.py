"""Light and sky of a pulse in words, from the almanac and the record's weather (rules 1.2, 1.4)."""

from game.core.words import N_, _, enumerated
from game.model.battle.light import LightRow, light_table, sky_at
from game.model.battle.scenario import Scenario

HALF_LIGHT = 0.25
SKIES = {
    "clear": N_("clear"),
    "broken": N_("broken cloud"),
    "overcast": N_("overcast"),
    "rain": N_("rain"),
    "fog": N_("fog"),
    "fog and rain": N_("fog and rain"),
}
_tables: dict[str, dict[int, tuple[str, str]]] = {}


def light_at(scenario: Scenario, pulse: int) -> tuple[str, str]:
    """Light ("day", "dusk", "night") and sky ("clear", "rain", "fog") of a pulse."""
    table = _tables.get(scenario.digest)
    if table is None:
        calendar = scenario.calendar
        first = calendar.turn(calendar.first).first_pulse
        table = _tables[scenario.digest] = {first + k: _light(row) for k, row in enumerate(light_table(scenario))}
    return table.get(pulse) or table[min(max(pulse, min(table)), max(table))]


def sky_name(scenario: Scenario, pulse: int) -> str:
    """The sky over a pulse as the weather has it."""
    return sky_at(scenario, pulse)


def sky_line(scenario: Scenario, pulse: int) -> str:
    """Weather and the next event of sun or moon."""
    sky = _(SKIES.get(sky_name(scenario, pulse), ""))
    date, clock = scenario.calendar.moment_of(pulse).rsplit(" ", 1)
    day = next((a for a in scenario.almanac if a.date == date), None)
    if day is None:
        return sky
    events = sorted(
        (
            (day.sunrise, _("sun {t}")),
            (day.sunset, _("sunset {t}")),
            (day.moonrise, _("moon up {t}")),
            (day.moonset, _("moon down {t}")),
        )
    )
    following = next(((t, words) for t, words in events if t > clock), None)
    return enumerated((sky, following[1].format(t=following[0]))) if following is not None else sky


def _light(row: LightRow) -> tuple[str, str]:
    light = "night" if row.night else "dusk" if row.light < HALF_LIGHT and not (row.fog or row.rain) else "day"
    return light, "fog" if row.fog else "rain" if row.rain else "clear"
