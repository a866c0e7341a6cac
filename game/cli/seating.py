"""Who plays which side of a saved game that does not say so: the terminal asks, it seats nobody by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.cli.output import say
from game.cli.picking import pick
from game.cli.troubles import Trouble
from game.core.words import _, aside, enumerated
from game.players.table import SeatsMissing

if TYPE_CHECKING:
    from game.cli.text_loop import Ask

Seats = dict[str, str]


def seats_or_ask(find: Callable[[], Seats], ask: Ask) -> Seats:
    """The seats of a saved game; where they are not written with it, those of the user's answer.

    Raises:
        Trouble: there was no answer, or none that names a seat.
    """
    try:
        return find()
    except SeatsMissing as e:
        names = enumerated(choice + aside(name) for choice, (name, _seats) in e.choices.items())
        say(_("This game does not say who plays which side. You play: {names}?").format(names=names))
        answer = (ask("> ") or "").strip()
        if not answer:
            raise Trouble(_("{why}; needed one of {names}").format(why=e, names=enumerated(e.choices))) from None
        return pick(answer, {choice: seats for choice, (_name, seats) in e.choices.items()}, _("side"))
