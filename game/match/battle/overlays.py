"""What a side may lay over the map: reach, zones of control, sight, the ranges of known enemies. Its own knowledge only."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from game.core.hexes import distance
from game.match.battle.views import View
from game.model.base import HexAt
from game.rules.battle import codes as C

ASSAULT_PULSES = 4  # left of the turn for an assault to be worth beginning (design choice: a row takes about an hour)
RIFLE_HEXES = 2  # aimed fire of infantry on open ground (rule 4.1: beyond 600 m rifles do next to nothing)
PULSE_H = 0.25


class Reach(NamedTuple):
    """Where a counter can be this turn: in time to assault there, or only by marching. `hours`: cost of the way."""

    assault: frozenset[HexAt]
    march: frozenset[HexAt]
    hours: Mapping[HexAt, float]


class Sight(NamedTuple):
    """The view from a hex within the reach of an observer's eye: what is seen, and which hex hides each of the rest."""

    seen: frozenset[HexAt]
    hidden: dict[HexAt, HexAt]


class Threat(NamedTuple):
    """Hexes that a kind of known enemy weapon covers; `by` names the contacts in the order of the scenario."""

    kind: str
    hexes: frozenset[HexAt]
    by: tuple[str, ...]


def reach(view: View, unit: str, manner: int = C.OPEN) -> Reach:
    """Where an own counter can be in what is left of the turn after the order has reached it (rules 5.2, 7.6).

    `hours` are at the pace of this moment; how long a march takes in the light that comes, `View.march_to` says.
    """
    counter = view.scenario.counter(unit)
    delay = next(u.delay for u in view.own if u.id == unit)
    hours = view.reach_hours(unit, manner)
    last = view.turn.pulses
    left, early = marching(view, delay, last), marching(view, delay, last - ASSAULT_PULSES)
    fights = view.scenario.unit_type(counter).assaults
    near = {h for h, cost in hours.items() if cost <= left}
    able = frozenset(h for h in near if fights and hours[h] <= early)
    return Reach(able, frozenset(near) - able, hours)


def marching(view: View, first: int, last: int) -> float:
    """Hours of marching at the pace of this moment that the pulses `first` to `last` of the turn, the last one excluded, are
    worth: fewer where it grows dark, more where it grows light (rule 5.1)."""
    night = view.scenario.parameter("NIGHT_PACE")
    paces = [night if row.night else 1.0 for row in view.light]
    return PULSE_H * sum(paces[first : max(first, last)]) / paces[0] if paces else 0.0


def zones(view: View) -> tuple[frozenset[HexAt], frozenset[HexAt]]:
    """Hexes that the side controls and those that known enemies control (rule 8.4)."""
    return view.engine.zones(view.sealed, view.scenario.sides.index(view.side))


def sight(view: View, here: HexAt) -> Sight:
    """What an observer on a hex can see of the ground by day, and what hides the rest (rule 8.1)."""
    far = int(view.scenario.parameter("SEE_FAR_M")) // 300
    hidden = view.engine.hidden_by(view.sealed, here)
    near = {h: by for h, by in hidden.items() if distance(here, h) <= far}
    return Sight(
        frozenset(h for h, by in near.items() if by is None), {h: by for h, by in near.items() if by is not None}
    )


def threats(view: View) -> tuple[Threat, ...]:
    """What the weapons of known enemies can reach: rifles and machine guns, anti-tank guns, guns, tanks."""
    scenario, ground = view.scenario, view.scenario.ground
    found: dict[str, tuple[set[HexAt], list[str]]] = {}
    for contact in view.contacts:
        kind = next(t for t in scenario.unit_types if t.id == contact.type)
        gun = next((g for g in scenario.guns if g.id == kind.gun), None)
        if gun is not None and not kind.assaults:
            name, far = "guns", gun.range_m // 300
        elif kind.tank:
            name, far = "tanks", RIFLE_HEXES
        else:
            name, far = "rifles", RIFLE_HEXES
        hexes, by = found.setdefault(name, (set(), []))
        by.append(contact.id)
        hexes.update(_within(contact.hex, far, ground.columns, ground.rows))
    return tuple(
        Threat(k, frozenset(found[k][0]), tuple(found[k][1])) for k in ("rifles", "tanks", "guns") if k in found
    )


def _within(here: HexAt, far: int, columns: int, rows: int) -> Iterable[HexAt]:
    c, r = here
    for y in range(max(0, r - far), min(rows, r + far + 1)):
        for x in range(max(0, c - far - 1), min(columns, c + far + 2)):
            if distance(here, (x, y)) <= far:
                yield (x, y)
