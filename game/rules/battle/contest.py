"""The contest for the crest, a third of the hex for each DELTA by which it is won, and the taking of a hex (rules 3.8-3.12)."""

import math

from game.core.dice import Dice, logistic
from game.core.exact import exp, log
from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import (
    D_CONTEST,
    D_COUNTER,
    EV_CONTEST,
    EV_COUNTER,
    EV_HEX_TAKEN,
    EV_THROWN_BACK,
    F_CLOSE,
    F_ESCORT,
    F_FIGHTERS,
    F_HELD,
    F_HOLD,
    F_LUCK,
    F_MELEE_ATT,
    F_MELEE_DEF,
    F_MEN_ATT,
    F_MEN_DEF,
    F_MOVED,
    F_NEED_SHARE,
    F_RESERVE,
    F_SUP_ATT,
    F_SUP_DEF,
    F_WORKS_CC,
    HEARD,
    SWEPT_OFF,
)
from game.rules.battle.close_combat import note_close, spread_hits
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
from game.rules.battle.log import BOTH, explained, new_list, product, side_bit, term, total
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
    FROM,
    GAP_M,
    HEX,
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
)
from game.rules.battle.work import E_B, E_C, Work
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
def points(t: Tables, w: Work, code: int, value: float, sign: float) -> None:
    """A row of the score of a contest: BETA_CC x ln of what makes a power greater (`sign` 1) or the other's (-1). Rule 3.8."""
    term(w, code, sign * t.param[P.BETA_CC] * log(max(value, LEAST)))


@rule
def part_of_power(t: Tables, score: float) -> float:
    """Part of both powers that belongs to the side with this score before chance. Rule 3.8."""
    odds = exp(score / t.param[P.BETA_CC])
    return odds / (1.0 + odds)


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
    explained(s, w, EV_THROWN_BACK, s.rows[r, ATTACKER], -1, s.rows[r, TARGET], r, 0, 0, BOTH)


@rule
def share_after(s: State, w: Work, r: int, thirds: int) -> int:
    """Share of the hex, per mille, when so many thirds of it change hands; negative when the crest is lost. Rules 3.8, 3.9."""
    new_list(w)
    term(w, F_HELD, s.rows[r, SHARE_PM] * 1.0)
    term(w, F_MOVED, math.floor(1000.0 * thirds / 3.0 + 0.5))
    return int(total(w))


@rule
def told_losses(w: Work, e: int, first: int, second: int) -> None:
    """Adds to the event of a round what both lost in it: what that came from, each counter is told for itself. Rule 3.8."""
    if e >= 0:
        w.events[e, E_B] = first
        w.events[e, E_C] = second


