"""The cheapest way for a counter, round the enemies that its own side knows of (rules 5.2, 7.2, 8.4).

One search serves all: it spreads from the start, those hexes first through which a way to the goal would be cheapest, and ends
when no way left can be as cheap. Which way is taken among equals is settled afterwards, from the costs alone.
"""

from game.core.rule import phase, rule
from game.rules.battle.ground import hexes_apart
from game.rules.battle.light import is_night, pulse_row
from game.rules.battle.known_ground import BESIDE, CLOSED, HIS, look_at_ground
from game.rules.battle.pace import mobility_of, most_pace, mud_now, night_now
from game.rules.battle.state import (
    HEX,
    L_MUD,
    MANNER,
    MAX_PATH,
    PATH_AT,
    PATH_LEN,
    State,
    Tables,
    U_SIDE,
)
from game.rules.battle.work import (
    J_FULL,
    J_GOAL,
    J_GROUND,
    J_HERE,
    J_MOST,
    J_PACE,
    Q_BEFORE,
    Q_BUCKET,
    Q_NEXT,
    Work,
)

FAR = 2000000000
ANYWHERE = -1  # goal of a search that goes on to every hex
DETOUR = 3  # hexes that a column will go further to get round a full one (design choice)
ZONE_COST = 3  # a hex beside a known strong enemy counts threefold (design choice)


