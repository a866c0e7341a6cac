"""Light of a pulse, flares over a row, and how far fire reaches in the dark (rules 1.2, 1.3, 4.1)."""

from game.core.exact import exp
from game.core.rule import rule
from game.rules.battle import parameters as P
from game.rules.battle.codes import HEARD
from game.rules.battle.state import (
    A_FLARES,
    FIRST_PULSE,
    L_LIGHT,
    L_NIGHT,
    L_PULSE,
    L_TURN,
    NOW,
    ROW_SIDE,
    STAGE,
    State,
    Tables,
)


@rule
def pulse_row(s: State, t: Tables) -> int:
    """Row of the light table for the present pulse. Rule 1.2."""
    return min(max(s.clock[NOW] - t.frame[FIRST_PULSE], 0), len(t.light) - 1)


@rule
def light_now(s: State, t: Tables) -> float:
    """Light of the pulse, 0.03 to 1, weather included. Rule 1.2."""
    return t.light[pulse_row(s, t), L_LIGHT]


@rule
def is_night(s: State, t: Tables) -> bool:
    """Between civil dusk and civil dawn. Rule 1.2."""
    return t.light[pulse_row(s, t), L_NIGHT] > 0


@rule
def pulses_of_turn_over(s: State, t: Tables) -> int:
    """Pulses of the turn that has just ended; 0 in the middle of one. Rules 1.1, 1.6."""
    now = s.clock[NOW] - t.frame[FIRST_PULSE]
    last = min(max(now - 1, 0), len(t.light) - 1)
    if now < len(t.light) and (now < 1 or t.light[now, L_TURN] == t.light[last, L_TURN]):
        return 0
    return int(t.light[last, L_PULSE]) + 1


@rule
def row_light(s: State, t: Tables, r: int) -> float:
    """Light at a row: flares burn over it from the pulse in which it is heard, if the defender has them. Rule 1.3."""
    light = light_now(s, t)
    if s.rows[r, STAGE] >= HEARD and t.side[1 - s.rows[r, ROW_SIDE], A_FLARES] > 0:
        light = light + t.param[P.FLARE] * (1.0 - light)
    return light


@rule
def light_factor(t: Tables, light: float, range_m: float) -> float:
    """Share of daylight fire that still finds its target at `range_m`. Rule 4.1, g_light."""
    x = range_m / t.param[P.D_NIGHT]
    return light + (1.0 - light) * exp(-x * x)
