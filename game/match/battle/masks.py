"""Where each verb of own counters may be aimed, for many counters and hexes at once (rules 7.10-7.17, 10.3).

It reads what the rules surveyed for the side and turn, as `Lawful` does for a single order; who is told no asks `checks`, `leave`
and their like for the reason. Tests hold all of them to the same answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.match.battle.checks import TaskChecks
from game.match.battle.engine import Engine
from game.match.battle.lawful import ENTERS, HEX_M, Lawful
from game.match.battle.leave import Leave
from game.model.battle.verbs import VERBS
from game.rules.battle import state as S
from game.rules.battle.lawful import MAY_ASSAULT, MAY_DEFEND, MAY_FIRE, MAY_STAND, MAY_TANKS
from game.rules.battle.parameters import PINNED

Flags = NDArray[np.bool_]
Numbers = NDArray[np.intp]  # of counters
Hexes = NDArray[np.intp]  # numbers of hexes, shape (counters, targets)
_COUNTERS = tuple((row, v) for row, v in enumerate(VERBS.values()) if v.code >= 0 and not v.ferries)
_CODES = np.array([v.code for _, v in _COUNTERS])
_ROWS = np.array([row for row, _ in _COUNTERS])
_WALKS = [k for k, (_, v) in enumerate(_COUNTERS) if v.marches or v.assaults]
_FIRES = [k for k, (_, v) in enumerate(_COUNTERS) if v.fires]
_MARCHES = [row for row, v in _COUNTERS if v.marches]
_ASSAULTS = [row for row, v in _COUNTERS if v.assaults]
_ON_OWN_GROUND = [row for row, v in _COUNTERS if v.truce == "on own ground"]


class Masks:
    """What the rules let counters of one side be ordered, in one position that was sealed for it."""

    def __init__(self, checks: TaskChecks, leave: Leave, lawful: Lawful) -> None:
        self._checks, self._leave, self._lawful = checks, leave, lawful
        self._engine, self._side = checks.engine, checks.engine.scenario.sides.index(checks.side)

    def of(self, units: Sequence[int] | Numbers, hexes: Hexes) -> Flags:
        """Where each verb may be aimed; boats and wings are left out. Shape (verbs, counters, targets), verbs as in `VERBS`.

        `units`: numbers of own counters; `hexes`: of each the targets asked for. An order is meant with nothing but its verb, its
        target and, for a mission, one round a pulse. A verb that needs no target may have any.
        """
        found = np.zeros((len(VERBS), *hexes.shape), np.bool_)
        asked = np.array(units)
        bits, uses, kinds = self._bits[asked], self._uses[hexes], _kinds(self._engine)
        open_ = (bits >> _CODES[:, None] & 1).astype(np.bool_)
        found[_ROWS] = open_[:, :, None]
        if open_[_WALKS].any():
            marches = self._marches(asked, hexes, uses)
            found[_MARCHES] &= marches
            found[_ASSAULTS] &= marches & (uses & MAY_ASSAULT > 0) & self._calm(asked)[:, None]
        for k in _FIRES:
            if open_[k].any():
                found[_ROWS[k]] &= self._fires(asked, open_[k], hexes, uses)
        if self._leave.known.in_truce:
            found[_ON_OWN_GROUND] &= ~self._barred_by_truce[hexes]
        if kinds.any_tank:
            found &= ~kinds.tank[asked, None] | (uses & MAY_TANKS > 0)
        return found

    def defends(self, units: Sequence[int] | Numbers, hexes: Hexes) -> Flags:
        """Where guns may be told to fire when attackers press (6.4, 10.7). Shape (counters, targets)."""
        fires = next(v for v in VERBS.values() if v.fires)
        found = np.zeros(hexes.shape, np.bool_)
        asked = np.array(units)
        rows = np.nonzero(self._bits[asked] >> fires.code & 1)[0]
        if len(rows) and self._lawful.has_shells:
            guns, uses = asked[rows], self._uses[hexes[rows]]
            tanks = ~_kinds(self._engine).tank[guns, None] | (uses & MAY_TANKS > 0)
            found[rows] = tanks & self._in_range(guns, hexes[rows]) & (uses & MAY_DEFEND > 0)
        return found

    def _marches(self, units: NDArray[np.intp], hexes: Hexes, uses: NDArray[np.uint8]) -> Flags:
        need = _kinds(self._engine).enters[units, None]
        found: Flags = (uses & need == need) & self._ways(units, hexes)
        return found

    def _calm(self, units: NDArray[np.intp]) -> Flags:
        found: Flags = self._checks.sealed.units[units, S.SUP_PM] < self._engine.parameters[PINNED]
        return found

    def _fires(self, units: NDArray[np.intp], guns: Flags, hexes: Hexes, uses: NDArray[np.uint8]) -> Flags:
        found, rows = np.zeros(hexes.shape, np.bool_), np.nonzero(guns)[0]
        if self._may_prepare:
            free = (uses[rows] & MAY_FIRE > 0) & ~self._friends[hexes[rows]]
            found[rows] = self._in_range(units[rows], hexes[rows]) & free
        return found

    def _ways(self, units: NDArray[np.intp], hexes: Hexes) -> Flags:
        """Whether each counter finds a way to its targets (7.13)."""
        found = np.zeros(hexes.shape, np.bool_)
        starts = self._checks.sealed.units[units, S.HEX]
        there = np.nonzero((starts >= 0) & (self._bits[units] > 0))[0]
        found[there] = self._checks.ways.reached_by(units[there], starts[there], hexes[there])
        return found

    def _in_range(self, units: NDArray[np.intp], hexes: Hexes) -> Flags:
        kinds, axial = _kinds(self._engine), _axial(self._engine)
        here = np.maximum(self._checks.sealed.units[units, S.HEX], 0)
        apart = axial[hexes] - axial[here][:, None]
        dq, dr = apart[..., 0], apart[..., 1]
        far = HEX_M * np.maximum(np.maximum(np.abs(dq), np.abs(dr)), np.abs(dq + dr))
        found: Flags = (kinds.nearest[units, None] <= far) & (far <= kinds.farthest[units, None])
        return found

    @cached_property
    def _bits(self) -> NDArray[np.int64]:
        """Of each counter the verbs open to it, none where it waits for leave."""
        found = np.array(self._lawful.verbs)
        for k, leave in _kinds(self._engine).waiting:
            if found[k] and not self._leave.is_held(leave):
                found[k] = 0
        return found

    @cached_property
    def _uses(self) -> NDArray[np.uint8]:
        return np.frombuffer(self._lawful.uses, "u1")

    @cached_property
    def _may_prepare(self) -> np.bool_:
        return np.bool_(self._lawful.has_shells and not self._checks.boats.shells_low)

    @cached_property
    def _friends(self) -> Flags:
        own = np.zeros(len(self._uses), np.bool_)
        hexes = self._checks.sealed.units[list(self._checks.rows), S.HEX]
        own[hexes[hexes >= 0]] = True
        return own

    @cached_property
    def _barred_by_truce(self) -> Flags:
        table, sealed = np.asarray(self._engine.tables.hex), self._checks.sealed
        clears = int(self._engine.tables.term[int(sealed.accord[0, S.TRUCE_TERM]), S.TERM_CLEARS + self._side])
        beyond = np.asarray(self._engine.tables.allowed)[self._side][table[:, S.H_ZONE]] == 0
        found: Flags = beyond | (sealed.hexes[:, S.OWNER] == 1 - self._side)
        return found | (clears >> table[:, S.H_ZONE] & 1 > 0)


class _Kinds(NamedTuple):
    """What never changes of the counters: tanks, the uses that a hex they enter must have, from where to where guns reach."""

    tank: Flags
    any_tank: bool
    enters: NDArray[np.int64]
    nearest: NDArray[np.float64]
    farthest: NDArray[np.float64]
    waiting: list[tuple[int, str]]  # counters that need leave, and for which act


@lru_cache(maxsize=8)
def _kinds(engine: Engine) -> _Kinds:
    scenario = engine.scenario
    kinds = [scenario.unit_type(c) for c in scenario.counters]
    guns = {g.id: g for g in scenario.guns}
    return _Kinds(
        np.array([k.tank for k in kinds]),
        any(k.tank for k in kinds),
        np.array([MAY_STAND | ENTERS[k.mobility] for k in kinds], np.int64),
        np.array([guns[k.gun].min_range_m if k.gun in guns else np.inf for k in kinds], np.float64),
        np.array([guns[k.gun].range_m if k.gun in guns else -1.0 for k in kinds], np.float64),
        [(k, c.leave) for k, c in enumerate(scenario.counters) if c.leave],
    )


@lru_cache(maxsize=8)
def _axial(engine: Engine) -> NDArray[np.int64]:
    return np.asarray(engine.tables.hex)[:, [S.H_Q, S.H_R]].astype(np.int64)
