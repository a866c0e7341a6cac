"""Who commands in a comparison: the settings of its arms, and what hangs on the answer.

The side that a what-if changes has the changed sheet. The side that nothing was changed for is commanded as in the record
while it fits (`follower`), by the record whatever happens (`frozen`), or by the computer in both worlds (`plain`).
To see what hangs on him, the others are played too: in every pair, or in each fortieth.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from game.core.words import _, enumerated
from game.files.battle.crossing import JOIN
from game.files.battle.framing import framed
from game.files.battle.variants import apply, changed_sides, switched_off
from game.files.errors import nearest
from game.whatif.battle.runs import Runs, Setting
from game.whatif.battle.starting import Start, unscripted, world
from game.whatif.battle.twins import FOLLOWER, SHEET
from game.whatif.statistics import LEAST_PAIRS, Values

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.model.battle.switches import Switch
    from game.model.battle.whatif import WhatIf

ARMS = {
    FOLLOWER: FOLLOWER,
    "frozen": "history",
    "plain": "plain",
}  # and the seat of the unchanged side in the changed world
BESIDE = {FOLLOWER: "history", SHEET: "plain"}  # who commands in the unchanged world beside somebody
ALL = "all"
OFF_PAIRS = 100  # pairs in which a rule is switched off
ERRORS = 2.0  # standard errors by which two arms differ before it is said
EVERY = 40  # of the pairs one in which the other commanders are played unasked: compare then costs under 1.3 of the frozen one
FITS = 0.95  # share of kept counter-turns from which an effect is hardly the staff's (design choice)

Seats = tuple[str | None, str | None]


def settings(
    scenario: Scenario,
    chosen: Sequence[WhatIf],
    *,
    arm: str = FOLLOWER,
    games: int = 0,
    seats: Seats = (None, None),
    start: Start | None = None,
    without: Sequence[str] = (),
    typed: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Setting, ...]:
    """The unchanged setting, one for each what-if in their order, then what else must be played beside them.

    `arm`: one of `ARMS`, or `ALL` of them, the follower as the answer and the others to compare. `games`: how many will be
    played: where a fortieth of them tells something, the others are played in that many beside the follower, unasked.
    `seats`: commanders that a side has in both worlds, whoever commands else. `start`: a saved position in which the games
    begin; the computer commands there, but for a what-if's own orders. `without`: rules that are switched off in more games of
    both worlds, about a hundred pairs each. `typed`: by id how a what-if is asked for, where that is a path.

    A what-if that begins in another turn, or ends in one, has an unchanged setting of its own that does so, too.

    Raises:
        ValueError: a what-if does not fit the scenario, or there is no such rule to switch off.
    """
    if start is not None:
        arm = "plain"
    is_sampled = arm == FOLLOWER and games // EVERY >= LEAST_PAIRS
    arms = list(ARMS) if arm == ALL or is_sampled else [arm]
    every = EVERY if is_sampled else 1
    plan = [Asked(scenario, a, w, seats, start) for a in arms for w in chosen]
    plan = [
        p for k, p in enumerate(plan) if k < len(chosen) or p.seats != plan[k % len(chosen)].seats
    ]  # not the same again
    bases = list(dict.fromkeys(p.base for p in plan)) or [(("", ""), ("history", "history"))]
    main = {p.base for p in plan[: len(chosen)]}
    places = {base: len(chosen) + k if k else 0 for k, base in enumerate(bases)}
    unchanged = [
        Setting(
            scenario=next((p.unchanged for p in plan if p.base == base), scenario),
            commanders=base[1],
            against=place,
            arm=arms[0],
            is_extra=place > 0,
            every=1 if base in main or not place else every,
            start=start,
        )
        for base, place in places.items()
    ]
    changed = [
        Setting(
            scenario=p.world,
            name=p.what_if.id,
            commanders=p.seats,
            against=places[p.base],
            arm=p.arm,
            is_extra=p.arm != arms[0],
            every=1 if p.arm == arms[0] else every,
            start=start,
            typed=JOIN.join(typed.get(part, part) for part in p.what_if.id.split(JOIN)),
        )
        for p in plan
    ]
    first = len(chosen)
    found = (unchanged[0], *changed[:first], *unchanged[1:], *changed[first:])
    return (*found, *_without(scenario, found, first, without, max(1, games // OFF_PAIRS)))


class Asked:
    """A what-if under an arm: both worlds, and who commands in each."""

    def __init__(self, scenario: Scenario, arm: str, what_if: WhatIf, seats: Seats, start: Start | None) -> None:
        self.arm, self.what_if = arm, what_if
        changed, sheet = changed_sides(scenario, what_if), "history"
        if arm == FOLLOWER:  # he makes other decisions and keeps the orders that still fit
            changed = changed_sides(scenario, what_if, is_decided=False)
        if start is None:
            self.frame = (what_if.begin, what_if.horizon)
            self.unchanged = framed(scenario, *self.frame)
            self.world = apply(scenario, what_if)
        else:
            self.frame, sheet, changed = (start.turn, ""), SHEET, changed_sides(scenario, what_if)
            self.unchanged = unscripted(scenario)
            self.world = world(scenario, what_if)
        usual = [seats[k] or (sheet if side in changed else ARMS[arm]) for k, side in enumerate(scenario.sides)]
        one, other = (what_if.commanders.get(side, who) for side, who in zip(scenario.sides, usual, strict=True))
        self.seats = (one, other)
        one, other = (BESIDE.get(who, who) for who in usual)
        self.base = (self.frame, (one, other))


def _without(
    scenario: Scenario, settings: Sequence[Setting], questions: int, without: Sequence[str], every: int
) -> list[Setting]:
    """Both worlds of each question once more without each of these rules."""
    switches = {s.id: s for s in scenario.switches}
    found: list[Setting] = []
    for name in without:
        if name not in switches:
            raise ValueError(
                _("no rule {name!r} can be switched off; needed one of {listed}{near}").format(
                    name=name, listed=enumerated(switches), near=nearest(name, list(switches))
                )
            )
        places: dict[int, int] = {}
        for one in settings[1 : questions + 1]:
            old = one.against or 0
            if old not in places:
                places[old] = len(settings) + len(found)
                found.append(_off(settings[old], switches[name], places[old], every))
            found.append(_off(one, switches[name], places[old], every))
    return found


def _off(setting: Setting, switch: Switch, against: int, every: int) -> Setting:
    scenario = switched_off(setting.scenario, [switch])
    return replace(setting, scenario=scenario, against=against, is_extra=True, every=every, without=switch.id)


class Staffed(NamedTuple):
    """A counter that the staff commanded in some games: in which share of them, and from which turn in the middle one."""

    unit: str
    turn: str
    share: float


class Command(NamedTuple):
    """How a variant's games ran beside the unchanged ones.

    `kept`: share of the followers' counter-turns with the record's orders, None without a follower; `parted`: the first turn in
    which any game ended otherwise than its twin, None if none did; `seed`: of the first game that did so; `staffed`: most often
    first.
    """

    kept: float | None
    parted: str | None
    seed: int | None
    staffed: tuple[Staffed, ...]


def command(runs: Runs) -> Command | None:
    """How the games ran beside the unchanged ones; None where there are none."""
    beside = [(runs.seed + k * runs.setting.every, g.course) for k, g in enumerate(runs.games) if g.course is not None]
    courses = [c for _, c in beside]
    if not courses:
        return None
    names = {t.number: t.name for t in runs.setting.scenario.calendar.turns}
    turns = sum(c.turns for c in courses)
    parted = min(((c.parted, seed) for seed, c in beside if c.parted is not None), default=None)
    often = Counter(unit for c in courses for unit in c.released)
    staffed = tuple(
        Staffed(
            unit,
            names[statistics.median_low(c.released[unit] for c in courses if unit in c.released)],
            n / len(courses),
        )
        for unit, n in sorted(often.items(), key=lambda found: (-found[1], found[0]))
    )
    kept = sum(c.kept for c in courses) / turns if turns else None
    return Command(kept, names[parted[0]] if parted else None, parted[1] if parted else None, staffed)


def replay(runs: Runs) -> str:
    """The command that shows the turn in which the two worlds first part; empty where none does."""
    found, setting = command(runs), runs.setting
    if found is None or found.parted is None or setting.start is not None:
        return ""
    return (
        f"changkufeng replay {setting.scenario.id} --what-if {setting.typed or setting.name} "
        f'--seed {found.seed} --at "{found.parted}"'
    )


def depends(arms: Sequence[tuple[Values, Values]], *, least: float = 0.0) -> bool:
    """Whether an effect differs between any two arms by more than luck and by more than `least`.

    Each arm: unchanged and changed, game by game.
    """
    effects = _effects(arms)
    return any(_apart(one, other, least) for k, one in enumerate(effects) for other in effects[k + 1 :])


def may_turn(size: float, arms: Sequence[tuple[Values, Values]]) -> bool:
    """Whether the pairs leave it open that another commander turns an effect of this size, or takes it away.

    `arms`: as for `depends`, the one that the effect was found with first.
    """
    own, *others = _effects(arms)
    if others and not any(own):
        return True  # so seldom that the pairs tried do not show it
    gaps = [_gap(own, other) for other in others]
    return any(gap is None or abs(size) + math.copysign(gap[0], size * gap[0]) <= ERRORS * gap[1] for gap in gaps)


def _effects(arms: Sequence[tuple[Values, Values]]) -> list[Values]:
    return [[None if a is None or b is None else b - a for a, b in zip(*arm, strict=True)] for arm in arms]


def _gap(one: Values, other: Values) -> tuple[float, float] | None:
    """The second effect less the first and the standard error of that; None where the pairs are too few to tell."""
    gaps = [b - a for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    if len(gaps) < LEAST_PAIRS:
        return None
    return statistics.fmean(gaps), statistics.stdev(gaps) / math.sqrt(len(gaps))


def _apart(one: Values, other: Values, least: float) -> bool:
    found = _gap(one, other)
    return found is not None and abs(found[0]) > max(least, ERRORS * found[1])
