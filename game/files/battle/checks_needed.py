"""Checks of what no scenario goes without: entries of which there must be one, and a text for all that the rules tell."""

from typing import TYPE_CHECKING

from game.core.words import _
from game.rules.battle import codes

if TYPE_CHECKING:
    from game.files.battle.checks import Checks

NEEDED = (
    ("almanac.toml", "day", "date"),
    ("armies.toml", "army", "side"),
    ("oob.toml", "formation", "id"),
    ("parameters.toml", "parameter", "name"),
    ("places.toml", "place", "id"),
    ("rulebook.toml", "rule", "number"),
    ("unit_types.toml", "type", "id"),
)


def check_needed(checks: "Checks") -> None:
    """No table that everything rests on is empty, and every event and factor of the rules has its words.

    Asked where nothing else is wrong.
    """
    reading = checks.reading
    if reading.all_problems():
        return
    for file, key, of in NEEDED:
        if not reading.written(file, key, of):
            reading.note_file(file, 0, _("has no [[{key}]]"), key=key)
    if not checks.units:
        reading.note_file("oob.toml", 0, _("has no counters"))
    for key, start in (("factor", "F_"), ("event", "EV_")):
        told = reading.written("rulebook.toml", key, "code")
        for code in sorted(name for name in vars(codes) if name.startswith(start) and name not in told):
            reading.note_file("rulebook.toml", 0, _("lacks the {key} {code}"), key=key, code=code)
