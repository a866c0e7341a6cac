"""A commander's plan on the map, phase by phase as it was chosen: what each counter was sent against, and where the enemy was
believed and where it stood. Told only when the battle is over; drawn by the page and by the window from the same facts.

A general's phases stand in his thoughts. Of any other commander a phase begins where its assaults go for other ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from game.core.words import _
from game.match.battle import Match
from game.match.battle.match import TurnRecord
from game.match.dates import turn_words
from game.model.base import HexAt
from game.model.battle.orders import Order
from game.model.battle.thoughts import Thought
from game.players.table import HUMAN
from game.rules.battle import state as S
from game.rules.battle.state import State
from game.whatif.battle.last_page.thinking import title_of

ASSAULT, FIRE, MARCH = "assault", "fire", "march"
MOST_PHASES = 24  # of one side that are drawn
NEW_GROUND = 0.5  # of the hexes assaulted in a turn: where more of them are new, another phase begins (design choice)


class Aim(NamedTuple):
    """What counters were sent against: `kind` one of assault, fire, march; from where; how many counters go that way."""

    kind: str
    start: HexAt
    target: HexAt
    units: tuple[str, ...]


class Stood(NamedTuple):
    """A counter at the beginning of a phase: where it stood, None off the map; where the other side took it to be, None if it
    was not known."""

    unit: str
    hex: HexAt | None
    believed: HexAt | None = None


class PlanMap(NamedTuple):
    """A phase of a side's plan on the map. `turn`: in which it was chosen; `turns`: that it lasted; `own`, `enemy`: counters as
    it began; `has_belief`: the commander's belief stands in the journal."""

    side: str
    turn: str
    title: str
    turns: int
    aims: tuple[Aim, ...]
    own: tuple[Stood, ...]
    enemy: tuple[Stood, ...]
    has_belief: bool


def plan_maps(match: Match) -> dict[str, tuple[PlanMap, ...]]:
    """By side the phases of every computer that commanded in a battle that is over; people, and battles that go on, have none."""
    if not match.over:
        return {}
    found = {}
    for side in match.scenario.sides:
        thoughts = {k: r.thoughts[side] for k, r in enumerate(match.records) if side in r.thoughts}
        if thoughts:
            begins = _thought_of(thoughts)
        elif match.seats.get(side, HUMAN) != HUMAN:
            begins = _ordered(match, side)
        else:
            continue
        ends = [k for k, _title in begins[1:]] + [len(match.records)]
        found[side] = tuple(
            _map(match, side, title or title_of(match, thoughts[k].phase.key), k, end, thoughts.get(k))
            for (k, title), end in list(zip(begins, ends, strict=True))[:MOST_PHASES]
        )
    return found


def caption(found: PlanMap) -> str:
    """A map in words: when the phase was chosen, what it is, how long it lasted."""
    words = _("{turn}: {title}. Counters sent to assault: {n}; to fire: {f}; on the march: {m}; turns: {turns}.")
    count = {kind: sum(len(a.units) for a in found.aims if a.kind == kind) for kind in (ASSAULT, FIRE, MARCH)}
    return words.format(
        turn=found.turn, title=found.title, n=count[ASSAULT], f=count[FIRE], m=count[MARCH], turns=found.turns
    )


def legend(found: PlanMap) -> str:
    """What is drawn."""
    arrows = _("Thick arrows: assaults; thin arrows: marches; dashed lines: fire.")
    if not found.has_belief:
        return arrows + " " + _("Rings: where the enemy stood as the phase began.")
    return arrows + " " + _("Crosses: where the enemy was believed; rings: where he stood; a line joins the two.")


def facts(maps: dict[str, tuple[PlanMap, ...]]) -> dict[str, list[dict[str, Any]]]:
    """The maps for scripts."""
    return {
        side: [
            {
                **found._asdict(),
                "aims": [aim._asdict() for aim in found.aims],
                "own": [one._asdict() for one in found.own],
                "enemy": [one._asdict() for one in found.enemy],
            }
            for found in phases
        ]
        for side, phases in maps.items()
    }


