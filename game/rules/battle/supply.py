"""Supply: the way to it, the tonnes of the day, ammunition for small arms and guns (rules 9.5-9.7)."""

from game.core.rule import phase, rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import (
    EV_LOW,
    EV_RESUPPLIED,
    EV_SHELLS_UP,
    F_MOST,
    F_CUT,
    F_CUT_LIMIT,
    F_GOT,
    F_NEEDED,
    F_OVER,
    F_PER_TONNE,
)
from game.rules.battle.crossings import has_boats
from game.rules.battle.fronts import is_engaged
from game.rules.battle.ground import is_present
from game.rules.battle.log import DT, bound, event, explained, new_list, product, side_bit, term, total
from game.rules.battle.pace import exerts_zone
from game.rules.battle.light import pulse_row, pulses_of_turn_over
from game.rules.battle.state import (
    A_SHELLS_DAY,
    A_SUPPLY_MUD_T,
    A_SUPPLY_T,
    CREW,
    CUT,
    C_BANK_A,
    C_BANK_B,
    DAY_PULSES,
    GOT_KG,
    HEX,
    H_TERRAIN,
    H_ZONE,
    LOTS_TURN,
    LOW,
    L_MUD,
    MAX_CROSSINGS,
    MAX_SOURCES,
    MEN,
    NEED_KG,
    NOW,
    QUIET,
    R_FOOT,
    SHELLS,
    SIDE_LOW,
    SUPPLY,
    State,
    Tables,
    U_SIDE,
)
from game.rules.battle.work import Work

DAY = 96  # pulses in a day
DAY_ENDS = 16  # pulse of the day at which it is counted: 04:00, when the night's boats are in (rule 1.1)
BY_LAND, BY_BOAT = 1, 2


@rule
def mark_enemy_fire(s: State, t: Tables, w: Work, side: int) -> None:
    """Marks ground that supply cannot pass: 1 an enemy stands there, 2 his fire holds it against nobody. Rules 8.4, 9.6."""
    for h in range(len(w.mark)):
        w.mark[h] = 0
    for v in range(len(s.units)):
        if t.unit[v, U_SIDE] == side or not is_present(s, t, v):
            continue
        w.mark[s.units[v, HEX]] = 1
        if exerts_zone(s, t, v):
            for d in range(6):
                n = t.near[s.units[v, HEX], d]
                if n >= 0 and w.mark[n] == 0:
                    w.mark[n] = 2
    for u in range(len(s.units)):
        if t.unit[u, U_SIDE] == side and is_present(s, t, u) and w.mark[s.units[u, HEX]] == 2:
            w.mark[s.units[u, HEX]] = 0


@rule
def flow(t: Tables, w: Work, side: int, head: int, tail: int, by: int) -> int:
    """End of the queue in `w.back` after carriers have gone on from its hexes `head` to `tail` wherever they can. Rule 9.6."""
    while head < tail:
        here = w.back[head]
        head += 1
        for d in range(6):
            n = t.near[here, d]
            if n < 0 or w.cost[n] > 0 or w.mark[n] > 0 or t.terrain[t.hex[n, H_TERRAIN], R_FOOT] <= 0.0:
                continue
            if t.allowed[side, t.hex[n, H_ZONE]] > 0:
                w.cost[n] = by
                w.back[tail] = n
                tail += 1
    return tail


@phase
def supply_lines(s: State, t: Tables, w: Work, side: int) -> int:
    """Writes into `w.cost` how supply gets to each hex: 0 not at all, BY_LAND, or BY_BOAT over a crossing. Rules 9.6, 9.7."""
    mark_enemy_fire(s, t, w, side)
    for h in range(len(w.cost)):
        w.cost[h] = 0
    tail = 0
    for k in range(MAX_SOURCES):
        here = t.source[side, k]
        if here >= 0 and w.mark[here] == 0 and w.cost[here] == 0:
            w.cost[here] = BY_LAND
            w.back[tail] = here
            tail += 1
    tail = flow(t, w, side, 0, tail, BY_LAND)
    if not has_boats(s, t, side):
        return 0
    head = tail
    for k in range(MAX_CROSSINGS):
        for c in range(C_BANK_A, C_BANK_B + 1):
            near = t.crossing[k, c]
            far = t.crossing[k, C_BANK_A + C_BANK_B - c]
            if near >= 0 and w.cost[near] == BY_LAND and w.cost[far] == 0 and w.mark[far] == 0:
                w.cost[far] = BY_BOAT
                w.back[tail] = far
                tail += 1
    flow(t, w, side, head, tail, BY_BOAT)
    return 0


@rule
def in_contact(s: State, t: Tables, u: int, pulses: int) -> bool:
    """The counter was struck at in the last so many pulses, or is in a row. Rule 9.6."""
    return s.units[u, QUIET] < pulses or is_engaged(s, t, u)


@rule
def low_factor(s: State, t: Tables, u: int) -> float:
    """Direct fire left to a counter by its small-arms ammunition. Rule 9.6."""
    return t.param[P.AMMO_LOW] if s.units[u, LOW] > 0 else 1.0


@rule
def fed_by(t: Tables, side: int) -> int:
    """What feeds a side's front: the track if its army has one with a load, else the boats. Rules 9.6, 9.7."""
    return BY_LAND if t.side[side, A_SUPPLY_T] > 0.0 else BY_BOAT


