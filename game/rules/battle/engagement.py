"""Engagement rows: opening, hearing, the last 300 metres, closing (rules 3.1-3.7, 3.15)."""

from game.core.dice import Dice, lognormal
from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import (
    APPROACH,
    CONTESTED,
    CREST_STAGE,
    D_HEAR,
    EV_HEARD,
    EV_ROW_OPENS,
    F_BOUNDS,
    F_DRAW,
    F_EMPTY,
    F_GAP,
    F_HEARD_AT,
    F_MEDIAN,
    F_OUTPOSTS,
    F_RAIN,
    HEARD,
    SILENT,
    WIRE_STAGE,
)
from game.rules.battle.direct_fire import DT, wire_holds
from game.rules.battle.fronts import attacks_in, defends_in, has_infantry, presses, row_of_attacker
from game.rules.battle.ground import climb_m, direction, is_held, is_present, people, runners
from game.rules.battle.light import is_night, pulse_row, row_light
from game.rules.battle.log import BOTH, bound, explained, new_list, product, side_bit, term, total
from game.rules.battle.pace import may_enter
from game.rules.battle.state import (
    ACTIVE,
    ATTACKER,
    ATTACKER_2,
    A_ASSAULT_LEVEL,
    A_ASSAULT_PRICE,
    BROKEN,
    COUNTER_AT,
    CREST,
    EDGE,
    FROM,
    GAP_M,
    GOAL,
    HEAR_M,
    HEX,
    H_ZONE,
    LEVEL,
    L_FOG,
    L_RAIN,
    MANNER,
    MAX_ROWS,
    NOW,
    OPENED,
    PATH_LEN,
    PREPARED,
    PRESS,
    PRICE,
    QUIET,
    REFORM_AT,
    ROW_COLS,
    ROW_QUIET,
    ROW_SIDE,
    SEEN_NOW,
    SHARE_PM,
    STAGE,
    STEP_M,
    SUP_PM,
    State,
    TARGET,
    T_TANK,
    Tables,
    USED,
    U_ALERT,
    U_SIDE,
    U_TYPE,
)
from game.rules.battle.work import Work
from game.rules.battle.strength import begin_effort
from game.rules.battle.codes import ZONE_DISPUTED
from game.rules.battle.verbs import ASSAULTS, STAYS, does

ROUNDING = 0.000001  # metres by which a product may fall short of a whole metre
ROW_M = 300  # gap at which a row opens, counted from the defender's line (rule 3.2)


@rule
def row_between(s: State, side: int, a: int, b: int) -> int:
    """Row of a side from hex `a` against hex `b`, -1 if none. Rule 3.1."""
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, ROW_SIDE] == side and s.rows[r, FROM] == a and s.rows[r, TARGET] == b:
            return r
    return -1


@rule
def hearing_m(s: State, t: Tables, w: Work, u: int, target: int) -> int:
    """Metres at which a silent attack is heard: lognormal about HEAR_MEDIAN, HEAR_FLOOR to 300 m. Rules 3.6, 6.3."""
    side = t.unit[u, U_SIDE]
    rain = t.light[pulse_row(s, t), L_RAIN] > 0
    outposts, crest, foggy = False, 0, t.light[pulse_row(s, t), L_FOG] > 0
    for v in range(len(s.units)):
        if s.units[v, HEX] == target and t.unit[v, U_SIDE] != side and is_present(s, t, v):
            outposts = outposts or t.unit[v, U_ALERT] > 0
            crest = max(crest, s.units[v, CREST])
    draw = lognormal(Dice(w.words, s.clock), u, 2000 + target, D_HEAR, t.param[P.HEAR_SD])
    new_list(w)
    term(w, F_MEDIAN, t.param[P.HEAR_MEDIAN])
    # lognormal() has mean 1; the median of its draws is exp(-sd^2/2), so the median is restored here.
    term(w, F_DRAW, (1.0 + 0.5 * t.param[P.HEAR_SD] * t.param[P.HEAR_SD]) * draw)
    term(w, F_RAIN, t.param[P.HEAR_RAIN] if rain else 1.0)
    term(w, F_OUTPOSTS, t.param[P.HEAR_OUTPOST] if outposts else 1.0)
    term(w, F_EMPTY, t.param[P.HEAR_EMPTY] if crest == 0 and (is_night(s, t) or foggy) else 1.0)
    bound(w, F_BOUNDS, t.param[P.HEAR_FLOOR], ROW_M * 1.0)
    heard = int(product(w) + ROUNDING)
    explained(s, w, EV_ROW_OPENS, u, -1, target, heard, 0, 0, side_bit(side))
    return heard


