"""Rifle-equivalents, works and the effort that a counter is making (rules 2.3, 2.6, 2.9, 3.4)."""

from game.core.dice import Dice, lognormal, normal
from game.core.exact import exp
from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import D_BREAK, D_FORTUNE
from game.rules.battle.ground import people
from game.rules.battle.state import (
    A_BREAK_ATT,
    A_BREAK_DEF,
    BREAK_PM,
    CREST,
    CREW,
    EFFORT_AT,
    EFFORT_MEN,
    FORTUNE_PM,
    HMG,
    LINE_PM,
    LMG,
    MEN,
    MORTAR,
    NOW,
    QUIET,
    State,
    T_TANK,
    Tables,
    U_FORMATION,
    U_MEN0,
    U_SIDE,
    U_TYPE,
)
from game.rules.battle.work import Work


@rule
def rifle_equivalents(s: State, t: Tables, u: int, range_m: float) -> float:
    """Full strength of a counter's line in rifle-equivalents, before losses: men of the line, all machine guns. Rule 2.3."""
    crew = 0
    if t.kind[t.unit[u, U_TYPE], T_TANK] == 0:
        crew = s.units[u, CREW]
    men0 = t.unit[u, U_MEN0]
    rifles = (men0 - min(crew, men0)) * s.units[u, LINE_PM] / 1000.0 * t.param[P.RE_RIFLE]
    re = rifles + crew * t.param[P.RE_CREW] + s.units[u, LMG] * t.param[P.RE_LMG] + s.units[u, HMG] * t.param[P.RE_HMG]
    if range_m <= t.param[P.MORTAR_M]:
        re = re + s.units[u, MORTAR] * t.param[P.RE_MORTAR]
    return re


@rule
def men_left(s: State, t: Tables, u: int) -> float:
    """Share of its first men that a counter still has. Rule 4.1, men/men0."""
    return people(s, t, u) / max(t.unit[u, U_MEN0], 1)


@rule
def line_men(s: State, t: Tables, u: int) -> float:
    """Men of a counter in its firing line. Rule 2.4."""
    return people(s, t, u) * s.units[u, LINE_PM] / 1000.0


@rule
def on_crest(s: State, u: int) -> float:
    """Share of a defender's men on the crest line; the rest lie on the reverse slope. Rule 6.1."""
    return s.units[u, CREST] / 3.0


@rule
def works_factor(works_pm: int) -> float:
    """Exposure left to men in works: 1 open, 0.45 at 250, 0.30 at 350, 0.11 at 500, 0.08 at 600, 0.04 at 900. Rule 2.9."""
    if works_pm >= 900:
        return 0.04
    if works_pm >= 600:
        return 0.08 - 0.04 * (works_pm - 600) / 300.0
    if works_pm >= 500:
        return 0.11 - 0.03 * (works_pm - 500) / 100.0
    if works_pm >= 350:
        return 0.30 - 0.19 * (works_pm - 350) / 150.0
    if works_pm >= 250:
        return 0.45 - 0.15 * (works_pm - 250) / 100.0
    return 1.0 - 0.55 * works_pm / 250.0


@rule
def works_in_contest(t: Tables, works_pm: int) -> float:
    """Worth of works in a contest: 1.0 open, hasty from 250, trench from 500. Rule 3.8, works_cc."""
    if works_pm >= 500:
        return t.param[P.WORKS_CC_TRENCH]
    if works_pm >= 250:
        return t.param[P.WORKS_CC_HASTY]
    return 1.0


@rule
def begin_effort(s: State, t: Tables, w: Work, u: int, attacking: bool) -> None:
    """Draws the fortune of fire received and the breakpoint of a counter's new effort. Rule 3.4.

    The formation's draw is shared by all its counters; the counter adds its own. Both last until the effort ends.
    """
    dice = Dice(w.words, s.clock)
    side, formation = t.unit[u, U_SIDE], t.unit[u, U_FORMATION]
    role = 1 if attacking else 0
    fortune = lognormal(dice, 1000 + formation, role, D_FORTUNE, t.param[P.SD_ENG])
    both = normal(dice, 1000 + formation, role, D_BREAK) + normal(dice, u, role, D_BREAK)
    median, spread = t.side[side, A_BREAK_DEF], t.param[P.SD_DEF]
    if attacking:
        median, spread = t.side[side, A_BREAK_ATT], t.param[P.SD_BATTALION]
    s.units[u, FORTUNE_PM] = int(fortune * 1000.0)
    s.units[u, BREAK_PM] = max(20, min(950, int(1000.0 * median * exp(spread * both))))
    s.units[u, EFFORT_AT] = s.clock[NOW]
    s.units[u, EFFORT_MEN] = max(1, s.units[u, MEN] + s.units[u, CREW])
    s.units[u, QUIET] = 0


@rule
def under_effort(s: State, t: Tables, w: Work, u: int) -> None:
    """A counter that is hit without an effort of its own begins one as a defender. Rule 3.4."""
    if s.units[u, EFFORT_MEN] == 0:
        begin_effort(s, t, w, u, False)
