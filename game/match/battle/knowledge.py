"""Who may know what of an event: the declarations of factors and events in the rulebook's data, applied (rule 8.3).

An event has two sides: the one that acts and its foe. Each number of it and each row of its list is declared as known to both,
to one of them, or to nobody; of rows that a side may not see it may learn the band into which all of them fall. The edges
of the bands are the same for every event, powers of two: what does not change tells nothing more however often it is looked at.
Chance in a contest is what the outcome leaves of it to whom the other side's part is a band.
"""

import math
from typing import NamedTuple

from game.model.battle.scenario import Scenario
from game.model.ruling import EventText, FactorText, Owner
from game.rules.battle import codes as C

EVENT_CODES = {value: name for name, value in vars(C).items() if name.startswith("EV_")}
FACTOR_CODES = {value: name for name, value in vars(C).items() if name.startswith("F_") and isinstance(value, int)}
MOST_THIRDS = 3  # that change hands in one contest (rule 3.8)
FLOOR = 1.15  # times the least of men that reports of a whole turn, put together, allow: nearer they do not come (tests hold it)
HIDDEN = -1  # a number that the side cannot know


class Factor(NamedTuple):
    """A row of an event's list as a side knows it: `low` and `high` are the same where it is known exactly."""

    code: str
    low: float
    high: float

    @property
    def value(self) -> float:
        """The number itself, or the middle of its band; of a band without an end the end that it has."""
        return (self.low + self.high) / 2 if math.isfinite(self.high - self.low) else max(self.low, min(self.high, 0.0))


class Declared(NamedTuple):
    """The declarations of a scenario by the numbers of the rules. `step`: points of a score that double a power; `third`: those
    by which a third of a hex is won (rule 3.8)."""

    events: dict[int, EventText]
    factors: dict[int, FactorText]
    step: float
    third: float

    def owner(self, kind: int, code: int) -> Owner:
        """Who knows a factor exactly, in an event of this kind."""
        factor = self.factors[code]
        return self.events[kind].of.get(factor.code, factor.of)


def declared(scenario: Scenario) -> Declared:
    """The table of a scenario: each event and each factor once."""
    texts = (scenario.events, scenario.factors)  # no part of the digest
    made = _tables.get(scenario.digest)
    if made is None or made[0] is not texts[0] or made[1] is not texts[1]:
        events, factors = {getattr(C, e.code): e for e in texts[0]}, {getattr(C, f.code): f for f in texts[1]}
        step = scenario.parameter("BETA_CC") * math.log(2.0)
        made = _tables[scenario.digest] = (*texts, Declared(events, factors, step, scenario.parameter("DELTA_CC")))
    return made[2]


def undeclared(scenario: Scenario) -> list[str]:
    """Codes of factors and events of the rules that the rulebook's data do not declare."""
    codes = {name for name in vars(C) if name.startswith(("EV_", "F_"))}
    return sorted(codes - {text.code for part in (scenario.events, scenario.factors) for text in part})


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
    table: Declared, kind: int, rows: list[tuple[int, float]], side: str | None, acting: str, outcome: int = 0
) -> tuple[tuple[Factor, ...], bool]:
    """The rows of an event as a side may know them, and whether they are all that decided it. `outcome`: its first number.

    What only the other side knows exactly is one row, the band into which it falls all told, where the first of it stood.
    """
    found: list[Factor] = []
    bands: list[float] = []
    at, whole, drawn = 0, True, ""
    for code, value in rows:
        declaration = table.factors[code]
        if knows(table.owner(kind, code), side, acting):
            found.append(Factor(declaration.code, value, value))
        elif declaration.other == "band":
            at = at if bands else len(found)
            bands.append(value)
        elif declaration.other == "outcome":
            drawn = declaration.code
        else:
            whole = False
    if bands:
        found.insert(at, _band(table, bands, multiplies=table.events[kind].form == "product"))
    if drawn:
        found.append(_left_by(drawn, found, *_score(table, kind, outcome)))
    return tuple(found), whole


def _band(table: Declared, values: list[float], *, multiplies: bool) -> Factor:
    """The band of a product between two powers of two, or of points of a score between two that double a power."""
    if not multiplies:
        low = table.step * math.floor(sum(values) / table.step)
        return Factor("F_OTHER", low, low + table.step)
    value = math.prod(values)
    low = 2.0 ** math.floor(math.log2(value)) if value > 0.0 else 0.0
    return Factor("F_OTHER", low, 2.0 * low)


def _score(table: Declared, kind: int, thirds: int) -> tuple[float, float]:
    """Between which scores a contest lies that moved so many thirds of a hex; a counter-attack wins none or some (rule 3.8)."""
    least, most = abs(thirds) * table.third, (abs(thirds) + 1) * table.third
    if thirds == 0:
        return (-math.inf if kind == C.EV_COUNTER else -most), most
    most = math.inf if abs(thirds) == MOST_THIRDS else most
    return (least, most) if thirds > 0 else (-most, -least)


def _left_by(code: str, rows: list[Factor], low: float, high: float) -> Factor:
    """What is left to chance between two sums, by what is known of the other rows: it tells nothing that they do not."""
    return Factor(code, low - math.fsum(f.high for f in rows), high - math.fsum(f.low for f in rows))


_tables: dict[str, tuple[tuple[EventText, ...], tuple[FactorText, ...], Declared]] = {}
