"""Who sees whom: line of sight, light, signature and range; what has been seen stays as a last-seen mark (rules 8.1-8.3)."""

import math

from game.core.dice import Dice, normal, uniform
from game.core.exact import exp
from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.artillery import struck_once
from game.rules.battle.codes import (
    D_SEE,
    D_SIZE,
    EV_SEEN,
    F_IN_CONTACT,
    F_LIGHT,
    F_RANGE,
    F_SEEN_ONCE,
    F_SEE_RATE,
    F_SIGNATURE,
    HEARD,
)
from game.rules.battle.fronts import attacks_in, defends_in
from game.rules.battle.ground import is_present
from game.rules.battle.light import light_factor, light_now
from game.rules.battle.line_of_sight import sight_line
from game.rules.battle.log import explained, new_list, product, side_bit, term
from game.rules.battle.state import (
    CREST,
    CREW,
    FIRED,
    HEX,
    H_SUMMIT,
    MAX_ROWS,
    MEN,
    MOVED,
    NOW,
    SEEN_AT,
    SEEN_CAME,
    SEEN_HEX,
    SEEN_MEN,
    SEEN_NOW,
    SEEN_SINCE,
    SEEN_SIZE_PM,
    SEEN_TANKS,
    STAGE,
    State,
    TANKS,
    T_SIGNATURE,
    Tables,
    USED,
    U_SIDE,
    U_TYPE,
)
from game.rules.battle.work import (
    EYE_AT,
    EYE_REACH,
    EYE_SINCE,
    NEAR_APART,
    NEAR_EYE,
    NEAR_LOOK,
    NEAR_TO,
    N_LOOKS,
    N_STIRRED,
    Work,
)
from game.rules.battle.tasks import is_silent

HEX_M = 300.0
DARK_REACH = 6.0  # times D_NIGHT beyond which darkness leaves nothing to be seen: exp(-36)


@rule
def signature(s: State, t: Tables, v: int) -> float:
    """How easily a counter is seen: moving foot 1, silent 0.3, dug in 0.15, firing threefold, tanks 3. Rule 8.1."""
    value = t.kind[t.unit[v, U_TYPE], T_SIGNATURE]
    if s.units[v, MOVED] == 0 and s.units[v, FIRED] == 0:
        value = value * t.param[P.SIG_DUG]
    elif s.units[v, MOVED] > 0 and is_silent(s, t, v):
        value = value * t.param[P.SIG_SILENT]
    if s.units[v, FIRED] > 0:
        value = value * t.param[P.SIG_FIRE]
    return value


@rule
def sight_m(s: State, t: Tables, u: int) -> float:
    """Metres that counter `u` looks: 5 km with men on the crest of a summit. Rules 8.1, 8.2."""
    if t.hex[s.units[u, HEX], H_SUMMIT] > 0 and s.units[u, CREST] > 0:
        return t.param[P.SEE_FAR_M]
    return t.param[P.SEE_NEAR_M]


@rule
def note_eyes(s: State, t: Tables, w: Work, side: int) -> int:
    """Counters of the side that look round: their number; `w.looking` lists them. Rules 8.1, 8.2."""
    eyes = 0
    w.note[N_LOOKS] += 1
    for u in range(len(s.units)):
        if t.unit[u, U_SIDE] == side:
            if is_present(s, t, u):
                note_eye(w, side, u, s.units[u, HEX] + 1, int(sight_m(s, t, u) / HEX_M))
                w.looking[eyes] = u
                eyes += 1
            else:
                note_eye(w, side, u, 0, 0)
    return eyes


@rule
def note_eye(w: Work, side: int, u: int, at: int, reach: int) -> None:
    """Where a counter looks from and how far; nothing is done if that is as it was. Rules 8.1, 8.2."""
    if w.eyes[u, EYE_AT] == at and w.eyes[u, EYE_REACH] == reach:
        return
    if w.eyes[u, EYE_AT] > 0:
        w.manned[side, w.eyes[u, EYE_AT] - 1] -= 1
    if at > 0:
        w.manned[side, at - 1] += 1
    w.eyes[u, EYE_AT] = at
    w.eyes[u, EYE_REACH] = reach
    w.eyes[u, EYE_SINCE] = w.note[N_LOOKS]
    w.note[N_STIRRED + side] = w.note[N_LOOKS]


@rule
def nearest_eye(t: Tables, w: Work, side: int, eyes: int, v: int, there: int) -> int:
    """Hexes to the nearest of the counters noted that has an enemy's hex in reach and in free sight, -1 if none. Rules 8.1, 8.2.

    It is kept until he or an eye moves: then only the eyes that moved are asked, or all if the nearest has.
    """
    kept, best, who = w.nearest[v, NEAR_TO] == there + 1, -1, -1
    if kept and w.note[N_STIRRED + side] <= w.nearest[v, NEAR_LOOK]:
        return w.nearest[v, NEAR_APART]
    since = -1
    if kept and (w.nearest[v, NEAR_EYE] < 0 or w.eyes[w.nearest[v, NEAR_EYE], EYE_SINCE] <= w.nearest[v, NEAR_LOOK]):
        best, who, since = w.nearest[v, NEAR_APART], w.nearest[v, NEAR_EYE], w.nearest[v, NEAR_LOOK]
    for k in range(eyes):
        u = w.looking[k]
        if w.eyes[u, EYE_SINCE] > since:
            apart = sight_line(t, w, w.eyes[u, EYE_AT] - 1, there) - 1
            if apart >= 0 and apart <= w.eyes[u, EYE_REACH] and (best < 0 or apart < best):
                best, who = apart, u
    w.nearest[v, NEAR_TO] = there + 1
    w.nearest[v, NEAR_EYE] = who
    w.nearest[v, NEAR_APART] = best
    w.nearest[v, NEAR_LOOK] = w.note[N_LOOKS]
    return best