@rule
def join_row(s: State, t: Tables, w: Work, r: int, u: int) -> bool:
    """A second counter joins a row; at most two attack in one. Rules 3.3, 8.5."""
    if s.rows[r, ATTACKER_2] >= 0:
        return False
    s.rows[r, ATTACKER_2] = u
    if t.kind[t.unit[u, U_TYPE], T_TANK] == 0 or not has_infantry(s, t, r):
        s.rows[r, PRESS] = 1  # tanks do not drive on infantry that has stopped (rule 5.9)
    begin_effort(s, t, w, u, True)
    return True


@rule
def open_row(s: State, t: Tables, w: Work, u: int, target: int) -> None:
    """An assault stands at the edge of its target hex: a row opens at 300 m and both sides begin an effort. Rules 3.2, 3.4."""
    side, here = t.unit[u, U_SIDE], s.units[u, HEX]
    old = row_between(s, side, here, target)
    if old >= 0:
        join_row(s, t, w, old, u)
        return
    for r in range(MAX_ROWS):
        if s.rows[r, USED] == 0:
            for k in range(ROW_COLS):
                s.rows[r, k] = 0
            s.rows[r, USED] = 1
            s.rows[r, ATTACKER] = u
            s.rows[r, ATTACKER_2] = -1
            s.rows[r, FROM] = here
            s.rows[r, TARGET] = target
            s.rows[r, EDGE] = direction(t, here, target)
            s.rows[r, ROW_SIDE] = side
            s.rows[r, GAP_M] = ROW_M
            s.rows[r, PRESS] = 1
            s.rows[r, COUNTER_AT] = -1
            s.rows[r, OPENED] = s.clock[NOW]
            s.rows[r, HEAR_M] = ROW_M
            if s.units[u, MANNER] == SILENT and (is_night(s, t) or t.light[pulse_row(s, t), L_FOG] > 0):
                s.rows[r, HEAR_M] = hearing_m(s, t, w, u, target)
            begin_effort(s, t, w, u, True)
            refresh_defenders(s, t, w, r)
            climb_escalation(s, t, side, target)
            return


@rule
def climb_escalation(s: State, t: Tables, side: int, target: int) -> None:
    """Assaulting a disputed hex is an act of its own level and price. Rules 10.1, 10.2."""
    if len(s.leaves) > 0:
        return  # the scale of chapter 10 keeps the account: permissions.note_acts
    level = int(t.side[side, A_ASSAULT_LEVEL])
    if t.hex[target, H_ZONE] == ZONE_DISPUTED and s.sides[side, LEVEL] < level:
        s.sides[side, LEVEL] = level
        s.sides[side, PRICE] += int(t.side[side, A_ASSAULT_PRICE])


@rule
def close_row(s: State, r: int) -> None:
    """The row ends: the hex is wholly owned, or its attackers are gone. Rule 3.15."""
    s.rows[r, USED] = 0


@rule
def leave_row(s: State, t: Tables, u: int) -> None:
    """A counter drops out of the row in which it attacks; the second takes its place. Rules 3.15, 8.4."""
    r = row_of_attacker(s, u)
    if r < 0:
        return
    if s.rows[r, ATTACKER] == u:
        s.rows[r, ATTACKER] = s.rows[r, ATTACKER_2]
    s.rows[r, ATTACKER_2] = -1
    if s.rows[r, ATTACKER] < 0:
        close_row(s, r)


@rule
def open_rows(s: State, t: Tables, w: Work) -> int:
    """Opens a row for every active assault that stands beside its target, and drops rows that lost their cause. Rule 3.1."""
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0:
            tidy_row(s, t, r)
    for u in range(len(s.units)):
        if not does(s, t, u, ASSAULTS) or s.units[u, ACTIVE] < 2 or s.units[u, BROKEN] > 0 or not is_present(s, t, u):
            continue
        target = s.units[u, GOAL]
        if row_of_attacker(s, u) >= 0 or direction(t, s.units[u, HEX], target) < 0:
            continue
        if is_held(s, t, 1 - t.unit[u, U_SIDE], target):
            open_row(s, t, w, u, target)
            s.units[u, PATH_LEN] = 0
            s.units[u, STEP_M] = 0
    return 0


