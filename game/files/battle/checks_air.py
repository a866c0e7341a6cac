"""Checks of wings: sides, dates, zones and figures of flights."""

from typing import TYPE_CHECKING

from game.core.words import _
from game.files.battle.reading import Parts
from game.files.errors import nearest

if TYPE_CHECKING:
    from game.files.battle.checks import Checks

FIGURES = (
    ("aircraft", 1, 200),
    ("bombs", 0, 10_000),
    ("bomb_kg", 0, 5000),
    ("beyond_m", 0, 60_000),
    ("level", 0, 10),
    ("level_beyond", 0, 10),
    ("delay", 0, 96),
)
MOST_FLIGHTS = 100


def check_air(checks: "Checks", parts: Parts) -> None:
    """Every wing has a side, an id that no counter has, sensible figures, and dates of the campaign."""
    dates = list(dict.fromkeys(t.date for t in checks.calendar.turns)) if checks.calendar else []
    taken = checks.units | checks.of_formations
    for wing in parts.wings:
        checks.known(wing, "side", "side", wing.side, checks.sides)
        if wing.id in taken:
            checks.note(
                wing,
                "id",
                _("{id!r} is also the id of a counter or formation; an order could not tell them apart"),
                id=wing.id,
            )
        if isinstance(wing.cep_m, str):
            checks.known(wing, "cep_m", "parameter", wing.cep_m, checks.parameter_names)
        else:
            checks.within(wing, "cep_m", wing.cep_m, 1, 5000)
        for key, low, high in FIGURES:
            checks.within(wing, key, getattr(wing, key), low, high)
        checks.once(wing.days, "date")
        for day in wing.days:
            checks.within(day, "flights", day.flights, 0, MOST_FLIGHTS)
            if dates and day.date not in dates:
                checks.note(
                    day,
                    "date",
                    _("date {date!r} is not of the campaign{near}"),
                    date=day.date,
                    near=nearest(day.date, dates),
                )
