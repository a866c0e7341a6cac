"""The contest for the crest, a third of the hex for each DELTA by which it is won, and the taking of a hex (rules 3.8-3.12)."""

import math

from game.core.dice import Dice, logistic, poisson
from game.core.exact import log
from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import (
    D_CLOSE,
    D_CLOSE_FOE,
    D_CONTEST,
    D_COUNTER,
    EV_CONTEST,
    EV_COUNTER,
    EV_HEX_TAKEN,
    EV_THROWN_BACK,
    F_ESCORT,
    F_LUCK,
    F_MELEE_ATT,
    F_MELEE_DEF,
    F_POWER_ATT,
    F_POWER_DEF,
    F_RESERVE,
    F_SUP_ATT,
    F_SUP_DEF,
    F_WORKS_CC,
    F_Z,
    HEARD,
)
from game.rules.battle.engagement import close_row, row_suppression
from game.rules.battle.fronts import (
    attacks_in,
    defenders_part,
    defends_in,
    front_m,
    has_infantry,
    hex_share_pm,
    presses,
)
from game.rules.battle.ground import hexes_apart, is_held, is_present, people, runners
from game.rules.battle.light import row_light
from game.rules.battle.log import BOTH, event, factor, side_bit
from game.rules.battle.pace import may_enter, stacks
from game.rules.battle.retreat import fall_back
from game.rules.battle.state import (
    ATTACKER,
    A_COUNTER_PULSES,
    A_MELEE,
    A_REFORM_PULSES,
    BROKEN,
    COH_PM,
    COUNTER_AT,
    CREST,
    DISRUPTED,
    FORTUNE_PM,
    FROM,
    GAP_M,
    HEX,
    HITS_CLOSE,
    LINE_PM,
    LODGED,
    MAX_ROWS,
    NOW,
    OWNER,
    PLACE_TAKEN_AT,
    REFORM_AT,
    ROW_SIDE,
    SHARE_PM,
    STAGE,
    State,
    TAKEN_AT,
    TARGET,
    T_TANK,
    Tables,
    USED,
    U_SIDE,
    U_TYPE,
    WORKS_PM,
    Work,
)
from game.rules.battle.strength import line_men, on_crest, works_in_contest
from game.rules.battle.tasks import hold_here

LEAST = 0.000001
NOTICED = 2  # hexes within which men notice that the enemy walks in (design choice)


@rule
def attack_men(s: State, t: Tables, r: int) -> float:
    """Men of the attackers who find room on the row's front. Rule 3.8, min(men, F)."""
    men = 0.0
    for u in range(len(s.units)):
        if attacks_in(s, r, u):
            men = men + people(s, t, u)
    return min(men, front_m(s, t, r))


@rule
def defence_men(s: State, t: Tables, r: int) -> float:
    """Men of the defenders' line on the crest who face the row. Rule 3.8, min(line, 0.6 F)."""
    men = 0.0
    for u in range(len(s.units)):
        if defends_in(s, t, r, u) and s.units[u, BROKEN] == 0:
            men = men + line_men(s, t, u) * on_crest(s, u) * defenders_part(s, r)
    return min(men, t.param[P.CC_FRONT] * front_m(s, t, r))


@rule
def tanks_helping(s: State, t: Tables, r: int) -> int:
    """Tanks that can come up with their infantry. Rules 5.4, 5.9."""
    n = 0
    for u in range(len(s.units)):
        if attacks_in(s, r, u) and t.kind[t.unit[u, U_TYPE], T_TANK] > 0:
            if may_enter(s, t, u, s.rows[r, FROM], s.rows[r, TARGET]):
                n += runners(s, u)
    return n


@rule
def best_works(s: State, t: Tables, r: int) -> int:
    """Best works among the defenders of the row. Rule 3.8."""
    works = 0
    for u in range(len(s.units)):
        if defends_in(s, t, r, u):
            works = max(works, s.units[u, WORKS_PM])
    return works