@rule
def tidy_row(s: State, t: Tables, r: int) -> None:
    """Removes attackers who are gone, broken or sent elsewhere; closes a row without attackers. Rules 3.11, 3.15.

    Men told to hold, dig or wait stay in their row: they press no more and keep what they have won.
    """
    for k in range(2):
        u = s.rows[r, ATTACKER_2 - k]
        if u >= 0 and (s.units[u, BROKEN] > 0 or not is_present(s, t, u) or is_sent_away(s, t, r, u)):
            leave_row(s, t, u)
    if s.rows[r, USED] > 0 and s.rows[r, PRESS] > 0:
        if not (carries_on(s, t, s.rows[r, ATTACKER]) or carries_on(s, t, s.rows[r, ATTACKER_2])):
            s.rows[r, PRESS] = 0


@rule
def is_sent_away(s: State, t: Tables, r: int, u: int) -> bool:
    """The attacker left the row's hex, or an order that has reached it sends it elsewhere. Rules 3.15, 7.1."""
    if s.units[u, HEX] != s.rows[r, FROM]:
        return True
    if s.units[u, ACTIVE] == 0 or does(s, t, u, STAYS):
        return False
    return not does(s, t, u, ASSAULTS) or s.units[u, GOAL] != s.rows[r, TARGET]


@rule
def carries_on(s: State, t: Tables, u: int) -> bool:
    """The counter's assault goes on: no order to hold and none that waits for a later hour has reached it. Rules 3.7, 7.5."""
    if u < 0:
        return False
    return s.units[u, ACTIVE] == 0 or (does(s, t, u, ASSAULTS) and s.units[u, ACTIVE] == 2)


@rule
def press_again(s: State, t: Tables, w: Work, r: int, u: int) -> None:
    """A new assault from where the men lie: a fresh effort of both sides in the old row. Rules 3.4, 3.7."""
    s.rows[r, PRESS] = 1
    begin_effort(s, t, w, u, True)
    refresh_defenders(s, t, w, r)


@rule
def refresh_defenders(s: State, t: Tables, w: Work, r: int) -> None:
    """Defenders who have had quiet begin a new effort. Rule 3.4."""
    for v in range(len(s.units)):
        if defends_in(s, t, r, v) and s.units[v, QUIET] > t.param[P.SLACK_PULSES]:
            begin_effort(s, t, w, v, False)


@rule
def row_suppression(s: State, t: Tables, r: int, attacking: bool) -> float:
    """Suppression of the row's attackers or defenders, 0 to 1, weighted by men. Rule 2.5."""
    men, sup = 0.0, 0.0
    for u in range(len(s.units)):
        mine = attacks_in(s, r, u) if attacking else defends_in(s, t, r, u)
        if mine:
            men = men + people(s, t, u)
            sup = sup + people(s, t, u) * s.units[u, SUP_PM] / 1000.0
    return sup / men if men > 0.0 else 0.0


@rule
def may_rush(s: State, t: Tables, r: int) -> bool:
    """The last 120 m are crossed only against a suppressed defender or in poor light. Rule 3.5."""
    return row_suppression(s, t, r, False) > t.param[P.RUSH_SD] or row_light(s, t, r) < t.param[P.RUSH_LIGHT]


