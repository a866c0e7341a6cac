"""What victory counts while the battle goes on: the share of the scored places, pulse by pulse (rules 12.1-12.4)."""

from game.core.rule import rule
from game.rules.battle.fronts import hex_share_pm, rows_on
from game.rules.battle.ground import is_held, owner_of
from game.rules.battle.state import (
    MAX_ROWS,
    NOW,
    OWNER,
    PLACE_PULSES,
    PLACE_SUM,
    PLACE_SUM_FOE,
    PLACE_TAKEN_AT,
    ROW_SIDE,
    State,
    TARGET,
    TRUCE_BEGUN,
    Tables,
    USED,
)
from game.rules.battle.work import Work


@rule
def place_share_pm(s: State, t: Tables, side: int, here: int) -> int:
    """Share of a place that a side holds, per mille; a contested crest is divided by its rows. Rule 12.1."""
    if rows_on(s, here) > 0:
        attacker = -1
        for r in range(MAX_ROWS):
            if s.rows[r, USED] > 0 and s.rows[r, TARGET] == here:
                attacker = s.rows[r, ROW_SIDE]
        share = hex_share_pm(s, t, here)
        return share if attacker == side else 1000 - share
    if is_held(s, t, side, here) or s.hexes[here, OWNER] == side:
        return 0 if is_held(s, t, 1 - side, here) else 1000
    return 0


@rule
def scored_share_pm(s: State, t: Tables, side: int, k: int) -> int:
    """Share of scored place `k` that a side holds, per mille: of its hex, or the mean of its two. Rule 12.1.

    A second hex that nobody ever held counts for nothing.
    """
    share, also = place_share_pm(s, t, side, t.place[k, 0]), t.place[k, 2]
    if also >= 0 and (owner_of(s, also) >= 0 or is_held(s, t, 0, also) or is_held(s, t, 1, also)):
        share = (share + place_share_pm(s, t, side, also)) // 2
    return share


@rule
def keep_score(s: State, t: Tables, w: Work) -> int:
    """Adds this pulse's shares to the scored places until the truce, and sets the clock on. Rules 1.1, 12.1."""
    if len(s.accord) > 0 and s.accord[0, TRUCE_BEGUN] >= 0:
        s.clock[NOW] += 1
        return 0
    for k in range(len(s.places)):
        here = t.place[k, 0]
        s.places[k, PLACE_SUM] += scored_share_pm(s, t, 0, k)
        s.places[k, PLACE_SUM_FOE] += scored_share_pm(s, t, 1, k)
        s.places[k, PLACE_PULSES] += 1
        if s.places[k, PLACE_TAKEN_AT] < 0 and s.places[k, PLACE_SUM] > 0 and place_share_pm(s, t, 0, here) == 1000:
            s.places[k, PLACE_TAKEN_AT] = s.clock[NOW]
    s.clock[NOW] += 1
    return 0