@rule
def spread_hits(s: State, t: Tables, w: Work, r: int, mean: float, attackers: bool) -> int:
    """Men hit in close combat, drawn counter by counter and booked against them. Rule 3.8."""
    men = 0.0
    for u in range(len(s.units)):
        if attacks_in(s, r, u) if attackers else defends_in(s, t, r, u):
            men = men + people(s, t, u)
    total = 0
    if men <= 0.0:
        return 0
    for u in range(len(s.units)):
        if attacks_in(s, r, u) if attackers else defends_in(s, t, r, u):
            own = mean * people(s, t, u) / men * s.units[u, FORTUNE_PM] / 1000.0
            hits = poisson(
                Dice(w.words, s.clock), u, 2000 + s.rows[r, TARGET], D_CLOSE if attackers else D_CLOSE_FOE, own
            )
            w.acc[u, HITS_CLOSE] += hits
            total += min(hits, people(s, t, u))
    return total


@rule
def thirds_won(t: Tables, z: float) -> int:
    """Thirds of the hex that a contest of score `z` moves, at most 3, negative when it is lost. Rule 3.8."""
    n = min(3, int(math.floor(abs(z) / t.param[P.DELTA_CC])))
    return n if z > 0.0 else -n


@rule
def throw_back(s: State, t: Tables, w: Work, r: int) -> None:
    """Attackers thrown off the crest lie 150 m off until they have reformed. Rule 3.9."""
    s.rows[r, SHARE_PM] = 0
    s.rows[r, LODGED] = 0
    s.rows[r, COUNTER_AT] = -1
    s.rows[r, GAP_M] = int(t.param[P.GAP_BACK])
    s.rows[r, STAGE] = HEARD
    s.rows[r, REFORM_AT] = s.clock[NOW] + int(t.side[s.rows[r, ROW_SIDE], A_REFORM_PULSES])
    event(s, w, EV_THROWN_BACK, s.rows[r, ATTACKER], -1, s.rows[r, TARGET], r, 0, 0, BOTH)


@rule
def contest(s: State, t: Tables, w: Work, r: int) -> None:
    """One round for the crest between a row's attackers and the defenders who face it. Rule 3.8."""
    side = s.rows[r, ROW_SIDE]
    men_a, men_d = attack_men(s, t, r), defence_men(s, t, r)
    sup_a, sup_d = row_suppression(s, t, r, True), row_suppression(s, t, r, False)
    share = s.rows[r, SHARE_PM] / 1000.0
    works = 1.0 + (works_in_contest(t, best_works(s, t, r)) - 1.0) * (1.0 - share)
    tanks = t.param[P.TANK_CC] * tanks_helping(s, t, r) * 0.5 * row_light(s, t, r)
    weak_a, weak_d = 1.0 - t.param[P.CC_SUP_ATT] * sup_a, 1.0 - t.param[P.CC_SUP_DEF] * sup_d
    power_a = men_a * t.side[side, A_MELEE] * weak_a + tanks
    power_d = men_d * t.side[1 - side, A_MELEE] * works * weak_d
    before = t.param[P.BETA_CC] * log(max(power_a, LEAST) / max(power_d, LEAST))
    luck = logistic(Dice(w.words, s.clock), s.rows[r, ATTACKER], 2000 + s.rows[r, TARGET], D_CONTEST)
    thirds = thirds_won(t, before + luck)
    both = max(power_a + power_d, LEAST)
    lost_a = spread_hits(s, t, w, r, t.param[P.C_CC] * men_a * power_d / both, True)
    lost_d = spread_hits(s, t, w, r, t.param[P.C_CC] * men_d * power_a / both, False)
    e = event(s, w, EV_CONTEST, s.rows[r, ATTACKER], -1, s.rows[r, TARGET], thirds, lost_a, lost_d, BOTH)
    factor(w, e, F_POWER_ATT, power_a)
    factor(w, e, F_MELEE_ATT, t.side[side, A_MELEE])
    factor(w, e, F_SUP_ATT, weak_a)
    factor(w, e, F_ESCORT, tanks)
    factor(w, e, F_POWER_DEF, power_d)
    factor(w, e, F_MELEE_DEF, t.side[1 - side, A_MELEE])
    factor(w, e, F_WORKS_CC, works)
    factor(w, e, F_SUP_DEF, weak_d)
    factor(w, e, F_Z, before)
    factor(w, e, F_LUCK, luck)
    after = s.rows[r, SHARE_PM] + int(math.floor(1000.0 * thirds / 3.0 + 0.5))
    if after < 0:
        throw_back(s, t, w, r)
    else:
        s.rows[r, SHARE_PM] = min(1000, after)


