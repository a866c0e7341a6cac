"""The truce, and what follows it (11.4, 11.8): the fire stops at the hour of the treaty; then each side decides once."""

from game.core.exact import exp
from game.core.rule import phase, rule
from game.rules.battle.codes import (
    AFTER_BACK,
    AFTER_FOLLOW,
    AFTER_LEAVE,
    AFTER_OPEN,
    AFTER_STAND,
    AFTER_STAY,
    D_AFTER,
    EV_AFTER,
    EV_TRUCE,
    F_LEAVE,
    OPEN,
    WITHDRAW,
)
from game.rules.battle.ground import is_present
from game.rules.battle.log import BOTH, event, explained, new_list, product, term
from game.rules.battle.permissions import first_pulse_die
from game.rules.battle.state import (
    ACTIVE,
    DECIDED,
    FORM_AFTER_PM,
    FORM_CHOICE,
    FORM_CONTROL,
    FORM_LINE_PM,
    GOAL,
    HEX,
    H_ZONE,
    MANNER,
    MAX_MISSIONS,
    MAX_ROWS,
    M_USED,
    NOW,
    OWNER,
    PATH_AT,
    PATH_LEN,
    PRESS,
    READY,
    SIGNED_TURN,
    START,
    STEP_M,
    State,
    TASK,
    TERM_CLEARS,
    TREATY_FOLLOWS,
    TREATY_LAST_TURN,
    TREATY_LEAVE,
    TREATY_LEAVE_CONTROL,
    TREATY_LEAVE_SHARE,
    TREATY_SHARE_OF,
    TREATY_STAYS,
    TRIGGER,
    TRUCE_BEGUN,
    TRUCE_TERM,
    TURN,
    Tables,
    U_SIDE,
    Y_USED,
)
from game.rules.battle.work import Work
from game.rules.battle.tasks import hold_here
from game.rules.battle.verbs import ENDS, ENDS_BEYOND, does


@rule
def leaves_zone(t: Tables, term: int, side: int, here: int) -> bool:
    """Under these terms the side leaves the ground on which the hex lies. Rule 11.1."""
    return (t.term[term, TERM_CLEARS + side] >> t.hex[here, H_ZONE]) & 1 == 1


# ------------------------------------------------------------------ the fire stops
@rule
def way_out(s: State, t: Tables, term: int, side: int, here: int) -> int:
    """The first hex on the way home that the terms let the side keep; where it stands if there is no way. Rule 11.1."""
    at = here
    for _ in range(len(t.hex)):
        if not leaves_zone(t, term, side, at):
            return at
        best = at
        for d in range(6):
            n = t.near[at, d]
            if n >= 0 and t.home[side, n] >= 0 and (t.home[side, best] < 0 or t.home[side, n] < t.home[side, best]):
                best = n
        if best == at:
            return at
        at = best
    return at


@rule
def lay_down(s: State, t: Tables, u: int, term: int) -> None:
    """What the truce leaves of a task: no assault, no march over the line, and back where the terms say so. Rule 11.4."""
    side = t.unit[u, U_SIDE]
    s.units[u, TRIGGER] = 0
    if does(s, t, u, ENDS):
        hold_here(s, u)
    elif does(s, t, u, ENDS_BEYOND) and s.units[u, GOAL] >= 0:
        if s.hexes[s.units[u, GOAL], OWNER] == 1 - side or t.allowed[side, t.hex[s.units[u, GOAL], H_ZONE]] == 0:
            hold_here(s, u)
    if leaves_zone(t, term, side, s.units[u, HEX]):
        s.units[u, TASK] = WITHDRAW
        s.units[u, GOAL] = way_out(s, t, term, side, s.units[u, HEX])
        s.units[u, READY] = s.clock[NOW]
        s.units[u, START] = s.clock[NOW]
        s.units[u, MANNER] = OPEN
        s.units[u, ACTIVE] = 0
        s.units[u, PATH_AT] = 0
        s.units[u, PATH_LEN] = 0
        s.units[u, STEP_M] = 0


