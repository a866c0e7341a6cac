"""A march as an order asks for it, or a task in force: its way and when it is there, if nobody hinders it (rules 5.1, 5.2, 7.6).

The rules march it, on a copy of what the side knows: the way is searched round the known enemies, the light of each pulse
counts. Window, terminal and Python all show these hours.
"""

import itertools
from typing import NamedTuple

from game.core.hexes import distance
from game.match.battle import orders as written
from game.match.battle.engine import Engine
from game.model.base import HexAt
from game.model.battle.calendar import Turn
from game.model.battle.orders import Order
from game.model.battle.verbs import BY_CODE
from game.rules.battle import state as S
from game.rules.battle.artillery import lift_m
from game.rules.battle.parameters import GAP_WIRE
from game.rules.battle.state import State

MOST_PULSES = 96  # a march is followed for a day (design choice)
MOST_STILL = 16  # pulses after its hour in which it goes no step: longer than suppression lasts (design choice)
PULSE_H = 0.25
MEN_THERE = 400  # of the garrison before which an approach ends; they do not fire (design choice)


class March(NamedTuple):
    """`sets_out`: absolute pulse in which the first step is made; `there`: the first pulse that begins with the counter at its
    goal; `hours`: spent on the way, without those in which it waits for its hour on the start line; `way`: the hexes that it
    goes through, where it stands first, its goal last."""

    sets_out: int
    there: int
    hours: float
    way: tuple[HexAt, ...] = ()


class Approach(NamedTuple):
    """An assault before a held hex, if nobody hinders it: the first pulses that begin with it within the distance at which own
    guns lift off the hex (rule 3.13), and with it at the wire (rule 3.5)."""

    lifts: int
    wire: int


class Course(NamedTuple):
    """Where a task leads by itself. `way`: the hexes that the counter goes through, where it stands first; `march`: None if it
    does not get to its goal within a day."""

    way: tuple[HexAt, ...] = ()
    march: March | None = None


def course(engine: Engine, sealed: State, turn: Turn, order: Order) -> Course:
    """The course of a legal order of one counter to its target; an empty one for what goes nowhere."""
    verb = order.verb
    if order.target is None or not (verb.marches or verb.assaults) or not engine.scenario.has_counter(order.unit):
        return Course()
    unit, goal = engine.scenario.unit_index(order.unit), engine.hex_index(order.target)
    state = S.copy_state(sealed)
    with engine.lock:
        written.apply(engine, state, turn, (order,))
        _alone(state, unit)
        return _walk(engine, state, turn.first_pulse, unit, goal)


def course_on(engine: Engine, sealed: State, turn: Turn, unit: int) -> Course:
    """The course that a counter's task in force still has before it; an empty one if it goes nowhere by itself."""
    row = sealed.units[unit]
    verb, goal = BY_CODE[int(row[S.TASK])], int(row[S.GOAL])
    if not (verb.marches or verb.assaults) or goal < 0 or row[S.HEX] < 0 or row[S.HEX] == goal:
        return Course()
    state = S.copy_state(sealed)
    with engine.lock:
        _alone(state, unit)
        return _walk(engine, state, turn.first_pulse, unit, goal)


def approach(engine: Engine, sealed: State, turn: Turn, order: Order | None, unit: int) -> Approach | None:
    """When an assault nears its hex, as if men lay there who do not fire; None for all else, or if that takes over a day.

    `order`: legal, of this counter; None: its task in force.
    """
    if order is not None and not (order.verb.assaults and order.target):
        return None
    state = S.copy_state(sealed)
    with engine.lock:
        if order is not None:
            written.apply(engine, state, turn, (order,))
        _alone(state, unit)
        row = state.units[unit]
        if not BY_CODE[int(row[S.TASK])].assaults or row[S.HEX] < 0:
            return None
        return _near(engine, state, turn.first_pulse, unit, int(row[S.GOAL]))


def _near(engine: Engine, state: State, first: int, unit: int, goal: int) -> Approach | None:
    side, lifts = int(engine.tables.unit[unit, S.U_SIDE]), -1
    foot = (k for k in engine.numbers[1 - side] if engine.scenario.unit_type(engine.scenario.counters[k]).digs)
    garrison = next(foot, engine.numbers[1 - side][0])
    hosted = engine.face(state)
    for pulse in range(MOST_PULSES):
        state.units[garrison] = 0
        for column, value in {S.HEX: goal, S.MEN: MEN_THERE, S.COH_PM: 1000, S.SUP_PM: 1000, S.GOAL: -1}.items():
            state.units[garrison, column] = value
        engine.play_pulse(hosted, pulse)
        for row in state.rows[state.rows[:, S.USED] != 0]:
            if row[S.TARGET] != goal or unit not in (row[S.ATTACKER], row[S.ATTACKER_2]):
                continue
            if lifts < 0 and row[S.GAP_M] < lift_m(hosted, engine.tables, side):
                lifts = first + pulse + 1
            if row[S.GAP_M] <= engine.parameters[GAP_WIRE]:
                return Approach(first + pulse + 1 if lifts < 0 else lifts, first + pulse + 1)
    return None


def _alone(state: State, unit: int) -> None:
    """Takes everybody else off the map; what the side knows of enemies stays in its memory."""
    counter = state.units[unit].copy()
    state.units[:] = 0
    state.units[:, S.HEX] = -1
    state.units[unit] = counter
    for rest in (state.rows, state.missions, state.strikes):
        rest[:] = 0


def _walk(engine: Engine, state: State, first: int, unit: int, goal: int) -> Course:
    hosted, row = engine.face(state), state.units[unit]
    out, walked, still, way, there = -1, 0, 0, [int(row[S.HEX])], -1
    for pulse in range(MOST_PULSES):
        if row[S.HEX] == goal:
            there = first + pulse
            break
        engine.play_pulse(hosted, pulse)
        if row[S.HEX] != way[-1]:
            way += _gone(engine, state.paths[unit].tolist(), way[-1], int(row[S.HEX]))
        if row[S.MOVED]:
            out = first + pulse if out < 0 else out
            walked, still = walked + 1, 0
        elif first + pulse >= max(row[S.READY], row[S.START]):
            still += 1
            if still > MOST_STILL:
                break  # it goes nowhere any more
    hexes = tuple((h % engine.columns, h // engine.columns) for h in way)
    if there < 0:
        return Course(hexes)
    return Course(hexes, March(there if out < 0 else out, there, walked * PULSE_H, hexes))


def _gone(engine: Engine, path: list[int], old: int, new: int) -> list[int]:
    """Hexes of a path from one that was left to one that was reached in the same pulse; on a road that may be several."""
    if new in path:
        end = path.index(new)
        begin = path.index(old) + 1 if old in path[:end] else 0
        steps = [old, *path[begin : end + 1]]
        hexes = [(h % engine.columns, h // engine.columns) for h in steps]
        if all(distance(a, b) == 1 for a, b in itertools.pairwise(hexes)):
            return steps[1:]
    return [new]
