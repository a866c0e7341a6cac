"""Marching: metres walked turn into hexes, until a goal, an enemy, a full hex or a zone of control (5, 8.4)."""

from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import (
    EV_CONTACT,
    EV_DONE,
    SILENT,
    STOP_ENEMY,
    STOP_STACK,
    STOP_ZOC,
)
from game.rules.battle.contest import mark_taken, who_notices
from game.rules.battle.engagement import leave_row
from game.rules.battle.fronts import row_of_attacker
from game.rules.battle.ground import is_held, is_present, owner_of, stands_in
from game.rules.battle.light import is_night
from game.rules.battle.log import event, new_list, side_bit
from game.rules.battle.pace import in_enemy_zone, moves_on_its_own, pace_mh, stacks
from game.rules.battle.paths import way_round
from game.rules.battle.retreat import calm_enough
from game.rules.battle.state import (
    ACTIVE,
    BROKEN,
    GOAL,
    HEX,
    MANNER,
    MOVED,
    OWNER,
    PATH_AT,
    PATH_LEN,
    QUIET,
    STEP_M,
    SUP_PM,
    State,
    TASK,
    Tables,
    T_DIGS,
    U_SIDE,
    U_TYPE,
    WORKS_PM,
)
from game.rules.battle.work import Work
from game.rules.battle.tanks import bog
from game.rules.battle.tasks import hold_here
from game.rules.battle.verbs import ASSAULTS, FERRIES, HALTS, RETIRES, does

DT = 0.25
HEX_M = 300


@rule
def is_marching(s: State, u: int) -> bool:
    """The counter has hexes of its path before it. Rule 5.1."""
    return s.units[u, PATH_AT] < s.units[u, PATH_LEN] and s.units[u, ACTIVE] > 0


@rule
def halt(s: State, t: Tables, w: Work, u: int, reason: int, ahead: int) -> None:
    """A march ends before its goal; a Move becomes Hold, an Assault or a Ferry waits where it stands. Rules 7.2, 8.4."""
    event(s, w, EV_CONTACT, u, u, ahead, reason, 0, 0, side_bit(t.unit[u, U_SIDE]))
    s.units[u, STEP_M] = 0
    if does(s, t, u, FERRIES) and reason == STOP_STACK:
        s.units[u, PATH_LEN] = 0
        s.units[u, PATH_AT] = 0
    elif does(s, t, u, ASSAULTS):
        s.units[u, PATH_LEN] = 0
        s.units[u, PATH_AT] = 0
        if ahead != s.units[u, GOAL]:
            s.units[u, ACTIVE] = 0
    else:
        hold_here(s, u)


@rule
def arrive(s: State, t: Tables, w: Work, u: int) -> None:
    """The end of a path: a Move is done, a start line is reached, an empty objective is taken. Rules 7.1, 7.2."""
    s.units[u, STEP_M] = 0
    s.units[u, PATH_LEN] = 0
    s.units[u, PATH_AT] = 0
    if does(s, t, u, FERRIES) or (does(s, t, u, ASSAULTS) and s.units[u, HEX] != s.units[u, GOAL]):
        return
    event(s, w, EV_DONE, u, u, s.units[u, HEX], s.units[u, TASK], 0, 0, side_bit(t.unit[u, U_SIDE]))
    hold_here(s, u)


@rule
def works_found(s: State, t: Tables, u: int, here: int) -> int:
    """Works that a counter finds room in where friends have dug: a quarter of a covered trench at most. Rule 2.9."""
    if t.kind[t.unit[u, U_TYPE], T_DIGS] == 0:
        return 0
    found = 0
    for v in range(len(s.units)):
        if v != u and stands_in(s, t, v, t.unit[u, U_SIDE], here):
            found = max(found, s.units[v, WORKS_PM])
    return min(found, int(t.param[P.WORKS_TAKEN]))


@rule
def step_into(s: State, t: Tables, w: Work, u: int, to: int) -> None:
    """The counter enters the next hex of its path; ground that no friend holds becomes its side's. Rule 5.2."""
    side, came = t.unit[u, U_SIDE], s.units[u, HEX]
    s.units[u, HEX] = to
    s.units[u, WORKS_PM] = works_found(s, t, u, to)
    s.units[u, PATH_AT] += 1
    bog(s, t, w, u, came, to)
    if owner_of(s, to) == 1 - side:
        new_list(w)
        mark_taken(s, t, w, to, side, who_notices(s, t, to, side))
    s.hexes[to, OWNER] = side


@rule
def march(s: State, t: Tables, w: Work, u: int) -> None:
    """One pulse of a march. Rules 2.5, 5.1, 8.4, 8.5."""
    side = t.unit[u, U_SIDE]
    if not calm_enough(s, t, u) or not moves_on_its_own(s, t, u):
        return
    to = s.paths[u, s.units[u, PATH_AT]]
    pace = pace_mh(s, t, u, s.units[u, HEX], to, s.units[u, MANNER])
    if pace <= 0.0:
        halt(s, t, w, u, STOP_ENEMY, to)
        return
    leave_row(s, t, u)
    s.units[u, MOVED] = 1
    s.units[u, STEP_M] += int(pace * DT * (1.0 - s.units[u, SUP_PM] / 1000.0))
    while s.units[u, STEP_M] >= HEX_M and is_marching(s, u):
        to = s.paths[u, s.units[u, PATH_AT]]
        if is_held(s, t, 1 - side, to):
            halt(s, t, w, u, STOP_ENEMY, to)
            return
        if not stacks(s, t, u, to):
            s.units[u, STEP_M] = HEX_M
            if s.units[u, PATH_AT] + 1 == s.units[u, PATH_LEN]:
                halt(s, t, w, u, STOP_STACK, to)
            else:
                way_round(s, t, w, u, to)
            return
        s.units[u, STEP_M] -= HEX_M
        step_into(s, t, w, u, to)
        if in_enemy_zone(s, t, side, to) and does(s, t, u, HALTS) and is_marching(s, u):
            if not (s.units[u, MANNER] == SILENT and is_night(s, t)):
                halt(s, t, w, u, STOP_ZOC, to)
                return
    if not is_marching(s, u):
        arrive(s, t, w, u)


@rule
def movement(s: State, t: Tables, w: Work) -> int:
    """Every counter with a path walks; until then fire has met those who walked in the last pulse. Rule 1.6."""
    for u in range(len(s.units)):
        s.units[u, MOVED] = 0
        if not is_present(s, t, u):
            continue
        if does(s, t, u, RETIRES) and s.units[u, GOAL] >= 0 and not is_marching(s, u) and s.units[u, QUIET] < 2:
            plan_withdrawal(s, t, w, u)
        if is_marching(s, u) and (s.units[u, BROKEN] == 0 or does(s, t, u, RETIRES)) and not_before_assault(s, u):
            march(s, t, w, u)
    return 0


@rule
def plan_withdrawal(s: State, t: Tables, w: Work, u: int) -> None:
    """A counter that was driven back goes one hex further towards home. Rule 2.8."""
    to = s.units[u, GOAL]
    if to == s.units[u, HEX]:
        hold_here(s, u)
        return
    adjacent = False
    for d in range(6):
        adjacent = adjacent or t.near[s.units[u, HEX], d] == to
    if adjacent and s.units[u, PATH_LEN] == 0:
        s.paths[u, 0] = to
        s.units[u, PATH_AT] = 0
        s.units[u, PATH_LEN] = 1


@rule
def not_before_assault(s: State, u: int) -> bool:
    """Attackers in a row close in by its gap, not by marching. Rule 3.7."""
    return row_of_attacker(s, u) < 0
