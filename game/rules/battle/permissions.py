"""Acts and the leave for them: what ground a side may use, petitions and their answers, what an act costs (chapter 10).

An act opens ground: to enter, to assault, to fire at. Ground that no act of a side names needs no leave; where one does, some
act that names it must be held, by leave or alone. The level of a side is that of the highest act it has *done*.
"""

from game.core.dice import Dice, uniform
from game.core.rule import phase, rule
from game.rules.battle.codes import (
    ASSAULT_AT,
    D_ASK,
    EV_ACT,
    EV_ANSWER,
    EV_ASKED,
    FIRE_AT,
    FIRE_FROM,
    F_CIRCUMSTANCE,
    F_ODDS,
    HEARD,
    MOVE_TO,
    TANKS_ON,
    WHEN_ATTACKED,
    WHEN_FROM,
    WHEN_LOSSES,
)
from game.rules.battle.ground import is_present
from game.rules.battle.light import pulses_of_turn_over
from game.rules.battle.log import event, explained, new_list, product, side_bit, term
from game.rules.battle.state import (
    ACT_CONTROL,
    ACT_DELAY,
    ACT_LEVEL,
    ACT_ODDS,
    ACT_PRICE,
    ACT_PRICE_ALONE,
    ACT_SIDE,
    FIRED,
    FORM_ATTACKED,
    FORM_CONTROL,
    GUNS,
    HEX,
    H_ZONE,
    LEAVE_ASKED,
    LEAVE_ASKS,
    LEAVE_DONE,
    LEAVE_DUE,
    LEAVE_HELD,
    LEAVE_ODDS_PM,
    LEAVE_REFUSED,
    LEVEL,
    LOST,
    MAX_MISSIONS,
    MAX_ROWS,
    M_FIRED,
    M_FROM,
    M_GROUP,
    M_TARGET,
    M_TO,
    M_USED,
    NOW,
    PRESS,
    PRICE,
    PULSE,
    REACH_ACT,
    REACH_FARTHEST,
    REACH_NEAREST,
    REACH_WHAT,
    REACH_ZONE,
    ROW_SIDE,
    STAGE,
    State,
    TANKS,
    TARGET,
    TURN,
    Tables,
    USED,
    U_SIDE,
    WHEN_ACT,
    WHEN_ODDS,
    WHEN_VALUE,
    WHEN_WHAT,
    ATTACKER,
)
from game.rules.battle.work import Work

BY_LEAVE, ALONE = 1, 2


@rule
def covers(t: Tables, k: int, side: int, what: int, here: int) -> bool:
    """Line `k` of the table of openings is of this side and kind and holds the hex. Rule 10.3."""
    if t.reach[k, REACH_WHAT] != what or t.reach[k, REACH_ZONE] != t.hex[here, H_ZONE]:
        return False
    if int(t.act[t.reach[k, REACH_ACT], ACT_SIDE]) != side:
        return False
    return t.depth[side, here] >= t.reach[k, REACH_NEAREST] and t.depth[side, here] <= t.reach[k, REACH_FARTHEST]


@rule
def act_is_open(s: State, t: Tables, side: int, what: int, here: int) -> bool:
    """The side may do this there: no act of its scale names the hex, or one that does is held. Rule 10.3."""
    named = False
    for k in range(len(t.reach)):
        if covers(t, k, side, what, here):
            named = True
            if s.leaves[t.reach[k, REACH_ACT], LEAVE_HELD] > 0:
                return True
    return not named


@rule
def may_stand(s: State, t: Tables, side: int, here: int) -> bool:
    """Infantry of the side may be in the hex: its own side of the line, or ground that a held act opens. Rule 10.3."""
    if t.allowed[side, t.hex[here, H_ZONE]] > 0:
        return True
    for k in range(len(t.reach)):
        if s.leaves[t.reach[k, REACH_ACT], LEAVE_HELD] > 0 and covers(t, k, side, MOVE_TO, here):
            return True
    return False


@rule
def is_released(s: State, t: Tables, u: int) -> bool:
    """The counter needs no leave, or its leave is held. Rule 10.2."""
    return len(s.leaves) == 0 or t.needs[u] < 0 or s.leaves[t.needs[u], LEAVE_HELD] > 0


# ------------------------------------------------------------------ petitions
@rule
def men_gone(s: State, t: Tables, side: int) -> int:
    """Men that a side has lost. Rule 12.2."""
    total = 0
    for u in range(len(s.units)):
        if t.unit[u, U_SIDE] == side:
            total += s.units[u, LOST]
    return total


