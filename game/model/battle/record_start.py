"""The first pulse: order of battle and record side by side, and why they are not one where they are not."""

from typing import TYPE_CHECKING, NamedTuple

from game.core.words import _
from game.model.base import HexAt

if TYPE_CHECKING:
    from game.model.battle.forces import Counter
    from game.model.battle.record import RecordPosition
    from game.model.battle.scenario import Scenario

WHOLE_PM = 1000


class StartRow(NamedTuple):
    """A counter at the first pulse, by the order of battle and by the record; None where that has no place for it.

    `drawn`: the men within which two games in three draw it, None where every game has the same. `why`: in what they
    differ and why, empty where they are one.
    """

    unit: str
    side: str
    begins: tuple[HexAt, int] | None
    recorded: tuple[HexAt, int] | None
    drawn: tuple[int, int] | None
    why: str


def at_the_start(scenario: "Scenario") -> tuple[StartRow, ...]:
    """Every counter that stands on the map at the first pulse by one or the other, in the order of the order of battle."""
    first = scenario.calendar.played()[0].first_pulse
    frame = next((k for k in scenario.keyframes if scenario.calendar.pulse_of(k.at) == first), None)
    recorded = {p.unit: p for p in frame.positions} if frame is not None else {}
    return tuple(_row(c, recorded.get(c.id)) for c in scenario.counters if c.hex is not None or c.id in recorded)


def _row(counter: "Counter", position: "RecordPosition | None") -> StartRow:
    men = counter.men + counter.crew
    begins = (counter.hex, men) if counter.hex is not None else None
    recorded = (position.hex, position.men) if position is not None else None
    drawn = None
    if counter.men and counter.band_pm:
        low, high = (counter.men * (WHOLE_PM + sign * counter.band_pm) // WHOLE_PM for sign in (-1, 1))
        drawn = (low + counter.crew, high + counter.crew)
    return StartRow(counter.id, counter.side, begins, recorded, drawn, _why(counter, begins, position, drawn))


def _why(
    counter: "Counter",
    begins: tuple[HexAt, int] | None,
    position: "RecordPosition | None",
    drawn: tuple[int, int] | None,
) -> str:
    found = []
    if position is None:
        found.append(_("no source places it at this hour; the place is our own"))
    elif begins is None:
        found.append(_("by the record it is here, in the game it comes later"))
    else:
        if position.hex != begins[0]:
            found.append(_("place: {a},{b} by the record").format(a=position.hex[0], b=position.hex[1]))
        if position.men != begins[1]:
            found.append(_("men: {n} by the record").format(n=position.men))
        if found and counter.note:
            found.append(_(counter.note))
    if drawn is not None:
        found.append(
            _("an estimate: each game draws its men, two in three between {a} and {b}").format(a=drawn[0], b=drawn[1])
        )
    return "; ".join(found)
