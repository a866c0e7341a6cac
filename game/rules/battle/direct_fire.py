"""Direct fire in the rows and at longer range, and the suppression it causes (chapter 4).

    hits = KAPPA * Fsat * g_fire * g_range * g_light * g_dens * g_expo * g_fort * slack * fortune * dt

Every factor is written to the event in this order, so their product is the expected number of hits.
"""

from game.core.dice import Dice, poisson
from game.core.exact import exp
from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import (
    D_FIRE,
    EV_FIRE,
    F_AMMUNITION,
    F_COLUMNS,
    F_DENSITY,
    F_EXPOSURE,
    F_FORTUNE,
    F_LIGHT,
    F_MEN,
    F_MOVING,
    F_RANGE,
    F_RATE,
    F_RIFLES,
    F_SATURATION,
    F_SLACK,
    F_SUPPRESSED,
    F_WORKS,
    HEARD,
)
from game.rules.battle.fronts import attacks_in, defenders_part, defends_in, front_m, is_engaged, presses
from game.rules.battle.ground import hexes_apart, is_present, people, runners
from game.rules.battle.light import is_night, light_factor, light_now, row_light
from game.rules.battle.line_of_sight import sight_line
from game.rules.battle.log import event, factor, side_bit
from game.rules.battle.strength import line_men, men_left, on_crest, rifle_equivalents, under_effort, works_factor
from game.rules.battle.supply import low_factor
from game.rules.battle.state import (
    ATTACKER,
    A_RESIST,
    BEAT,
    BROKEN,
    EXPOSED,
    FIRED,
    FORTUNE_PM,
    FROM,
    GAP_M,
    HEX,
    HITS_FIRE,
    HMG,
    MAX_ROWS,
    MOVED,
    ROW_QUIET,
    SEEN_NOW,
    SHARE_PM,
    STAGE,
    SUP_PM,
    State,
    TARGET,
    T_TANK,
    Tables,
    USED,
    U_SIDE,
    U_TYPE,
    WORKS_PM,
    Work,
)

DT = 0.25  # hours in a pulse (rule 1.1)
HEX_M = 300.0  # metres between hex centres (rule 3.2)


@rule
def range_factor(t: Tables, range_m: float) -> float:
    """Share of aimed fire that is left at a range. Rule 4.1, g_range."""
    x = range_m / t.param[P.R50]
    return 1.0 / (1.0 + x * x)


@rule
def saturation(t: Tables, re: float, front: float) -> float:
    """Share of the rifles that find room on a front of so many metres. Rule 4.1, Fsat over its rifles."""
    room = t.param[P.RHO_RE] * front
    if re <= 0.0:
        return 1.0
    return room * (1.0 - exp(-re / room)) / re


@rule
def slack(s: State, t: Tables, r: int) -> float:
    """Fire slackens when nobody presses: full, a quarter for eight pulses, then sniping. Rule 3.10."""
    quiet = s.rows[r, ROW_QUIET]
    if quiet == 0:
        return 1.0
    if quiet <= t.param[P.SLACK_PULSES]:
        return t.param[P.SLACK_FIRST]
    return t.param[P.SLACK_LATER]


@rule
def exposure(s: State, t: Tables, r: int, sup: float) -> float:
    """Exposure of attackers: men who go to ground as they are suppressed, at least 0.7 in a rush. Rule 4.1, g_expo."""
    open_share = (1.0 - sup) + sup * t.param[P.EXP_PRONE]
    gap = s.rows[r, GAP_M]
    if gap <= t.param[P.GAP_RUSH] and gap > t.param[P.GAP_CREST] and presses(s, r) and not wire_holds(s, t, r):
        return max(open_share, t.param[P.EXP_RUSH])
    return open_share


@rule
def wire_holds(s: State, t: Tables, r: int) -> bool:
    """Works of 350 and more slow an attack in poor light over its last 90 m: wire is felt for, not seen. Rule 3.5."""
    if light_now(s, t) >= t.param[P.RUSH_LIGHT]:
        return False
    for u in range(len(s.units)):
        if defends_in(s, t, r, u) and s.units[u, WORKS_PM] >= t.param[P.WIRE_WORKS]:
            return True
    return False


