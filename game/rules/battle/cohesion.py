"""Losses applied, suppression decaying, cohesion falling and coming back (rules 2.5, 2.6, 4.2, 4.3)."""

import math

from game.core.dice import Dice, uniform
from game.core.exact import exp
from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.artillery import guns_hit
from game.rules.battle.codes import (
    D_KILLED,
    EV_DISRUPTED,
    EV_KILLED,
    EV_STOPPED,
    F_CARE,
    F_COH_BACK,
    F_COH_BEFORE,
    F_COH_CLOSE,
    F_COH_CREW,
    F_COH_FIRE,
    F_COH_SHELL,
    F_EFFORT_LOST,
    F_EVACUATION,
    F_KILLED,
    F_LIMIT,
    F_MEN_HIT,
    GIVES_WAY,
    STOP_COHESION,
    STOP_LIMIT,
    TANKS_GIVE_UP,
)
from game.rules.battle.fronts import (
    attacker,
    attacks_in,
    defends_in,
    has_infantry,
    is_engaged,
    nearest_gap_m,
    row_of_attacker,
)
from game.rules.battle.ground import is_present, people
from game.rules.battle.light import is_night
from game.rules.battle.log import explained, new_list, product, rows_written, side_bit, term, total
from game.rules.battle.retreat import break_counter, cohesion_over, enemy_in_view, fall_back
from game.rules.battle.state import (
    A_EVACUATION,
    BREAK_PM,
    BROKEN,
    COH_PM,
    CREST,
    CREW,
    CUT,
    DISRUPTED,
    EFFORT_MEN,
    FIRED,
    GAP_M,
    HEX,
    KILLED,
    LIMIT_PM,
    LOST,
    LOST_CLOSE,
    LOST_FIRE,
    LOST_SHELL,
    MAX_ROWS,
    MEN,
    NOW,
    PRESS,
    PULSE,
    QUIET,
    ROW_QUIET,
    SHELLED,
    SUP_PM,
    State,
    TAKEN_AT,
    TARGET,
    T_TANK,
    Tables,
    USED,
    U_SIDE,
    U_TYPE,
)
from game.rules.battle.work import (
    ACC_COLS,
    BEAT,
    HITS_CLOSE,
    HITS_FIRE,
    HITS_SHELL,
    TANK_HITS,
    WORN_COLS,
    Work,
)
from game.rules.battle.verbs import ASSAULTS, does

DT = 0.25
QUIET_ENDS = 16  # quiet pulses after which an effort is over and a new one draws afresh (design choice: four hours)
SNIPING = 0.05  # fire that suppresses no more than one man in twenty is sniping and disturbs no rest (design choice)
NEAR_M = 150  # a defender that is disrupted gives way with the enemy this near (rule 2.6)


@rule
def kill_share(t: Tables, cause: int) -> float:
    """Share of those hit who die of it when evacuation is neither good nor bad. Rule 2.8."""
    if cause == HITS_SHELL:
        return t.param[P.K_KILLED_SHELL]
    return t.param[P.K_KILLED_CLOSE] if cause == HITS_CLOSE else t.param[P.K_KILLED_FIRE]


@rule
def is_shelled(s: State, t: Tables, here: int) -> bool:
    """Shells or bombs fell on the hex in the last EVAC_PULSES, and since it was taken. Rule 2.8."""
    last = s.hexes[here, SHELLED]
    return last >= 0 and last > s.hexes[here, TAKEN_AT] and s.clock[NOW] - last <= t.param[P.EVAC_PULSES]


@rule
def evacuation(s: State, t: Tables, u: int) -> float:
    """What the way back makes of wounds: worse cut off, or shelled on the crest by day; better where nothing falls. Rule 2.8."""
    shelled = is_shelled(s, t, s.units[u, HEX])
    if s.units[u, CUT] > 0 or (shelled and s.units[u, CREST] > 0 and not is_night(s, t)):
        return t.param[P.EVAC_BAD]
    return 1.0 if shelled else t.param[P.EVAC_GOOD]