@rule
def may_contest(s: State, t: Tables, r: int) -> bool:
    """Attackers on foot within 40 m who press and keep their order. Rules 3.8, 2.6, 5.9."""
    if not presses(s, r) or s.rows[r, GAP_M] > t.param[P.GAP_CREST] or not has_infantry(s, t, r):
        return False
    for u in range(len(s.units)):
        if attacks_in(s, r, u) and s.units[u, COH_PM] >= t.param[P.COH_BREAK] and people(s, t, u) > 0:
            return True
    return False


@rule
def counter_attack(s: State, t: Tables, w: Work, r: int) -> None:
    """The hex's own reserve strikes back at a lodgement before it is dug in. Rules 3.11, 3.12."""
    foe = 1 - s.rows[r, ROW_SIDE]
    reserve, front, steady = 0.0, front_m(s, t, r), False
    for u in range(len(s.units)):
        if defends_in(s, t, r, u) and s.units[u, BROKEN] == 0 and s.units[u, DISRUPTED] == 0:
            back = 1.0 - t.param[P.COUNTER_LINE] * on_crest(s, u) * s.units[u, LINE_PM] / 1000.0
            reserve = reserve + people(s, t, u) * back * defenders_part(s, r)
            steady = True
    s.rows[r, COUNTER_AT] = s.clock[NOW] + int(t.side[foe, A_COUNTER_PULSES])
    if not steady or reserve < 1.0:
        return
    dug = min(1.0, s.rows[r, LODGED] / t.param[P.LODGED_PULSES])
    sup = row_suppression(s, t, r, True)
    holders = min(attack_men(s, t, r), (t.param[P.HOLD_FRONT] + t.param[P.HOLD_DUG] * dug) * front)
    power_h = holders * t.side[1 - foe, A_MELEE] * (t.param[P.HOLD_CC] + t.param[P.HOLD_CC_DUG] * dug)
    power_h = power_h * (1.0 - t.param[P.HOLD_SUP] * sup)
    power_r = min(reserve, t.param[P.CC_FRONT] * front) * t.side[foe, A_MELEE]
    before = t.param[P.BETA_CC] * log(max(power_r, LEAST) / max(power_h, LEAST))
    luck = logistic(Dice(w.words, s.clock), s.rows[r, ATTACKER], 2000 + s.rows[r, TARGET], D_COUNTER)
    won = max(0, thirds_won(t, before + luck))
    both = max(power_r + power_h, LEAST)
    scale = t.param[P.C_CC] * t.param[P.COUNTER_LOSS]
    lost_h = spread_hits(s, t, w, r, scale * holders * power_r / both, True)
    lost_r = spread_hits(s, t, w, r, scale * min(reserve, t.param[P.CC_FRONT] * front) * power_h / both, False)
    e = event(s, w, EV_COUNTER, s.rows[r, ATTACKER], -1, s.rows[r, TARGET], won, lost_h, lost_r, BOTH)
    factor(w, e, F_RESERVE, reserve)
    factor(w, e, F_POWER_ATT, power_r)
    factor(w, e, F_POWER_DEF, power_h)
    factor(w, e, F_Z, before)
    factor(w, e, F_LUCK, luck)
    after = s.rows[r, SHARE_PM] - int(math.floor(1000.0 * won / 3.0 + 0.5))
    if after <= 0:
        throw_back(s, t, w, r)
    else:
        s.rows[r, SHARE_PM] = after