@rule
def note_low_fire(w: Work, e: int, share: float) -> None:
    """Shows what low ammunition leaves of the fire, where it takes any. Rule 9.6."""
    if share < 1.0:
        factor(w, e, F_AMMUNITION, share)


@rule
def fire_at_attackers(s: State, t: Tables, w: Work, r: int) -> None:
    """Fire of the defenders on the attackers of one row. Rule 4.1."""
    front, gap = front_m(s, t, r), s.rows[r, GAP_M] * 1.0
    part = defenders_part(s, r)
    re, present, fed, firing, lead = 0.0, 0.0, 0.0, 0.0, -1
    for u in range(len(s.units)):
        if defends_in(s, t, r, u) and s.units[u, BROKEN] == 0:
            own = rifle_equivalents(s, t, u, gap) * on_crest(s, u) * part
            re = re + own
            present = present + own * men_left(s, t, u)
            armed = own * men_left(s, t, u) * low_factor(s, t, u)
            fed = fed + armed
            firing = firing + armed * (1.0 - t.param[P.SUP_FIRE] * s.units[u, SUP_PM] / 1000.0)
            s.units[u, FIRED] = 1
            lead = u if lead < 0 else lead
    men, sup = 0.0, 0.0
    for u in range(len(s.units)):
        if attacks_in(s, r, u):
            men = men + line_men(s, t, u)
            sup = sup + line_men(s, t, u) * s.units[u, SUP_PM] / 1000.0
    if firing <= 0.0 or men <= 0.0:
        return
    sup = sup / men
    shown = min(men, front)
    light = light_factor(t, row_light(s, t, r), gap)
    power = (
        t.param[P.KAPPA] * re * saturation(t, re, front) * (firing / re) * range_factor(t, gap) * light * slack(s, t, r)
    )
    density = shown / (shown + t.param[P.RHO_H] * front)
    columns = t.param[P.NIGHT_DENS] if is_night(s, t) else 1.0
    expo = exposure(s, t, r, sup)
    mean = power * shown * DT * (density / shown) * expo * columns
    for u in range(len(s.units)):
        if attacks_in(s, r, u) and line_men(s, t, u) > 0.0:
            own = line_men(s, t, u) / men
            side = t.unit[u, U_SIDE]
            fortune = s.units[u, FORTUNE_PM] / 1000.0
            hits = poisson(Dice(w.words, s.clock), lead, u, D_FIRE, mean * own * fortune)
            w.acc[u, HITS_FIRE] += hits
            w.acc[u, BEAT] += t.param[P.SIG_DF] * power / max(shown, 1.0) * DT / t.side[side, A_RESIST]
            w.acc[u, EXPOSED] = max(w.acc[u, EXPOSED], expo)
            e = event(s, w, EV_FIRE, lead, u, s.rows[r, TARGET], hits, s.rows[r, GAP_M], r, side_bit(side))
            factor(w, e, F_RIFLES, re)
            factor(w, e, F_RATE, t.param[P.KAPPA] * DT)
            factor(w, e, F_SATURATION, saturation(t, re, front))
            factor(w, e, F_MEN, present / re)
            factor(w, e, F_SUPPRESSED, firing / fed)
            note_low_fire(w, e, fed / present)
            factor(w, e, F_RANGE, range_factor(t, gap))
            factor(w, e, F_LIGHT, light)
            factor(w, e, F_SLACK, slack(s, t, r))
            factor(w, e, F_DENSITY, density * own)
            factor(w, e, F_EXPOSURE, expo)
            factor(w, e, F_COLUMNS, columns)
            factor(w, e, F_FORTUNE, fortune)