@rule
def contest(s: State, t: Tables, w: Work, r: int) -> None:
    """One round for the crest between a row's attackers and the defenders who face it. Rule 3.8."""
    side = s.rows[r, ROW_SIDE]
    men_a, men_d = attack_men(s, t, r), defence_men(s, t, r)
    weak_a = 1.0 - t.param[P.CC_SUP_ATT] * row_suppression(s, t, r, True)
    weak_d = 1.0 - t.param[P.CC_SUP_DEF] * row_suppression(s, t, r, False)
    share = s.rows[r, SHARE_PM] / 1000.0
    works = 1.0 + (works_in_contest(t, best_works(s, t, r)) - 1.0) * (1.0 - share)
    tanks = t.param[P.TANK_CC] * tanks_helping(s, t, r) * 0.5 * row_light(s, t, r)
    new_list(w)
    points(t, w, F_MEN_ATT, men_a, 1.0)
    points(t, w, F_MELEE_ATT, t.side[side, A_MELEE], 1.0)
    points(t, w, F_SUP_ATT, weak_a, 1.0)
    points(t, w, F_ESCORT, 1.0 + tanks / max(men_a * t.side[side, A_MELEE] * weak_a, LEAST), 1.0)
    points(t, w, F_MEN_DEF, men_d, -1.0)
    points(t, w, F_MELEE_DEF, t.side[1 - side, A_MELEE], -1.0)
    points(t, w, F_WORKS_CC, works, -1.0)
    points(t, w, F_SUP_DEF, weak_d, -1.0)
    part = part_of_power(t, total(w))
    term(w, F_LUCK, logistic(Dice(w.words, s.clock), s.rows[r, ATTACKER], 2000 + s.rows[r, TARGET], D_CONTEST))
    thirds = thirds_won(t, total(w))
    e = explained(s, w, EV_CONTEST, s.rows[r, ATTACKER], -1, s.rows[r, TARGET], thirds, 0, 0, BOTH)
    lost_a = spread_hits(s, t, w, r, t.param[P.C_CC], men_a, 1.0 - part, True)
    lost_d = spread_hits(s, t, w, r, t.param[P.C_CC], men_d, part, False)
    told_losses(w, e, lost_a, lost_d)
    after = share_after(s, w, r, thirds)
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
    holders = min(attack_men(s, t, r), (t.param[P.HOLD_FRONT] + t.param[P.HOLD_DUG] * dug) * front)
    reserve = min(reserve, t.param[P.CC_FRONT] * front)
    new_list(w)
    points(t, w, F_RESERVE, reserve, 1.0)
    points(t, w, F_MELEE_DEF, t.side[foe, A_MELEE], 1.0)
    points(t, w, F_MEN_ATT, holders, -1.0)
    points(t, w, F_MELEE_ATT, t.side[1 - foe, A_MELEE], -1.0)
    points(t, w, F_HOLD, t.param[P.HOLD_CC] + t.param[P.HOLD_CC_DUG] * dug, -1.0)
    points(t, w, F_SUP_ATT, 1.0 - t.param[P.HOLD_SUP] * row_suppression(s, t, r, True), -1.0)
    part = part_of_power(t, total(w))
    term(w, F_LUCK, logistic(Dice(w.words, s.clock), s.rows[r, ATTACKER], 2000 + s.rows[r, TARGET], D_COUNTER))
    won = max(0, thirds_won(t, total(w)))
    e = explained(s, w, EV_COUNTER, s.rows[r, ATTACKER], -1, s.rows[r, TARGET], won, 0, 0, BOTH)
    rate = t.param[P.C_CC] * t.param[P.COUNTER_LOSS]
    lost_h = spread_hits(s, t, w, r, rate, holders, part, True)
    lost_r = spread_hits(s, t, w, r, rate, reserve, 1.0 - part, False)
    told_losses(w, e, lost_h, lost_r)
    after = share_after(s, w, r, -won)
    if after <= 0:
        throw_back(s, t, w, r)
    else:
        s.rows[r, SHARE_PM] = after


@rule
def is_won(t: Tables, w: Work, share_pm: int) -> bool:
    """Attackers who hold so much of a hex take it; else the list is left empty. Rules 3.3, 3.8."""
    new_list(w)
    term(w, F_HELD, share_pm * 1.0)
    term(w, F_NEED_SHARE, -t.param[P.TAKEN_PM])
    if total(w) >= 0.0:
        return True
    new_list(w)
    return False


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
            here, side = s.rows[r, TARGET], s.rows[r, ROW_SIDE]
            if is_won(t, w, hex_share_pm(s, t, here)) or not is_held(s, t, 1 - side, here):
                take_hex(s, t, w, here, side)
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
    winner, held = strongest_row(s, t, here, side), hex_share_pm(s, t, here)
    works = 0
    for u in range(len(s.units)):
        if s.units[u, HEX] == here and t.unit[u, U_SIDE] != side and is_present(s, t, u):
            works = max(works, s.units[u, WORKS_PM])
            new_list(w)
            term(w, F_CLOSE, t.param[P.CC_SWEPT])
            term(w, F_FIGHTERS, people(s, t, u) * 1.0)
            note_close(s, t, w, u, here, math.floor(product(w) + 0.5))
            fall_back(s, t, w, u, here, SWEPT_OFF)
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
        is_won(t, w, held)
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
    """Notes the new owner of a hex and the hour at which a scored place fell. Rules 3.15, 12.1.

    `told`: set of sides; the list in hand says what decided it, empty if nobody was there.
    """
    s.hexes[here, OWNER] = side
    s.hexes[here, TAKEN_AT] = s.clock[NOW]
    for k in range(len(s.places)):
        if t.place[k, 0] == here and s.places[k, PLACE_TAKEN_AT] < 0:
            s.places[k, PLACE_TAKEN_AT] = s.clock[NOW]
    explained(s, w, EV_HEX_TAKEN, -1, -1, here, side, 0, 0, told)
