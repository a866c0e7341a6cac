"""The cheapest way for a counter, round the enemies that its own side knows of (rules 5.2, 7.2, 8.4)."""

from game.core.rule import phase, rule
from game.rules.battle.ground import hexes_apart
from game.rules.battle.pace import ground_pace, mobility_of, most_pace, mud_now, night_now
from game.rules.battle.permissions import may_stand
from game.rules.battle.state import (
    HEX,
    MANNER,
    MAX_PATH,
    NOW,
    PATH_AT,
    PATH_LEN,
    SEEN_AT,
    SEEN_HEX,
    SEEN_MEN,
    SEEN_NOW,
    State,
    Tables,
    U_SIDE,
)
from game.rules.battle.work import Work

FAR = 2000000000
FRESH_PULSES = 32  # a sighting older than this blocks no path (design choice: one Day)
STRONG_MEN = 250  # men seen that are taken to control the ground about them (rule 8.4: 200 rifle-equivalents)
DETOUR = 3  # hexes that a column will go further to get round a full one (design choice)
ZONE_COST = 3  # a hex beside a known strong enemy counts threefold (design choice)


@rule
def mark_known(s: State, t: Tables, w: Work, side: int) -> None:
    """Marks hexes where the side knows an enemy (1) and those beside a strong one (2). Rules 8.3, 8.4."""
    units = len(s.units)
    for h in range(len(w.mark)):
        w.mark[h] = 0
    for v in range(units):
        row = side * units + v
        here = s.seen[row, SEEN_HEX]
        if t.unit[v, U_SIDE] == side or s.seen[row, SEEN_AT] < 0 or here < 0:
            continue
        if s.seen[row, SEEN_NOW] == 0 and s.clock[NOW] - s.seen[row, SEEN_AT] > FRESH_PULSES:
            continue
        w.mark[here] = 1
        if s.seen[row, SEEN_MEN] >= STRONG_MEN:
            for d in range(6):
                n = t.near[here, d]
                if n >= 0 and w.mark[n] == 0:
                    w.mark[n] = 2


@rule
def heap_push(w: Work, size: int, cost: int, here: int) -> int:
    """Size of the heap after a hex is put in; ties go to the lower hex number. Rule 5.2."""
    i = size
    while i > 0:
        p = (i - 1) // 2
        if w.heap[p, 0] < cost or (w.heap[p, 0] == cost and w.heap[p, 1] <= here):
            break
        w.heap[i, 0] = w.heap[p, 0]
        w.heap[i, 1] = w.heap[p, 1]
        i = p
    w.heap[i, 0] = cost
    w.heap[i, 1] = here
    return size + 1


@rule
def heap_drop(w: Work, size: int) -> int:
    """Size of the heap after its cheapest hex is taken out; that hex is left at index `size - 1`. Rule 5.2."""
    top_cost, top_hex = w.heap[0, 0], w.heap[0, 1]
    last = size - 1
    cost, here = w.heap[last, 0], w.heap[last, 1]
    i = 0
    while True:
        c = 2 * i + 1
        if c >= last:
            break
        if c + 1 < last and (
            w.heap[c + 1, 0] < w.heap[c, 0] or (w.heap[c + 1, 0] == w.heap[c, 0] and w.heap[c + 1, 1] < w.heap[c, 1])
        ):
            c += 1
        if cost < w.heap[c, 0] or (cost == w.heap[c, 0] and here <= w.heap[c, 1]):
            break
        w.heap[i, 0] = w.heap[c, 0]
        w.heap[i, 1] = w.heap[c, 1]
        i = c
    w.heap[i, 0] = cost
    w.heap[i, 1] = here
    w.heap[last, 0] = top_cost
    w.heap[last, 1] = top_hex
    return last


@rule
def step_cost(
    t: Tables, w: Work, mobility: int, here: int, d: int, mud: float, night: float, most: float, ends: bool
) -> int:
    """Thousandths of an hour over hexside `d`, threefold beside a known strong enemy unless the way `ends` there; -1 barred.

    `mud`, `night`: what they leave of the pace. `most`: the greatest pace in the manner of going. Rules 1.5, 5.1, 5.2, 8.4.
    """
    pace = min(ground_pace(t, mobility, here, d) * mud * night, most)
    if pace <= 0.0:
        return -1
    cost = int(300000.0 / pace)
    return cost * ZONE_COST if w.mark[t.near[here, d]] == 2 and not ends else cost


@rule
def search(s: State, t: Tables, w: Work, u: int, start: int, goal: int, manner: int, full: int, most_hexes: int) -> int:
    """Cost of the cheapest way in thousandths of an hour, -1 if there is none; `w.back` holds it. Rules 5.2, 8.4.

    `full`: hex that has no room, -1 none. `most_hexes`: no hex is looked at through which the way would be longer.
    """
    side, mobility = t.unit[u, U_SIDE], mobility_of(t, u)
    mud, night, most = mud_now(s, t, mobility), night_now(s, t), most_pace(t, manner)
    mark_known(s, t, w, side)
    for h in range(len(w.cost)):
        w.cost[h] = FAR
    w.cost[start] = 0
    w.back[start] = -1
    size = heap_push(w, 0, 0, start)
    while size > 0:
        size = heap_drop(w, size)
        cost, here = w.heap[size, 0], w.heap[size, 1]
        if here == goal:
            return cost
        if cost > w.cost[here]:
            continue
        for d in range(6):
            n = t.near[here, d]
            # Costs are positive: a hex that was reached as cheaply cannot be bettered. The goal may hold a known enemy.
            if n < 0 or w.cost[n] <= cost or (w.mark[n] == 1 and n != goal) or n == full:
                continue
            more = step_cost(t, w, mobility, here, d, mud, night, most, n == goal)
            if more < 0:
                continue
            if hexes_apart(t, start, n) + hexes_apart(t, n, goal) > most_hexes:
                continue
            if cost + more < w.cost[n] and size < len(w.heap) - 1 and may_stand(s, t, side, n):
                w.cost[n] = cost + more
                w.back[n] = here
                size = heap_push(w, size, cost + more, n)
    return -1


