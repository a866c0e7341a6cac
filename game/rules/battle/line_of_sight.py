"""Line of sight over elevation: the ground between two hexes, sampled once per hex step (rule 8.1)."""

import math

from game.core.rule import rule
from game.rules.battle.ground import hexes_apart
from game.rules.battle.state import (
    COLUMNS,
    H_ELEVATION_M,
    H_TERRAIN,
    R_SIGHT_M,
    ROWS,
    Tables,
)
from game.rules.battle.work import Work

EYE_M = 2.0  # height of an observer's eye over the ground of his hex (design choice)
TARGET_M = 1.0  # height of what he looks for (design choice)
FAR_APART = 125  # hexes beyond which the distance is kept no more exactly: far out of anybody's sight


@rule
def hex_between(t: Tables, a: int, b: int, step: int, steps: int) -> int:
    """Hex that holds the point `step`/`steps` of the way from `a` to `b`, nudged the same way from both ends. Rule 8.1."""
    cols = t.frame[COLUMNS]
    ra, rb = a // cols, b // cols
    xa, xb = a % cols + 0.5 * (ra % 2), b % cols + 0.5 * (rb % 2)
    y = ra + (rb - ra) * step / steps + 0.000001
    row = math.floor(y + 0.5)
    row = min(max(row, 0), t.frame[ROWS] - 1)
    x = xa + (xb - xa) * step / steps + 0.000001
    col = math.floor(x - 0.5 * (row % 2) + 0.5)
    return row * cols + min(max(col, 0), cols - 1)


@rule
def blocking_hex(t: Tables, a: int, b: int) -> int:
    """The first hex that stands above the straight line from eye to target, counted from the lower number; -1 none. Rule 8.1."""
    steps = hexes_apart(t, a, b)
    low, high = min(a, b), max(a, b)
    from_m, to_m = t.hex[low, H_ELEVATION_M] + EYE_M, t.hex[high, H_ELEVATION_M] + EYE_M
    for k in range(1, steps):
        mid = hex_between(t, low, high, k, steps)
        ground = t.hex[mid, H_ELEVATION_M] + t.terrain[t.hex[mid, H_TERRAIN], R_SIGHT_M]
        if mid != low and mid != high and ground - TARGET_M > from_m + (to_m - from_m) * k / steps:
            return mid
    return -1


@rule
def trace_sight(t: Tables, a: int, b: int) -> bool:
    """Nothing between two hexes stands above the straight line from eye to target. Rule 8.1."""
    return blocking_hex(t, a, b) < 0


@rule
def sight_line(t: Tables, w: Work, a: int, b: int) -> int:
    """Hexes between two hexes and one more, negative where the ground blocks the sight; kept for good. Rules 3.2, 8.1."""
    if w.los[a, b] == 0:
        apart = 1 + min(hexes_apart(t, a, b), FAR_APART)
        w.los[a, b] = apart if trace_sight(t, a, b) else -apart
        w.los[b, a] = w.los[a, b]
    return w.los[a, b]


@rule
def has_line_of_sight(t: Tables, w: Work, a: int, b: int) -> bool:
    """Free line of sight between two hexes. Rule 8.1."""
    return sight_line(t, w, a, b) > 0
