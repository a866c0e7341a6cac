"""What a side remembers of an enemy: when it saw him fail, and what he lost while it had him in sight (rules 2.6, 8.1, 8.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from game.match.battle.events import RawEvents
from game.match.battle.knowledge import declared
from game.model.battle.scenario import Scenario
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import work as W

FAILURES = (C.EV_BROKEN, C.EV_RETREAT, C.EV_THROWN_BACK, C.EV_STOPPED)  # of men whose cohesion is shaken
LEAST_LOST = 10  # men: estimates are told in tens


class Failure(NamedTuple):
    """A counter was seen to fail in an absolute pulse. `broke`: it obeys nobody until it rallies."""

    pulse: int
    broke: bool


class Worn(NamedTuple):
    """What a counter lost between two looks at it, the estimates of one unbroken sight: men `before`, `lost` of them."""

    since: int
    pulse: int
    before: int
    lost: int


class Memory(NamedTuple):
    """Of one enemy counter, the oldest first."""

    failures: tuple[Failure, ...] = ()
    worn: tuple[Worn, ...] = ()

    @property
    def failed(self) -> int | None:
        """The absolute pulse in which it was last seen to fail."""
        return self.failures[-1].pulse if self.failures else None

    @property
    def course(self) -> list[tuple[int, int, Failure | Worn]]:
        """All of it in the order in which it ended: last pulse, first pulse, what."""
        looks = [(look.pulse, look.since, look) for look in self.worn]
        return sorted([*looks, *((f.pulse, f.pulse, f) for f in self.failures)], key=lambda met: met[:2])


NOTHING = Memory()


def remember(
    scenario: Scenario, opening: np.ndarray, turns: Iterable[tuple[RawEvents, np.ndarray]], side: str
) -> Mapping[str, Memory]:
    """What a side remembers, by counter. `opening`: the sightings in which the game began, int (2 * counters, SEEN_COLS);
    `turns`: the events of each turn with the sightings after it."""
    index, count = scenario.sides.index(side), len(scenario.counters)
    bit, mine = 1 + index, slice(index * count, (index + 1) * count)
    failures, worn = dict[int, list[Failure]](), dict[int, list[Worn]]()
    told = [kind for kind in FAILURES if declared(scenario).events[kind].actor == "both"]
    before = opening[mine]
    for raw, seen in turns:
        events, after = raw.events[raw.events[:, W.E_SEEN] & bit > 0], seen[mine]
        for row in events[np.isin(events[:, W.E_KIND], told)]:
            failed = Failure(raw.first_pulse + int(row[W.E_PULSE]), int(row[W.E_KIND]) == C.EV_BROKEN)
            failures.setdefault(int(row[W.E_ACTOR]), []).append(failed)
        anew = events[events[:, W.E_KIND] == C.EV_SEEN][:, W.E_TARGET]  # from another sight comes another estimate
        kept = (before[:, S.SEEN_NOW] > 0) & (after[:, S.SEEN_NOW] > 0)
        kept[anew] = False
        for k in np.nonzero(kept & (before[:, S.SEEN_MEN] - after[:, S.SEEN_MEN] >= LEAST_LOST))[0]:
            men = int(before[k, S.SEEN_MEN])
            look = Worn(int(before[k, S.SEEN_AT]), int(after[k, S.SEEN_AT]), men, men - int(after[k, S.SEEN_MEN]))
            worn.setdefault(int(k), []).append(look)
        before = after
    return {
        scenario.counters[k].id: Memory(tuple(failures.get(k, ())), tuple(worn.get(k, ())))
        for k in sorted({*failures, *worn})
        if scenario.counters[k].side != side
    }