@rule
def advance_m(s: State, t: Tables, r: int) -> int:
    """Metres by which the row's attackers close in one pulse. Rule 3.7."""
    gap = s.rows[r, GAP_M]
    if not has_infantry(s, t, r):
        return tank_advance_m(s, t, r)
    if gap > s.rows[r, HEAR_M]:
        return int(t.param[P.SILENT] * DT)
    sup = row_suppression(s, t, r, True)
    night = is_night(s, t)
    if gap <= t.param[P.GAP_RUSH] and not wire_holds(s, t, r):
        if not may_rush(s, t, r):
            return 0
        return int(t.param[P.RUSH] * (1.0 - 0.5 * sup) * DT)
    pace = t.param[P.BOUND_NIGHT] if night else t.param[P.BOUND_DAY]
    if climb_m(t, s.rows[r, FROM], s.rows[r, TARGET]) > t.param[P.SLOPE_M]:
        pace = pace * (t.param[P.SLOPE_NIGHT] if night else t.param[P.SLOPE_DAY])
    if gap <= t.param[P.GAP_WIRE] and wire_holds(s, t, r):
        pace = pace * t.param[P.WIRE]
    step = int(pace * (1.0 - sup) * DT)
    if gap > t.param[P.GAP_RUSH] and not wire_holds(s, t, r) and not may_rush(s, t, r):
        step = min(step, max(0, gap - int(t.param[P.GAP_RUSH])))
    return step


@rule
def tank_advance_m(s: State, t: Tables, r: int) -> int:
    """Tanks without infantry drive to 60 m; they stay at the foot of a climb over 50 m. Rules 5.4, 5.9."""
    u = s.rows[r, ATTACKER]
    if u < 0 or runners(s, u) == 0 or not may_enter(s, t, u, s.rows[r, FROM], s.rows[r, TARGET]):
        return 0
    return max(0, min(s.rows[r, GAP_M] - int(t.param[P.TANK_GAP_M]), int(4.0 * t.param[P.BOUND_DAY] * DT)))


@rule
def heard_by(s: State, w: Work, r: int) -> int:
    """Metres by which a row has come nearer than it is heard; negative while it is not. Rule 3.6."""
    new_list(w)
    term(w, F_HEARD_AT, s.rows[r, HEAR_M] * 1.0)
    term(w, F_GAP, -s.rows[r, GAP_M] * 1.0)
    return int(total(w))


@rule
def stage_of(s: State, t: Tables, r: int) -> int:
    """Stage of a row that has been heard, by its gap and its share. Rule 3.5."""
    gap, share = s.rows[r, GAP_M], s.rows[r, SHARE_PM]
    if share > 0 and share < 1000:
        return CONTESTED
    if gap <= t.param[P.GAP_CREST]:
        return CREST_STAGE
    if gap <= t.param[P.GAP_WIRE]:
        return WIRE_STAGE
    return HEARD


@rule
def is_betrayed(s: State, t: Tables, r: int) -> bool:
    """Another row on the hex has been heard, or the defender's side sees the attackers come on. Rules 3.3, 3.6."""
    for q in range(MAX_ROWS):
        if s.rows[q, USED] > 0 and q != r and s.rows[q, TARGET] == s.rows[r, TARGET] and s.rows[q, STAGE] >= HEARD:
            return True
    foe = 1 - s.rows[r, ROW_SIDE]
    for k in range(2):
        u = s.rows[r, ATTACKER + k]
        if u >= 0 and s.seen[foe * len(s.units) + u, SEEN_NOW] > 0:
            return True
    return False


@rule
def close_in(s: State, t: Tables, w: Work) -> int:
    """Moves every pressing row forward and names its stage. Rules 3.5-3.7."""
    for r in range(MAX_ROWS):
        if s.rows[r, USED] == 0:
            continue
        s.rows[r, PREPARED] = 0
        if s.rows[r, PRESS] > 0 and s.clock[NOW] >= s.rows[r, REFORM_AT]:
            s.rows[r, ROW_QUIET] = 0
        else:
            s.rows[r, ROW_QUIET] += 1
        if presses(s, r) and s.rows[r, GAP_M] > t.param[P.GAP_CREST]:
            least = int(t.param[P.GAP_MIN])
            s.rows[r, GAP_M] = max(least, s.rows[r, GAP_M] - advance_m(s, t, r))
        was = s.rows[r, STAGE]
        if was == APPROACH and is_betrayed(s, t, r):
            s.rows[r, HEAR_M] = ROW_M
        if was > APPROACH or heard_by(s, w, r) >= 0:
            s.rows[r, STAGE] = stage_of(s, t, r)
        if was == APPROACH and s.rows[r, STAGE] > APPROACH:
            explained(s, w, EV_HEARD, s.rows[r, ATTACKER], -1, s.rows[r, TARGET], s.rows[r, GAP_M], r, 0, BOTH)
    return 0