@rule
def drop_in(w: Work, entries: int, bucket: int, here: int) -> int:
    """Puts a hex into a bucket of the ring; entries used, one more unless the store is full. Rule 5.2."""
    if entries >= len(w.heap):
        return entries
    w.heap[entries, 0] = here
    w.heap[entries, 1] = w.ring[bucket % len(w.ring)]
    w.ring[bucket % len(w.ring)] = entries
    return entries + 1


@rule
def best_pace(t: Tables, mobility: int) -> float:
    """Metres an hour over the best ground there is, or by road. Rule 5.1."""
    best = 0.0
    for k in range(len(t.terrain)):
        best = max(best, t.terrain[k, mobility])
    return best


@rule
def flood(s: State, t: Tables, w: Work, u: int, start: int, manner: int) -> None:
    """Fills `w.cost` with the cost of the cheapest way to every hex in reach, as `search` finds it for one. Rules 5.2, 8.4.

    Hexes wait in a ring of buckets as wide as the quickest step: all in one bucket are settled, in whatever order (Dial).
    """
    side, mobility = t.unit[u, U_SIDE], mobility_of(t, u)
    mud, night, most = mud_now(s, t, mobility), night_now(s, t), most_pace(t, manner)
    mark_known(s, t, w, side)
    for h in range(len(w.cost)):
        w.cost[h] = FAR
    w.cost[start] = 0
    best = min(best_pace(t, mobility) * mud * night, most)
    if best <= 0.0:
        return
    width = max(1, int(300000.0 / best))
    for k in range(len(w.ring)):
        w.ring[k] = -1
    entries, taken, now = drop_in(w, 0, 0, start), 0, 0
    while taken < entries:
        k = w.ring[now % len(w.ring)]
        if k < 0:
            now += 1
            continue
        w.ring[now % len(w.ring)] = w.heap[k, 1]
        taken += 1
        here = w.heap[k, 0]
        cost = w.cost[here]
        if cost // width != now:
            if cost // width > now:  # farther than the ring is long: it waits on
                entries = drop_in(w, entries, min(cost // width, now + len(w.ring) - 1), here)
            continue
        for d in range(6):
            n = t.near[here, d]
            if n < 0 or w.cost[n] <= cost or w.mark[n] == 1:
                continue
            more = step_cost(t, w, mobility, here, d, mud, night, most, False)
            if more >= 0 and cost + more < w.cost[n] and may_stand(s, t, side, n):
                w.cost[n] = cost + more
                entries = drop_in(w, entries, min((cost + more) // width, now + len(w.ring) - 1), n)


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
    """A column that finds the next hex full takes the cheapest way round that is short enough; cost, -1 if it waits. Rule 8.5."""
    goal, most = s.paths[u, s.units[u, PATH_LEN] - 1], s.units[u, PATH_LEN] - s.units[u, PATH_AT] + DETOUR
    return write_path(s, t, w, u, goal, most, search(s, t, w, u, s.units[u, HEX], goal, s.units[u, MANNER], full, most))


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


@phase
def path_cost(s: State, t: Tables, w: Work, u: int, start: int, goal: int, manner: int) -> int:
    """Cost of the way from `start` to `goal` for counter `u`, -1 if there is none; nothing is written. Rule 7.13."""
    if start == goal:
        return 0
    return search(s, t, w, u, start, goal, manner, -1, FAR)


@phase
def reach(s: State, t: Tables, w: Work, u: int, start: int, manner: int) -> int:
    """Fills `w.cost` with the cost of the way from `start` to every hex a counter can reach, as an order there would find it.

    Rules 5.2, 7.13.
    """
    flood(s, t, w, u, start, manner)
    end_ways(s, t, w, u, start, manner)
    return 0


@rule
def end_ways(s: State, t: Tables, w: Work, u: int, start: int, manner: int) -> None:
    """Ways that end where a known enemy is, or beside a strong one: nobody goes on through there, so the last step is plain.

    `w.cost` holds what hexes cost to go through. Rules 5.2, 7.13, 8.4.
    """
    side, mobility = t.unit[u, U_SIDE], mobility_of(t, u)
    mud, night, most = mud_now(s, t, mobility), night_now(s, t), most_pace(t, manner)
    for n in range(len(w.cost)):
        w.back[n] = w.cost[n]
        if w.mark[n] == 0 or n == start or not may_stand(s, t, side, n):
            continue
        for d in range(6):
            here = t.near[n, (d + 3) % 6]
            if here >= 0 and w.cost[here] < FAR:
                more = step_cost(t, w, mobility, here, d, mud, night, most, True)
                if more >= 0:
                    w.back[n] = min(w.back[n], w.cost[here] + more)
    for n in range(len(w.cost)):
        w.cost[n] = w.back[n]
