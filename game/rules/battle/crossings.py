"""Crossings of the river: landings, how many lots the boats carry, and shells that keep them away (rules 6.10, 9.1-9.3)."""

from game.core.exact import exp
from game.core.rule import phase, rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import F_KEPT_AWAY, F_LOTS, F_SEEN_BY_DAY
from game.rules.battle.ground import hexes_apart, is_held, is_present
from game.rules.battle.light import is_night
from game.rules.battle.log import new_list, product, term
from game.rules.battle.state import (
    BROKEN,
    CREW,
    C_BANK_A,
    C_BANK_B,
    C_HEX,
    FIRST_PULSE,
    GOAL,
    GUNS,
    AT,
    HEX,
    H_LAND,
    H_ZONE,
    LOST,
    LOTS,
    LOTS_OVER,
    L_NIGHT,
    MAX_CROSSINGS,
    MEN,
    NOW,
    State,
    T_ASSAULTS,
    T_BOATS,
    T_TANK,
    Tables,
    U_SIDE,
    U_TYPE,
    X_ROUNDS,
    X_SEEN_AT,
)
from game.rules.battle.work import Work
from game.rules.battle.verbs import FERRIES, does

EIGHT_HOURS = 32  # pulses of a Night or a Day, to which the lots of the boats belong (rule 9.3)
AT_THE_WATER = 1  # hexes from the landing within which a counter boards: a landing has no room for all who wait


@rule
def crossing_at(t: Tables, here: int) -> int:
    """Number of the crossing whose river hex this is, -1 if boats do not cross there. Rule 9.1."""
    for k in range(MAX_CROSSINGS):
        if here >= 0 and t.crossing[k, C_HEX] == here:
            return k
    return -1


@rule
def works_boats(s: State, t: Tables, u: int) -> bool:
    """The counter's men work the boats. Rule 9.3."""
    return t.kind[t.unit[u, U_TYPE], T_BOATS] > 0 and is_present(s, t, u)


@rule
def may_board(t: Tables, u: int) -> bool:
    """Boats carry the counter: neither tanks nor those who work them. Rule 9.2."""
    kind = t.unit[u, U_TYPE]
    return t.kind[kind, T_TANK] == 0 and t.kind[kind, T_BOATS] == 0


@rule
def near_landing(s: State, t: Tables, u: int, k: int) -> int:
    """The landing of a crossing on the counter's own bank, -1 if neither is. Rule 9.1."""
    land = t.hex[s.units[u, HEX], H_LAND]
    if t.hex[t.crossing[k, C_BANK_A], H_LAND] == land:
        return t.crossing[k, C_BANK_A]
    if t.hex[t.crossing[k, C_BANK_B], H_LAND] == land:
        return t.crossing[k, C_BANK_B]
    return -1


@rule
def far_landing(s: State, t: Tables, u: int, k: int) -> int:
    """The landing of a crossing across the river from the counter. Rule 9.1."""
    if near_landing(s, t, u, k) == t.crossing[k, C_BANK_A]:
        return t.crossing[k, C_BANK_B]
    return t.crossing[k, C_BANK_A]


@rule
def is_at_landing(s: State, t: Tables, u: int, k: int) -> bool:
    """The counter stands at its bank's landing, ready to board. Rule 9.2."""
    near = near_landing(s, t, u, k)
    return near >= 0 and hexes_apart(t, s.units[u, HEX], near) <= AT_THE_WATER


@rule
def lots_of(s: State, t: Tables, u: int) -> int:
    """Lots that carry the whole counter: its men, and its guns if it is a gun group. Rule 9.2."""
    men, lot = s.units[u, MEN] + s.units[u, CREW], int(t.param[P.LOT_MEN])
    lots = (men + lot - 1) // lot
    if t.kind[t.unit[u, U_TYPE], T_ASSAULTS] == 0:
        pair = int(t.param[P.LOT_GUNS])
        lots += (s.units[u, GUNS] + s.units[u, AT] + pair - 1) // pair
    return lots


@rule
def lots_due(s: State, t: Tables, u: int) -> int:
    """Lots that a counter with the task Ferry still wants: what is not over of it, or a turn's supply. Rule 9.3."""
    if not does(s, t, u, FERRIES) or not is_present(s, t, u) or s.units[u, BROKEN] > 0:
        return 0
    if works_boats(s, t, u):
        return s.units[u, LOTS]
    return max(0, lots_of(s, t, u) - s.units[u, LOTS_OVER])


@rule
def is_dark(t: Tables, first: int, pulses: int) -> bool:
    """The middle of a turn lies between civil dusk and dawn. Rule 9.3, by day."""
    row = first + pulses // 2 - t.frame[FIRST_PULSE]
    return t.light[min(max(row, 0), len(t.light) - 1), L_NIGHT] > 0


