"""Victory, 0 to 100 for each side by its own aims, visible with its parts at any moment (rules 12.1-12.4)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from game.core.words import N_
from game.model.base import HexAt
from game.model.battle.scenario import Scenario
from game.rules.battle import state as S
from game.rules.battle.codes import AFTER_BACK, AFTER_LEAVE, AFTER_STAND
from game.rules.battle.state import (
    State,
    Tables,
)

# Standing lost, as shares of its part (rule 12.3): a talk refused alone, no truce though governments talked, withdrawing first
# by the terms, leaving a hill unasked, not following up one that was left; signing what the own government would surely
# have refused.
ALONE, NO_TRUCE, WITHDREW_FIRST, LEFT_UNASKED, NOT_FOLLOWED, AGAINST = 0.07, 0.2, 0.3, 0.2, 0.2, 0.8
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
    return shares_of(scenario, state, tables, (side,))[0]


def shares_of(scenario: Scenario, state: State, tables: Tables, sides: Iterable[int] = (0, 1)) -> list[dict[str, int]]:
    """The same for several sides, in their order."""
    whose = np.asarray(tables.unit)[:, S.U_SIDE].tolist()
    standing = set(zip(np.asarray(state.units)[:, S.HEX].tolist(), whose, strict=True))
    table = np.asarray(state.rows)
    rows = table[table[:, S.USED] != 0].tolist()
    places = list(zip(scenario.scored, np.asarray(tables.place).tolist(), strict=False))
    found = []
    for side in sides:
        shares: dict[str, int] = {}
        for p, (here, _, also) in places:
            shares[p.place] = _share_pm(state, rows, standing, side, here)
            if also >= 0 and (state.hexes[also, S.OWNER] >= 0 or (also, 0) in standing or (also, 1) in standing):
                shares[p.place] = (shares[p.place] + _share_pm(state, rows, standing, side, also)) // 2
        found.append(shares)
    return found


def score_of(
    scenario: Scenario,
    state: State,
    tables: Tables,
    side: str,
    *,
    ahead: int = 0,
    shares: Mapping[str, int] | None = None,
) -> Score:
    """The score of a side at this pulse. `ahead`: pulses for which the places are reckoned to stay as they are now; `shares`:
    what `shares_now` says, where it was asked already."""
    k = scenario.sides.index(side)
    aims = next(a for a in scenario.scoring.aims if a.side == side)
    column = S.PLACE_SUM if k == 0 else S.PLACE_SUM_FOE
    now = shares_now(scenario, state, tables, k) if shares is None else shares
    hold = sum(
        p.weight * (int(row[column]) + now[p.place] * ahead) / max(1, 1000 * (int(row[S.PLACE_PULSES]) + ahead))
        for p, row in zip(scenario.scored, state.places, strict=True)
    )
    line = _line(state, k, sum(p.weight * now[p.place] / 1000.0 for p in scenario.scored))
    lost = men_lost(state, tables, k)
    limits = max(0.0, 1.0 - int(state.sides[k, S.PRICE]) / LIMIT_POINTS)
    earned = min(1.0, (hold + line) / 2.0 / aims.task)
    parts = (
        Part(N_("places held so far"), aims.hold * hold, aims.hold, "12.1"),
        Part(N_("places held now"), aims.line * line, aims.line, "12.1"),
        Part(N_("own losses"), aims.losses * 0.5 ** (lost / aims.half_loss) * earned, aims.losses, "12.2"),
        Part(N_("limits kept"), aims.limits * limits * earned, aims.limits, "12.3"),
        Part(N_("standing"), aims.standing * standing_left(scenario, state, side) * earned, aims.standing, "12.3"),
    )
    return Score(side, sum(p.points for p in parts), parts)


class Goal(NamedTuple):
    """A scored place: its hexes, the share that the side holds now (0 to 1), points of the parts for places held so far and now
    that it brings: by now, at most, and at the end if the share stays what it is.
    """

    place: str
    hexes: tuple[HexAt, ...]
    share: float
    points: float
    most: float
    at_end: float


def goals_of(scenario: Scenario, state: State, tables: Tables, side: str) -> tuple[Goal, ...]:
    """What each scored place brings a side (rule 12.1), in the scenario's order; all together are its first two parts."""
    k = scenario.sides.index(side)
    aims = next(a for a in scenario.scoring.aims if a.side == side)
    now = shares_now(scenario, state, tables, k)
    accord = state.accord[0] if len(state.accord) else None
    is_signed = accord is not None and int(accord[S.SIGNED_TURN]) >= 0
    is_quiet = accord is not None and int(accord[S.TRUCE_BEGUN]) >= 0
    left = 0 if is_quiet else max(0, scenario.calendar.played()[-1].last_pulse - int(state.clock[S.NOW]))
    column = S.PLACE_SUM if k == 0 else S.PLACE_SUM_FOE
    found = []
    for place, row in zip(scenario.scored, state.places, strict=True):
        held, pulses, share = int(row[column]) / 1000.0, int(row[S.PLACE_PULSES]), now[place.place] / 1000.0
        stands = aims.line * place.weight * (_line(state, k, 0.0) if is_signed else share)
        so_far = aims.hold * place.weight * held / max(1, pulses)
        at_end = aims.hold * place.weight * (held + left * share) / max(1, pulses + left)
        hexes = (scenario.place(place.place).hex, *([place.also] if place.also is not None else []))
        most = (aims.hold + aims.line) * place.weight
        found.append(Goal(place.place, hexes, share, so_far + stands, most, at_end + stands))
    return tuple(found)


def loss_of(scenario: Scenario, state: State, tables: Tables, side: str, men: int) -> float:
    """Points that a side would lose with so many men more (rule 12.2)."""
    score, aims = score_of(scenario, state, tables, side), next(a for a in scenario.scoring.aims if a.side == side)
    part = next(p for p in score.parts if p.rule == "12.2")
    return part.points * float(1.0 - 0.5 ** (men / aims.half_loss))


def _line(state: State, side: int, now: float) -> float:
    """Share of the places for the part "held now": after a truce half by its lines, half by what followed (rule 12.1)."""
    if not len(state.accord) or int(state.accord[0, S.SIGNED_TURN]) < 0:
        return now
    truce, after = int(state.forms[side, S.FORM_LINE_PM]) / 1000.0, int(state.forms[side, S.FORM_AFTER_PM])
    return (truce + (after / 1000.0 if after >= 0 else truce)) / 2.0


def standing_left(scenario: Scenario, state: State, side: str) -> float:
    """What is left of a side's standing abroad, 0 to 1 (rule 12.3)."""
    politics = scenario.politics
    if politics is None:
        return 1.0
    form, accord = state.forms[scenario.sides.index(side)], state.accord[0]
    left = 1.0 - ALONE * int(form[S.FORM_ALONE])
    if int(accord[S.SIGNED_TURN]) < 0:
        return max(0.0, left - (NO_TRUCE if int(accord[S.TALKS_HELD]) else 0.0))
    term, choice = politics.terms[int(accord[S.TRUCE_TERM])], int(form[S.FORM_CHOICE])
    left -= AGAINST * int(form[S.FORM_AGAINST_PM]) / 1000.0
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
