"""What a sheet leaves to the odds although its seat could say it: a line a doubt, told before the sheet is sealed (4.2, 13.2)."""

from typing import NamedTuple

from game.core.words import _
from game.match.theatre.engine import INCIDENT
from game.match.theatre.sheets import Sheet, chosen
from game.match.theatre.views import TheatreView


class Doubt(NamedTuple):
    """A doubt. `card`: of which card, "incident" for an incident; `is_part`: some of its cases are answered and some are not."""

    card: str
    text: str
    is_part: bool = False


def doubts(view: TheatreView, sheet: Sheet) -> tuple[Doubt, ...]:
    """Cards that are answered in part first, then those without an answer, then an incident that nobody meets."""
    part, none = [], []
    for card in view.cards:
        given = sheet.answers.get(card.id, {})
        of, said = len(card.cases), sum(bool(chosen(given, case.given)) for case in card.cases)
        if 0 < said < of:
            words = _("{card}: answered in {n} of {of} cases; in the others the odds decide")
            part.append(Doubt(card.id, words.format(card=_(card.title), n=said, of=of), is_part=True))
        elif said == 0:
            none.append(Doubt(card.id, _("{card}: no answer; the odds decide").format(card=_(card.title))))
    if view.meets_incident and view.incident is not None and INCIDENT not in sheet.answers:
        words = _("{incident}: nobody says whether your soldiers yield; they stand")
        none.append(Doubt(INCIDENT, words.format(incident=_(view.incident.title))))
    return (*part, *none)
