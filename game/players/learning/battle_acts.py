"""What a learner may choose in a battle: for each own counter one act of a fixed list, for each wing one, and one decision.

An act is a verb with a target; targets are few and named: scored places, the six hexes around, the six three hexes away, the
nearest enemies known, the crossings. Which acts are lawful is read from the masks of the rules; none is judged here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.hexes import DIRECTIONS
from game.match.battle.engine import Engine
from game.match.battle.views import View
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.model.battle.verbs import VERBS
from game.rules.battle import state as S
from game.rules.battle.setup_politics import CHOICES

CONTINUE = "continue"  # nothing is ordered: the task in force goes on
ENEMIES = 3  # the nearest that are known
AWAY = 3  # hexes to the farther of the two rings of targets
RING = tuple(f"hex {direction}" for direction in DIRECTIONS)
_AROUND = "hex "
_ROW = {name: row for row, name in enumerate(VERBS)}

Mask = NDArray[np.int8]


class Act(NamedTuple):
    """An act of the list. `target`: number of its target, -1 none; `fields`: of the order besides."""

    name: str
    verb: str
    target: int = -1
    fields: tuple[tuple[str, str], ...] = ()


class Choices:
    """The acts of one side of a scenario. `slots`: the ids of its counters, then of its wings, then "decision" where governments
    decide; a choice is a number for each slot."""

    def __init__(self, engine: Engine, side: str) -> None:
        self.engine, self.scenario, self.side = engine, engine.scenario, side
        scenario = engine.scenario
        self.units = [k for k, c in enumerate(scenario.counters) if c.side == side]
        self.counters = [scenario.counters[k].id for k in self.units]
        self.wings = [w.id for w in scenario.flying if w.side == side]
        self.targets = targets_of(scenario)
        self.acts = _acts(self.targets, scenario)
        self.sorties = _sorties(self.targets)
        self.decisions = _decisions(scenario, side)
        more = ["decision"] if len(self.decisions) > 1 else []
        self.slots = (*self.counters, *self.wings, *more)
        self.sizes = np.array(
            [len(self.acts)] * len(self.counters)
            + [len(self.sorties)] * len(self.wings)
            + [len(self.decisions)] * len(more)
        )

    # ------------------------------------------------------------ targets
    @cached_property
    def _places(self) -> NDArray[np.intp]:
        scenario, at = self.scenario, self.engine.hex_index
        crossings = [scenario.place(c.place).hex for c in scenario.crossings]
        return np.array(
            [at(scenario.place(p.place).hex) for p in scenario.scored] + [at(c) for c in crossings], np.intp
        )

    @cached_property
    def _rings(self) -> NDArray[np.intp]:
        """The twelve hexes around each hex, one and three away, -1 off the map; in the last row for no hex."""
        near = np.vstack([np.asarray(self.engine.tables.near), np.full((1, 6), -1)])
        far = near
        for _ in range(AWAY - 1):
            far = near[far, np.arange(6)]
        return np.hstack([near, far])

    def targets_from(self, view: View) -> NDArray[np.intp]:
        """Number of the hex of each target for each own counter, -1 where there is none. Shape (counters, targets)."""
        if self._aimed is not None and self._aimed[0] is view:
            return self._aimed[1]
        here = view.sealed.units[self._own, S.HEX]
        found = np.empty((len(here), len(self.targets)), np.intp)
        places, rings = len(self._places), self._rings
        found[:, :places] = self._places
        found[:, places : places + rings.shape[1]] = rings[here]
        found[:, places + rings.shape[1] :] = self._enemies(view, here)
        self._aimed = (view, found)
        return found

    _aimed: tuple[View, NDArray[np.intp]] | None = None  # of the view that was looked at last

    def _enemies(self, view: View, here: NDArray[np.int32]) -> NDArray[np.intp]:
        found = np.full((len(here), ENEMIES), -1, np.intp)
        seen = self._seen_at(view)
        if len(seen):
            apart = self._axial[seen][None] - self._axial[here][:, None]
            dq, dr = apart[..., 0], apart[..., 1]
            far = np.maximum(np.maximum(np.abs(dq), np.abs(dr)), np.abs(dq + dr))
            nearest = np.argsort(far, axis=1, kind="stable")[:, :ENEMIES]
            found[:, : nearest.shape[1]] = seen[nearest]
        return found

    def _seen_at(self, view: View) -> NDArray[np.intp]:
        """The hexes in which enemies were last seen, in the order of the scenario, each once."""
        count, at = len(self.scenario.counters), self.scenario.sides.index(self.side)
        rows = view.sealed.seen[at * count : (at + 1) * count][self._others]
        hexes = rows[(rows[:, S.SEEN_AT] >= 0) & (rows[:, S.SEEN_HEX] >= 0), S.SEEN_HEX].tolist()
        return np.array(list(dict.fromkeys(hexes)), np.intp)

    @cached_property
    def _own(self) -> NDArray[np.intp]:
        return np.array(self.units, np.intp)

    @cached_property
    def _others(self) -> NDArray[np.intp]:
        return np.array([k for k, c in enumerate(self.scenario.counters) if c.side != self.side], np.intp)

    @cached_property
    def _axial(self) -> NDArray[np.int64]:
        return np.asarray(self.engine.tables.hex)[:, [S.H_Q, S.H_R]].astype(np.int64)

    # ------------------------------------------------------------ masks
    def masks(self, view: View) -> tuple[Mask, ...]:
        """For each slot which acts are lawful alone, 1 or 0; the first, which orders nothing, always is."""
        if not self.counters:
            return (*self._wing_masks(view), *self._decision_mask(view))
        targets = self.targets_from(view)
        hexes = np.maximum(targets, 0)
        rules = view.legality.masks
        verbs, aims, defends, asked = self._picks
        found = rules.of(self._own, hexes)[verbs, :, np.maximum(aims, 0)].T
        found[:, defends] = rules.defends(self._own, hexes)
        found &= (targets[:, aims] >= 0) | (aims < 0)
        found &= self._by_rules
        for at, code in asked:
            act = self.acts[at]
            for k, unit in enumerate(self.units):
                if view.legality.lawful.verbs[unit] >> code & 1:
                    order = self.order(view, unit, act, int(targets[k, act.target]) if act.target >= 0 else -1)
                    found[k, at] = order is not None and view.refusal(order) is None
        found[view.sealed.units[self._own, S.HEX] < 0] = False
        found[:, 0] = True
        return (*found.view(np.int8), *self._wing_masks(view), *self._decision_mask(view))

    @cached_property
    def _picks(self) -> tuple[NDArray[np.intp], NDArray[np.intp], slice, list[tuple[int, int]]]:
        """Of each act the row of its verb and its target, -1 none; the acts of defensive fire; those asked one by one, with the
        numbers of their tasks."""
        verbs = np.array([_ROW.get(a.verb, 0) for a in self.acts], np.intp)
        defends = [k for k, a in enumerate(self.acts) if dict(a.fields).get("mission") == "defensive"]
        asked = [k for k, a in enumerate(self.acts) if dict(a.fields).get("mission") == "counter_battery"]
        asked += [k for k, a in enumerate(self.acts) if a.verb and VERBS[a.verb].ferries]
        aims, tasks = (
            np.array([a.target for a in self.acts], np.intp),
            [(k, VERBS[self.acts[k].verb].code) for k in asked],
        )
        return verbs, aims, slice(defends[0], defends[-1] + 1), tasks

    @cached_property
    def _by_rules(self) -> NDArray[np.bool_]:
        """Of each counter the acts that are read from the masks of the rules; tanks do nothing silently."""
        asked = {at for at, _ in self._picks[3]}
        found = np.array([[bool(a.verb) and k not in asked for k, a in enumerate(self.acts)]] * len(self.units))
        tanks = [k for k, unit in enumerate(self.units) if self.scenario.unit_type(self.scenario.counters[unit]).tank]
        silent = [k for k, a in enumerate(self.acts) if ("manner", "silent") in a.fields]
        found[np.ix_(tanks, silent)] = False
        return found

    def _wing_masks(self, view: View) -> list[Mask]:
        found = []
        for wing in self.wings:
            mask, tasks = np.zeros(len(self.sorties), np.int8), view.legal_tasks(wing)
            mask[0] = 1
            for k, act in enumerate(self.sorties[1:], start=1):
                if act.verb in tasks:
                    order = self._sortie(view, wing, act)
                    mask[k] = order is not None and view.refusal(order) is None
            found.append(mask)
        return found

    def _decision_mask(self, view: View) -> list[Mask]:
        if len(self.decisions) < 2:
            return []
        lawful = [d is None or view.refusal(d) is None for _, d in self.decisions]
        return [np.array(lawful, np.int8)]

    # ------------------------------------------------------------ orders
    def sheet(self, view: View, chosen: Sequence[int]) -> tuple[tuple[Order | Decision, ...], int]:
        """Orders and decisions of a choice, and how many of its acts fell away: the rules forbid them, alone or together."""
        found: list[Order | Decision] = []
        dropped = 0
        if len(self.slots) > len(self.counters) + len(self.wings):
            decision = self.decisions[int(chosen[-1])][1]
            dropped += _put(view, decision, found)
        targets = self.targets_from(view) if self.counters and any(int(c) for c in chosen) else None
        for k, unit in enumerate(self.units):
            act = self.acts[int(chosen[k])]
            if act.verb and targets is not None:
                order = self.order(view, unit, act, int(targets[k, act.target]) if act.target >= 0 else -1)
                dropped += _put(view, order, found) if order is not None else 1
        for wing, at in zip(self.wings, chosen[len(self.counters) :], strict=False):
            act = self.sorties[int(at)]
            if act.verb:
                order = self._sortie(view, wing, act)
                dropped += _put(view, order, found) if order is not None else 1
        return tuple(found), dropped

    def order(self, view: View, unit: int, act: Act, target: int) -> Order | None:
        """The order of an act for a counter, None where its target is not there."""
        if (act.target >= 0) != (target >= 0):
            return None
        counter, verb = self.scenario.counters[unit], VERBS[act.verb]
        rounds = 0
        if verb.fires:
            rounds = max(1, int(view.sealed.units[unit, S.GUNS]) * self._rounds[unit] // 2)
        return Order(
            unit=counter.id,
            task=act.verb,
            target=self.engine.hex_at(target),
            rounds=rounds,
            lots=int(verb.ferries),
            **dict(act.fields),  # type: ignore[arg-type]
        )

    @cached_property
    def _rounds(self) -> list[int]:
        """Rounds that a gun of each counter fires in a pulse at most."""
        guns = {g.id: g.rounds_per_pulse for g in self.scenario.guns}
        return [guns.get(self.scenario.unit_type(c).gun, 0) for c in self.scenario.counters]

    def _sortie(self, view: View, wing: str, act: Act) -> Order | None:
        if act.target < 0:
            return Order(unit=wing, task=act.verb)
        if act.target < len(self._places):
            return Order(unit=wing, task=act.verb, target=self.engine.hex_at(int(self._places[act.target])), flights=1)
        nearest = act.target - (len(self.targets) - ENEMIES)
        known = list(dict.fromkeys(c.hex for c in sorted(view.contacts, key=lambda c: c.age_pulses)))
        return Order(unit=wing, task=act.verb, target=known[nearest], flights=1) if nearest < len(known) else None


def targets_of(scenario: Scenario) -> tuple[str, ...]:
    """The names of the targets, in their order."""
    return (
        *(p.place for p in scenario.scored),
        *(f"crossing {c.place}" for c in scenario.crossings),
        *(f"{direction} 1" for direction in RING),
        *(f"{direction} {AWAY}" for direction in RING),
        *(f"enemy {k + 1}" for k in range(ENEMIES)),
    )


def _acts(targets: Sequence[str], scenario: Scenario) -> tuple[Act, ...]:
    aimless = [Act(name, name) for name, v in VERBS.items() if v.for_counters and v.aims in ("nothing", "hex or own")]
    guns = next(name for name, v in VERBS.items() if v.fires)
    found = [Act(CONTINUE, ""), *aimless, Act("counter_battery", guns, -1, (("mission", "counter_battery"),))]
    for name, verb in VERBS.items():
        if verb.for_counters and (verb.marches or verb.assaults):
            found += _at(targets, name)
        if verb.assaults:
            found += _at(targets, name, "silent", (("manner", "silent"),))
    found += _at(targets, guns, "fire") + _at(targets, guns, "defensive", (("mission", "defensive"),))
    ferry = next((name for name, v in VERBS.items() if v.ferries), "")
    if ferry and scenario.crossings:
        found += [a for a in _at(targets, ferry) if targets[a.target].startswith("crossing ")]
    return tuple(found)


def _sorties(targets: Sequence[str]) -> tuple[Act, ...]:
    found = [Act(CONTINUE, "")]
    for name, verb in VERBS.items():
        if verb.for_wings and verb.strikes:
            found += [a for a in _at(targets, name) if not targets[a.target].startswith(_AROUND)]
        elif verb.for_wings:
            found.append(Act(name, name))
    return tuple(found)


def _at(targets: Sequence[str], verb: str, called: str = "", fields: tuple[tuple[str, str], ...] = ()) -> list[Act]:
    return [Act(f"{called or verb}@{target}", verb, k, fields) for k, target in enumerate(targets)]


def _decisions(scenario: Scenario, side: str) -> tuple[tuple[str, Decision | None], ...]:
    """Every decision that a side may ever have to make, by name; the first is none."""
    found: list[tuple[str, Decision | None]] = [("none", None)]
    if scenario.politics is not None:
        for act in scenario.politics.acts_of(side):
            found += [
                (f"ask {act.id}", Decision(kind="ask", act=act.id)),
                (f"alone {act.id}", Decision(kind="alone", act=act.id)),
            ]
        found += [("talk", Decision(kind="talk")), ("refuse terms", Decision(kind="terms"))]
        for term in scenario.politics.terms:
            found.append((f"terms {term.id}", Decision(kind="terms", proposal=term.id, accept=(term.id,))))
            found.append((f"urge {term.id}", Decision(kind="urge", term=term.id)))
        found += [(f"after {c}", Decision(kind="after", choice=c)) for c in CHOICES]  # type: ignore[arg-type]
    return tuple(found)


def _put(view: View, one: Order | Decision | None, sheet: list[Order | Decision]) -> int:
    """Puts an order on the sheet if the rules let it stand beside the others; 1 if they do not."""
    if one is None:
        return 0
    beside = sheet if isinstance(one, Decision) or VERBS[one.task].ferries or _decides(sheet) else ()
    if view.refusal(one, beside) is not None:
        return 1
    sheet.append(one)
    return 0


def _decides(sheet: list[Order | Decision]) -> bool:
    """A decision stands on the sheet; it is put there first."""
    return bool(sheet) and isinstance(sheet[0], Decision)
