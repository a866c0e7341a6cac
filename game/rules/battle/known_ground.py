"""The ground as a side knows it: where an enemy bars the way, where he makes it dear, where it may not go (8.3, 8.4, 10.3).

The picture is kept and drawn anew where what the side knows has changed: a search begins by looking whether it has.
"""

from game.core.rule import rule
from game.rules.battle.permissions import may_stand
from game.rules.battle.state import (
    ACT_SIDE,
    LEAVE_HELD,
    NOW,
    SEEN_AT,
    SEEN_HEX,
    SEEN_MEN,
    SEEN_NOW,
    State,
    Tables,
    U_SIDE,
)
from game.rules.battle.work import N_GROUND, Work
from game.rules.battle.zones import ZONES

N_ZONES = len(ZONES)
HIS, BESIDE, CLOSED = 1, 2, 4  # an enemy is known there; beside a known strong one; and 4 where the side may not be
FRESH_PULSES = 32  # a sighting older than this blocks no path (design choice: one Day)
STRONG_MEN = 250  # men seen that are taken to control the ground about them (rule 8.4: 200 rifle-equivalents)


@rule
def known_at(s: State, t: Tables, side: int, v: int) -> int:
    """Where a side knows an enemy to be: twice the hex, and 1 or, if he is strong, 2 more; 0: nowhere. Rules 8.3, 8.4."""
    row = side * len(s.units) + v
    here = s.seen[row, SEEN_HEX]
    if here < 0 or s.seen[row, SEEN_AT] < 0 or t.unit[v, U_SIDE] == side:
        return 0
    if s.seen[row, SEEN_NOW] == 0 and s.clock[NOW] - s.seen[row, SEEN_AT] > FRESH_PULSES:
        return 0
    return 2 * here + (2 if s.seen[row, SEEN_MEN] >= STRONG_MEN else 1)


@rule
def draw_enemy(t: Tables, w: Work, side: int, known: int, draw: bool) -> None:
    """Draws an enemy into the picture, or takes him out: his hex (1) and those beside a strong one (2). Rules 8.3, 8.4."""
    if known == 0:
        return
    here = (known - 1) // 2
    draw_hex(w, side, here, HIS if draw else 0)
    if known % 2 == 0:
        for d in range(6):
            n = t.near[here, d]
            if n >= 0 and not (draw and w.danger[side, n] % CLOSED == HIS):
                draw_hex(w, side, n, BESIDE if draw else 0)


@rule
def draw_hex(w: Work, side: int, here: int, danger: int) -> None:
    """What a side knows of the enemy at a hex; whether it may be there stays as it is. Rules 8.3, 8.4."""
    w.danger[side, here] = danger + (CLOSED if w.danger[side, here] >= CLOSED else 0)


@rule
def draw_enemies(s: State, t: Tables, w: Work, side: int) -> bool:
    """Draws the enemies that a side knows of; false if the picture is that already. Rules 8.3, 8.4."""
    changed = False
    for v in range(len(s.units)):
        if w.known[side, v] != known_at(s, t, side, v):
            changed = True
            break
    if not changed:
        return False
    for v in range(len(s.units)):
        draw_enemy(t, w, side, w.known[side, v], False)
    for v in range(len(s.units)):
        w.known[side, v] = known_at(s, t, side, v)
        draw_enemy(t, w, side, w.known[side, v], True)
    return True


@rule
def leave_at(s: State, t: Tables, side: int, k: int) -> int:
    """Entry `k` of what decides where a side may be: an act of its own that is held, then a zone that it may use. Rule 10.3."""
    acts = len(s.leaves)
    if k < acts:
        return 1 if int(t.act[k, ACT_SIDE]) == side and s.leaves[k, LEAVE_HELD] > 0 else 0
    return t.allowed[side, k - acts]


@rule
def draw_line(s: State, t: Tables, w: Work, side: int) -> bool:
    """Draws where a side may not be; false if the picture is that already. Rule 10.3."""
    changed = w.note[N_GROUND + side] == 0
    for k in range(len(s.leaves) + N_ZONES):
        held = leave_at(s, t, side, k)
        changed = changed or w.held[side, k] != held
        w.held[side, k] = held
    if changed:
        for h in range(len(t.hex)):
            w.danger[side, h] = w.danger[side, h] % CLOSED + (0 if may_stand(s, t, side, h) else CLOSED)
    return changed


@rule
def look_at_ground(s: State, t: Tables, w: Work, side: int) -> int:
    """Brings `w.danger` of a side up to date; a number that changes with them. Rules 8.3, 8.4, 10.3."""
    line, enemies = draw_line(s, t, w, side), draw_enemies(s, t, w, side)
    if line or enemies:
        w.note[N_GROUND + side] += 1
    return w.note[N_GROUND + side]
