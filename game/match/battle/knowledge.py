"""Who may know what of an event: the declarations of factors and events in the rulebook's data, applied (rule 8.3).

An event has two sides: the one that acts and its foe. Each number of it and each row of its list is declared as known to both,
to one of them, or to nobody; of rows that the other side may not see it may learn the band into which all of them fall.
"""

import math
from typing import NamedTuple

from game.model.battle.scenario import Scenario
from game.model.ruling import EventText, FactorText, Owner
from game.rules.battle import codes as C

EVENT_CODES = {value: name for name, value in vars(C).items() if name.startswith("EV_")}
FACTOR_CODES = {value: name for name, value in vars(C).items() if name.startswith("F_") and isinstance(value, int)}
HIDDEN = -1  # a number that the side cannot know


class Factor(NamedTuple):
    """A row of an event's list as a side knows it: `low` and `high` are the same where it is known exactly."""

    code: str
    low: float
    high: float

    @property
    def value(self) -> float:
        """The number itself, or the middle of its band."""
        return (self.low + self.high) / 2


class Declared(NamedTuple):
    """The declarations of a scenario by the numbers of the rules."""

    events: dict[int, EventText]
    factors: dict[int, FactorText]


def declared(scenario: Scenario) -> Declared:
    """The table of a scenario: each event and each factor once."""
    found = _tables.get(scenario.digest)
    if found is None:
        events = {getattr(C, e.code): e for e in scenario.events}
        found = _tables[scenario.digest] = Declared(events, {getattr(C, f.code): f for f in scenario.factors})
    return found


def side_of_actor(scenario: Scenario, actor: str, target: str) -> str:
    """The side that acts: the actor's, where there is none the foe of the target, "" where there is neither."""
    if scenario.has_counter(actor):
        return scenario.counter(actor).side
    if scenario.has_wing(actor):
        return scenario.wing(actor).side
    return scenario.other(scenario.counter(target).side) if scenario.has_counter(target) else ""


def knows(owner: Owner, side: str | None, acting: str) -> bool:
    """The side may know a number of this owner, in an event in which `acting` acts. No side: the record, which knows all."""
    if side is None or owner == "both":
        return True
    return owner != "nobody" and (not acting or (owner == "actor") == (side == acting))


def known_rows(
    table: Declared, kind: int, rows: list[tuple[int, float]], side: str | None, acting: str
) -> tuple[tuple[Factor, ...], bool]:
    """The rows of an event as a side may know them, and whether they are all that decided it.

    What only the other side knows exactly is one row, the band into which it falls all told, where the first of it stood.
    """
    found: list[Factor] = []
    bands: list[float] = []
    at, whole = 0, True
    for code, value in rows:
        declaration = table.factors[code]
        if knows(declaration.of, side, acting):
            found.append(Factor(declaration.code, value, value))
        elif declaration.of != "nobody" and declaration.other == "band":
            at = at if bands else len(found)
            bands.append(value)
        else:
            whole = False
    if bands:
        found.insert(at, _band(bands, multiplies=table.events[kind].form == "product"))
    return tuple(found), whole


def _band(values: list[float], *, multiplies: bool) -> Factor:
    """The band of a product between two powers of two, or of a sum between two whole points."""
    if not multiplies:
        low = float(math.floor(sum(values)))
        return Factor("F_OTHER", low, low + 1.0)
    value = math.prod(values)
    low = 2.0 ** math.floor(math.log2(value)) if value > 0.0 else 0.0
    return Factor("F_OTHER", low, 2.0 * low)


_tables: dict[str, Declared] = {}
