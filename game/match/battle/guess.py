"""`guess`: a whole position that agrees with what one side knows; what it cannot know is drawn, never read (rules 8.3, 2.9).

The one source of unknowns: forecast, hover and commanders ask it, nothing else invents an enemy. What is drawn rests on the
sealed position, the side's own events and the printed order of battle. Source of the spreads: measured against 640 forecasts of
games nobody chose; each constant names its reason.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from game.core.arrays import of_arrays
from game.core.rule import host
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
SHAKEN_PM, ENGAGED_PM, WHOLE_PM = (
    350,
    750,
    1000,
)  # least cohesion of men seen to fail, of men under attack, and the most
GONE = (  # pulses out of sight, and how likely he has left: counted over 15,600 contacts of 22 games of both staffs
    (64, 0.1),
    (128, 0.2),
    (10**9, 0.45),
)
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
        unit = np.array(np.asarray(self.engine.tables.unit))
        unit[self.theirs, S.U_MEN0] = np.maximum(1, self.seen[self.theirs, S.SEEN_MEN])
        unit[self.theirs, S.U_ALERT] = 0
        own = self.engine.tables._asdict().items()
        return host(of_arrays(Tables, **{name: unit if name == "unit" else np.asarray(array) for name, array in own}))

    def guess(self, seed: int, *, all_there: bool = False) -> State:
        """A position for the luck `seed`: the same seed, the same position. Its own memory.

        `all_there`: nobody has left the hex where he was last seen.
        """
        state = S.copy_state(self.view.sealed)
        dice = np.random.Generator(np.random.Philox(key=LUCK + seed))
        for k in self.known:
            self._draw(state.units[k], self.scenario.counters[k], self.seen[k], dice)
        for k in self.known if not all_there else ():
            if dice.random() < self._gone(self.seen[k]):
                state.units[k, S.HEX] = -1
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

    # ------------------------------------------------------------ private
    def _draw(self, row: np.ndarray, counter: Counter, seen: np.ndarray, dice: np.random.Generator) -> None:
        """One enemy counter: strength about the estimate, arms by its type, works by how long it lies there, cohesion by what
        was seen of it."""
        believed = float(seen[S.SEEN_MEN]) * math.exp(SPREAD * float(dice.standard_normal()))
        men, crew, arms = self._make(counter.type)
        row[S.MEN], row[S.CREW] = round(believed * men), round(believed * crew)
        drawn = dice.poisson([believed * ratio for ratio in arms])
        for (column, _name), number in zip(ARMS, drawn, strict=True):
            row[column] = number
        row[S.WORKS_PM] = self._works(counter, seen, dice)
        row[S.COH_PM] = int(dice.integers(self._least_cohesion(counter.id), WHOLE_PM + 1))
        if counter.id in self.view.failures and row[S.COH_PM] < self.engine.tables.param[P.COH_CLEAR]:
            row[S.DISRUPTED] = 1

    def _gone(self, seen: np.ndarray) -> float:
        """Chance that a counter is no more where it was last seen."""
        age = int(self.view.sealed.clock[S.NOW]) - int(seen[S.SEEN_AT])
        return 0.0 if seen[S.SEEN_NOW] else next(chance for most, chance in GONE if age <= most)

    def _make(self, kind: str) -> tuple[float, float, tuple[float, ...]]:
        """Of a force of this type by the printed order of battle: infantry and crews as shares of its men, arms a man."""
        if kind not in self._makes:
            alike = [c for c in self.scenario.counters if c.type == kind]
            men, crew = (sum(getattr(c, name) for c in alike) for name in ("men", "crew"))
            whole = max(1, men + crew)
            arms = tuple(sum(getattr(c, name) for c in alike) / whole for _column, name in ARMS)
            self._makes[kind] = (men / whole, crew / whole, arms) if men + crew else (1.0, 0.0, (0.0,) * len(ARMS))
        return self._makes[kind]

    @cached_property
    def _makes(self) -> dict[str, tuple[float, float, tuple[float, ...]]]:
        return {}

    def _works(self, counter: Counter, seen: np.ndarray, dice: np.random.Generator) -> int:
        """Works: what was reported or found, grown by rule 2.9 while he is known to lie there, at least those of a taken place
        where the place is worth holding."""
        here, param = int(seen[S.SEEN_HEX]), self.engine.tables.param
        if not self._digs[counter.type]:
            return 0
        terrain = self.engine.tables.terrain[int(self.engine.tables.hex[here, S.H_TERRAIN])]
        rock = terrain[S.R_ROCK] > 0
        gain, most = (P.DIG_ROCK, P.DIG_ROCK_MOST) if rock else (P.DIG_EARTH, P.DIG_EARTH_MOST)
        first = self._estimate.get((counter.id, here))
        if first is None:
            drawn = int(dice.choice(FOUND_LYING))
            first = 0 if seen[S.SEEN_CAME] or self._driven_here(counter.id, seen) else drawn
        lain = int(self.view.sealed.clock[S.NOW]) - int(seen[S.SEEN_SINCE])
        spent = lain * float(dice.uniform(LAIN_LEAST, 1.0)) if terrain[S.R_DIG] > 0 else 0.0
        reached = param[most] - (param[most] - first) * math.exp(-param[gain] / param[most] * spent)
        if here in self._scored:
            reached = max(reached, param[P.WORKS_TAKEN])
        return min(1000, round(max(first, reached) * math.exp(WORKS_SPREAD * float(dice.standard_normal()))))

    def _driven_here(self, unit: str, seen: np.ndarray) -> bool:
        """He fell back or broke before he was seen to lie where he lies now: what he had dug he left."""
        return self.view.failures.get(unit, 10**9) <= int(seen[S.SEEN_SINCE])

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

    def _least_cohesion(self, unit: str) -> int:
        """Of a counter: who was seen to fail comes to himself by what a quiet row gives back, or faster (rule 2.6)."""
        least = ENGAGED_PM if unit in self._attacked else WHOLE_PM
        if unit in self._attacking:
            return SHAKEN_PM
        failed = self.view.failures.get(unit)
        if failed is not None:
            since = max(0, self.view.pulse - failed)
            least = min(least, round(SHAKEN_PM + self.engine.tables.param[P.COH_QUIET] * since))
        return least

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
