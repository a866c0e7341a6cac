"""Victory, 0 to 100 for each side by its own aims, visible with its parts at any moment (rules 12.1-12.4)."""

from typing import NamedTuple

import numpy as np

from game.core.words import N_
from game.model.battle.scenario import Scenario
from game.rules.battle import state as S
from game.rules.battle.codes import AFTER_BACK, AFTER_LEAVE, AFTER_STAND
from game.rules.battle.state import (
    State,
    Tables,
)

# Standing lost, as shares of its part (rule 12.3): a talk refused alone, no truce though governments talked, withdrawing first
# by the terms, leaving a hill unasked, not following up one that was left.
ALONE, NO_TRUCE, WITHDREW_FIRST, LEFT_UNASKED, NOT_FOLLOWED = 0.07, 0.2, 0.3, 0.2, 0.2
LIMIT_POINTS = 15.0  # points of price that use up the part for limits (rule 12.3)


class Part(NamedTuple):
    """A part of a score: points won of points that were to be had."""

    name: str
    points: float
    most: float
    rule: str


class Score(NamedTuple):
    """A side's score if the game ended now."""

    side: str
    total: float
    parts: tuple[Part, ...]


def shares_now(scenario: Scenario, state: State, tables: Tables, side: int) -> dict[str, int]:
    """Share of each scored place that a side holds, per mille (rule 12.1)."""
    whose = np.asarray(tables.unit)[:, S.U_SIDE].tolist()
    standing = {(here, k) for here, k in zip(np.asarray(state.units)[:, S.HEX].tolist(), whose, strict=True)}
    rows = [row for row in np.asarray(state.rows).tolist() if row[S.USED]]
    shares: dict[str, int] = {}
    for p, (here, _, also) in zip(scenario.scored, np.asarray(tables.place).tolist(), strict=False):
        shares[p.place] = _share_pm(state, rows, standing, side, here)
        if also >= 0 and (state.hexes[also, S.OWNER] >= 0 or any(at == also for at, _ in standing)):
            shares[p.place] = (shares[p.place] + _share_pm(state, rows, standing, side, also)) // 2
    return shares


def score_of(scenario: Scenario, state: State, tables: Tables, side: str) -> Score:
    """The score of a side at this pulse."""
    k = scenario.sides.index(side)
    aims = next(a for a in scenario.scoring.aims if a.side == side)
    weights = [p.weight for p in scenario.scored]
    column = S.PLACE_SUM if k == 0 else S.PLACE_SUM_FOE
    hold = sum(
        w * int(row[column]) / max(1, 1000 * int(row[S.PLACE_PULSES]))
        for w, row in zip(weights, state.places, strict=True)
    )
    now = shares_now(scenario, state, tables, k)
    line = _line(state, k, sum(w * now[p.place] / 1000.0 for w, p in zip(weights, scenario.scored, strict=True)))
    lost = men_lost(state, tables, k)
    limits = max(0.0, 1.0 - int(state.sides[k, S.PRICE]) / LIMIT_POINTS)
    parts = (
        Part(N_("places held so far"), aims.hold * hold, aims.hold, "12.1"),
        Part(N_("places held now"), aims.line * line, aims.line, "12.1"),
        Part(N_("own losses"), aims.losses * 0.5 ** (lost / aims.half_loss), aims.losses, "12.2"),
        Part(N_("limits kept"), aims.limits * limits, aims.limits, "12.3"),
        Part(N_("standing"), aims.standing * _standing(scenario, state, side), aims.standing, "12.3"),
    )
    return Score(side, sum(p.points for p in parts), parts)


def _line(state: State, side: int, now: float) -> float:
    """Share of the places for the part "held now": after a truce half by its lines, half by what followed (rule 12.1)."""
    if not len(state.accord) or int(state.accord[0, S.SIGNED_TURN]) < 0:
        return now
    truce, after = int(state.forms[side, S.FORM_LINE_PM]) / 1000.0, int(state.forms[side, S.FORM_AFTER_PM])
    return (truce + (after / 1000.0 if after >= 0 else truce)) / 2.0


def _standing(scenario: Scenario, state: State, side: str) -> float:
    """What is left of a side's standing abroad, 0 to 1 (rule 12.3)."""
    politics = scenario.politics
    if politics is None:
        return 1.0
    form, accord = state.forms[scenario.sides.index(side)], state.accord[0]
    left = 1.0 - ALONE * int(form[S.FORM_ALONE])
    if int(accord[S.SIGNED_TURN]) < 0:
        return max(0.0, left - (NO_TRUCE if int(accord[S.TALKS_HELD]) else 0.0))
    term, choice = politics.terms[int(accord[S.TRUCE_TERM])], int(form[S.FORM_CHOICE])
    if term.first == side:
        left -= WITHDREW_FIRST
    if choice == AFTER_LEAVE and side not in term.clears and int(accord[S.DECIDED]) >= 1:
        left -= LEFT_UNASKED
    other = state.forms[1 - scenario.sides.index(side)]
    if choice == AFTER_STAND and int(accord[S.DECIDED]) == 2 and int(other[S.FORM_CHOICE]) in (AFTER_LEAVE, AFTER_BACK):
        left -= NOT_FOLLOWED
    return max(0.0, left)


def men_lost(state: State, tables: Tables, side: int) -> int:
    """Men that a side has lost, killed and wounded and taken."""
    return int(np.asarray(state.units)[np.asarray(tables.unit)[:, S.U_SIDE] == side, S.LOST].sum())


def _share_pm(state: State, rows: list[list[int]], standing: set[tuple[int, int]], side: int, here: int) -> int:
    """`rows`: those in use; `standing`: hexes with the side that has counters there."""
    on_it = [row for row in rows if row[S.TARGET] == here]
    if on_it:
        share = sum(row[S.SHARE_PM] for row in on_it) // len(on_it)
        return share if on_it[0][S.ROW_SIDE] == side else 1000 - share
    if (here, 1 - side) in standing:
        return 0
    return 1000 if (here, side) in standing or int(state.hexes[here, S.OWNER]) == side else 0
