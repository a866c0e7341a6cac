"""What comes back: stragglers in the morning, tanks from the field workshop (rules 2.8, 5.8)."""

from game.core.dice import Dice, uniform
from game.core.rule import phase, rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import D_REPAIR, EV_REPAIRED, EV_STRAY_BACK, F_COME_BACK, F_STRAYED
from game.rules.battle.fronts import is_engaged
from game.rules.battle.ground import is_present
from game.rules.battle.light import pulses_of_turn_over
from game.rules.battle.log import explained, hours_over, new_list, product, side_bit, term
from game.rules.battle.pace import has_room
from game.rules.battle.state import (
    BROKEN,
    CAPTURED,
    CUT,
    HEX,
    KILLED,
    LOST,
    MEN,
    NOW,
    STRAYED,
    SUPPLY,
    State,
    TANKS,
    TANKS_BACK,
    TANKS_COUNTED,
    TANKS_LOST,
    Tables,
    U_SIDE,
    WORKSHOP,
    WORKSHOP_AT,
)
from game.rules.battle.work import Work
from game.rules.battle.supply import DAY, DAY_ENDS


@rule
def stragglers_return(s: State, t: Tables, w: Work, u: int) -> None:
    """Half of those who strayed come back to a counter in order and in supply; the others are missing. Rules 2.8, 8.5.

    They wait for another morning while its hex has no room for them.
    """
    if s.units[u, BROKEN] > 0 or s.units[u, CUT] > 0:
        return
    new_list(w)
    term(w, F_STRAYED, s.units[u, STRAYED] * 1.0)
    term(w, F_COME_BACK, t.param[P.STRAY_BACK])
    back = int(product(w) + 0.5)
    if not has_room(s, t, t.unit[u, U_SIDE], s.units[u, HEX], back, 0):
        return
    s.units[u, LOST] += s.units[u, STRAYED] - back
    s.units[u, KILLED] += s.units[u, STRAYED] - back
    s.units[u, STRAYED] = 0
    if back > 0:
        s.units[u, MEN] += back
        s.units[u, CAPTURED] -= back
        explained(s, w, EV_STRAY_BACK, u, u, s.units[u, HEX], back, 0, 0, side_bit(t.unit[u, U_SIDE]))


@rule
def workshop(s: State, t: Tables, w: Work, u: int) -> None:
    """Tanks that can be mended go to the field workshop and are back a day later, as soon as there is room. Rules 5.8, 8.5."""
    for n in range(s.units[u, TANKS_COUNTED], s.units[u, TANKS_LOST]):
        if uniform(Dice(w.words, s.clock), u, n, D_REPAIR) < t.param[P.FIELD_BACK]:
            s.units[u, WORKSHOP] += 1
            s.units[u, WORKSHOP_AT] = s.clock[NOW]
    s.units[u, TANKS_COUNTED] = s.units[u, TANKS_LOST]
    ready = hours_over(s, w, s.units[u, WORKSHOP_AT], int(t.param[P.REPAIR_PULSES])) >= 0.0
    mended, side = s.units[u, WORKSHOP], t.unit[u, U_SIDE]
    if mended > 0 and ready and not is_engaged(s, t, u) and has_room(s, t, side, s.units[u, HEX], 0, mended):
        explained(s, w, EV_REPAIRED, u, u, s.units[u, HEX], mended, 0, 0, side_bit(side))
        s.units[u, TANKS] += mended
        s.units[u, TANKS_BACK] += mended
        s.units[u, WORKSHOP] = 0


@phase
def recovery(s: State, t: Tables, w: Work) -> int:
    """After supply, at the end of a turn: men and tanks come back. Rules 1.6, 2.8, 5.8."""
    if t.frame[SUPPLY] == 0 or pulses_of_turn_over(s, t) == 0:
        return 0
    morning = s.clock[NOW] % DAY == DAY_ENDS
    for u in range(len(s.units)):
        if is_present(s, t, u):
            if morning and s.units[u, STRAYED] > 0:
                stragglers_return(s, t, w, u)
            if s.units[u, WORKSHOP] > 0 or s.units[u, TANKS_LOST] > s.units[u, TANKS_COUNTED]:
                workshop(s, t, w, u)
    return 0
