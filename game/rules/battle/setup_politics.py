"""Chapters 10 and 11 as arrays: acts and what they open, terms and wills, talks; empty where a scenario has no politics."""

from collections import deque
from typing import Any

import numpy as np

from game.model.battle.forces import Counter
from game.model.battle.politics import Act, Politics
from game.model.battle.scenario import Scenario
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.zones import ZONES

WHEN = {"attacked": C.WHEN_ATTACKED, "from": C.WHEN_FROM, "losses": C.WHEN_LOSSES}
CHOICES = {
    "leave": C.AFTER_LEAVE,
    "stay": C.AFTER_STAY,
    "stay-back": C.AFTER_BACK,
    "follow": C.AFTER_FOLLOW,
    "stand": C.AFTER_STAND,
}
FAR = 99
ALONE = 2  # LEAVE_HELD: without leave
NEVER = 2_000_000_000  # an absolute pulse that no game reaches


def politics_tables(
    scenario: Scenario, hexes: np.ndarray, near: np.ndarray, allowed: np.ndarray
) -> dict[str, np.ndarray]:
    """The static arrays of chapters 10 and 11 by name."""
    politics = scenario.politics
    needs = np.full(len(scenario.counters), -1, "i4")
    if politics is None:
        return dict(
            act=np.zeros((0, 10), "f8"),
            reach=np.zeros((0, 5), "i4"),
            when=np.zeros((0, 4), "f8"),
            needs=needs,
            depth=np.zeros((2, 0), "i4"),
            term=np.zeros((0, 3), "i4"),
            will=np.zeros((0, 9), "f8"),
            talk=np.zeros(0, "i4"),
            treaty=np.zeros(13, "f8"),
        )
    for k, counter in enumerate(scenario.counters):
        if counter.leave:
            needs[k] = politics.act_index(counter.leave)
    sides = scenario.sides
    acts = [
        (
            sides.index(a.side),
            a.level,
            not a.asked_of,
            a.odds,
            a.every,
            a.delay,
            a.price,
            a.may_alone,
            a.price_alone,
            a.control,
        )
        for a in politics.acts
    ]
    when = [
        (k, WHEN[c.when], scenario.calendar.pulse_of(c.at) if c.when == "from" else c.men, c.odds)
        for k, a in enumerate(politics.acts)
        for c in a.circumstances
    ]
    talk = [scenario.calendar.turn(day).number for day in politics.talks.days]
    return dict(
        act=_rows(acts, 10, "f8"),
        reach=_rows([r for k, a in enumerate(politics.acts) for r in _reaches(k, a)], 5, "i4"),
        when=_rows(when, 4, "f8"),
        needs=needs,
        depth=np.stack([_depth(hexes, near, allowed[k]) for k in (0, 1)]),
        term=_rows(_terms(politics, sides), 3, "i4"),
        will=_wills(politics, sides),
        talk=np.array(talk, "i4"),
        treaty=_treaty(scenario, politics),
    )


def politics_state(scenario: Scenario) -> dict[str, np.ndarray]:
    """The changing arrays of chapters 10 and 11 by name, as the scenario opens."""
    politics = scenario.politics
    rows = len(politics.acts) if politics else 0
    leaves, some = np.zeros((rows, S.LEAVE_COLS), "i4"), 1 if politics else 0
    leaves[:, [S.LEAVE_ASKED, S.LEAVE_DUE, S.LEAVE_DONE]] = -1
    forms, accord = np.zeros((2 * some, S.FORM_COLS), "i4"), np.zeros((some, S.ACCORD_COLS), "i4")
    forms[:, [S.FORM_PROPOSAL, S.FORM_ATTACKED, S.FORM_AFTER_PM]] = -1
    accord[:, [S.TALK_EXTRA, S.SIGNED_TURN, S.TRUCE_TERM, S.TRUCE_AT, S.TRUCE_BEGUN, S.LINE_TURN]] = -1
    if politics:
        start = scenario.calendar.turn(scenario.calendar.start).number
        for k, act in enumerate(politics.acts):
            done = act.id in politics.opening.done
            leaves[k, S.LEAVE_HELD] = not act.asked_of or done or act.id in politics.opening.leaves
            if act.id in politics.opening.alone:
                leaves[k, S.LEAVE_HELD] = ALONE
            if done:
                leaves[k, S.LEAVE_DONE] = start
    return dict(leaves=leaves, forms=forms, accord=accord)


