"""Every order that a counter or wing may be given, with nothing but verb and target: what the masks allow, written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from game.match.frames import known
from game.model.battle.orders import Order
from game.model.battle.verbs import MISSION_ROWS, VERBS, Verb

if TYPE_CHECKING:
    from game.match.battle.legality import Legality


def open_orders(legality: Legality, unit: str) -> tuple[Order, ...]:
    """Lawful orders of a counter or wing, by verb, row and column.

    Raises:
        ValueError: the side has no counter or wing of that id.
    """
    scenario = legality.scenario
    own = [c.id for c in scenario.counters if c.side == legality.side]
    own += [w.id for w in scenario.flying if w.side == legality.side]
    known(f"counter of {legality.side}", unit, own)
    masks, found = legality.mask(unit), list[Order]()
    for verb, mask in zip(VERBS.values(), masks, strict=True):
        if verb.aims in ("nothing", "hex or own", "mission"):
            found += [o for o in _aimless(verb, unit) if mask.any() or verb.fires if legality.refusal(o) is None]
        if verb.aims != "nothing":
            found += [aimed(verb, unit, (int(c), int(r))) for r, c in np.argwhere(mask)]
    return tuple(found)


def aimed(verb: Verb, unit: str, here: tuple[int, int]) -> Order:
    """The order that a mask means: verb and target, and one round, lot or flight."""
    return Order(
        unit=unit,
        task=verb.name,
        target=here,
        rounds=int(verb.fires),
        lots=int(verb.ferries),
        flights=int(verb.strikes),
    )


def _aimless(verb: Verb, unit: str) -> list[Order]:
    if verb.fires:
        return [Order(unit=unit, task=verb.name, mission=m.name) for m in MISSION_ROWS.values() if not m.aims]
    return [Order(unit=unit, task=verb.name)]
