"""The record of a turn that was played."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from game.match.battle.events import RawEvents
from game.model.battle.calendar import Turn
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.thoughts import Thought
from game.rules.battle.state import State


class TurnRecord(NamedTuple):
    """A turn that was played: orders and decisions that stood, by side; events as the rules left them; the position after it.

    `frames`: the position after each pulse, empty unless they were asked for; `luck`: 64 bits that it was given, in games by
    file; `thoughts`: of the computer's sides, for after the game.
    """

    turn: Turn
    orders: dict[str, tuple[Order, ...]]
    raw: RawEvents
    state: State
    digest: str
    frames: tuple[State, ...] = ()
    decisions: Mapping[str, tuple[Decision, ...]] = MappingProxyType({})
    luck: int | None = None
    thoughts: Mapping[str, Thought] = MappingProxyType({})
