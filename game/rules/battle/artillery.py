"""Gun groups: planned missions, defensive fire and what shells do (chapter 6).

share hit = 1 - exp(-rounds * p_on * A_L * f_post / A_occ)
"""

from game.core.dice import Dice, poisson
from game.core.exact import exp
from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import (
    COUNTER_BATTERY,
    DEFENSIVE,
    D_GUNS,
    D_SHELL,
    EV_GUNS_OUT,
    EV_GUNS_SILENT,
    EV_SHELLS,
    F_AREA,
    F_CREW_HIT,
    F_FORTUNE,
    F_LIGHT,
    F_MEN_THERE,
    F_ON_TARGET,
    F_OVERLAP,
    F_PER_CREW,
    F_POSTURE,
    F_REVERSE,
    F_ROUNDS,
    F_SKY,
    GUNS_DEFENSIVE,
    GUNS_OPEN,
    GUNS_SHUT,
    HEARD,
)
from game.rules.battle.crossings import interdict
from game.rules.battle.fronts import attacks_in, front_m, presses
from game.rules.battle.ground import hexes_apart, is_present, people
from game.rules.battle.light import is_night, light_now, row_light
from game.rules.battle.line_of_sight import has_line_of_sight
from game.rules.battle.log import explained, new_list, product, side_bit, term, total
from game.rules.battle.state import (
    ACTIVE,
    A_LIFT_M,
    A_LIFT_TRAINED_M,
    A_RESIST,
    A_TRAINED_FROM,
    CREST,
    FIRED,
    FORTUNE_PM,
    FROM,
    GAP_M,
    GROUP_STATE,
    GUNS,
    G_AREA_M2,
    G_MIN_M,
    G_RANGE_M,
    G_ROUNDS,
    G_WEIGHT_KG,
    HEX,
    LINE_PM,
    MAX_MISSIONS,
    MAX_ROWS,
    MEN,
    MOVED,
    M_FIRED,
    M_FROM,
    M_GROUP,
    M_KIND,
    M_PULSES,
    M_ROUNDS,
    M_TARGET,
    M_TO,
    M_USED,
    NOW,
    ROW_SIDE,
    SHELLED,
    SHELLS,
    SHELLS_FIRED,
    STAGE,
    SUP_PM,
    State,
    TARGET,
    T_GUN,
    Tables,
    USED,
    U_MEN0,
    U_OBSERVER,
    U_SIDE,
    U_TYPE,
    WORKS_PM,
)
from game.rules.battle.work import (
    BEAT,
    HITS_SHELL,
    Work,
)
from game.rules.battle.strength import under_effort
from game.rules.battle.verbs import HUSHES, does

HECTARE_M2 = 10000.0


@rule
def gun_of(t: Tables, group: int) -> int:
    """Number of the gun that a group serves, -1 if it has none. Rule 6.4."""
    return int(t.kind[t.unit[group, U_TYPE], T_GUN])


@rule
def in_range(s: State, t: Tables, group: int, target: int) -> bool:
    """The target hex lies between the gun's least and greatest range. Rule 7.14."""
    g = gun_of(t, group)
    if g < 0 or s.units[group, HEX] < 0:
        return False
    range_m = 300.0 * hexes_apart(t, s.units[group, HEX], target)
    return range_m >= t.gun[g, G_MIN_M] and range_m <= t.gun[g, G_RANGE_M]


@rule
def is_observed(s: State, t: Tables, w: Work, side: int, target: int) -> bool:
    """Some counter of the side with men on its crest line looks down on the target hex. Rules 6.5, 8.2."""
    for u in range(len(s.units)):
        if t.unit[u, U_SIDE] == side and is_present(s, t, u) and s.units[u, CREST] > 0 and s.units[u, HEX] != target:
            if 300.0 * hexes_apart(t, s.units[u, HEX], target) <= t.param[P.SEE_FAR_M]:
                if has_line_of_sight(t, w, s.units[u, HEX], target):
                    return True
    return False


