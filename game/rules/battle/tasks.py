"""Tasks as the rules hold them: assigning one, waking it when its hour comes, the trigger of a reserve (chapter 7)."""

from game.core.rule import phase, rule
from game.rules.battle.codes import (
    ASSAULT,
    ASSAULT_AT,
    DIG,
    EV_STOPPED,
    EV_TRIGGERED,
    HEX_CONTESTED,
    HEX_LOST,
    HOLD,
    MOVE,
    OPEN,
    SILENT,
    STOP_NO_PATH,
    TANKS_NEAR,
)
from game.rules.battle.command import order_delay
from game.rules.battle.crossings import crossing_at, is_at_landing, may_board, near_landing
from game.rules.battle.engagement import press_again
from game.rules.battle.fronts import row_of_attacker
from game.rules.battle.ground import direction, hexes_apart, is_held, is_present
from game.rules.battle.log import event, side_bit
from game.rules.battle.paths import find_path
from game.rules.battle.permissions import act_is_open
from game.rules.battle.state import (
    ACTIVE,
    BROKEN,
    CREST,
    FALLBACK,
    GOAL,
    HEX,
    LIMIT_PM,
    LINE_PM,
    MANNER,
    MAX_MISSIONS,
    MAX_ROWS,
    M_FIRED,
    M_FROM,
    M_GROUP,
    M_KIND,
    M_PULSES,
    M_ROUNDS,
    M_TARGET,
    M_TO,
    M_USED,
    NOW,
    OPEN_M,
    PATH_AT,
    PATH_LEN,
    PLACE_FIRST_ASSAULT,
    READY,
    SEEN_NOW,
    SHARE_PM,
    START,
    START_LINE,
    STEP_M,
    State,
    TANKS,
    TARGET,
    TASK,
    TRIGGER,
    TRIGGER_HEX,
    Tables,
    USED,
    U_SIDE,
)
from game.rules.battle.work import Work
from game.rules.battle.verbs import ASSAULTS, FERRIES, MARCHES, MAY_BE_QUIET, STAYS, WAITS, does


@phase
def assign(
    s: State,
    t: Tables,
    w: Work,
    u: int,
    task: int,
    goal: int,
    manner: int,
    ready: int,
    start: int,
    start_line: int,
    limit_pm: int,
    fallback: int,
    crest: int,
    line_pm: int,
    trigger: int,
    open_m: int,
) -> int:
    """Puts a task in force for a counter, in the place of the one before; returns the task. Rules 7.1, 7.2, 7.8.

    -1 leaves `crest`, 0 leaves `line_pm` and `open_m` as they are. `ready`, `start`: absolute pulses.
    """
    s.units[u, TASK] = task
    s.units[u, ACTIVE] = 0
    s.units[u, GOAL] = goal
    s.units[u, MANNER] = manner
    s.units[u, READY] = ready
    s.units[u, START] = start
    s.units[u, START_LINE] = start_line
    s.units[u, LIMIT_PM] = limit_pm
    s.units[u, FALLBACK] = fallback
    s.units[u, TRIGGER] = trigger
    s.units[u, TRIGGER_HEX] = goal
    s.units[u, PATH_AT] = 0
    s.units[u, PATH_LEN] = 0
    if crest >= 0:
        s.units[u, CREST] = crest
    if line_pm > 0:
        s.units[u, LINE_PM] = line_pm
    if open_m > 0:
        s.units[u, OPEN_M] = open_m
    return task


@phase
def add_mission(s: State, t: Tables, group: int, kind: int, target: int, first: int, last: int, rounds: int) -> int:
    """Number of the mission booked for a gun group, -1 if the fire plan is full. Rule 6.4.

    `first`, `last`: absolute pulses, the last one excluded; `rounds`: a pulse, whole group.
    """
    for m in range(MAX_MISSIONS):
        if s.missions[m, M_USED] == 0:
            s.missions[m, M_USED] = 1
            s.missions[m, M_GROUP] = group
            s.missions[m, M_KIND] = kind
            s.missions[m, M_TARGET] = target
            s.missions[m, M_FROM] = first
            s.missions[m, M_TO] = last
            s.missions[m, M_ROUNDS] = rounds
            s.missions[m, M_FIRED] = 0
            s.missions[m, M_PULSES] = 0
            return m
    return -1


@phase
def clear_missions(s: State, t: Tables, group: int) -> int:
    """Takes every mission of a gun group out of the fire plan. Rule 7.8."""
    for m in range(MAX_MISSIONS):
        if s.missions[m, M_USED] > 0 and s.missions[m, M_GROUP] == group:
            s.missions[m, M_USED] = 0
    return 0


@rule
def hold_here(s: State, u: int) -> None:
    """The counter holds where it stands and improves its ground. Rule 7.1: a finished task becomes Hold."""
    s.units[u, TASK] = DIG
    s.units[u, ACTIVE] = 1
    s.units[u, MANNER] = OPEN
    s.units[u, GOAL] = s.units[u, HEX]
    s.units[u, PATH_AT] = 0
    s.units[u, PATH_LEN] = 0
    s.units[u, STEP_M] = 0


@rule
def trigger_pulled(s: State, t: Tables, u: int) -> bool:
    """What the reserve waits for has happened. Rule 7.2, Reserve."""
    side, here = t.unit[u, U_SIDE], s.units[u, TRIGGER_HEX]
    if s.units[u, TRIGGER] == HEX_LOST:
        return here >= 0 and is_held(s, t, 1 - side, here)
    if s.units[u, TRIGGER] == HEX_CONTESTED:
        for r in range(MAX_ROWS):
            if s.rows[r, USED] > 0 and s.rows[r, TARGET] == here and s.rows[r, SHARE_PM] > 0:
                return True
        return False
    if s.units[u, TRIGGER] == TANKS_NEAR:
        for v in range(len(s.units)):
            if t.unit[v, U_SIDE] != side and s.units[v, TANKS] > 0 and s.seen[side * len(s.units) + v, SEEN_NOW] > 0:
                if hexes_apart(t, s.units[v, HEX], s.units[u, HEX]) <= 2:
                    return True
    return False