@rule
def seen_share(s: State, t: Tables, k: int, first: int, pulses: int) -> float:
    """What observed fire of the last hours leaves of a crossing: all by night and on a quiet river. Rule 9.3."""
    if s.crossings[k, X_SEEN_AT] < 0 or s.clock[NOW] - s.crossings[k, X_SEEN_AT] > t.param[P.FERRY_QUIET]:
        return 1.0
    return 1.0 if is_dark(t, first, pulses) else t.param[P.FERRY_SEEN]


@rule
def is_open(s: State, t: Tables, side: int, k: int) -> bool:
    """Both landings are ground that the side may enter, and no enemy stands on them. Rule 7.17."""
    for c in range(C_BANK_A, C_BANK_B + 1):
        bank = t.crossing[k, c]
        if bank < 0 or t.allowed[side, t.hex[bank, H_ZONE]] == 0 or is_held(s, t, 1 - side, bank):
            return False
    return True


@rule
def has_boats(s: State, t: Tables, side: int) -> bool:
    """The side has men with boats on the map. Rule 7.17."""
    for u in range(len(s.units)):
        if t.unit[u, U_SIDE] == side and works_boats(s, t, u):
            return True
    return False


@phase
def crossing_lots(s: State, t: Tables, w: Work, side: int, k: int, first: int, pulses: int) -> int:
    """Lots that one crossing passes in a turn: fewer seen by day or under fire, none with an enemy on a bank. Rules 6.10, 9.3.

    `first`: absolute pulse with which the turn begins. Half a lot does not go.
    """
    new_list(w)
    if k < 0 or t.crossing[k, C_HEX] < 0 or not is_open(s, t, side, k):
        return 0
    term(w, F_LOTS, t.param[P.FERRY_CROSSING])
    term(w, F_SEEN_BY_DAY, seen_share(s, t, k, first, pulses))
    term(w, F_KEPT_AWAY, exp(-s.crossings[k, X_ROUNDS] / t.param[P.INTERDICT]))
    return int(product(w))


@phase
def river_lots(s: State, t: Tables, w: Work, side: int, first: int, pulses: int) -> int:
    """Lots that all boats of a side carry in a turn; boatmen lost are missed, none without boats. Rule 9.3."""
    if not has_boats(s, t, side):
        return 0
    share, n, lost = 0.0, 0, 0
    for k in range(MAX_CROSSINGS):
        if t.crossing[k, C_HEX] >= 0:
            share = share + seen_share(s, t, k, first, pulses)
            n += 1
    for u in range(len(s.units)):
        if t.unit[u, U_SIDE] == side and t.kind[t.unit[u, U_TYPE], T_BOATS] > 0:
            lost += s.units[u, LOST] // int(t.param[P.SQUAD_MEN])
    part = pulses / EIGHT_HOURS
    lots = int(t.param[P.FERRY_TURN] * part * share / max(n, 1)) - int(lost * t.param[P.SQUAD_LOTS] * part)
    return max(0, lots)


@phase
def lots_wanted(s: State, t: Tables, w: Work, u: int) -> int:
    """Lots that carry what is not yet over of a counter, whatever its task. Rule 9.2."""
    return max(0, lots_of(s, t, u) - s.units[u, LOTS_OVER])


@phase
def lots_booked(s: State, t: Tables, w: Work, u: int) -> int:
    """Lots that a counter has booked by the task in force. Rule 9.3."""
    return lots_due(s, t, u)


@phase
def book_lots(s: State, t: Tables, w: Work, u: int, lots: int, goal_before: int) -> int:
    """Books supply lots for men with boats; a counter that turns to another crossing begins anew. Rules 9.2, 9.3.

    `goal_before`: river hex to which the counter was ferrying before, -1 none.
    """
    s.units[u, LOTS] = lots
    if goal_before != s.units[u, GOAL]:
        s.units[u, LOTS_OVER] = 0
    return lots


@rule
def interdict(s: State, t: Tables, target: int, rounds: int, is_seen: bool) -> None:
    """Rounds on a crossing or one of its landings: boats stay away, by day the more if the enemy looks on. Rules 6.10, 9.3."""
    for k in range(MAX_CROSSINGS):
        if t.crossing[k, C_HEX] < 0:
            continue
        if target == t.crossing[k, C_HEX] or target == t.crossing[k, C_BANK_A] or target == t.crossing[k, C_BANK_B]:
            s.crossings[k, X_ROUNDS] += rounds
            if is_seen and not is_night(s, t):
                s.crossings[k, X_SEEN_AT] = s.clock[NOW]