@rule
def lift_m(s: State, t: Tables, side: int) -> float:
    """Metres that own men must be off for the side's guns to fire; less once its observers are trained. Rule 3.13."""
    if s.clock[NOW] >= t.side[side, A_TRAINED_FROM]:
        return t.side[side, A_LIFT_TRAINED_M]
    return t.side[side, A_LIFT_M]


@rule
def friends_too_near(s: State, t: Tables, side: int, target: int) -> bool:
    """Own men lie closer to the target than the lift distance allows. Rule 3.13."""
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, TARGET] == target and s.rows[r, ROW_SIDE] == side:
            if s.rows[r, GAP_M] < lift_m(s, t, side):
                return True
    for u in range(len(s.units)):
        if s.units[u, HEX] == target and t.unit[u, U_SIDE] == side and is_present(s, t, u):
            return True
    return False


@rule
def posture_of(s: State, t: Tables, u: int) -> float:
    """Vulnerability of a counter to shells by its works and movement. Rule 6.5, f_post."""
    if s.units[u, MOVED] > 0:
        return t.param[P.POST_STAND]
    works = s.units[u, WORKS_PM]
    if works >= 900:
        return t.param[P.POST_COVER]
    if works >= 350:
        return t.param[P.POST_ARTY] + (t.param[P.POST_SCRAPE] - t.param[P.POST_ARTY]) * max(0, 500 - works) / 150.0
    if works >= 250:
        return t.param[P.POST_SCRAPE]
    return t.param[P.POST_MOVE]


@rule
def shelter_of(s: State, t: Tables, u: int) -> float:
    """Share of a counter that shells and bombs find: the men behind the crest are safer. Rule 6.1."""
    crest = s.units[u, CREST] / 3.0
    return crest + t.param[P.REVERSE] * (1.0 - crest)


@rule
def burst(
    s: State,
    t: Tables,
    w: Work,
    actor: int,
    u: int,
    lethal_m2: float,
    weight_kg: float,
    area_m2: float,
    men: float,
    posture: float,
    shelter: float,
    purpose: int,
) -> int:
    """Men of a counter hit by shells or bombs on the ground that it occupies; they are suppressed as well. Rules 6.5, 4.2.

    The list in hand comes to how many fall on that ground; the rows of those struck come last.
    """
    under_effort(s, t, w, u)
    falling = product(w)
    term(w, F_AREA, lethal_m2 / area_m2)
    term(w, F_POSTURE, posture)
    term(w, F_OVERLAP, struck_once(product(w)))
    term(w, F_MEN_THERE, men)
    term(w, F_REVERSE, shelter)
    term(w, F_FORTUNE, s.units[u, FORTUNE_PM] / 1000.0)
    hits = poisson(Dice(w.words, s.clock), actor, u, purpose, product(w))
    w.acc[u, HITS_SHELL] += hits
    kg_ha = falling * weight_kg / (area_m2 / HECTARE_M2)
    w.acc[u, BEAT] += t.param[P.SIG_AR] * kg_ha / t.side[t.unit[u, U_SIDE], A_RESIST]
    return hits


@rule
def struck_once(x: float) -> float:
    """What is left of so many strikes a man, as each can be hit once only: (1 - exp(-x)) / x. Rule 6.5."""
    return (1.0 - exp(-x)) / x if x > 0.0 else 1.0


@rule
def shell_counter(
    s: State,
    t: Tables,
    w: Work,
    group: int,
    u: int,
    rounds: float,
    lit: float,
    p_on: float,
    area_m2: float,
    men: float,
    posture: float,
    shelter: float,
    kind: int,
) -> None:
    """Shells of a gun group falling on the ground that a counter occupies; `lit`: what darkness leaves. Rules 6.5, 6.7."""
    g = gun_of(t, group)
    new_list(w)
    term(w, F_ROUNDS, rounds)
    term(w, F_LIGHT, lit)
    term(w, F_ON_TARGET, p_on)
    weight, lethal = t.gun[g, G_WEIGHT_KG], t.gun[g, G_AREA_M2]
    hits = burst(s, t, w, group, u, lethal, weight, area_m2, men, posture, shelter, D_SHELL)
    fell = int(rounds * lit)
    explained(s, w, EV_SHELLS, group, u, s.units[u, HEX], hits, fell, kind, side_bit(t.unit[u, U_SIDE]))


