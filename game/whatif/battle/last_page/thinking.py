"""What a general thought, told at the end: his plan by phases, belief against truth, what he rejected, his worst order.

All of it stands in the journal beside the turns (`model.battle.thoughts`); nothing is thought again.
"""

from __future__ import annotations

import statistics
from typing import NamedTuple

import numpy as np

from game.core.hexes import distance
from game.core.words import N_, _
from game.match.battle import Match
from game.match.battle.match import TurnRecord
from game.match.dates import turn_words
from game.model.base import HexAt
from game.model.battle.orders import Order
from game.model.battle.thoughts import Thought, Weighed
from game.rules.battle import state as S
from game.rules.battle.state import State

REJECTED = 2  # that are told
WHYS = {
    "": N_("at the beginning"),
    "gain": N_("it promised more than the plan before it"),
    "branch": N_("the phase before led to it"),
}


class PhaseTold(NamedTuple):
    """A phase of the plan as it was: its name and reason, first turn, turns, why it began, points its choice promised over the
    plan before with one standard error (0 where nothing was weighed), men it began with, hour of the first assault ("" none)."""

    key: str
    title: str
    reason: str
    turn: str
    turns: int
    why: str
    gain: float
    error: float
    men: int
    start: str


class Belief(NamedTuple):
    """What was believed at the start of a turn against what was: enemy counters known of those on the map; of those known how
    many stood where they were believed, hexes that the others were off on the average, men believed and men there."""

    turn: str
    known: int
    there: int
    right: int
    off: float
    believed: int
    men: int


class Rejected(NamedTuple):
    """An option that was not taken: points over what was followed, one standard error, worlds, own score to be expected."""

    turn: str
    title: str
    instead: str
    gain: float
    error: float
    worlds: int
    mean: float


class Worst(NamedTuple):
    """The assault order that cost most men in its turn without taking its hex."""

    turn: str
    unit: str
    target: HexAt
    lost: int


class Thinking(NamedTuple):
    """All that is told of one side's general."""

    side: str
    phases: tuple[PhaseTold, ...]
    beliefs: tuple[Belief, ...]
    rejected: tuple[Rejected, ...]
    worst: Worst | None


def thinking_of(match: Match) -> tuple[Thinking, ...]:
    """What each general of the game thought; none where nobody's thoughts stand in the journal."""
    found = []
    for side in match.scenario.sides:
        thoughts = [(record, record.thoughts[side]) for record in match.records if side in record.thoughts]
        if thoughts:
            phases = _phases(match, thoughts)
            first = {thought.phase.since for _record, thought in thoughts}
            beliefs = tuple(_belief(match, side, r, t) for r, t in thoughts if t.turn in first)
            found.append(Thinking(side, phases, beliefs, _rejected(match, thoughts), _worst(match, side)))
    return tuple(found)


def title_of(match: Match, key: str) -> str:
    """An option's name in the language in use, with the place that it goes for."""
    name, _colon, place = key.partition(":")
    option = next((o for o in match.scenario.options if o.id == name), None)
    words = _(option.title) if option else name
    known = next((p for p in match.scenario.scored if p.place == place), None)
    if known is None:
        return words
    return _("{what}: {place}").format(what=words, place=match.scenario.hex_name(match.scenario.place(place).hex))


def _phases(match: Match, thoughts: list[tuple[TurnRecord, Thought]]) -> tuple[PhaseTold, ...]:
    found: list[PhaseTold] = []
    since = None
    for record, thought in thoughts:
        phase = thought.phase
        if phase.since == since:
            found[-1] = found[-1]._replace(turns=found[-1].turns + 1)
            continue
        since = phase.since
        chosen = next((w for w in thought.weighed if w.key == phase.key), Weighed(phase.key, 0.0))
        option = next((o for o in match.scenario.options if o.id == phase.key.partition(":")[0]), None)
        reason = _(option.text) if option and option.text else ""
        title, turn = title_of(match, phase.key), turn_words(record.turn)
        found.append(
            PhaseTold(phase.key, title, reason, turn, 1, thought.why, chosen.gain, chosen.error, phase.men, phase.start)
        )
    return tuple(found)


def _before(match: Match, record: TurnRecord) -> State:
    k = match.records.index(record)
    return match.records[k - 1].state if k else match.opening


def _belief(match: Match, side: str, record: TurnRecord, thought: Thought) -> Belief:
    state, scenario = _before(match, record), match.scenario
    other = scenario.sides.index(scenario.other(side))
    columns = scenario.ground.columns
    whose = np.asarray(match.tables.unit)[:, S.U_SIDE] == other
    there = int((whose & (state.units[:, S.HEX] >= 0)).sum())
    right, off, men = 0, [], 0
    for one in thought.believed:
        unit = state.units[scenario.unit_index(one.unit)] if scenario.has_counter(one.unit) else None
        if unit is None or unit[S.HEX] < 0:
            continue
        here = (int(unit[S.HEX]) % columns, int(unit[S.HEX]) // columns)
        right += here == one.hex
        men += int(unit[S.MEN] + unit[S.CREW])
        if here != one.hex:
            off.append(distance(here, one.hex))
    return Belief(
        turn_words(record.turn),
        len(thought.believed),
        there,
        right,
        round(statistics.fmean(off), 1) if off else 0.0,
        sum(one.men for one in thought.believed),
        men,
    )


def _rejected(match: Match, thoughts: list[tuple[TurnRecord, Thought]]) -> tuple[Rejected, ...]:
    """The options that promised most over what was followed, each once; only those that lasted as long as it."""
    found = []
    for record, thought in thoughts:
        followed = next((w for w in thought.weighed if w.key == (thought.desk or thought.phase.key)), None)
        for one in thought.weighed if followed is not None else ():
            if one is followed or followed is None or one.worlds < followed.worlds:
                continue
            gain = round(one.gain - followed.gain, 2)
            found.append(
                Rejected(
                    turn_words(record.turn),
                    title_of(match, one.key),
                    title_of(match, followed.key),
                    gain,
                    one.error or followed.error,
                    one.worlds,
                    one.mean,
                )
            )
    best: dict[str, Rejected] = {}
    for told in sorted(found, key=lambda r: -r.gain):
        best.setdefault(told.title, told)
    return tuple(best.values())[:REJECTED]


def _worst(match: Match, side: str) -> Worst | None:
    """Of equal losses the earlier order."""
    worst: Worst | None = None
    scenario = match.scenario
    for record in match.records:
        before = _before(match, record)
        for order in record.orders.get(side, ()):
            if not (isinstance(order, Order) and order.verb.assaults and order.target):
                continue
            k = scenario.unit_index(order.unit)
            lost = int(record.state.units[k, S.LOST] - before.units[k, S.LOST])
            is_there = int(record.state.units[k, S.HEX]) == order.target[1] * scenario.ground.columns + order.target[0]
            if lost > (worst.lost if worst else 0) and not is_there:
                worst = Worst(turn_words(record.turn), order.unit, order.target, lost)
    return worst
