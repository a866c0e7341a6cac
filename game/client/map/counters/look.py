"""What a counter shows: everything its picture depends on, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.client.kit.palette import COUNTER_INK, FACE, PAPER_DIM, SHADE, Colour


@dataclass(frozen=True)
class CounterLook:
    """A counter as drawn.

    `side`: 0 with round corners, 1 with square ones; `paint`: face, shade, ink.
    `symbol`: a drawing of the assets. `strength`: men, guns or
    tanks, in words; `share`: the same against full strength, for the bar of the smallest counters. `pips` from the lowest up:
    filled, or hollow for suppressed, pinned, disrupted. `known`: seen now, where it was last seen (`age`, in words, ago), or
    only that something is there. `stack`: counters on the hex, this one on top. `formation` and `unit` stand left and right
    in the band of `colour`.
    """

    side: int
    paint: tuple[Colour, Colour, Colour] = (FACE[0], SHADE[0], COUNTER_INK[0])
    symbol: str = "unknown"
    strength: str = ""
    formation: str = ""
    unit: str = ""
    colour: Colour = PAPER_DIM
    share: float = 1.0
    pips: tuple[bool, bool, bool] = (True, True, True)
    is_broken: bool = False
    is_out_of_supply: bool = False
    has_task: bool = False
    known: Literal["seen", "last", "unknown"] = "seen"
    age: str = ""
    faint: int = 0  # steps, of what is old
    stack: int = 1
    is_selected: bool = False
    is_hatched: bool = False  # the formation's band hatched beside its colour, for those who ask for it