@rule
def lose_men(s: State, t: Tables, w: Work, u: int, cause: int) -> int:
    """Men lost by a counter to one cause in this pulse; never more than it has. Rules 2.1, 4.3."""
    hits = int(w.acc[u, cause])
    if hits <= 0 or (cause == HITS_FIRE and t.kind[t.unit[u, U_TYPE], T_TANK] > 0):
        return 0
    lost = min(hits, s.units[u, MEN] + s.units[u, CREW])
    from_men = min(lost, s.units[u, MEN])
    s.units[u, MEN] -= from_men
    s.units[u, CREW] -= lost - from_men
    s.units[u, LOST] += lost
    new_list(w)
    term(w, F_MEN_HIT, lost * 1.0)
    term(w, F_KILLED, kill_share(t, cause))
    term(w, F_EVACUATION, evacuation(s, t, u))
    term(w, F_CARE, t.side[t.unit[u, U_SIDE], A_EVACUATION])
    dead = product(w)
    whole = int(math.floor(dead))
    if uniform(Dice(w.words, s.clock), u, cause, D_KILLED) < dead - whole:
        whole += 1
    whole = min(whole, lost)
    s.units[u, KILLED] += whole
    if whole > 0:
        explained(s, w, EV_KILLED, -1, u, s.units[u, HEX], whole, lost, 0, side_bit(t.unit[u, U_SIDE]))
    return lost


@rule
def apply_losses(s: State, t: Tables, w: Work) -> int:
    """Hits of the pulse become losses, all together; fire becomes suppression, which decays. Rules 1.6, 4.2."""
    total = 0
    keep = exp(-DT / t.param[P.TAU_S])
    for u in range(len(s.units)):
        if s.units[u, HEX] >= 0:
            fire, shell, close, crews = 0, 0, 0, 0
            if w.acc[u, HITS_FIRE] + w.acc[u, HITS_SHELL] + w.acc[u, HITS_CLOSE] + w.acc[u, TANK_HITS] > 0.0:
                fire = lose_men(s, t, w, u, HITS_FIRE)
                shell = lose_men(s, t, w, u, HITS_SHELL)
                close = lose_men(s, t, w, u, HITS_CLOSE)
                crews = lose_men(s, t, w, u, TANK_HITS)
                s.units[u, LOST_FIRE] += fire
                s.units[u, LOST_SHELL] += shell + crews
                s.units[u, LOST_CLOSE] += close
                guns_hit(s, t, w, u, fire + shell)
            if s.units[u, SUP_PM] > 0 or w.acc[u, BEAT] > 0.0:
                sup = s.units[u, SUP_PM] / 1000.0 * keep
                sup = sup + (1.0 - sup) * (1.0 - exp(-w.acc[u, BEAT]))
                s.units[u, SUP_PM] = int(math.floor(sup * 1000.0 + 0.5))
            lost = fire + shell + close + crews
            total += lost
            wear(s, t, w, u, fire, shell, close, crews)
            if people(s, t, u) == 0 and s.units[u, CREW] == 0:
                s.units[u, HEX] = -1
    return total


@rule
def wear(s: State, t: Tables, w: Work, u: int, fire: int, shell: int, close: int, crews: int) -> None:
    """Cohesion falls with the men lost, by what they were lost to, and comes back in quiet; 0 to 1000. Rule 2.6."""
    lost = fire + shell + close + crews
    if lost == 0 and s.units[u, COH_PM] == 1000:
        return
    new_list(w)
    term(w, F_COH_BEFORE, s.units[u, COH_PM] * 1.0)
    if lost > 0:
        term(w, F_COH_FIRE, -cohesion_cost(s, u, 0, fire))
        term(w, F_COH_SHELL, -cohesion_cost(s, u, fire, shell))
        term(w, F_COH_CLOSE, -cohesion_cost(s, u, fire + shell, close))
        term(w, F_COH_CREW, -cohesion_cost(s, u, fire + shell + close, crews))
    term(w, F_COH_BACK, comes_back(s, t, u, lost))
    over = total(w)
    if over < 0.0:
        worn_through(w, -over)
    elif over > 1000.0:
        term(w, F_COH_BACK, 1000.0 - over)
    for k in range(1, rows_written(w)):
        w.worn[u, int(w.list[k, 0]) - F_COH_FIRE] += w.list[k, 1]
    s.units[u, COH_PM] = int(total(w))