@rule
def shell_hex(s: State, t: Tables, w: Work, group: int, target: int, rounds: float, p_on: float, kind: int) -> None:
    """Shells on a hex strike every counter of the other side in it; more men, more loss. Rules 6.5, 8.5."""
    area = t.param[P.FRONT_MAX] * t.param[P.DEPTH_M]
    for u in range(len(s.units)):
        if s.units[u, HEX] == target and t.unit[u, U_SIDE] != t.unit[group, U_SIDE] and people(s, t, u) > 0:
            shell_counter(
                s,
                t,
                w,
                group,
                u,
                rounds,
                1.0,
                p_on,
                area,
                people(s, t, u) * 1.0,
                posture_of(s, t, u),
                shelter_of(s, t, u),
                kind,
            )
    s.hexes[target, SHELLED] = s.clock[NOW]


@rule
def spend(s: State, t: Tables, m: int, wanted: int) -> int:
    """Rounds a mission fires in this pulse: of its side's stock, of what others left of its guns' rate. Rules 6.6, 9.5."""
    group = s.missions[m, M_GROUP]
    side = t.unit[group, U_SIDE]
    steady = 1.0 - t.param[P.SUP_FIRE] * s.units[group, SUP_PM] / 1000.0
    able = steady * min(1.0, people(s, t, group) / max(t.unit[group, U_MEN0], 1))
    rate = int(s.units[group, GUNS] * t.gun[gun_of(t, group), G_ROUNDS] * able)
    rounds = max(0, min(int(wanted * able), rate - s.units[group, FIRED]))
    rounds = min(rounds, s.sides[side, SHELLS])
    s.sides[side, SHELLS] -= rounds
    s.sides[side, SHELLS_FIRED] += rounds
    s.missions[m, M_FIRED] += rounds
    if rounds > 0:
        s.missions[m, M_PULSES] += 1
        s.units[group, FIRED] += rounds
    return rounds


@rule
def sky_is_shut(s: State, t: Tables, w: Work) -> bool:
    """By day in fog or rain observed fire is suspended. Rule 6.11."""
    new_list(w)
    term(w, F_LIGHT, light_now(s, t))
    term(w, F_SKY, -t.param[P.L_OBSERVED])
    return not is_night(s, t) and total(w) < 0.0


@rule
def fire_planned(s: State, t: Tables, w: Work, m: int) -> None:
    """One pulse of a preparation or interdiction mission. Rules 6.4, 6.5, 6.11."""
    group, target = s.missions[m, M_GROUP], s.missions[m, M_TARGET]
    side = t.unit[group, U_SIDE]
    if friends_too_near(s, t, side, target) or not in_range(s, t, group, target):
        return
    p_on, seen = t.param[P.P_ON_MAP], False
    if is_night(s, t):
        p_on = t.param[P.P_ON_NIGHT]
    elif is_observed(s, t, w, side, target):
        p_on, seen = t.param[P.P_ON_OBS], True
    if s.missions[m, M_PULSES] >= 2:
        p_on = p_on * t.param[P.P_ON_REPEAT]
    rounds = spend(s, t, m, s.missions[m, M_ROUNDS])
    if rounds > 0:
        s.units[group, GROUP_STATE] = GUNS_OPEN
        shell_hex(s, t, w, group, target, rounds * 1.0, p_on, s.missions[m, M_KIND])
        interdict(s, t, target, rounds, seen)


