"""Falling back, rout and rally (rules 2.6, 2.8)."""

from game.core.dice import Dice, poisson, uniform
from game.core.rule import phase, rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import (
    D_STRAGGLE,
    D_SURRENDER,
    EV_BROKEN,
    EV_RALLIED,
    EV_RETREAT,
    EV_SURRENDER,
    F_COH_BEFORE,
    F_COH_FIRE,
    F_COH_LIMIT,
    F_COH_SUP,
    F_IN_FLIGHT,
    F_DRIVEN,
    F_STRAY,
    F_SURRENDER,
    IN_ROUT,
    OPEN,
    WITHDRAW,
)
from game.rules.battle.command import hq_in_reach
from game.rules.battle.fronts import who_knows
from game.rules.battle.ground import hexes_apart, is_held, is_present, people
from game.rules.battle.log import BOTH, explained, new_list, product, side_bit, term, total
from game.rules.battle.pace import in_enemy_zone, may_enter, stacks
from game.rules.battle.state import (
    ACTIVE,
    A_BREAK_SHARE,
    BOGGED,
    BROKEN,
    CAPTURED,
    COH_PM,
    COLUMNS,
    CREW,
    DISRUPTED,
    GOAL,
    HEX,
    KILLED,
    LOST,
    MANNER,
    MEN,
    MOVED,
    NOW,
    PATH_AT,
    PATH_LEN,
    READY,
    SEEN_AT,
    SEEN_CAME,
    SEEN_HEX,
    SEEN_NOW,
    SEEN_SINCE,
    STEP_M,
    STRAYED,
    SUPPLY,
    SUP_PM,
    State,
    TANKS,
    TANKS_LOST,
    TASK,
    Tables,
    U_SIDE,
    WORKS_PM,
)
from game.rules.battle.work import WORN_COLS, Work
from game.rules.battle.verbs import RETIRES, does

ENEMY_NEAR = 2  # hexes within which an enemy in view keeps broken men from rallying (design choice)


@phase
def way_back(s: State, t: Tables, u: int, away: int) -> int:
    """The hex to which a counter falls back: nearest home, free of the enemy and out of its zone if it can be, -1 if none.

    `away`: hex that the enemy is taking, -1 none. Rule 2.8.
    """
    side, here = t.unit[u, U_SIDE], s.units[u, HEX]
    best, best_cost = -1, 2000000000
    for d in range(6):
        n = t.near[here, d]
        if n < 0 or n == away or t.home[side, n] < 0 or not may_enter(s, t, u, here, n):
            continue
        if is_held(s, t, 1 - side, n) or not stacks(s, t, u, n):
            continue
        cost = t.home[side, n]
        if in_enemy_zone(s, t, side, n):
            cost += 1000
        if cost < best_cost:
            best, best_cost = n, cost
    return best


@rule
def fall_back(s: State, t: Tables, w: Work, u: int, lost: int, why: int) -> None:
    """A counter driven from its hex goes back one hex at once and makes for home; stragglers are lost for now. Rule 2.8."""
    side, here = t.unit[u, U_SIDE], s.units[u, HEX]
    to, told = way_back(s, t, u, -1), who_knows(s, t, u)
    if to < 0:
        surrender_chance(t, w, u, True)
        cut_off(s, t, w, u)
        return
    new_list(w)
    term(w, F_DRIVEN, people(s, t, u) * 1.0)
    term(w, F_STRAY, t.param[P.STRAGGLE])
    term(w, F_IN_FLIGHT, 0.0 if does(s, t, u, RETIRES) else 1.0)  # once for a flight, not for each hex of it
    stragglers = poisson(Dice(w.words, s.clock), u, here, D_STRAGGLE, product(w))
    stragglers = min(stragglers, max(0, s.units[u, MEN] - 1))
    s.units[u, MEN] -= stragglers
    s.units[u, CAPTURED] += stragglers
    s.units[u, STRAYED] += stragglers
    s.units[u, HEX] = to
    s.units[u, MOVED] = 1
    s.units[u, WORKS_PM] = 0
    s.units[u, STEP_M] = 0
    s.units[u, PATH_LEN] = 0
    s.units[u, PATH_AT] = 0
    s.units[u, TASK] = WITHDRAW
    s.units[u, MANNER] = OPEN
    s.units[u, ACTIVE] = 1
    s.units[u, READY] = 0
    s.units[u, GOAL] = way_back(s, t, u, here)
    # Those who drive it out see where it goes.
    mark = (1 - side) * len(s.units) + u
    if told == BOTH and s.seen[mark, SEEN_AT] >= 0:
        s.seen[mark, SEEN_HEX] = to
        s.seen[mark, SEEN_AT] = s.clock[NOW]
        s.seen[mark, SEEN_SINCE] = s.clock[NOW]
        s.seen[mark, SEEN_CAME] = 1
    explained(s, w, EV_RETREAT, u, -1, to, here, stragglers, why, told)


