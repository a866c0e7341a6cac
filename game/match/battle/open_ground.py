"""Which hexes each counter of a side can reach at all: those that share a stretch of ground share the answer.

A way leads from one hex to another exactly if one leads back, where no step is barred in one direction alone and neither end is
barred by what the side knows; then all who move alike and stand in one stretch of ground reach the same hexes (rules 5.2, 7.13).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.match.battle.engine import FAR, Engine
from game.model.base import HexAt
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.known_ground import CLOSED, HIS
from game.rules.battle.setup import MOBILITY
from game.rules.battle.state import State

Hexes = NDArray[np.bool_]
KEPT = 96  # pictures of the ground, each for one way of moving


class Stretch(NamedTuple):
    """What is reached from the hexes of a stretch, and which of them one may set out from with the same answer."""

    reached: Hexes
    inside: Hexes


class OpenGround:
    """The ground of one side in one sealed position."""

    def __init__(self, engine: Engine, sealed: State) -> None:
        self._engine, self._sealed = engine, sealed
        self._danger: NDArray[np.integer] | None = None
        self._known: dict[str, list[Stretch]] = {}

    def reached(self, unit: int, start: HexAt) -> Hexes:
        """Whether a way leads a counter from `start` to each hex, in their order in the arrays; shape (hexes,)."""
        return self._stretch(unit, start).reached

    def _stretch(self, unit: int, start: HexAt) -> Stretch:
        engine, here = self._engine, self._engine.hex_index(start)
        mobility, danger = engine.mobility[unit], self._danger
        if danger is None:
            danger = self._danger = engine.dangers(self._sealed, int(engine.tables.unit[unit, S.U_SIDE]))
        known = self._known.get(mobility)
        if known is None:
            known = self._known[mobility] = _stretches(engine, mobility, danger.tobytes())
        for stretch in known:
            if stretch.inside[here]:
                return stretch
        reached: Hexes = np.asarray(engine.reach(engine.hosted(self._sealed), unit, start, C.OPEN)) < FAR
        free = (danger < CLOSED) & (danger != HIS) & _even(engine, mobility)
        inside = reached & free if free[here] else np.zeros_like(reached)
        inside[here] = True
        found = Stretch(reached, inside)
        known.append(found)
        return found

    def reached_by(self, units: NDArray[np.intp], starts: NDArray[np.intp], hexes: NDArray[np.intp]) -> Hexes:
        """Whether each of many counters finds a way from its start to its targets. Shape of `hexes`: (counters, targets)."""
        engine, found = self._engine, np.zeros(hexes.shape, np.bool_)
        gaits, ahead = _columns(engine)[units], np.ones(len(units), np.bool_)
        while ahead.any():
            first = int(ahead.argmax())
            unit, start = int(units[first]), int(starts[first])
            reached, inside = self._stretch(unit, (start % engine.columns, start // engine.columns))
            alike = np.nonzero(ahead & (gaits == gaits[first]) & inside[starts])[0]
            found[alike] = reached[hexes[alike]]
            ahead[alike] = False
        return found

    def known(self, unit: int, start: HexAt) -> Hexes | None:
        """The same, None where it was not looked for yet."""
        here = self._engine.hex_index(start)
        return next((s.reached for s in self._known.get(self._engine.mobility[unit], ()) if s.inside[here]), None)


@lru_cache(maxsize=KEPT)
def _stretches(_engine: Engine, _mobility: str, _danger: bytes) -> list[Stretch]:
    """Those found so far on ground of which a side knows this: no weather, no hour and no luck closes a way (rule 5.2)."""
    return []


@lru_cache(maxsize=8)
def _columns(engine: Engine) -> NDArray[np.intp]:
    """How each counter moves, by the number that the tables give it."""
    return np.array([MOBILITY[m] for m in engine.mobility], np.intp)


@lru_cache(maxsize=8)
def _even(engine: Engine, mobility: str) -> Hexes:
    """Hexes that can be entered, where no step between two such is barred in one direction alone; else none."""
    tables = engine.tables
    count = len(tables.hex)
    near, terrain = np.asarray(tables.near), np.asarray(tables.terrain)
    column = MOBILITY[mobility]
    gait = np.asarray(tables.gait)[column * count : (column + 1) * count]
    open_ = (gait >= 0) & (near >= 0) & (terrain[np.maximum(gait, 0) // 2, column] > 0)
    entered = np.zeros(count, np.bool_)
    entered[near[open_]] = True
    ahead = open_ & entered[:, None] & entered[near]
    back = ahead[near, (np.arange(6) + 3) % 6]
    return entered if bool(np.all(back[ahead])) else np.zeros_like(entered)
