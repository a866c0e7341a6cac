"""How the rows of one target hex share its front and its defenders (rules 3.2, 3.3)."""

from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import HEARD
from game.rules.battle.ground import is_present, people
from game.rules.battle.log import BOTH, side_bit
from game.rules.battle.state import (
    ATTACKER,
    ATTACKER_2,
    GAP_M,
    HEX,
    MAX_ROWS,
    NOW,
    PRESS,
    REFORM_AT,
    ROW_SIDE,
    SEEN_NOW,
    SHARE_PM,
    STAGE,
    State,
    TARGET,
    T_TANK,
    Tables,
    USED,
    U_SIDE,
    U_TYPE,
)


@rule
def rows_on(s: State, here: int) -> int:
    """Number of rows open on a target hex. Rule 3.3."""
    n = 0
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, TARGET] == here:
            n += 1
    return n


@rule
def front_m(s: State, t: Tables, r: int) -> float:
    """Front of one row in metres: 300, 225, 200, 150 with one, two, three, four hexsides attacked. Rule 3.2."""
    k = max(1, rows_on(s, s.rows[r, TARGET]))
    return min(t.param[P.FRONT_MAX], t.param[P.FRONT_BASE] + t.param[P.FRONT_SIDE] * k) / k


@rule
def presses(s: State, r: int) -> bool:
    """The row's attackers go forward in this pulse. Rule 3.7."""
    return s.rows[r, PRESS] > 0 and s.clock[NOW] >= s.rows[r, REFORM_AT] and s.rows[r, SHARE_PM] < 1000


@rule
def row_weight(s: State, r: int) -> float:
    """Weight of a row when the defenders are divided: 2 if it presses, 1 if quiet. Rule 3.3."""
    return 2.0 if presses(s, r) else 1.0


@rule
def defenders_part(s: State, r: int) -> float:
    """Share of the hex's defenders that faces this row. Rule 3.3."""
    total = 0.0
    for q in range(MAX_ROWS):
        if s.rows[q, USED] > 0 and s.rows[q, TARGET] == s.rows[r, TARGET]:
            total = total + row_weight(s, q)
    return row_weight(s, r) / max(total, 1.0)


@rule
def attacks_in(s: State, r: int, u: int) -> bool:
    """The counter is one of the row's attackers. Rule 3.3."""
    return s.rows[r, ATTACKER] == u or s.rows[r, ATTACKER_2] == u


@rule
def attacker(s: State, r: int, k: int) -> int:
    """The row's first (0) or second (1) attacker in the order of the counters; -1 where there is none. Rule 3.3."""
    one, other = s.rows[r, ATTACKER], s.rows[r, ATTACKER_2]
    return min(one, other) if k == 0 else max(one, other)


@rule
def defends_in(s: State, t: Tables, r: int, u: int) -> bool:
    """The counter stands in the row's target hex against it. Rule 3.3."""
    return s.units[u, HEX] == s.rows[r, TARGET] and t.unit[u, U_SIDE] != s.rows[r, ROW_SIDE] and is_present(s, t, u)


@rule
def row_of_attacker(s: State, u: int) -> int:
    """Row in which the counter attacks, -1 if none. Rule 3.1."""
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and attacks_in(s, r, u):
            return r
    return -1


@rule
def who_knows(s: State, t: Tables, u: int) -> int:
    """Set of sides that learn what befalls a counter: its own, and the enemy who sees it or is engaged with it. Rule 8.3."""
    side = t.unit[u, U_SIDE]
    if s.seen[(1 - side) * len(s.units) + u, SEEN_NOW] > 0 or is_engaged(s, t, u):
        return BOTH
    return side_bit(side)


@rule
def is_engaged(s: State, t: Tables, u: int) -> bool:
    """The counter attacks or defends in a row that has been heard. Rule 3.5."""
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, STAGE] >= HEARD and (attacks_in(s, r, u) or defends_in(s, t, r, u)):
            return True
    return False


@rule
def has_infantry(s: State, t: Tables, r: int) -> bool:
    """The row has attackers on foot, not tanks alone. Rule 5.9."""
    for k in range(2):
        u = s.rows[r, ATTACKER + k]
        if u >= 0 and t.kind[t.unit[u, U_TYPE], T_TANK] == 0 and people(s, t, u) > 0:
            return True
    return False


@rule
def hex_share_pm(s: State, t: Tables, here: int) -> int:
    """Share of a target hex that its attackers hold, per mille: mean of its rows by front. Rule 3.3."""
    total, n = 0, 0
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, TARGET] == here:
            total += s.rows[r, SHARE_PM]
            n += 1
    return total // n if n > 0 else 0


@rule
def nearest_gap_m(s: State, t: Tables, u: int) -> int:
    """Gap of the nearest heard row against a defending counter, 9999 if none. Rule 2.6."""
    nearest = 9999
    for r in range(MAX_ROWS):
        if s.rows[r, USED] > 0 and s.rows[r, STAGE] >= HEARD and defends_in(s, t, r, u):
            nearest = min(nearest, s.rows[r, GAP_M])
    return nearest
