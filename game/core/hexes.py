"""Hexes: rows drawn odd-r (odd rows half a hex to the east), distances reckoned in axial coordinates.

A hex is named (column, row) from the north-west, both from 0, or by its index row * columns + column.
"""
from game.core.rule import rule

Hex = tuple[int, int]
DIRECTIONS = ("E", "NE", "NW", "W", "SW", "SE")      # hexsides 0-5, turning left from east
_EVEN = ((1, 0), (0, -1), (-1, -1), (-1, 0), (-1, 1), (0, 1))
_ODD = ((1, 0), (1, -1), (0, -1), (-1, 0), (0, 1), (1, 1))


def axial(here: Hex) -> Hex:
    """Axial (q, r) of an odd-r hex."""
    col, row = here
    return col - (row - (row & 1)) // 2, row


def offset(q: int, r: int) -> Hex:
    """Odd-r (column, row) of an axial hex."""
    return q + (r - (r & 1)) // 2, r


def distance(a: Hex, b: Hex) -> int:
    """Steps from one hex to another."""
    (qa, ra), (qb, rb) = axial(a), axial(b)
    dq, dr = qa - qb, ra - rb
    return (abs(dq) + abs(dr) + abs(dq + dr)) // 2


def neighbour(here: Hex, direction: int) -> Hex:
    """The hex across a hexside, direction 0-5 as in DIRECTIONS."""
    dc, dr = (_ODD if here[1] & 1 else _EVEN)[direction % 6]
    return here[0] + dc, here[1] + dr


def neighbours(here: Hex) -> tuple[Hex, ...]:
    """The six hexes around one, in the order of DIRECTIONS; some may lie off the map."""
    return tuple(neighbour(here, d) for d in range(6))


def opposite(direction: int) -> int:
    """The hexside across a hex."""
    return (direction + 3) % 6


def direction_to(a: Hex, b: Hex) -> int:
    """Hexside of `a` that leads to the adjacent `b`.

    Raises:
        ValueError: they are not adjacent.
    """
    for d in range(6):
        if neighbour(a, d) == b:
            return d
    raise ValueError(f"hexes {a} and {b} are not adjacent")


def ring(centre: Hex, radius: int) -> tuple[Hex, ...]:
    """The hexes exactly `radius` steps away, beginning in the south-west and turning left; the centre itself for 0."""
    if radius == 0:
        return (centre,)
    here = centre
    for _ in range(radius):
        here = neighbour(here, 4)
    found = []
    for d in range(6):
        for _ in range(radius):
            found.append(here)
            here = neighbour(here, d)
    return tuple(found)


def line(a: Hex, b: Hex) -> tuple[Hex, ...]:
    """Hexes on the straight line from `a` to `b`, both included; ties fall the same way from both ends."""
    steps = distance(a, b)
    if steps == 0:
        return (a,)
    if (b[1], b[0]) < (a[1], a[0]):
        return tuple(reversed(line(b, a)))
    (qa, ra), (qb, rb) = axial(a), axial(b)
    found = []
    for k in range(steps + 1):
        q = qa + (qb - qa) * k / steps + 1e-6
        r = ra + (rb - ra) * k / steps + 2e-6
        found.append(_round(q, r))
    return tuple(found)


def _round(q: float, r: float) -> Hex:
    s = -q - r
    rq, rr, rs = round(q), round(r), round(s)
    dq, dr, ds = abs(rq - q), abs(rr - r), abs(rs - s)
    if dq > dr and dq > ds:
        rq = -rr - rs
    elif dr > ds:
        rr = -rq - rs
    return offset(rq, rr)


@rule
def hex_distance(cols: int, a: int, b: int) -> int:
    """Steps between two hexes given by index on a map of so many columns."""
    ra, rb = a // cols, b // cols
    qa, qb = a % cols - (ra - (ra % 2)) // 2, b % cols - (rb - (rb % 2)) // 2
    dq, dr = qa - qb, ra - rb
    return (abs(dq) + abs(dr) + abs(dq + dr)) // 2