@rule
def tonnes_come(s: State, t: Tables, side: int, pulses: int) -> None:
    """What came to the front in the turn: lots that landed, or the load of the track by its mud. Rules 9.2, 9.7."""
    if fed_by(t, side) == BY_BOAT:
        s.sides[side, GOT_KG] += int(s.sides[side, LOTS_TURN] * t.param[P.LOT_T] * 1000.0)
    else:
        wet = t.light[pulse_row(s, t), L_MUD] >= t.param[P.MUD_TRACK]
        tonnes = t.side[side, A_SUPPLY_MUD_T] if wet else t.side[side, A_SUPPLY_T]
        s.sides[side, GOT_KG] += int(tonnes * 1000.0 * pulses / DAY)
    s.sides[side, DAY_PULSES] += pulses


@rule
def count_need(s: State, t: Tables, w: Work, side: int, pulses: int, by: int) -> None:
    """What the men in contact needed in the turn, of those whom the boats or the track feed; who is cut off. Rule 9.6."""
    need = 0.0
    for u in range(len(s.units)):
        if t.unit[u, U_SIDE] == side and is_present(s, t, u):
            reached = w.cost[s.units[u, HEX]]
            s.units[u, CUT] = 0 if reached > 0 else min(s.units[u, CUT] + pulses, 10 * DAY)
            if reached == by and in_contact(s, t, u, pulses):
                need = need + (s.units[u, MEN] + s.units[u, CREW]) * t.param[P.NEED_KG] * pulses / DAY
    s.sides[side, NEED_KG] += int(need)


@rule
def tonnes_over(s: State, t: Tables, w: Work, side: int) -> float:
    """Tonnes of the day above those without which small arms are low. Rule 9.6."""
    new_list(w)
    term(w, F_GOT, s.sides[side, GOT_KG] / 1000.0)
    term(w, F_NEEDED, -t.param[P.LOW_SHARE] * s.sides[side, NEED_KG] / 1000.0)
    return total(w)


@rule
def hours_cut_over(s: State, t: Tables, w: Work, u: int) -> float:
    """Hours without a way to supply above those for which a counter's own stock lasts. Rule 9.6."""
    new_list(w)
    term(w, F_CUT, s.units[u, CUT] * DT)
    term(w, F_CUT_LIMIT, -t.param[P.CUT_PULSES] * DT)
    return total(w)


@rule
def close_day(s: State, t: Tables, w: Work, side: int) -> None:
    """At 04:00 the day is counted: too little makes small arms low, what was not needed comes up as shells. Rules 9.5, 9.6."""
    got, need = s.sides[side, GOT_KG], s.sides[side, NEED_KG]
    s.sides[side, SIDE_LOW] = 1 if tonnes_over(s, t, w, side) < 0.0 else 0
    new_list(w)
    term(w, F_OVER, max(0, got - need) / 1000.0)
    term(w, F_PER_TONNE, t.param[P.SHELLS_T])
    bound(w, F_MOST, 0.0, t.side[side, A_SHELLS_DAY] * s.sides[side, DAY_PULSES] / DAY)
    rounds = int(product(w))
    s.sides[side, SHELLS] += rounds
    if rounds > 0:
        explained(s, w, EV_SHELLS_UP, -1, -1, -1, rounds, 0, 0, side_bit(side))


@rule
def note_low(s: State, t: Tables, w: Work, u: int, by: int) -> None:
    """A counter's ammunition is low with its side's, or because nothing gets through to it. Rule 9.6."""
    side = t.unit[u, U_SIDE]
    cut, reached = hours_cut_over(s, t, w, u) >= 0.0, w.cost[s.units[u, HEX]]
    low = s.units[u, LOW] if reached == 0 else 0
    if cut or (s.sides[side, SIDE_LOW] > 0 and reached == by):
        low = 1
    if low > s.units[u, LOW]:
        got, need = s.sides[side, GOT_KG] // 1000, s.sides[side, NEED_KG] // 1000
        if not cut:
            tonnes_over(s, t, w, side)
        explained(s, w, EV_LOW, u, u, s.units[u, HEX], got, need, 1 if cut else 0, side_bit(side))
    elif low < s.units[u, LOW]:
        event(s, w, EV_RESUPPLIED, u, u, s.units[u, HEX], 0, 0, 0, side_bit(side))
    s.units[u, LOW] = low


@phase
def supply(s: State, t: Tables, w: Work) -> int:
    """After the boats: what came, who needed it, who has too little. Rules 1.6, 9.5-9.7."""
    pulses = pulses_of_turn_over(s, t)
    if t.frame[SUPPLY] == 0 or pulses == 0:
        return 0
    day_ends = s.clock[NOW] % DAY == DAY_ENDS
    for side in range(2):
        if t.source[side, 0] < 0:
            continue
        by = fed_by(t, side)
        supply_lines(s, t, w, side)
        count_need(s, t, w, side, pulses, by)
        tonnes_come(s, t, side, pulses)
        if day_ends:
            close_day(s, t, w, side)
        for u in range(len(s.units)):
            if t.unit[u, U_SIDE] == side and is_present(s, t, u):
                note_low(s, t, w, u, by)
        if day_ends:
            s.sides[side, GOT_KG] = 0
            s.sides[side, NEED_KG] = 0
            s.sides[side, DAY_PULSES] = 0
    return 0