@rule
def contests(s: State, t: Tables, w: Work) -> int:
    """Contests, counter-attacks, and hexes that change hands. Rules 1.6, 3.8, 3.12."""
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and may_contest(s, t, r):
            contest(s, t, w, r)
    for r in range(MAX_ROWS):
        if s.rows[r, USED] == 0:
            continue
        if s.rows[r, SHARE_PM] > 0:
            s.rows[r, LODGED] += 1
            if s.rows[r, COUNTER_AT] < 0:
                s.rows[r, COUNTER_AT] = s.clock[NOW] + int(t.side[1 - s.rows[r, ROW_SIDE], A_COUNTER_PULSES])
            elif s.clock[NOW] >= s.rows[r, COUNTER_AT] and s.rows[r, SHARE_PM] < 1000:
                counter_attack(s, t, w, r)
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0:
            lost = hex_share_pm(s, t, s.rows[r, TARGET]) >= t.param[P.TAKEN_PM]
            if lost or not is_held(s, t, 1 - s.rows[r, ROW_SIDE], s.rows[r, TARGET]):
                take_hex(s, t, w, s.rows[r, TARGET], s.rows[r, ROW_SIDE])
    return 0


@rule
def strongest_row(s: State, t: Tables, here: int, side: int) -> int:
    """Row that takes the hex: the one with most of it, then the nearest, with men on foot. Rule 3.8."""
    best = -1
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, TARGET] == here and s.rows[r, ROW_SIDE] == side and has_infantry(s, t, r):
            if best < 0 or s.rows[r, SHARE_PM] > s.rows[best, SHARE_PM]:
                best = r
            elif s.rows[r, SHARE_PM] == s.rows[best, SHARE_PM] and s.rows[r, GAP_M] < s.rows[best, GAP_M]:
                best = r
    return best


@rule
def take_hex(s: State, t: Tables, w: Work, here: int, side: int) -> None:
    """The hex changes hands: defenders swept off lose more and fall back, the winners move in. Rules 3.8, 3.15."""
    winner = strongest_row(s, t, here, side)
    works = 0
    for u in range(len(s.units)):
        if s.units[u, HEX] == here and t.unit[u, U_SIDE] != side and is_present(s, t, u):
            works = max(works, s.units[u, WORKS_PM])
            w.acc[u, HITS_CLOSE] += math.floor(t.param[P.CC_SWEPT] * people(s, t, u) + 0.5)
            fall_back(s, t, w, u, here)
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, TARGET] == here:
            for u in range(len(s.units)):
                if attacks_in(s, r, u):
                    may = stacks(s, t, u, here) and may_enter(s, t, u, s.units[u, HEX], here)
                    if r == winner and may and s.units[u, BROKEN] == 0:
                        s.units[u, HEX] = here
                        s.units[u, CREST] = 3
                        s.units[u, LINE_PM] = 1000
                        s.units[u, WORKS_PM] = min(works, int(t.param[P.WORKS_TAKEN]))
                    hold_here(s, u)
            close_row(s, r)
    if winner >= 0:
        mark_taken(s, t, w, here, side, BOTH)


@rule
def who_notices(s: State, t: Tables, here: int, side: int) -> int:
    """Set of sides that learn of ground lost without a fight: he who takes it, and he who lost it if the hex is a scored place
    or one of his counters is near. Rule 8.3."""
    for k in range(len(s.places)):
        if t.place[k, 0] == here:
            return BOTH
    for v in range(len(s.units)):
        if t.unit[v, U_SIDE] != side and is_present(s, t, v) and hexes_apart(t, s.units[v, HEX], here) <= NOTICED:
            return BOTH
    return side_bit(side)


@rule
def mark_taken(s: State, t: Tables, w: Work, here: int, side: int, told: int) -> None:
    """Notes the new owner of a hex and the hour at which a scored place fell. `told`: set of sides. Rules 3.15, 12.1."""
    s.hexes[here, OWNER] = side
    s.hexes[here, TAKEN_AT] = s.clock[NOW]
    for k in range(len(s.places)):
        if t.place[k, 0] == here and s.places[k, PLACE_TAKEN_AT] < 0:
            s.places[k, PLACE_TAKEN_AT] = s.clock[NOW]
    event(s, w, EV_HEX_TAKEN, -1, -1, here, side, 0, 0, told)
