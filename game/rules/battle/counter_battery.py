"""Guns that listen for guns: what each shot tells of where it came from, and the answer (rules 6.8, 6.9).

A side listens while a group of it is on a counter-battery mission. Source: combat_model 6.8, 6.9 (J).
"""

from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.artillery import friends_too_near, in_range, is_observed, posture_of, shell_counter, shelter_of
from game.rules.battle.artillery import sky_is_shut, spend
from game.rules.battle.codes import COUNTER_BATTERY, FIRE_AT, GUNS_COUNTER, GUNS_SILENT
from game.rules.battle.ground import is_present, people
from game.rules.battle.light import is_night, pulse_row
from game.rules.battle.permissions import act_is_open
from game.rules.battle.sight import note_seen
from game.rules.battle.state import (
    FIRED,
    GROUP_STATE,
    GUNS,
    HEX,
    LOCATED_PM,
    L_FOG,
    L_RAIN,
    MAX_MISSIONS,
    MOVED,
    M_FROM,
    M_GROUP,
    M_KIND,
    M_PULSES,
    M_ROUNDS,
    M_TARGET,
    M_TO,
    M_USED,
    NOW,
    SHELLED,
    State,
    Tables,
    U_OBSERVER,
    U_SIDE,
)
from game.rules.battle.work import Work

LOCATED = 1000  # from here on a group may be shot at as if it were observed
SOUND_PM, FLASH_PM, SEEN_PM = (
    40,
    60,
    120,
)  # what a pulse of fire tells: by ear, by its flash at night, from a held crest by day
CREWS = 0.1  # posture of gun crews under shells


@rule
def listens(s: State, t: Tables, m: int) -> bool:
    """The mission is counter-battery, its hour has come and its group has guns. Rules 6.4, 6.9."""
    if s.missions[m, M_USED] == 0 or s.missions[m, M_KIND] != COUNTER_BATTERY:
        return False
    group = s.missions[m, M_GROUP]
    if s.units[group, HEX] < 0 or s.units[group, GUNS] == 0:
        return False
    return s.clock[NOW] >= s.missions[m, M_FROM] and s.clock[NOW] < s.missions[m, M_TO]


@rule
def is_heard_firing(s: State, u: int) -> bool:
    """The group fires a mission in this pulse, or answered guns in the last. Rule 6.9."""
    return s.units[u, GUNS] > 0 and (s.units[u, FIRED] > 0 or s.units[u, GROUP_STATE] == GUNS_COUNTER)


@rule
def may_answer(s: State, t: Tables, group: int, v: int) -> bool:
    """An enemy group is located, fires, and lies in range of the guns, off own men, where its side may fire. Rules 6.8, 6.9."""
    side, here = t.unit[group, U_SIDE], s.units[v, HEX]
    if t.unit[v, U_SIDE] == side or not is_present(s, t, v) or s.units[v, LOCATED_PM] < LOCATED:
        return False
    if not is_heard_firing(s, v) or not in_range(s, t, group, here):
        return False
    return act_is_open(s, t, side, FIRE_AT, here) and not friends_too_near(s, t, side, here)


@rule
def lay_on(s: State, t: Tables, w: Work, m: int) -> None:
    """Its target: the first group that it may answer, or none; fog and rain hide them all. Rules 6.9, 6.11."""
    group, target = s.missions[m, M_GROUP], -1
    if t.unit[group, U_OBSERVER] == 0 or not sky_is_shut(s, t, w):
        for v in range(len(s.units)):
            if target < 0 and may_answer(s, t, group, v):
                target = s.units[v, HEX]
    if target != s.missions[m, M_TARGET]:
        s.missions[m, M_PULSES] = 0
    s.missions[m, M_TARGET] = target


@rule
def answer(s: State, t: Tables, w: Work, m: int) -> None:
    """One pulse of counter-battery fire, as if observed, on all who are where the guns are. Rules 6.5, 6.9."""
    group, target = s.missions[m, M_GROUP], s.missions[m, M_TARGET]
    p_on = t.param[P.P_ON_OBS] * (t.param[P.P_ON_REPEAT] if s.missions[m, M_PULSES] >= 2 else 1.0)
    rounds = spend(s, t, m, s.missions[m, M_ROUNDS])
    if rounds == 0:
        return
    s.units[group, GROUP_STATE] = GUNS_COUNTER
    area = t.param[P.FRONT_MAX] * t.param[P.DEPTH_M]
    for u in range(len(s.units)):
        if s.units[u, HEX] == target and t.unit[u, U_SIDE] != t.unit[group, U_SIDE] and people(s, t, u) > 0:
            posture = CREWS if s.units[u, GUNS] > 0 else posture_of(s, t, u)
            men, shelter = people(s, t, u) * 1.0, shelter_of(s, t, u)
            shell_counter(s, t, w, group, u, rounds * 1.0, 1.0, p_on, area, men, posture, shelter, COUNTER_BATTERY)
    s.hexes[target, SHELLED] = s.clock[NOW]


@rule
def loudness_pm(s: State, t: Tables, w: Work, side: int, v: int) -> int:
    """What a pulse of fire of a group tells the side that listens of its place, per mille. Rule 6.8."""
    gain = SOUND_PM
    if is_night(s, t):
        gain += FLASH_PM
    elif is_observed(s, t, w, side, s.units[v, HEX]):
        gain += SEEN_PM
    now = pulse_row(s, t)
    return gain // 2 if t.light[now, L_FOG] > 0 or t.light[now, L_RAIN] > 0 else gain


@rule
def hear_guns(s: State, t: Tables, w: Work, side: int) -> None:
    """The side that listens adds up what it heard of each enemy group; one that moved it has lost. Rule 6.8."""
    for v in range(len(s.units)):
        if t.unit[v, U_SIDE] == side or s.units[v, GUNS] == 0 or not is_present(s, t, v):
            continue
        if s.units[v, MOVED] > 0:
            s.units[v, LOCATED_PM] = 0
        elif s.units[v, FIRED] > 0 and s.units[v, LOCATED_PM] < LOCATED:
            s.units[v, LOCATED_PM] = min(LOCATED, s.units[v, LOCATED_PM] + loudness_pm(s, t, w, side, v))
            if s.units[v, LOCATED_PM] == LOCATED:
                note_seen(s, t, w, side, v)


@rule
def counter_battery(s: State, t: Tables, w: Work) -> int:
    """All who listen choose targets before any of them fires; then every shot of the pulse is heard. Rules 1.6, 6.8, 6.9."""
    first, second = False, False
    for m in range(MAX_MISSIONS):
        if listens(s, t, m):
            second = second or t.unit[s.missions[m, M_GROUP], U_SIDE] == 1
            first = first or t.unit[s.missions[m, M_GROUP], U_SIDE] == 0
            lay_on(s, t, w, m)
    for m in range(MAX_MISSIONS):
        if listens(s, t, m) and s.missions[m, M_TARGET] >= 0:
            answer(s, t, w, m)
    for u in range(len(s.units)):
        if s.units[u, GROUP_STATE] == GUNS_COUNTER and s.units[u, FIRED] == 0:
            s.units[u, GROUP_STATE] = GUNS_SILENT
    if first:
        hear_guns(s, t, w, 0)
    if second:
        hear_guns(s, t, w, 1)
    return 0