@rule
def stop_fire(s: State, t: Tables, w: Work) -> int:
    """At the hour of the truce rows stand still, missions and strikes end, assaults become Hold. Rule 11.4."""
    if s.accord[0, TRUCE_BEGUN] >= 0:
        return 0
    term = s.accord[0, TRUCE_TERM]
    s.accord[0, TRUCE_BEGUN] = s.clock[TURN]
    for r in range(MAX_ROWS):
        s.rows[r, PRESS] = 0
    for m in range(MAX_MISSIONS):
        s.missions[m, M_USED] = 0
    for x in range(len(s.strikes)):
        s.strikes[x, Y_USED] = 0
    for u in range(len(s.units)):
        if is_present(s, t, u):
            lay_down(s, t, u, term)
    event(s, w, EV_TRUCE, -1, -1, -1, term, 0, 0, BOTH)
    return 1


# ------------------------------------------------------------------ stay or leave
@phase
def choose_after(s: State, t: Tables, side: int, choice: int) -> int:
    """What a side will do after the truce. Rule 11.8."""
    s.forms[side, FORM_CHOICE] = choice
    return choice


@rule
def leave_pm(s: State, t: Tables) -> int:
    """Odds that the government which decides leaves the hill by itself, per mille. Rule 11.8."""
    side, of = int(t.treaty[TREATY_STAYS]), int(t.treaty[TREATY_SHARE_OF])
    score = t.treaty[TREATY_LEAVE] + t.treaty[TREATY_LEAVE_SHARE] * s.forms[of, FORM_LINE_PM] / 1000.0
    score += t.treaty[TREATY_LEAVE_CONTROL] * s.forms[side, FORM_CONTROL] / 50.0
    return int(1000.0 / (1.0 + exp(-score)) + 0.5)


@rule
def stay_or_leave(s: State, t: Tables, w: Work) -> None:
    """The first decision after the truce, by the side that is to make it, or by its government. Rule 11.8."""
    side = int(t.treaty[TREATY_STAYS])
    new_list(w)
    if s.forms[side, FORM_CHOICE] == AFTER_OPEN:
        s.forms[side, FORM_CHOICE] = AFTER_STAY
        term(w, F_LEAVE, leave_pm(s, t) / 1000.0)
        if first_pulse_die(s, w, side, 1, D_AFTER) < product(w):
            s.forms[side, FORM_CHOICE] = AFTER_LEAVE
    s.accord[0, DECIDED] = 1
    explained(s, w, EV_AFTER, -1, -1, -1, s.forms[side, FORM_CHOICE], side, 0, BOTH)


@rule
def follow_or_stand(s: State, t: Tables, w: Work) -> None:
    """The second decision: a hill that was left is followed up or not; then the lines are final. Rules 11.8, 12.1."""
    side, other = int(t.treaty[TREATY_FOLLOWS]), int(t.treaty[TREATY_STAYS])
    left = s.forms[other, FORM_CHOICE] == AFTER_LEAVE or s.forms[other, FORM_CHOICE] == AFTER_BACK
    if s.forms[side, FORM_CHOICE] == AFTER_OPEN:
        s.forms[side, FORM_CHOICE] = AFTER_FOLLOW
    if not left:
        s.forms[side, FORM_CHOICE] = AFTER_STAND
    s.forms[side, FORM_AFTER_PM] = s.forms[side, FORM_LINE_PM]
    s.forms[other, FORM_AFTER_PM] = s.forms[other, FORM_LINE_PM]
    if left:
        s.forms[other, FORM_AFTER_PM] = 0
        if s.forms[side, FORM_CHOICE] == AFTER_FOLLOW:
            s.forms[side, FORM_AFTER_PM] = 1000
    s.accord[0, DECIDED] = 2
    event(s, w, EV_AFTER, -1, -1, -1, s.forms[side, FORM_CHOICE], side, 0, BOTH)


@rule
def settle(s: State, t: Tables, w: Work) -> None:
    """The turns after the truce: one decision each; what is open at the calendar's end is decided there. Rule 11.8."""
    last = s.clock[TURN] >= int(t.treaty[TREATY_LAST_TURN])
    if s.accord[0, SIGNED_TURN] < 0 or s.accord[0, DECIDED] == 2:
        return
    begun = s.accord[0, TRUCE_BEGUN]
    if s.accord[0, DECIDED] == 0:
        if last or (begun >= 0 and s.clock[TURN] > begun):
            stay_or_leave(s, t, w)
            if last:
                follow_or_stand(s, t, w)
    else:
        follow_or_stand(s, t, w)
