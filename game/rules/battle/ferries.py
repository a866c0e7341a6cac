"""Ferries: when the turn has ended, the boats carry what was booked (rules 1.6, 9.2, 9.3)."""

from game.core.dice import Dice, poisson
from game.core.rule import phase, rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import (
    D_FERRY,
    EV_ASTRIDE,
    EV_CONTACT,
    EV_CROSSING_HIT,
    EV_FERRIED,
    EV_LANDED,
    F_BOAT_HIT,
    F_LOTS,
    F_LOT_MEN,
    F_ON_CROSSING,
    STOP_BANK,
)
from game.rules.battle.cohesion import lose_men
from game.rules.battle.contest import mark_taken, who_notices
from game.rules.battle.crossings import (
    crossing_at,
    crossing_lots,
    far_landing,
    has_boats,
    is_at_landing,
    lots_due,
    lots_of,
    may_board,
    river_lots,
    works_boats,
)
from game.rules.battle.engagement import leave_row
from game.rules.battle.ground import is_held, is_present, owner_of
from game.rules.battle.light import pulses_of_turn_over
from game.rules.battle.log import event, explained, new_list, product, side_bit, term
from game.rules.battle.pace import may_enter, stacks
from game.rules.battle.state import (
    ACTIVE,
    CREW,
    C_HEX,
    GOAL,
    HEX,
    LOST_SHELL,
    LOTS,
    LOTS_OVER,
    LOTS_TURN,
    MAX_CROSSINGS,
    MEN,
    MOVED,
    NOW,
    OWNER,
    SUPPLY,
    State,
    Tables,
    U_SIDE,
    WORKS_PM,
    X_CARRIED,
    X_LEFT,
    X_ROUNDS,
    X_SEEN_AT,
)
from game.rules.battle.work import (
    HITS_SHELL,
    Work,
)
from game.rules.battle.tasks import hold_here
from game.rules.battle.verbs import FERRIES, does


@rule
def shore_for(s: State, t: Tables, u: int, bank: int) -> int:
    """The landing, or a hex beside it, that has room for the counter and no enemy; -1 if none has. Rules 8.5, 9.2."""
    side = t.unit[u, U_SIDE]
    if not is_held(s, t, 1 - side, bank) and stacks(s, t, u, bank):
        return bank
    for d in range(6):
        n = t.near[bank, d]
        if n >= 0 and may_enter(s, t, u, bank, n) and not is_held(s, t, 1 - side, n) and stacks(s, t, u, n):
            return n
    return -1


@rule
def step_ashore(s: State, t: Tables, w: Work, u: int, to: int) -> None:
    """The whole counter is over: it stands on the other bank and digs in. Rules 7.1, 9.2."""
    side = t.unit[u, U_SIDE]
    leave_row(s, t, u)
    s.units[u, HEX] = to
    s.units[u, WORKS_PM] = 0
    s.units[u, MOVED] = 1
    s.units[u, LOTS_OVER] = 0
    if owner_of(s, to) == 1 - side:
        new_list(w)
        mark_taken(s, t, w, to, side, who_notices(s, t, to, side))
    s.hexes[to, OWNER] = side
    hold_here(s, u)


@rule
def hits_in_boats(s: State, t: Tables, w: Work, k: int, lots: int) -> float:
    """Men expected to be hit while so many lots cross under fire. Rule 9.3."""
    new_list(w)
    term(w, F_LOTS, lots * 1.0)
    term(w, F_LOT_MEN, t.param[P.LOT_MEN])
    term(w, F_BOAT_HIT, t.param[P.LOT_HIT] / t.param[P.INTERDICT])
    term(w, F_ON_CROSSING, s.crossings[k, X_ROUNDS] * 1.0)
    return product(w)


@rule
def hit_in_boats(s: State, t: Tables, w: Work, u: int, k: int, lots: int) -> int:
    """Men hit while so many lots cross under fire. Rule 9.3."""
    w.acc[u, HITS_SHELL] = poisson(Dice(w.words, s.clock), u, k, D_FERRY, hits_in_boats(s, t, w, k, lots))
    lost = lose_men(s, t, w, u, HITS_SHELL)
    hits_in_boats(s, t, w, k, lots)  # how many of them die has a list of its own; the landing tells of this one
    s.units[u, LOST_SHELL] += lost
    if s.units[u, MEN] + s.units[u, CREW] == 0:
        s.units[u, HEX] = -1
    return lost


