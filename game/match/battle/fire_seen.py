"""Whether fire that is planned can do its work: who sees the target, and whether the sky lets guns fire (rules 6.5, 6.11)."""

from collections.abc import Iterable

from game.core.hexes import distance
from game.core.words import _
from game.match.battle.views import View
from game.model.base import HexAt
from game.model.battle.orders import Order
from game.model.battle.verbs import MISSION_ROWS, mission_row

HEX_M = 300


def is_seen(view: View, target: HexAt) -> bool:
    """Men of the side on some crest line look down on a hex from where they stand now (rules 6.5, 8.2)."""
    far = view.scenario.parameter("SEE_FAR_M")
    near = [u.hex for u in view.own if u.hex and u.crest > 0 and _people(u) and u.hex != target]
    near = [h for h in near if HEX_M * distance(h, target) <= far]
    if not near:
        return False
    hidden = view.engine.hidden_by(view.sealed, target)  # what is seen from a hex sees it
    return any(hidden[h] is None for h in near)


def shut(view: View) -> frozenset[int]:
    """Pulses of the turn in which fog or rain by day suspends observed fire (rule 6.11)."""
    least = view.scenario.parameter("L_OBSERVED")
    return frozenset(k for k, row in enumerate(view.light) if not row.night and row.light < least)


def said(view: View, target: HexAt, pulses: Iterable[int]) -> list[str]:
    """What hinders fire on a hex in these pulses of the turn: nobody will see it by day, the sky is shut for some of them."""
    told, closed = [], shut(view)
    within = [k for k in pulses if 0 <= k < len(view.light)]
    foggy = [k for k in within if k in closed]
    if foggy:
        clock = view.scenario.calendar.clock_of
        first, last = (clock(view.turn.first_pulse + k) for k in (foggy[0], foggy[-1] + 1))
        told.append(_("fog or rain from {a} to {b}: observed guns are silent (6.11)").format(a=first, b=last))
    if any(not view.light[k].night and k not in closed for k in within) and not is_seen(view, target):
        told.append(_("nobody of yours sees it by day: by the map, less falls on it (6.5)"))
    return told


def grounded(view: View, pulses: Iterable[int]) -> list[str]:
    """What keeps aircraft from a target in these pulses of the turn: the dark, fog or rain for a part of them (rule 6.12)."""
    within = [k for k in pulses if 0 <= k < len(view.light)]
    waits = [k for k in within if (row := view.light[k]).night or row.fog or row.rain]
    if not waits:
        return []
    clock = view.scenario.calendar.clock_of
    first, last = (clock(view.turn.first_pulse + k) for k in (waits[0], waits[-1] + 1))
    return [_("dark, fog or rain from {a} to {b}: aircraft wait (6.12)").format(a=first, b=last)]


def shells(order: Order) -> bool:
    """The order is a mission that plans its fire on a hex."""
    return order.verb.fires and order.target is not None and mission_row(order.mission).is_shelling


def is_shelling(mission: str) -> bool:
    """A mission of the side's fire plan that plans its fire on a hex."""
    return mission in MISSION_ROWS and MISSION_ROWS[mission].is_shelling


def _people(unit: object) -> int:
    return int(unit.men + unit.crew)  # type: ignore[attr-defined]
