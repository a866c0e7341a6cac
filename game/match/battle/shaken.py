"""Cohesion of an enemy as those who watch him reckon it: rule 2.6 played over what they saw him lose and saw him fail.

Spreads measured on contacts in games of both staffs; each constant says what it stands for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from game.match.battle.memory import Failure, Memory
from game.rules.battle import parameters as P

WHOLE_PM = 1000
FELL_BACK_PM = (350, 700)  # cohesion in which men who break off or are driven are left, least and most
EFFORT = 16  # pulses for which an attack that goes on has worn him as attackers are worn
BREAK_SPREAD = 0.35  # log sd of the breakpoint (SD_DEF, SD_BATTALION)
UNSEEN_WEAR = {  # how often men were worn where nobody saw it, and their least cohesion then: who presses, is pressed, is seen
    "attacks": (1.0, 350),
    "attacked": (1.0, 900),
    "seen": (0.2, 500),
    "": (0.0, WHOLE_PM),
}
SUPPRESSED = 0.5  # suppression of men in a fight
RECOVERS = (0.0, 0.4)  # of the pulses without loss, share in which he has no enemy in view


class Shaken(NamedTuple):
    """Cohesion per mille, and 1 where he is disrupted, or broken."""

    cohesion_pm: int
    disrupted: int
    broken: int


class Rule(NamedTuple):
    """What rule 2.6 says of a side: the parameters by their numbers, median breakpoints as shares of its men."""

    param: Sequence[float]
    attacking: float
    defending: float


class Luck(NamedTuple):
    """What nobody saw: `breakpoint` a standard normal, the rest 0 to 1."""

    breakpoint: float
    rests: float
    shock: float
    worn: float
    least: float


def reckon(rule: Rule, memory: Memory, fight: str, now: int, luck: Luck) -> Shaken:
    """The cohesion of a counter in the pulse `now`. `fight`: a key of UNSEEN_WEAR."""
    param, spread = rule.param, math.exp(BREAK_SPREAD * luck.breakpoint)
    gain = param[P.COH_QUIET] + between(RECOVERS, luck.rests) * (param[P.COH_REST] - param[P.COH_QUIET])
    fell, broke = between(FELL_BACK_PM, luck.shock), between((0.0, param[P.COH_BROKEN]), luck.shock)
    left, at, disrupted, broken = float(WHOLE_PM), 0, 0, 0
    for pulse, since, what in memory.course:
        left = min(WHOLE_PM, left + gain * max(0, since - at))
        disrupted, broken = _recovered(left, disrupted, broken, param)
        at = max(at, pulse)
        if isinstance(what, Failure):
            left = min(left, broke if what.broke else fell)
        else:
            presses = fight == "attacks" and now - pulse <= EFFORT
            median = rule.attacking if presses else rule.defending
            left = max(0.0, left - 500.0 * what.lost / max(1, what.before) / (median * spread))
        disrupted |= int(left < param[P.COH_BREAK])
        broken |= int(left < param[P.COH_BROKEN])
    left = min(WHOLE_PM, left + gain * max(0, now - at))
    disrupted, broken = _recovered(left, disrupted, broken, param)
    often, least = UNSEEN_WEAR[fight]
    if luck.worn < often:
        left = min(left, between((least, WHOLE_PM), luck.least))
        disrupted |= int(left < param[P.COH_BREAK] + SUPPRESSED * param[P.COH_SUP])
    return Shaken(int(left), disrupted, broken)


def between(ends: tuple[float, float], share: float) -> float:
    """So far on the way from one end to the other."""
    return ends[0] + share * (ends[1] - ends[0])


def _recovered(left: float, disrupted: int, broken: int, param: Sequence[float]) -> tuple[int, int]:
    """Whether he is still disrupted, or broken, with so much cohesion."""
    broken = int(broken and left < param[P.COH_RALLY])
    return int(broken or (disrupted and left < param[P.COH_CLEAR])), broken