@rule
def fire_at_defenders(s: State, t: Tables, w: Work, r: int) -> None:
    """Fire of one row's attackers, and of the tanks with them, on the defenders of its target hex. Rule 4.1."""
    front, gap = front_m(s, t, r), s.rows[r, GAP_M] * 1.0
    part = defenders_part(s, r)
    moving = t.param[P.MOVING_FIRE] if presses(s, r) else 1.0
    re, present, fed, firing = 0.0, 0.0, 0.0, 0.0
    for u in range(len(s.units)):
        if attacks_in(s, r, u) and s.units[u, BROKEN] == 0:
            own = rifle_equivalents(s, t, u, gap)
            x = gap / t.param[P.AT_SCALE_M]
            if t.kind[t.unit[u, U_TYPE], T_TANK] > 0:
                # Tank fire is scaled so that the rifle range factor below turns into the tanks' own.
                own = t.param[P.RE_TANK] * runners(s, u) * row_light(s, t, r) / (1.0 + x * x) / range_factor(t, gap)
                present = present + own
            else:
                present = present + own * men_left(s, t, u)
            re = re + own
            left = own if t.kind[t.unit[u, U_TYPE], T_TANK] > 0 else own * men_left(s, t, u)
            left = left * low_factor(s, t, u)
            fed = fed + left
            firing = firing + left * (1.0 - t.param[P.SUP_FIRE] * s.units[u, SUP_PM] / 1000.0)
            s.units[u, FIRED] = 1
    men = 0.0
    for u in range(len(s.units)):
        if defends_in(s, t, r, u):
            men = men + line_men(s, t, u) * on_crest(s, u) * part
    if firing <= 0.0 or men <= 0.0:
        return
    light = light_factor(t, row_light(s, t, r), gap)
    power = (
        t.param[P.KAPPA]
        * re
        * saturation(t, re, front)
        * (firing / re)
        * moving
        * range_factor(t, gap)
        * light
        * slack(s, t, r)
    )
    density = men / (men + t.param[P.RHO_H] * front)
    for u in range(len(s.units)):
        if defends_in(s, t, r, u):
            own = line_men(s, t, u) * on_crest(s, u) * part / men
            side = t.unit[u, U_SIDE]
            works = works_factor(s.units[u, WORKS_PM])
            down = 1.0 - t.param[P.SUP_EXPOSURE] * s.units[u, SUP_PM] / 1000.0
            under_effort(s, t, w, u)
            fortune = s.units[u, FORTUNE_PM] / 1000.0
            mean = power * DT * density * own * works * down * fortune
            hits = poisson(Dice(w.words, s.clock), s.rows[r, ATTACKER], u, D_FIRE, mean)
            w.acc[u, HITS_FIRE] += hits
            w.acc[u, BEAT] += t.param[P.SIG_DF] * power / max(men, 1.0) * works * DT / t.side[side, A_RESIST] * part
            e = event(
                s, w, EV_FIRE, s.rows[r, ATTACKER], u, s.rows[r, TARGET], hits, s.rows[r, GAP_M], r, side_bit(side)
            )
            factor(w, e, F_RIFLES, re)
            factor(w, e, F_RATE, t.param[P.KAPPA] * DT)
            factor(w, e, F_SATURATION, saturation(t, re, front))
            factor(w, e, F_MEN, present / re)
            factor(w, e, F_SUPPRESSED, firing / fed)
            note_low_fire(w, e, fed / present)
            factor(w, e, F_MOVING, moving)
            factor(w, e, F_RANGE, range_factor(t, gap))
            factor(w, e, F_LIGHT, light)
            factor(w, e, F_SLACK, slack(s, t, r))
            factor(w, e, F_DENSITY, density * own)
            factor(w, e, F_EXPOSURE, down)
            factor(w, e, F_WORKS, works)
            factor(w, e, F_FORTUNE, fortune)


@rule
def sees_enemy(s: State, t: Tables, side: int) -> bool:
    """The side has an enemy in view. Rule 8.1."""
    for row in range(side * len(s.units), (side + 1) * len(s.units)):
        if s.seen[row, SEEN_NOW] > 0:
            return True
    return False


@rule
def far_target(s: State, t: Tables, w: Work, u: int) -> int:
    """Nearest enemy that the counter's side sees within reach of its machine guns, -1 if none. Rule 4.1."""
    side, best, best_apart = t.unit[u, U_SIDE], -1, 99
    for v in range(len(s.units)):
        if t.unit[v, U_SIDE] == side or s.seen[side * len(s.units) + v, SEEN_NOW] == 0 or not is_present(s, t, v):
            continue
        apart = sight_line(t, w, s.units[u, HEX], s.units[v, HEX]) - 1
        if apart >= 0 and apart < best_apart and apart * HEX_M <= t.param[P.FAR_FIRE_M]:
            if people(s, t, v) > 0 and not is_engaged(s, t, v):
                best, best_apart = v, apart
    return best