def free_from(scenario: Scenario, counter: Counter) -> int:
    """Absolute pulse from which guns fire without leave of the scale; NEVER where only the scale gives it (rule 10.3)."""
    if counter.released:
        return 0
    given = "" if scenario.politics else counter.released_from
    return scenario.calendar.pulse_of(given) if given else NEVER


def politics_levels(scenario: Scenario, sides: np.ndarray) -> None:
    """Puts the levels at which the scales stand into the sides' array."""
    if scenario.politics:
        for side, level in scenario.politics.opening.levels.items():
            sides[scenario.sides.index(side), S.LEVEL] = level


def _rows(rows: list[Any], columns: int, kind: str) -> np.ndarray:
    return np.array(rows, kind) if rows else np.zeros((0, columns), kind)


def _reaches(number: int, act: Act) -> list[tuple[int, ...]]:
    opened = (
        (C.MOVE_TO, act.move),
        (C.ASSAULT_AT, act.assault),
        (C.FIRE_AT, act.fire),
        (C.FIRE_FROM, act.fire_from),
        (C.STRIKE_AT, act.strike),
    )
    found: list[tuple[int, ...]] = [
        (number, what, ZONES[zone], reach.nearest, reach.farthest)
        for what, reaches in opened
        for reach in reaches
        for zone in reach.zones
    ]
    return found + [(number, C.TANKS_ON, zone, 0, FAR) for zone in ZONES.values() if act.tanks]


def _depth(hexes: np.ndarray, near: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Hexes from the nearest ground that infantry may always enter; 0 on it. Shape (hexes,)."""
    depth = np.full(len(hexes), FAR, "i4")
    own = [h for h in range(len(hexes)) if allowed[hexes[h, S.H_ZONE]]]
    depth[own] = 0
    queue = deque(own)
    while queue:
        here = queue.popleft()
        for n in near[here]:
            if n >= 0 and depth[n] > depth[here] + 1:
                depth[n] = depth[here] + 1
                queue.append(int(n))
    return depth


def _terms(politics: Politics, sides: tuple[str, str]) -> list[tuple[int, ...]]:
    return [
        (
            sides.index(t.first) if t.first else -1,
            *(sum(1 << ZONES[z] for z in set(t.clears.get(side, ()))) for side in sides),
        )
        for t in politics.terms
    ]


def _wills(politics: Politics, sides: tuple[str, str]) -> np.ndarray:
    table = np.zeros((2 * len(politics.terms), 9), "f8")
    for w in politics.wills:
        row = sides.index(w.side) * len(politics.terms) + politics.term_index(w.term)
        table[row] = (w.base, w.share, w.past_half, w.day, w.losses, w.losses_men, w.over, w.before, w.fight_men)
    return table


def _treaty(scenario: Scenario, politics: Politics) -> np.ndarray:
    sides, t = scenario.sides, politics.talks
    umpire = sum(1 << sides.index(side) for side in set(t.umpire))
    last = scenario.calendar.turn(scenario.calendar.last).number
    return np.array(
        [
            sides.index(t.share_of),
            scenario.calendar.pulse_of(t.since),
            4 * t.stop_hour,
            t.over_level,
            t.urge,
            umpire,
            sides.index(t.stays),
            sides.index(t.follows),
            t.leave_base,
            t.leave_share,
            t.leave_control,
            last,
            politics.opening.fought,
        ],
        "f8",
    )