@rule
def holds_when(s: State, t: Tables, k: int) -> bool:
    """A circumstance of a petition holds: attacked, late enough, enough men lost. Rule 10.2."""
    side = int(t.act[int(t.when[k, WHEN_ACT]), ACT_SIDE])
    what, value = int(t.when[k, WHEN_WHAT]), int(t.when[k, WHEN_VALUE])
    if what == WHEN_ATTACKED:
        return s.forms[side, FORM_ATTACKED] >= 0
    if what == WHEN_FROM:
        return s.clock[NOW] >= value
    if what == WHEN_LOSSES:
        return men_gone(s, t, side) >= value
    return False


@phase
def ask_odds_pm(s: State, t: Tables, act: int) -> int:
    """Odds of one petition as things stand, per mille: the usual, or those of the last circumstance that holds. Rule 10.2."""
    odds = t.act[act, ACT_ODDS]
    for k in range(len(t.when)):
        if int(t.when[k, WHEN_ACT]) == act and holds_when(s, t, k):
            odds = t.when[k, WHEN_ODDS]
    return int(odds * 1000.0 + 0.5)


@phase
def ask_leave(s: State, t: Tables, act: int, turn: int) -> int:
    """Sends a petition in a turn; the answer comes with the odds of the asking, which are returned per mille. Rule 10.2."""
    s.leaves[act, LEAVE_ASKED] = turn
    s.leaves[act, LEAVE_DUE] = turn + int(t.act[act, ACT_DELAY]) - 1
    s.leaves[act, LEAVE_ODDS_PM] = ask_odds_pm(s, t, act)
    s.leaves[act, LEAVE_ASKS] += 1
    return s.leaves[act, LEAVE_ODDS_PM]


@phase
def act_alone(s: State, t: Tables, act: int) -> int:
    """The commander on the spot resolves on an act without leave; its price falls due when it is done. Rule 10.3."""
    if s.leaves[act, LEAVE_HELD] == 0:
        s.leaves[act, LEAVE_HELD] = ALONE
    return s.leaves[act, LEAVE_HELD]


@rule
def first_pulse_die(s: State, w: Work, actor: int, target: int, purpose: int) -> float:
    """A draw of the turn, whatever its length: at pulse 0. Rule 10.5."""
    pulse = s.clock[PULSE]
    s.clock[PULSE] = 0
    u = uniform(Dice(w.words, s.clock), actor, target, purpose)
    s.clock[PULSE] = pulse
    return u


@rule
def list_odds(s: State, t: Tables, w: Work, act: int) -> float:
    """Chance that a petition is granted, as it stood when it was asked: the usual odds and the circumstances. Rule 10.2."""
    usual, odds = t.act[act, ACT_ODDS], s.leaves[act, LEAVE_ODDS_PM] / 1000.0
    new_list(w)
    term(w, F_ODDS, usual if usual > 0.0 else odds)
    if usual > 0.0:
        term(w, F_CIRCUMSTANCE, odds / usual)
    return product(w)


@rule
def hear_answer(s: State, t: Tables, w: Work, act: int) -> None:
    """The answer to a petition; leave once given lasts. Rules 10.2, 10.5."""
    side, odds = int(t.act[act, ACT_SIDE]), s.leaves[act, LEAVE_ODDS_PM]
    granted = 0
    if first_pulse_die(s, w, side, int(t.act[act, ACT_LEVEL]), D_ASK) < list_odds(s, t, w, act):
        granted = 1
    s.leaves[act, LEAVE_DUE] = -1
    if granted > 0:
        s.leaves[act, LEAVE_HELD] = BY_LEAVE
    else:
        s.leaves[act, LEAVE_REFUSED] += 1
    explained(s, w, EV_ANSWER, -1, -1, -1, act, granted, odds, side_bit(side))


@phase
def answers(s: State, t: Tables, w: Work) -> int:
    """At the end of a turn petitions are noted and the answers that are due arrive. Rules 1.6, 10.2."""
    if len(s.leaves) == 0 or pulses_of_turn_over(s, t) == 0:
        return 0
    for act in range(len(s.leaves)):
        if s.leaves[act, LEAVE_DUE] < 0:
            continue
        if s.leaves[act, LEAVE_ASKED] == s.clock[TURN]:
            side = int(t.act[act, ACT_SIDE])
            list_odds(s, t, w, act)
            explained(s, w, EV_ASKED, -1, -1, -1, act, s.leaves[act, LEAVE_ODDS_PM], 0, side_bit(side))
        if s.leaves[act, LEAVE_DUE] <= s.clock[TURN]:
            hear_answer(s, t, w, act)
    return 0