# ---------------------------------------------------------------- private
def _thought_of(thoughts: dict[int, Thought]) -> list[tuple[int, str]]:
    """The records in which a phase of a general began; each names itself."""
    begins: list[tuple[int, str]] = []
    since = None
    for k, thought in thoughts.items():
        if thought.phase.since != since:
            since = thought.phase.since
            begins.append((k, ""))
    return begins


def _ordered(match: Match, side: str) -> list[tuple[int, str]]:
    """The records in which assaults were ordered mostly on other hexes than in the phase before, each with its title."""
    begins: list[tuple[int, str]] = []
    known: set[HexAt] = set()
    for k, record in enumerate(match.records):
        targets = [o.target for o in _orders(record, side) if o.verb.assaults and o.target is not None]
        fresh = [t for t in targets if t not in known]
        if targets and len(fresh) > NEW_GROUND * len(targets):
            chief = max(dict.fromkeys(targets), key=targets.count)
            begins.append((k, _("Assault on {place}").format(place=match.scenario.hex_name(chief))))
        elif not begins:
            begins.append((k, _("No assault ordered")))
        known = set(targets) or known
    return begins


def _orders(record: TurnRecord, side: str) -> list[Order]:
    return [o for o in record.orders.get(side, ()) if isinstance(o, Order)]


def _map(match: Match, side: str, title: str, first: int, end: int, thought: Thought | None) -> PlanMap:
    scenario = match.scenario
    state = match.records[first - 1].state if first else match.opening
    believed = {one.unit: one.hex for one in thought.believed} if thought is not None else {}
    stood = {c.id: _hex(match, state, c.id) for c in scenario.counters}
    own = tuple(Stood(c.id, stood[c.id]) for c in scenario.counters if c.side == side and stood[c.id])
    enemy = tuple(
        Stood(c.id, stood[c.id], believed.get(c.id))
        for c in scenario.counters
        if c.side != side and (stood[c.id] or c.id in believed)
    )
    turn = turn_words(match.records[first].turn)
    aims = _aims(match, side, range(first, end))
    return PlanMap(side, turn, title, end - first, aims, own, enemy, bool(believed))


def _hex(match: Match, state: State, unit: str) -> HexAt | None:
    cell, columns = int(state.units[match.scenario.unit_index(unit), S.HEX]), match.scenario.ground.columns
    return (cell % columns, cell // columns) if cell >= 0 else None


def _aims(match: Match, side: str, turns: Sequence[int]) -> tuple[Aim, ...]:
    """Of each counter its first order of the weightiest kind in the phase; those that go one way together."""
    best: dict[str, tuple[str, HexAt, HexAt]] = {}
    for k in turns:
        state = match.records[k - 1].state if k else match.opening
        for order in _orders(match.records[k], side):
            kind = _kind(order)
            if not kind or order.target is None or not match.scenario.has_counter(order.unit):
                continue  # a wing stands in no hex
            start = _hex(match, state, order.unit)
            if start is None or start == order.target:
                continue
            old = best.get(order.unit)
            if old is None or WEIGHT[kind] > WEIGHT[old[0]]:
                best[order.unit] = kind, start, order.target
    ways: dict[tuple[str, HexAt, HexAt], list[str]] = {}
    for unit, way in best.items():
        ways.setdefault(way, []).append(unit)
    return tuple(Aim(*way, tuple(units)) for way, units in sorted(ways.items(), key=lambda w: (WEIGHT[w[0][0]], w[0])))


WEIGHT = {MARCH: 0, FIRE: 1, ASSAULT: 2}


def _kind(order: Order) -> str:
    verb = order.verb
    return ASSAULT if verb.assaults else FIRE if verb.fires else MARCH if verb.marches else ""
