"""Checks of the look: every side has one, colours are colours."""

import re
from typing import TYPE_CHECKING

from game.core.words import _

if TYPE_CHECKING:
    from game.files.battle.checks import Checks
    from game.files.battle.reading import Parts

COLOURS = ("face", "shade", "ink", "dark", "deep", "pale", "light", "arrow")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


def check_look(checks: "Checks", parts: "Parts") -> None:
    """A look for each side and for no other; six hexadecimal digits, the arrow's may be left out."""
    checks.once(parts.side_looks, "side")
    for look in parts.side_looks:
        checks.known(look, "side", "side", look.side, checks.sides)
        for key in COLOURS:
            if ((given := getattr(look, key)) and not _COLOUR.fullmatch(given)) or (not given and key != "arrow"):
                checks.note(
                    look,
                    key,
                    _('{key} = "{given}": needed six hexadecimal digits, as in "3A60A8"'),
                    key=key,
                    given=given,
                )
    for side in checks.sides:
        if side not in checks.reading.written("look.toml", "side", "side"):
            checks.reading.note_file("look.toml", 0, _("side {side!r} has no look"), side=side)
