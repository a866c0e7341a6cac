"""Direct fire in the rows and at longer range, and the suppression it causes (chapter 4).

    hits = KAPPA * Fsat * g_fire * g_range * g_light * g_dens * g_expo * g_fort * slack * fortune * dt

One list of rows for all fire: first those of the firers, then those of each target; their product is what is expected.
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
from game.rules.battle.fronts import attacker, defenders_part, defends_in, front_m, is_engaged, presses
from game.rules.battle.ground import hexes_apart, is_present, people, runners
from game.rules.battle.light import is_night, light_factor, light_now, row_light
from game.rules.battle.line_of_sight import sight_line
from game.rules.battle.log import back_to, explained, new_list, product, rows_written, side_bit, term
from game.rules.battle.strength import line_men, men_left, on_crest, rifle_equivalents, under_effort, works_factor
from game.rules.battle.supply import low_factor
from game.rules.battle.state import (
    ATTACKER,
    A_RESIST,
    BROKEN,
    FIRED,
    FORTUNE_PM,
    FROM,
    GAP_M,
    HEX,
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
)
from game.rules.battle.work import BEAT, FED, FIRER_COLS, FULL, HITS_FIRE, PRESENT, STEADY, Work

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
def clear_firers(w: Work) -> None:
    """Nobody fires yet. Rule 4.1."""
    for k in range(FIRER_COLS):
        w.firers[k] = 0.0


@rule
def add_firer(s: State, t: Tables, w: Work, u: int, full: float, left: float) -> None:
    """Counts a counter among those who fire: `full` rifle-equivalents, `left` of whose men are left. Rules 2.5, 4.1, 9.6."""
    now = full * left
    fed = now * low_factor(s, t, u)
    w.firers[FULL] += full
    w.firers[PRESENT] += now
    w.firers[FED] += fed
    w.firers[STEADY] += fed * (1.0 - t.param[P.SUP_FIRE] * s.units[u, SUP_PM] / 1000.0)
    s.units[u, FIRED] = max(1, s.units[u, FIRED])


@rule
def list_power(t: Tables, w: Work, front: float, range_m: float, moving: float, light: float, calm: float) -> float:
    """Fire of a quarter of an hour on a front, before it is known what it finds there: the rows of the firers. Rule 4.1.

    `light`: at the place; `calm`: what slack leaves.
    """
    new_list(w)
    term(w, F_RIFLES, w.firers[FULL])
    term(w, F_RATE, t.param[P.KAPPA] * DT)
    term(w, F_SATURATION, saturation(t, w.firers[FULL], front))
    term(w, F_MEN, w.firers[PRESENT] / w.firers[FULL])
    term(w, F_SUPPRESSED, w.firers[STEADY] / w.firers[FED])
    if w.firers[FED] < w.firers[PRESENT]:
        term(w, F_AMMUNITION, w.firers[FED] / w.firers[PRESENT])
    term(w, F_MOVING, moving)
    term(w, F_RANGE, range_factor(t, range_m))
    term(w, F_LIGHT, light_factor(t, light, range_m))
    term(w, F_SLACK, calm)
    return product(w)


@rule
def fire_on(
    s: State,
    t: Tables,
    w: Work,
    lead: int,
    u: int,
    range_m: float,
    r: int,
    here: int,
    density: float,
    expo: float,
    works: float,
    columns: float,
) -> None:
    """Men of one counter whom the fire listed so far hits: the rows of the target come last. Rules 3.4, 4.1.

    `lead`: who fires; `r`: row, -1 none; `density`: share of the fire that finds men of this counter.
    """
    under_effort(s, t, w, u)
    term(w, F_DENSITY, density)
    term(w, F_EXPOSURE, expo)
    term(w, F_WORKS, works)
    term(w, F_COLUMNS, columns)
    term(w, F_FORTUNE, s.units[u, FORTUNE_PM] / 1000.0)
    hits = poisson(Dice(w.words, s.clock), lead, u, D_FIRE, product(w))
    w.acc[u, HITS_FIRE] += hits
    explained(s, w, EV_FIRE, lead, u, here, hits, int(range_m), r, side_bit(t.unit[u, U_SIDE]))


@rule
def beat_down(t: Tables, w: Work, u: int, power: float, men: float, part: float) -> None:
    """Fire keeps heads down: so much for each man shown to it, less by the side's steadiness. Rule 4.2.

    `part`: of the fire that strikes at the counter.
    """
    w.acc[u, BEAT] += t.param[P.SIG_DF] * power / max(men, 1.0) * part / t.side[t.unit[u, U_SIDE], A_RESIST]


@rule
def keeps_down(s: State, t: Tables, u: int) -> float:
    """Exposure left to defenders, who duck as they are suppressed. Rule 4.1."""
    return 1.0 - t.param[P.SUP_EXPOSURE] * s.units[u, SUP_PM] / 1000.0


@rule
def fire_at_attackers(s: State, t: Tables, w: Work, r: int) -> None:
    """Fire of the defenders on the attackers of one row. Rule 4.1."""
    front, gap = front_m(s, t, r), s.rows[r, GAP_M] * 1.0
    part, lead = defenders_part(s, r), -1
    clear_firers(w)
    for u in range(len(s.units)):
        if defends_in(s, t, r, u) and s.units[u, BROKEN] == 0:
            add_firer(s, t, w, u, rifle_equivalents(s, t, u, gap) * on_crest(s, u) * part, men_left(s, t, u))
            lead = u if lead < 0 else lead
    men, sup = 0.0, 0.0
    for k in range(2):
        u = attacker(s, r, k)
        if u >= 0:
            men = men + line_men(s, t, u)
            sup = sup + line_men(s, t, u) * s.units[u, SUP_PM] / 1000.0
    if w.firers[STEADY] <= 0.0 or men <= 0.0:
        return
    shown = min(men, front)
    power = list_power(t, w, front, gap, 1.0, row_light(s, t, r), slack(s, t, r))
    rows, density = rows_written(w), shown / (shown + t.param[P.RHO_H] * front)
    columns = t.param[P.NIGHT_DENS] if is_night(s, t) else 1.0
    expo = exposure(s, t, r, sup / men)
    for k in range(2):
        u = attacker(s, r, k)
        if u >= 0 and line_men(s, t, u) > 0.0:
            back_to(w, rows)
            fire_on(s, t, w, lead, u, gap, r, s.rows[r, TARGET], density * line_men(s, t, u) / men, expo, 1.0, columns)
            beat_down(t, w, u, power, shown, 1.0)


@rule
def tank_fire(s: State, t: Tables, r: int, u: int, gap: float) -> float:
    """Rifle-equivalents of tanks in a row, scaled so that the range factor of rifles turns into their own. Rules 4.1, 5.8."""
    x = gap / t.param[P.AT_SCALE_M]
    return t.param[P.RE_TANK] * runners(s, u) * row_light(s, t, r) / (1.0 + x * x) / range_factor(t, gap)


@rule
def fire_at_defenders(s: State, t: Tables, w: Work, r: int) -> None:
    """Fire of one row's attackers, and of the tanks with them, on the defenders of its target hex. Rule 4.1."""
    front, gap = front_m(s, t, r), s.rows[r, GAP_M] * 1.0
    part = defenders_part(s, r)
    clear_firers(w)
    for k in range(2):
        u = attacker(s, r, k)
        if u >= 0 and s.units[u, BROKEN] == 0:
            if t.kind[t.unit[u, U_TYPE], T_TANK] > 0:
                add_firer(s, t, w, u, tank_fire(s, t, r, u, gap), 1.0)
            else:
                add_firer(s, t, w, u, rifle_equivalents(s, t, u, gap), men_left(s, t, u))
    men = 0.0
    for u in range(len(s.units)):
        if defends_in(s, t, r, u):
            men = men + line_men(s, t, u) * on_crest(s, u) * part
    if w.firers[STEADY] <= 0.0 or men <= 0.0:
        return
    moving = t.param[P.MOVING_FIRE] if presses(s, r) else 1.0
    power = list_power(t, w, front, gap, moving, row_light(s, t, r), slack(s, t, r))
    rows, density = rows_written(w), men / (men + t.param[P.RHO_H] * front)
    for u in range(len(s.units)):
        if defends_in(s, t, r, u):
            own, works = line_men(s, t, u) * on_crest(s, u) * part / men, works_factor(s.units[u, WORKS_PM])
            back_to(w, rows)
            down = keeps_down(s, t, u)
            fire_on(s, t, w, s.rows[r, ATTACKER], u, gap, r, s.rows[r, TARGET], density * own, down, works, 1.0)
            beat_down(t, w, u, power, men, works * part)