# ------------------------------------------------------------------ acts done
@rule
def do_act(s: State, t: Tables, w: Work, act: int) -> None:
    """An act is done for the first time: the level rises to it, its price is paid. Rules 10.1, 10.2."""
    side, level = int(t.act[act, ACT_SIDE]), int(t.act[act, ACT_LEVEL])
    price = int(t.act[act, ACT_PRICE])
    if s.leaves[act, LEAVE_HELD] == ALONE:
        price = int(t.act[act, ACT_PRICE_ALONE])
        s.forms[side, FORM_CONTROL] += int(t.act[act, ACT_CONTROL])
    s.leaves[act, LEAVE_DONE] = s.clock[TURN]
    s.sides[side, LEVEL] = max(s.sides[side, LEVEL], level)
    s.sides[side, PRICE] += price
    event(s, w, EV_ACT, -1, -1, -1, act, level, price, side_bit(side))


@rule
def note_act(s: State, t: Tables, w: Work, side: int, what: int, here: int) -> None:
    """Something is done at a hex: the lowest held act that opens it counts as done. Rule 10.1."""
    best = -1
    for k in range(len(t.reach)):
        act = t.reach[k, REACH_ACT]
        if s.leaves[act, LEAVE_HELD] > 0 and covers(t, k, side, what, here):
            if best < 0 or t.act[act, ACT_LEVEL] < t.act[best, ACT_LEVEL]:
                best = act
    if best >= 0 and s.leaves[best, LEAVE_DONE] < 0:
        do_act(s, t, w, best)


@rule
def note_row(s: State, t: Tables, w: Work, r: int) -> None:
    """An assault is an act of the attacker and of those who needed leave to join; the attacked remember it. Rules 10.1, 10.2."""
    side = s.rows[r, ROW_SIDE]
    if s.rows[r, PRESS] > 0:
        note_act(s, t, w, side, ASSAULT_AT, s.rows[r, TARGET])
        u = s.rows[r, ATTACKER]
        if u >= 0 and t.needs[u] >= 0 and s.leaves[t.needs[u], LEAVE_HELD] > 0 and s.leaves[t.needs[u], LEAVE_DONE] < 0:
            do_act(s, t, w, t.needs[u])
    if s.rows[r, STAGE] >= HEARD and s.forms[1 - side, FORM_ATTACKED] < 0:
        s.forms[1 - side, FORM_ATTACKED] = s.clock[NOW]


@rule
def acts_ahead(s: State, t: Tables, side: int) -> int:
    """Kinds of act, as bits, of which the side holds one that it has not done yet: nothing else is news. Rule 10.1."""
    kinds = 0
    for k in range(len(t.reach)):
        act = t.reach[k, REACH_ACT]
        if s.leaves[act, LEAVE_HELD] > 0 and s.leaves[act, LEAVE_DONE] < 0 and int(t.act[act, ACT_SIDE]) == side:
            kinds = kinds | (1 << t.reach[k, REACH_WHAT])
    return kinds


@rule
def note_acts(s: State, t: Tables, w: Work) -> int:
    """What was done in this pulse: ground entered, assaults, fire over the line, guns on a bank, tanks. Rule 10.1."""
    if len(s.leaves) == 0:
        return 0
    first, second = acts_ahead(s, t, 0), acts_ahead(s, t, 1)
    for u in range(len(s.units)):
        kinds = second if t.unit[u, U_SIDE] == 1 else first
        if kinds > 0 and is_present(s, t, u):
            side, here = t.unit[u, U_SIDE], s.units[u, HEX]
            if kinds >> MOVE_TO & 1 > 0:
                note_act(s, t, w, side, MOVE_TO, here)
            if kinds >> TANKS_ON & 1 > 0 and s.units[u, TANKS] > 0:
                note_act(s, t, w, side, TANKS_ON, here)
            if kinds >> FIRE_FROM & 1 > 0 and s.units[u, GUNS] > 0 and s.units[u, FIRED] > 0:
                note_act(s, t, w, side, FIRE_FROM, here)
    for m in range(MAX_MISSIONS):
        group = s.missions[m, M_GROUP]
        if s.missions[m, M_USED] > 0 and s.missions[m, M_FIRED] > 0 and s.units[group, FIRED] > 0:
            if (
                s.missions[m, M_TARGET] >= 0
                and s.clock[NOW] >= s.missions[m, M_FROM]
                and s.clock[NOW] < s.missions[m, M_TO]
            ):
                note_act(s, t, w, t.unit[group, U_SIDE], FIRE_AT, s.missions[m, M_TARGET])
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0:
            note_row(s, t, w, r)
    return 0
