"""A march as an order asks for it: when it sets out and when it is there, if nobody hinders it (rules 5.1, 5.2, 7.6).

The rules march it, on a copy of what the side knows: the way is searched round the known enemies, the light of each pulse
counts. Window, terminal and Python all show these hours.
"""

from typing import NamedTuple

from game.core.rule import host
from game.match.battle import orders as written
from game.match.battle.engine import Engine
from game.model.battle.calendar import Turn
from game.model.battle.orders import Order
from game.rules.battle import state as S
from game.rules.battle.state import State

MOST_PULSES = 96  # a march is followed for a day (design choice)
PULSE_H = 0.25


class March(NamedTuple):
    """`sets_out`: absolute pulse in which the first step is made; `there`: the first pulse that begins with the counter at its
    goal; `hours`: spent on the way, without those in which it waits for its hour on the start line."""

    sets_out: int
    there: int
    hours: float


def march(engine: Engine, sealed: State, turn: Turn, order: Order) -> March | None:
    """The march of a legal order of one counter to its target; None if it goes nowhere by itself or takes over a day."""
    verb = order.verb
    if order.target is None or not (verb.marches or verb.assaults) or not engine.scenario.has_counter(order.unit):
        return None
    unit, goal = engine.scenario.unit_index(order.unit), engine.hex_index(order.target)
    state = S.copy_state(sealed)
    with engine.lock:
        written.apply(engine, state, turn, (order,))
        _alone(state, unit)
        return _walk(engine, state, turn.first_pulse, unit, goal)


def _alone(state: State, unit: int) -> None:
    """Takes everybody else off the map; what the side knows of enemies stays in its memory."""
    counter = state.units[unit].copy()
    state.units[:] = 0
    state.units[:, S.HEX] = -1
    state.units[unit] = counter
    for rest in (state.rows, state.missions, state.strikes):
        rest[:] = 0


def _walk(engine: Engine, state: State, first: int, unit: int, goal: int) -> March | None:
    hosted, row = host(state), state.units[unit]
    out, walked = -1, 0
    for pulse in range(MOST_PULSES):
        if row[S.HEX] == goal:
            return March(first if out < 0 else out, first + pulse, walked * PULSE_H)
        engine.play_pulse(hosted, pulse)
        if row[S.MOVED]:
            out = first + pulse if out < 0 else out
            walked += 1
    return None