@rule
def sight_rate(s: State, t: Tables, apart: int) -> float:
    """What light and range leave of the sight over so many hexes; it never grows with the range. Rule 8.1."""
    return seen_light(s, t, apart) * seen_range(t, apart)


@rule
def seen_light(s: State, t: Tables, apart: int) -> float:
    """What light leaves of the sight over so many hexes. Rules 1.2, 8.1."""
    light, range_m = light_now(s, t), HEX_M * apart
    return light_factor(t, light, range_m) if range_m <= DARK_REACH * t.param[P.D_NIGHT] else light


@rule
def seen_range(t: Tables, apart: int) -> float:
    """What range leaves of the sight. Rule 8.1."""
    x = HEX_M * apart / t.param[P.SEE_M]
    return 1.0 / (1.0 + x * x)


@rule
def meets_in_row(s: State, t: Tables, side: int, v: int) -> bool:
    """The counter faces the side in a row that has been heard. Rule 3.5."""
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, STAGE] >= HEARD and (attacks_in(s, r, v) or defends_in(s, t, r, v)):
            return True
    return False


@rule
def is_row_heard(s: State) -> bool:
    """Some attack has been heard. Rule 3.5."""
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, STAGE] >= HEARD:
            return True
    return False


@rule
def note_seen(s: State, t: Tables, w: Work, side: int, v: int) -> None:
    """Keeps what the side now believes of a counter: hex and since when, kind, men within a third or so. Rule 8.3."""
    row = side * len(s.units) + v
    fresh = s.seen[row, SEEN_NOW] == 0 and s.seen[row, SEEN_HEX] != s.units[v, HEX]
    if s.seen[row, SEEN_HEX] != s.units[v, HEX]:
        s.seen[row, SEEN_SINCE] = s.clock[NOW]
        s.seen[row, SEEN_CAME] = 1 if s.units[v, MOVED] > 0 else 0
    if s.seen[row, SEEN_AT] < 0:
        spread = exp(t.param[P.SEE_SPREAD] * normal(Dice(w.words, s.clock), side, v, D_SIZE))
        s.seen[row, SEEN_SIZE_PM] = int(1000.0 * spread)
    men = (s.units[v, MEN] + s.units[v, CREW]) * s.seen[row, SEEN_SIZE_PM] / 1000.0
    s.seen[row, SEEN_HEX] = s.units[v, HEX]
    s.seen[row, SEEN_AT] = s.clock[NOW]
    s.seen[row, SEEN_MEN] = 10 * int(math.floor(men / 10.0 + 0.5))
    s.seen[row, SEEN_TANKS] = s.units[v, TANKS]
    if fresh:
        explained(s, w, EV_SEEN, -1, v, s.units[v, HEX], s.seen[row, SEEN_MEN], 0, 0, side_bit(side))
    s.seen[row, SEEN_NOW] = 1


@rule
def sight(s: State, t: Tables, w: Work) -> int:
    """Both sides look round at the end of the pulse. Rules 1.6, 8.1-8.3."""
    units, met = len(s.units), is_row_heard(s)
    for side in range(2):
        eyes = note_eyes(s, t, w, side)
        for v in range(units):
            if t.unit[v, U_SIDE] == side:
                continue
            row = side * units + v
            if s.seen[row, SEEN_NOW] == 0 and s.seen[row, SEEN_AT] >= 0 and w.manned[side, s.seen[row, SEEN_HEX]] > 0:
                # Own men stand where he was last seen: he is not there any more.
                s.seen[row, SEEN_AT] = -1
                s.seen[row, SEEN_HEX] = -1
            if not is_present(s, t, v):
                s.seen[row, SEEN_NOW] = 0
                continue
            chance = chance_seen(s, t, w, side, eyes, v, met)
            if chance >= 1.0 or (chance > 0.0 and uniform(Dice(w.words, s.clock), side, v, D_SEE) < chance):
                note_seen(s, t, w, side, v)
            elif s.seen[row, SEEN_NOW] > 0 and (s.units[v, MOVED] > 0 or chance < t.param[P.SEE_KEEP]):
                # A mark that stays put stays in view while it is not too hard to see.
                s.seen[row, SEEN_NOW] = 0
            elif s.seen[row, SEEN_NOW] > 0:
                s.seen[row, SEEN_AT] = s.clock[NOW]
    return 0


@rule
def best_chance(s: State, t: Tables, w: Work, side: int, eyes: int, v: int) -> float:
    """Best chance that any of the counters noted has to see an enemy in this pulse: that of the nearest who can. Rule 8.1."""
    apart = nearest_eye(t, w, side, eyes, v, s.units[v, HEX])
    if apart < 0:
        return 0.0
    new_list(w)
    term(w, F_SEE_RATE, t.param[P.SEE_RATE])
    term(w, F_SIGNATURE, signature(s, t, v))
    term(w, F_LIGHT, seen_light(s, t, apart))
    term(w, F_RANGE, seen_range(t, apart))
    term(w, F_SEEN_ONCE, struck_once(product(w)))
    return product(w)


@rule
def chance_seen(s: State, t: Tables, w: Work, side: int, eyes: int, v: int, met: bool) -> float:
    """Chance that a side sees an enemy in this pulse; who is met in a row is seen. `met`: some row is heard. Rules 3.5, 8.1."""
    if not (met and meets_in_row(s, t, side, v)):
        return best_chance(s, t, w, side, eyes, v)
    new_list(w)
    term(w, F_IN_CONTACT, 1.0)
    return product(w)
