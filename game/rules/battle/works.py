"""Digging in (rule 2.9)."""

from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.fronts import row_of_attacker
from game.rules.battle.ground import is_present
from game.rules.battle.state import (
    BROKEN,
    HEX,
    H_TERRAIN,
    MOVED,
    PRESS,
    R_DIG,
    R_ROCK,
    SUP_PM,
    State,
    T_DIGS,
    Tables,
    U_TYPE,
    WORKS_PM,
)
from game.rules.battle.work import Work
from game.rules.battle.verbs import DIGS, does

DISTURBED_PM = 100  # suppression above which nobody digs (design choice)


@rule
def may_dig(s: State, t: Tables, u: int) -> bool:
    """The counter is in order, undisturbed, at rest, and its ground can be dug. Rules 2.9, 7.11."""
    if s.units[u, BROKEN] > 0 or s.units[u, MOVED] > 0 or s.units[u, SUP_PM] > DISTURBED_PM:
        return False
    if t.kind[t.unit[u, U_TYPE], T_DIGS] == 0 or t.terrain[t.hex[s.units[u, HEX], H_TERRAIN], R_DIG] == 0:
        return False
    if does(s, t, u, DIGS):
        return True
    r = row_of_attacker(s, u)
    return r >= 0 and s.rows[r, PRESS] == 0  # an assault that has stopped digs in where it lies (rule 3.7)


@rule
def digging(s: State, t: Tables, w: Work) -> int:
    """Works grow by DIG_ROCK a pulse in rock and DIG_EARTH in earth, ever more slowly to what hands can do. Rule 2.9."""
    for u in range(len(s.units)):
        if is_present(s, t, u) and may_dig(s, t, u):
            rock = t.terrain[t.hex[s.units[u, HEX], H_TERRAIN], R_ROCK] > 0
            gain = t.param[P.DIG_ROCK] if rock else t.param[P.DIG_EARTH]
            most = t.param[P.DIG_ROCK_MOST] if rock else t.param[P.DIG_EARTH_MOST]
            s.units[u, WORKS_PM] += max(0, int(gain * (1.0 - s.units[u, WORKS_PM] / most) + 0.5))
    return 0