@rule
def calm_at(s: State, t: Tables, here: int, v: int) -> float:
    """Fire from a hex on a counter outside any row: full while it moves, a quarter while somebody presses in a row at either
    end, else sniping. Rule 3.10."""
    if s.units[v, MOVED] > 0:
        return 1.0
    there = s.units[v, HEX]
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and presses(s, r):
            if (
                s.rows[r, TARGET] == there
                or s.rows[r, FROM] == there
                or s.rows[r, TARGET] == here
                or s.rows[r, FROM] == here
            ):
                return t.param[P.SLACK_FIRST]
    return t.param[P.SLACK_LATER]


@rule
def fire_far(s: State, t: Tables, w: Work, u: int, v: int) -> None:
    """Machine guns and tanks fire on an enemy in view outside any row. Rule 4.1, with g_range of the whole distance."""
    range_m = HEX_M * hexes_apart(t, s.units[u, HEX], s.units[v, HEX])
    re = s.units[u, HMG] * t.param[P.RE_HMG] + t.param[P.RE_TANK] * runners(s, u)
    if range_m <= t.param[P.RIFLE_M]:
        re = max(re, rifle_equivalents(s, t, u, range_m))
    if re <= 0.0:
        return
    calm = calm_at(s, t, s.units[u, HEX], v)
    left = men_left(s, t, u) if runners(s, u) == 0 else 1.0
    steady = 1.0 - t.param[P.SUP_FIRE] * s.units[u, SUP_PM] / 1000.0
    light = light_factor(t, light_now(s, t), range_m)
    low = low_factor(s, t, u)
    power = (
        t.param[P.KAPPA] * re * saturation(t, re, HEX_M) * left * low * steady * range_factor(t, range_m) * light * calm
    )
    men = max(line_men(s, t, v), 1.0)
    density = men / (men + t.param[P.RHO_H] * HEX_M)
    works = works_factor(s.units[v, WORKS_PM]) if s.units[v, MOVED] == 0 else 1.0
    down = 1.0 - t.param[P.SUP_EXPOSURE] * s.units[v, SUP_PM] / 1000.0
    under_effort(s, t, w, v)
    fortune = s.units[v, FORTUNE_PM] / 1000.0
    hits = poisson(Dice(w.words, s.clock), u, v, D_FIRE, power * DT * density * works * down * fortune)
    w.acc[v, HITS_FIRE] += hits
    w.acc[v, BEAT] += t.param[P.SIG_DF] * power / men * works * DT / t.side[t.unit[v, U_SIDE], A_RESIST]
    s.units[u, FIRED] = 1
    e = event(s, w, EV_FIRE, u, v, s.units[v, HEX], hits, int(range_m), -1, side_bit(t.unit[v, U_SIDE]))
    factor(w, e, F_RIFLES, re)
    factor(w, e, F_RATE, t.param[P.KAPPA] * DT)
    factor(w, e, F_SATURATION, saturation(t, re, HEX_M))
    factor(w, e, F_MEN, left)
    factor(w, e, F_SUPPRESSED, steady)
    note_low_fire(w, e, low)
    factor(w, e, F_RANGE, range_factor(t, range_m))
    factor(w, e, F_LIGHT, light)
    factor(w, e, F_SLACK, calm)
    factor(w, e, F_DENSITY, density)
    factor(w, e, F_EXPOSURE, down)
    factor(w, e, F_WORKS, works)
    factor(w, e, F_FORTUNE, fortune)


@rule
def direct_fire(s: State, t: Tables, w: Work) -> int:
    """All direct fire of the pulse, read from the state at its start and applied together later. Rule 1.6."""
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, STAGE] >= HEARD and s.rows[r, SHARE_PM] < 1000:
            fire_at_attackers(s, t, w, r)
            fire_at_defenders(s, t, w, r)
    first, second = sees_enemy(s, t, 0), sees_enemy(s, t, 1)
    for u in range(len(s.units)):
        sees = second if t.unit[u, U_SIDE] == 1 else first
        if sees and is_present(s, t, u) and s.units[u, BROKEN] == 0 and s.units[u, MOVED] == 0:
            if (s.units[u, HMG] > 0 or runners(s, u) > 0) and not is_engaged(s, t, u):
                v = far_target(s, t, w, u)
                if v >= 0:
                    fire_far(s, t, w, u, v)
    return 0
