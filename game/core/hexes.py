"""Hexes in odd-r offset: pointed tops, odd rows pushed half a hex to the right; (col, row) counts from the north-west.

Axial coordinates (q, r) make distances and lines plain sums; `index = row * cols + col` is how arrays name a hex.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from game.core.rule import rule

Hex = tuple[int, int]  # (col, row)
Axial = tuple[int, int]  # (q, r)

E, NE, NW, W, SW, SE = range(6)
DIRECTIONS = ("E", "NE", "NW", "W", "SW", "SE")
AXIAL_STEPS: tuple[Axial, ...] = ((1, 0), (1, -1), (0, -1), (-1, 0), (-1, 1), (0, 1))  # in the order of DIRECTIONS


def numbers(here: Hex) -> str:
    """A hex by its numbers as they are read and written everywhere: "18,26"."""
    return f"{here[0]},{here[1]}"


def opposite(direction: int) -> int:
    """The direction back."""
    return (direction + 3) % 6


def to_axial(col: int, row: int) -> Axial:
    """Axial (q, r) of an offset hex."""
    return col - (row - (row & 1)) // 2, row


def to_offset(q: int, r: int) -> Hex:
    """Offset (col, row) of an axial hex."""
    return q + (r - (r & 1)) // 2, r


@lru_cache(maxsize=65536)
def distance(a: Hex, b: Hex) -> int:
    """Steps between two hexes."""
    return axial_distance(*to_axial(*a), *to_axial(*b))


def neighbour(place: Hex, direction: int) -> Hex:
    """The hex one step away; the map's edge is the caller's business."""
    q, r = to_axial(*place)
    dq, dr = AXIAL_STEPS[direction]
    return to_offset(q + dq, r + dr)


@cache
def neighbours(col: int, row: int) -> tuple[Hex, ...]:
    """The six hexes around one, in the order of `DIRECTIONS`."""
    return tuple(neighbour((col, row), direction) for direction in range(6))


def direction_to(a: Hex, b: Hex) -> int | None:
    """Direction of the one step from `a` to `b`; None if they are not adjacent."""
    around = neighbours(*a)
    return around.index(b) if b in around else None


def ring(centre: Hex, radius: int) -> list[Hex]:
    """Hexes exactly `radius` steps away, from the south-west corner counter-clockwise; radius 0 is the centre."""
    q, r = to_axial(*centre)
    if radius == 0:
        return [centre]
    dq, dr = AXIAL_STEPS[SW]
    q, r = q + dq * radius, r + dr * radius
    found = []
    for dq, dr in AXIAL_STEPS:
        for _ in range(radius):
            found.append(to_offset(q, r))
            q, r = q + dq, r + dr
    return found


def line(a: Hex, b: Hex) -> list[Hex]:
    """Hexes on the straight line from `a` to `b`, both included: distance + 1 of them, each adjacent to the next.

    A line along a hexside takes the hex on the same side whichever end it starts from: `line(b, a)` is the same hexes
    backwards. Whole numbers only.
    """
    steps = distance(a, b)
    (qa, ra), (qb, rb) = to_axial(*a), to_axial(*b)
    return [a, *_between((qa, ra), (qb - qa, rb - ra), steps), b] if steps else [a]


@rule
def axial_distance(qa: int, ra: int, qb: int, rb: int) -> int:
    """Steps between two hexes given by their axial coordinates."""
    dq, dr = qb - qa, rb - ra
    return max(abs(dq), abs(dr), abs(dq + dr))


# ------------------------------------------------------------------------------------------------ private

_NUDGE = 1000  # a line is shifted by 1/1000 of a hex over its length: enough to decide ties, too little for more


def _between(start: Axial, span: Axial, steps: int) -> Iterator[Hex]:
    unit = steps * _NUDGE
    for i in range(1, steps):
        q = (start[0] * steps + span[0] * i) * _NUDGE + 1
        r = (start[1] * steps + span[1] * i) * _NUDGE + 2
        yield to_offset(*_nearest(q, r, unit))


def _nearest(q: int, r: int, unit: int) -> Axial:
    """The hex that holds the point (q / unit, r / unit): round all three cube coordinates, mend the worst."""
    s = -q - r
    whole_q, whole_r, whole_s = ((2 * x + unit) // (2 * unit) for x in (q, r, s))
    off_q, off_r, off_s = abs(whole_q * unit - q), abs(whole_r * unit - r), abs(whole_s * unit - s)
    if off_q > off_r and off_q > off_s:
        return -whole_r - whole_s, whole_r
    if off_r > off_s:
        return whole_q, -whole_q - whole_s
    return whole_q, whole_r