@rule
def worn_through(w: Work, below: float) -> None:
    """Cohesion under nothing there is none: what went beyond is given back to what took it, the last first. Rule 2.6."""
    for k in range(rows_written(w) - 2, 0, -1):
        back = min(below, -w.list[k, 1])
        w.list[k, 1] += back
        below -= back


@rule
def cohesion_cost(s: State, u: int, before: int, lost: int) -> float:
    """Cohesion that so many men cost, after `before` others of the same pulse: 500 for each breakpoint's share of the men
    of the effort, whole per mille in all. Rule 2.6."""
    if s.units[u, EFFORT_MEN] <= 0:
        return 0.0
    return wear_of(s, u, before + lost) - wear_of(s, u, before)


@rule
def wear_of(s: State, u: int, lost: int) -> float:
    """Cohesion lost with so many men, to the nearest per mille. Rule 2.6."""
    men = max(1, s.units[u, EFFORT_MEN])
    return math.floor(500.0 * lost / men * 1000.0 / max(1, s.units[u, BREAK_PM]) + 0.5) * 1.0


@rule
def comes_back(s: State, t: Tables, u: int, lost: int) -> float:
    """Cohesion that comes back in a pulse: little in a row where nobody presses, more to men who rest. Rule 2.6."""
    if is_engaged(s, t, u):
        if s.units[u, SUP_PM] < 250 and in_quiet_rows(s, t, u):
            return math.floor(t.param[P.COH_QUIET]) * 1.0
    elif lost == 0 and s.units[u, SUP_PM] < 50:
        return math.floor(t.param[P.COH_REST] if not enemy_in_view(s, t, u, 2) else t.param[P.COH_QUIET]) * 1.0
    return 0.0


@rule
def in_quiet_rows(s: State, t: Tables, u: int) -> bool:
    """Nobody presses in any row of the counter: sniping goes on, but men come to themselves. Rules 2.6, 3.10."""
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, ROW_QUIET] == 0 and (attacks_in(s, r, u) or defends_in(s, t, r, u)):
            return False
    return True


@rule
def breaking_point(s: State, t: Tables, u: int) -> float:
    """Cohesion under which a counter is disrupted: 500, more when suppressed. Rule 2.6."""
    return t.param[P.COH_BREAK] + t.param[P.COH_SUP] * s.units[u, SUP_PM] / 1000.0


@rule
def shaky_from(t: Tables) -> float:
    """Cohesion from which nobody is disrupted or breaks, however suppressed: no list is asked. Rule 2.6."""
    return max(t.param[P.COH_BROKEN], t.param[P.COH_BREAK] + t.param[P.COH_SUP])


@rule
def order_left(s: State, t: Tables, w: Work, u: int) -> float:
    """Cohesion above the breaking point, per mille: below it a counter is disrupted. Rule 2.6."""
    return cohesion_over(s, t, w, u, t.param[P.COH_BREAK], breaking_point(s, t, u) - t.param[P.COH_BREAK])


@rule
def beyond_limit(s: State, w: Work, u: int) -> float:
    """Losses of the effort above the limit ordered, in men. Rule 7.2."""
    new_list(w)
    term(w, F_EFFORT_LOST, 1.0 * (s.units[u, EFFORT_MEN] - s.units[u, MEN] - s.units[u, CREW]))
    term(w, F_LIMIT, -s.units[u, LIMIT_PM] * s.units[u, EFFORT_MEN] / 1000.0)
    return total(w)


