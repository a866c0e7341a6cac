"""Checks of the look of a strategic game: every side and seat has one, colours are colours, the first view is on the map."""

import datetime as dt
import re
from typing import TYPE_CHECKING

from game.core.words import _, enumerated

if TYPE_CHECKING:
    from game.files.theatre.checks import TheatreChecks

LOOK = "look.toml"
COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
PAINTS = ("face", "shade", "ink", "deep", "pale", "arrow", "band")


def check_look(checks: "TheatreChecks") -> None:
    """A look for each side and each seat, and for no other; six hexadecimal digits, the arrow's may be left out."""
    theatre, look = checks.theatre, checks.theatre.look
    _check_news(checks)
    for what, looks, names in (("side", look.sides, theatre.sides), ("seat", look.seats, theatre.seat_ids)):
        told = [getattr(entry, what) for entry in looks]
        for entry, name in zip(looks, told, strict=True):
            checks.known(entry, what, what, name, names)
            for key in (k for k in PAINTS if hasattr(entry, k)):
                if ((given := getattr(entry, key)) and not COLOUR.fullmatch(given)) or (not given and key != "arrow"):
                    checks.note(
                        entry,
                        key,
                        _('{key} = "{given}": needed six hexadecimal digits, as in "3A60A8"'),
                        key=key,
                        given=given,
                    )
        if told != list(names):
            said = _("[[{what}]]: needed one for each {what}, in their order: {listed}").format(
                what=what, listed=enumerated(names)
            )
            checks.reader(LOOK).problem((what,), said)


def _check_news(checks: "TheatreChecks") -> None:
    """Months that have news, cards and states that there are, sectors in which a fight may be."""
    theatre = checks.theatre
    months = tuple(e.month for e in theatre.events)
    drawn = {a.drawn: a.card for a in theatre.deck.amendments if a.drawn}
    for clause in theatre.look.news:
        checks.known(clause, "month", "month", clause.month, months)
        if clause.date and not _is_date(clause.date):
            checks.note(
                clause, "date", f'date = "{clause.date}": needed a day or a month, as in "1939-08-23" or "1939-08"'
            )
        if clause.at:
            checks.known(clause, "at", "sector", clause.at, theatre.sectors)
        for card, states in clause.given.items():
            checks.known(clause, "given", "card", card, (*theatre.cards, *drawn))
            if (found := theatre.cards.get(drawn.get(card, card))) is not None:
                for state in states:
                    checks.known(clause, "given", "state", state, found.states)


def _is_date(date: str) -> bool:
    try:
        dt.date.fromisoformat(f"{date}-01" if MONTH.fullmatch(date) else date)
    except ValueError:
        return False
    return True