@rule
def note_targets(s: State, t: Tables, w: Work, side: int) -> int:
    """Enemies on whom the side's small arms may fire outside any row: their number; `w.targets` lists them. Rules 4.1, 8.1."""
    found = 0
    for v in range(len(s.units)):
        if t.unit[v, U_SIDE] != side and s.seen[side * len(s.units) + v, SEEN_NOW] > 0 and is_present(s, t, v):
            if people(s, t, v) > 0 and not is_engaged(s, t, v):
                w.targets[side, found] = v
                found += 1
    return found


@rule
def far_target(s: State, t: Tables, w: Work, u: int, targets: int) -> int:
    """Nearest of the enemies noted within reach of the counter's machine guns and in free sight, -1 if none. Rule 4.1."""
    side, best, best_apart = t.unit[u, U_SIDE], -1, 99
    for k in range(targets):
        v = w.targets[side, k]
        apart = sight_line(t, w, s.units[u, HEX], s.units[v, HEX]) - 1
        if apart >= 0 and apart < best_apart and apart * HEX_M <= t.param[P.FAR_FIRE_M]:
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
    clear_firers(w)
    add_firer(s, t, w, u, re, men_left(s, t, u) if runners(s, u) == 0 else 1.0)
    if w.firers[STEADY] <= 0.0:
        return
    power = list_power(t, w, HEX_M, range_m, 1.0, light_now(s, t), calm_at(s, t, s.units[u, HEX], v))
    men = max(line_men(s, t, v), 1.0)
    density = men / (men + t.param[P.RHO_H] * HEX_M)
    works = works_factor(s.units[v, WORKS_PM]) if s.units[v, MOVED] == 0 else 1.0
    fire_on(s, t, w, u, v, range_m, -1, s.units[v, HEX], density, keeps_down(s, t, v), works, 1.0)
    beat_down(t, w, v, power, men, works)


@rule
def direct_fire(s: State, t: Tables, w: Work) -> int:
    """All direct fire of the pulse, read from the state at its start and applied together later. Rule 1.6."""
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, STAGE] >= HEARD and s.rows[r, SHARE_PM] < 1000:
            fire_at_attackers(s, t, w, r)
            fire_at_defenders(s, t, w, r)
    first, second = note_targets(s, t, w, 0), note_targets(s, t, w, 1)
    for u in range(len(s.units)):
        targets = second if t.unit[u, U_SIDE] == 1 else first
        if targets > 0 and is_present(s, t, u) and s.units[u, BROKEN] == 0 and s.units[u, MOVED] == 0:
            if (s.units[u, HMG] > 0 or runners(s, u) > 0) and not is_engaged(s, t, u):
                v = far_target(s, t, w, u, targets)
                if v >= 0:
                    fire_far(s, t, w, u, v)
    return 0
