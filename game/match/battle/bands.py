"""What a thousand re-enactments had by the end of each turn, and the same figures of one game."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from game.files.battle.bands import load_bands
from game.files.errors import BadFile
from game.match.battle.score import men_lost, shares_now
from game.model.battle.bands import HIGH, LOW, Bands, Name
from game.model.battle.scenario import Scenario
from game.rules.battle.resolve import RULES_VERSION
from game.rules.battle.state import TANKS_LOST, U_SIDE, State, Tables

if TYPE_CHECKING:
    from game.match.battle.match import Match

Figures = dict[Name, int]


def figures_of(scenario: Scenario, state: State, tables: Tables) -> Figures:
    """What bands are made of, in a position: men and tanks lost so far by side, per mille of each place the first holds."""
    first = scenario.sides[0]
    units, sides = np.asarray(state.units), np.asarray(tables.unit)[:, U_SIDE]
    found: Figures = {("lost", side, ""): men_lost(state, tables, k) for k, side in enumerate(scenario.sides)}
    for k, side in enumerate(scenario.sides):
        if any(c.tanks for c in scenario.counters if c.side == side):
            found["tanks", side, ""] = int(units[sides == k, TANKS_LOST].sum())
    shares = shares_now(scenario, state, tables, 0)
    return found | {("held", first, place): int(pm) for place, pm in shares.items()}


def course_of(match: Match) -> list[Figures]:
    """The figures of a game by the end of each turn that its scenario plays; once it is over the last ones stay."""
    by_turn = {record.turn.name: record.state for record in match.records}
    found: list[Figures] = []
    for turn in match.scenario.calendar.played():
        state = by_turn.get(turn.name)
        if state is not None:
            found.append(figures_of(match.scenario, state, match.tables))
        elif found:
            found.append(found[-1])
    return found


def bands_for(scenario: Scenario, rules: str = RULES_VERSION) -> Bands | None:
    """The bands kept with a scenario; None without any, or where they are of other content or other rules."""
    found = _kept(scenario.id)
    return found if found and (found.content, found.rules) == (scenario.digest, rules) else None


def losses_by_turn(scenario: Scenario, side: str) -> dict[int, tuple[float, float]]:
    """What nine re-enactments in ten had lost of a side by the end of each turn, men from and to; empty without kept bands."""
    bands = bands_for(scenario)
    rows = (
        {turn.number: bands.at(turn.name).get(("lost", side, "")) for turn in scenario.calendar.played()}
        if bands
        else {}
    )
    return {number: (float(row[LOW]), float(row[HIGH])) for number, row in rows.items() if row is not None}


@lru_cache(8)
def _kept(scenario: str) -> Bands | None:
    try:
        return load_bands(scenario)
    except BadFile:
        return None  # `changkufeng validate` says what is wrong with it