@rule
def surrender_chance(t: Tables, w: Work, u: int, driven: bool) -> float:
    """Chance that a counter without a way back is lost: certain if it is driven from its hex. Rule 2.8."""
    new_list(w)
    term(w, F_SURRENDER, 1.0 if driven else t.side[t.unit[u, U_SIDE], A_BREAK_SHARE])
    return product(w)


@rule
def cut_off(s: State, t: Tables, w: Work, u: int) -> None:
    """A counter with no way back is lost whole: killed, taken or scattered. Rule 2.8."""
    here, side = s.units[u, HEX], t.unit[u, U_SIDE]
    s.units[u, CAPTURED] += s.units[u, MEN] + s.units[u, CREW]
    s.units[u, LOST] += s.units[u, MEN] + s.units[u, CREW]
    s.units[u, KILLED] += s.units[u, MEN] + s.units[u, CREW]  # the sources count dead and missing as one
    s.units[u, TANKS_LOST] += s.units[u, TANKS]
    s.units[u, TANKS] = 0
    s.units[u, BOGGED] = 0
    s.units[u, MEN] = 0
    s.units[u, CREW] = 0
    s.units[u, HEX] = -1
    explained(s, w, EV_SURRENDER, u, -1, here, side, 0, 0, BOTH)


@rule
def enemy_in_view(s: State, t: Tables, u: int, within: int) -> bool:
    """The counter's side sees an enemy within so many hexes of it. Rule 2.6."""
    side, span = t.unit[u, U_SIDE], within * (t.frame[COLUMNS] + 1)  # numbers of hexes so near differ by no more
    for v in range(len(s.units)):
        if t.unit[v, U_SIDE] == side or abs(s.units[u, HEX] - s.units[v, HEX]) > span:
            continue
        if s.seen[side * len(s.units) + v, SEEN_NOW] > 0 and is_present(s, t, v):
            if hexes_apart(t, s.units[u, HEX], s.units[v, HEX]) <= within:
                return True
    return False


@rule
def cohesion_over(s: State, t: Tables, w: Work, u: int, needed: float, shaken: float) -> float:
    """Cohesion above what is needed, per mille: what it was when the turn began, what took and gave it, the limit. Rule 2.6.

    `shaken`: what suppression adds to the limit.
    """
    new_list(w)
    worn = 0.0
    for k in range(WORN_COLS):
        worn = worn + w.worn[u, k]
    term(w, F_COH_BEFORE, s.units[u, COH_PM] - worn)
    for k in range(WORN_COLS):
        term(w, F_COH_FIRE + k, w.worn[u, k])
    term(w, F_COH_LIMIT, -needed)
    term(w, F_COH_SUP, -shaken)
    return total(w)


@rule
def rally_at(s: State, t: Tables, u: int) -> float:
    """Cohesion at which a broken counter obeys again: 600 where chapter 9 is played and no headquarters is near. Rule 2.6."""
    if t.frame[SUPPLY] > 0 and not hq_in_reach(s, t, u):
        return t.param[P.COH_CLEAR]
    return t.param[P.COH_RALLY]


@rule
def gets_away(s: State, t: Tables, u: int, to: int) -> bool:
    """The way back leads nearer home or out of the enemy's zone: broken men do not run from one muzzle to the next. Rule 2.8."""
    side, here = t.unit[u, U_SIDE], s.units[u, HEX]
    return t.home[side, here] < 0 or t.home[side, to] < t.home[side, here] or not in_enemy_zone(s, t, side, to)


@rule
def routs(s: State, t: Tables, w: Work) -> int:
    """Broken counters fall back while the enemy is near and rally when he is not; surrounded ones give up. Rules 2.6, 2.8."""
    for u in range(len(s.units)):
        if s.units[u, BROKEN] == 0 or not is_present(s, t, u):
            continue
        side = t.unit[u, U_SIDE]
        near = enemy_in_view(s, t, u, ENEMY_NEAR)
        if not near and cohesion_over(s, t, w, u, rally_at(s, t, u), 0.0) >= 0.0:
            s.units[u, BROKEN] = 0
            explained(s, w, EV_RALLIED, u, u, s.units[u, HEX], 0, 0, 0, side_bit(side))
        elif near and enemy_in_view(s, t, u, 1):
            to = way_back(s, t, u, -1)
            if to >= 0:
                if gets_away(s, t, u, to):
                    fall_back(s, t, w, u, -1, IN_ROUT)
            elif uniform(Dice(w.words, s.clock), u, u, D_SURRENDER) < surrender_chance(t, w, u, False):
                cut_off(s, t, w, u)
    return 0


@rule
def break_counter(s: State, t: Tables, w: Work, u: int) -> None:
    """The counter breaks: it obeys no task until it rallies; the list in hand holds its cohesion. Rules 2.6, 2.8."""
    s.units[u, BROKEN] = 1
    s.units[u, DISRUPTED] = 1
    explained(s, w, EV_BROKEN, u, u, s.units[u, HEX], 0, 0, 0, who_knows(s, t, u))


@rule
def calm_enough(s: State, t: Tables, u: int) -> bool:
    """Suppression is low enough for men to leave their ground. Rule 2.5."""
    return s.units[u, SUP_PM] < t.param[P.PINNED]