@rule
def fire_defensive(s: State, t: Tables, w: Work, m: int) -> None:
    """A registered hex answers in the pulse in which attackers who were heard press on it or from it. Rule 6.7."""
    group, target = s.missions[m, M_GROUP], s.missions[m, M_TARGET]
    side = t.unit[group, U_SIDE]
    for r in range(MAX_ROWS):
        if s.rows[r, USED] == 0 or s.rows[r, ROW_SIDE] == side or s.rows[r, STAGE] < HEARD or not presses(s, r):
            continue
        if s.rows[r, FROM] != target and s.rows[r, TARGET] != target:
            continue
        if s.rows[r, GAP_M] < lift_m(s, t, side) or not in_range(s, t, group, target):
            continue
        light = row_light(s, t, r)
        lit = 1.0
        if is_night(s, t):
            lit = t.param[P.NIGHT_DEFENSIVE] + (1.0 - t.param[P.NIGHT_DEFENSIVE]) * light
        rounds = spend(s, t, m, s.missions[m, M_ROUNDS])
        if rounds == 0:
            return
        s.units[group, GROUP_STATE] = GUNS_DEFENSIVE
        front = front_m(s, t, r)
        for u in range(len(s.units)):
            if attacks_in(s, r, u) and people(s, t, u) > 0:
                sup = s.units[u, SUP_PM] / 1000.0
                posture = t.param[P.POST_MOVE] * ((1.0 - sup) + sup * t.param[P.EXP_PRONE])
                men = min(people(s, t, u) * s.units[u, LINE_PM] / 1000.0, front)
                shell_counter(
                    s,
                    t,
                    w,
                    group,
                    u,
                    rounds * 1.0,
                    lit,
                    t.param[P.P_ON_REG],
                    front * t.param[P.DEPTH_M],
                    men,
                    posture,
                    1.0,
                    DEFENSIVE,
                )
        return


@rule
def fire_missions(s: State, t: Tables, w: Work) -> int:
    """Every mission whose hour it is. Fog or rain by day suspends them all. Rules 1.6, 6.4, 6.11."""
    shut = sky_is_shut(s, t, w)
    for m in range(MAX_MISSIONS):
        if s.missions[m, M_USED] == 0:
            continue
        if s.clock[NOW] >= s.missions[m, M_TO]:
            s.missions[m, M_USED] = 0
            continue
        group = s.missions[m, M_GROUP]
        if s.units[group, ACTIVE] > 0 and does(s, t, group, HUSHES):  # silent guns: what they were called for ends
            s.missions[m, M_USED] = 0
            continue
        if s.clock[NOW] < s.missions[m, M_FROM] or s.units[group, HEX] < 0 or s.units[group, GUNS] == 0:
            continue
        if shut and t.unit[group, U_OBSERVER] > 0:
            if s.units[group, GROUP_STATE] != GUNS_SHUT:
                sky_is_shut(s, t, w)
                explained(
                    s, w, EV_GUNS_SILENT, group, group, s.units[group, HEX], 0, 0, 0, side_bit(t.unit[group, U_SIDE])
                )
            s.units[group, GROUP_STATE] = GUNS_SHUT
        elif s.missions[m, M_KIND] == DEFENSIVE:
            fire_defensive(s, t, w, m)
        elif s.missions[m, M_KIND] != COUNTER_BATTERY:
            fire_planned(s, t, w, m)
    return 0


@rule
def guns_hit(s: State, t: Tables, w: Work, u: int, men: int) -> None:
    """One gun falls silent for good for every twelve of its crew hit. Rule 6.9."""
    if s.units[u, GUNS] > 0 and s.units[u, MEN] == 0 and men > 0:
        new_list(w)
        term(w, F_CREW_HIT, men * 1.0)
        term(w, F_PER_CREW, 1.0 / t.param[P.GUN_CREW_HITS])
        out = min(s.units[u, GUNS], poisson(Dice(w.words, s.clock), u, 0, D_GUNS, product(w)))
        s.units[u, GUNS] -= out
        if out > 0:
            explained(s, w, EV_GUNS_OUT, -1, u, s.units[u, HEX], out, 0, 0, side_bit(t.unit[u, U_SIDE]))