@rule
def stop_attack(s: State, t: Tables, w: Work, u: int, reason: int) -> None:
    """The counter's row presses no more; it lies where it is and keeps what it holds. Rules 2.6, 3.7.

    The list in hand says what made it stop.
    """
    r = row_of_attacker(s, u)
    if r >= 0 and s.rows[r, PRESS] > 0:
        s.rows[r, PRESS] = 0
        explained(s, w, EV_STOPPED, u, u, s.rows[r, TARGET], reason, s.rows[r, GAP_M], 0, side_bit(t.unit[u, U_SIDE]))
        if t.kind[t.unit[u, U_TYPE], T_TANK] > 0 and not has_infantry(s, t, r):
            # Tanks that gave up do not wait in front of the guns (design choice).
            fall_back(s, t, w, u, -1, TANKS_GIVE_UP)


@rule
def may_go_on(s: State, t: Tables, r: int) -> bool:
    """Some attacker is in order, on foot if any is; at the crest itself cohesion of 500 is enough. Rules 2.6, 3.8, 5.9."""
    at_crest, on_foot = s.rows[r, GAP_M] <= t.param[P.GAP_CREST], has_infantry(s, t, r)
    for k in range(2):
        u = attacker(s, r, k)
        if u >= 0 and is_present(s, t, u) and not (on_foot and t.kind[t.unit[u, U_TYPE], T_TANK] > 0):
            if s.units[u, DISRUPTED] == 0 or (at_crest and s.units[u, COH_PM] >= t.param[P.COH_BREAK]):
                return True
    return False


@rule
def cohesion(s: State, t: Tables, w: Work) -> int:
    """Counters become disrupted, break, give way or recover; assaults reach their limit. Rules 2.6, 2.8, 7.2."""
    for u in range(len(s.units)):
        if not is_present(s, t, u):
            continue
        side = t.unit[u, U_SIDE]
        s.units[u, QUIET] = s.units[u, QUIET] + 1 if not under_fire(s, w, u) else 0
        if s.units[u, EFFORT_MEN] != 0 and s.units[u, QUIET] > QUIET_ENDS and row_of_attacker(s, u) < 0:
            s.units[u, EFFORT_MEN] = 0
        shaky = s.units[u, COH_PM] < shaky_from(t)
        if shaky and s.units[u, DISRUPTED] == 0 and order_left(s, t, w, u) < 0.0:
            s.units[u, DISRUPTED] = 1
            explained(s, w, EV_DISRUPTED, u, u, s.units[u, HEX], s.units[u, COH_PM], 0, 0, side_bit(side))
        elif s.units[u, DISRUPTED] > 0 and s.units[u, BROKEN] == 0 and s.units[u, COH_PM] >= t.param[P.COH_CLEAR]:
            s.units[u, DISRUPTED] = 0
        if shaky and s.units[u, BROKEN] == 0 and cohesion_over(s, t, w, u, t.param[P.COH_BROKEN], 0.0) < 0.0:
            break_counter(s, t, w, u)
        if does(s, t, u, ASSAULTS) and s.units[u, LIMIT_PM] > 0 and s.units[u, EFFORT_MEN] > 0:
            if beyond_limit(s, w, u) >= 0.0:
                stop_attack(s, t, w, u, STOP_LIMIT)
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, PRESS] > 0 and not may_go_on(s, t, r):
            for k in range(2):
                u = attacker(s, r, k)
                if u >= 0:
                    order_left(s, t, w, u)
                    stop_attack(s, t, w, u, STOP_COHESION)
    for u in range(len(s.units)):
        if is_present(s, t, u) and s.units[u, DISRUPTED] > 0 and nearest_gap_m(s, t, u) < NEAR_M:
            fall_back(s, t, w, u, s.units[u, HEX], GIVES_WAY)
    return 0


@rule
def under_fire(s: State, w: Work, u: int) -> bool:
    """More than sniping struck at the counter in this pulse. Rule 3.10."""
    return w.acc[u, BEAT] > SNIPING or w.acc[u, HITS_CLOSE] > 0.0


@rule
def clear_pulse(s: State, t: Tables, w: Work) -> int:
    """Empties what the last pulse left in the scratch. Rule 1.6."""
    for u in range(len(s.units)):
        for k in range(ACC_COLS):
            w.acc[u, k] = 0.0
        if s.clock[PULSE] == 0:
            for k in range(WORN_COLS):
                w.worn[u, k] = 0.0
        s.units[u, FIRED] = 0
    return 0