@rule
def release(s: State, t: Tables, w: Work, u: int) -> None:
    """A triggered reserve goes for its hex after its order delay: assault if the enemy holds it, else move. Rules 3.12, 10.3."""
    side, here = t.unit[u, U_SIDE], s.units[u, TRIGGER_HEX]
    event(s, w, EV_TRIGGERED, u, u, here, s.units[u, TRIGGER], 0, 0, side_bit(side))
    s.units[u, TRIGGER] = 0
    s.units[u, READY] = s.clock[NOW] + order_delay(s, t, u)
    s.units[u, START] = s.units[u, READY]
    s.units[u, START_LINE] = -1
    s.units[u, ACTIVE] = 0
    if here < 0:
        s.units[u, TASK] = HOLD
    elif is_held(s, t, 1 - side, here) and not act_is_open(s, t, side, ASSAULT_AT, here):
        s.units[u, TASK] = HOLD
    elif is_held(s, t, 1 - side, here):
        s.units[u, TASK] = ASSAULT
        s.units[u, GOAL] = here
    else:
        s.units[u, TASK] = MOVE
        s.units[u, GOAL] = here


@rule
def set_out(s: State, t: Tables, w: Work, u: int, goal: int) -> None:
    """Plans the way to a goal; a counter that finds none stops and says so. Rules 7.2, 7.13."""
    if find_path(s, t, w, u, goal, s.units[u, MANNER]) < 0:
        event(s, w, EV_STOPPED, u, u, goal, STOP_NO_PATH, 0, 0, side_bit(t.unit[u, U_SIDE]))
        hold_here(s, u)


@rule
def wake_tasks(s: State, t: Tables, w: Work) -> int:
    """Tasks whose order has arrived and whose hour has come begin. Rules 7.1, 7.2, 7.6."""
    now = s.clock[NOW]
    for u in range(len(s.units)):
        if not is_present(s, t, u) or s.units[u, BROKEN] > 0 or now < s.units[u, READY]:
            continue
        if does(s, t, u, WAITS) and s.units[u, TRIGGER] > 0 and trigger_pulled(s, t, u):
            release(s, t, w, u)
        elif does(s, t, u, ASSAULTS):
            r = row_of_attacker(s, u)
            if r < 0 or s.rows[r, TARGET] != s.units[u, GOAL]:
                wake_assault(s, t, w, u)
            elif s.units[u, ACTIVE] < 2:
                wake_row(s, t, w, r, u)
        elif s.units[u, ACTIVE] == 0:
            if does(s, t, u, MARCHES):
                if now >= s.units[u, START]:
                    s.units[u, ACTIVE] = 1
                    set_out(s, t, w, u, s.units[u, GOAL])
            elif does(s, t, u, FERRIES):
                if now >= s.units[u, START]:
                    wake_ferry(s, t, w, u)
            elif does(s, t, u, STAYS):
                s.units[u, ACTIVE] = 1
    return 0


@rule
def wake_assault(s: State, t: Tables, w: Work, u: int) -> None:
    """An assault forms up on its start line until its hour, then goes for the target hex. Rules 7.2, 7.4, 7.5."""
    goal, line = s.units[u, GOAL], s.units[u, START_LINE]
    if s.clock[NOW] >= s.units[u, START]:
        if s.units[u, ACTIVE] < 2:
            s.units[u, ACTIVE] = 2
            note_assault(s, t, goal)
            if direction(t, s.units[u, HEX], goal) < 0:
                set_out(s, t, w, u, goal)
            else:
                s.paths[u, 0] = goal
                s.units[u, PATH_AT] = 0
                s.units[u, PATH_LEN] = 1
    elif s.units[u, ACTIVE] == 0:
        s.units[u, ACTIVE] = 1
        if line >= 0 and line != s.units[u, HEX]:
            set_out(s, t, w, u, line)


@rule
def wake_row(s: State, t: Tables, w: Work, r: int, u: int) -> None:
    """An assault ordered again on the hex before which the counter lies waits for its hour, then presses anew. Rules 3.4, 3.7."""
    if s.clock[NOW] >= s.units[u, START]:
        s.units[u, ACTIVE] = 2
        press_again(s, t, w, r, u)
    else:
        s.units[u, ACTIVE] = 1


@rule
def wake_ferry(s: State, t: Tables, w: Work, u: int) -> None:
    """A counter that is to cross walks to the landing of its bank and waits there for the boats. Rules 7.2, 9.2."""
    s.units[u, ACTIVE] = 1
    k = crossing_at(t, s.units[u, GOAL])
    if k >= 0 and may_board(t, u) and not is_at_landing(s, t, u, k):
        near = near_landing(s, t, u, k)
        if near >= 0:
            set_out(s, t, w, u, near)
        else:
            hold_here(s, u)


@rule
def note_assault(s: State, t: Tables, goal: int) -> None:
    """Keeps the hour at which the first assault on a scored place goes in. Rule 12.1."""
    for k in range(len(s.places)):
        if t.place[k, 0] == goal and s.places[k, PLACE_FIRST_ASSAULT] < 0:
            s.places[k, PLACE_FIRST_ASSAULT] = s.clock[NOW]


@rule
def is_silent(s: State, t: Tables, u: int) -> bool:
    """The counter moves or assaults silently. Rule 7.4."""
    return s.units[u, MANNER] == SILENT and does(s, t, u, MAY_BE_QUIET)
