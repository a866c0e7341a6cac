"""Strengths at the start: the order of battle is an estimate, so every game draws its own within the band (rule 2.2)."""

import math

from game.core.dice import Dice, lognormal
from game.core.rule import phase
from game.rules.battle.codes import D_MUSTER
from game.rules.battle.state import (
    CREW,
    MEN,
    State,
    Tables,
    U_BAND_PM,
    U_FORMATION,
    U_SIDE,
)
from game.rules.battle.work import Work


@phase
def muster(s: State, t: Tables, w: Work) -> int:
    """Men present at the start: the estimate times a fortune shared by a formation, sd = the counter's band. Rule 2.2.

    Crews and guns are counted, not estimated. Source: SD_INPUT of the combat study, 0.15.
    """
    total = 0
    for u in range(len(s.units)):
        if s.units[u, MEN] > 0 and t.unit[u, U_BAND_PM] > 0:
            sd = t.unit[u, U_BAND_PM] / 1000.0
            fortune = lognormal(Dice(w.words, s.clock), 1000 + t.unit[u, U_FORMATION], t.unit[u, U_SIDE], D_MUSTER, sd)
            s.units[u, MEN] = max(1, int(math.floor(s.units[u, MEN] * fortune + 0.5)))
        total += s.units[u, MEN] + s.units[u, CREW]
    return total