@rule
def carry(s: State, t: Tables, w: Work, u: int, k: int, left: int) -> int:
    """Lots of a counter that go over in this turn, `left` at most; the last of them puts it ashore. Rule 9.2."""
    side = t.unit[u, U_SIDE]
    lots = min(lots_due(s, t, u), s.crossings[k, X_LEFT], left)
    lost = hit_in_boats(s, t, w, u, k, lots)
    s.units[u, LOTS_OVER] += lots
    if s.units[u, HEX] < 0:
        explained(s, w, EV_FERRIED, u, u, t.crossing[k, C_HEX], lots, lost, k, side_bit(side))
    elif s.units[u, LOTS_OVER] < lots_of(s, t, u):
        explained(
            s, w, EV_ASTRIDE, u, u, t.crossing[k, C_HEX], s.units[u, LOTS_OVER], lots_of(s, t, u), k, side_bit(side)
        )
    else:
        to = shore_for(s, t, u, far_landing(s, t, u, k))
        if to < 0:
            event(s, w, EV_CONTACT, u, u, far_landing(s, t, u, k), STOP_BANK, 0, 0, side_bit(side))
        else:
            explained(s, w, EV_FERRIED, u, u, to, lots, lost, k, side_bit(side))
            step_ashore(s, t, w, u, to)
    return lots


@rule
def open_crossings(s: State, t: Tables, w: Work, side: int, first: int, pulses: int) -> None:
    """What each crossing can pass for a side in the turn just played; its men learn how it was shelled. Rules 6.10, 9.3."""
    for k in range(MAX_CROSSINGS):
        s.crossings[k, X_LEFT] = crossing_lots(s, t, w, side, k, first, pulses)
        if s.crossings[k, X_ROUNDS] > 0:
            seen = 1 if s.crossings[k, X_SEEN_AT] >= first else 0
            explained(
                s,
                w,
                EV_CROSSING_HIT,
                -1,
                -1,
                t.crossing[k, C_HEX],
                s.crossings[k, X_ROUNDS],
                s.crossings[k, X_LEFT],
                seen,
                side_bit(side),
            )


@rule
def boats_go(s: State, t: Tables, w: Work, side: int, first: int, pulses: int) -> None:
    """The boats of a side carry counters in the order of the scenario, then supply. Rule 9.3."""
    open_crossings(s, t, w, side, first, pulses)
    left = river_lots(s, t, w, side, first, pulses)
    for supplies in range(2):
        for u in range(len(s.units)):
            if (
                t.unit[u, U_SIDE] != side
                or not does(s, t, u, FERRIES)
                or s.units[u, ACTIVE] == 0
                or not is_present(s, t, u)
            ):
                continue
            k = crossing_at(t, s.units[u, GOAL])
            if k < 0:
                continue
            lots = 0
            if supplies == 0 and may_board(t, u) and is_at_landing(s, t, u, k):
                lots = carry(s, t, w, u, k, left)
            elif supplies == 1 and works_boats(s, t, u):
                lots = min(lots_due(s, t, u), s.crossings[k, X_LEFT], left)
                s.sides[side, LOTS_TURN] += lots
                event(s, w, EV_LANDED, -1, -1, t.crossing[k, C_HEX], lots, s.units[u, LOTS], k, side_bit(side))
            left -= lots
            s.crossings[k, X_LEFT] -= lots
            s.crossings[k, X_CARRIED] += lots


@phase
def ferries(s: State, t: Tables, w: Work) -> int:
    """After the last pulse the boats cross; who waits tries again next turn, who was called off comes back. Rules 1.6, 9.2."""
    pulses = pulses_of_turn_over(s, t)
    if t.frame[SUPPLY] == 0 or pulses == 0:
        return 0
    first = s.clock[NOW] - pulses
    for k in range(MAX_CROSSINGS):
        s.crossings[k, X_CARRIED] = 0
    for side in range(2):
        s.sides[side, LOTS_TURN] = 0
        if has_boats(s, t, side):
            boats_go(s, t, w, side, first, pulses)
    for u in range(len(s.units)):
        if not does(s, t, u, FERRIES):
            s.units[u, LOTS_OVER] = 0
        elif s.units[u, HEX] >= 0 and may_board(t, u):
            s.units[u, ACTIVE] = 0
    for k in range(MAX_CROSSINGS):
        s.crossings[k, X_ROUNDS] = 0
        s.crossings[k, X_LEFT] = 0
    return 0
