"""Checks of the look of a strategic game: every side and seat has one, colours are colours, the first view is on the map."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.files.theatre.checks import TheatreChecks

LOOK = "look.toml"
COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
PAINTS = ("face", "shade", "ink", "deep", "pale", "arrow", "band")


def check_look(checks: "TheatreChecks") -> None:
    """A look for each side and each seat, and for no other; six hexadecimal digits, the arrow's may be left out."""
    theatre, look = checks.theatre, checks.theatre.look
    for what, looks, names in (("side", look.sides, theatre.sides), ("seat", look.seats, theatre.seat_ids)):
        told = [getattr(entry, what) for entry in looks]
        for entry, name in zip(looks, told, strict=True):
            checks.known(entry, what, what, name, names)
            for key in (k for k in PAINTS if hasattr(entry, k)):
                if ((given := getattr(entry, key)) and not COLOUR.fullmatch(given)) or (not given and key != "arrow"):
                    checks.note(entry, key, f'{key} = "{given}": needed six hexadecimal digits, as in "3A60A8"')
        if told != list(names):
            said = f"[[{what}]]: needed one for each {what}, in their order: {', '.join(names)}"
            checks.reader(LOOK).problem((what,), said)