# ------------------------------------------------------------------ what a step costs
@rule
def set_steps(s: State, t: Tables, w: Work, u: int, manner: int) -> int:
    """Writes into `w.step` what a step costs at each gait, -1 barred; the least of them, FAR if there is none.

    Thousandths of an hour, at least one. Rules 1.5, 5.2, 7.4.
    """
    mobility = mobility_of(t, u)
    mud, night, most = mud_now(s, t, mobility), night_now(s, t), most_pace(t, manner)
    least = FAR
    for gait in range(2 * len(t.terrain)):
        dry = t.terrain[gait // 2, mobility]
        if gait % 2 > 0:
            dry = dry * 0.5
        pace = min(dry * mud * night, most)
        w.step[gait] = max(1, int(300000.0 / pace)) if pace > 0.0 else -1
        if pace > 0.0:
            least = min(least, w.step[gait])
    return least


@rule
def step_cost(t: Tables, w: Work, mobility: int, side: int, here: int, d: int, ends: bool) -> int:
    """Cost of a step over hexside `d`, threefold beside a strong enemy unless the way `ends` there; -1 barred. Rules 5.1, 8.4."""
    gait = t.gait[mobility * len(t.hex) + here, d]
    if gait < 0:
        return -1
    cost = w.step[gait]
    if cost > 0 and not ends and w.danger[side, t.near[here, d]] % CLOSED == BESIDE:
        return cost * ZONE_COST
    return cost


# ------------------------------------------------------------------ hexes that wait
@rule
def put_in(w: Work, here: int, bucket: int, now: int) -> None:
    """A hex waits in its bucket, first in the row; one that is farther than the ring is long waits in the last. Rule 5.2.

    The ring has two to some power buckets.
    """
    slot = min(bucket, now + len(w.ring) - 1) & (len(w.ring) - 1)
    first = w.ring[slot]
    w.queue[here, Q_NEXT] = first
    w.queue[here, Q_BEFORE] = -2 - slot  # the first of a bucket has the bucket before it
    w.queue[here, Q_BUCKET] = bucket
    if first >= 0:
        w.queue[first, Q_BEFORE] = here
    w.ring[slot] = here


@rule
def take_out(w: Work, here: int) -> None:
    """A hex waits no more. Rule 5.2."""
    after, before = w.queue[here, Q_NEXT], w.queue[here, Q_BEFORE]
    if after >= 0:
        w.queue[after, Q_BEFORE] = before
    if before >= 0:
        w.queue[before, Q_NEXT] = after
    else:
        w.ring[-2 - before] = after
    w.queue[here, Q_BUCKET] = -1


@rule
def begin(w: Work, start: int) -> None:
    """Nothing is reached but the start. Rule 5.2."""
    for h in range(len(w.cost)):
        w.cost[h] = FAR
        w.queue[h, Q_BUCKET] = -1
    for k in range(len(w.ring)):
        w.ring[k] = -1
    w.cost[start] = 0
    put_in(w, start, 0, 0)


# ------------------------------------------------------------------ the search
@rule
def spread(
    s: State, t: Tables, w: Work, u: int, start: int, goal: int, manner: int, full: int, most_hexes: int
) -> None:
    """Fills `w.cost` with what the cheapest way to each hex costs, as far as the way to the goal needs it. Rules 5.2, 8.4, 10.3.

    Hexes wait in a ring of buckets by what a way through them to the goal costs at least; all in one bucket are settled in
    whatever order (Dial; with a goal ahead, A*). `goal`: it may hold a known enemy; ANYWHERE goes on to every hex. `full`: hex
    that has no room, -1 none. `most_hexes`: no hex is looked at through which the way would be longer.
    """
    side, row = t.unit[u, U_SIDE], mobility_of(t, u) * len(t.hex)
    best = set_steps(s, t, w, u, manner)
    look_at_ground(s, t, w, side)
    begin(w, start)
    fine = fineness(best)
    ahead = best if goal >= 0 else 0
    now, last, waiting = 0, FAR, 1
    while waiting > 0 and now <= last:
        here = w.ring[now & (len(w.ring) - 1)]
        if here < 0:
            now += 1
            continue
        bucket = w.queue[here, Q_BUCKET]
        take_out(w, here)
        if bucket > now:
            put_in(w, here, bucket, now)  # it was farther than the ring is long
            continue
        waiting -= 1
        if here == goal:
            continue
        cost = w.cost[here]
        for d in range(6):
            n = t.near[here, d]
            if n < 0 or w.cost[n] <= cost:
                continue
            danger, gait = w.danger[side, n], t.gait[row + here, d]
            if gait < 0 or danger >= CLOSED or n == full or (danger == HIS and n != goal):
                continue
            more = w.step[gait]  # as `step_cost` has it
            if danger == BESIDE and n != goal:
                more = more * ZONE_COST
            if more < 0 or cost + more >= w.cost[n]:
                continue
            if most_hexes < FAR and hexes_apart(t, start, n) + hexes_apart(t, n, goal) > most_hexes:
                continue
            w.cost[n] = cost + more
            if w.queue[n, Q_BUCKET] >= 0:
                take_out(w, n)
                waiting -= 1
            rest = ahead * hexes_apart(t, n, goal) if ahead > 0 else 0
            put_in(w, n, (cost + more + rest) >> fine, now)
            waiting += 1
            if n == goal:
                last = (cost + more) >> fine


@rule
def fineness(best: int) -> int:
    """Buckets are two to this power wide: no wider than the quickest step. Rule 5.2."""
    fine = 0
    while fine < 30 and (2 << fine) <= best:
        fine += 1
    return fine


@rule
def search(s: State, t: Tables, w: Work, u: int, start: int, goal: int, manner: int, full: int, most_hexes: int) -> int:
    """Cost of the cheapest way in thousandths of an hour, -1 if there is none; `w.back` holds it. Rules 5.2, 8.4."""
    spread(s, t, w, u, start, goal, manner, full, most_hexes)
    if w.cost[goal] >= FAR:
        return -1
    here = goal
    while here != start:
        w.back[here] = came_from(t, w, mobility_of(t, u), t.unit[u, U_SIDE], here, goal)
        here = w.back[here]
    return w.cost[goal]


@rule
def came_from(t: Tables, w: Work, mobility: int, side: int, here: int, goal: int) -> int:
    """The hex before `here` on the way: the cheapest from which it is as cheap, of equals the lower number. Rule 5.2."""
    best = -1
    for d in range(6):
        n = t.near[here, (d + 3) % 6]
        if n < 0 or n == goal or w.cost[n] >= w.cost[here]:
            continue
        more = step_cost(t, w, mobility, side, n, d, here == goal)
        if more > 0 and w.cost[n] + more == w.cost[here]:
            if best < 0 or w.cost[n] < w.cost[best] or (w.cost[n] == w.cost[best] and n < best):
                best = n
    return best


# ------------------------------------------------------------------ ways that are marched
@phase
def find_path(s: State, t: Tables, w: Work, u: int, goal: int, manner: int) -> int:
    """Cost of the way that counter `u` will take to `goal`, written into its path; -1 if there is none. Rules 5.2, 7.13."""
    s.units[u, PATH_AT] = 0
    s.units[u, PATH_LEN] = 0
    if s.units[u, HEX] == goal:
        return 0
    return write_path(s, t, w, u, goal, MAX_PATH, search(s, t, w, u, s.units[u, HEX], goal, manner, -1, FAR))


@rule
def way_round(s: State, t: Tables, w: Work, u: int, full: int) -> int:
    """A column that finds the next hex full takes the cheapest way round that is short enough; cost, -1 if it waits. Rule 8.5.

    One that found none asks again when something of what it asked has changed.
    """
    goal, most = s.paths[u, s.units[u, PATH_LEN] - 1], s.units[u, PATH_LEN] - s.units[u, PATH_AT] + DETOUR
    ground, pace = look_at_ground(s, t, w, t.unit[u, U_SIDE]), pace_number(s, t, s.units[u, MANNER])
    if is_asked_again(s, w, u, goal, full, most, pace, ground):
        return -1
    cost = write_path(s, t, w, u, goal, most, search(s, t, w, u, s.units[u, HEX], goal, s.units[u, MANNER], full, most))
    if cost < 0:
        w.jam[u, J_HERE] = s.units[u, HEX]
        w.jam[u, J_GOAL] = goal
        w.jam[u, J_FULL] = full
        w.jam[u, J_MOST] = most
        w.jam[u, J_PACE] = pace
        w.jam[u, J_GROUND] = ground
    return cost


@rule
def pace_number(s: State, t: Tables, manner: int) -> int:
    """A number of its own for all that sets the pace over given ground: mud, darkness, manner. Rules 1.5, 5.1, 7.4."""
    mud = int(t.light[pulse_row(s, t), L_MUD])
    return (2 * mud + (1 if is_night(s, t) else 0)) * 16 + manner


@rule
def is_asked_again(s: State, w: Work, u: int, goal: int, full: int, most: int, pace: int, ground: int) -> bool:
    """The column found no way round when it asked the same on the same ground at the same pace. Rule 8.5."""
    return (
        w.jam[u, J_HERE] == s.units[u, HEX]
        and w.jam[u, J_GOAL] == goal
        and w.jam[u, J_FULL] == full
        and w.jam[u, J_MOST] == most
        and w.jam[u, J_PACE] == pace
        and w.jam[u, J_GROUND] == ground
    )


@rule
def write_path(s: State, t: Tables, w: Work, u: int, goal: int, most: int, cost: int) -> int:
    """Writes the way just searched into the counter's path if there is one of `most` hexes; its cost, else -1. Rule 5.2."""
    start = s.units[u, HEX]
    if cost < 0:
        return -1
    steps = 0
    h = goal
    while h != start:
        steps += 1
        h = w.back[h]
    if steps > most:
        return -1
    h = goal
    for k in range(steps):
        s.paths[u, steps - 1 - k] = h
        h = w.back[h]
    s.units[u, PATH_AT] = 0
    s.units[u, PATH_LEN] = steps
    return cost


# ------------------------------------------------------------------ questions
@phase
def path_cost(s: State, t: Tables, w: Work, u: int, start: int, goal: int, manner: int) -> int:
    """Cost of the way from `start` to `goal` for counter `u`, -1 if there is none; nothing is written. Rule 7.13."""
    if start == goal:
        return 0
    spread(s, t, w, u, start, goal, manner, -1, FAR)
    return w.cost[goal] if w.cost[goal] < FAR else -1


@rule
def flood(s: State, t: Tables, w: Work, u: int, start: int, manner: int) -> None:
    """Fills `w.cost` with the cost of the cheapest way through every hex in reach. Rules 5.2, 8.4."""
    spread(s, t, w, u, start, ANYWHERE, manner, -1, FAR)


@phase
def reach(s: State, t: Tables, w: Work, u: int, start: int, manner: int) -> int:
    """Fills `w.cost` with the cost of the way from `start` to every hex a counter can reach, as an order there would find it.

    Rules 5.2, 7.13.
    """
    flood(s, t, w, u, start, manner)
    end_ways(s, t, w, u, start)
    return 0


@rule
def end_ways(s: State, t: Tables, w: Work, u: int, start: int) -> None:
    """Ways that end where a known enemy is, or beside a strong one: nobody goes on through there, so the last step is plain.

    `w.cost` holds what hexes cost to go through. Rules 5.2, 7.13, 8.4.
    """
    side, mobility = t.unit[u, U_SIDE], mobility_of(t, u)
    for n in range(len(w.cost)):
        if w.danger[side, n] == 0 or n == start or w.danger[side, n] >= CLOSED:
            continue
        w.back[n] = w.cost[n]
        for d in range(6):
            here = t.near[n, (d + 3) % 6]
            if here >= 0 and w.cost[here] < FAR:
                more = step_cost(t, w, mobility, side, here, d, True)
                if more >= 0:
                    w.back[n] = min(w.back[n], w.cost[here] + more)
    for n in range(len(w.cost)):
        if w.danger[side, n] > 0 and n != start and w.danger[side, n] < CLOSED:
            w.cost[n] = w.back[n]
