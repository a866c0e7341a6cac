"""What a side may order its counters, as numbers: the verbs open to each, and what each hex may be used for (chapters 7, 10).

The reasons, in words, are given where a single order is refused; tests hold both to the same answers.
"""

from game.core.rule import phase, rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import ASSAULT_AT, FIRE_AT, FIRE_FROM, TANKS_ON
from game.rules.battle.permissions import act_is_open, covers, may_stand
from game.rules.battle.state import (
    BROKEN,
    COH_PM,
    GUNS,
    HEX,
    H_ROAD,
    H_TERRAIN,
    LEAVE_HELD,
    REACH_ACT,
    R_DIG,
    R_WATER,
    State,
    T_ASSAULTS,
    T_DIGS,
    T_GUN,
    T_TANK,
    Tables,
    U_FREE_FROM,
    U_SIDE,
    U_TYPE,
)
from game.rules.battle.verbs import ASSAULTS, DIGS, FERRIES, FIRES, HUSHES, UNLAWFUL
from game.rules.battle.work import Work

BELT = 1  # hexes beyond the line in which defensive fire on attackers is free (rule 10.7, design choice)
# What a hex may be used for, as bits. MAY_ENTER << mobility: ground or road lets those in who move so.
MAY_STAND, MAY_ASSAULT, MAY_FIRE, MAY_DEFEND, MAY_TANKS, MAY_ENTER = 1, 2, 4, 8, 16, 32


# ------------------------------------------------------------------ verbs
@phase
def survey_verbs(s: State, t: Tables, w: Work, side: int, now: int, boats: bool, truce: bool) -> int:
    """Writes into `w.verbs` for every counter the tasks that it may be given with some target, as bits. Rules 7.10-7.17, 11.4.

    `now`: first pulse of the turn; `boats`: the side's boats cross somewhere; `truce`: it is in force.
    """
    for u in range(len(s.units)):
        w.verbs[u] = 0
        if t.unit[u, U_SIDE] == side and s.units[u, HEX] >= 0 and s.units[u, BROKEN] == 0:
            for task in range(len(t.verb)):
                if may_be_told(s, t, u, task, now, boats) and not (truce and t.verb[task, UNLAWFUL] > 0):
                    w.verbs[u] += 1 << task
    return 0


@rule
def may_be_told(s: State, t: Tables, u: int, task: int, now: int, boats: bool) -> bool:
    """A counter in order may be given the task with some target. Rules 7.11, 7.14, 7.15, 7.17."""
    kind = t.unit[u, U_TYPE]
    if t.verb[task, ASSAULTS] > 0 and (t.kind[kind, T_ASSAULTS] == 0 or s.units[u, COH_PM] < t.param[P.COH_ATTACK]):
        return False
    if t.verb[task, DIGS] > 0 and (
        t.kind[kind, T_DIGS] == 0 or t.terrain[t.hex[s.units[u, HEX], H_TERRAIN], R_DIG] == 0
    ):
        return False
    if (t.verb[task, FIRES] > 0 or t.verb[task, HUSHES] > 0) and not fires_missions(s, t, u):
        return False
    if t.verb[task, FIRES] > 0 and now < t.unit[u, U_FREE_FROM] and not is_let_fire(s, t, u):
        return False
    return t.verb[task, FERRIES] == 0 or (boats and t.kind[kind, T_TANK] == 0)


@rule
def fires_missions(s: State, t: Tables, u: int) -> bool:
    """Its guns fire missions: those of the infantry do not. Rule 7.14."""
    kind = t.unit[u, U_TYPE]
    return t.kind[kind, T_GUN] >= 0 and t.kind[kind, T_ASSAULTS] == 0 and s.units[u, GUNS] > 0


@rule
def is_let_fire(s: State, t: Tables, u: int) -> bool:
    """Guns without leave of their own have it by an act that is held and names where they stand. Rule 10.3."""
    for k in range(len(t.reach)):
        if s.leaves[t.reach[k, REACH_ACT], LEAVE_HELD] > 0 and covers(
            t, k, t.unit[u, U_SIDE], FIRE_FROM, s.units[u, HEX]
        ):
            return True
    return False


# ------------------------------------------------------------------ ground
@phase
def survey_ground(s: State, t: Tables, w: Work, side: int) -> int:
    """Writes into `w.cost` what a side may use each hex for, as bits, by the leave that it holds. Rules 5.1, 5.3, 10.3, 10.7."""
    for here in range(len(t.hex)):
        w.cost[here] = leave_bits(s, t, side, here) + ground_bits(t, here)
    return 0


@rule
def leave_bits(s: State, t: Tables, side: int, here: int) -> int:
    """What leave lets a side do at a hex. Rules 10.3, 10.7."""
    bits = MAY_STAND if may_stand(s, t, side, here) else 0
    if act_is_open(s, t, side, ASSAULT_AT, here):
        bits += MAY_ASSAULT
    if act_is_open(s, t, side, FIRE_AT, here):
        bits += MAY_FIRE + MAY_DEFEND
    elif t.depth[side, here] <= BELT:
        bits += MAY_DEFEND
    if act_is_open(s, t, side, TANKS_ON, here):
        bits += MAY_TANKS
    return bits


@rule
def ground_bits(t: Tables, here: int) -> int:
    """Who can be in a hex at all: on foot, on wheels, on tracks. Rules 5.1, 5.3."""
    terrain = t.hex[here, H_TERRAIN]
    if t.terrain[terrain, R_WATER] > 0:
        return 0
    bits = 0
    for mobility in range(len(t.pace) // len(t.hex)):
        if t.terrain[terrain, mobility] > 0.0 or t.hex[here, H_ROAD] > 0:
            bits += MAY_ENTER << mobility
    return bits
