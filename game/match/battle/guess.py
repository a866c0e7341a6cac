"""`guess`: a whole position that agrees with what one side knows; what it cannot know is drawn, never read (rules 8.3, 2.9).

The one source of unknowns: forecast, hover and commanders ask it, nothing else invents an enemy. What is drawn rests on the
sealed position, the side's own events and the printed order of battle. Source of the spreads: measured against 640 forecasts of
games nobody chose; each constant names its reason.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from game.core.hexes import distance
from game.match.battle import shaken
from game.match.battle.memory import NOTHING, Memory
from game.rules.battle import codes as C
from game.rules.battle import parameters as P
from game.rules.battle import state as S
from game.rules.battle.state import State, Tables

if TYPE_CHECKING:
    from game.match.battle.views import View
    from game.model.battle.forces import Counter

LUCK = 0x5EED_F04E_CA57  # keeps guesses off the luck of the game
SPREAD = 0.25  # log sd of believed men (parameter SEE_SPREAD)
WORKS_SPREAD = 0.3  # log sd of believed works: without it nine forecasts of ten claim certainty
FOUND_LYING = (0, 150, 250, 350)  # works, per mille, of men first seen lying still: scrape to wire, each as likely
LAIN_LEAST = 0.5  # of the time an enemy is known to lie somewhere he dug at least half
GONE = (  # pulses out of sight, and how likely he has left: counted over 15,600 contacts of 22 games of both staffs
    (64, 0.1),
    (128, 0.2),
    (10**9, 0.45),
)
FLEES = (
    (16, 0.8),
    (48, 0.55),
)  # pulses since men in sight fell back, and how many go on falling back: counted on 23 of them
KNOWN = ((3, 0.9), (6, 0.6), (99, 0.3))  # hexes from his nearest man, and how likely he knows of a counter there
ARMS = ((S.LMG, "lmg"), (S.HMG, "hmg"), (S.MORTAR, "mortar"), (S.GUNS, "guns"), (S.AT, "at"))


class Belief:
    """What a side believes at the start of a turn. `tables`: those of the rules, with nothing in them it cannot know."""

    def __init__(self, view: View) -> None:
        self.view, self.engine, self.scenario = view, view.engine, view.scenario
        self.side = self.scenario.sides.index(view.side)
        count = len(view.sealed.units)
        self.seen = view.sealed.seen[self.side * count : (self.side + 1) * count]
        whose = np.asarray(self.engine.tables.unit)[:, S.U_SIDE]
        self.theirs = np.nonzero(whose != self.side)[0]
        self.known = self.theirs[(self.seen[self.theirs, S.SEEN_AT] >= 0) & (self.seen[self.theirs, S.SEEN_HEX] >= 0)]

    @cached_property
    def tables(self) -> Tables:
        """The tables of the rules: of an enemy's first strength and alertness a side knows what it believes."""
        unit = self.engine.tables.unit.copy()
        unit[self.theirs, S.U_MEN0] = np.maximum(1, self.seen[self.theirs, S.SEEN_MEN])
        unit[self.theirs, S.U_ALERT] = 0
        return self.engine.tables._replace(unit=unit)

    def guess(self, seed: int, *, all_there: bool = False) -> State:
        """A position for the luck `seed`: the same seed, the same position. Its own memory.

        `all_there`: nobody has left the hex where he was last seen.
        """
        state = S.copy_state(self.view.sealed)
        dice = np.random.Generator(np.random.Philox(key=LUCK + seed))
        self._draw(state.units, dice)
        self._set_in_flight(state.units, dice.random(len(self.known)))
        if (gone := dice.random(len(self.known)) < self._gone).any() and not all_there:
            state.units[self.known[gone], S.HEX] = -1
        luck = LUCK ^ (seed * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF)
        state.clock[S.SEED0], state.clock[S.SEED1] = luck & 0xFFFFFFFF, (luck >> 32) & 0xFFFFFFFF
        return state

    def unseen(self, state: State, seed: int) -> tuple[int, ...]:
        """Puts the enemies never seen where the printed order of battle has them by now; their numbers.

        For what the enemy's staff may do with them only: in a fight nobody is met who was not seen.
        """
        opening = self.engine.new_state(LUCK + seed & 0xFFFFFFFF)
        held = {int(h) for h in np.delete(state.units[:, S.HEX], self.theirs)}
        placed = []
        for k in sorted(set(self.theirs.tolist()) - set(self.known.tolist())):
            here = self._printed(self.scenario.counters[k])
            if here >= 0 and here not in held:
                state.units[k] = opening.units[k]
                state.units[k, S.HEX] = here
                placed.append(k)
        return tuple(placed)

    def tell(self, state: State, dice: np.random.Generator) -> None:
        """He knows of our counters the likelier the nearer they are; none of them does he have in sight. Changes `state`."""
        first = (1 - self.side) * len(state.units)
        hexes = [self.engine.hex_at(int(h)) for h in state.units[:, S.HEX]]
        enemies = [here for k in self.theirs if (here := hexes[k]) is not None]
        for k in np.setdiff1d(np.arange(len(state.units)), self.theirs):
            here, unit = hexes[k], state.units[k]
            nearest = min((distance(here, e) for e in enemies), default=99) if here is not None else 99
            if here is None or dice.random() >= next(chance for within, chance in KNOWN if nearest <= within):
                continue
            row = state.seen[first + k]
            row[[S.SEEN_HEX, S.SEEN_AT]] = unit[S.HEX], state.clock[S.NOW]
            row[[S.SEEN_MEN, S.SEEN_TANKS]] = unit[S.MEN] + unit[S.CREW], unit[S.TANKS]

    # ------------------------------------------------------------ private
    def _draw(self, units: np.ndarray, dice: np.random.Generator) -> None:
        """The enemy's known counters: strength about the estimate, arms by type, works by how long each lies there, cohesion by
        what was seen of it."""
        known, count, makes = self.known, len(self.known), self._makes
        size, works, breakpoint = dice.standard_normal((3, count))
        believed = self.seen[known, S.SEEN_MEN] * np.exp(SPREAD * size)
        units[known, S.MEN] = np.rint(believed * makes[:, 0])
        units[known, S.CREW] = np.rint(believed * makes[:, 1])
        units[known[:, None], [column for column, _name in ARMS]] = dice.poisson(believed[:, None] * makes[:, 2:])
        units[known, S.WORKS_PM] = self._works(dice.random((2, count)), WORKS_SPREAD * works)
        luck = np.vstack([breakpoint, dice.random((len(shaken.Luck._fields) - 1, count))]).T.tolist()
        rule, now = self._rule, self.view.pulse
        units[known[:, None], [S.COH_PM, S.DISRUPTED, S.BROKEN]] = [
            shaken.reckon(rule, memory, fight, now, shaken.Luck(*drawn))
            for (memory, fight), drawn in zip(self._watched, luck, strict=True)
        ] or np.zeros((0, 3), int)

    def _set_in_flight(self, units: np.ndarray, drawn: np.ndarray) -> None:
        """Men who fell back and are in no fight mostly go on falling back (rule 2.8)."""
        for k, chance, back in self._in_flight:
            if drawn[k] < chance:
                columns = [S.TASK, S.MANNER, S.ACTIVE, S.READY, S.PATH_AT, S.PATH_LEN, S.GOAL]
                units[self.known[k], columns] = C.WITHDRAW, C.OPEN, 1, 0, 0, 0, back

    @cached_property
    def _in_flight(self) -> list[tuple[int, float, int]]:
        """Of the known counters: which may be falling back, how likely, and to which hex."""
        found = []
        for k, (memory, fight) in enumerate(self._watched):
            since = self.view.pulse - memory.failed if memory.failed is not None else FLEES[-1][0]
            if fight == "seen" and since < FLEES[-1][0]:
                chance = next(often for most, often in FLEES if since < most)
                found.append((k, chance, self.engine.way_back(self.view.sealed, int(self.known[k]))))
        return [(k, chance, back) for k, chance, back in found if back >= 0]

    @cached_property
    def _rule(self) -> shaken.Rule:
        row = self.engine.tables.side[1 - self.side]
        return shaken.Rule(self.engine.parameters, float(row[S.A_BREAK_ATT]), float(row[S.A_BREAK_DEF]))

    @cached_property
    def _gone(self) -> np.ndarray:
        """Chance that each known counter is no more where it was last seen."""
        ages = (int(self.view.sealed.clock[S.NOW]) - self.seen[self.known, S.SEEN_AT]).tolist()
        chances = [next(chance for most, chance in GONE if age <= most) for age in ages]
        return np.where(self.seen[self.known, S.SEEN_NOW] > 0, 0.0, chances)

    @cached_property
    def _makes(self) -> np.ndarray:
        """Of a force of each known counter's type by the printed order of battle: infantry and crews as shares of its men, arms a
        man; float (known, 2 + ARMS)."""
        kinds = {kind: self._make(kind) for kind in {self.scenario.counters[k].type for k in self.known}}
        rows = [kinds[self.scenario.counters[k].type] for k in self.known]
        return np.array(rows, float).reshape(len(self.known), 2 + len(ARMS))

    def _make(self, kind: str) -> tuple[float, ...]:
        alike = [c for c in self.scenario.counters if c.type == kind]
        men, crew = (sum(getattr(c, name) for c in alike) for name in ("men", "crew"))
        arms = [sum(getattr(c, name) for c in alike) for _column, name in ARMS]
        whole = men + crew
        return (men / whole, crew / whole, *(n / whole for n in arms)) if whole else (1.0, *[0.0] * (1 + len(ARMS)))

    def _works(self, drawn: np.ndarray, spread: np.ndarray) -> np.ndarray:
        """Works: what was reported or found, grown by rule 2.9 while he is known to lie there, at least those of a taken place
        where the place is worth holding; int (known,). `drawn`: 0 to 1, of what was found and of the time he dug."""
        digs, first, lain, gain, most, least = self._dug
        found = np.array(FOUND_LYING)[(drawn[0] * len(FOUND_LYING)).astype(int)]
        first = np.where(first < 0, found, first)
        spent = lain * (LAIN_LEAST + (1.0 - LAIN_LEAST) * drawn[1])
        reached = np.maximum(most - (most - first) * np.exp(-gain / most * spent), least)
        made: np.ndarray = digs * np.minimum(1000, np.rint(np.maximum(first, reached) * np.exp(spread)))
        return made

    @cached_property
    def _dug(self) -> np.ndarray:
        """Of each known counter: whether it digs, the works it began with (-1 not known), pulses it is known to lie there where
        digging is possible, gain a pulse and most of rule 2.9, least works of the place; float (6, known)."""
        rows = [self._digging(self.scenario.counters[k], self.seen[k]) for k in self.known]
        return np.array(rows, float).reshape(len(rows), 6).T

    def _digging(self, counter: Counter, seen: np.ndarray) -> tuple[float, ...]:
        here, param = int(seen[S.SEEN_HEX]), self.engine.tables.param
        terrain = self.engine.tables.terrain[int(self.engine.tables.hex[here, S.H_TERRAIN])]
        gain, most = (P.DIG_ROCK, P.DIG_ROCK_MOST) if terrain[S.R_ROCK] > 0 else (P.DIG_EARTH, P.DIG_EARTH_MOST)
        first = self._estimate.get((counter.id, here), -1)
        came = first < 0 and counter.id in self._attacking  # he came to attack, and does not dig
        if first < 0 and (seen[S.SEEN_CAME] or self._driven_here(counter.id, seen)):
            first = 0
        lain = int(self.view.sealed.clock[S.NOW]) - int(seen[S.SEEN_SINCE]) if terrain[S.R_DIG] > 0 else 0
        least = param[P.WORKS_TAKEN] if here in self._scored else 0.0
        return (self._digs[counter.type] and not came, first, lain, param[gain], param[most], least)

    @cached_property
    def _watched(self) -> list[tuple[Memory, str]]:
        """Of each known counter what the side remembers, and what fight it is known to be in, as `shaken` names it."""
        ids = [self.scenario.counters[k].id for k in self.known]
        return [(self.view.memories.get(u, NOTHING), self._fight(u, k)) for u, k in zip(ids, self.known, strict=True)]

    def _fight(self, unit: str, k: int) -> str:
        if unit in self._attacking:
            return "attacks"
        return "attacked" if unit in self._attacked else "seen" if self.seen[k, S.SEEN_NOW] else ""

    def _driven_here(self, unit: str, seen: np.ndarray) -> bool:
        """He fell back or broke before he was seen to lie where he lies now: what he had dug he left."""
        failed = self.view.memories.get(unit, NOTHING).failed
        return failed is not None and failed <= int(seen[S.SEEN_SINCE])

    @cached_property
    def _digs(self) -> dict[str, bool]:
        kinds = np.asarray(self.engine.tables.kind)
        return {t.id: bool(kinds[k, S.T_DIGS]) for k, t in enumerate(self.scenario.unit_types)}

    @cached_property
    def _estimate(self) -> dict[tuple[str, int], int]:
        """Works of the published estimate, by counter and hex: they hold while he lies where he was reported."""
        known = (i for i in self.scenario.intelligence if i.side == self.view.side and i.works_pm is not None)
        return {(i.unit, self.engine.hex_index(i.hex)): i.works_pm or 0 for i in known}

    @cached_property
    def _scored(self) -> frozenset[int]:
        return frozenset(self.engine.hex_index(self.scenario.place(p.place).hex) for p in self.scenario.scored)

    @cached_property
    def _attacking(self) -> frozenset[str]:
        """Enemies known to press on own men."""
        return frozenset(u for row in self.view.rows if row.side != self.view.side for u in row.attackers)

    @cached_property
    def _attacked(self) -> frozenset[str]:
        """Enemies on whom own men are known to press."""
        targets = {row.target for row in self.view.rows if row.side == self.view.side}
        return frozenset(c.id for c in self.view.contacts if c.hex in targets)

    def _printed(self, counter: Counter) -> int:
        """The hex of the printed order of battle by now, -1 if the counter is not on the map yet."""
        if counter.hex is not None:
            return self.engine.hex_index(counter.hex)
        if not counter.arrives or counter.arrives_at is None:
            return -1
        arrived = self.scenario.calendar.pulse_of(counter.arrives) <= self.view.pulse
        return self.engine.hex_index(counter.arrives_at) if arrived else -1


def guess(view: View, seed: int) -> State:
    """A whole position that agrees with what the side of the view knows: the same seed, the same position.

    For many guesses of one view build one `Belief`.
    """
    return Belief(view).guess(seed)
